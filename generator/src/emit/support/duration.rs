//! `format: duration` (ISO 8601; RFC 3339, appendix A).

use super::text::{TextError, WireText};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A duration, as it is written: `P3Y6M4DT12H30M5.5S`. Years and months have no fixed length, so two
/// durations are equal where their texts are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Duration(String);

impl Duration {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The time that this is, unless it is negative, more than there is room for, finer than
    /// nanoseconds, or has years, months, or a fraction of anything but seconds.
    pub fn to_std(&self) -> Option<std::time::Duration> {
        let mut total = std::time::Duration::ZERO;
        for (in_time, number, unit) in parts(&self.0)? {
            let length: u64 = match (in_time, unit) {
                (false, 'W') => 604_800,
                (false, 'D') => 86_400,
                (true, 'H') => 3_600,
                (true, 'M') => 60,
                (true, _) => 1,
                (false, _) => return None,
            };
            let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
            let seconds = whole.parse::<u64>().ok()?.checked_mul(length)?;
            let fraction = fraction.trim_end_matches('0');
            if fraction.len() > 9 || length > 1 && !fraction.is_empty() {
                return None;
            }
            let nanos = format!("{fraction:0<9}").parse().ok()?;
            total = total.checked_add(std::time::Duration::new(seconds, nanos))?;
        }
        Some(total)
    }
}

/// The designators that may stand before and behind the `T`, in this order.
const DATE: &str = "YMWD";
const TIME: &str = "HMS";

/// The numbers with their designators, and whether they stand behind the `T`; `None` for what is no
/// duration, or a negative one.
fn parts(text: &str) -> Option<Vec<(bool, &str, char)>> {
    let mut rest = text.strip_prefix(['P', 'p'])?;
    let (mut found, mut in_time, mut units) = (Vec::new(), false, DATE);
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix(['T', 't']).filter(|_| !in_time) {
            (rest, in_time, units) = (time, true, TIME);
            // nothing may end with the `T`
            if rest.is_empty() {
                return None;
            }
            continue;
        }
        let (number, behind) = rest.split_at(rest.find(|c: char| c.is_ascii_alphabetic())?);
        let unit = behind.chars().next()?.to_ascii_uppercase();
        units = units.split_once(unit)?.1;
        let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
        rest = &behind[1..];
        // the last number alone may have a fraction
        if !digits(whole) || !digits(fraction) || whole != number && !rest.is_empty() {
            return None;
        }
        found.push((in_time, number, unit));
    }
    (!found.is_empty()).then_some(found)
}

impl From<std::time::Duration> for Duration {
    fn from(time: std::time::Duration) -> Self {
        let fraction = format!(".{:09}", time.subsec_nanos());
        let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
        Self(format!("PT{}{fraction}S", time.as_secs()))
    }
}

impl FromStr for Duration {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        match parts(text.strip_prefix(['-', '+']).unwrap_or(text)) {
            Some(_) => Ok(Self(text.to_owned())),
            None => Err(TextError::expected("a duration (P1DT12H)", text)),
        }
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl WireText for Duration {
    fn to_wire(&self) -> Result<String, TextError> {
        Ok(self.0.clone())
    }

    fn from_wire(text: &str) -> Result<Self, TextError> {
        text.parse()
    }
}

impl Serialize for Duration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

//! `format: date-time` and `format: date` (RFC 3339, section 5.6).

use super::text::{TextError, WireText};
use chrono::{Datelike, FixedOffset, NaiveDate, Offset, SecondsFormat, TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::str::FromStr;

/// A time, and how far the clock there is ahead of UTC: `2024-05-01T12:00:00.25+02:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime(chrono::DateTime<FixedOffset>);

impl DateTime {
    /// The time.
    pub fn time(self) -> chrono::DateTime<FixedOffset> {
        self.0
    }
}

impl<Zone: TimeZone> From<chrono::DateTime<Zone>> for DateTime {
    fn from(time: chrono::DateTime<Zone>) -> Self {
        Self(time.fixed_offset())
    }
}

impl FromStr for DateTime {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        Self::from_wire(text)
    }
}

impl WireText for DateTime {
    /// With as many digits of a second as there are: some servers read no more than seven, others three,
    /// and chrono writes three, six or nine.
    fn to_wire(&self) -> Result<String, TextError> {
        // the format has no seconds of an offset, as clocks had them before there were time zones
        let minutes = self.0.offset().local_minus_utc() / 60;
        let offset = FixedOffset::east_opt(minutes * 60).unwrap_or_else(|| self.0.offset().fix());
        let time = self.0.with_timezone(&offset);
        four_digits(time.year())?;
        let text = time.to_rfc3339_opts(SecondsFormat::Nanos, true);
        let (time, offset) = text.split_at("2024-05-01T12:00:00.000000000".len());
        let time = time.trim_end_matches('0').trim_end_matches('.');
        Ok(format!("{time}{offset}"))
    }

    /// Lower-case `t` and `z` are accepted, as section 5.6 allows.
    fn from_wire(text: &str) -> Result<Self, TextError> {
        let time = chrono::DateTime::parse_from_rfc3339(text);
        time.map(Self)
            .map_err(|_| TextError::expected("a date-time (2024-05-01T12:00:00Z)", text))
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.to_wire().map_err(serde::ser::Error::custom)?;
        serializer.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_wire(&text).map_err(serde::de::Error::custom)
    }
}

/// A day: `2024-05-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// The day.
    pub fn date(self) -> NaiveDate {
        self.0
    }
}

impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Self {
        Self(date)
    }
}

impl FromStr for Date {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        Self::from_wire(text)
    }
}

impl WireText for Date {
    fn to_wire(&self) -> Result<String, TextError> {
        four_digits(self.0.year())?;
        Ok(self.0.format("%Y-%m-%d").to_string())
    }

    fn from_wire(text: &str) -> Result<Self, TextError> {
        let error = || TextError::expected("a date (2024-05-01)", text);
        // chrono also takes `2024-5-1`, `2024- 5-01` and `+12024-05-01`
        let digits = |it: &str| it.len() == 2 && it.bytes().all(|it| it.is_ascii_digit());
        let mut parts = text.split('-');
        let year = parts.next().and_then(|it| it.split_at_checked(2));
        let well = year.is_some_and(|(first, second)| digits(first) && digits(second));
        if !well || !parts.all(digits) {
            return Err(error());
        }
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d");
        date.map(Self).map_err(|_| error())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.to_wire().map_err(serde::ser::Error::custom)?;
        serializer.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_wire(&text).map_err(serde::de::Error::custom)
    }
}

/// A year of more has no text: chrono's types reach further than the format.
fn four_digits(year: i32) -> Result<(), TextError> {
    if (0..=9999).contains(&year) {
        Ok(())
    } else {
        Err(TextError::new(format!(
            "the year {year} has no four digits"
        )))
    }
}

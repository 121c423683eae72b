//! `format: date-time-rfc1123`: as HTTP has dates (RFC 9110, section 5.6.7).

use super::text::{TextError, WireText};
use chrono::{DateTime, Datelike, Timelike, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A second in time, in UTC: `Sun, 06 Nov 1994 08:49:37 GMT`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HttpDate(DateTime<Utc>);

impl HttpDate {
    /// The time.
    pub fn time(self) -> DateTime<Utc> {
        self.0
    }
}

/// Fractions of a second are dropped: the format has none.
impl From<DateTime<Utc>> for HttpDate {
    fn from(time: DateTime<Utc>) -> Self {
        Self(time.with_nanosecond(0).unwrap_or(time))
    }
}

impl WireText for HttpDate {
    fn to_wire(&self) -> Result<String, TextError> {
        if (0..=9999).contains(&self.0.year()) {
            Ok(self.0.format("%a, %d %b %Y %H:%M:%S GMT").to_string())
        } else {
            Err(TextError::new("a year of more than four digits"))
        }
    }

    fn from_wire(text: &str) -> Result<Self, TextError> {
        match DateTime::parse_from_rfc2822(text) {
            // RFC 9110 has a year of four digits, RFC 2822 one of any
            Ok(time) if (0..=9999).contains(&time.to_utc().year()) => Ok(time.to_utc().into()),
            _ => {
                let expected = "a date (Sun, 06 Nov 1994 08:49:37 GMT)";
                Err(TextError::expected(expected, text))
            }
        }
    }
}

impl Serialize for HttpDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.to_wire().map_err(serde::ser::Error::custom)?;
        serializer.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for HttpDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_wire(&text).map_err(serde::de::Error::custom)
    }
}

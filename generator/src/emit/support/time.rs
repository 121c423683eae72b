//! `format: time`: a time of day (RFC 3339, section 5.6: `partial-time`, `full-time`).

use super::text::{TextError, WireText};
use chrono::{DateTime, FixedOffset, NaiveTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A time of day, and how far it is ahead of UTC, where the text says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    /// On the clock there.
    pub time: NaiveTime,
    /// `None`: not said.
    pub offset: Option<FixedOffset>,
}

impl From<NaiveTime> for Time {
    fn from(time: NaiveTime) -> Self {
        Self { time, offset: None }
    }
}

impl WireText for Time {
    fn to_wire(&self) -> Result<String, TextError> {
        let time = self.time.format("%H:%M:%S%.f");
        Ok(match self.offset {
            None => time.to_string(),
            Some(offset) if offset.local_minus_utc() == 0 => format!("{time}Z"),
            Some(offset) => format!("{time}{offset}"),
        })
    }

    fn from_wire(text: &str) -> Result<Self, TextError> {
        let error = || TextError::expected("a time (12:30:00, 12:30:00Z)", text);
        // a date-time of any day is read by the rules of RFC 3339, and keeps the offset
        let read = |text: &str| DateTime::parse_from_rfc3339(&format!("2000-01-01T{text}"));
        match read(text) {
            Ok(time) => Ok(Self {
                time: time.time(),
                offset: Some(*time.offset()),
            }),
            Err(_) => match read(&format!("{text}Z")) {
                Ok(time) => Ok(time.time().into()),
                Err(_) => Err(error()),
            },
        }
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.to_wire().map_err(serde::ser::Error::custom)?;
        serializer.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_wire(&text).map_err(serde::de::Error::custom)
    }
}

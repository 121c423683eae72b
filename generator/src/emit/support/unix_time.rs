//! `format: unixtime`: seconds since 1970.

use super::text::{TextError, WireText};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnixTime(pub i64);

impl UnixTime {
    /// The time, unless it is too far away.
    pub fn time(self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp(self.0, 0)
    }
}

impl From<i64> for UnixTime {
    fn from(seconds: i64) -> Self {
        Self(seconds)
    }
}

/// Fractions of a second are dropped.
impl From<DateTime<Utc>> for UnixTime {
    fn from(time: DateTime<Utc>) -> Self {
        Self(time.timestamp())
    }
}

impl WireText for UnixTime {
    fn to_wire(&self) -> Result<String, TextError> {
        self.0.to_wire()
    }

    fn from_wire(text: &str) -> Result<Self, TextError> {
        i64::from_wire(text).map(Self)
    }
}

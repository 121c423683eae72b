//! `format: date-time` and `format: date` outside JSON (RFC 3339, section 5.6).

use super::text::{TextError, WireText};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, SecondsFormat};

impl WireText for DateTime<FixedOffset> {
    fn to_wire(&self) -> Result<String, TextError> {
        four_digits(self.year())?;
        Ok(self.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }

    /// Lower-case `t` and `z` are accepted, as section 5.6 allows.
    fn from_wire(text: &str) -> Result<Self, TextError> {
        DateTime::parse_from_rfc3339(text)
            .map_err(|_| TextError::expected("a date-time (2024-05-01T12:00:00Z)", text))
    }
}

impl WireText for NaiveDate {
    fn to_wire(&self) -> Result<String, TextError> {
        four_digits(self.year())?;
        Ok(self.format("%Y-%m-%d").to_string())
    }

    fn from_wire(text: &str) -> Result<Self, TextError> {
        let error = || TextError::expected("a date (2024-05-01)", text);
        // chrono also takes `2024-5-1` and `+12024-05-01`.
        if text.len() != 10 || !text.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(error());
        }
        NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| error())
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

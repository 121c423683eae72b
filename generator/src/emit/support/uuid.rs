//! `format: uuid` outside JSON (RFC 9562, section 4).

use super::text::{TextError, WireText};
use uuid::Uuid;

impl WireText for Uuid {
    fn to_wire(&self) -> Result<String, TextError> {
        Ok(self.hyphenated().to_string())
    }

    fn from_wire(text: &str) -> Result<Self, TextError> {
        Uuid::parse_str(text).map_err(|_| TextError::expected("a UUID", text))
    }
}

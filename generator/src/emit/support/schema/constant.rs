//! Values of an `enum`.

use super::number::Decimal;
use serde_json::Value;
use std::fmt;

/// A value that is written in the document.
#[derive(Clone, Copy, Debug)]
pub enum Constant {
    /// A string.
    Text(&'static str),
    /// A number in decimal notation, however large.
    Number(&'static str),
    /// Anything else, as JSON.
    Json(&'static str),
}

impl Constant {
    pub(super) fn is(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Text(text), Value::String(value)) => text == value,
            (Self::Number(text), Value::Number(number)) => {
                Decimal::parse(text) == Decimal::parse(&number.to_string())
            }
            (Self::Json(text), value) => {
                serde_json::from_str::<Value>(text).is_ok_and(|it| it == *value)
            }
            _ => false,
        }
    }
}

impl Constant {
    /// Whether a text says this. Of a number there are several: `1.0` of a document is sent as `1`.
    pub(super) fn is_written(&self, text: &str) -> bool {
        match self {
            Self::Text(known) | Self::Json(known) => *known == text,
            Self::Number(known) => {
                let number = Decimal::parse(text);
                number.is_some() && number == Decimal::parse(known)
            }
        }
    }
}

impl fmt::Display for Constant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Number(text) | Self::Json(text) => f.write_str(text),
        }
    }
}

//! `format: decimal`: numbers that lose no digit, as JSON numbers or as strings.

use super::text::{TextError, WireText, is_number};
use bigdecimal::BigDecimal;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use std::fmt;

/// A decimal that is a number on the wire, with every digit.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(pub BigDecimal);

/// A decimal that is a string on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecimalString(pub BigDecimal);

/// As many characters as a decimal may have: to read one takes the square of its length.
const LONGEST: usize = 1000;

/// As JSON has it (RFC 8259, section 6), which is less than what [`BigDecimal`] reads.
fn read(text: &str) -> Result<BigDecimal, TextError> {
    if text.len() > LONGEST {
        let message = format!("a decimal number has at most {LONGEST} characters");
        return Err(TextError::new(message));
    }
    let error = || TextError::expected("a decimal number", text);
    if !is_number(text) {
        return Err(error());
    }
    text.parse().map_err(|_| error())
}

macro_rules! decimals {
    ($($decimal:ident),*) => {$(
        impl From<BigDecimal> for $decimal {
            fn from(value: BigDecimal) -> Self {
                Self(value)
            }
        }

        impl From<i64> for $decimal {
            fn from(value: i64) -> Self {
                Self(value.into())
            }
        }

        impl std::str::FromStr for $decimal {
            type Err = TextError;

            fn from_str(text: &str) -> Result<Self, TextError> {
                read(text).map(Self)
            }
        }

        impl fmt::Display for $decimal {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl WireText for $decimal {
            fn to_wire(&self) -> Result<String, TextError> {
                Ok(self.to_string())
            }

            fn from_wire(text: &str) -> Result<Self, TextError> {
                text.parse()
            }
        }
    )*};
}

decimals!(Decimal, DecimalString);

impl Serialize for DecimalString {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for DecimalString {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw = RawValue::from_string(self.to_string());
        raw.map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

/// How [`RawValue`] asks `serde_json` for the text of a value. Where that is not what reads (behind
/// `#[serde(flatten)]`, say), or does not know the name, the number is what an `f64` holds of it.
const RAW: &str = "$serde_json::private::RawValue";

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(RAW, Text)
    }
}

struct Text;

impl<'de> Visitor<'de> for Text {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal number")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Decimal, A::Error> {
        match map.next_entry::<String, String>()? {
            Some((_, text)) => text.parse().map_err(A::Error::custom),
            None => Err(A::Error::custom("expected a decimal number")),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, of: D) -> Result<Decimal, D::Error> {
        let number = serde_json::Number::deserialize(of)?;
        number.to_string().parse().map_err(D::Error::custom)
    }
}

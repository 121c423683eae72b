//! `format: base64url`: bytes that travel as base64 that a URL can hold (RFC 4648, section 5).

use super::text::{TextError, WireText};
use base64::Engine;
use base64::alphabet::URL_SAFE as ALPHABET;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::ops::Deref;

// Padding is not written, and may be there all the same.
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(
    &ALPHABET,
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Bytes that are base64url text on the wire.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Base64Url(pub Bytes);

impl<T: Into<Bytes>> From<T> for Base64Url {
    fn from(bytes: T) -> Self {
        Self(bytes.into())
    }
}

impl Deref for Base64Url {
    type Target = Bytes;

    fn deref(&self) -> &Bytes {
        &self.0
    }
}

impl fmt::Debug for Base64Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64Url({} bytes)", self.0.len())
    }
}

impl WireText for Base64Url {
    fn to_wire(&self) -> Result<String, TextError> {
        Ok(URL_SAFE.encode(&self.0))
    }

    fn from_wire(text: &str) -> Result<Self, TextError> {
        let bytes = URL_SAFE.decode(text);
        bytes
            .map(Self::from)
            .map_err(|_| TextError::expected("base64url", text))
    }
}

impl Serialize for Base64Url {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&URL_SAFE.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Base64Url {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_wire(&text).map_err(serde::de::Error::custom)
    }
}

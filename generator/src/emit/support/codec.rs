//! Values as bytes, by the codec of a media type.

use super::body::BoxError;
use super::json;
use super::media::{Codec, MediaType, find};
use super::schema::{self, Schema};
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

impl Codec {
    /// The bytes of a value.
    ///
    /// # Errors
    /// The codec has none for it: JSON of a map whose keys are no strings, the text of a list.
    pub fn encode<T: Serialize + ?Sized>(
        self,
        schema: &Schema,
        value: &T,
    ) -> Result<Vec<u8>, BoxError> {
        match self {
            Self::Json => Ok(serde_json::to_vec(value)?),
            Self::Other(notation) => (notation.write)(schema, &json::to_value(value)?),
            Self::Text => match json::to_value(value)? {
                Value::String(text) => Ok(text.into_bytes()),
                scalar @ (Value::Bool(_) | Value::Number(_)) => Ok(scalar.to_string().into_bytes()),
                _ => Err("only a scalar is a text".into()),
            },
            Self::Bytes => Err("a value is no bytes".into()),
        }
    }

    /// The value of bytes.
    ///
    /// # Errors
    /// They are none of a `T`.
    pub fn decode<T: DeserializeOwned>(self, schema: &Schema, bytes: &[u8]) -> Result<T, BoxError> {
        match self {
            Self::Json | Self::Bytes => Ok(json::decode(bytes)?),
            // a server has checked before what it must not forgive
            Self::Other(_) | Self::Text => Ok(json::from_value(self.read(schema, bytes)?)?),
        }
    }

    /// What bytes say, before it is of any type.
    ///
    /// # Errors
    /// They are none of the notation.
    pub fn read(self, schema: &Schema, bytes: &[u8]) -> Result<Value, BoxError> {
        match self {
            Self::Json | Self::Bytes => Ok(json::read(bytes)?),
            Self::Other(notation) => (notation.read)(schema, bytes),
            Self::Text => Ok(schema::of_text(schema, std::str::from_utf8(bytes)?)),
        }
    }
}

/// The content type, empty where there is none.
pub fn content_type(headers: &HeaderMap) -> &str {
    let value = headers.get(CONTENT_TYPE);
    value
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// Of these media types the one of a value with these headers; where they do not say, the first that can
/// be of a value.
pub fn of_value(media_types: &[MediaType], headers: &HeaderMap) -> MediaType {
    let values = media_types.iter().copied();
    let values: Vec<MediaType> = values.filter(|it| it.codec != Codec::Bytes).collect();
    let found = find(&values, content_type(headers)).or(values.first());
    found.copied().unwrap_or(MediaType::JSON)
}

//! What bodies hold, and the media types that they are written as.

use super::Slot;
use serde::Serialize;

/// What a body holds, and how it may be written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Content {
    pub shape: ContentShape,
    /// Of a value or a scalar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schema: Option<Slot>,
    /// All that are declared, as they stand; empty where none is.
    pub media_types: Vec<MediaType>,
    /// Media types of other schemas, of which nothing is generated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ContentShape {
    /// A value of the schema.
    Value,
    /// A value that has a text outside JSON as well.
    Scalar,
    /// Text, whatever the schema says of it.
    Text,
    /// Bytes that are passed on as they are.
    Bytes,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MediaType {
    /// As it is declared: perhaps a range (`*/*`), perhaps with parameters.
    pub name: String,
    pub codec: Codec,
}

/// How bytes are made of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Codec {
    Json,
    Xml,
    /// A text without any marks around it.
    Text,
    /// `application/x-www-form-urlencoded`, of a body that is no form by its parameters.
    Form,
    Bytes,
}

impl Codec {
    /// Whether it can carry what is of this shape, **as far as it is built**: a codec that is built
    /// is switched on here, and nowhere else.
    pub fn carries(self, shape: ContentShape) -> bool {
        match shape {
            ContentShape::Value => matches!(self, Codec::Json | Codec::Xml),
            ContentShape::Scalar => matches!(self, Codec::Json | Codec::Text | Codec::Xml),
            ContentShape::Text => matches!(self, Codec::Text),
            ContentShape::Bytes => true,
        }
    }
}

impl Content {
    /// The declared media types that can carry it, the preferred one first: JSON, else as they stand.
    /// Bytes are rather anything than JSON, which is there for the errors.
    pub fn usable(&self) -> Vec<&MediaType> {
        let media_types = self.media_types.iter();
        let mut usable: Vec<_> = media_types
            .filter(|it| it.codec.carries(self.shape))
            .collect();
        let other = |it: &MediaType| !matches!(it.codec, Codec::Json | Codec::Form);
        if self.shape == ContentShape::Bytes {
            if usable.iter().any(|it| other(it)) {
                usable.retain(|it| other(it));
            }
        } else {
            usable.sort_by_key(|it| match it.codec {
                Codec::Json if it.name.eq_ignore_ascii_case("application/json") => 0,
                Codec::Json => 1,
                _ => 2,
            });
        }
        usable
    }
}

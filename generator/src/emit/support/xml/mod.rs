//! Bodies of XML (Swagger 2.0, "XML Object"): elements become JSON values by the table of schemas, and
//! values elements, so that the types need no other shape for it.

mod read;
mod tree;
mod write;

use super::schema::{Kind, Schema, Xml};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::error::Error;
use std::fmt;

/// XML that is none, or a value that XML cannot hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlError {
    message: String,
}

impl XmlError {
    fn new(message: impl fmt::Display) -> Self {
        Self {
            message: message.to_string(),
        }
    }
}

impl fmt::Display for XmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for XmlError {}

/// A value of a schema, from a document of XML. Names are compared without their prefixes.
///
/// # Errors
/// It is not well-formed, has a document type (which may hold entities), is nested too deep, or is
/// not of a `T`.
pub fn from_slice<T: DeserializeOwned>(schema: &Schema, bytes: &[u8]) -> Result<T, XmlError> {
    serde_json::from_value(to_json(schema, bytes)?).map_err(XmlError::new)
}

/// The JSON value that a document of XML means.
///
/// # Errors
/// It is not well-formed, has a document type, or is nested too deep.
pub fn to_json(schema: &Schema, bytes: &[u8]) -> Result<serde_json::Value, XmlError> {
    Ok(read::value(schema, &tree::parse(bytes)?))
}

/// A document of XML. Its root has the name that the schema gives it, else that of the definition.
///
/// # Errors
/// A text holds a character that XML has not, or a property a name that is none of an element.
pub fn to_vec<T: Serialize + ?Sized>(schema: &Schema, value: &T) -> Result<Vec<u8>, XmlError> {
    let value = serde_json::to_value(value).map_err(XmlError::new)?;
    write::document(schema, &value)
}

/// The schema that an alias is of.
fn resolve(schema: &Schema) -> &Schema {
    let mut schema = schema;
    while let Kind::Same(of) = &schema.kind {
        schema = of;
    }
    schema
}

/// What XML makes of a schema: what is nearest holds.
fn meta(schema: &Schema) -> Xml {
    let mut schema = schema;
    loop {
        if let Some(xml) = schema.xml {
            return *xml;
        }
        match &schema.kind {
            Kind::Same(of) => schema = of,
            _ => return super::schema::XML,
        }
    }
}

/// The name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

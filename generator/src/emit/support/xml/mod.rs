//! Bodies of XML (Swagger 2.0, "XML Object"): elements become JSON values by the table of schemas, and
//! values elements, so that the types need no other shape for it.

mod place;
mod read;
mod strict;
mod tree;
mod write;

use super::media::{Codec, Notation};
use super::schema::at::At;
use super::schema::{Checker, Kind, Schema, Xml};
use serde_json::Value;
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

/// The codec of XML.
pub const XML: Codec = Codec::Other(Notation {
    media_type: "application/xml",
    write: |schema, value| Ok(to_vec(schema, value)?),
    read: |schema, bytes| Ok(to_json(schema, bytes)?),
    check: |schema, bytes, at, checker| Ok(check(schema, bytes, at, checker)?),
});

/// The JSON value that a document of XML means. Names are compared without their prefixes. An empty element
/// is taken for no number at all, and what has no place in the value is dropped.
///
/// # Errors
/// It is not well-formed, has a document type (which may hold entities), or is nested too deep.
pub fn to_json(schema: &Schema, bytes: &[u8]) -> Result<Value, XmlError> {
    let lenient = true;
    let root = tree::parse(bytes, lenient)?;
    Ok(read::Reader { lenient }.value(schema, &root))
}

/// The same for a reader that forgives nothing: the checker is told of a root of another name, and of all
/// that the schema has no place for.
///
/// # Errors
/// As [`to_json`]; and it says that it is not in UTF-8.
pub fn check(
    schema: &Schema,
    bytes: &[u8],
    at: &At<'_>,
    checker: &mut Checker,
) -> Result<Value, XmlError> {
    let lenient = false;
    let root = tree::parse(bytes, lenient)?;
    strict::check(schema, &root, at, checker);
    Ok(read::Reader { lenient }.value(schema, &root))
}

/// A document of XML. Its root has the name that the schema gives it, else that of the definition.
///
/// # Errors
/// A text holds a character that XML has not, or a property a name that is none of an element.
pub fn to_vec(schema: &Schema, value: &Value) -> Result<Vec<u8>, XmlError> {
    write::document(schema, value)
}

/// The schema that an alias is of.
fn resolve(schema: &Schema) -> &Schema {
    let mut schema = schema;
    while let Kind::Same(of) = &schema.kind {
        schema = of;
    }
    schema
}

/// What XML makes of a schema: what is nearest holds. An attribute is a text (XML 1.0, section 3.3), so what
/// is none is an element, whatever is declared.
fn meta(schema: &Schema) -> Xml {
    let is_text = !matches!(
        resolve(schema).kind,
        Kind::Object(..) | Kind::Map(_) | Kind::List(_) | Kind::Choice(..)
    );
    let mut schema = schema;
    loop {
        if let Some(xml) = schema.xml {
            let attribute = xml.attribute && is_text;
            return Xml { attribute, ..*xml };
        }
        match &schema.kind {
            Kind::Same(of) => schema = of,
            _ => return super::schema::XML,
        }
    }
}

/// What a root, or an item of a list that is one, is called: as the schema says, or else as its definition.
fn name(schema: &Schema) -> Option<&'static str> {
    meta(schema).name.or(root(schema))
}

/// The name of the definition, through aliases.
fn root(schema: &Schema) -> Option<&'static str> {
    let mut schema = schema;
    loop {
        if let Some(name) = schema.xml.and_then(|xml| xml.root) {
            return Some(name);
        }
        match &schema.kind {
            Kind::Same(of) => schema = of,
            _ => return None,
        }
    }
}

/// The name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

//! Values → elements.

use super::super::schema::{Kind, Property, Rest, Schema, Xml};
use super::{XmlError, meta, name, resolve};
use quick_xml::escape::escape;
use serde_json::{Map, Value};

/// What `xsi:nil` means.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

pub(super) fn document(schema: &Schema, value: &Value) -> Result<Vec<u8>, XmlError> {
    let of = meta(schema);
    let mut writer = Writer {
        out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".to_owned(),
        bound: Vec::new(),
    };
    let name = name(schema).unwrap_or("root");
    writer.element(name, &of, schema, value)?;
    Ok(writer.out.into_bytes())
}

struct Writer {
    out: String,
    /// The namespaces that are declared here: prefix and namespace.
    bound: Vec<(&'static str, &'static str)>,
}

impl Writer {
    fn element(
        &mut self,
        name: &str,
        of: &Xml,
        schema: &Schema,
        value: &Value,
    ) -> Result<(), XmlError> {
        let name = qualified(name, of)?;
        self.out.push('<');
        self.out.push_str(&name);
        let bound = self.bound.len();
        self.declare(of);
        let written = self.content(schema, value);
        self.bound.truncate(bound);
        written?;
        self.out.push_str("</");
        self.out.push_str(&name);
        self.out.push('>');
        Ok(())
    }

    fn declare(&mut self, of: &Xml) {
        let Some(namespace) = of.namespace else {
            return;
        };
        let prefix = of.prefix.unwrap_or("");
        let known = self.bound.iter().rev().find(|(known, _)| *known == prefix);
        if known.is_some_and(|(_, known)| *known == namespace) {
            return;
        }
        let attribute = match prefix {
            "" => "xmlns".to_owned(),
            prefix => format!("xmlns:{prefix}"),
        };
        self.out
            .push_str(&format!(" {attribute}=\"{}\"", escape(namespace)));
        self.bound.push((prefix, namespace));
    }

    /// The attributes, the end of the tag, and what stands in the element.
    fn content(&mut self, schema: &Schema, value: &Value) -> Result<(), XmlError> {
        match (&resolve(schema).kind, value) {
            (_, Value::Null) => {
                self.out
                    .push_str(&format!(" xmlns:xsi=\"{XSI}\" xsi:nil=\"true\">"));
                Ok(())
            }
            (Kind::Object(properties, rest), Value::Object(object)) => {
                self.object(properties, rest, object)
            }
            (Kind::Choice(property, alternatives), Value::Object(object)) => {
                let tag = object.get(*property).and_then(Value::as_str);
                match alternatives.iter().find(|(value, _)| Some(*value) == tag) {
                    Some((_, schema)) => self.content(schema, value),
                    None => self.plain(value),
                }
            }
            (Kind::OneOf(alternatives), value) => {
                let mut fits = alternatives
                    .iter()
                    .filter(|it| super::super::schema::validate(it, value, true).is_ok());
                match fits.next() {
                    Some(schema) => self.content(schema, value),
                    None => self.plain(value),
                }
            }
            (Kind::Map(of), Value::Object(object)) => {
                self.out.push('>');
                for (name, value) in object {
                    self.element(name, &meta(of), of, value)?;
                }
                Ok(())
            }
            (Kind::List(items), Value::Array(values)) => {
                self.out.push('>');
                let name = name(items).unwrap_or("item");
                self.items(name, items, values)
            }
            (_, value) => self.plain(value),
        }
    }

    fn items(&mut self, name: &str, items: &Schema, values: &[Value]) -> Result<(), XmlError> {
        let of = meta(items);
        for value in values {
            self.element(name, &of, items, value)?;
        }
        Ok(())
    }

    fn object(
        &mut self,
        properties: &[Property],
        rest: &Rest,
        object: &Map<String, Value>,
    ) -> Result<(), XmlError> {
        let given = || {
            let given = properties.iter();
            given.filter_map(|it| Some((it, meta(it.schema), object.get(it.name)?)))
        };
        for (property, of, value) in given().filter(|(_, of, _)| of.attribute) {
            self.declare(&of);
            let name = qualified(of.name.unwrap_or(property.name), &of)?;
            let text = attribute(&text(value))?;
            self.out.push_str(&format!(" {name}=\"{text}\""));
        }
        self.out.push('>');
        for (property, of, value) in given().filter(|(_, of, _)| !of.attribute) {
            let name = of.name.unwrap_or(property.name);
            match (&resolve(property.schema).kind, value) {
                _ if of.text => self.out.push_str(&content(&text(value))?),
                (Kind::List(items), Value::Array(values)) => {
                    let item = meta(items).name.unwrap_or(name);
                    if of.wrapped {
                        let tag = qualified(name, &of)?;
                        self.out.push_str(&format!("<{tag}"));
                        let bound = self.bound.len();
                        self.declare(&of);
                        self.out.push('>');
                        self.items(item, items, values)?;
                        self.bound.truncate(bound);
                        self.out.push_str(&format!("</{tag}>"));
                    } else {
                        self.items(item, items, values)?;
                    }
                }
                _ => self.element(name, &of, property.schema, value)?,
            }
        }
        if let Rest::Of(schema) = rest {
            for (name, value) in object {
                if properties.iter().all(|it| it.name != name) {
                    self.element(name, &meta(schema), schema, value)?;
                }
            }
        }
        Ok(())
    }

    /// What a value says without a schema.
    fn plain(&mut self, value: &Value) -> Result<(), XmlError> {
        self.out.push('>');
        match value {
            Value::Object(object) => {
                for (name, value) in object {
                    match value {
                        Value::Array(values) => {
                            self.items(name, &super::super::schema::ANY, values)?;
                        }
                        value => self.element(
                            name,
                            &super::super::schema::XML,
                            &super::super::schema::ANY,
                            value,
                        )?,
                    }
                }
            }
            Value::Array(values) => self.items("item", &super::super::schema::ANY, values)?,
            value => self.out.push_str(&content(&text(value))?),
        }
        Ok(())
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        value => value.to_string(),
    }
}

/// XML 1.0, section 2.2: most control characters cannot be written at all.
fn content(text: &str) -> Result<String, XmlError> {
    let allowed = |it: char| it >= ' ' && !('\u{FFFE}'..='\u{FFFF}').contains(&it);
    match text
        .chars()
        .find(|it| !allowed(*it) && !"\t\n\r".contains(*it))
    {
        Some(character) => Err(XmlError::new(format_args!("XML has no {character:?}"))),
        // a reader takes a carriage return for the end of a line (section 2.11)
        None => Ok(escape(text).replace('\r', "&#13;")),
    }
}

/// Section 3.3.3: a reader takes every white space for a blank.
fn attribute(text: &str) -> Result<String, XmlError> {
    Ok(content(text)?.replace('\t', "&#9;").replace('\n', "&#10;"))
}

/// Section 2.3, of ASCII and above.
fn qualified(name: &str, of: &Xml) -> Result<String, XmlError> {
    let first = |it: char| it.is_alphabetic() || it == '_';
    let valid = name.starts_with(first)
        && name
            .chars()
            .all(|it| it.is_alphanumeric() || "_-.:".contains(it));
    match (valid, of.prefix) {
        (false, _) => Err(XmlError::new(format_args!(
            "{name:?} cannot be the name of an element"
        ))),
        (true, Some(prefix)) => Ok(format!("{prefix}:{name}")),
        (true, None) => Ok(name.to_owned()),
    }
}

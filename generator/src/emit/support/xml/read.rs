//! Elements → values.

use super::super::schema::{self, Kind, Property, Rest, Schema};
use super::place::{Place, is_taken, meant};
use super::tree::Element;
use super::{local, resolve};
use serde_json::{Map, Value};

/// Reads elements.
#[derive(Clone, Copy)]
pub(super) struct Reader {
    /// Whether an empty element that should be a number is taken for none.
    pub lenient: bool,
}

impl Reader {
    /// What an element means. One that is not of its schema becomes what is nearest; typed decoding and
    /// `validate` say what is wrong with it.
    pub fn value(self, schema: &Schema, element: &Element) -> Value {
        if element.is_nil() {
            return Value::Null;
        }
        match &meant(schema, element).kind {
            Kind::List(items) => self.list(items, &element.children),
            Kind::Map(of) => {
                let children = element.children.iter();
                let entries = children.map(|it| (local(&it.name).to_owned(), self.value(of, it)));
                Value::Object(entries.collect())
            }
            Kind::Object(properties, rest) => self.object(properties, rest, element),
            Kind::Choice(..) | Kind::Any => any(element),
            // none of the alternatives has elements
            Kind::OneOf(_) if !element.children.is_empty() => any(element),
            _ => scalar(schema, &element.text),
        }
    }

    fn list<'a>(self, items: &Schema, elements: impl IntoIterator<Item = &'a Element>) -> Value {
        Value::Array(
            elements
                .into_iter()
                .map(|it| self.value(items, it))
                .collect(),
        )
    }

    fn object(self, properties: &[Property], rest: &Rest, element: &Element) -> Value {
        let mut object = Map::new();
        for property in properties {
            let found = match Place::of(property) {
                Place::Attribute(name) => {
                    let text = element.attribute(name);
                    text.map(|text| scalar(property.schema, text))
                }
                Place::Text => Some(scalar(property.schema, &element.text)),
                Place::Items(name, items) => {
                    let mut children = element.named(name).peekable();
                    let any = children.peek().is_some() || property.must_be_there(false);
                    any.then(|| self.list(items, children))
                }
                Place::Element(name) => {
                    // an empty element is no number
                    let child = element.named(name).next();
                    let child = child.map(|child| self.value(property.schema, child));
                    child.filter(|it| {
                        let empty = it.as_str() == Some("") && is_number(property.schema);
                        !(self.lenient && empty)
                    })
                }
            };
            if let Some(value) = found {
                object.insert(property.name.to_owned(), value);
            }
        }
        if let Rest::Of(schema) = rest {
            for child in &element.children {
                let name = local(&child.name);
                if !is_taken(properties, name) {
                    object.insert(name.to_owned(), self.value(schema, child));
                }
            }
        }
        Value::Object(object)
    }
}

fn is_number(schema: &Schema) -> bool {
    matches!(
        resolve(schema).kind,
        Kind::Integer(..) | Kind::Number | Kind::Float | Kind::Boolean
    )
}

/// What an element says without a schema: text, or an object of what stands in it.
fn any(element: &Element) -> Value {
    if element.children.is_empty() && element.attributes.is_empty() {
        return Value::String(element.text.clone());
    }
    let mut object = Map::new();
    for (name, text) in &element.attributes {
        object.insert(local(name).to_owned(), Value::String(text.clone()));
    }
    for child in &element.children {
        let value = any(child);
        match object.get_mut(local(&child.name)) {
            Some(Value::Array(known)) => known.push(value),
            Some(known) => *known = Value::Array(vec![known.take(), value]),
            None => {
                object.insert(local(&child.name).to_owned(), value);
            }
        }
    }
    Value::Object(object)
}

/// Space around what is no text means nothing (XML Schema, part 2, `whiteSpace`).
fn scalar(schema: &Schema, text: &str) -> Value {
    match schema::of_text(schema, text.trim()) {
        Value::String(_) => Value::String(text.to_owned()),
        value => value,
    }
}

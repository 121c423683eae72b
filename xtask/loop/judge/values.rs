//! Values as texts, and texts as values: what the specification says of them (Swagger 2.0, "Parameter
//! Object"), written down a second time.

use crate::support::operation::{Input, Place};
use crate::support::schema::Schema;
use crate::support::text::Separator;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::Value;

const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

pub fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

pub fn place(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie(_) => "cookie",
        Place::Form => "form",
    }
}

fn character(separator: Separator) -> Option<char> {
    Some(match separator {
        Separator::Csv => ',',
        Separator::Ssv => ' ',
        Separator::Tsv => '\t',
        Separator::Pipes => '|',
        Separator::Multi => return None,
    })
}

/// Whether the judge can write it: it knows neither cookies nor layouts (OpenAPI 3.0, `style`).
pub fn is_known(input: &Input) -> bool {
    input.layout.is_none() && !matches!(input.place, Place::Cookie(_))
}

/// The texts that stand for the value of an input; `None` where none do.
pub fn texts(input: &Input, value: &Value) -> Option<Vec<String>> {
    let texts = written(value, input.lists)?;
    let free = input.place == Place::Form || input.place == Place::Query && !input.skip_encoding;
    let plain = |text: &String| {
        let mut characters = text.chars();
        match input.place {
            _ if free => true,
            // what would be trimmed, or is none of a header
            Place::Header => text.trim() == text && characters.all(|it| (' '..='~').contains(&it)),
            _ if input.skip_encoding => characters.all(|it| it.is_ascii_alphanumeric()),
            _ => {
                !matches!(text.as_str(), "." | "..")
                    && (!text.is_empty() || input.schema.lists_empty())
            }
        }
    };
    let trimmed = |text: &String| {
        let separators = input.lists.iter().filter_map(|it| character(*it));
        let separators: Vec<char> = separators.collect();
        text.is_empty()
            || text
                .split(&*separators)
                .all(|it| it == it.trim() && !it.is_empty())
    };
    let list = input.place == Place::Header && !input.lists.is_empty();
    (texts.iter().all(plain) && (!list || texts.iter().all(trimmed))).then_some(texts)
}

fn written(value: &Value, lists: &[Separator]) -> Option<Vec<String>> {
    match (lists, value) {
        ([], value) => Some(vec![scalar(value)?]),
        ([separator, inner @ ..], Value::Array(values)) => {
            let items = values.iter().map(|it| Some(written(it, inner)?.concat()));
            let items = items.collect::<Option<Vec<String>>>()?;
            match character(*separator) {
                // none at all is no list
                None => Some(items).filter(|it| !it.is_empty()),
                Some(character) => {
                    let lost = items.iter().any(|it| it.contains(character));
                    let nothing = matches!(items.as_slice(), [it] if it.is_empty());
                    (!lost && !nothing).then(|| vec![items.join(&character.to_string())])
                }
            }
        }
        _ => None,
    }
}

pub fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) => Some(value.to_string()),
        Value::Number(number) if number.is_f64() => Some(number.as_f64()?.to_string()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The value of the texts of an input; `None` where there are none.
pub fn value(schema: &Schema, lists: &[Separator], texts: &[String]) -> Option<Value> {
    match (lists, texts) {
        (_, []) => None,
        ([], [text]) => Some(schema.text(text)),
        ([], _) => Some("several texts for one value".into()),
        ([separator, inner @ ..], texts) => {
            let items = texts.iter().flat_map(|text| split(text, *separator));
            let items = items.map(|it| value(schema, inner, &[it]).unwrap_or_default());
            Some(Value::Array(items.collect()))
        }
    }
}

fn split(text: &str, separator: Separator) -> Vec<String> {
    match character(separator) {
        Some(_) if text.is_empty() => Vec::new(),
        Some(character) => text.split(character).map(str::to_owned).collect(),
        None => vec![text.to_owned()],
    }
}

/// Whether two values are one: `1` and `1.0` are.
pub fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(x), Value::Number(y)) => x == y || x.as_f64() == y.as_f64(),
        (Value::Array(x), Value::Array(y)) => {
            x.len() == y.len() && x.iter().zip(y).all(|(x, y)| same(x, y))
        }
        (Value::Object(x), Value::Object(y)) => {
            let there = |(name, value): (&String, &Value)| {
                y.get(name).is_some_and(|other| same(value, other))
            };
            x.len() == y.len() && x.iter().all(there)
        }
        // where the schema says nothing, a text is all that there is
        (Value::Number(_) | Value::Bool(_), Value::String(text)) => {
            scalar(a).is_some_and(|it| it == *text)
        }
        _ => a == b,
    }
}

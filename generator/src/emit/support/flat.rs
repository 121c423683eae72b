//! Objects and lists as texts, for parameters that are laid out in a style (OpenAPI 3.0, "Style Values").

use super::schema::{Kind, Schema, of_text};
use super::text::TextError;
use serde_json::{Map, Value};

/// What a schema is of, as far as a style has to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// One text.
    Text,
    /// Several.
    List,
    /// Texts with names.
    Object,
}

/// What a schema is of.
pub fn sort(schema: &Schema) -> Sort {
    match &schema.kind {
        Kind::List(_) => Sort::List,
        Kind::Map(_) | Kind::Object(..) | Kind::Choice(..) => Sort::Object,
        Kind::Same(of) => sort(of),
        _ => Sort::Text,
    }
}

/// The text of a scalar.
///
/// # Errors
/// It is none.
pub fn text(value: &Value) -> Result<String, TextError> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Bool(_) | Value::Number(_) => Ok(value.to_string()),
        _ => Err(TextError::new("only a scalar has a text")),
    }
}

/// The texts of a list.
///
/// # Errors
/// One is no scalar, or holds one of these characters, which keep them apart.
pub fn texts(value: &[Value], separators: &str) -> Result<Vec<String>, TextError> {
    let texts = value.iter().map(|it| apart(text(it)?, separators));
    let texts: Vec<String> = texts.collect::<Result<_, _>>()?;
    match texts.as_slice() {
        [text] if text.is_empty() => Err(TextError::new(
            "a list of one empty text cannot be told from an empty list",
        )),
        _ => Ok(texts),
    }
}

/// The properties of an object that have a value, by name.
///
/// # Errors
/// One is no scalar, or has no name; or it or its name holds one of these characters.
pub fn entries(
    value: &Map<String, Value>,
    separators: &str,
) -> Result<Vec<(String, String)>, TextError> {
    let entries = value.iter().filter(|(_, value)| !value.is_null());
    let entries = entries.map(|(name, value)| {
        if name.is_empty() {
            return Err(TextError::new("a property has no name"));
        }
        let name = apart(name.clone(), separators)?;
        Ok((name, apart(text(value)?, separators)?))
    });
    entries.collect()
}

fn apart(text: String, separators: &str) -> Result<String, TextError> {
    match text.chars().find(|it| separators.contains(*it)) {
        Some(separator) => Err(TextError::new(format!(
            "{text:?} holds the separator {separator:?}"
        ))),
        None => Ok(text),
    }
}

/// The object of entries, each of the type that its name has.
///
/// # Errors
/// A name is there twice.
pub fn object<'a>(
    schema: &Schema,
    entries: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<Value, TextError> {
    let mut object = Map::new();
    for (name, text) in entries {
        let value = match schema.property(name) {
            Some(of) => of_text(of, text),
            None => text.into(),
        };
        if object.insert(name.to_owned(), value).is_some() {
            return Err(TextError::new(format!("`{name}` is there more than once")));
        }
    }
    Ok(Value::Object(object))
}

/// The list of texts, each of the type of its elements.
pub fn list<'a>(schema: &Schema, texts: impl IntoIterator<Item = &'a str>) -> Value {
    texts.into_iter().map(|it| schema.text(it)).collect()
}

/// Entries that stand one behind the other: `r,1,g,2`.
///
/// # Errors
/// The last has no value, or a name is there twice.
pub fn alternating(schema: &Schema, text: &str, separator: char) -> Result<Value, TextError> {
    let mut texts = text.split(separator).filter(|_| !text.is_empty());
    let mut entries = Vec::new();
    while let Some(name) = texts.next() {
        let value = texts.next();
        let value = value.ok_or_else(|| TextError::new(format!("`{name}` has no value")))?;
        entries.push((name, value));
    }
    object(schema, entries)
}

/// Entries that are assignments: `r=1,g=2`.
///
/// # Errors
/// One is none, or a name is there twice.
pub fn assigned(schema: &Schema, text: &str, separator: char) -> Result<Value, TextError> {
    let pairs = text.split(separator).filter(|_| !text.is_empty());
    let pairs = pairs.map(|pair| {
        pair.split_once('=')
            .ok_or_else(|| TextError::new(format!("`{pair}` has no value")))
    });
    object(schema, pairs.collect::<Result<Vec<_>, _>>()?)
}

/// The one text of these pairs that has this name.
///
/// # Errors
/// There are several.
pub fn single<'a>(pairs: &'a [(String, String)], name: &str) -> Result<Option<&'a str>, TextError> {
    let mut texts = pairs.iter().filter(|(known, _)| known == name);
    let text = texts.next().map(|(_, text)| text.as_str());
    match texts.next() {
        Some(_) => Err(TextError::new("it is there more than once")),
        None => Ok(text),
    }
}

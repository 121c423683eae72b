//! Objects in parameters (OpenAPI 3.0, `style: form`, `simple`, `spaceDelimited` and `pipeDelimited`).

use super::flat::{self, Sort};
use super::operation::{Escape, Input, Layout, Names, Operation, Pairs, Place};
use super::text::TextError;
use serde_json::{Map, Value};

/// `r,1,g,2`.
pub static COMMAS: Layout = Layout {
    write: |input, value, escape| alternating(input, value, escape, ','),
    read: |_, input, pairs| {
        read(input, pairs, |text| {
            flat::alternating(input.schema, text, ',')
        })
    },
    names: Names::Own,
    json: false,
};

/// `r 1 g 2`.
pub static SPACES: Layout = Layout {
    write: |input, value, escape| alternating(input, value, escape, ' '),
    read: |_, input, pairs| {
        read(input, pairs, |text| {
            flat::alternating(input.schema, text, ' ')
        })
    },
    names: Names::Own,
    json: false,
};

/// `r|1|g|2`.
pub static PIPES: Layout = Layout {
    write: |input, value, escape| alternating(input, value, escape, '|'),
    read: |_, input, pairs| {
        read(input, pairs, |text| {
            flat::alternating(input.schema, text, '|')
        })
    },
    names: Names::Own,
    json: false,
};

/// `r=1,g=2`.
pub static ASSIGNMENTS: Layout = Layout {
    write: |input, value, escape| {
        let entries = entries(input, value, ",=")?.into_iter();
        let texts = entries.map(|(name, text)| format!("{}={}", escape(&name), escape(&text)));
        let text = texts.collect::<Vec<_>>().join(",");
        Ok(vec![(input.name.to_owned(), text)])
    },
    read: |_, input, pairs| read(input, pairs, |text| flat::assigned(input.schema, text, ',')),
    names: Names::Own,
    json: false,
};

/// A parameter for each property, and for each element of one that is a list.
pub static PROPERTIES: Layout = Layout {
    write: |_, value, _| exploded(value),
    read: properties,
    names: Names::Properties,
    json: false,
};

fn object(value: &Value) -> Result<&Map<String, Value>, TextError> {
    let object = value.as_object();
    object.ok_or_else(|| TextError::new("it is no object"))
}

/// The entries; in a header none that would lose the space around it.
fn entries(input: &Input, value: &Value, separators: &str) -> Result<Pairs, TextError> {
    let entries = flat::entries(object(value)?, separators)?;
    let loses = |text: &String| text.trim() != text;
    let mut all = entries.iter();
    if input.place == Place::Header && all.any(|(name, text)| loses(name) || loses(text)) {
        let message = "an object in a header loses the space around its properties";
        return Err(TextError::new(message));
    }
    Ok(entries)
}

fn alternating(
    input: &Input,
    value: &Value,
    escape: Escape,
    separator: char,
) -> Result<Pairs, TextError> {
    let entries = entries(input, value, &separator.to_string())?;
    let texts = entries.into_iter().flat_map(|(name, text)| [name, text]);
    let texts: Vec<String> = texts.map(|it| escape(&it)).collect();
    let text = texts.join(&separator.to_string());
    Ok(vec![(input.name.to_owned(), text)])
}

fn read(
    input: &Input,
    pairs: &[(String, String)],
    read: impl Fn(&str) -> Result<Value, TextError>,
) -> Result<Option<Value>, TextError> {
    let text = flat::single(pairs, input.name)?;
    // what stands around the commas of a header is none of it (RFC 9110, section 5.6.1)
    let trimmed = text.filter(|_| input.place == Place::Header).map(|text| {
        let texts = text.split(',').map(str::trim);
        texts.collect::<Vec<_>>().join(",")
    });
    trimmed.as_deref().or(text).map(read).transpose()
}

/// Every parameter that is a property, and no other parameter of the operation.
fn properties(
    operation: &Operation,
    input: &Input,
    pairs: &[(String, String)],
) -> Result<Option<Value>, TextError> {
    let mut object = Map::new();
    for (name, text) in pairs {
        let of = input.schema.property(name);
        let Some(of) = of.filter(|_| !operation.is_taken(input, name)) else {
            continue;
        };
        let list = flat::sort(of) == Sort::List;
        let value = of.text(text);
        match object.get_mut(name) {
            Some(Value::Array(known)) if list => known.push(value),
            Some(_) => return Err(TextError::new(format!("`{name}` is there more than once"))),
            None if list => drop(object.insert(name.clone(), Value::Array(vec![value]))),
            None => drop(object.insert(name.clone(), value)),
        }
    }
    if object.is_empty() && !input.required {
        return Ok(None);
    }
    Ok(Some(Value::Object(object)))
}

/// A pair for each property, and for each element of one that is a list.
fn exploded(value: &Value) -> Result<Pairs, TextError> {
    let mut pairs = Vec::new();
    for (name, value) in object(value)? {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            value => std::slice::from_ref(value),
        };
        for value in values.iter().filter(|it| !it.is_null()) {
            if name.is_empty() {
                return Err(TextError::new("a property has no name"));
            }
            pairs.push((name.clone(), flat::text(value)?));
        }
    }
    Ok(pairs)
}

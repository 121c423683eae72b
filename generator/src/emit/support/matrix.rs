//! Values in a path behind their names: `;color=a`, `;color=a,b`, `;color=r,1,g,2` (OpenAPI 3.0,
//! `style: matrix`; RFC 6570, section 3.2.7).

use super::flat::{self, Sort};
use super::operation::{Escape, Input, Layout, Names};
use super::text::TextError;
use serde_json::Value;

/// The elements of lists, and the names and values of objects, behind commas.
pub static MATRIX: Layout = Layout {
    write: |input, value, escape| write(input, value, escape, false),
    read: |_, input, pairs| read(input, pairs, false),
    names: Names::Own,
    json: false,
};

/// All of them behind names: `;color=a;color=b`, `;r=1;g=2`.
pub static EXPLODED: Layout = Layout {
    write: |input, value, escape| write(input, value, escape, true),
    read: |_, input, pairs| read(input, pairs, true),
    names: Names::Own,
    json: false,
};

fn write(
    input: &Input,
    value: &Value,
    escape: Escape,
    explode: bool,
) -> Result<Vec<(String, String)>, TextError> {
    let own = |texts: Vec<String>| {
        let texts: Vec<String> = texts.iter().map(|it| escape(it)).collect();
        assignment(&escape(input.name), &texts.join(","))
    };
    let text = match value {
        Value::Array(items) if explode => {
            let texts = flat::texts(items, ";")?.into_iter();
            texts.map(|it| own(vec![it])).collect()
        }
        Value::Array(items) => own(flat::texts(items, ",;")?),
        Value::Object(object) if explode => {
            let entries = flat::entries(object, ";=")?.into_iter();
            let entries = entries.map(|(name, text)| assignment(&escape(&name), &escape(&text)));
            entries.collect()
        }
        Value::Object(object) => {
            let entries = flat::entries(object, ",;")?.into_iter();
            own(entries.flat_map(|(name, text)| [name, text]).collect())
        }
        scalar => own(vec![flat::text(scalar)?]),
    };
    Ok(vec![(input.name.to_owned(), text)])
}

/// Nothing stands behind the name of what is empty.
fn assignment(name: &str, text: &str) -> String {
    match text {
        "" => format!(";{name}"),
        text => format!(";{name}={text}"),
    }
}

fn read(
    input: &Input,
    pairs: &[(String, String)],
    explode: bool,
) -> Result<Option<Value>, TextError> {
    let Some(text) = flat::single(pairs, input.name)? else {
        return Ok(None);
    };
    let text = text.strip_prefix(';');
    let text = text.ok_or_else(|| TextError::new("it does not begin with a semicolon"))?;
    let own = |text: &str| -> Result<String, TextError> {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        match name == input.name {
            true => Ok(value.to_owned()),
            false => Err(TextError::new(format!("`{name}` stands in its place"))),
        }
    };
    Ok(Some(match (flat::sort(input.schema), explode) {
        (Sort::Text, _) => input.schema.text(&own(text)?),
        (Sort::List, true) => {
            let texts: Result<Vec<String>, _> = text.split(';').map(own).collect();
            flat::list(input.schema, texts?.iter().map(String::as_str))
        }
        (Sort::List, false) => {
            let text = own(text)?;
            let texts = text.split(',').filter(|_| !text.is_empty());
            flat::list(input.schema, texts)
        }
        (Sort::Object, true) => {
            let pairs = text.split(';').filter(|it| !it.is_empty());
            let pairs = pairs.map(|it| it.split_once('=').unwrap_or((it, "")));
            flat::object(input.schema, pairs)?
        }
        (Sort::Object, false) => flat::alternating(input.schema, &own(text)?, ',')?,
    }))
}

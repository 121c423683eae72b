//! Values in a path behind a dot: `.a`, `.a,b`, `.r,1,g,2` (OpenAPI 3.0, `style: label`; RFC 6570, section
//! 3.2.5).

use super::flat::{self, Sort};
use super::operation::{Escape, Input, Layout, Names};
use super::text::TextError;
use serde_json::Value;

/// The elements of lists, and the names and values of objects, behind commas.
pub static LABEL: Layout = Layout {
    write: |input, value, escape| write(input, value, escape, false),
    read: |_, input, pairs| read(input, pairs, false),
    names: Names::Own,
    json: false,
};

/// All of them behind dots: `.a.b`, `.r=1.g=2`.
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
    let separator = if explode { "." } else { "," };
    let texts: Vec<String> = match value {
        Value::Array(items) => {
            let texts = flat::texts(items, separator)?;
            texts.iter().map(|it| escape(it)).collect()
        }
        Value::Object(object) if explode => {
            let entries = flat::entries(object, ".=")?.into_iter();
            let assign =
                |(name, text): (String, String)| format!("{}={}", escape(&name), escape(&text));
            entries.map(assign).collect()
        }
        Value::Object(object) => {
            let entries = flat::entries(object, ",")?.into_iter();
            let texts = entries.flat_map(|(name, text)| [escape(&name), escape(&text)]);
            texts.collect()
        }
        scalar => vec![escape(&flat::text(scalar)?)],
    };
    let text = format!(".{}", texts.join(separator));
    Ok(vec![(input.name.to_owned(), text)])
}

fn read(
    input: &Input,
    pairs: &[(String, String)],
    explode: bool,
) -> Result<Option<Value>, TextError> {
    let Some(text) = flat::single(pairs, input.name)? else {
        return Ok(None);
    };
    let text = text.strip_prefix('.');
    let text = text.ok_or_else(|| TextError::new("it does not begin with a dot"))?;
    let separator = if explode { '.' } else { ',' };
    Ok(Some(match flat::sort(input.schema) {
        Sort::Text => input.schema.text(text),
        Sort::List => flat::list(input.schema, text.split(separator)),
        Sort::Object if explode => flat::assigned(input.schema, text, '.')?,
        Sort::Object => flat::alternating(input.schema, text, ',')?,
    }))
}

//! The declared headers of an answer.

use super::super::operation::Input;
use super::super::random::{Examples, Random};
use super::super::schema::of_text;
use super::super::text::Separator;
use super::declared::Header;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

/// These say something of the message itself, whatever the document says.
const RESERVED: &[&str] = &[
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "keep-alive",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

pub(super) fn headers(declared: &[Header], examples: &Examples, random: &mut Random) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for header in declared {
        let input = &header.input;
        let name = match input.prefix {
            Some(prefix) => format!("{prefix}mock"),
            None => input.name.to_owned(),
        };
        let reserved = RESERVED.iter().any(|it| it.eq_ignore_ascii_case(&name));
        let name = HeaderName::try_from(name).ok().filter(|_| !reserved);
        // a text may be of what no header holds
        let value = (0..8).find_map(|_| {
            let value = random.example(input.schema, examples, header.shown)?;
            let text = written(input, &value)?;
            HeaderValue::from_str(&text).ok()
        });
        if let (Some(name), Some(value)) = (name, value) {
            headers.insert(name, value);
        }
    }
    headers
}

/// The text, where it says the value again.
fn written(input: &Input, value: &Value) -> Option<String> {
    let text = text(value, input.lists)?;
    let again = !input.lists.is_empty() || of_text(input.schema, &text) == *value;
    (again && text.trim() == text).then_some(text)
}

/// A value outside JSON (Swagger 2.0, "Parameter Object").
pub(super) fn text(value: &Value, lists: &[Separator]) -> Option<String> {
    match (lists, value) {
        ([], Value::String(text)) => Some(text.clone()),
        ([], Value::Bool(_) | Value::Number(_)) => Some(value.to_string()),
        ([separator, inner @ ..], Value::Array(values)) => {
            let items = values.iter().map(|it| text(it, inner));
            let items = items.collect::<Option<Vec<String>>>()?;
            // where it would be repeated, one is enough
            let texts = separator.join(&items).ok()?;
            texts.into_iter().next()
        }
        _ => None,
    }
}

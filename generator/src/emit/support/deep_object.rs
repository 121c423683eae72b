//! Objects in a query, a parameter for each property: `color[r]=1&color[g]=2` (OpenAPI 3.0,
//! `style: deepObject`).

use super::flat;
use super::operation::{Input, Layout, Names};
use super::text::TextError;
use serde_json::Value;

/// The layout.
pub static DEEP_OBJECT: Layout = Layout {
    write: |input, value, _| {
        let object = value.as_object();
        let object = object.ok_or_else(|| TextError::new("it is no object"))?;
        let entries = flat::entries(object, "")?.into_iter();
        let pairs = entries.map(|(name, text)| (format!("{}[{name}]", input.name), text));
        Ok(pairs.collect())
    },
    read: |_, input, pairs| read(input, pairs),
    names: Names::Bracketed,
    json: false,
};

fn read(input: &Input, pairs: &[(String, String)]) -> Result<Option<Value>, TextError> {
    let entries = pairs.iter().filter_map(|(name, text)| {
        let name = name.strip_prefix(input.name)?.strip_prefix('[')?;
        Some((name.strip_suffix(']')?, text.as_str()))
    });
    let entries: Vec<(&str, &str)> = entries.collect();
    if entries.is_empty() && !input.required {
        return Ok(None);
    }
    flat::object(input.schema, entries).map(Some)
}

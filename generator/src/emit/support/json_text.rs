//! Parameters that are JSON (OpenAPI 3.0, Parameter Object, `content`).

use super::operation::Layout;
use super::text::TextError;

/// The layout.
pub static JSON_TEXT: Layout = Layout {
    write: |input, value, escape| Ok(vec![(input.name.to_owned(), escape(&value.to_string()))]),
    read: |_, input, pairs| {
        let mut texts = pairs.iter().filter(|(name, _)| name == input.name);
        let Some((_, text)) = texts.next() else {
            return Ok(None);
        };
        if texts.next().is_some() {
            return Err(TextError::new("it is there more than once"));
        }
        let value = serde_json::from_str(text);
        let value = value.map_err(|error| TextError::new(format!("it is not JSON: {error}")))?;
        Ok(Some(value))
    },
};

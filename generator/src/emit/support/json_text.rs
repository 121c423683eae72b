//! Parameters that are JSON (OpenAPI 3.0, Parameter Object, `content`).

use super::json;
use super::operation::{Layout, Names, Place};
use super::text::TextError;

/// The layout.
pub static JSON_TEXT: Layout = Layout {
    write: |input, value, escape| {
        let text = match input.place {
            // no other character can stand there for sure (RFC 9110, section 5.5)
            Place::Header => ascii(&value.to_string()),
            _ => value.to_string(),
        };
        Ok(vec![(input.name.to_owned(), escape(&text))])
    },
    read: |_, input, pairs| {
        let mut texts = pairs.iter().filter(|(name, _)| name == input.name);
        let Some((_, text)) = texts.next() else {
            return Ok(None);
        };
        if texts.next().is_some() {
            return Err(TextError::new("it is there more than once"));
        }
        let value = json::read(text.as_bytes());
        let value = value.map_err(|error| TextError::new(format!("it is not JSON: {error}")))?;
        Ok(Some(value))
    },
    names: Names::Own,
    json: true,
};

/// The same JSON without characters beyond ASCII, which stand in its strings alone (RFC 8259, section 7).
fn ascii(json: &str) -> String {
    let mut ascii = String::new();
    for character in json.chars() {
        if character.is_ascii() && character != '\u{7F}' {
            ascii.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                ascii.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    ascii
}

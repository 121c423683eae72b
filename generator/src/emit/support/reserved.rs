//! The parameters of an operation as they stand in its URL: escaped, but for those whose reserved
//! characters the document wants as they are (`x-ms-skip-url-encoding`).

use super::operation::{Input, KeyLocation, Operation, Place, SecurityKind};
use super::percent;
use super::text::Separator;
use std::str::Utf8Error;

/// Whether the reserved characters of a parameter stand as they are: a `/` in a path, a `&` in a query.
pub fn is_allowed(operation: &Operation, place: Place, name: &str) -> bool {
    let named = |it: &&Input| it.place == place && it.name == name;
    let input = operation.inputs.iter().find(named);
    input.is_some_and(|it| it.skip_encoding)
}

/// A value as it is written.
pub fn encode(operation: &Operation, place: Place, name: &str, text: &str) -> String {
    let mut inputs = operation.inputs.iter();
    let input = inputs.find(|it| it.place == place && it.name == name);
    match (input, place) {
        (Some(input), Place::Query) if input.skip_encoding => percent::encode_query(text),
        (Some(input), _) if input.skip_encoding => percent::encode_path(text),
        (Some(input), Place::Query) if input.allow_reserved => percent::encode_reserved(text),
        // what is kept apart by commas holds no others (RFC 6570, section 3.2.2)
        (Some(input), Place::Path) if input.lists.contains(&Separator::Csv) => {
            percent::encode(text).replace("%2C", ",")
        }
        _ => percent::encode(text),
    }
}

/// A value of the path as it is read.
///
/// # Errors
/// It is not UTF-8.
pub fn decode_path(operation: &Operation, name: &str, text: &str) -> Result<String, Utf8Error> {
    if is_allowed(operation, Place::Path, name) {
        percent::decode_path(text)
    } else {
        percent::decode(text)
    }
}

/// The pairs of a query as they are read; `None` where they are not UTF-8. The value of a parameter whose
/// reserved characters stand as they are goes on until the next name that the document knows.
pub fn pairs(operation: &Operation, query: &str) -> Option<Vec<(String, String)>> {
    let allowed = |name: &str| is_allowed(operation, Place::Query, name);
    if !operation.inputs.iter().any(|it| allowed(it.name)) {
        return percent::pairs(query);
    }
    let mut pairs: Vec<(String, String)> = Vec::new();
    for piece in query.split('&') {
        let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
        let name = percent::decode(name).ok()?;
        match pairs.last_mut() {
            _ if allowed(&name) => pairs.push((name, percent::decode_query(value).ok()?)),
            Some((last, before)) if allowed(last) && !is_known(operation, &name) => {
                before.push('&');
                before.push_str(&percent::decode_query(piece).ok()?);
            }
            _ => pairs.extend(percent::pairs(piece)?),
        }
    }
    Some(pairs)
}

fn is_known(operation: &Operation, name: &str) -> bool {
    let mut inputs = operation.inputs.iter();
    let mut schemes = operation.security.iter().copied().flatten();
    let is_key = |kind: SecurityKind| match kind {
        SecurityKind::ApiKey {
            location: KeyLocation::Query,
            name: key,
            ..
        } => key == name,
        _ => false,
    };
    inputs.any(|it| it.place == Place::Query && it.name == name)
        || schemes.any(|it| is_key(it.kind))
}

/// Whether a path has a segment that would name another path (RFC 3986, section 5.2.4).
pub fn has_dots(path: &str) -> bool {
    let path = percent::normalize(path);
    path.split('/').any(|it| matches!(it, "." | ".."))
}

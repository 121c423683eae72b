//! Percent-encoding (RFC 3986, sections 2.1 to 2.4).

use percent_encoding::{
    AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, percent_encode, utf8_percent_encode,
};
use std::str::Utf8Error;

/// Everything but the unreserved characters (section 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What cannot stand in a path (section 3.3: `pchar` and `/`), without `%`, which starts an escape.
const NOT_IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What cannot stand in a query: a `?` can (section 3.4).
const NOT_IN_QUERIES: &AsciiSet = &NOT_IN_PATHS.remove(b'?');

/// The same, but for what has no meaning in the value of a pair of a query (sections 2.2 and 3.4).
const ENDING: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';');

/// A value of a query that arrives, with as many reserved characters as may stand in it.
pub fn encode_reserved(value: &str) -> String {
    utf8_percent_encode(value, ENDING).to_string()
}

/// A value, so that all of it arrives, wherever in a path or a query it stands. A space is `%20`.
pub fn encode(value: &str) -> String {
    utf8_percent_encode(value, RESERVED).to_string()
}

/// A value of a path whose reserved characters and escapes stay as they are: what cannot stand in a path
/// is escaped, and so is a `%` that starts no escape.
pub fn encode_path(value: &str) -> String {
    keep(value, NOT_IN_PATHS)
}

/// A value of a query likewise (section 3.4).
pub fn encode_query(value: &str) -> String {
    keep(value, NOT_IN_QUERIES)
}

fn keep(value: &str, set: &'static AsciiSet) -> String {
    let mut pieces = value.split('%');
    let mut kept = utf8_percent_encode(pieces.next().unwrap_or_default(), set).to_string();
    for piece in pieces {
        let escape = piece.get(..2).and_then(escaped_byte).is_some();
        kept.push_str(if escape { "%" } else { "%25" });
        kept.extend(utf8_percent_encode(piece, set));
    }
    kept
}

/// The value that [`encode_path`] would write so: escapes of characters that could stand there with another
/// meaning stay, and so does `%25`.
///
/// # Errors
/// It is not UTF-8.
pub fn decode_path(text: &str) -> Result<String, Utf8Error> {
    unkeep(text, NOT_IN_PATHS)
}

/// The value that [`encode_query`] would write so.
///
/// # Errors
/// It is not UTF-8.
pub fn decode_query(text: &str) -> Result<String, Utf8Error> {
    unkeep(text, NOT_IN_QUERIES)
}

fn unkeep(text: &str, set: &'static AsciiSet) -> Result<String, Utf8Error> {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        match piece.get(..2).and_then(escaped_byte) {
            Some(byte) if is_unreserved(byte) || is_escaped(byte, set) => {
                bytes.push(byte);
                bytes.extend(piece.bytes().skip(2));
            }
            Some(_) => bytes.extend(format!("%{piece}").bytes()),
            None => bytes.extend(format!("%25{piece}").bytes()),
        }
    }
    Ok(std::str::from_utf8(&bytes)?.to_owned())
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

/// Whether the set escapes it.
fn is_escaped(byte: u8, set: &'static AsciiSet) -> bool {
    percent_encode(&[byte], set).to_string().len() == 3
}

/// The value again.
///
/// # Errors
/// It is not UTF-8.
pub fn decode(text: &str) -> Result<String, Utf8Error> {
    Ok(percent_decode_str(text).decode_utf8()?.into_owned())
}

/// The pairs of a query or of a form (URL Standard, section 5.1); `None` where it is not UTF-8.
pub fn pairs(query: &str) -> Option<Vec<(String, String)>> {
    let decode = |text: &str| decode(&text.replace('+', " ")).ok();
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decode(name)?, decode(value)?))
        })
        .collect()
}

/// The one form of a path that all equivalent ones share (section 6.2.2): unreserved characters bare,
/// escapes in upper case, what cannot stand in a path escaped. A `%` that starts no escape is `%25`.
pub fn normalize(path: &str) -> String {
    let mut pieces = path.split('%');
    let mut normal = literal(pieces.next().unwrap_or_default());
    for piece in pieces {
        let escaped = piece.get(..2).and_then(escaped_byte);
        match escaped {
            Some(byte) => {
                if is_unreserved(byte) {
                    normal.push(char::from(byte));
                } else {
                    normal.push_str(percent_encoding::percent_encode_byte(byte));
                }
                normal.push_str(&literal(piece.get(2..).unwrap_or_default()));
            }
            None => {
                normal.push_str("%25");
                normal.push_str(&literal(piece));
            }
        }
    }
    normal
}

fn literal(text: &str) -> String {
    utf8_percent_encode(text, NOT_IN_PATHS).to_string()
}

fn escaped_byte(digits: &str) -> Option<u8> {
    let hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    hexadecimal.then(|| u8::from_str_radix(digits, 16).ok())?
}

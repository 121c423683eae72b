//! Percent-encoding (RFC 3986, sections 2.1 to 2.4).

use percent_encoding::{
    AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode,
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

/// A value, so that all of it arrives, wherever in a path or a query it stands. A space is `%20`.
pub fn encode(value: &str) -> String {
    utf8_percent_encode(value, RESERVED).to_string()
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
                let character = char::from(byte);
                if character.is_ascii_alphanumeric() || "-._~".contains(character) {
                    normal.push(character);
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

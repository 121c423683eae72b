//! Media types (RFC 9110, section 8.3.1), and which of them fits another.

use super::body::BoxError;
use super::schema::at::At;
use super::schema::{Checker, Schema};
use serde_json::Value;
use std::fmt;

/// A media type of the document, perhaps a range (`*/*`, `application/*+json`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MediaType {
    /// As it is declared.
    pub name: &'static str,
    /// How bytes are made of a value.
    pub codec: Codec,
}

/// How bytes are made of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// JSON.
    Json,
    /// Another notation, which goes by the schema.
    Other(Notation),
    /// The text of a scalar, without any marks around it.
    Text,
    /// None: there are only bytes.
    Bytes,
}

/// Reads bytes of a schema that stand here.
type Check = fn(&Schema, &[u8], &At<'_>, &mut Checker) -> Result<Value, BoxError>;

/// A notation of values that needs their schema: XML, in crates that speak it.
#[derive(Clone, Copy)]
pub struct Notation {
    /// What it is called where only a range is declared.
    pub media_type: &'static str,
    /// Makes bytes of a value.
    pub write: fn(&Schema, &Value) -> Result<Vec<u8>, BoxError>,
    /// Makes a value of bytes, and forgives what can be forgiven.
    pub read: fn(&Schema, &[u8]) -> Result<Value, BoxError>,
    /// The same, and tells what it would have forgiven. The value itself is not checked.
    pub check: Check,
}

impl PartialEq for Notation {
    fn eq(&self, other: &Self) -> bool {
        self.media_type == other.media_type
    }
}

impl Eq for Notation {}

impl fmt::Debug for Notation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.media_type)
    }
}

impl MediaType {
    /// What there is where the document says nothing.
    pub const JSON: Self = Self::new("application/json", Codec::Json);

    /// A media type with its codec.
    pub const fn new(name: &'static str, codec: Codec) -> Self {
        Self { name, codec }
    }

    /// What a header says of a body that is of this type: of a range one that is in it, and of text that
    /// it is UTF-8, since some peers take it for ISO 8859-1.
    pub fn content_type(&self) -> String {
        let name = match self.codec {
            _ if !self.name.contains('*') => self.name,
            Codec::Json => "application/json",
            Codec::Other(notation) => notation.media_type,
            Codec::Text => "text/plain",
            Codec::Bytes => "application/octet-stream",
        };
        if self.codec == Codec::Text && !name.to_ascii_lowercase().contains("charset=") {
            format!("{name}; charset=utf-8")
        } else {
            name.to_owned()
        }
    }
}

/// Of these media types the one that `content_type` is of, the most specific of several.
pub fn find<'a>(media_types: &'a [MediaType], content_type: &str) -> Option<&'a MediaType> {
    let fitting = media_types.iter().filter_map(|media_type| {
        let specificity = covers(media_type.name, content_type)?;
        Some((specificity, media_type))
    });
    // of equals the first
    let best = fitting.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, media_type)| media_type)
}

/// How specific a range is that the media type is in; `None` where it is not in it. Parameters of the
/// range have to be there, but for the character set: all our texts are UTF-8.
pub fn covers(range: &str, media_type: &str) -> Option<usize> {
    let (range, wanted) = split(range);
    let (actual, given) = split(media_type);
    let (range_type, range_subtype) = range.split_once('/')?;
    let (actual_type, actual_subtype) = actual.split_once('/')?;
    let specificity = match (range_type, range_subtype) {
        ("*", "*") => 0,
        (of, _) if of != actual_type => return None,
        (_, "*") => 1,
        (_, of) if of == actual_subtype => 3,
        (_, of) => {
            let suffix = of.strip_prefix('*').filter(|suffix| !suffix.is_empty())?;
            actual_subtype.ends_with(suffix).then_some(2)?
        }
    };
    let parameters = wanted.iter().all(|it| given.contains(it));
    parameters.then_some(specificity + wanted.len())
}

/// The essence in lower case, and the parameters in lower case but for the character set.
fn split(media_type: &str) -> (String, Vec<(String, String)>) {
    let essence = media_type.split(';').next().unwrap_or_default();
    let parameters = parameters(media_type).filter(|(name, _)| name != "charset");
    let parameters = parameters.map(|(name, value)| (name, value.to_ascii_lowercase()));
    (essence.trim().to_ascii_lowercase(), parameters.collect())
}

/// The parameters behind a media type, or the like (RFC 9110, section 5.6.6): names in lower case, and values
/// without the quotes around them.
pub fn parameters(text: &str) -> impl Iterator<Item = (String, String)> {
    let parts = elements(text, ';').skip(1).map(str::trim);
    parts.filter(|it| !it.is_empty()).map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (name.trim().to_ascii_lowercase(), unquoted(value.trim()))
    })
}

/// The elements of a list. In quotes, a separator is none (RFC 9110, section 5.6.4).
pub fn elements(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    text.split(move |it| {
        let plain = !escaped;
        escaped = plain && quoted && it == '\\';
        quoted ^= plain && it == '"';
        it == separator && !quoted
    })
}

fn unquoted(text: &str) -> String {
    let inner = text.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    let Some(inner) = inner else {
        return text.to_owned();
    };
    let mut escaped = false;
    let kept = inner.chars().filter(|it| {
        escaped = !escaped && *it == '\\';
        !escaped
    });
    kept.collect()
}

/// Whether a text of this character set is one in UTF-8, of which US-ASCII is a part.
pub fn is_utf8(charset: &str) -> bool {
    let mut known = ["utf-8", "utf8", "us-ascii"].into_iter();
    known.any(|it| it.eq_ignore_ascii_case(charset))
}

/// Whether a text of this media type is in UTF-8, as it is where nothing is said.
pub fn is_of_utf8(content_type: &str) -> bool {
    let mut charsets = parameters(content_type).filter(|(name, _)| name == "charset");
    charsets.all(|(_, charset)| is_utf8(&charset))
}

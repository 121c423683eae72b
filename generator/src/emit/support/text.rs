//! Scalars as they stand in a path, a query, a header or a form, and lists of them
//! (Swagger 2.0, "Parameter Object": `type`, `format`, `collectionFormat`).

use std::error::Error;
use std::fmt;

/// A scalar that has a textual form outside JSON.
pub trait WireText: Sized {
    /// The text, before any escaping.
    ///
    /// # Errors
    /// The value has no text that is valid for its type (a number that is not finite).
    fn to_wire(&self) -> Result<String, TextError>;

    /// Reads the text, after any escaping has been undone.
    ///
    /// # Errors
    /// The text is none of this type.
    fn from_wire(text: &str) -> Result<Self, TextError>;
}

/// A text that is not of its type, or a value that has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextError {
    message: String,
}

impl TextError {
    /// An error that reads `message`.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
        }
    }

    /// The text is not an `expected` ("an integer").
    pub fn expected(expected: &str, text: &str) -> Self {
        // A hostile peer must not fill our logs.
        let shown: String = text.chars().take(60).collect();
        Self::new(format!("expected {expected}, found {shown:?}"))
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for TextError {}

impl WireText for String {
    fn to_wire(&self) -> Result<String, TextError> {
        Ok(self.clone())
    }

    fn from_wire(text: &str) -> Result<Self, TextError> {
        Ok(text.to_owned())
    }
}

impl WireText for bool {
    fn to_wire(&self) -> Result<String, TextError> {
        Ok(self.to_string())
    }

    fn from_wire(text: &str) -> Result<Self, TextError> {
        text.parse()
            .map_err(|_| TextError::expected("`true` or `false`", text))
    }
}

/// Whether a text is a number as JSON has it (RFC 8259, section 6): `parse` also takes `+1`, `007`, `.5`,
/// `1.`, `inf` and `NaN`.
pub fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (
            mantissa,
            exponent.strip_prefix(['+', '-']).or(Some(exponent)),
        ),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(digits)
}

macro_rules! integers {
    ($($integer:ident: $expected:literal,)*) => {$(
        impl WireText for $integer {
            fn to_wire(&self) -> Result<String, TextError> {
                Ok(self.to_string())
            }

            fn from_wire(text: &str) -> Result<Self, TextError> {
                if !is_number(text) {
                    return Err(TextError::expected($expected, text));
                }
                // zero with a sign is a number, which `parse` takes for signed integers alone
                let digits = if text == "-0" { "0" } else { text };
                digits.parse().map_err(|_| TextError::expected($expected, text))
            }
        }
    )*};
}

integers! {
    i8: "an integer of 8 bits",
    i16: "an integer of 16 bits",
    i32: "an integer of 32 bits",
    i64: "an integer of 64 bits",
    u8: "an unsigned integer of 8 bits",
    u16: "an unsigned integer of 16 bits",
    u32: "an unsigned integer of 32 bits",
    u64: "an unsigned integer of 64 bits",
}

macro_rules! numbers {
    ($($number:ident),*) => {$(
        impl WireText for $number {
            fn to_wire(&self) -> Result<String, TextError> {
                if self.is_finite() {
                    // `Display` never writes an exponent, and as few digits as give the number back.
                    Ok(self.to_string())
                } else {
                    Err(TextError::new(format!("{self} is not a number that can be sent")))
                }
            }

            fn from_wire(text: &str) -> Result<Self, TextError> {
                let error = || TextError::expected("a number", text);
                if !is_number(text) {
                    return Err(error());
                }
                let number: Self = text.parse().map_err(|_| error())?;
                number.is_finite().then_some(number).ok_or_else(error)
            }
        }
    )*};
}

numbers!(f32, f64);

/// What stands between the elements of a list (`collectionFormat`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// `csv`: a comma.
    Csv,
    /// `ssv`: a space.
    Ssv,
    /// `tsv`: a tab.
    Tsv,
    /// `pipes`: a vertical bar.
    Pipes,
    /// `multi`: nothing; the parameter is repeated. In queries and forms only.
    Multi,
}

impl Separator {
    /// The character, `None` for [`Multi`](Self::Multi).
    pub fn character(self) -> Option<char> {
        match self {
            Self::Csv => Some(','),
            Self::Ssv => Some(' '),
            Self::Tsv => Some('\t'),
            Self::Pipes => Some('|'),
            Self::Multi => None,
        }
    }

    /// The texts that stand for the list: one per element under `multi`, else one.
    ///
    /// # Errors
    /// An element holds the separator, or the list has one element and that is empty: the peer would read
    /// another list.
    pub fn join(self, items: &[String]) -> Result<Vec<String>, TextError> {
        let Some(separator) = self.character() else {
            return Ok(items.to_vec());
        };
        if let Some(item) = items.iter().find(|item| item.contains(separator)) {
            return Err(TextError::new(format!(
                "the element {item:?} holds the separator {separator:?}"
            )));
        }
        if matches!(items, [item] if item.is_empty()) {
            return Err(TextError::new(
                "a list of one empty text cannot be told from an empty list",
            ));
        }
        Ok(vec![items.join(&separator.to_string())])
    }

    /// The elements of a list whose text is `text`. Nothing is an empty list.
    pub fn split(self, text: &str) -> Vec<&str> {
        match self.character() {
            Some(_) if text.is_empty() => Vec::new(),
            Some(separator) => text.split(separator).collect(),
            None => vec![text],
        }
    }
}

//! Parameters and headers as fields: `T` is required, `Option<T>` is not, `Vec<T>` is a list.
//! The type of a field says what is read and written, so generated code need not.

use super::response::HeaderError;
use super::text::{Separator, TextError, WireText};
use http::header::SET_COOKIE;
use http::{HeaderMap, HeaderName, HeaderValue};

/// A single parameter: `T` or `Option<T>`.
pub trait Parameter: Sized {
    /// The text, `None` where there is no value.
    ///
    /// # Errors
    /// The value has no text.
    fn to_text(&self) -> Result<Option<String>, TextError>;

    /// The value of the text that was sent, if any was.
    ///
    /// # Errors
    /// The text is not of the type, or is missing and required.
    fn from_text(text: Option<&str>) -> Result<Self, TextError>;
}

impl<T: WireText> Parameter for T {
    fn to_text(&self) -> Result<Option<String>, TextError> {
        self.to_wire().map(Some)
    }

    fn from_text(text: Option<&str>) -> Result<Self, TextError> {
        T::from_wire(text.ok_or_else(missing)?)
    }
}

impl<T: WireText> Parameter for Option<T> {
    fn to_text(&self) -> Result<Option<String>, TextError> {
        self.as_ref().map(WireText::to_wire).transpose()
    }

    fn from_text(text: Option<&str>) -> Result<Self, TextError> {
        text.map(T::from_wire).transpose()
    }
}

/// A list parameter: `Vec<T>` or `Option<Vec<T>>`. The separators are of the list and of those in it.
pub trait ListParameter: Sized {
    /// The texts that stand for the list, `None` where there is none: several, where it is repeated.
    ///
    /// # Errors
    /// An element has no text, or would be read as another.
    fn to_texts(&self, separators: &[Separator]) -> Result<Option<Vec<String>>, TextError>;

    /// The list of the elements that were sent, if any were.
    ///
    /// # Errors
    /// An element is not of the type, or the list is missing and required.
    fn from_texts(texts: Option<Vec<&str>>, inner: &[Separator]) -> Result<Self, TextError>;
}

/// What a list holds: a scalar, or a list again.
pub trait Element: Sized {
    /// The text.
    ///
    /// # Errors
    /// There is none, or it would be read as another value.
    fn to_element(&self, separators: &[Separator]) -> Result<String, TextError>;

    /// The value of a text.
    ///
    /// # Errors
    /// It is not of the type.
    fn from_element(text: &str, separators: &[Separator]) -> Result<Self, TextError>;
}

impl<T: WireText> Element for T {
    fn to_element(&self, _: &[Separator]) -> Result<String, TextError> {
        self.to_wire()
    }

    fn from_element(text: &str, _: &[Separator]) -> Result<Self, TextError> {
        T::from_wire(text)
    }
}

impl<T: Element> Element for Vec<T> {
    fn to_element(&self, separators: &[Separator]) -> Result<String, TextError> {
        let texts = self.to_texts(separators)?.unwrap_or_default();
        // only the outermost list is ever repeated
        Ok(texts.concat())
    }

    fn from_element(text: &str, separators: &[Separator]) -> Result<Self, TextError> {
        let (separator, inner) = outermost(separators);
        Self::from_texts(Some(separator.split(text)), inner)
    }
}

/// The separator of a list, and those of the lists in it.
pub fn outermost(separators: &[Separator]) -> (Separator, &[Separator]) {
    match separators {
        [separator, inner @ ..] => (*separator, inner),
        [] => (Separator::Csv, &[]),
    }
}

impl<T: Element> ListParameter for Vec<T> {
    fn to_texts(&self, separators: &[Separator]) -> Result<Option<Vec<String>>, TextError> {
        let (separator, inner) = outermost(separators);
        let items: Result<Vec<String>, _> = self.iter().map(|it| it.to_element(inner)).collect();
        separator.join(&items?).map(Some)
    }

    fn from_texts(texts: Option<Vec<&str>>, inner: &[Separator]) -> Result<Self, TextError> {
        let texts = texts.ok_or_else(missing)?.into_iter();
        texts.map(|text| T::from_element(text, inner)).collect()
    }
}

impl<T: Element> ListParameter for Option<Vec<T>> {
    fn to_texts(&self, separators: &[Separator]) -> Result<Option<Vec<String>>, TextError> {
        match self {
            Some(list) => list.to_texts(separators),
            None => Ok(None),
        }
    }

    fn from_texts(texts: Option<Vec<&str>>, inner: &[Separator]) -> Result<Self, TextError> {
        match texts {
            Some(texts) => Vec::from_texts(Some(texts), inner).map(Some),
            None => Ok(None),
        }
    }
}

fn missing() -> TextError {
    TextError::new("it is required")
}

/// Reads a header. Several lines are one value with commas between them (RFC 9110, section 5.3), but for
/// cookies that are set, of which the first counts: their dates have commas.
///
/// # Errors
/// It is not UTF-8, is not of the type, or is missing and required.
pub fn read_header<T: Parameter>(headers: &HeaderMap, name: &str) -> Result<T, HeaderError> {
    let error = |error: TextError| HeaderError::new(name, error.to_string());
    let texts = headers.get_all(name).iter().map(header_text);
    let texts: Vec<&str> = texts.collect::<Result<_, _>>().map_err(error)?;
    let first = texts.first().copied();
    if texts.len() < 2 || name.eq_ignore_ascii_case(SET_COOKIE.as_str()) {
        return T::from_text(first).map_err(error);
    }
    T::from_text(Some(&texts.join(", "))).map_err(error)
}

/// Reads a header that holds a list; one that is repeated is one list (RFC 9110, section 5.3). Each line of
/// cookies that are set is an element.
///
/// # Errors
/// It is not UTF-8, an element is not of the type, or it is missing and required.
pub fn read_header_list<T: ListParameter>(
    headers: &HeaderMap,
    name: &str,
    separators: &[Separator],
) -> Result<T, HeaderError> {
    let (separator, inner) = outermost(separators);
    let read = || {
        let mut texts = None;
        for value in headers.get_all(name) {
            let text = header_text(value)?;
            let elements = match name.eq_ignore_ascii_case(SET_COOKIE.as_str()) {
                true => vec![text],
                false => separator.split(text),
            };
            let elements = elements.into_iter();
            texts
                .get_or_insert_with(Vec::new)
                .extend(elements.map(str::trim));
        }
        T::from_texts(texts, inner)
    };
    read().map_err(|error| HeaderError::new(name, error.to_string()))
}

/// Sets a header, or leaves it where there is no value.
///
/// # Errors
/// The value cannot stand in a header, or would arrive as another.
pub fn write_header(
    headers: &mut HeaderMap,
    name: &str,
    value: &impl Parameter,
) -> Result<(), HeaderError> {
    let text = value.to_text();
    match text.map_err(|error| HeaderError::new(name, error.to_string()))? {
        Some(text) => insert_header(headers, name, &text),
        None => Ok(()),
    }
}

/// Sets a header that holds a list, or leaves it where there is no list. Cookies that are set are a line each
/// (RFC 6265, section 3).
///
/// # Errors
/// An element holds the separator, or cannot stand in a header.
pub fn write_header_list(
    headers: &mut HeaderMap,
    name: &str,
    value: &impl ListParameter,
    separators: &[Separator],
) -> Result<(), HeaderError> {
    let error = |error: TextError| HeaderError::new(name, error.to_string());
    if name.eq_ignore_ascii_case(SET_COOKIE.as_str()) {
        let texts = value.to_texts(&[Separator::Multi]).map_err(error)?;
        for text in texts.into_iter().flatten() {
            headers.append(SET_COOKIE, header_value(name, &text)?);
        }
        return Ok(());
    }
    let (separator, _) = outermost(separators);
    if let Some(texts) = value.to_texts(separators).map_err(error)? {
        let mut elements = texts.iter().flat_map(|it| separator.split(it));
        if elements.any(|it| it.trim() != it) {
            let message = "a list in a header loses the space around its elements";
            return Err(HeaderError::new(name, message));
        }
        insert_header(headers, name, &texts.join(","))?;
    }
    Ok(())
}

fn insert_header(headers: &mut HeaderMap, name: &str, text: &str) -> Result<(), HeaderError> {
    let value = header_value(name, text)?;
    let name = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| HeaderError::new(name, "this is not the name of a header"))?;
    headers.insert(name, value);
    Ok(())
}

fn header_value(name: &str, text: &str) -> Result<HeaderValue, HeaderError> {
    let error = |message| HeaderError::new(name, message);
    // RFC 9110, section 5.5: what surrounds a value is not part of it, so a peer would drop it.
    if text.trim_matches([' ', '\t']) != text {
        return Err(error("a header loses the space around its value"));
    }
    let value = HeaderValue::from_str(text);
    value.map_err(|_| error("the value holds a character that a header cannot"))
}

fn header_text(value: &HeaderValue) -> Result<&str, TextError> {
    std::str::from_utf8(value.as_bytes()).map_err(|_| TextError::new("it is not UTF-8"))
}

//! Forms that a server reads (Swagger 2.0, Parameter Object, `in: formData`).

use super::check;
use super::json;
use super::media::is_of_utf8;
use super::parameter::{ListParameter, Parameter, outermost};
use super::percent;
use super::server::{Incoming, Refusal};
use super::text::{Separator, TextError};
use super::upload::{Upload, Uploads};
use serde::de::DeserializeOwned;

const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

/// A form that was read.
#[derive(Debug, Default)]
pub struct FormReader {
    fields: Vec<(String, Value)>,
}

/// What a field holds.
#[derive(Debug)]
pub enum Value {
    /// Text.
    Text(String),
    /// A file.
    File(Upload),
}

impl Value {
    /// The text, if it is one.
    fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            Value::File(file) => {
                let media_type = file.media_type.as_deref().unwrap_or_default();
                let text = std::str::from_utf8(&file.content).ok();
                text.filter(|_| is_of_utf8(media_type))
            }
        }
    }
}

impl FormReader {
    /// Reads a body of `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    /// It is of another media type, too large, or not UTF-8.
    pub async fn read(incoming: &mut Incoming) -> Result<Self, Refusal> {
        if incoming.media_type() != MEDIA_TYPE && incoming.comes().await {
            return Err(Refusal::unsupported_media_type(MEDIA_TYPE));
        }
        incoming.check_charset()?;
        let bytes = incoming.bytes().await?;
        let text = std::str::from_utf8(&bytes).ok();
        let Some(pairs) = text.and_then(percent::pairs) else {
            return Err(incoming.unreadable_form("is not UTF-8"));
        };
        let fields = pairs
            .into_iter()
            .map(|(name, text)| (name, Value::Text(text)));
        Self::of(incoming, fields.collect())
    }

    /// A form of these fields, if the document allows them and the parameters beside them.
    ///
    /// # Errors
    /// All that it does not allow.
    pub fn of(incoming: &mut Incoming, fields: Vec<(String, Value)>) -> Result<Self, Refusal> {
        let form = Self { fields };
        let texts = |name: &str| form.named(name).map(|it| it.text()).collect();
        let mut checker = incoming.checker();
        check::form(&mut checker, incoming.operation(), texts);
        let names = form.fields.iter().map(|(name, _)| name.as_str());
        incoming.check_fields(&mut checker, names);
        checker.finish().map_err(|it| Refusal::invalid(&it))?;
        Ok(form)
    }

    fn named(&self, name: &str) -> impl Iterator<Item = &Value> {
        let fields = self.fields.iter().filter(move |(known, _)| known == name);
        fields.map(|(_, value)| value)
    }

    fn texts<'f>(&'f self, name: &str) -> Result<Vec<&'f str>, TextError> {
        let text = |it: &'f Value| it.text().ok_or_else(|| TextError::new("it is not UTF-8"));
        self.named(name).map(text).collect()
    }

    /// A field of text.
    ///
    /// # Errors
    /// It is repeated, is not of its type, or is missing and required.
    pub fn get<T: Parameter>(&self, name: &str) -> Result<T, Refusal> {
        let value = self.texts(name).and_then(|texts| match texts.as_slice() {
            [] => T::from_text(None),
            [text] => T::from_text(Some(text)),
            _ => Err(TextError::new("it is there more than once")),
        });
        value.map_err(|error| refused(name, &error))
    }

    /// A field of JSON.
    ///
    /// # Errors
    /// It is repeated, is no JSON of its type, or is missing and required.
    pub fn get_json<T: DeserializeOwned>(&self, name: &str) -> Result<T, Refusal> {
        let wrong = |error: serde_json::Error| TextError::new(error.to_string());
        let value = self.texts(name).and_then(|texts| match texts.as_slice() {
            [] => serde_json::from_value(serde_json::Value::Null).map_err(wrong),
            [text] => json::decode(text.as_bytes()).map_err(wrong),
            _ => Err(TextError::new("it is there more than once")),
        });
        value.map_err(|error| refused(name, &error))
    }

    /// A list.
    ///
    /// # Errors
    /// An element is not of its type, or the list is missing and required.
    pub fn get_list<T: ListParameter>(
        &self,
        name: &str,
        separators: &[Separator],
    ) -> Result<T, Refusal> {
        let (separator, inner) = outermost(separators);
        let value = self.texts(name).and_then(|texts| {
            let elements = texts.iter().flat_map(|text| separator.split(text));
            T::from_texts((!texts.is_empty()).then(|| elements.collect()), inner)
        });
        value.map_err(|error| refused(name, &error))
    }

    /// A file, or several.
    ///
    /// # Errors
    /// There are too many, or none and one is required.
    pub fn get_files<T: Uploads>(&self, name: &str) -> Result<T, Refusal> {
        let files = self.named(name).map(|value| match value {
            Value::Text(text) => Upload::new(text.clone().into_bytes()),
            Value::File(file) => file.clone(),
        });
        T::from_uploads(files.collect()).map_err(|error| refused(name, &error))
    }
}

fn refused(name: &str, error: &TextError) -> Refusal {
    Refusal::bad_request(format_args!("the form field `{name}`: {error}"))
}

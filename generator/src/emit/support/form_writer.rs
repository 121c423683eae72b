//! Forms that a client sends (Swagger 2.0, Parameter Object, `in: formData`).

use super::body::Body;
use super::json;
use super::parameter::{ListParameter, Parameter};
use super::percent;
use super::text::{Separator, TextError};
use super::upload::{Upload, Uploads};
use serde::Serialize;

/// A form that is being filled. An optional value that is not given is left out.
#[derive(Debug, Default)]
pub struct FormWriter {
    fields: Vec<(String, Value)>,
    problem: Option<TextError>,
}

/// What a field holds.
#[derive(Debug)]
pub enum Value {
    /// Text.
    Text(String),
    /// JSON.
    Json(String),
    /// A file.
    File(Upload),
}

impl FormWriter {
    /// An empty form.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field, if it has a value.
    pub fn add(&mut self, name: &str, value: &impl Parameter) {
        match value.to_text() {
            Ok(text) => self.extend(name, text),
            Err(error) => self.fail(name, &error),
        }
    }

    /// Adds a list.
    pub fn add_list(&mut self, name: &str, value: &impl ListParameter, separators: &[Separator]) {
        match value.to_texts(separators) {
            Ok(texts) => self.extend(name, texts.unwrap_or_default()),
            Err(error) => self.fail(name, &error),
        }
    }

    /// Adds what is written as JSON, if it has a value.
    pub fn add_json(&mut self, name: &str, value: &impl Serialize) {
        match json::to_value(value) {
            Ok(serde_json::Value::Null) => {}
            Ok(value) => {
                let value = Value::Json(value.to_string());
                self.fields.push((name.to_owned(), value));
            }
            Err(error) => self.fail(name, &TextError::new(error.to_string())),
        }
    }

    /// Adds a file, or several.
    pub fn add_files(&mut self, name: &str, files: impl Uploads) {
        let files = files.into_uploads().into_iter();
        let fields = files.map(|file| (name.to_owned(), Value::File(file)));
        self.fields.extend(fields);
    }

    fn extend(&mut self, name: &str, texts: impl IntoIterator<Item = String>) {
        let texts = texts.into_iter();
        let fields = texts.map(|text| (name.to_owned(), Value::Text(text)));
        self.fields.extend(fields);
    }

    pub(super) fn fail(&mut self, name: &str, error: &TextError) {
        let error = || TextError::new(format!("`{name}`: {error}"));
        self.problem.get_or_insert_with(error);
    }

    /// The fields, unless one of them cannot be sent.
    pub(super) fn finish(self) -> Result<Vec<(String, Value)>, TextError> {
        match self.problem {
            None => Ok(self.fields),
            Some(error) => Err(error),
        }
    }

    /// The media type and the bytes of `application/x-www-form-urlencoded` (URL Standard,
    /// section 5).
    ///
    /// # Errors
    /// A field has no text.
    pub fn urlencoded(self) -> Result<(String, Body), TextError> {
        let pairs = self.finish()?.into_iter().filter_map(|(name, value)| {
            let Value::Text(text) = value else {
                return None;
            };
            Some(format!(
                "{}={}",
                percent::encode(&name),
                percent::encode(&text)
            ))
        });
        let text = pairs.collect::<Vec<_>>().join("&");
        let media_type = "application/x-www-form-urlencoded".to_owned();
        Ok((media_type, text.into()))
    }
}

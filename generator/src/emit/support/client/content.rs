//! What a call sends as its body, and what it asks for.

use super::super::body::Body;
use super::super::codec;
use super::super::media::{Codec, MediaType};
use super::super::schema;
use super::super::text::TextError;
use super::call::Call;
use super::error::RequestError;
use http::HeaderValue;
use http::header::{ACCEPT, CONTENT_TYPE};
use serde::Serialize;

impl Call {
    /// Asks for this media type; without one for all that the operation declares, the first rather than
    /// the others. What a parameter or an earlier call asks for stays.
    pub fn accept(&mut self, choice: Option<&'static str>) {
        let media_types = match choice {
            Some(name) => name.to_owned(),
            None => accept(self.operation.produces),
        };
        // whoever accepts anything need not say so
        if media_types.is_empty() || media_types.starts_with("*/*") {
            return;
        }
        if let Ok(media_types) = HeaderValue::try_from(media_types) {
            self.headers.entry(ACCEPT).or_insert(media_types);
        }
    }

    /// Sends the body as this media type, unless a parameter says another.
    pub fn content_type(&mut self, choice: Option<&'static str>) {
        let known = |name| self.operation.consumes.iter().find(|it| it.name == name);
        if let Some(media_type) = choice.and_then(known) {
            self.set_content_type(&media_type.content_type());
        }
    }

    fn set_content_type(&mut self, media_type: &str) {
        if let Ok(media_type) = HeaderValue::try_from(media_type) {
            self.headers.entry(CONTENT_TYPE).or_insert(media_type);
        }
    }

    /// Sends a value as the content type that is set, else as the first that the operation declares.
    ///
    /// # Errors
    /// The value cannot be written so: a map whose keys are no strings in JSON, say.
    pub fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), RequestError> {
        let media_type = codec::of_value(self.operation.consumes, &self.headers);
        let schema = self.operation.body.unwrap_or(&schema::ANY);
        let bytes = media_type.codec.encode(schema, value);
        self.body = bytes.map_err(|error| self.error("body", error))?.into();
        self.set_content_type(&media_type.content_type());
        Ok(())
    }

    /// Sends any body, a stream too, as the content type that is set, else as the first that the operation
    /// declares.
    pub fn stream(&mut self, body: Body) {
        let first = self.operation.consumes.first();
        let media_type = first.copied().unwrap_or(ANYTHING);
        self.set_content_type(&media_type.content_type());
        self.body = body;
    }

    /// Sends a form: its media type and its body.
    ///
    /// # Errors
    /// One of its fields cannot be sent.
    pub fn form(&mut self, form: Result<(String, Body), TextError>) -> Result<(), RequestError> {
        let error = |error: &dyn std::fmt::Display| RequestError::new(self.operation, error);
        let (media_type, body) = form.map_err(|it| error(&it))?;
        let media_type = HeaderValue::try_from(media_type).map_err(|it| error(&it))?;
        // only the form knows its boundary
        self.headers.insert(CONTENT_TYPE, media_type);
        self.body = body;
        Ok(())
    }
}

const ANYTHING: MediaType = MediaType::new("*/*", Codec::Bytes);

/// The first as it is, the others with less weight, and ranges with little.
fn accept(media_types: &[MediaType]) -> String {
    let ranges = media_types.iter().enumerate().map(|(index, it)| {
        let weight = match index {
            0 => "",
            _ if it.name.contains('*') => ";q=0.1",
            _ => ";q=0.9",
        };
        format!("{}{weight}", it.name)
    });
    ranges.collect::<Vec<_>>().join(", ")
}

//! One request, as a generated method fills it.

use super::super::body::Body;
use super::super::operation::Operation;
use super::super::parameter::{self, ListParameter, Parameter};
use super::super::percent;
use super::super::template::{self, Part};
use super::super::text::{Separator, TextError};
use super::error::RequestError;
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use serde::Serialize;

/// A request that is being filled. An optional value that is not given is left out.
#[derive(Debug)]
pub struct Call {
    operation: &'static Operation,
    path: Vec<(&'static str, String)>,
    query: String,
    headers: HeaderMap,
    body: Body,
}

impl Call {
    /// An empty request.
    pub fn new(operation: &'static Operation) -> Self {
        Self {
            operation,
            path: Vec::new(),
            query: String::new(),
            headers: HeaderMap::new(),
            body: Body::empty(),
        }
    }

    pub(super) fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Sets a parameter of the path.
    ///
    /// # Errors
    /// The value is empty, `.` or `..`: it would name another path (RFC 3986, section 5.2.4).
    pub fn path(&mut self, name: &'static str, value: &impl Parameter) -> Result<(), RequestError> {
        let text = value.to_text().map_err(|error| self.error(name, error))?;
        self.push_path(name, text.unwrap_or_default())
    }

    /// Sets a list in the path.
    ///
    /// # Errors
    /// As [`path`](Self::path), or an element holds the separator.
    pub fn path_list(
        &mut self,
        name: &'static str,
        value: &impl ListParameter,
        separator: Separator,
    ) -> Result<(), RequestError> {
        let texts = self.list(name, value, separator)?.unwrap_or_default();
        self.push_path(name, texts.join(","))
    }

    fn push_path(&mut self, name: &'static str, text: String) -> Result<(), RequestError> {
        match text.as_str() {
            "" => Err(self.error(name, "a value in a path cannot be empty")),
            "." | ".." => Err(self.error(name, "`.` and `..` would name another path")),
            text => {
                self.path.push((name, percent::encode(text)));
                Ok(())
            }
        }
    }

    /// Adds a parameter to the query.
    ///
    /// # Errors
    /// The value has no text.
    pub fn query(&mut self, name: &str, value: &impl Parameter) -> Result<(), RequestError> {
        let text = value.to_text().map_err(|error| self.error(name, error))?;
        if let Some(text) = text {
            self.push_query(name, &text);
        }
        Ok(())
    }

    /// Adds a list to the query.
    ///
    /// # Errors
    /// An element has no text, or holds the separator.
    pub fn query_list(
        &mut self,
        name: &str,
        value: &impl ListParameter,
        separator: Separator,
    ) -> Result<(), RequestError> {
        for text in self.list(name, value, separator)?.unwrap_or_default() {
            self.push_query(name, &text);
        }
        Ok(())
    }

    fn push_query(&mut self, name: &str, text: &str) {
        let separator = if self.query.is_empty() { '?' } else { '&' };
        self.query.push(separator);
        self.query.push_str(&percent::encode(name));
        self.query.push('=');
        self.query.push_str(&percent::encode(text));
    }

    fn list(
        &self,
        name: &str,
        value: &impl ListParameter,
        separator: Separator,
    ) -> Result<Option<Vec<String>>, RequestError> {
        let items = value.to_texts().map_err(|error| self.error(name, error))?;
        let texts = items.map(|items| separator.join(&items)).transpose();
        texts.map_err(|error| self.error(name, error))
    }

    /// Sets a header.
    ///
    /// # Errors
    /// The value cannot stand in a header (a line break), or would arrive as another (space around it).
    pub fn header(&mut self, name: &str, value: &impl Parameter) -> Result<(), RequestError> {
        let written = parameter::write_header(&mut self.headers, name, value);
        written.map_err(|error| RequestError::new(self.operation, error))
    }

    /// Sets a header that holds a list.
    ///
    /// # Errors
    /// As [`header`](Self::header), or an element holds the separator.
    pub fn header_list(
        &mut self,
        name: &str,
        value: &impl ListParameter,
        separator: Separator,
    ) -> Result<(), RequestError> {
        let written = parameter::write_header_list(&mut self.headers, name, value, separator);
        written.map_err(|error| RequestError::new(self.operation, error))
    }

    pub(super) fn default_header(&mut self, name: &HeaderName, value: &HeaderValue) {
        if !self.headers.contains_key(name) {
            self.headers.insert(name, value.clone());
        }
    }

    pub(super) fn secret_header(&mut self, name: &str, text: &str) -> Result<(), RequestError> {
        self.header(name, &text.to_owned())?;
        if let Some(value) = self.headers.get_mut(name) {
            value.set_sensitive(true);
        }
        Ok(())
    }

    /// Asks for these media types, unless a parameter does.
    pub fn accept(&mut self, media_types: &'static str) {
        let media_types = HeaderValue::from_static(media_types);
        self.headers.entry(ACCEPT).or_insert(media_types);
    }

    /// Sends JSON.
    ///
    /// # Errors
    /// The value is none of JSON: a map whose keys are no strings, say.
    pub fn json<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), RequestError> {
        let bytes = serde_json::to_vec(value).map_err(|error| self.error("body", error))?;
        self.body(bytes, "application/json");
        Ok(())
    }

    /// Sends text.
    pub fn text(&mut self, text: &str, media_type: &'static str) {
        self.body(text.to_owned(), media_type);
    }

    /// Sends a form: its media type and its bytes.
    ///
    /// # Errors
    /// One of its fields cannot be sent.
    pub fn form(&mut self, form: Result<(String, Vec<u8>), TextError>) -> Result<(), RequestError> {
        let error = |error: &dyn std::fmt::Display| RequestError::new(self.operation, error);
        let (media_type, bytes) = form.map_err(|it| error(&it))?;
        let media_type = HeaderValue::try_from(media_type).map_err(|it| error(&it))?;
        // only the form knows its boundary
        self.headers.insert(CONTENT_TYPE, media_type);
        self.body = bytes.into();
        Ok(())
    }

    /// Sends bytes.
    pub fn bytes(&mut self, bytes: Bytes, media_type: &'static str) {
        self.body(bytes, media_type);
    }

    /// Sends any body, a stream too. A parameter may have set the content type.
    pub fn body(&mut self, body: impl Into<Body>, media_type: &'static str) {
        let media_type = HeaderValue::from_static(media_type);
        self.headers.entry(CONTENT_TYPE).or_insert(media_type);
        self.body = body.into();
    }

    pub(super) fn into_request(self, base: &str) -> Result<http::Request<Body>, RequestError> {
        let mut target = base.to_owned();
        let (path, pairs) = template::split(self.operation.path);
        for part in template::parts(path) {
            match part {
                Part::Literal(text) => target.push_str(&percent::normalize(text)),
                Part::Parameter(name) => {
                    let value = self.path.iter().find(|(known, _)| *known == name);
                    let (_, text) = value.ok_or_else(|| self.error(name, "it is required"))?;
                    target.push_str(text);
                }
            }
        }
        let mut separator = '?';
        for (name, value) in pairs {
            target.push(separator);
            target.push_str(&percent::encode(name));
            if let Some(value) = value {
                target.push('=');
                target.push_str(&percent::encode(value));
            }
            separator = '&';
        }
        if let Some(query) = self.query.strip_prefix('?') {
            target.push(separator);
            target.push_str(query);
        }
        let uri: Uri = target.parse().map_err(|error| self.error("URL", error))?;
        let method = http::Method::from_bytes(self.operation.method.as_bytes());
        let method = method.map_err(|error| self.error("method", error))?;
        let mut request = http::Request::new(self.body);
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        Ok(request)
    }

    fn error(&self, name: &str, problem: impl std::fmt::Display) -> RequestError {
        RequestError::new(self.operation, format_args!("`{name}`: {problem}"))
    }
}

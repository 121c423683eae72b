//! One request, as a generated method fills it.

use super::super::body::Body;
use super::super::json;
use super::super::operation::{Input, Jar, Operation, Place};
use super::super::parameter::{self, ListParameter, Parameter};
use super::super::percent;
use super::super::reserved;
use super::super::response::HeaderError;
use super::super::text::Separator;
use super::error::RequestError;
use http::header::{COOKIE, Entry};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;
use std::fmt;

/// A request that is being filled. An optional value that is not given is left out.
pub struct Call {
    pub(super) operation: &'static Operation,
    pub(super) path: Vec<(&'static str, String)>,
    pub(super) query: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Body,
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
    /// The value is `.`, `..` or empty: it would name another path (RFC 3986, section 5.2.4). One that the
    /// document lists may be empty.
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
        separators: &[Separator],
    ) -> Result<(), RequestError> {
        let texts = self.list(name, value, separators)?.unwrap_or_default();
        self.push_path(name, texts.join(","))
    }

    fn push_path(&mut self, name: &'static str, text: String) -> Result<(), RequestError> {
        let listed =
            |it: &Input| it.place == Place::Path && it.name == name && it.schema.lists_empty();
        if text.is_empty() && !self.operation.inputs.iter().any(listed) {
            return Err(self.error(name, "a value in a path cannot be empty"));
        }
        let text = self.no_dots(name, text)?;
        let text = reserved::encode(self.operation, Place::Path, name, &text);
        self.path.push((name, text));
        Ok(())
    }

    fn no_dots(&self, name: &str, text: String) -> Result<String, RequestError> {
        match text.as_str() {
            "." | ".." => Err(self.error(name, "`.` and `..` would name another path")),
            _ => Ok(text),
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
        separators: &[Separator],
    ) -> Result<(), RequestError> {
        for text in self.list(name, value, separators)?.unwrap_or_default() {
            self.push_query(name, &text);
        }
        Ok(())
    }

    fn push_query(&mut self, name: &str, text: &str) {
        let separator = if self.query.is_empty() { '?' } else { '&' };
        self.query.push(separator);
        self.query.push_str(&percent::encode(name));
        self.query.push('=');
        let text = reserved::encode(self.operation, Place::Query, name, text);
        self.query.push_str(&text);
    }

    fn list(
        &self,
        name: &str,
        value: &impl ListParameter,
        separators: &[Separator],
    ) -> Result<Option<Vec<String>>, RequestError> {
        let texts = value.to_texts(separators);
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
        separators: &[Separator],
    ) -> Result<(), RequestError> {
        let written = parameter::write_header_list(&mut self.headers, name, value, separators);
        written.map_err(|error| RequestError::new(self.operation, error))
    }

    /// Sets a cookie.
    ///
    /// # Errors
    /// The value has no text.
    pub fn cookie(&mut self, name: &str, value: &impl Parameter) -> Result<(), RequestError> {
        let text = value.to_text().map_err(|error| self.error(name, error))?;
        let jar = self.operation.jar(name).zip(text);
        jar.map_or(Ok(()), |(jar, text)| self.push_cookie(jar, name, &text))
    }

    /// Sets a cookie that holds a list.
    ///
    /// # Errors
    /// An element has no text, or holds the separator.
    pub fn cookie_list(
        &mut self,
        name: &str,
        value: &impl ListParameter,
        separators: &[Separator],
    ) -> Result<(), RequestError> {
        let texts = self.list(name, value, separators)?;
        let jar = self.operation.jar(name).zip(texts);
        jar.map_or(Ok(()), |(jar, texts)| {
            self.push_cookie(jar, name, &texts.join(","))
        })
    }

    fn push_cookie(&mut self, jar: &Jar, name: &str, text: &str) -> Result<(), RequestError> {
        let added = (jar.add)(&mut self.headers, name, &percent::encode(text));
        added.map_err(|error| RequestError::new(self.operation, error))
    }

    /// Sets a parameter that is laid out in a way of its own.
    ///
    /// # Errors
    /// The value has no such layout, or would be read as another.
    pub fn laid_out(
        &mut self,
        place: Place,
        name: &'static str,
        value: &impl Serialize,
    ) -> Result<(), RequestError> {
        let Some((input, layout)) = self.operation.laid_out(place, name) else {
            return Ok(());
        };
        let value = json::to_value(value).map_err(|error| self.error(name, error))?;
        if value.is_null() && !input.required {
            return Ok(());
        }
        let escape = match place {
            Place::Path => percent::encode,
            _ => str::to_owned,
        };
        let pairs = (layout.write)(input, &value, escape);
        for (key, text) in pairs.map_err(|error| self.error(name, error))? {
            match place {
                Place::Path => {
                    let text = self.no_dots(name, text)?;
                    self.path.push((name, text));
                }
                Place::Query if self.operation.is_taken(input, &key) => {
                    let problem = format_args!("`{key}` is another parameter");
                    return Err(self.error(name, problem));
                }
                Place::Query | Place::Form => self.push_query(&key, &text),
                Place::Header => self.header(&key, &text)?,
                Place::Cookie(jar) => self.push_cookie(jar, &key, &text)?,
            }
        }
        Ok(())
    }

    /// Sets several headers.
    ///
    /// # Errors
    /// There is one that cannot be sent.
    pub fn headers(&mut self, headers: Result<HeaderMap, HeaderError>) -> Result<(), RequestError> {
        let headers = headers.map_err(|error| RequestError::new(self.operation, error))?;
        let declared = self.operation.headers();
        let is_other = |name: &&HeaderName| {
            let mut declared = declared.iter();
            self.headers.contains_key(*name)
                || declared.any(|it| it.eq_ignore_ascii_case(name.as_str()))
        };
        if let Some(name) = headers.keys().find(is_other) {
            let problem = "the document has it as a header of its own, or it is there twice";
            return Err(self.error(name.as_str(), problem));
        }
        self.headers.extend(headers);
        Ok(())
    }

    pub(super) fn default_headers(&mut self, defaults: &HeaderMap) {
        for name in defaults.keys() {
            if let Entry::Vacant(entry) = self.headers.entry(name) {
                let mut values = defaults.get_all(name).into_iter().cloned();
                if let Some(first) = values.next() {
                    let mut entry = entry.insert_entry(first);
                    values.for_each(|value| entry.append(value));
                }
            }
        }
    }

    pub(super) fn set_header(&mut self, name: &HeaderName, value: &HeaderValue) {
        self.headers.insert(name, value.clone());
    }

    /// In place of a parameter of that name, and beside what another scheme shows in that header.
    pub(super) fn secret_header(&mut self, name: &str, text: &str) -> Result<(), RequestError> {
        let mut written = HeaderMap::new();
        parameter::write_header(&mut written, name, &text.to_owned())
            .map_err(|error| RequestError::new(self.operation, error))?;
        for (name, mut value) in written.drain() {
            let Some(name) = name else { continue };
            let shown = self.headers.get_all(&name).into_iter();
            let mut shown = shown.filter(|it| it.is_sensitive()).peekable();
            let others = shown.peek().is_some();
            let known = shown.any(|it| *it == value);
            value.set_sensitive(true);
            match (known, others) {
                (true, _) => {}
                (false, true) => drop(self.headers.append(name, value)),
                (false, false) => drop(self.headers.insert(name, value)),
            }
        }
        Ok(())
    }

    /// In place of a parameter of that name, as [`secret_header`](Self::secret_header): a key that is there
    /// twice is none.
    pub(super) fn secret_query(&mut self, name: &str, text: &str) {
        let start = format!("{}=", percent::encode(name));
        let pairs = self.query.strip_prefix('?').unwrap_or_default().split('&');
        let others = pairs.filter(|it| !it.is_empty() && !it.starts_with(&start));
        let others: Vec<&str> = others.collect();
        self.query = match others.as_slice() {
            [] => String::new(),
            others => format!("?{}", others.join("&")),
        };
        self.push_query(name, text);
    }

    /// As [`secret_query`](Self::secret_query), in a cookie: as it was given out, since nobody escapes it
    /// again (RFC 6265, section 4.1.1: `cookie-octet`).
    pub(super) fn secret_cookie(
        &mut self,
        jar: &Jar,
        name: &str,
        text: &str,
    ) -> Result<(), RequestError> {
        let octet = |it: u8| it.is_ascii_graphic() && !b"\",;\\".contains(&it);
        if !text.bytes().all(octet) {
            return Err(self.error(name, "the credential cannot stand in a cookie"));
        }
        let added = (jar.add)(&mut self.headers, name, text);
        added.map_err(|error| RequestError::new(self.operation, error))?;
        if let Some(value) = self.headers.get_mut(COOKIE) {
            value.set_sensitive(true);
        }
        Ok(())
    }

    pub(super) fn error(&self, name: &str, problem: impl std::fmt::Display) -> RequestError {
        RequestError::new(self.operation, format_args!("`{name}`: {problem}"))
    }
}

/// Without the values: any may be a secret.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({})", self.operation.id)
    }
}

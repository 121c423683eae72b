//! A request, as a generated decoder reads it.

use super::super::parameter::{self, ListParameter, Parameter};
use super::super::percent;
use super::super::text::{Separator, TextError};
use super::refusal::Refusal;
use axum::body::Body;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::de::DeserializeOwned;
use std::fmt::Display;

/// A request whose operation is found.
#[derive(Debug)]
pub struct Incoming {
    parts: Parts,
    path: Vec<(&'static str, String)>,
    query: Vec<(String, String)>,
    body: Body,
    body_limit: usize,
}

impl Incoming {
    pub(super) fn new(
        parts: Parts,
        body: Body,
        path: Vec<(&'static str, String)>,
        body_limit: usize,
    ) -> Result<Self, Refusal> {
        let query = percent::pairs(parts.uri.query().unwrap_or_default())
            .ok_or_else(|| Refusal::bad_request("the query is not UTF-8"))?;
        Ok(Self {
            parts,
            path,
            query,
            body,
            body_limit,
        })
    }

    /// A parameter of the path.
    ///
    /// # Errors
    /// It is not of its type.
    pub fn path<T: Parameter>(&self, name: &str) -> Result<T, Refusal> {
        T::from_text(self.path_text(name)).map_err(|error| refused("path", name, error))
    }

    /// A list in the path.
    ///
    /// # Errors
    /// An element is not of its type.
    pub fn path_list<T: ListParameter>(
        &self,
        name: &str,
        separator: Separator,
    ) -> Result<T, Refusal> {
        let texts = self.path_text(name).map(|text| separator.split(text));
        T::from_texts(texts).map_err(|error| refused("path", name, error))
    }

    fn path_text(&self, name: &str) -> Option<&str> {
        let mut values = self.path.iter();
        values
            .find(|(known, _)| *known == name)
            .map(|(_, text)| text.as_str())
    }

    /// A parameter of the query.
    ///
    /// # Errors
    /// It is repeated, is not of its type, or is missing and required.
    pub fn query<T: Parameter>(&self, name: &str) -> Result<T, Refusal> {
        let mut texts = self.query_texts(name);
        let text = texts.next();
        if texts.next().is_some() {
            return Err(refused(
                "query",
                name,
                TextError::new("it is there more than once"),
            ));
        }
        T::from_text(text).map_err(|error| refused("query", name, error))
    }

    /// A list in the query.
    ///
    /// # Errors
    /// An element is not of its type, or the list is missing and required.
    pub fn query_list<T: ListParameter>(
        &self,
        name: &str,
        separator: Separator,
    ) -> Result<T, Refusal> {
        let mut texts = None;
        for text in self.query_texts(name) {
            texts
                .get_or_insert_with(Vec::new)
                .extend(separator.split(text));
        }
        T::from_texts(texts).map_err(|error| refused("query", name, error))
    }

    fn query_texts(&self, name: &str) -> impl Iterator<Item = &str> {
        let pairs = self.query.iter().filter(move |(known, _)| known == name);
        pairs.map(|(_, text)| text.as_str())
    }

    /// A header.
    ///
    /// # Errors
    /// It is repeated, is not of its type, or is missing and required.
    pub fn header<T: Parameter>(&self, name: &str) -> Result<T, Refusal> {
        parameter::read_header(&self.parts.headers, name).map_err(Refusal::bad_request)
    }

    /// A header that holds a list.
    ///
    /// # Errors
    /// An element is not of its type, or the list is missing and required.
    pub fn header_list<T: ListParameter>(
        &self,
        name: &str,
        separator: Separator,
    ) -> Result<T, Refusal> {
        parameter::read_header_list(&self.parts.headers, name, separator)
            .map_err(Refusal::bad_request)
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// It is missing, too large, of another media type, or not JSON of a `T`.
    pub async fn json<T: DeserializeOwned>(&mut self) -> Result<T, Refusal> {
        let body = self.json_option().await?;
        body.ok_or_else(|| Refusal::bad_request("the body is missing"))
    }

    /// The body as JSON, `None` where there is none.
    ///
    /// # Errors
    /// It is too large, of another media type, or not JSON of a `T`.
    pub async fn json_option<T: DeserializeOwned>(&mut self) -> Result<Option<T>, Refusal> {
        let bytes = self.bytes().await?;
        if bytes.is_empty() {
            return Ok(None);
        }
        if !self.is_json() {
            return Err(Refusal::unsupported_media_type("application/json"));
        }
        let value = serde_json::from_slice(&bytes);
        value
            .map(Some)
            .map_err(|error| Refusal::bad_request(format_args!("the body: {error}")))
    }

    /// What has no content type is taken for JSON.
    fn is_json(&self) -> bool {
        let media_type = self.media_type();
        media_type.is_empty()
            || media_type == "application/json"
            || media_type.ends_with("+json")
            || media_type == "text/json"
    }

    /// The content type as it came, empty where there is none.
    pub(in super::super) fn content_type(&self) -> &str {
        let value = self.parts.headers.get(CONTENT_TYPE);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The content type in lower case and without parameters.
    pub(in super::super) fn media_type(&self) -> String {
        let media_type = self.content_type().split(';').next();
        media_type.unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The body as text.
    ///
    /// # Errors
    /// It is too large, of a media type that is no text, or not UTF-8.
    pub async fn text(&mut self) -> Result<String, Refusal> {
        let bytes = self.bytes().await?;
        let media_type = self.media_type();
        if !bytes.is_empty() && !media_type.is_empty() && !media_type.starts_with("text/") {
            return Err(Refusal::unsupported_media_type("text/plain"));
        }
        String::from_utf8(bytes.into()).map_err(|_| Refusal::bad_request("the body is not UTF-8"))
    }

    /// The body as text, `None` where there is none.
    ///
    /// # Errors
    /// As [`text`](Self::text).
    pub async fn text_option(&mut self) -> Result<Option<String>, Refusal> {
        let text = self.text().await?;
        Ok(Some(text).filter(|text| !text.is_empty()))
    }

    /// The body as it came.
    ///
    /// # Errors
    /// It is too large, or breaks off.
    pub async fn bytes(&mut self) -> Result<Bytes, Refusal> {
        let body = Limited::new(std::mem::take(&mut self.body), self.body_limit);
        match body.collect().await {
            Ok(collected) => Ok(collected.to_bytes()),
            Err(error) if error.is::<LengthLimitError>() => {
                Err(Refusal::too_large(self.body_limit))
            }
            Err(_) => Err(Refusal::bad_request("the body breaks off")),
        }
    }

    /// The body as it came, `None` where there is none.
    ///
    /// # Errors
    /// It is too large, or breaks off.
    pub async fn bytes_option(&mut self) -> Result<Option<Bytes>, Refusal> {
        let bytes = self.bytes().await?;
        Ok(Some(bytes).filter(|bytes| !bytes.is_empty()))
    }
}

fn refused(location: &str, name: &str, error: impl Display) -> Refusal {
    Refusal::bad_request(format_args!("the {location} parameter `{name}`: {error}"))
}

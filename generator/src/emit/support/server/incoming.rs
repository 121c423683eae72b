//! A request, as a generated decoder reads it.

use super::super::body::Body;
use super::super::check;
use super::super::codec;
use super::super::json;
use super::super::media::{self, Codec, MediaType};
use super::super::operation::{Operation, Place};
use super::super::reserved;
use super::super::schema::at::At;
use super::super::schema::{self, Checker};
use super::accept::Accept;
use super::limits::Limits;
use super::payload;
use super::refusal::Refusal;
use super::undeclared;
use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_ENCODING;
use http::request::Parts;
use http_body::Body as HttpBody;
use serde::de::DeserializeOwned;
use std::fmt::{self, Display};
use std::sync::Arc;

/// A request whose operation is found.
pub struct Incoming {
    pub(super) operation: &'static Operation,
    pub(super) parts: Arc<Parts>,
    pub(super) path: Vec<(&'static str, String)>,
    pub(super) query: Vec<(String, String)>,
    body: axum::body::Body,
    accept: Accept,
    limits: Limits,
    /// What is found of the parameters, until the form beside them is read.
    found: Option<Checker>,
}

/// Without headers, query and body, which hold secrets.
impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incoming")
            .field("operation", &self.operation.id)
            .field("path", &self.parts.uri.path())
            .finish_non_exhaustive()
    }
}

impl Incoming {
    pub(super) fn new(
        operation: &'static Operation,
        parts: Arc<Parts>,
        body: axum::body::Body,
        path: Vec<(&'static str, String)>,
        accept: Accept,
        limits: Limits,
    ) -> Result<Self, Refusal> {
        let query = parts.uri.query().unwrap_or_default();
        let query = reserved::pairs(operation, query)
            .ok_or_else(|| Refusal::bad_request("the query is not UTF-8"))?;
        Ok(Self {
            operation,
            parts,
            path,
            query,
            body,
            accept,
            limits,
            found: None,
        })
    }

    /// Whether the document allows what the request says. A body that is a value is read for it.
    ///
    /// # Errors
    /// All that it does not allow; the body is too large, breaks off, or is of another media type.
    pub(super) async fn check(&mut self) -> Result<(), Refusal> {
        let mut bytes = None;
        if let Err(refusal) = self.check_head()
            && self.comes().await
        {
            return Err(refusal);
        }
        if self.operation.body.is_some() && self.has_body() {
            let read = self.bytes().await?;
            self.body = read.clone().into();
            bytes = Some(read).filter(|read| !read.is_empty());
        }
        let mut checker = self.limits.checker();
        let parts = check::Parts {
            path: &self.path,
            query: &self.query,
            headers: &self.parts.headers,
            body: bytes.as_deref(),
        };
        check::inputs(&mut checker, self.operation, &parts);
        if !self.limits.undeclared {
            undeclared::query(&mut checker, self.operation, &self.query);
        }
        if self.has_form() {
            self.found = Some(checker);
            return Ok(());
        }
        match self.read(&mut checker, &parts) {
            Ok(()) => {}
            Err(None) if checker.is_well() => return Err(absent()),
            Err(None) => checker.missing(&BODY),
            Err(Some(error)) if checker.is_well() => return Err(broken(error)),
            Err(Some(error)) => checker.wrong(&BODY, format_args!("cannot be read: {error}")),
        }
        checker.finish().map_err(|it| Refusal::invalid(&it))
    }

    /// Checks a body that is a value. It may be none that can be read; without a reason where none is
    /// there.
    fn read(&self, checker: &mut Checker, parts: &check::Parts<'_>) -> Result<(), Option<String>> {
        let Some(schema) = self.operation.body else {
            return Ok(());
        };
        match (self.codec(), parts.body) {
            (Codec::Json, Some(bytes)) => {
                let value = json::check(checker, BODY, bytes);
                let value = value.map_err(|error| Some(error.to_string()))?;
                checker.value(schema, &value, &BODY);
                return Ok(());
            }
            // what the types are read of is lenient
            (Codec::Other(notation), Some(bytes)) => {
                let value = (notation.check)(schema, bytes, &BODY, checker);
                let value = value.map_err(|error| Some(error.to_string()))?;
                checker.value(schema, &value, &BODY);
                return Ok(());
            }
            (Codec::Text, None) if self.operation.body_required => {
                // a text may be empty, where the document allows that
                let empty = schema::of_text(schema, "");
                if schema::validate(schema, &empty, true).is_err() {
                    return Err(None);
                }
            }
            (Codec::Text | Codec::Bytes, _) => {}
            (_, None) if self.operation.body_required => return Err(None),
            (_, None) => {}
        }
        check::body(checker, self.operation, parts);
        Ok(())
    }

    fn has_form(&self) -> bool {
        let mut inputs = self.operation.inputs.iter();
        inputs.any(|it| it.place == Place::Form)
    }

    /// What is found of the parameters, for the form beside them.
    pub fn checker(&mut self) -> Checker {
        self.found.take().unwrap_or_else(|| self.limits.checker())
    }

    /// Checks the names of the fields of a form.
    pub fn check_fields<'a>(&self, checker: &mut Checker, names: impl Iterator<Item = &'a str>) {
        if !self.limits.undeclared {
            undeclared::form(checker, self.operation, names);
        }
    }

    /// The refusal of a form that cannot be read, with what is found of the parameters beside it. `why` goes
    /// on from "the form".
    pub fn unreadable_form(&mut self, why: &str) -> Refusal {
        let mut checker = self.checker();
        if !checker.is_well() {
            checker.wrong(&At::Root("/form"), why);
        }
        match checker.finish() {
            Err(invalid) => Refusal::invalid(&invalid),
            Ok(()) => Refusal::bad_request(format_args!("the form {why}")),
        }
    }

    /// What a body says of itself.
    fn check_head(&self) -> Result<(), Refusal> {
        if !self.has_body() {
            return Ok(());
        }
        if !self.declares_header(CONTENT_ENCODING.as_str()) {
            payload::check_encoding(&self.parts.headers)?;
        }
        payload::content_type(&self.parts.headers)?;
        match self.operation.body {
            Some(_) => self.check_content_type(&[MediaType::JSON]),
            None => Ok(()),
        }
    }

    /// Whether there is a body that is not empty. Asked before one is refused for what it says that it is,
    /// it takes the first bytes away.
    pub async fn comes(&mut self) -> bool {
        let mut body = std::mem::take(&mut self.body);
        if body.is_end_stream() {
            return false;
        }
        // what is announced need not be awaited
        let comes =
            body.size_hint().lower() > 0 || !payload::is_empty(&mut body, &self.limits).await;
        if comes {
            self.body = body;
        }
        comes
    }

    /// How the body is read, where it is a value.
    fn codec(&self) -> Codec {
        codec::of_value(self.operation.consumes, &self.parts.headers).codec
    }

    fn declares_header(&self, name: &str) -> bool {
        let mut inputs = self.operation.inputs.iter();
        inputs.any(|it| it.place == Place::Header && it.name.eq_ignore_ascii_case(name))
    }

    /// Whether there is a body, which may turn out to be empty.
    pub fn has_body(&self) -> bool {
        !self.body.is_end_stream()
    }

    /// Whether a text is in UTF-8.
    ///
    /// # Errors
    /// It says that it is in something else.
    pub fn check_charset(&self) -> Result<(), Refusal> {
        payload::check_charset(self.content_type())
    }

    /// What it must not exceed.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The path and the query, as they stand in the request.
    pub fn target(&self) -> &str {
        self.parts.uri.path_and_query().map_or("", |it| it.as_str())
    }

    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// What the caller accepts.
    pub fn accept(&self) -> Accept {
        self.accept.clone()
    }

    /// Of these names of media types the one that came.
    pub fn content_type_of<T: Copy>(
        &self,
        all: &[T],
        name: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let known = media::find(self.operation.consumes, self.content_type())?;
        all.iter().copied().find(|it| name(*it) == known.name)
    }

    /// The body as a value.
    ///
    /// # Errors
    /// It is missing, too large, of a media type that the operation does not consume, or not of a `T`.
    pub async fn value<T: DeserializeOwned>(&mut self) -> Result<T, Refusal> {
        let bytes = self.bytes().await?;
        match self.decode(&bytes) {
            // a text may be empty; everything else has to be something
            Err(_) if bytes.is_empty() => Err(absent()),
            value => value,
        }
    }

    /// The body as a value, `None` where there is none.
    ///
    /// # Errors
    /// As [`value`](Self::value), but for one that is missing.
    pub async fn value_option<T: DeserializeOwned>(&mut self) -> Result<Option<T>, Refusal> {
        let bytes = self.bytes().await?;
        if bytes.is_empty() {
            return Ok(None);
        }
        self.decode(&bytes).map(Some)
    }

    fn decode<T: DeserializeOwned>(&self, bytes: &[u8]) -> Result<T, Refusal> {
        if !bytes.is_empty() {
            self.check_content_type(&[MediaType::JSON])?;
        }
        let schema = self.operation.body.unwrap_or(&schema::ANY);
        self.codec().decode(schema, bytes).map_err(broken)
    }

    fn check_content_type(&self, otherwise: &[MediaType]) -> Result<(), Refusal> {
        let consumes = match self.operation.consumes {
            [] => otherwise,
            consumes => consumes,
        };
        payload::check_content_type(&self.parts.headers, consumes)
    }

    /// The body while it comes, of any length.
    ///
    /// # Errors
    /// It is of a media type that the operation does not consume.
    pub fn stream(&mut self) -> Result<Body, Refusal> {
        if self.has_body() {
            self.check_content_type(&[ANYTHING])?;
        }
        let body = std::mem::take(&mut self.body);
        Ok(payload::stream(body, &self.limits))
    }

    /// The body while it comes, `None` where there is none.
    ///
    /// # Errors
    /// As [`stream`](Self::stream).
    pub fn stream_option(&mut self) -> Result<Option<Body>, Refusal> {
        if !self.has_body() {
            return Ok(None);
        }
        self.stream().map(Some)
    }

    /// The content type as it came, empty where there is none.
    pub fn content_type(&self) -> &str {
        codec::content_type(&self.parts.headers)
    }

    /// The content type in lower case and without parameters.
    pub fn media_type(&self) -> String {
        let media_type = self.content_type().split(';').next();
        media_type.unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The body as it came.
    ///
    /// # Errors
    /// It is too large or too slow, or breaks off.
    pub async fn bytes(&mut self) -> Result<Bytes, Refusal> {
        let body = std::mem::take(&mut self.body);
        payload::read(body, &self.limits).await
    }
}

const BODY: At<'static> = At::Root("/body");

const ANYTHING: MediaType = MediaType::new("*/*", Codec::Bytes);

fn absent() -> Refusal {
    Refusal::bad_request("the body is missing")
}

fn broken(error: impl Display) -> Refusal {
    Refusal::bad_request(format_args!("the body: {error}"))
}

//! An answer, as a generated encoder writes it.

use super::super::body::Body;
use super::super::response::{Response, status_code};
use super::refusal::Refusal;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Serialize;

/// An answer that is ready to be sent.
#[derive(Debug)]
pub struct Outgoing {
    response: http::Response<Body>,
}

impl Outgoing {
    /// JSON under the declared status.
    pub fn json<T: Serialize>(status: u16, response: Response<T>) -> Self {
        let (_, headers, value) = response.into_parts();
        match serde_json::to_vec(&value) {
            Ok(bytes) => Self::new(status_code(status), headers, "application/json", bytes),
            // The cause is ours, so its text is not the caller's business.
            Err(_) => Refusal::internal("the answer cannot be written as JSON").into(),
        }
    }

    /// JSON under the status that the handler set, else `otherwise`.
    pub fn json_default<T: Serialize>(otherwise: u16, response: Response<T>) -> Self {
        Self::json(response.status_or(otherwise).as_u16(), response)
    }

    /// Bytes under the declared status.
    pub fn bytes(status: u16, response: Response<Bytes>, media_type: &'static str) -> Self {
        let (_, headers, bytes) = response.into_parts();
        Self::new(status_code(status), headers, media_type, bytes)
    }

    /// Bytes under the status that the handler set, else `otherwise`.
    pub fn bytes_default(
        otherwise: u16,
        response: Response<Bytes>,
        media_type: &'static str,
    ) -> Self {
        Self::bytes(response.status_or(otherwise).as_u16(), response, media_type)
    }

    /// Text under the declared status.
    pub fn text(status: u16, response: Response<String>, media_type: &'static str) -> Self {
        let (_, headers, text) = response.into_parts();
        Self::new(status_code(status), headers, media_type, text)
    }

    /// Text under the status that the handler set, else `otherwise`.
    pub fn text_default(
        otherwise: u16,
        response: Response<String>,
        media_type: &'static str,
    ) -> Self {
        Self::text(response.status_or(otherwise).as_u16(), response, media_type)
    }

    /// Any body under the declared status.
    pub fn stream(status: u16, response: Response<Body>, media_type: &'static str) -> Self {
        let (_, headers, body) = response.into_parts();
        Self::new(status_code(status), headers, media_type, body)
    }

    /// Any body under the status that the handler set, else `otherwise`.
    pub fn stream_default(
        otherwise: u16,
        response: Response<Body>,
        media_type: &'static str,
    ) -> Self {
        Self::stream(response.status_or(otherwise).as_u16(), response, media_type)
    }

    /// No body, under the declared status.
    pub fn empty(status: u16, response: Response<()>) -> Self {
        let (_, headers, ()) = response.into_parts();
        Self::new(status_code(status), headers, "", Body::empty())
    }

    /// No body, under the status that the handler set, else `otherwise`.
    pub fn empty_default(otherwise: u16, response: Response<()>) -> Self {
        Self::empty(response.status_or(otherwise).as_u16(), response)
    }

    /// An answer that the document does not declare: as the handler made it, 500 where it set no
    /// status.
    pub fn undeclared(response: Response<Bytes>) -> Self {
        Self::bytes_default(500, response, "application/octet-stream")
    }

    fn new(
        status: StatusCode,
        headers: HeaderMap,
        media_type: &'static str,
        body: impl Into<Body>,
    ) -> Self {
        let body = body.into();
        let empty = body.as_bytes().is_some_and(Bytes::is_empty);
        let mut response = http::Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        if !empty && !media_type.is_empty() {
            let headers = response.headers_mut();
            let media_type = HeaderValue::from_static(media_type);
            headers.entry(CONTENT_TYPE).or_insert(media_type);
        }
        Self { response }
    }

    pub(super) fn into_response(self) -> axum::response::Response {
        self.response.map(axum::body::Body::new)
    }
}

impl From<Refusal> for Outgoing {
    fn from(refusal: Refusal) -> Self {
        Self::undeclared(refusal.into_answer())
    }
}

/// What an operation answers that is not written yet: 501.
pub fn not_implemented() -> Response<Bytes> {
    Refusal::not_implemented().into_answer()
}

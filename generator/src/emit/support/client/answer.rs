//! What came back, before it is decoded.

use super::super::body::Body;
use super::super::codec;
use super::super::media::Codec;
use super::super::operation::Operation;
use super::super::response::Response;
use super::super::schema;
use super::deadline::Deadline;
use super::error::{DecodeError, Failure};
use super::transport::TransportError;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

/// An answer. The status is there; the body is read by whichever method the status calls for.
#[derive(Debug)]
pub struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Body,
    operation: &'static Operation,
    deadline: Deadline,
}

impl Answer {
    pub(super) fn new(
        response: http::Response<Body>,
        operation: &'static Operation,
        deadline: Deadline,
    ) -> Self {
        let (parts, body) = response.into_parts();
        Self {
            status: parts.status,
            headers: parts.headers,
            body,
            operation,
            deadline,
        }
    }

    /// The status code, to match on.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The body as a value: by its content type, if the operation declares that, else by what it declares
    /// first. Where null is a value, no body is null.
    ///
    /// # Errors
    /// It breaks off, or is not of a `T`; then status, headers and bytes are in the error.
    pub async fn value<T: DeserializeOwned>(self) -> Result<Response<T>, Failure> {
        let codec = codec::of_value(self.operation.produced(self.status()), &self.headers).codec;
        let schema = self.operation.answer(self.status()).unwrap_or(&schema::ANY);
        let response = self.bytes().await?;
        let nothing = response.is_empty() && schema.is_nullable() && codec == Codec::Json;
        let bytes: &[u8] = if nothing { b"null" } else { &response };
        match codec.decode(schema, bytes) {
            Ok(value) => Ok(response.map(|_| value)),
            Err(source) => Err(DecodeError::new(response, source).into()),
        }
    }

    /// The body as it came.
    ///
    /// # Errors
    /// It breaks off, or takes too long.
    pub async fn bytes(self) -> Result<Response<Bytes>, Failure> {
        let bytes = async { self.body.bytes().await.map_err(TransportError::of_body) };
        let bytes = self.deadline.bound(bytes).await?;
        Ok(Response::from_parts(Some(self.status), self.headers, bytes))
    }

    /// The body while it comes.
    pub fn stream(self) -> Response<Body> {
        Response::from_parts(Some(self.status), self.headers, self.body)
    }

    /// No body; one that is there nevertheless is dropped.
    pub fn empty(self) -> Response<()> {
        self.stream().map(drop)
    }
}

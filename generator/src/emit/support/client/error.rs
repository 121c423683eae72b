//! What can go wrong with a call.

use super::super::body::BoxError;
use super::super::operation::Operation;
use super::super::response::Response;
use super::super::schema::{Invalid, Violation};
use super::transport::TransportError;
use bytes::Bytes;
use std::error::Error as StdError;
use std::fmt;

/// Why a call has no success to return. `E` holds the error answers of the operation.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// The server answered, with an error.
    Api(E),
    /// The request was refused before it was sent.
    Request(RequestError),
    /// No answer came, or not all of it.
    Transport(TransportError),
    /// The answer is not what the document says.
    Decode(Box<DecodeError>),
    /// A hook gave up, with this error.
    Hook(BoxError),
}

impl<E> Error<E> {
    /// Whether a time limit was over before all of the answer was there.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_timeout())
    }
}

impl<E: fmt::Display> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::Request(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Hook(error) => error.fmt(f),
        }
    }
}

// Each arm shows as what it holds, so its source is the source of that.
impl<E: StdError> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Api(error) => error.source(),
            Self::Request(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::Hook(error) => error.source(),
        }
    }
}

/// What can go wrong with any call, whatever its operation.
#[derive(Debug)]
pub enum Failure {
    /// The request was refused before it was sent.
    Request(RequestError),
    /// No answer came, or not all of it.
    Transport(TransportError),
    /// The answer is not what the document says.
    Decode(Box<DecodeError>),
    /// A hook gave up, with this error.
    Hook(BoxError),
}

impl Failure {
    /// What kind it is, in one word, without anything that the caller or the server said.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Request(_) => "request",
            Self::Transport(error) if error.is_timeout() => "timeout",
            Self::Transport(error) if error.is_connect() => "connect",
            Self::Transport(_) => "transport",
            Self::Decode(_) => "decode",
            Self::Hook(_) => "hook",
        }
    }
}

impl<E> From<Failure> for Error<E> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Request(error) => Self::Request(error),
            Failure::Transport(error) => Self::Transport(error),
            Failure::Decode(error) => Self::Decode(error),
            Failure::Hook(error) => Self::Hook(error),
        }
    }
}

impl<E> From<RequestError> for Error<E> {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
    }
}

impl From<RequestError> for Failure {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
    }
}

impl From<TransportError> for Failure {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl From<DecodeError> for Failure {
    fn from(error: DecodeError) -> Self {
        Self::Decode(Box::new(error))
    }
}

/// A request that was not sent, because it could not arrive as it was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestError {
    message: String,
    invalid: Option<Invalid>,
}

impl RequestError {
    pub(super) fn new(operation: &Operation, problem: impl fmt::Display) -> Self {
        Self {
            message: format!("{} was not sent: {problem}", operation.id),
            invalid: None,
        }
    }

    pub(super) fn invalid(operation: &Operation, invalid: Invalid) -> Self {
        Self {
            invalid: Some(invalid.clone()),
            ..Self::new(operation, invalid)
        }
    }

    /// What the document does not allow of the request, where that is why.
    pub fn violations(&self) -> &[Violation] {
        self.invalid.as_ref().map_or(&[], Invalid::violations)
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for RequestError {}

/// An answer that is not what the document says.
pub struct DecodeError {
    response: Response<Bytes>,
    source: BoxError,
}

impl DecodeError {
    pub(super) fn new(response: Response<Bytes>, source: BoxError) -> Self {
        Self { response, source }
    }

    /// The answer, with its bytes as they came.
    pub fn response(&self) -> &Response<Bytes> {
        &self.response
    }

    /// The answer, with its bytes as they came.
    pub fn into_response(self) -> Response<Bytes> {
        self.response
    }
}

/// Without headers and body, which may hold what nobody else should see.
impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("DecodeError");
        shown.field("status", &self.response.status());
        shown.field("bytes", &self.response.len());
        shown.field("source", &self.source);
        shown.finish_non_exhaustive()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.response.status();
        write!(
            f,
            "the body of the answer {status} is not what the document says"
        )
    }
}

impl StdError for DecodeError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}

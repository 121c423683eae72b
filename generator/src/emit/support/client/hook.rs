//! What looks at a call from outside: to put a fresh token on it, to sign it, to count it.

use super::super::body::{Body, BoxError};
use super::super::operation::Operation;
use super::super::template;
use super::transport::{BoxFuture, TransportError};
use std::time::Duration;

/// Is called around every attempt, the first one and those after a redirect or a failure. A client calls
/// its hooks in the order in which it was given them; a call whose time is over calls none any more.
pub trait Hook: Send + Sync {
    /// Before the request is sent; it may be changed. Each attempt starts from the request as it was
    /// before any hook. Its query may hold a key.
    ///
    /// A header with a secret has to be [sensitive](http::HeaderValue::set_sensitive): it is taken off
    /// where a redirect has led to another host.
    ///
    /// # Errors
    /// An error ends the call, as [`Error::Hook`](super::Error::Hook).
    fn before<'a>(
        &'a self,
        _attempt: Attempt,
        _request: &'a mut http::Request<Body>,
    ) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async { Ok(()) })
    }

    /// After the head of the answer has come, or none did.
    ///
    /// # Errors
    /// An error ends the call, as [`Error::Hook`](super::Error::Hook).
    fn after<'a>(
        &'a self,
        _attempt: Attempt,
        _answer: Result<&'a http::Response<Body>, &'a TransportError>,
    ) -> BoxFuture<'a, Result<Next, BoxError>> {
        Box::pin(async { Ok(Next::Proceed) })
    }
}

/// What comes after an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Next {
    /// Whatever came without the hook.
    #[default]
    Proceed,
    /// The request is sent again, at once: after a 401 say, with another token. That is done once in a
    /// call, whatever its method, and not where its body is a stream.
    Again,
}

/// One sending of a request.
#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    operation: &'static Operation,
    number: u32,
    elapsed: Option<Duration>,
}

impl Attempt {
    pub(super) fn new(operation: &'static Operation, number: u32) -> Self {
        Self {
            operation,
            number,
            elapsed: None,
        }
    }

    pub(super) fn took(&mut self, elapsed: Option<Duration>) {
        self.elapsed = elapsed;
    }

    /// The operation: the name of the client's method.
    pub fn operation(&self) -> &'static str {
        self.operation.id
    }

    /// The method, in upper case.
    pub fn method(&self) -> &'static str {
        self.operation.method
    }

    /// The path as the document has it, without values: `/users/{user_id}`.
    pub fn path(&self) -> &'static str {
        template::split(self.operation.path).0
    }

    /// Which attempt of its call it is, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// How long the head of the answer took; `None` before.
    pub fn elapsed(&self) -> Option<Duration> {
        self.elapsed
    }
}

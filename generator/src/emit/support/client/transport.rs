//! The seam between the client and whatever carries its requests.

use super::super::body::{Body, BoxError};
use std::error::Error;
use std::fmt;
use std::pin::Pin;

/// A future that can be sent to another thread.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Carries one request and brings its answer. Proxies and TLS are the transport's business; redirects,
/// retries and the time limit of a call are the client's, which drops the future when the time is over.
pub trait Transport: Send + Sync {
    /// Sends the request, whose URI is absolute. Its query may hold a key.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

/// No answer came, or not all of it.
#[derive(Debug)]
pub struct TransportError {
    connect: bool,
    timeout: bool,
    source: BoxError,
}

impl TransportError {
    /// An error of the transport. Its text must not hold a credential; a URL may.
    pub fn new(source: impl Into<BoxError>) -> Self {
        Self {
            connect: false,
            timeout: false,
            source: source.into(),
        }
    }

    /// The same, and the request did not reach the server: it may be sent again ([`Retries`]).
    ///
    /// [`Retries`]: super::Retries
    #[must_use]
    pub fn connect(mut self) -> Self {
        self.connect = true;
        self
    }

    /// The same, and its reason is that a time limit is over.
    #[must_use]
    pub fn timeout(mut self) -> Self {
        self.timeout = true;
        self
    }

    /// What a body broke off with: an error of the transport, if it is one.
    pub(super) fn of_body(source: BoxError) -> Self {
        match source.downcast::<Self>() {
            Ok(error) => *error,
            Err(source) => Self::new(source),
        }
    }

    /// Whether the request did not reach the server.
    pub fn is_connect(&self) -> bool {
        self.connect
    }

    /// Whether a time limit was over: that of the call, or one of the transport.
    pub fn is_timeout(&self) -> bool {
        self.timeout
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.connect, self.timeout) {
            (true, _) => "the server was not reached",
            (false, true) => "no complete answer came in time",
            (false, false) => "no complete answer came",
        })
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}

//! The seam between the client and whatever carries its requests.

use super::super::body::{Body, BoxError};
use std::error::Error;
use std::fmt;
use std::pin::Pin;

/// A future that can be sent to another thread.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Carries one request and brings its answer. Proxies, TLS and time limits are the transport's business;
/// redirects and retries are the client's, which sends each by itself.
pub trait Transport: Send + Sync {
    /// Sends the request, whose URI is absolute.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

/// No answer came, or not all of it.
#[derive(Debug)]
pub struct TransportError {
    source: BoxError,
}

impl TransportError {
    /// An error of the transport. Its text must not hold a credential; a URL may.
    pub fn new(source: impl Into<BoxError>) -> Self {
        Self {
            source: source.into(),
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no complete answer came")
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}

//! The client: what a generated method fills, sends and reads.

mod answer;
mod builder;
mod call;
mod error;
mod network;
mod redirect;
mod retry;
mod service;
mod transport;

pub use answer::Answer;
pub use builder::{BuildError, ClientBuilder};
pub use call::Call;
pub use error::{DecodeError, Error, Failure, RequestError};
pub use redirect::Redirects;
pub use retry::Retries;
pub use transport::{BoxFuture, Transport, TransportError};

use super::credential::Credential;
use super::operation::{KeyLocation, SecurityKind, SecurityScheme};
use http::HeaderMap;
use std::fmt;
use std::sync::Arc;

/// A client of the API: one method per operation. Clones are cheap and share their connections.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    /// Scheme, host and path, without a slash at the end.
    base: String,
    headers: HeaderMap,
    credentials: Vec<(&'static str, Credential)>,
    check_requests: bool,
    redirects: Redirects,
    retries: Retries,
    transport: Box<dyn Transport>,
}

impl Client {
    /// A client of the server at `base_url`, which may have a path (`https://example.com/chat`). The
    /// base path of the document comes after it.
    pub fn builder(base_url: impl Into<String>) -> ClientBuilder {
        ClientBuilder::new(base_url.into())
    }

    /// Sends a call: with the default headers, and with the credentials of the first alternative for
    /// which all are there. An operation without security gets none.
    ///
    /// # Errors
    /// The call cannot be sent, or no answer came.
    pub async fn execute(&self, mut call: Call) -> Result<Answer, Failure> {
        let alternatives = call.operation().security;
        let usable = alternatives
            .iter()
            .find_map(|schemes| self.credentials(schemes));
        for (scheme, credential) in usable.unwrap_or_default() {
            show(&mut call, scheme, credential)?;
        }
        call.accept(None);
        for name in self.inner.headers.keys() {
            for value in self.inner.headers.get_all(name) {
                call.default_header(name, value);
            }
        }
        let operation = call.operation();
        if self.inner.check_requests {
            call.check()?;
        }
        let inner = &*self.inner;
        let request = call.into_request(&inner.base)?;
        let response = inner
            .redirects
            .send(&inner.retries, &*inner.transport, request);
        let response = response.await?;
        Ok(Answer::new(response, operation))
    }

    /// A credential for each of the schemes, `None` where one is missing.
    fn credentials(
        &self,
        schemes: &'static [SecurityScheme],
    ) -> Option<Vec<(&'static SecurityScheme, &Credential)>> {
        let credential = |scheme: &'static SecurityScheme| {
            let mut known = self.inner.credentials.iter();
            let (_, credential) = known.find(|(name, _)| *name == scheme.name)?;
            Some((scheme, credential))
        };
        schemes.iter().map(credential).collect()
    }
}

fn show(
    call: &mut Call,
    scheme: &SecurityScheme,
    credential: &Credential,
) -> Result<(), RequestError> {
    let secret = credential.secret();
    match scheme.kind {
        SecurityKind::Basic => call.secret_header("authorization", &format!("Basic {secret}")),
        SecurityKind::Bearer => call.secret_header("authorization", &format!("Bearer {secret}")),
        SecurityKind::ApiKey {
            location: KeyLocation::Header,
            name,
            prefix: Some(prefix),
        } => call.secret_header(name, &format!("{prefix} {secret}")),
        SecurityKind::ApiKey {
            location: KeyLocation::Header,
            name,
            prefix: None,
        } => call.secret_header(name, secret),
        SecurityKind::ApiKey {
            location: KeyLocation::Query,
            name,
            ..
        } => call.query(name, &secret.to_owned()),
    }
}

/// Without the credentials and the values of the default headers.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schemes: Vec<_> = self
            .inner
            .credentials
            .iter()
            .map(|(name, _)| name)
            .collect();
        f.debug_struct("Client")
            .field("base", &self.inner.base)
            .field("credentials", &schemes)
            .finish_non_exhaustive()
    }
}

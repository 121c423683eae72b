//! The client: what a generated method fills, sends and reads.

mod answer;
mod builder;
mod call;
mod content;
mod deadline;
mod error;
mod exchange;
mod hook;
#[cfg_attr(target_arch = "wasm32", path = "no_network.rs")]
mod network;
mod redirect;
mod request;
mod retry;
mod service;
mod transport;

pub use super::body::BoxError;
pub use answer::Answer;
pub use builder::{BuildError, ClientBuilder};
pub use call::Call;
pub use error::{DecodeError, Error, Failure, RequestError};
pub use hook::{Attempt, Hook, Next};
pub use redirect::Redirects;
pub use retry::Retries;
pub use transport::{BoxFuture, Transport, TransportError};

use super::credential::Credential;
use super::operation::{KeyLocation, SecurityKind, SecurityScheme};
use super::trace::Trace;
use deadline::Deadline;
use exchange::Exchange;
use http::HeaderMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// A client of the API: one method per operation. Clones are cheap and share their connections.
///
/// What is for one call only is set on a clone:
/// `client.with_timeout(Duration::from_secs(5)).get_pet(request).await`.
///
/// A call that is dropped is over: nothing goes on without it.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
    /// In place of those of whatever else.
    headers: HeaderMap,
    timeout: Option<Duration>,
}

struct Inner {
    /// Scheme, host and path, without a slash at the end.
    base: String,
    headers: HeaderMap,
    credentials: Vec<(&'static str, Credential)>,
    check_requests: bool,
    redirects: Redirects,
    retries: Retries,
    hooks: Vec<Box<dyn Hook>>,
    transport: Box<dyn Transport>,
}

impl Client {
    /// A client of the server at `base_url`, which may have a path (`https://example.com/chat`). The
    /// base path of the document comes after it.
    pub fn builder(base_url: impl Into<String>) -> ClientBuilder {
        ClientBuilder::new(base_url.into())
    }

    /// The same client, which sends this header with every request, in place of any of that name that the
    /// request, the credentials or the defaults would set.
    ///
    /// # Errors
    /// It cannot stand in a request.
    pub fn with_header(
        &self,
        name: impl AsRef<str>,
        value: impl AsRef<str>,
    ) -> Result<Self, BuildError> {
        let (name, value) = builder::header(name.as_ref(), value.as_ref())?;
        let mut client = self.clone();
        client.headers.insert(name, value);
        Ok(client)
    }

    /// The same client with another time limit: see [`ClientBuilder::timeout`].
    #[must_use]
    pub fn with_timeout(&self, limit: Duration) -> Self {
        let mut client = self.clone();
        client.timeout = Some(limit);
        client
    }

    /// Sends a call, as the generated methods do: with the default headers, and with the credentials of the
    /// first alternative for which all are there, none of them the last. An operation without security gets
    /// none.
    ///
    /// # Errors
    /// The call cannot be sent, or no answer came.
    #[doc(hidden)]
    pub async fn execute(&self, mut call: Call) -> Result<Answer, Failure> {
        let alternatives = call.operation().security;
        // who may show something, or nothing, shows what it has
        let usable = alternatives
            .iter()
            .filter(|schemes| !schemes.is_empty())
            .find_map(|schemes| self.inner.credentials(schemes));
        for (scheme, credential) in usable.unwrap_or_default() {
            show(&mut call, scheme, credential)?;
        }
        call.default_headers(&self.inner.headers);
        call.accept(None);
        for (name, value) in &self.headers {
            call.set_header(name, value);
        }
        let operation = call.operation();
        if self.inner.check_requests {
            call.check()?;
        }
        let inner = &*self.inner;
        let request = call.into_request(&inner.base)?;
        let deadline = Deadline::after(self.timeout);
        let trace = Trace::of(operation);
        let mut exchange = Exchange::new(&*inner.transport, &inner.hooks, operation, deadline);
        let sent = inner.redirects.send(&inner.retries, &mut exchange, request);
        let outcome = trace.follow(deadline.bound(sent)).await;
        let said = outcome.as_ref().map(|it| it.status().as_u16());
        trace.end(exchange.attempts(), said.map_err(Failure::kind));
        Ok(Answer::new(outcome?, operation, deadline))
    }
}

impl Inner {
    /// A credential for each of the schemes, `None` where one is missing.
    fn credentials(
        &self,
        schemes: &'static [SecurityScheme],
    ) -> Option<Vec<(&'static SecurityScheme, &Credential)>> {
        let credential = |scheme: &'static SecurityScheme| {
            let mut known = self.credentials.iter();
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
        } => {
            call.secret_query(name, secret);
            Ok(())
        }
        SecurityKind::ApiKey {
            location: KeyLocation::Cookie(jar),
            name,
            ..
        } => call.secret_cookie(jar, name, secret),
    }
}

/// Without the credentials and the values of the headers.
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

//! What a client is made of.

use super::super::body::BoxError;
use super::super::credential::Credential;
use super::super::operation::SecurityScheme;
use super::hook::Hook;
use super::redirect::Redirects;
use super::retry::Retries;
use super::transport::Transport;
use super::{Client, Inner, network};
use http::header::USER_AGENT;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// A server that is not reached by then is not there.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Makes a [`Client`].
#[must_use]
pub struct ClientBuilder {
    base_url: String,
    headers: Vec<(String, String)>,
    credentials: Vec<(&'static str, Credential)>,
    check_requests: bool,
    redirects: Redirects,
    retries: Retries,
    timeout: Option<Duration>,
    connect_timeout: Duration,
    user_agent: Option<String>,
    hooks: Vec<Box<dyn Hook>>,
    transport: Option<Box<dyn Transport>>,
}

impl ClientBuilder {
    pub(super) fn new(base_url: String) -> Self {
        Self {
            base_url,
            headers: Vec::new(),
            credentials: Vec::new(),
            check_requests: false,
            redirects: Redirects::default(),
            retries: Retries::default(),
            timeout: None,
            connect_timeout: CONNECT_TIMEOUT,
            user_agent: None,
            hooks: Vec::new(),
            transport: None,
        }
    }

    /// Shows this credential wherever an operation asks for the scheme.
    #[doc(hidden)]
    pub fn credential(mut self, scheme: &SecurityScheme, credential: Credential) -> Self {
        self.credentials.retain(|(name, _)| *name != scheme.name);
        self.credentials.push((scheme.name, credential));
        self
    }

    /// Sends this header with every request that does not set it itself.
    pub fn default_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Checks every request before it is sent: one with values that the document does not allow is
    /// refused, and [`RequestError::violations`](super::RequestError::violations) lists them.
    pub fn check_requests(mut self) -> Self {
        self.check_requests = true;
        self
    }

    /// Whether redirects are followed; none is unless this says so.
    pub fn redirects(mut self, redirects: Redirects) -> Self {
        self.redirects = redirects;
        self
    }

    /// How often a request is sent again when the server was not reached, is busy or failed, in place of
    /// the default; [`Retries::none`]: never.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = retries;
        self
    }

    /// No call takes longer, its retries, redirects and hooks included; there is no limit unless this sets
    /// one. A body counts, but not one that is a stream: such a call has to have the head of its answer.
    /// [`Error::is_timeout`](super::Error::is_timeout) tells. It needs a tokio runtime.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// How long it may take to reach the server, 10 seconds unless this says so: one attempt, before
    /// anything is sent. For the transport that comes with the client.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// What the client calls itself, in place of the name and the version of this crate.
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.user_agent = Some(name.into());
        self
    }

    /// Calls this hook around every attempt, after those that are there already.
    pub fn hook(mut self, hook: impl Hook + 'static) -> Self {
        self.hooks.push(Box::new(hook));
        self
    }

    /// Sends by this transport, in place of reqwest.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// The client.
    ///
    /// # Errors
    /// The base URL is none of a server (`http` or `https`, a host, no user, query or fragment), a
    /// header is none, or reqwest cannot start.
    pub fn build(self) -> Result<Client, BuildError> {
        let base = base(&self.base_url)?;
        let mut headers = HeaderMap::new();
        for (name, text) in self.headers {
            let (name, value) = header(&name, &text)?;
            headers.append(name, value);
        }
        if let Some(text) = self.user_agent {
            headers.insert(USER_AGENT, header(USER_AGENT.as_str(), &text)?.1);
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => network::default_transport(self.connect_timeout)?,
        };
        let inner = Arc::new(Inner {
            base,
            headers,
            credentials: self.credentials,
            check_requests: self.check_requests,
            redirects: self.redirects,
            retries: self.retries,
            hooks: self.hooks,
            transport,
        });
        Ok(Client {
            inner,
            headers: HeaderMap::new(),
            timeout: self.timeout,
        })
    }
}

/// A header of a client. Its value may be a secret: it is not shown, and not sent to another host.
pub(super) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), BuildError> {
    let error = || BuildError::new(format!("header {name:?}: it cannot be sent"));
    let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| error())?;
    let mut value = HeaderValue::from_str(value).map_err(|_| error())?;
    value.set_sensitive(true);
    Ok((key, value))
}

/// Scheme, host and path of a base URL, without a slash at the end.
fn base(text: &str) -> Result<String, BuildError> {
    // The URL is not shown: it may hold a password.
    let error = |message: &str| BuildError::new(format!("base URL: {message}"));
    let url = Url::parse(text).map_err(|problem| error(&problem.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(error("only http and https are supported"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(error("a user or password belongs into the credentials"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(error("it must not have a query or a fragment"));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

/// Without the credentials and the values of the default headers.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientBuilder(…)")
    }
}

/// A client that cannot be made.
#[derive(Debug)]
pub struct BuildError {
    message: String,
    source: Option<BoxError>,
}

impl BuildError {
    fn new(message: String) -> Self {
        Self {
            message,
            source: None,
        }
    }

    pub(super) fn transport(source: impl Into<BoxError>) -> Self {
        Self {
            message: "the transport cannot start".to_owned(),
            source: Some(source.into()),
        }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for BuildError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source = self.source.as_deref()?;
        Some(source)
    }
}

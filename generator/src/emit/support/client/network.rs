//! The transport over the network: reqwest.

use super::super::body::Body;
use super::builder::{BuildError, ClientBuilder};
use super::transport::{BoxFuture, Transport, TransportError};
use http_body_util::BodyExt;
use reqwest::redirect::Policy;
use std::time::Duration;

impl ClientBuilder {
    /// Sends by this reqwest client: with its time limits, proxies, TLS and redirects.
    ///
    /// Where redirects are followed, reqwest takes `Authorization` off at another host, but not an API
    /// key in a header of another name.
    pub fn reqwest_client(self, client: reqwest::Client) -> Self {
        self.transport(Network(client))
    }
}

/// The name and the version of this crate.
const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// What a client uses unless it is told otherwise. It follows no redirects: one that the document
/// declares is an answer like any other, and a credential goes to no other host.
pub(super) fn default_transport(connect: Duration) -> Result<Box<dyn Transport>, BuildError> {
    let builder = reqwest::Client::builder()
        .redirect(Policy::none())
        .connect_timeout(connect)
        .user_agent(USER_AGENT);
    Ok(Box::new(Network(
        builder.build().map_err(BuildError::transport)?,
    )))
}

struct Network(reqwest::Client);

impl Transport for Network {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request.map(outgoing)).map_err(failed)?;
            let answer = self.0.execute(request).await.map_err(failed)?;
            Ok(http::Response::from(answer).map(|body| Body::wrap(body.map_err(failed))))
        })
    }
}

fn failed(error: reqwest::Error) -> TransportError {
    let (connect, timeout) = (error.is_connect(), error.is_timeout());
    // An error of reqwest shows its URL, whose query may hold a key.
    let mut failed = TransportError::new(error.without_url());
    if connect {
        failed = failed.connect();
    }
    if timeout {
        failed = failed.timeout();
    }
    failed
}

fn outgoing(body: Body) -> reqwest::Body {
    match body.as_bytes() {
        // Bytes can be sent again, after a redirect say; a stream cannot.
        Some(bytes) => bytes.clone().into(),
        None => reqwest::Body::wrap(body),
    }
}

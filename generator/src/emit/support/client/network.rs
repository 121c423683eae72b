//! The transport over the network: reqwest.

use super::super::body::Body;
use super::builder::{BuildError, ClientBuilder};
use super::transport::{BoxFuture, Transport, TransportError};
use reqwest::redirect::Policy;

impl ClientBuilder {
    /// Sends by this reqwest client: with its time limits, proxies, TLS and redirects.
    ///
    /// Where redirects are followed, reqwest takes `Authorization` off at another host, but not an API
    /// key in a header of another name.
    pub fn reqwest_client(self, client: reqwest::Client) -> Self {
        self.transport(Network(client))
    }
}

/// What a client uses unless it is told otherwise. It follows no redirects: one that the document
/// declares is an answer like any other, and a credential goes to no other host.
pub(super) fn default_transport() -> Result<Box<dyn Transport>, BuildError> {
    let client = reqwest::Client::builder().redirect(Policy::none()).build();
    Ok(Box::new(Network(client.map_err(BuildError::transport)?)))
}

struct Network(reqwest::Client);

impl Transport for Network {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            // An error of reqwest shows its URL, whose query may hold a key.
            let error = |error: reqwest::Error| TransportError::new(error.without_url());
            let request = reqwest::Request::try_from(request.map(outgoing)).map_err(error)?;
            let answer = self.0.execute(request).await.map_err(error)?;
            Ok(http::Response::from(answer).map(Body::wrap))
        })
    }
}

fn outgoing(body: Body) -> reqwest::Body {
    match body.as_bytes() {
        // Bytes can be sent again, after a redirect say; a stream cannot.
        Some(bytes) => bytes.clone().into(),
        None => reqwest::Body::wrap(body),
    }
}

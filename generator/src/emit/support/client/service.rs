//! Any tower service as the transport: an `axum::Router` in a test, without a socket.

use super::super::body::{Body, BoxError};
use super::builder::ClientBuilder;
use super::transport::{BoxFuture, Transport, TransportError};
use bytes::Bytes;
use std::sync::{Mutex, PoisonError};
use tower_service::Service;

impl ClientBuilder {
    /// Sends by a clone of this service per request.
    pub fn service<S, B>(self, service: S) -> Self
    where
        S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        // Many services are not `Sync`; the lock is held for a clone only.
        self.transport(InProcess(Mutex::new(service)))
    }
}

struct InProcess<S>(Mutex<S>);

impl<S, B> Transport for InProcess<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let mut service = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        Box::pin(async move {
            let ready = std::future::poll_fn(|context| service.poll_ready(context)).await;
            ready.map_err(TransportError::new)?;
            let answer = service.call(request).await.map_err(TransportError::new)?;
            Ok(answer.map(Body::wrap))
        })
    }
}

//! With the feature `tracing`: a span around each call of a client, and each request to a server. It
//! names the operation, and nothing that the caller or the server says: no value of a path, a query, a
//! header or a body.

use super::operation::Operation;
use super::template;
use std::time::Instant;
use tracing::field::Empty;
use tracing::{Instrument, Span, info_span, warn};

/// A call, or a request, that is traced until the head of its answer has come, or is there to be sent.
pub struct Trace {
    span: Span,
    started: Instant,
}

impl Trace {
    /// A call starts.
    pub fn of(operation: &Operation) -> Self {
        let span = info_span!(
            "call",
            operation = operation.id,
            http.request.method = operation.method,
            // as the document has it
            url.template = template::split(operation.path).0,
            http.response.status_code = Empty,
            error.type = Empty,
            attempts = Empty,
            duration_ms = Empty,
        );
        Self {
            span,
            started: Instant::now(),
        }
    }

    /// A server has got a request.
    pub fn request(operation: &Operation) -> Self {
        let span = info_span!(
            "request",
            operation = operation.id,
            http.request.method = operation.method,
            url.template = template::split(operation.path).0,
            http.response.status_code = Empty,
            duration_ms = Empty,
        );
        Self {
            span,
            started: Instant::now(),
        }
    }

    /// The server has an answer to it.
    pub fn answered(self, status: u16) {
        self.span.record("http.response.status_code", status);
        self.record_duration();
    }

    /// Something of the server is not as it should be.
    pub fn fault(what: &'static str) {
        warn!("{what}");
    }

    /// What the future does is in the span.
    pub async fn follow<F: Future>(&self, future: F) -> F::Output {
        future.instrument(self.span.clone()).await
    }

    /// The call ends: with a status, or with a kind of error.
    pub fn end(self, attempts: u32, outcome: Result<u16, &'static str>) {
        match outcome {
            Ok(status) => self.span.record("http.response.status_code", status),
            Err(kind) => self.span.record("error.type", kind),
        };
        self.span.record("attempts", attempts);
        self.record_duration();
    }

    fn record_duration(&self) {
        let elapsed = self.started.elapsed().as_millis();
        let elapsed = u64::try_from(elapsed).unwrap_or(u64::MAX);
        self.span.record("duration_ms", elapsed);
    }
}

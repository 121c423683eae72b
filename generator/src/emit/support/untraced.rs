//! What stands in place of the spans where the feature `tracing` is off.

use super::operation::Operation;

/// A call, or a request, that nobody traces.
pub struct Trace;

impl Trace {
    /// A call starts.
    pub fn of(_operation: &Operation) -> Self {
        Self
    }

    /// A server has got a request.
    pub fn request(_operation: &Operation) -> Self {
        Self
    }

    /// The server has an answer to it.
    pub fn answered(self, _status: u16) {}

    /// Something of the server is not as it should be.
    pub fn fault(_what: &'static str) {}

    /// Nothing is added to the future.
    pub async fn follow<F: Future>(&self, future: F) -> F::Output {
        future.await
    }

    /// The call ends.
    pub fn end(self, _attempts: u32, _outcome: Result<u16, &'static str>) {}
}

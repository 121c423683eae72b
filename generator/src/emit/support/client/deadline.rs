//! The time limit of a call.

use super::transport::TransportError;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// When a call must be over, if ever.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline(Option<Instant>);

impl Deadline {
    /// From now on; a limit that the clock cannot show is none.
    pub(super) fn after(limit: Option<Duration>) -> Self {
        Self(limit.and_then(|limit| Instant::now().checked_add(limit)))
    }

    /// Whether it is later than this from now.
    pub(super) fn is_after(self, pause: Duration) -> bool {
        let left = self
            .0
            .map(|deadline| deadline.duration_since(Instant::now()));
        left.is_none_or(|left| left > pause)
    }

    /// Drops the future when the time is over.
    pub(super) async fn bound<T, E: From<TransportError>>(
        self,
        future: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        let Some(deadline) = self.0 else {
            return future.await;
        };
        let in_time = timeout_at(deadline, future).await;
        in_time.unwrap_or_else(|over| Err(TransportError::new(over).timeout().into()))
    }
}

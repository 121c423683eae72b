//! What nobody has read of a request's body.
//!
//! On a connection of HTTP/1.1 the next request comes behind the body. Where that is left unread, the
//! connection is closed after the answer, and a caller that has sent its next request by then loses it. So
//! what is short is read to its end, and for everything else the answer says that the connection closes
//! (RFC 9112, section 9.3).

use axum::body::Body;
use axum::extract::Request;
use bytes::Bytes;
use http::header::{CONNECTION, EXPECT};
use http::{HeaderMap, HeaderValue, StatusCode, Version};
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::{BodyExt, Limited};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::timeout;

/// The bytes that are read for the sake of the connection, and the time that they have to come.
const SHORT: usize = 64 * 1024;
const SOON: Duration = Duration::from_millis(500);

/// The body of a request, which another holds as well.
#[derive(Clone)]
struct Shared(Arc<Mutex<Body>>);

impl Shared {
    fn body(&self) -> MutexGuard<'_, Body> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl HttpBody for Shared {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut *self.body()).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body().is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body().size_hint()
    }
}

/// What is left of the body of a request.
pub(super) struct Rest {
    body: Shared,
    /// The caller waits for leave to send it (RFC 9110, section 10.1.1).
    awaited: bool,
    version: Version,
}

impl Rest {
    pub fn of(request: Request) -> (Request, Self) {
        let (parts, body) = request.into_parts();
        let body = Shared(Arc::new(Mutex::new(body)));
        let rest = Self {
            body: body.clone(),
            awaited: parts.headers.contains_key(EXPECT),
            version: parts.version,
        };
        (Request::from_parts(parts, Body::new(body)), rest)
    }

    /// Reads what is short, or says in the headers of the answer that the connection ends with it.
    pub async fn settle(self, refused: StatusCode, headers: &mut HeaderMap) {
        // HTTP/2 has streams for this
        let one = self.version <= Version::HTTP_11;
        if one && !self.read_out(refused).await {
            headers.insert(CONNECTION, HeaderValue::from_static("close"));
        }
    }

    async fn read_out(self, refused: StatusCode) -> bool {
        if self.body.is_end_stream() {
            return true;
        }
        // what has not come within the limit will not come soon
        let late = refused == StatusCode::REQUEST_TIMEOUT;
        if late || self.awaited || self.body.size_hint().lower() > SHORT as u64 {
            return false;
        }
        let read = timeout(SOON, Limited::new(self.body, SHORT).collect());
        matches!(read.await, Ok(Ok(_)))
    }
}

//! Sends a request again where another attempt may succeed: the one place for it.

use super::super::body::Body;
use super::transport::{Transport, TransportError};
use http::header::RETRY_AFTER;
use http::{HeaderMap, Method, Request, Response, StatusCode};
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// No server makes us wait longer.
const LONGEST: Duration = Duration::from_secs(60);

/// How often a request is sent again when the server is busy or failed: after 408, 429, 500, 502, 503 and
/// 504, unless its method changes more when it comes twice, or its body is a stream.
///
/// The pause before each doubles, unless the server says how long to wait (`Retry-After`). It needs a
/// tokio runtime.
#[derive(Clone, Debug)]
pub struct Retries {
    most: u32,
    pause: Duration,
    any_method: bool,
}

impl Default for Retries {
    /// Two more, after about 0.2 and 0.4 seconds.
    fn default() -> Self {
        Self::new(2)
    }
}

impl Retries {
    /// No request is sent again.
    #[must_use]
    pub fn none() -> Self {
        Self::new(0)
    }

    /// A request is sent again `most` times.
    #[must_use]
    pub fn new(most: u32) -> Self {
        Self {
            most,
            pause: Duration::from_millis(200),
            any_method: false,
        }
    }

    /// The pause before the first time.
    #[must_use]
    pub fn pause(mut self, pause: Duration) -> Self {
        self.pause = pause;
        self
    }

    /// Also `POST` and `PATCH`, which then may be done twice.
    #[must_use]
    pub fn any_method(mut self) -> Self {
        self.any_method = true;
        self
    }

    pub(super) async fn send(
        &self,
        transport: &dyn Transport,
        mut request: Request<Body>,
    ) -> Result<Response<Body>, TransportError> {
        for number in 0..self.most_of(request.method()) {
            let Some(again) = copy(&request) else {
                break;
            };
            let response = transport.send(request).await?;
            if !passes(response.status()) {
                return Ok(response);
            }
            let pause = self.pause_after(number, response.headers());
            // it holds a connection
            drop(response);
            tokio::time::sleep(pause).await;
            request = again;
        }
        transport.send(request).await
    }

    /// RFC 9110, section 9.2.2.
    fn most_of(&self, method: &Method) -> u32 {
        if self.any_method || method.is_idempotent() {
            self.most
        } else {
            0
        }
    }

    fn pause_after(&self, number: u32, headers: &HeaderMap) -> Duration {
        let seconds = headers.get(RETRY_AFTER).and_then(|it| it.to_str().ok());
        if let Some(seconds) = seconds.and_then(|it| it.trim().parse().ok()) {
            return Duration::from_secs(seconds).min(LONGEST);
        }
        let pause = self.pause.saturating_mul(2_u32.saturating_pow(number));
        // Clients that failed together must not come back together: half of it, and some of the rest.
        let random = f64::from(RandomState::new().hash_one(number) as u32) / f64::from(u32::MAX);
        pause.min(LONGEST).mul_f64(0.5 + random / 2.0)
    }
}

/// Whether it may be over soon.
fn passes(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
}

/// The same request, unless its body is a stream.
pub(super) fn copy(request: &Request<Body>) -> Option<Request<Body>> {
    let mut copy = Request::new(request.body().try_clone()?);
    copy.method_mut().clone_from(request.method());
    copy.uri_mut().clone_from(request.uri());
    copy.headers_mut().clone_from(request.headers());
    Some(copy)
}

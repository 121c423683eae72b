//! Sends a request again where another attempt may succeed: the one place for it.

use super::super::body::Body;
use super::error::Failure;
use super::exchange::Exchange;
use super::hook::Next;
use super::transport::TransportError;
use http::header::RETRY_AFTER;
use http::{HeaderMap, Method, Request, Response};
use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, SystemTime};

/// A server that wants more time than this gets no other request.
const LONGEST: Duration = Duration::from_secs(60);

/// How often a request is sent again when the server was not reached, is busy or failed (408, 429, 500,
/// 502, 503 and 504), unless its method changes more when it comes twice, or its body is a stream.
///
/// The pause before each doubles, unless the server says how long to wait (`Retry-After`). Where that is
/// more than a minute, or more than the call has left, its answer is what the call comes to. Pauses need a
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
        exchange: &mut Exchange<'_>,
        mut request: Request<Body>,
    ) -> Result<Response<Body>, Failure> {
        let most = self.most_of(request.method());
        let mut retried = 0;
        loop {
            let again = copy(&request);
            let (outcome, next) = exchange.send(request).await?;
            let Some(again) = again else {
                return Ok(outcome?);
            };
            if next == Next::Again {
                exchange.repeat();
            } else if retried < most
                && passes(&outcome)
                && let Some(pause) = self.pause_after(retried, &outcome)
                && exchange.has_time_for(pause)
            {
                // it holds a connection
                drop(outcome);
                tokio::time::sleep(pause).await;
                retried += 1;
            } else {
                return Ok(outcome?);
            }
            request = again;
        }
    }

    /// RFC 9110, section 9.2.2.
    fn most_of(&self, method: &Method) -> u32 {
        if self.any_method || method.is_idempotent() {
            self.most
        } else {
            0
        }
    }

    fn pause_after(&self, retried: u32, outcome: &Outcome) -> Option<Duration> {
        if let Some(pause) = outcome.as_ref().ok().and_then(|it| asked(it.headers())) {
            return Some(pause).filter(|pause| *pause <= LONGEST);
        }
        let pause = self.pause.saturating_mul(2_u32.saturating_pow(retried));
        // Clients that failed together must not come back together: half of it, and some of the rest.
        let random = f64::from(RandomState::new().hash_one(retried) as u32) / f64::from(u32::MAX);
        Some(pause.min(LONGEST).mul_f64(0.5 + random / 2.0))
    }
}

type Outcome = Result<Response<Body>, TransportError>;

/// How long the server says to wait: in seconds, or until a date (RFC 9110, section 10.2.3).
fn asked(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit()) {
        // more than there is room for is a long time
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    // what is past is now
    Some(
        date.duration_since(SystemTime::now())
            .unwrap_or(Duration::ZERO),
    )
}

/// Whether it may be over soon.
fn passes(outcome: &Outcome) -> bool {
    match outcome {
        Ok(response) => matches!(
            response.status().as_u16(),
            408 | 429 | 500 | 502 | 503 | 504
        ),
        Err(error) => error.is_connect(),
    }
}

/// The same request, unless its body is a stream.
pub(super) fn copy(request: &Request<Body>) -> Option<Request<Body>> {
    let mut copy = Request::new(request.body().try_clone()?);
    copy.method_mut().clone_from(request.method());
    copy.uri_mut().clone_from(request.uri());
    copy.headers_mut().clone_from(request.headers());
    Some(copy)
}

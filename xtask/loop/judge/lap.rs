//! One lap: the request on its way from the server's handler through the client to the backend, and the
//! answer on its way back.

use super::request::Sent;
use crate::support::body::Body;
use crate::support::client::{BoxFuture, Client, Error, Retries, Transport, TransportError};
use crate::support::credential::Credential;
use crate::support::operation::{Operation, Place};
use crate::support::random::Random;
use crate::support::response::{DeclaredHeaders, Response, status_code};
use bytes::Bytes;
use serde::Serialize;
use serde_json::Value;
use std::fmt::Display;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What is known of a lap.
#[derive(Default)]
pub struct Lap {
    /// What the request says, and what the client is given after a handler has spoilt it.
    pub sent: Sent,
    /// Spoils one of its texts, if this is there.
    pub spoiler: Option<Random>,
    /// The credentials, which no parameter displaces.
    pub keys: Vec<(Place, &'static str, String)>,
    /// The input that was spoilt.
    pub spoilt: Option<(Place, String)>,
    /// What arrived at the backend.
    pub caught: Option<(http::request::Parts, Bytes)>,
    /// What the backend answers.
    pub answer: Option<http::Response<Body>>,
    /// Why the client refused to send.
    pub refused: Option<String>,
    /// Why the client did not read the answer.
    pub failed: Option<String>,
}

/// The handlers of the judged server.
#[derive(Clone)]
pub struct Proxy {
    pub client: Client,
    lap: Arc<Mutex<Lap>>,
}

struct Backend(Arc<Mutex<Lap>>);

impl Transport for Backend {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let bytes = body.bytes().await.map_err(TransportError::new)?;
            let mut lap = lock(&self.0);
            lap.caught = Some((parts, bytes));
            lap.answer
                .take()
                .ok_or_else(|| TransportError::new("a second request"))
        })
    }
}

fn lock(lap: &Mutex<Lap>) -> MutexGuard<'_, Lap> {
    lap.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What every credential of the judge is.
pub const CREDENTIAL: &str = "anVkZ2U6anVkZ2U=";

impl Proxy {
    pub fn new(operations: impl Iterator<Item = &'static Operation>) -> Self {
        let lap = Arc::default();
        let backend = Backend(Arc::clone(&lap));
        Self::of(lap, operations, "http://judge.example", backend)
    }

    /// One whose client sends elsewhere.
    pub fn over(
        operations: impl Iterator<Item = &'static Operation>,
        origin: &str,
        transport: impl Transport + 'static,
    ) -> Self {
        Self::of(Arc::default(), operations, origin, transport)
    }

    fn of(
        lap: Arc<Mutex<Lap>>,
        operations: impl Iterator<Item = &'static Operation>,
        origin: &str,
        transport: impl Transport + 'static,
    ) -> Self {
        let mut builder = Client::builder(origin).retries(Retries::none());
        for scheme in operations.flat_map(|it| it.security).copied().flatten() {
            builder = builder.credential(scheme, Credential::new(CREDENTIAL));
        }
        let client = builder.transport(transport).build();
        let client = client.expect("a client");
        Self { client, lap }
    }

    pub fn lap(&self) -> MutexGuard<'_, Lap> {
        lock(&self.lap)
    }

    /// Perhaps puts a text in place of another, of which many cannot be sent.
    pub fn spoil(&self, place: Place, name: &str, field: &mut impl Spoil) {
        let mut lap = self.lap();
        let mut keys = lap.keys.iter();
        if keys.any(|(at, key, _)| *at == place && key.eq_ignore_ascii_case(name)) {
            return;
        }
        // what the body is read by
        if name.eq_ignore_ascii_case("content-type") {
            return;
        }
        let Some(spoiler) = &mut lap.spoiler else {
            return;
        };
        if spoiler.once_in(2)
            && let Some(value) = field.spoil(spoiler)
        {
            lap.spoiler = None;
            lap.spoilt = Some((place, name.to_owned()));
            lap.sent.set(place, name, value);
        }
    }

    /// The declared headers of an answer, read and written again.
    pub fn with_headers<H: DeclaredHeaders, T>(&self, response: Response<T>) -> Response<T> {
        let written = response.declared_headers::<H>();
        let written = written.and_then(|it| it.write(&mut response.headers().clone()).map(|()| it));
        match written {
            Ok(headers) => response
                .with_declared_headers(&headers)
                .expect("written before"),
            Err(error) => {
                self.lap().failed = Some(error.to_string());
                response
            }
        }
    }

    /// An error of the client as that of the server.
    pub fn failed<E: Display>(&self, error: Error<E>) -> Result<E, Response<Bytes>> {
        let mut lap = self.lap();
        match error {
            Error::Api(error) => return Ok(error),
            Error::Request(error) => lap.refused = Some(error.to_string()),
            Error::Decode(error) => {
                let cause = std::error::Error::source(&*error).map(ToString::to_string);
                let bytes = String::from_utf8_lossy(error.response()).into_owned();
                lap.failed = Some(format!("{error}: {} {bytes}", cause.unwrap_or_default()));
            }
            error => lap.failed = Some(error.to_string()),
        }
        let response = Response::new(Bytes::new());
        Err(response.with_status(status_code(599)))
    }
}

/// The handlers of a server that is not written.
pub struct Idle;

/// Text, or a list of anything, that may be absent.
pub trait Spoil: Serialize {
    /// What it is now; `None` where there is no text in it.
    fn spoil(&mut self, random: &mut Random) -> Option<Value>;
}

/// What some place cannot hold, and what has to be escaped in another.
const SPOILT: &[&str] = &[
    "",
    ".",
    "..",
    "a,b",
    "a b",
    "a\tb",
    "a|b",
    "a\nb",
    "a\r\nx: y",
    " a",
    "a ",
    "a/b",
    "/",
    "%",
    "%2F",
    "%2e%2e",
    "+",
    "a&b=c",
    "#",
    "?",
    "é",
    "🦀",
    "\u{0}",
    "\u{7F}",
    "\"",
    "\\",
    ";",
    ":",
    "{a}",
    "日本",
];

impl Spoil for String {
    fn spoil(&mut self, random: &mut Random) -> Option<Value> {
        *self = random.pick(SPOILT)?.to_string();
        serde_json::to_value(self).ok()
    }
}

impl<T: Spoil> Spoil for Option<T> {
    fn spoil(&mut self, random: &mut Random) -> Option<Value> {
        self.as_mut()?.spoil(random)
    }
}

impl<T: Spoil> Spoil for Vec<T> {
    fn spoil(&mut self, random: &mut Random) -> Option<Value> {
        let index = random.below(self.len());
        self.get_mut(index)?.spoil(random)?;
        serde_json::to_value(self).ok()
    }
}

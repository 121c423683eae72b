//! A server in another process, with a judge before it: what the crate's server is asked goes through its
//! client and over the network, and the judge says what is wrong with the request or with the answer.

use super::lap::{Lap, Proxy};
use super::{Document, request};
use crate::support::body::Body;
use crate::support::client::{BoxFuture, Transport, TransportError};
use crate::support::operation::Operation;
use crate::support::random::Random;
use bytes::Bytes;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use tower_service::Service;

/// What came back last.
type Seen = Arc<Mutex<Option<http::Response<Bytes>>>>;

struct Network {
    client: reqwest::Client,
    seen: Seen,
}

impl Transport for Network {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let bytes = body.bytes().await.map_err(TransportError::new)?;
            let request = http::Request::from_parts(parts, bytes);
            let request = reqwest::Request::try_from(request).map_err(TransportError::new)?;
            let answer = self.client.execute(request).await;
            let answer = answer.map_err(TransportError::new)?;
            let (parts, body) = http::Response::from(answer).into_parts();
            let bytes = body
                .collect()
                .await
                .map_err(TransportError::new)?
                .to_bytes();
            let answer = http::Response::from_parts(parts, bytes);
            *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer.clone());
            Ok(answer.map(Body::from))
        })
    }
}

/// So many requests for each operation to the server at `origin`.
pub fn run(document: &Document, seed: u64, count: u64, origin: &str) -> Value {
    let runtime = super::runtime();
    let seen = Seen::default();
    let client = {
        let _inside = runtime.enter();
        reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
    };
    let network = Network {
        client: client.expect("a client"),
        seen: Arc::clone(&seen),
    };
    let operations = document.operations.iter().map(|(operation, _)| *operation);
    let proxy = Proxy::over(operations, origin, network);
    let mut router = (document.proxy)(proxy.clone()).build();
    let (mut sent, mut called) = (0, 0);
    let mut skipped: BTreeMap<String, u64> = BTreeMap::new();
    let mut faults = Vec::new();
    for (index, (operation, facts)) in document.operations.iter().enumerate() {
        let before = sent;
        for number in 0..count {
            let mut random = Random::new(seed ^ (index as u64) << 32 ^ number);
            if number % 2 == 1 {
                random = random.wild();
            }
            let made = request::make(operation, facts, &mut random).and_then(|said| {
                let raw = request::raw(operation, &said).ok_or("it cannot be written")?;
                let media_type = said.content_type.as_deref().unwrap_or_default();
                if media_type.contains("xml") {
                    return Err("a body of XML, which the judge does not read".to_owned());
                }
                if is_wide(&format!("{said:?}")) {
                    return Err("an integer, which the judge does not hold".to_owned());
                }
                Ok((said, raw))
            });
            let (said, raw) = match made {
                Ok(made) => made,
                Err(reason) => {
                    *skipped
                        .entry(format!("{}: {reason}", operation.id))
                        .or_default() += 1;
                    continue;
                }
            };
            *proxy.lap() = Lap {
                sent: said,
                keys: request::keys(operation),
                ..Lap::default()
            };
            let shown = format!("{} {}", raw.method(), raw.uri());
            let call = router.call(raw.map(axum::body::Body::from));
            let status = runtime.block_on(async { call.await.map(|it| it.status()) });
            let lap = std::mem::take(&mut *proxy.lap());
            let answer = seen.lock().unwrap_or_else(PoisonError::into_inner).take();
            let fault = match (&answer, &lap.refused) {
                (_, Some(refused)) => Some(format!("the client refuses it: {refused}")),
                (None, None) => Some(format!(
                    "it does not get through: {status:?}, {:?}",
                    lap.failed
                )),
                (Some(answer), None) => {
                    sent += 1;
                    said_of(answer)
                }
            };
            faults.extend(fault.map(|fault| told(operation, &shown, &lap, &fault)));
        }
        called += u64::from(sent > before);
    }
    json!({
        "operations": document.operations.len(),
        "called": called,
        "requests": sent,
        "skipped": skipped,
        "faults": faults,
    })
}

/// What the judge says: in a header, or in an answer of its own.
fn said_of(answer: &http::Response<Bytes>) -> Option<String> {
    let violations = answer.headers().get("sl-violations");
    let violations = violations.map(|it| String::from_utf8_lossy(it.as_bytes()).into_owned());
    let body = String::from_utf8_lossy(answer.body());
    let own = body.contains("stoplight.io/prism/errors");
    violations.or_else(|| own.then(|| format!("{} {body}", answer.status())))
}

fn told(operation: &Operation, shown: &str, lap: &Lap, fault: &str) -> Value {
    let sent: String = format!("{:?}", lap.sent).chars().take(1500).collect();
    json!({"operation": operation.id, "request": shown, "sent": sent, "fault": fault})
}

/// Whether an integer stands there that no double holds: judges of JavaScript know no other numbers.
fn is_wide(text: &str) -> bool {
    let mut digits = text.split(|it: char| !it.is_ascii_digit());
    digits.any(|it| it.parse::<u128>().is_ok_and(|it| it > 1 << 53))
}

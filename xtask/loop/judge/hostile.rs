//! Requests that no client would send: no panic, no hang, no answer of 5xx but 501.

use super::{Document, mutate, request};
use crate::support::random::Random;
use bytes::Bytes;
use http::Request;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tower_service::Service;

/// No answer takes longer.
const SLOW: Duration = Duration::from_secs(1);
/// Longer, and it hangs: a thread cannot be stopped.
const HANGS: u64 = 30;
/// So many requests of each operation are where mutations begin.
const BASES: u64 = 8;
const TOLD: usize = 10;

pub fn run(document: &Document, seed: u64, count: u64) -> Value {
    let mut random = Random::new(seed);
    let mut bases: Vec<Request<Bytes>> = Vec::new();
    for (operation, facts) in document.operations {
        for _ in 0..BASES {
            let sent = request::make(operation, facts, &mut random);
            bases.extend(sent.ok().and_then(|it| request::raw(operation, &it)));
        }
    }
    if bases.is_empty() {
        return json!({"requests": 0, "told": []});
    }
    std::panic::set_hook(Box::new(|_| {}));
    let watch = watch();
    let mut peer = Peer {
        router: (document.idle)().build(),
        runtime: super::runtime(),
    };
    let (mut faults, mut statuses, mut sent) = (Vec::new(), BTreeMap::<u16, u64>::new(), 0);
    let (start, mut slowest) = (Instant::now(), Duration::ZERO);
    while sent < count {
        let base = random.below(bases.len());
        let Some(request) = mutate::mutate(&bases[base], &mut random) else {
            continue;
        };
        sent += 1;
        watch.begin(&request);
        let (outcome, mut time) = peer.ask(&request);
        if time > SLOW {
            // other programs run as well
            time = time.min(peer.ask(&request).1);
        }
        slowest = slowest.max(time);
        // what an operation was found for is where others begin
        let known = matches!(outcome, Ok(400 | 415 | 501));
        if known && random.once_in(20) && size(&request) < 2_000 {
            let at = random.below(bases.len());
            bases[at] = request.clone();
        }
        let fault = match outcome {
            Err(panic) => Some(format!("panicked: {panic}")),
            Ok(status) => {
                *statuses.entry(status).or_default() += 1;
                (status >= 500 && status != 501).then(|| format!("answers {status}"))
            }
        };
        let fault = fault.or((time > SLOW).then(|| format!("takes {time:?}")));
        if let Some(fault) = fault
            && faults.len() < TOLD
        {
            faults.push(format!("{fault}: {}", shown(&request)));
        }
    }
    json!({
        "requests": sent,
        "milliseconds": start.elapsed().as_millis() as u64,
        "slowest": slowest.as_millis() as u64,
        "statuses": statuses,
        "told": faults,
    })
}

struct Peer {
    router: axum::Router,
    runtime: tokio::runtime::Runtime,
}

impl Peer {
    /// The status, or what a panic says; and how long it took.
    fn ask(&mut self, request: &Request<Bytes>) -> (Result<u16, String>, Duration) {
        let start = Instant::now();
        let request = request.clone().map(axum::body::Body::from);
        let answer = catch_unwind(AssertUnwindSafe(|| {
            let call = self.router.call(request);
            self.runtime.block_on(async {
                match call.await {
                    Ok(reply) => {
                        let status = reply.status().as_u16();
                        let _ = reply.into_body().collect().await;
                        status
                    }
                    Err(error) => match error {},
                }
            })
        }));
        let answer = answer.map_err(|panic| {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
            text.unwrap_or("?").to_owned()
        });
        (answer, start.elapsed())
    }
}

fn size(request: &Request<Bytes>) -> usize {
    request.body().len() + request.uri().to_string().len() + request.headers().len() * 20
}

fn shown(request: &Request<Bytes>) -> String {
    let body = String::from_utf8_lossy(request.body());
    let text = format!(
        "{} {} {:?} {body:?}",
        request.method(),
        request.uri(),
        request.headers()
    );
    text.chars().take(1500).collect()
}

/// Ends the program when one request takes for ever, and says which.
struct Watch {
    since: Arc<AtomicU64>,
    request: Arc<Mutex<Option<Request<Bytes>>>>,
    start: Instant,
}

impl Watch {
    fn begin(&self, request: &Request<Bytes>) {
        if let Ok(mut known) = self.request.lock() {
            *known = Some(request.clone());
        }
        self.since
            .store(self.start.elapsed().as_secs(), Ordering::Relaxed);
    }
}

fn watch() -> Watch {
    let watch = Watch {
        since: Arc::default(),
        request: Arc::default(),
        start: Instant::now(),
    };
    let (since, request, start) = (
        Arc::clone(&watch.since),
        Arc::clone(&watch.request),
        watch.start,
    );
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let begun = since.load(Ordering::Relaxed);
            if start.elapsed().as_secs().saturating_sub(begun) > HANGS {
                let known = request.lock().ok().and_then(|it| it.clone());
                let fault = format!("hangs: {}", known.as_ref().map(shown).unwrap_or_default());
                println!("{}", json!({"requests": 0, "told": [fault]}));
                std::process::exit(1);
            }
        }
    });
    watch
}

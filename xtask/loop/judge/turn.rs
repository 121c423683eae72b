//! The closed loop: a request on the wire becomes a typed one in the server, goes through the client, and
//! is on the wire again; so does the answer.

use super::answer::{self, Made};
use super::lap::{Lap, Proxy};
use super::request::{self, Sent};
use super::tally::{self, Tally};
use super::{Document, Facts, compare};
use crate::support::operation::Operation;
use crate::support::random::Random;
use crate::support::template::{self, Part};
use http_body_util::BodyExt;
use serde_json::Value;
use std::collections::HashSet;
use tower_service::Service;

pub fn run(document: &Document, seed: u64, count: u64) -> Value {
    let proxy = Proxy::new(document.operations.iter().map(|(operation, _)| *operation));
    let mut loops = Loop {
        router: (document.proxy)(proxy.clone()).build(),
        runtime: super::runtime(),
        proxy,
        tally: Tally::default(),
    };
    let mut routes = HashSet::new();
    for (index, (operation, facts)) in document.operations.iter().enumerate() {
        loops.tally.next_operation();
        if !routes.insert((operation.method, shape(operation))) {
            // Swagger 2.0, "Paths Object": such a document is ambiguous
            let reason = format!(
                "request of {}: another operation has its path",
                operation.id
            );
            loops.tally.skipped.insert(reason, 1);
            continue;
        }
        for number in 0..count {
            let mut random = Random::new(seed ^ (index as u64) << 32 ^ number);
            // every other one with whatever a text may hold
            if number % 2 == 1 {
                random = random.wild();
            }
            loops.lap(operation, facts, random, number);
        }
    }
    loops.tally.json()
}

/// The path without the names of its parameters.
pub fn shape(operation: &Operation) -> String {
    let parts = template::parts(operation.path).into_iter();
    let parts = parts.map(|part| match part {
        Part::Literal(text) => text,
        Part::Parameter(_) => "{}",
    });
    parts.collect()
}

struct Loop {
    router: axum::Router,
    runtime: tokio::runtime::Runtime,
    proxy: Proxy,
    tally: Tally,
}

impl Loop {
    fn lap(
        &mut self,
        operation: &'static Operation,
        facts: &Facts,
        mut random: Random,
        number: u64,
    ) {
        let made = request::make(operation, facts, &mut random).and_then(|sent| {
            let raw = request::raw(operation, &sent).ok_or("it cannot be written")?;
            Ok((sent, raw))
        });
        let (sent, raw) = match made {
            Ok(made) => made,
            Err(reason) => {
                let reason = format!("request of {}: {reason}", operation.id);
                *self.tally.skipped.entry(reason).or_default() += 1;
                return;
            }
        };
        let made = answer::make(operation, facts, &mut random);
        let made = made.and_then(|made| {
            let raw = answer::raw(operation, &made).ok_or("it cannot be written")?;
            Ok((made, raw))
        });
        let (made, response) = match made {
            Ok(made) => made,
            Err(reason) => {
                let reason = format!("answer of {}: {reason}", operation.id);
                *self.tally.skipped.entry(reason).or_default() += 1;
                return;
            }
        };
        *self.proxy.lap() = Lap {
            sent,
            spoiler: (number % 4 == 3).then(|| random.clone()),
            answer: Some(response),
            keys: request::keys(operation),
            ..Lap::default()
        };
        let shown = format!("{} {}", raw.method(), raw.uri());
        let call = self.router.call(raw.map(axum::body::Body::from));
        let reply = self.runtime.block_on(async {
            let (parts, body) = match call.await {
                Ok(reply) => reply.into_parts(),
                Err(error) => match error {},
            };
            let bytes = body.collect().await.map(|it| it.to_bytes());
            (parts, bytes.unwrap_or_default())
        });
        let lap = std::mem::take(&mut *self.proxy.lap());
        for fault in self.faults(operation, facts, lap, &made, &reply) {
            let text = format!("{} ({shown}): {fault}", operation.id);
            self.tally.mismatch(text);
        }
    }

    fn faults(
        &mut self,
        operation: &Operation,
        facts: &Facts,
        lap: Lap,
        made: &Made,
        (parts, bytes): &(http::response::Parts, bytes::Bytes),
    ) -> Vec<String> {
        if let Some(refused) = lap.refused {
            let Some((_, name)) = lap.spoilt else {
                return vec![format!(
                    "the client refuses what the server takes: {refused}"
                )];
            };
            return match tally::class(&refused, &name) {
                Some(class) => {
                    *self.tally.refused.entry(class).or_default() += 1;
                    Vec::new()
                }
                None => vec![format!("a refusal of no class: {refused}")],
            };
        }
        let Some((request, body)) = lap.caught else {
            let said = String::from_utf8_lossy(bytes);
            return vec![format!(
                "the server refuses it: {} {said}{}",
                parts.status,
                shown(&lap.sent)
            )];
        };
        let mut faults = compare::request(operation, facts, &lap.sent, &request, &body);
        if let Some((place, name)) = &lap.spoilt {
            let place = super::values::place(*place);
            faults
                .iter_mut()
                .for_each(|it| it.push_str(&format!(" ({place} `{name}` is spoilt)")));
        }
        self.tally.requests += usize::from(faults.is_empty());
        if let Some(failed) = lap.failed {
            faults.push(format!("the client does not read {made:?}: {failed}"));
            return faults;
        }
        let differences = compare::reply(operation, facts, made, parts, bytes);
        self.tally.answers += usize::from(differences.is_empty());
        faults.extend(differences);
        faults
    }
}

fn shown(sent: &Sent) -> String {
    format!("\n{sent:?}").chars().take(2000).collect()
}

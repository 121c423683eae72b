//! The mock of the crate: one request for each operation, and the answer held to the document.

use super::turn::shape;
use super::{Document, Facts, Sort, answer, request};
use crate::support::codec;
use crate::support::media;
use crate::support::operation::Operation;
use crate::support::random::Random;
use crate::support::schema;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};
use tower_service::Service;

/// So many requests are made up, until one can be written.
const ATTEMPTS: u64 = 10;

pub fn run(document: &Document, seed: u64) -> Value {
    let Some(mock) = document.mock else {
        return json!({"told": ["the crate has no mock"]});
    };
    let mut router = mock();
    let runtime = super::runtime();
    let (mut answers, mut skipped) = (0, BTreeMap::new());
    let mut told = Vec::new();
    let mut routes = HashSet::new();
    for (operation, facts) in document.operations {
        if !routes.insert((operation.method, shape(operation))) {
            let reason = format!(
                "request of {}: another operation has its path",
                operation.id
            );
            skipped.insert(reason, 1);
            continue;
        }
        let made = (0..ATTEMPTS).map(|number| {
            let sent = request::make(operation, facts, &mut Random::new(seed ^ number))?;
            request::raw(operation, &sent).ok_or("it cannot be written".to_owned())
        });
        let made = made.reduce(|known, next| known.or(next));
        let raw = match made {
            Some(Ok(raw)) => raw,
            Some(Err(reason)) => {
                skipped.insert(format!("request of {}: {reason}", operation.id), 1);
                continue;
            }
            None => continue,
        };
        let shown = format!("{} {}", raw.method(), raw.uri());
        let call = router.call(raw.map(axum::body::Body::from));
        let (parts, bytes) = runtime.block_on(async {
            let (parts, body) = match call.await {
                Ok(answer) => answer.into_parts(),
                Err(error) => match error {},
            };
            (parts, body.collect().await.map(|it| it.to_bytes()))
        });
        let fault = match bytes {
            Ok(bytes) => fault(operation, facts, &parts, &bytes),
            Err(error) => Some(format!("the answer breaks off: {error}")),
        };
        match fault {
            None => answers += 1,
            Some(fault) => told.push(format!("{} ({shown}): {fault}", operation.id)),
        }
    }
    json!({
        "operations": document.operations.len(),
        "requests": answers,
        "answers": answers,
        "skipped": skipped,
        "mismatches": told.len(),
        "told": told,
    })
}

/// What the document does not allow of an answer.
fn fault(
    operation: &Operation,
    facts: &Facts,
    parts: &http::response::Parts,
    bytes: &[u8],
) -> Option<String> {
    let status = parts.status.as_u16();
    let said = || {
        String::from_utf8_lossy(bytes)
            .chars()
            .take(400)
            .collect::<String>()
    };
    let find = |status| facts.answers.iter().find(|it| it.status == status);
    // by itself, of its class (see the glue), or of all others
    let declared = find(status).or_else(|| find(status / 100 * 100 + 99));
    let Some(declared) = declared.or_else(|| find(0)) else {
        return Some(format!("{status}, which is not declared: {}", said()));
    };
    if status >= 400 {
        return Some(format!("{status} {}", said()));
    }
    let content_type = codec::content_type(&parts.headers);
    let fits = |mut of: std::slice::Iter<'_, &str>| {
        of.len() == 0 || of.any(|it| media::covers(it, content_type).is_some())
    };
    match declared.sort {
        _ if operation.method == "HEAD" => None,
        Sort::Empty => (!bytes.is_empty()).then(|| format!("{status}: a body: {}", said())),
        Sort::Bytes => {
            (!fits(declared.media_types.iter())).then(|| format!("{status}: of `{content_type}`"))
        }
        Sort::Value => {
            let schema = operation.answer(status).unwrap_or(&schema::STRING);
            let produces = operation.produced(status);
            let values = produces.iter().filter(|it| it.codec != media::Codec::Bytes);
            let names: Vec<&str> = values.map(|it| it.name).collect();
            if !fits(names.iter()) && !names.iter().all(|it| it.contains('*')) {
                return Some(format!("{status}: of `{content_type}`"));
            }
            match answer::read(produces, &parts.headers, schema, bytes) {
                Ok(value) => {
                    let invalid = schema::validate(schema, &value, false).err()?;
                    Some(format!("{status}: {invalid:?} {}", said()))
                }
                Err(error) => Some(format!("{status}: {error} {}", said())),
            }
        }
    }
}

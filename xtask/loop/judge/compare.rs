//! What came out against what was meant.

use super::answer::{self, Made, MadeBody};
use super::request::{self, Sent, SentBody};
use super::{Facts, forms, values};
use crate::support::codec::content_type;
use crate::support::operation::{Input, KeyLocation, Operation, Place, SecurityKind};
use crate::support::schema;
use bytes::Bytes;
use http::HeaderMap;
use serde_json::Value;

/// What differs between what a request should say and what it says.
pub fn request(
    operation: &Operation,
    facts: &Facts,
    sent: &Sent,
    parts: &http::request::Parts,
    bytes: &Bytes,
) -> Vec<String> {
    let mut differences = Vec::new();
    let mut differs = |what: &str, wanted: &dyn std::fmt::Debug, got: &dyn std::fmt::Debug| {
        differences.push(format!("{what}: {wanted:?} became {got:?}"));
    };
    if parts.method != operation.method {
        differs("the method", &operation.method, &parts.method);
    }
    let path = path(operation, sent);
    let segments = parts.uri.path().split('/').map(values::decode);
    let segments: Vec<String> = segments.collect();
    if path != segments {
        differs("the path", &path, &segments);
    }
    let query = parts.uri.query().unwrap_or_default().as_bytes();
    let query = url::form_urlencoded::parse(query).into_owned();
    let query: Vec<(String, String)> = query.collect();
    let unknown = query.iter().filter(|(name, _)| !is_known(operation, name));
    for (name, text) in unknown {
        differs("the query", &"nothing", &(name, text));
    }
    let form = match &sent.body {
        SentBody::Form => match forms::read(content_type(&parts.headers), bytes) {
            Ok(form) => Some(form),
            Err(error) => {
                differs("the form", &"a form", &error);
                None
            }
        },
        _ => None,
    };
    for input in operation.inputs.iter().filter(|it| values::is_known(it)) {
        let texts: Vec<String> = match input.place {
            Place::Path | Place::Cookie(_) => continue,
            Place::Query => {
                let texts = query.iter().filter(|(name, _)| name == input.name);
                texts.map(|(_, text)| text.clone()).collect()
            }
            Place::Header => match input.prefix {
                Some(prefix) => {
                    let wanted = sent.get(input.place, input.name);
                    let got = collection(input, prefix, &parts.headers);
                    if !matches(wanted, got.as_ref()) {
                        differs(input.name, &wanted, &got);
                    }
                    continue;
                }
                None => header(&parts.headers, input.name),
            },
            Place::Form => match &form {
                Some((texts, _)) => texts.get(input.name).cloned().unwrap_or_default(),
                None => continue,
            },
        };
        let wanted = sent.get(input.place, input.name);
        if wanted.is_none() && input.place == Place::Header {
            // what says something of the message itself is there anyway
            continue;
        }
        let got = values::value(input.schema, input.lists, &texts);
        if !matches(wanted, got.as_ref()) {
            let what = format!("{} `{}`", values::place(input.place), input.name);
            differs(&what, &wanted, &got);
        }
    }
    if let Some((_, files)) = &form
        && *files != sent.files
    {
        differs("the files", &sent.files, files);
    }
    let said = essence(content_type(&parts.headers));
    let wanted = essence(sent.content_type.as_deref().unwrap_or_default());
    match &sent.body {
        SentBody::Form => {}
        SentBody::None if bytes.is_empty() => {}
        SentBody::None => differs("the body", &"nothing", bytes),
        SentBody::Bytes(wanted) if wanted == bytes => {}
        SentBody::Bytes(wanted) => differs("the body", wanted, bytes),
        SentBody::Value(value) => {
            let schema = operation.body.unwrap_or(&schema::ANY);
            let got = answer::read(operation.consumes, &parts.headers, schema, bytes);
            if !got.as_ref().is_ok_and(|got| values::same(value, got)) {
                differs(
                    "the body",
                    &value.to_string(),
                    &got.map(|it| it.to_string()),
                );
            }
        }
    }
    let has_body = matches!(sent.body, SentBody::Bytes(_) | SentBody::Value(_));
    if has_body && facts.form.is_none() && said != wanted {
        differs("the content type", &wanted, &said);
    }
    differences
}

fn matches(wanted: Option<&Value>, got: Option<&Value>) -> bool {
    match (wanted, got) {
        (Some(wanted), Some(got)) => values::same(wanted, got),
        (wanted, got) => wanted.is_none() && got.is_none(),
    }
}

/// The segments of the path, nothing escaped.
fn path(operation: &Operation, sent: &Sent) -> Vec<String> {
    let target = request::target(operation, sent).map(|(path, _)| path);
    let target = target.unwrap_or_else(|| "a value that no path can hold".to_owned());
    target.split('/').map(values::decode).collect()
}

fn is_known(operation: &Operation, name: &str) -> bool {
    let (_, pairs) = crate::support::template::split(operation.path);
    let mut keys = operation.security.iter().copied().flatten();
    pairs.iter().any(|(known, _)| *known == name)
        || operation
            .inputs
            .iter()
            .any(|it| it.place == Place::Query && it.name == name)
        || keys.any(|it| match it.kind {
            SecurityKind::ApiKey {
                location,
                name: key,
                ..
            } => location == KeyLocation::Query && key == name,
            _ => false,
        })
}

fn header(headers: &HeaderMap, name: &str) -> Vec<String> {
    let values = headers.get_all(name).into_iter();
    values
        .map(|it| String::from_utf8_lossy(it.as_bytes()).into_owned())
        .collect()
}

fn collection(input: &Input, prefix: &str, headers: &HeaderMap) -> Option<Value> {
    let prefix = prefix.to_ascii_lowercase();
    let names = headers.keys().map(|it| it.as_str());
    let entries = names.filter_map(|name| {
        let key = name.strip_prefix(&prefix)?;
        let value = values::value(input.schema, input.lists, &header(headers, name))?;
        Some((key.to_owned(), value))
    });
    let entries: serde_json::Map<_, _> = entries.collect();
    (!entries.is_empty()).then_some(Value::Object(entries))
}

fn essence(content_type: &str) -> String {
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// What differs between the answer of the backend and that of the server.
pub fn reply(
    operation: &Operation,
    facts: &Facts,
    made: &Made,
    parts: &http::response::Parts,
    bytes: &Bytes,
) -> Vec<String> {
    let mut differences = Vec::new();
    let mut differs = |what: &str, wanted: &dyn std::fmt::Debug, got: &dyn std::fmt::Debug| {
        differences.push(format!("{what} of the answer: {wanted:?} became {got:?}"));
    };
    if parts.status != made.status {
        differs("the status", &made.status, &parts.status);
    }
    for (name, text) in &made.headers {
        let texts = header(&parts.headers, name);
        let wanted = [text.clone()];
        let same = facts
            .headers
            .iter()
            .find(|it| it.name == *name)
            .is_some_and(|it| {
                let value = |texts: &[String]| values::value(&it.schema, it.lists, texts);
                matches(value(&wanted).as_ref(), value(&texts).as_ref())
            });
        if !same {
            differs(&format!("the header `{name}`"), &wanted, &texts);
        }
    }
    // an answer to HEAD has no body
    if operation.method == "HEAD" {
        return differences;
    }
    match &made.body {
        MadeBody::Bytes(wanted) if wanted == bytes => {}
        MadeBody::Bytes(wanted) => differs("the body", wanted, bytes),
        MadeBody::Value(value) => {
            let schema = operation.answer(made.status).unwrap_or(&schema::ANY);
            let got = answer::read(
                operation.produced(made.status),
                &parts.headers,
                schema,
                bytes,
            );
            if !got.as_ref().is_ok_and(|got| values::same(value, got)) {
                differs(
                    "the body",
                    &value.to_string(),
                    &got.map(|it| it.to_string()),
                );
            }
        }
    }
    let (said, wanted) = (
        essence(content_type(&parts.headers)),
        essence(made.content_type.as_deref().unwrap_or_default()),
    );
    if said != wanted {
        differs("the content type", &wanted, &said);
    }
    differences
}

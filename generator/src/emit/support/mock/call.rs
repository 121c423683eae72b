//! How an operation of a mock is called.

use super::super::media::{Codec, MediaType};
use super::super::operation::{Input, KeyLocation, Operation, Place, SecurityKind};
use super::super::percent;
use super::super::random::{Examples, Random};
use super::super::schema;
use super::super::template::{self, Part};
use super::declared::Document;
use super::headers::text;

/// A call.
#[derive(Clone, Debug)]
pub struct Call {
    /// What is called.
    pub operation: &'static Operation,
    /// The path, and the query.
    pub target: String,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body, where there is one: JSON.
    pub body: Option<String>,
}

/// The call that is simplest to write down, with this credential; `None` where every operation wants a form, or
/// a body that is not JSON.
pub fn call(document: &Document, credential: &str) -> Option<Call> {
    let operations = document.operations.iter().copied().flatten();
    let mut calls = operations.map(|(it, _)| *it).filter(|it| {
        let form = |it: &Input| it.place == Place::Form && it.required;
        (it.body.is_none() || json(it).is_some()) && !it.inputs.iter().any(form)
    });
    let mut all: Vec<&'static Operation> = calls.by_ref().collect();
    all.sort_by_key(|it| {
        let required = it.inputs.iter().filter(|it| it.required).count();
        let body = it.body.is_some();
        (body, it.method != "GET", required, it.path.len())
    });
    let examples = Examples::new(document.shown);
    all.into_iter()
        .find_map(|it| one(it, credential, &examples))
}

/// The media type of a body of JSON.
fn json(operation: &Operation) -> Option<MediaType> {
    operation.body?;
    if operation.consumes.is_empty() {
        return Some(MediaType::JSON);
    }
    let mut consumes = operation.consumes.iter().copied();
    consumes.find(|it| it.codec == Codec::Json && !it.name.contains('*'))
}

fn one(operation: &'static Operation, credential: &str, examples: &Examples) -> Option<Call> {
    let mut random = Random::new(0);
    let mut value = |input: &Input| {
        let value = random.example(input.schema, examples, &[])?;
        text(&value, input.lists)
    };
    let named = |place, name: &str| {
        let mut inputs = operation.inputs.iter();
        inputs.find(|it| it.place == place && it.name == name)
    };
    let (path, pairs) = template::split(operation.path);
    let mut target = String::new();
    for part in template::parts(path) {
        match part {
            Part::Literal(text) => target.push_str(text),
            Part::Parameter(name) => {
                let text = value(named(Place::Path, name)?)?;
                target.push_str(&percent::encode(&text));
            }
        }
    }
    let pairs = pairs.into_iter();
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value.unwrap_or_default().to_owned()));
    let (mut pairs, mut headers): (Vec<_>, Vec<_>) = (pairs.collect(), Vec::new());
    let mut cookies: Vec<String> = Vec::new();
    for input in operation.inputs.iter().filter(|it| it.required) {
        let pair = (input.name.to_owned(), value(input)?);
        match input.place {
            Place::Query => pairs.push(pair),
            Place::Header => headers.push(pair),
            Place::Cookie(_) => cookies.push(format!("{}={}", pair.0, pair.1)),
            Place::Path | Place::Form => {}
        }
    }
    for scheme in operation.security.first().copied().unwrap_or_default() {
        let behind = |word: &str| format!("{word} {credential}");
        match scheme.kind {
            SecurityKind::Basic => headers.push(("Authorization".to_owned(), behind("Basic"))),
            SecurityKind::Bearer => headers.push(("Authorization".to_owned(), behind("Bearer"))),
            SecurityKind::ApiKey {
                location,
                name,
                prefix,
            } => {
                let text = prefix.map_or_else(|| credential.to_owned(), behind);
                match location {
                    KeyLocation::Header => headers.push((name.to_owned(), text)),
                    KeyLocation::Query => pairs.push((name.to_owned(), text)),
                    KeyLocation::Cookie(_) => cookies.push(format!("{name}={text}")),
                }
            }
        }
    }
    if !cookies.is_empty() {
        headers.push(("Cookie".to_owned(), cookies.join("; ")));
    }
    for (index, (name, text)) in pairs.iter().enumerate() {
        target.push(if index == 0 { '?' } else { '&' });
        target.push_str(&format!(
            "{}={}",
            percent::encode(name),
            percent::encode(text)
        ));
    }
    let mut body = None;
    if let (Some(schema), Some(media_type)) = (operation.body, json(operation)) {
        let value = random.value(schema, true)?;
        schema::validate(schema, &value, true).ok()?;
        headers.push(("Content-Type".to_owned(), media_type.name.to_owned()));
        body = Some(value.to_string());
    }
    Some(Call {
        operation,
        target,
        headers,
        body,
    })
}

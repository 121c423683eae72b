//! Requests that the document allows, by the table of an operation.

use super::lap::CREDENTIAL;
use super::{Facts, Form, Sort, forms, values};
use crate::support::media::Codec;
use crate::support::operation::{KeyLocation, Operation, Place, SecurityKind};
use crate::support::random::Random;
use crate::support::schema;
use crate::support::template::{self, Part};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue};
use serde_json::Value;
use std::collections::BTreeMap;

/// What a request says.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// By place and name.
    values: BTreeMap<(&'static str, String), Value>,
    /// The files of its form.
    pub files: BTreeMap<String, Vec<File>>,
    pub content_type: Option<String>,
    pub body: SentBody,
}

#[derive(Clone, Debug, Default)]
pub enum SentBody {
    #[default]
    None,
    Value(Value),
    Bytes(Bytes),
    Form,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub content: Bytes,
}

impl Sent {
    pub fn get(&self, place: Place, name: &str) -> Option<&Value> {
        self.values.get(&(values::place(place), name.to_owned()))
    }

    pub fn set(&mut self, place: Place, name: &str, value: Value) {
        let key = (values::place(place), name.to_owned());
        self.values.insert(key, value);
    }
}

/// These headers say something of the message itself.
const RESERVED: &[&str] = &[
    "connection",
    "content-encoding",
    "content-length",
    "host",
    "transfer-encoding",
];

/// What stands in a parameter that says something of the message, or of who sends it: it is sent as the
/// parameter has it.
fn own(operation: &Operation, place: Place, name: &str) -> Option<String> {
    let key = keys(operation)
        .into_iter()
        .find(|(location, known, _)| *location == place && known.eq_ignore_ascii_case(name));
    if let Some((_, _, text)) = key {
        return Some(text);
    }
    match name.to_ascii_lowercase().as_str() {
        "accept" if place == Place::Header => {
            let first = operation.produces.first().map_or("*/*", |it| it.name);
            Some(first.to_owned())
        }
        "authorization" if place == Place::Header => Some("judge".to_owned()),
        _ => None,
    }
}

/// The credentials that are shown: where, under which name, and what.
pub fn keys(operation: &Operation) -> Vec<(Place, &'static str, String)> {
    let schemes = operation.security.first().copied().into_iter().flatten();
    let keys = schemes.map(|scheme| match scheme.kind {
        SecurityKind::Basic => (
            Place::Header,
            "authorization",
            format!("Basic {CREDENTIAL}"),
        ),
        SecurityKind::Bearer => (
            Place::Header,
            "authorization",
            format!("Bearer {CREDENTIAL}"),
        ),
        SecurityKind::ApiKey {
            location,
            name,
            prefix,
        } => {
            let prefix = prefix.map(|it| format!("{it} ")).unwrap_or_default();
            match location {
                KeyLocation::Header => (Place::Header, name, format!("{prefix}{CREDENTIAL}")),
                KeyLocation::Query => (Place::Query, name, format!("{prefix}{CREDENTIAL}")),
                KeyLocation::Cookie(_) => (Place::Header, "cookie", format!("{name}={CREDENTIAL}")),
            }
        }
    });
    keys.collect()
}

/// A request; why there is none.
pub fn make(operation: &Operation, facts: &Facts, random: &mut Random) -> Result<Sent, String> {
    let mut sent = Sent::default();
    for input in operation.inputs {
        let name = input.name.to_ascii_lowercase();
        if !values::is_known(input) {
            if input.required {
                return Err(format!("`{}` has a style", input.name));
            }
            continue;
        }
        if input.place == Place::Header && name == "content-type" {
            // set with the body
            continue;
        }
        if let Some(own) = own(operation, input.place, input.name) {
            let value = input.schema.text(&own);
            if schema::validate(input.schema, &value, true).is_ok() && input.lists.is_empty() {
                sent.set(input.place, input.name, value);
            } else if input.required {
                return Err(format!("`{}` is a parameter", input.name));
            }
            continue;
        }
        if input.place == Place::Header && RESERVED.contains(&&*name) {
            if input.required {
                return Err(format!("`{}` is a parameter", input.name));
            }
            continue;
        }
        let file = facts.files.iter().find(|(name, ..)| *name == input.name);
        if let (Some((_, _, several)), Place::Form) = (file, input.place) {
            let count = match (input.required, several) {
                (required, false) => usize::from(required || random.once_in(2)),
                (required, true) => usize::from(required) + random.below(3),
            };
            let files = (0..count).map(|_| forms::file(random)).collect::<Vec<_>>();
            if count > 0 {
                sent.files.insert(input.name.to_owned(), files);
            }
            continue;
        }
        if !input.required && random.once_in(2) {
            continue;
        }
        if input.prefix.is_some() {
            let entry = random.value(input.schema, true);
            let entry = entry.filter(|it| values::texts(input, it).is_some());
            match entry {
                Some(entry) => {
                    let entries = [("one".to_owned(), entry)].into_iter().collect();
                    sent.set(input.place, input.name, Value::Object(entries));
                }
                None if input.required => return Err(nothing(input.name)),
                None => {}
            }
            continue;
        }
        let mixed = is_mixed(operation, input.place, input.name);
        let mut value = None;
        for _ in 0..30 {
            let Some(made) = random.value(input.schema, true) else {
                break;
            };
            value = Some(made).filter(|it| {
                let texts = values::texts(input, it);
                let plain = |text: &String| text.bytes().all(|it| it.is_ascii_alphanumeric());
                texts.is_some_and(|it| !mixed || it.iter().all(plain))
            });
            if value.is_some() {
                break;
            }
        }
        match value {
            Some(value) => sent.set(input.place, input.name, value),
            None if input.required => return Err(nothing(input.name)),
            None => {}
        }
    }
    body(operation, facts, random, &mut sent)?;
    for input in operation.inputs {
        if input.place != Place::Header || !input.name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        let said = sent.content_type.clone();
        let said = said.or_else(|| Some(random.value(input.schema, true)?.as_str()?.to_owned()));
        let said = said.map(Value::from);
        match said.filter(|it| schema::validate(input.schema, it, true).is_ok()) {
            Some(said) => sent.set(input.place, input.name, said),
            // what is sent is not what the parameter may be
            None if input.required || sent.content_type.is_some() => {
                return Err(format!("`{}` is a parameter", input.name));
            }
            None => {}
        }
    }
    Ok(sent)
}

fn nothing(name: &str) -> String {
    format!("no value was found for `{name}`")
}

/// Whether something else stands in the segment of a parameter of the path, so that not every value can be
/// told from it.
fn is_mixed(operation: &Operation, place: Place, name: &str) -> bool {
    let (path, _) = template::split(operation.path);
    place == Place::Path
        && path.split('/').any(|segment| {
            let parts = template::parts(segment);
            parts.len() > 1 && parts.contains(&Part::Parameter(name))
        })
}

fn body(
    operation: &Operation,
    facts: &Facts,
    random: &mut Random,
    sent: &mut Sent,
) -> Result<(), String> {
    if let Some(form) = facts.form {
        let either = form == Form::Either && random.once_in(2);
        let multipart = form == Form::Multipart || either;
        let media_type = match multipart {
            true => format!("multipart/form-data; boundary={}", forms::BOUNDARY),
            false => "application/x-www-form-urlencoded".to_owned(),
        };
        sent.content_type = Some(media_type);
        sent.body = SentBody::Form;
        return Ok(());
    }
    let Some((sort, required)) = facts.body else {
        return Ok(());
    };
    if !required && random.once_in(3) {
        return Ok(());
    }
    match sort {
        Sort::Empty => {}
        Sort::Bytes => {
            let media_types = operation.consumes.iter().map(|it| it.content_type());
            let media_types: Vec<String> = media_types.collect();
            let otherwise = || "application/octet-stream".to_owned();
            sent.content_type = Some(random.pick(&media_types).cloned().unwrap_or_else(otherwise));
            let bytes: Vec<u8> = (0..1 + random.below(40))
                .map(|_| random.bits() as u8)
                .collect();
            sent.body = SentBody::Bytes(bytes.into());
        }
        Sort::Value => {
            // where there is no schema, it is a text
            let schema = operation.body.unwrap_or(&schema::STRING);
            let media_types = operation
                .consumes
                .iter()
                .filter(|it| it.codec != Codec::Bytes);
            let media_types: Vec<_> = media_types.collect();
            for _ in 0..10 {
                let value = random.value(schema, true);
                let value = value.ok_or("no value was found for the body")?;
                let Some(media_type) = random.pick(&media_types) else {
                    sent.content_type = Some("application/json".to_owned());
                    sent.body = SentBody::Value(value);
                    return Ok(());
                };
                let Some(value) = super::answer::settled(media_type.codec, schema, value) else {
                    continue;
                };
                // an empty text is no body
                if media_type.codec == Codec::Text && value == "" {
                    continue;
                }
                sent.content_type = Some(media_type.content_type());
                sent.body = SentBody::Value(value);
                return Ok(());
            }
            return Err("the body cannot be written".to_owned());
        }
    }
    Ok(())
}

/// The path and the query.
pub fn target(operation: &Operation, sent: &Sent) -> Option<(String, Vec<(String, String)>)> {
    let (path, pairs) = template::split(operation.path);
    let mut target = String::new();
    for part in template::parts(path) {
        match part {
            Part::Literal(text) => target.push_str(&text.replace(' ', "%20")),
            Part::Parameter(name) => {
                let known = |it: &&_| is_path(it, name);
                let input = operation.inputs.iter().find(known)?;
                let texts = values::texts(input, sent.get(Place::Path, name)?)?;
                target.push_str(&values::encode(&texts.join(",")));
            }
        }
    }
    let pairs = pairs.into_iter();
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value.unwrap_or_default().to_owned()));
    let mut pairs: Vec<(String, String)> = pairs.collect();
    for input in operation
        .inputs
        .iter()
        .filter(|it| it.place == Place::Query)
    {
        let texts = sent.get(Place::Query, input.name);
        for text in texts
            .and_then(|it| values::texts(input, it))
            .unwrap_or_default()
        {
            pairs.push((input.name.to_owned(), text));
        }
    }
    Some((target, pairs))
}

fn is_path(input: &crate::support::operation::Input, name: &str) -> bool {
    input.place == Place::Path && input.name == name
}

/// The request on the wire.
pub fn raw(operation: &Operation, sent: &Sent) -> Option<http::Request<Bytes>> {
    let (mut target, mut pairs) = target(operation, sent)?;
    let mut headers: Vec<(String, String)> = Vec::new();
    for (place, name, text) in keys(operation) {
        let declared = operation.inputs.iter().filter(|it| it.place == place);
        let mut declared = declared.filter(|it| it.name.eq_ignore_ascii_case(name));
        match place {
            _ if declared.any(|it| sent.get(place, it.name).is_some()) => {}
            Place::Query => pairs.push((name.to_owned(), text)),
            _ => headers.push((name.to_owned(), text)),
        }
    }
    if !pairs.is_empty() {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&pairs);
        target = format!("{target}?{}", query.finish());
    }
    for input in operation
        .inputs
        .iter()
        .filter(|it| it.place == Place::Header)
    {
        let Some(value) = sent.get(Place::Header, input.name) else {
            continue;
        };
        match (input.prefix, value) {
            (Some(prefix), Value::Object(entries)) => {
                for (key, value) in entries {
                    headers.push((
                        format!("{prefix}{key}"),
                        values::texts(input, value)?.concat(),
                    ));
                }
            }
            _ => headers.push((
                input.name.to_owned(),
                values::texts(input, value)?.join(","),
            )),
        }
    }
    let body: Bytes = match &sent.body {
        SentBody::None => Bytes::new(),
        SentBody::Bytes(bytes) => bytes.clone(),
        SentBody::Value(value) => {
            let content_type = sent.content_type.as_deref().unwrap_or_default();
            super::answer::bytes(operation.consumes, content_type, operation.body, value)?.into()
        }
        SentBody::Form => forms::write(operation, sent)?.into(),
    };
    let mut request = http::Request::builder()
        .method(operation.method)
        .uri(target);
    for (name, text) in headers {
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        request = request.header(name, HeaderValue::from_str(&text).ok()?);
    }
    let own = |it: &crate::support::operation::Input| {
        it.place == Place::Header && it.name.eq_ignore_ascii_case("content-type")
    };
    let said = operation
        .inputs
        .iter()
        .any(|it| own(it) && sent.get(it.place, it.name).is_some());
    if let Some(content_type) = sent.content_type.as_ref().filter(|_| !said) {
        request = request.header(CONTENT_TYPE, content_type);
    }
    request.body(body).ok()
}

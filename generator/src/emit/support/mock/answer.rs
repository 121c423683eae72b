//! The answer to a request.

use super::super::body;
use super::super::media::{Codec, MediaType, covers};
use super::super::operation::Operation;
use super::super::random::{Examples, Random};
use super::super::response::{Response, status_code};
use super::super::schema::{self, Schema};
use super::super::server::{Accept, Answer, Outgoing, Refusal};
use super::declared::{Body, Declared, Document};
use super::{Asked, headers};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue};
use serde_json::Value;
use std::collections::HashMap;

/// What answers are made of.
pub(super) struct Mocked {
    seed: u64,
    /// By the names of their operations.
    operations: HashMap<&'static str, &'static [Declared]>,
    examples: Examples,
}

/// A value that cannot be written as what the caller accepts is made again so often.
const ATTEMPTS: usize = 10;

impl Mocked {
    pub fn new(seed: u64, document: &'static Document) -> Self {
        let operations = document.operations.iter().copied().flatten();
        Self {
            seed,
            operations: operations
                .map(|(it, declared)| (it.id, *declared))
                .collect(),
            examples: Examples::new(document.shown),
        }
    }

    fn declared(&self, operation: &Operation) -> &'static [Declared] {
        self.operations
            .get(operation.id)
            .copied()
            .unwrap_or_default()
    }

    /// The answer where there is nothing, if the document says what that is.
    pub fn missing(&self, asked: &Asked) -> Option<Outgoing> {
        let declared = of(self.declared(asked.operation), 404)?;
        Some(self.declared_answer(asked, 404, *declared))
    }

    pub fn answer(&self, asked: &Asked) -> Outgoing {
        let declared = self.declared(asked.operation);
        let (status, answer) = match &asked.code {
            None => usual(declared),
            Some(Ok(code)) => match of(declared, *code) {
                Some(answer) => (*code, *answer),
                None => return undeclared(&code.to_string(), declared).into(),
            },
            Some(Err(text)) => return undeclared(text, declared).into(),
        };
        self.declared_answer(asked, status, answer)
    }

    fn declared_answer(&self, asked: &Asked, status: u16, answer: Declared) -> Outgoing {
        let mut random = self.random(asked.operation, status, &asked.path);
        let mut headers = headers::headers(answer.headers, &self.examples, &mut random);
        if asked.code.is_some()
            && let Ok(applied) = HeaderValue::from_str(&format!("code={status}"))
        {
            headers.insert(HeaderName::from_static("preference-applied"), applied);
        }
        let code = Some(status_code(status));
        match answer.body {
            Body::Empty(media_types) => {
                // there is nothing to be of a type, but some callers ask for it all the same
                let media_types = asked.accept.order(media_types.to_vec(), |it| it);
                let media_type = media_types.first();
                let media_type = media_type.and_then(|it| HeaderValue::from_str(it).ok());
                headers.extend(media_type.map(|it| (CONTENT_TYPE, it)));
                Outgoing::empty(status, Response::from_parts(code, headers, ()))
            }
            Body::Bytes(media_types) => {
                let media_types = asked.accept.order(media_types.to_vec(), |it| it);
                let first = media_types.first().copied().unwrap_or_default();
                let bytes = example(&answer, first).map_or_else(|| sample(first), Bytes::from);
                let body = body::Body::from(bytes);
                let response = Response::from_parts(code, headers, body);
                Outgoing::stream(status, response, &asked.accept, &media_types)
            }
            Body::Value => {
                let value =
                    self.value(asked.operation, status, &answer, &asked.accept, &mut random);
                let Some(value) = value else {
                    let detail = "no value was found that the document allows";
                    return Refusal::internal(detail).into();
                };
                let response = Response::from_parts(code, headers, value);
                Outgoing::value(status, response, &asked.accept)
            }
        }
    }

    /// A refusal that the document declares, worded by it: with what is known, and the rest made up. Where it
    /// has no schema, problem details say why, as JSON of the type that is declared.
    pub fn refusal(&self, refusal: &Refusal) -> Answer {
        let (status, operation) = (refusal.status().as_u16(), refusal.operation());
        let declared = operation.and_then(|it| Some((it, *of(self.declared(it), status)?)));
        match declared {
            Some((operation, answer)) => match answer.body {
                Body::Value => {
                    let mut random = self.random(operation, status, "");
                    let accept = Accept::anything(operation);
                    let made = self.value(operation, status, &answer, &accept, &mut random);
                    let filled = refusal.filled(made.as_ref().unwrap_or(&Value::Null));
                    filled.or(made).map_or(Answer::Problem, Answer::Declared)
                }
                Body::Bytes(media_types) | Body::Empty(media_types) => {
                    let json = |it: &&&str| it.ends_with("/json") || it.ends_with("+json");
                    match media_types.iter().find(json) {
                        Some(media_type) => Answer::json_of(media_type, &refusal.problem()),
                        None => Answer::Problem,
                    }
                }
            },
            None => Answer::Problem,
        }
    }

    /// The same numbers for the same request.
    fn random(&self, operation: &Operation, status: u16, path: &str) -> Random {
        // FNV-1a
        let bytes = [operation.id, path].into_iter().flat_map(str::bytes);
        let bytes = bytes.chain(status.to_be_bytes());
        let hash = bytes.fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
        });
        Random::new(self.seed ^ hash)
    }

    fn value(
        &self,
        operation: &Operation,
        status: u16,
        declared: &Declared,
        accept: &Accept,
        random: &mut Random,
    ) -> Option<Value> {
        // where there is no schema, it is a text
        let schema = operation.answer(status).unwrap_or(&schema::STRING);
        let media_types = match accept.values(status) {
            values if values.is_empty() => vec![MediaType::JSON],
            values => values,
        };
        let examples = media_types.iter().filter_map(|media_type| {
            let text = example(declared, media_type.name)?;
            read(*media_type, schema, &text)
        });
        let mut fallback = None;
        let made = (0..ATTEMPTS).map_while(|_| {
            let value = random.example(schema, &self.examples, declared.shown)?;
            fallback.get_or_insert_with(|| value.clone());
            Some(value)
        });
        let first = media_types.first()?;
        let found = examples
            .chain(made)
            .find(|value| is_written(*first, schema, value));
        found.or(fallback)
    }
}

/// What is declared of a status.
fn of(declared: &'static [Declared], status: u16) -> Option<&'static Declared> {
    let find = |status| declared.iter().find(|it| it.status == status);
    find(status)
        .or_else(|| find(status / 100))
        .or_else(|| find(0))
}

/// What is answered where nobody prefers anything: the lowest success, `default`, or the lowest redirect.
/// Where none is declared, nothing at all.
fn usual(declared: &[Declared]) -> (u16, Declared) {
    let lowest = |class: u16| {
        let mut of = declared.iter().filter(|it| it.status / 100 == class);
        of.next()
            .or_else(|| declared.iter().find(|it| it.status == class))
    };
    let open = declared.iter().find(|it| it.status == 0);
    match lowest(2).or(open).or(lowest(3)) {
        Some(answer) if answer.status == 0 => (200, *answer),
        Some(answer) if answer.status < 100 => (answer.status * 100, *answer),
        Some(answer) => (answer.status, *answer),
        None => (200, Declared::empty(200, &[])),
    }
}

fn undeclared(code: &str, declared: &[Declared]) -> Refusal {
    let statuses = declared.iter().filter_map(|it| match it.status {
        class @ 2..=5 => Some(format!("{class}XX")),
        status => (status >= 200).then(|| status.to_string()),
    });
    let statuses: Vec<String> = statuses.collect();
    let statuses = match statuses.as_slice() {
        [] => "none".to_owned(),
        statuses => statuses.join(", "),
    };
    Refusal::bad_request(format_args!(
        "`Prefer: code={code}` asks for what is not declared; the statuses of this operation: {statuses}"
    ))
}

/// The whole body that the document shows as this media type.
fn example(declared: &Declared, media_type: &str) -> Option<String> {
    let mut examples = declared.examples.iter();
    let fits = |name: &str| {
        covers(media_type, name)
            .or(covers(name, media_type))
            .is_some()
    };
    let (_, text) = examples.find(|(name, _)| fits(name))?;
    // a string is what it says
    Some(serde_json::from_str(text).unwrap_or_else(|_| (*text).to_owned()))
}

/// The value of a whole body. In documents, that of XML is a text; so is that of JSON, now and then.
fn read(media_type: MediaType, schema: &Schema, text: &str) -> Option<Value> {
    let allowed = |value: &Value| schema::validate(schema, value, false).is_ok();
    let bytes = text.as_bytes();
    let values = [
        media_type.codec.read(schema, bytes).ok(),
        Codec::Json.read(schema, bytes).ok(),
        Some(Value::from(text)),
    ];
    values.into_iter().flatten().find(allowed)
}

/// Whether a value is still allowed when it is read again.
fn is_written(media_type: MediaType, schema: &Schema, value: &Value) -> bool {
    let codec = media_type.codec;
    if codec == Codec::Json {
        return true;
    }
    let bytes = codec.encode(schema, value);
    let read = bytes.and_then(|bytes| codec.read(schema, &bytes));
    read.is_ok_and(|read| schema::validate(schema, &read, false).is_ok())
}

/// Something of a media type.
fn sample(media_type: &str) -> Bytes {
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    Bytes::from_static(match essence.rsplit(['/', '+']).next() {
        Some("json") => b"{}",
        Some("xml" | "html") => b"<mock/>",
        Some("png") => PNG,
        _ => b"mock\n",
    })
}

/// A point.
const PNG: &[u8] = b"\x89PNG\x0D\x0A\x1A\x0A\0\0\0\x0DIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9BU\
    \0\0\0\x0AIDATx\xDAc`\0\0\0\x02\0\x01\xE5'\xDE\xFC\0\0\0\0IEND\xAEB`\x82";

//! Answers that the document declares.

use super::{Facts, Sort, values};
use crate::support::body::Body;
use crate::support::codec;
use crate::support::media::{self, Codec, MediaType};
use crate::support::operation::{Input, Operation, Place};
use crate::support::random::Random;
use crate::support::schema::{self, Schema};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use serde_json::Value;

/// What the backend answers.
#[derive(Clone, Debug)]
pub struct Made {
    pub status: u16,
    pub content_type: Option<String>,
    pub body: MadeBody,
    pub headers: Vec<(&'static str, String)>,
}

#[derive(Clone, Debug)]
pub enum MadeBody {
    Value(Value),
    Bytes(Bytes),
}

/// What a value is in a notation that does not hold everything that JSON does; `None` where it cannot be
/// written, or the document would not allow what is read.
pub fn settled(codec: Codec, schema: &Schema, value: Value) -> Option<Value> {
    if codec == Codec::Json {
        return Some(value);
    }
    let once = codec
        .read(schema, &codec.encode(schema, &value).ok()?)
        .ok()?;
    let twice = codec
        .read(schema, &codec.encode(schema, &once).ok()?)
        .ok()?;
    let allowed = schema::validate(schema, &once, false).is_ok();
    (allowed && values::same(&once, &twice)).then_some(once)
}

/// A value as one of these media types.
pub fn bytes(
    media_types: &[MediaType],
    content_type: &str,
    schema: Option<&Schema>,
    value: &Value,
) -> Option<Vec<u8>> {
    match of(media_types, content_type) {
        Codec::Json => serde_json::to_vec(value).ok(),
        codec => codec.encode(schema.unwrap_or(&schema::ANY), value).ok(),
    }
}

fn of(media_types: &[MediaType], content_type: &str) -> Codec {
    let values = media_types
        .iter()
        .copied()
        .filter(|it| it.codec != Codec::Bytes);
    let values: Vec<MediaType> = values.collect();
    media::find(&values, content_type).map_or(Codec::Json, |it| it.codec)
}

/// What bytes of one of these media types say.
pub fn read(
    media_types: &[MediaType],
    headers: &http::HeaderMap,
    schema: &Schema,
    bytes: &[u8],
) -> Result<Value, String> {
    let codec = of(media_types, codec::content_type(headers));
    codec.read(schema, bytes).map_err(|error| error.to_string())
}

pub fn make(operation: &Operation, facts: &Facts, random: &mut Random) -> Result<Made, String> {
    let answer = random.pick(facts.answers).ok_or("it declares no answer")?;
    // RFC 9110, section 15.2
    if (100..200).contains(&answer.status) {
        return Err("a status of 1xx is no answer yet".to_owned());
    }
    let known = |status: u16| facts.answers.iter().any(|it| it.status == status);
    let status = match answer.status {
        0 => [500, 418, 599]
            .into_iter()
            .find(|it| !known(*it))
            .ok_or("every status is declared")?,
        status => status,
    };
    let mut made = Made {
        status,
        content_type: None,
        body: MadeBody::Bytes(Bytes::new()),
        headers: headers(facts, random),
    };
    match answer.sort {
        Sort::Empty => {}
        Sort::Bytes => {
            let media_type = random.pick(answer.media_types).copied().unwrap_or("*/*");
            made.content_type = Some(MediaType::new(media_type, Codec::Bytes).content_type());
            let bytes: Vec<u8> = (0..random.below(40)).map(|_| random.bits() as u8).collect();
            made.body = MadeBody::Bytes(bytes.into());
        }
        Sort::Value => value(operation, random, &mut made)?,
    }
    Ok(made)
}

fn value(operation: &Operation, random: &mut Random, made: &mut Made) -> Result<(), String> {
    // where there is no schema, it is a text
    let schema = operation.answer(made.status).unwrap_or(&schema::STRING);
    let media_types = operation
        .produced(made.status)
        .iter()
        .filter(|it| it.codec != Codec::Bytes);
    let media_types: Vec<_> = media_types.collect();
    for _ in 0..10 {
        let value = random.value(schema, false);
        let value = value.ok_or("no value was found for an answer")?;
        let media_type = random
            .pick(&media_types)
            .copied()
            .copied()
            .unwrap_or(MediaType::JSON);
        if let Some(value) = settled(media_type.codec, schema, value) {
            made.content_type = Some(media_type.content_type());
            made.body = MadeBody::Value(value);
            return Ok(());
        }
    }
    Err("an answer cannot be written".to_owned())
}

/// The declared headers, as texts.
fn headers(facts: &Facts, random: &mut Random) -> Vec<(&'static str, String)> {
    let mut made = Vec::new();
    for header in facts.headers {
        let value = random.value(&header.schema, false);
        let input = Input {
            lists: header.lists,
            ..Input::new(Place::Header, header.name, &schema::ANY)
        };
        let reserved = header.name.to_ascii_lowercase().starts_with("content-");
        if let Some(texts) = value.and_then(|it| values::texts(&input, &it))
            && !reserved
        {
            made.push((header.name, texts.join(",")));
        }
    }
    made
}

/// The answer on the wire.
pub fn raw(operation: &Operation, made: &Made) -> Option<http::Response<Body>> {
    let content_type = made.content_type.as_deref().unwrap_or_default();
    let body = match &made.body {
        MadeBody::Bytes(bytes) => bytes.clone(),
        MadeBody::Value(value) => {
            let schema = operation.answer(made.status);
            bytes(operation.produced(made.status), content_type, schema, value)?.into()
        }
    };
    let mut response = http::Response::builder().status(made.status);
    for (name, text) in &made.headers {
        response = response.header(*name, text);
    }
    if !content_type.is_empty() {
        response = response.header(CONTENT_TYPE, content_type);
    }
    response.body(Body::from(body)).ok()
}

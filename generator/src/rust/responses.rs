//! What an operation answers: success and error are told apart by status, not by the shape of the
//! body.

use super::inline::{self, Inline};
use super::names::{CaseOf, Ident, Item, Kind};
use super::types::Types;
use super::{
    Arm, Docs, Field, Format, HeaderField, Payload, Presence, Success, Type, inputs, media,
};
use crate::ir::{ContentShape, Header, Method, Operation, Response, Status};
use crate::pointer;

/// What stands inside the responses.
pub(super) fn inline(types: &Types<'_, '_>, operation: &Operation) -> Vec<Inline> {
    let mut found = Vec::new();
    for response in &operation.responses {
        let content = response.content.as_ref();
        if let Some(slot) = content.and_then(|content| content.schema) {
            let root = format!("{} response", reason(response.status));
            let key = key(operation, response);
            let schema = slot.schema;
            found.extend(inline::find(
                types.api,
                schema,
                &root,
                &key,
                Format::Json,
                true,
            ));
        }
    }
    for header in headers(operation) {
        let (name, key) = (&header.name, header_key(operation, header));
        let schema = header.value.schema;
        found.extend(inline::find(
            types.api,
            schema,
            name,
            &key,
            Format::Text,
            true,
        ));
    }
    found
}

fn key(operation: &Operation, response: &Response) -> String {
    let pointer = &operation.origin.pointer;
    match response.status {
        Status::Code(code) => format!("{pointer}/responses/{code}"),
        Status::Range(class) => format!("{pointer}/responses/{class}XX"),
        Status::Default => format!("{pointer}/responses/default"),
    }
}

/// The success, and the errors. `default` is the success where no 2xx is declared, and an error in
/// any case.
pub(super) fn responses(types: &mut Types<'_, '_>, operation: &Operation) -> (Success, Vec<Arm>) {
    let mut arms = |success: bool| -> Vec<Arm> {
        let wanted = operation.responses.iter();
        wanted
            .filter(|response| response.status.is_success() == success)
            .map(|response| Arm {
                ident: variant(response.status),
                status: response.status,
                payload: payload(types, operation, response, success),
                docs: Docs::of(response.description.as_deref()),
            })
            .collect()
    };
    let errors = arms(false);
    let mut successes = arms(true);
    let only = successes.len() == 1;
    let success = match successes.pop() {
        Some(one) if only => Success::One(Some(one.status), one.payload),
        Some(last) => {
            successes.push(last);
            Success::Several(successes)
        }
        None => {
            let open = operation
                .responses
                .iter()
                .find(|it| it.status == Status::Default);
            match open {
                Some(open) => {
                    let payload = payload(types, operation, open, true);
                    Success::One(Some(Status::Default), payload)
                }
                None => Success::One(
                    None,
                    Payload::Stream {
                        media_types: Vec::new(),
                    },
                ),
            }
        }
    };
    (success, errors)
}

/// Those that are a success: 2xx, or `default` where there is none.
pub(super) fn successes(operation: &Operation) -> Vec<&Response> {
    let responses = operation.responses.iter();
    let mut successes: Vec<_> = responses.filter(|it| it.status.is_success()).collect();
    if successes.is_empty() {
        let mut responses = operation.responses.iter();
        successes.extend(responses.find(|it| it.status == Status::Default));
    }
    successes.retain(|it| has_body(operation, it));
    successes
}

/// RFC 9110, sections 9.3.2, 15.3.5, 15.3.6 and 15.4.5: some have no body, whatever is declared.
pub(super) fn has_body(operation: &Operation, response: &Response) -> bool {
    operation.method != Method::Head
        && !matches!(response.status, Status::Code(100..=199 | 204 | 205 | 304))
}

pub(super) fn payload(
    types: &mut Types<'_, '_>,
    operation: &Operation,
    response: &Response,
    success: bool,
) -> Payload {
    if !has_body(operation, response) {
        return Payload::Empty;
    }
    let content = response.content.as_ref();
    match content.map(|content| (content.schema, content.shape)) {
        Some((Some(slot), _)) => return Payload::Value(types.slot(slot)),
        Some((None, ContentShape::Text)) => return Payload::Value(Type::String),
        _ => {}
    }
    let media_types = media::usable(content).into_iter().map(|it| it.name);
    let media_types = media_types.filter(|it| !it.contains('*')).collect();
    if success {
        Payload::Stream { media_types }
    } else {
        Payload::Bytes { media_types }
    }
}

/// The headers that the responses declare, by name; the first declaration of a name holds.
fn headers(operation: &Operation) -> Vec<&Header> {
    let mut headers: Vec<&Header> = Vec::new();
    for header in operation.responses.iter().flat_map(|it| &it.headers) {
        if !headers
            .iter()
            .any(|known| known.name.eq_ignore_ascii_case(&header.name))
        {
            headers.push(header);
        }
    }
    headers.sort_by_key(|header| header.name.to_ascii_lowercase());
    headers
}

fn header_key(operation: &Operation, header: &Header) -> String {
    let name = pointer::escape(&header.name.to_ascii_lowercase());
    format!("{}/responses/headers/{name}", operation.origin.pointer)
}

pub(super) fn header_fields(types: &mut Types<'_, '_>, operation: &Operation) -> Vec<HeaderField> {
    let headers = headers(operation);
    let items: Vec<Item> = headers
        .iter()
        .map(|header| Item {
            key: header_key(operation, header),
            text: header.name.clone(),
            candidates: vec![Ident::of(&header.name, CaseOf::Value)],
        })
        .collect();
    let settled = types.names.settle(Kind::FIELD, &items, &[], types.report);
    let fields = headers.into_iter().zip(settled).map(|(header, name)| {
        let element = types.schema(header.value.schema);
        let docs = Docs::of(header.description.as_deref());
        let docs = match &header.value.prefix {
            Some(prefix) => docs.and(inputs::collection(prefix)),
            None => docs,
        };
        HeaderField {
            field: Field {
                docs: types.renamed(docs, &name, &header.name, &header.origin),
                ident: name.ident,
                wire: header.name.clone(),
                ty: types.text_type(&header.value, element),
                nullable: false,
                presence: Presence::Optional,
            },
            prefix: header.value.prefix.clone(),
            separators: header.value.separators(),
        }
    });
    fields.collect()
}

fn variant(status: Status) -> Ident {
    match status {
        Status::Default => Ident::fixed("Default"),
        // `Ok` alone would hide the `Ok` of the prelude from readers
        Status::Code(200) => Ident::fixed("Ok"),
        status => Ident::of(&reason(status), CaseOf::Variant),
    }
}

/// RFC 9110, section 15.
fn class(class: u8) -> &'static str {
    match class {
        1 => "informational",
        2 => "successful",
        3 => "redirection",
        4 => "client error",
        _ => "server error",
    }
}

/// RFC 9110, section 15, and the registry of status codes.
fn reason(status: Status) -> String {
    let code = match status {
        Status::Default => return "default".to_owned(),
        Status::Range(class) => return self::class(class).to_owned(),
        Status::Code(code) => code,
    };
    let reason = match code {
        100 => "continue",
        101 => "switching protocols",
        102 => "processing",
        103 => "early hints",
        200 => "ok",
        201 => "created",
        202 => "accepted",
        203 => "non authoritative information",
        204 => "no content",
        205 => "reset content",
        206 => "partial content",
        207 => "multi status",
        208 => "already reported",
        226 => "im used",
        300 => "multiple choices",
        301 => "moved permanently",
        302 => "found",
        303 => "see other",
        304 => "not modified",
        305 => "use proxy",
        307 => "temporary redirect",
        308 => "permanent redirect",
        400 => "bad request",
        401 => "unauthorized",
        402 => "payment required",
        403 => "forbidden",
        404 => "not found",
        405 => "method not allowed",
        406 => "not acceptable",
        407 => "proxy authentication required",
        408 => "request timeout",
        409 => "conflict",
        410 => "gone",
        411 => "length required",
        412 => "precondition failed",
        413 => "content too large",
        414 => "uri too long",
        415 => "unsupported media type",
        416 => "range not satisfiable",
        417 => "expectation failed",
        418 => "im a teapot",
        421 => "misdirected request",
        422 => "unprocessable content",
        423 => "locked",
        424 => "failed dependency",
        425 => "too early",
        426 => "upgrade required",
        428 => "precondition required",
        429 => "too many requests",
        431 => "request header fields too large",
        451 => "unavailable for legal reasons",
        500 => "internal server error",
        501 => "not implemented",
        502 => "bad gateway",
        503 => "service unavailable",
        504 => "gateway timeout",
        505 => "http version not supported",
        506 => "variant also negotiates",
        507 => "insufficient storage",
        508 => "loop detected",
        510 => "not extended",
        511 => "network authentication required",
        code => return format!("status {code}"),
    };
    reason.to_owned()
}

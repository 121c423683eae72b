//! Media types: the tables of an operation, and the choices that a caller has.

use super::names::{CaseOf, Ident, Item, Kind};
use super::responses::{has_body, successes};
use super::types::Types;
use super::{Capability, Docs, MediaChoice, Variant};
use crate::ir::{Api, Codec, Content, ContentShape, Location, MediaType, Operation, Origin};
use crate::pointer::escape;

/// XML, where some operation speaks it.
pub(super) fn xml(api: &Api) -> Option<Capability> {
    let mut operations = api.operations.iter();
    let xml = |it: &MediaType| it.codec == Codec::Xml;
    let spoken = |it: &Operation| consumes(it).iter().any(xml) || produces(it).iter().any(xml);
    operations.any(spoken).then_some(Capability::Xml)
}

/// What the body may be written as, the preferred one first; empty where there is no body.
pub(super) fn consumes(operation: &Operation) -> Vec<MediaType> {
    let body = operation.body.as_ref();
    body.map_or_else(Vec::new, |body| usable(Some(&body.content)))
}

/// What answers may be written as: those of success, then those of errors, then anything, where an
/// answer has no schema.
pub(super) fn produces(operation: &Operation) -> Vec<MediaType> {
    let errors = operation
        .responses
        .iter()
        .filter(|it| has_body(operation, it) && !it.status.is_success());
    let mut all: Vec<MediaType> = Vec::new();
    for response in successes(operation).into_iter().chain(errors) {
        for media_type in usable(response.content.as_ref()) {
            if all.iter().all(|known| known.name != media_type.name) {
                all.push(media_type);
            }
        }
    }
    all.sort_by_key(|it| it.name == ANYTHING);
    all
}

const ANYTHING: &str = "*/*";

/// The media types of a content, as the crate knows them.
pub(super) fn usable(content: Option<&Content>) -> Vec<MediaType> {
    let Some(content) = content else {
        return vec![media_type(ANYTHING, Codec::Bytes)];
    };
    let bytes = content.shape == ContentShape::Bytes;
    let usable = content.usable().into_iter().cloned();
    let mut usable: Vec<MediaType> = usable
        .map(|it| MediaType {
            codec: if bytes { Codec::Bytes } else { it.codec },
            ..it
        })
        .collect();
    // who declares ranges alone takes what we write
    if usable.iter().all(|it| it.name.contains('*')) {
        let first = match content.shape {
            ContentShape::Text => Some(media_type("text/plain", Codec::Text)),
            ContentShape::Value | ContentShape::Scalar => {
                Some(media_type("application/json", Codec::Json))
            }
            ContentShape::Bytes if usable.is_empty() => Some(media_type(ANYTHING, Codec::Bytes)),
            ContentShape::Bytes => None,
        };
        usable.splice(0..0, first);
    }
    usable
}

fn media_type(name: &str, codec: Codec) -> MediaType {
    MediaType {
        name: name.to_owned(),
        codec,
    }
}

/// What the caller may send the body as, where there is more than one way and no parameter says it.
pub(super) fn content_type(
    types: &mut Types<'_, '_>,
    operation: &Operation,
    base: &Ident,
) -> Option<MediaChoice> {
    let body = operation.body.as_ref()?;
    let names = names(operation, &consumes(operation), "content-type")?;
    let ident = base.with_suffix("ContentType");
    let said = format!("What the body of [`{base}Request`] is sent as.");
    Some(choice(
        types,
        names,
        "consumes",
        operation,
        &body.origin,
        ident,
        &said,
    ))
}

/// What the caller may ask for, likewise.
pub(super) fn accept(
    types: &mut Types<'_, '_>,
    operation: &Operation,
    base: &Ident,
) -> Option<MediaChoice> {
    let mut offered: Vec<MediaType> = Vec::new();
    for response in successes(operation) {
        offered.extend(usable(response.content.as_ref()));
    }
    let names = names(operation, &offered, "accept")?;
    let ident = base.with_suffix("Accept");
    let said = format!("What [`{base}Request`] asks the answer to be.");
    Some(choice(
        types,
        names,
        "produces",
        operation,
        &operation.origin,
        ident,
        &said,
    ))
}

/// Two names or more, none of them a range.
fn names(operation: &Operation, media_types: &[MediaType], header: &str) -> Option<Vec<String>> {
    let mut parameters = operation.parameters.iter();
    if parameters.any(|it| it.location == Location::Header && it.name.eq_ignore_ascii_case(header))
    {
        return None;
    }
    let mut names: Vec<String> = Vec::new();
    for name in media_types.iter().map(|it| &it.name) {
        if !name.contains('*') && !names.contains(name) {
            names.push(name.clone());
        }
    }
    (names.len() > 1).then_some(names)
}

fn choice(
    types: &mut Types<'_, '_>,
    names: Vec<String>,
    key: &str,
    operation: &Operation,
    origin: &Origin,
    ident: Ident,
    said: &str,
) -> MediaChoice {
    let key = format!("{}/{key}", operation.origin.pointer);
    let items = names.into_iter().map(|name| Item {
        key: format!("{key}/{}", escape(&name)),
        candidates: vec![Ident::of(&name, CaseOf::Variant)],
        text: name,
    });
    let items: Vec<Item> = items.collect();
    let settled = types.names.settle(Kind::VARIANT, &items, &[], types.report);
    let variants = items.into_iter().zip(settled).map(|(item, name)| Variant {
        docs: types.renamed(Docs::default(), &name, &item.text, origin),
        ident: name.ident,
        wire: item.text,
    });
    MediaChoice {
        variants: variants.collect(),
        key,
        ident,
        docs: Docs::default().and(said),
    }
}

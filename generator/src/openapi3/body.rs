//! Request Body Object, and Media Type Objects with their Encoding Objects.

use super::parameter::{QUERY_STYLES, nothing, query_style, style};
use super::piece::{Field, Kind, piece};
use super::schema::schema;
use crate::document::model::{Encoding, Media, Parameter, StyleKind};
use crate::document::{Child, Object, reference};
use crate::ir::Origin;
use crate::report::{Diagnostic, Report, catalogue};
use crate::source::Node;
use indexmap::IndexMap;
use openapiv3::{MediaType, RequestBody};

const REQUEST_BODY: &[Field] = &[
    ("description", Kind::Text),
    ("required", Kind::Flag),
    ("content", Kind::InnerMap(&[])),
];

const MEDIA_TYPE: &[Field] = &[
    ("schema", Kind::Part),
    (
        "encoding",
        Kind::InnerMap(&[
            ("contentType", Kind::Text),
            ("style", Kind::Name(QUERY_STYLES)),
            ("explode", Kind::Flag),
            ("allowReserved", Kind::Flag),
            ("headers", Kind::PartMap),
        ]),
    ),
];

/// A body as the parameter that it is elsewhere, which has a name.
pub(super) fn body(node: &Node, origin: Origin, report: &mut Report) -> Option<Parameter> {
    let object = Object::new(node, origin, "a request body", report)?;
    let (name, location) = ("body".to_owned(), "body".to_owned());
    if let Some(reference) = reference(&object, report) {
        return Some(Parameter {
            reference: Some(reference),
            name,
            location,
            ..nothing(&object)
        });
    }
    let body: RequestBody = piece(&object, REQUEST_BODY, "a request body", report)?;
    if body.content.is_empty() {
        let diagnostic =
            Diagnostic::new(&catalogue::MISSING_FIELD, "a request body has no `content`");
        let diagnostic =
            diagnostic.at_pointer(object.origin.place, &object.origin.pointer, "this one");
        report.add(diagnostic.generated("an operation without a body"));
    }
    Some(Parameter {
        name,
        location,
        required: body.required,
        description: body.description,
        content: content(&object, report),
        ..nothing(&object)
    })
}

/// What `content` holds: media types of one schema are together, where the first of them stands.
pub(super) fn content(object: &Object<'_>, report: &mut Report) -> Vec<Media> {
    let is_object = |it: Child<'_>| it.node.as_mapping().is_some();
    if !object.get("content").is_some_and(is_object) {
        return Vec::new();
    }
    let Some(content) = object.object("content", report) else {
        return Vec::new();
    };
    let mut all: Vec<(serde_json::Value, Media)> = Vec::new();
    for child in content.all() {
        let said = child.node.to_json();
        let said = serde_json::json!([said.get("schema"), said.get("encoding")]);
        let name = child.key.to_owned();
        if let Some((_, known)) = all.iter_mut().find(|(known, _)| *known == said) {
            known.types.get_or_insert_default().push(name);
        } else if let Some(media) = media(&child, report) {
            all.push((said, media));
        }
    }
    all.into_iter().map(|(_, media)| media).collect()
}

/// What the document shows, by media type: the one example, or the first that is named and stands here.
pub(super) fn examples(object: &Object<'_>) -> Vec<(String, serde_json::Value)> {
    let content = object.get("content");
    let content = content.and_then(|it| it.node.as_mapping());
    let content = content.into_iter().flat_map(|it| it.iter());
    let examples = content.filter_map(|(name, media)| {
        let named = || {
            let examples = media.node.get("examples")?.as_mapping()?;
            let mut values = examples.iter().map(|(_, it)| it.node.get("value"));
            values.find_map(|it| it)
        };
        let example = media.node.get("example").or_else(named)?;
        Some((name.clone(), example.to_json()))
    });
    examples.collect()
}

fn media(child: &Child<'_>, report: &mut Report) -> Option<Media> {
    let object = Object::new(child.node, child.origin(), "a media type", report)?;
    let media: MediaType = piece(&object, MEDIA_TYPE, "a media type", report)?;
    let inner = media.schema.and_then(|_| {
        let child = object.get("schema")?;
        schema(child.node, child.origin(), report)
    });
    let encoding = media.encoding.iter();
    let encoding = encoding.map(|(name, it)| (name.clone(), self::encoding(&object, name, it)));
    Some(Media {
        types: Some(vec![child.key.to_owned()]),
        schema: inner,
        encoding: encoding.collect::<IndexMap<_, _>>(),
        origin: child.origin(),
    })
}

/// The model does not tell an `explode` that is absent from one that is false.
fn encoding(media: &Object<'_>, name: &str, encoding: &openapiv3::Encoding) -> Encoding {
    let written = media.get("encoding");
    let written = written.and_then(|it| it.node.as_mapping()?.get(name));
    let explode = written.and_then(|it| it.node.get("explode")?.as_flag());
    let kind = encoding.style.as_ref().map(query_style);
    let place = written.map_or(media.origin.place, |it| it.key);
    Encoding {
        origin: Origin {
            place,
            pointer: media.origin.pointer.clone(),
        },
        content_type: encoding.content_type.clone(),
        style: (kind.is_some() || explode.is_some())
            .then(|| style(kind.unwrap_or(StyleKind::Form), explode)),
        other: if encoding.headers.is_empty() {
            encoding.allow_reserved.then_some("allowReserved")
        } else {
            Some("headers")
        },
    }
}

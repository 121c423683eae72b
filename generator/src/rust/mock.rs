//! What a mock answers with: the answers that an operation declares, and what the document shows of their
//! values.

use super::responses::payload;
use super::schemas::SchemaUse;
use super::tables::{TextInput, header_input};
use super::types::Types;
use super::{Payload, TypeModule};
use crate::ir::{Header, Operation, Response, SchemaId, SchemaKind, Slot, Status};
use crate::pointer::escape;
use serde_json::Value;

/// An answer that the document declares.
#[derive(Debug, Clone)]
pub struct Declared {
    pub status: Status,
    pub body: DeclaredBody,
    pub headers: Vec<(TextInput, Shown)>,
    /// Whole bodies, by media type.
    pub examples: Vec<(String, String)>,
    /// Of a body whose schema is no definition.
    pub shown: Shown,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeclaredBody {
    Value,
    /// Bytes of one of these media types.
    Bytes(Vec<String>),
    /// Nothing, of one of these media types.
    Empty(Vec<String>),
}

/// Values that the document shows, as JSON, by their pointer in the whole; an element of a list, and a value
/// of a map, has the token `-`.
pub type Shown = Vec<(String, String)>;

/// A longer one is not carried.
const LONGEST: usize = 1 << 16;
/// Nobody shows anything so deep inside a schema without a name.
const DEPTH: usize = 12;

pub(super) fn declared(types: &mut Types<'_, '_>, operation: &Operation) -> Vec<Declared> {
    let responses = operation.responses.iter();
    let mut declared: Vec<Declared> = responses.map(|it| one(types, operation, it)).collect();
    declared.sort_by_key(|it| it.status);
    declared
}

fn one(types: &mut Types<'_, '_>, operation: &Operation, response: &Response) -> Declared {
    let examples = response.examples.iter().filter_map(|(media_type, value)| {
        let is = media_type.contains('/');
        is.then_some((media_type.clone(), text(value)?))
    });
    let examples: Vec<(String, String)> = examples.collect();
    let content = response.content.as_ref();
    let body = match payload(types, operation, response, true) {
        Payload::Value(_) => DeclaredBody::Value,
        Payload::Bytes { media_types } | Payload::Stream { media_types } => {
            match (content, examples.as_slice()) {
                (Some(_), _) => DeclaredBody::Bytes(media_types),
                // without a schema, the document says nothing of a body but what it shows
                (None, []) => DeclaredBody::Empty(offered(response)),
                (None, shown) => {
                    DeclaredBody::Bytes(shown.iter().map(|(name, _)| name.clone()).collect())
                }
            }
        }
        Payload::Empty => DeclaredBody::Empty(offered(response)),
    };
    let headers = response.headers.iter();
    let headers = headers.filter_map(|header| self::header(types, header));
    let headers = headers.collect();
    let slot = content.and_then(|content| content.schema);
    let inline = slot.filter(|slot| types.api.schema(slot.schema).name.is_none());
    Declared {
        status: response.status,
        body,
        headers,
        examples,
        shown: inline.map_or_else(Vec::new, |slot| shown(types, slot.schema)),
    }
}

fn offered(response: &Response) -> Vec<String> {
    let offered = response.offered.iter();
    let offered = offered.filter(|it| it.contains('/'));
    // of a range, whatever is no text
    let offered = offered.map(|it| match it.contains('*') {
        true => "application/octet-stream".to_owned(),
        false => it.clone(),
    });
    offered.collect()
}

/// One with a pattern is left out unless the document shows a value: regular expressions would have to be
/// carried for it.
fn header(types: &mut Types<'_, '_>, header: &Header) -> Option<(TextInput, Shown)> {
    let schema = types.api.schema(header.value.schema);
    let shown: Shown = match header.value.lists.as_slice() {
        [] => shown(types, header.value.schema),
        _ => Vec::new(),
    };
    if schema.limits.pattern.is_some() {
        if shown.is_empty() {
            return None;
        }
        let plain = TextInput {
            schema: SchemaUse::any(),
            ..header_input(types, header)
        };
        return Some((plain, shown));
    }
    Some((header_input(types, header), shown))
}

/// What the document shows of the values of each definition.
pub(super) fn definitions(
    types: &Types<'_, '_>,
    modules: &[TypeModule],
) -> Vec<(SchemaUse, Shown)> {
    let ids = types.api.schema_ids();
    let definitions = ids.filter_map(|id| {
        let named = types.named(id)?;
        let (own, module) = match &named {
            SchemaUse::Definition(module) => (false, module.to_string()),
            SchemaUse::Own(module) => (true, module.to_string()),
            SchemaUse::Here(_) => return None,
        };
        modules.iter().find(|it| it.module.as_str() == module)?;
        let shown = shown(types, id);
        (!shown.is_empty()).then_some(((module, own), (named, shown)))
    });
    // whatever the order in the document
    let mut definitions: Vec<_> = definitions.collect();
    definitions.sort_by(|(a, _), (b, _)| a.cmp(b));
    definitions.into_iter().map(|(_, shown)| shown).collect()
}

fn shown(types: &Types<'_, '_>, id: SchemaId) -> Shown {
    let mut shown = Vec::new();
    collect(types, id, String::new(), 0, &mut shown);
    shown
}

fn collect(types: &Types<'_, '_>, id: SchemaId, pointer: String, depth: usize, shown: &mut Shown) {
    let schema = types.api.schema(id);
    let value = schema.example.as_ref().or(schema.default.as_ref());
    if let Some(text) = value.and_then(text) {
        shown.push((pointer.clone(), text));
    }
    let mut below = |slot: &Slot, pointer: String| {
        // what a definition shows stands with it
        if types.named(slot.schema).is_none() && depth < DEPTH {
            collect(types, slot.schema, pointer, depth + 1, shown);
        }
    };
    match &schema.kind {
        SchemaKind::Object { properties, .. } => {
            for property in properties {
                let pointer = format!("{pointer}/{}", escape(&property.name));
                below(&property.slot, pointer);
            }
        }
        SchemaKind::Array(slot) | SchemaKind::Map(slot) => below(slot, format!("{pointer}/-")),
        SchemaKind::Alias(slot) => below(slot, pointer),
        _ => {}
    }
}

fn text(value: &Value) -> Option<String> {
    let text = value.to_string();
    (text.len() <= LONGEST).then_some(text)
}

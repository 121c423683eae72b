//! Uses of schemas: what they say beside what the schemas do.

use super::catalogue as code;
use super::draft::Draft;
use super::findings::Use;
use super::matching::Names;
use super::{aliases, schemas::typed};
use crate::ir::{Api, Schema, SchemaKind, Slot};

/// What two uses say of null, and of which definition it is.
pub(super) fn compare(
    (old, a): (Slot, &Schema),
    (new, b): (Slot, &Schema),
    of: &Use<'_>,
    (apis, names): ((&Api, &Api), &Names<'_>),
) -> Vec<Draft> {
    let say = |code, says: String| {
        let draft = Draft::new(code, of.subject, says);
        draft.at(Some(of.at.0), Some(of.at.1))
    };
    let mut drafts = Vec::new();
    drafts.extend(null((old, a), (new, b), of, (apis, names)));
    if let (Some(before), Some(after)) = (&a.name, &b.name)
        && !names.same(a, b)
        // an alias of it, or it was one
        && !aliases::is_known_as(apis.0, of.slots.0, after)
        && !aliases::is_known_as(apis.1, of.slots.1, before)
    {
        let says = format!("was a `{before}`, and is a `{after}`");
        drafts.push(say(&code::REFERENCE_CHANGED, says));
    }
    if typed(a) && typed(b) {
        match (&a.name, &b.name) {
            (Some(name), None) => {
                let says = format!("was a `{name}`, and is of no definition");
                drafts.push(say(&code::DEFINITION_INLINED, says));
            }
            (None, Some(name)) => {
                let says = format!("was of no definition, and is a `{name}`");
                drafts.push(say(&code::DEFINITION_EXTRACTED, says));
            }
            _ => {}
        }
    }
    drafts
}

/// What two uses say of null: of their definition, where it is this that says so, and of that once.
pub(super) fn null(
    (old, a): (Slot, &Schema),
    (new, b): (Slot, &Schema),
    of: &Use<'_>,
    (apis, names): ((&Api, &Api), &Names<'_>),
) -> Option<Draft> {
    let any = |it: &Schema| matches!(it.kind, SchemaKind::Any | SchemaKind::Missing);
    let (code, says) = match (old.nullable, new.nullable) {
        _ if any(a) || any(b) => return None,
        (false, true) => (&code::NULL_ALLOWED, "may be null"),
        (true, false) => (&code::NULL_FORBIDDEN, "may be null no more"),
        _ => return None,
    };
    let draft = Draft::new(code, of.subject, says).at(Some(of.at.0), Some(of.at.1));
    let definition = aliases::definition(apis.0, of.slots.0)
        .zip(aliases::definition(apis.1, of.slots.1))
        .filter(|(a, b)| names.same(a, b) && a.nullable != b.nullable);
    Some(match definition {
        Some((a, b)) => draft.of(a.name.as_deref().unwrap_or_default(), &a.origin, &b.origin),
        None => draft,
    })
}

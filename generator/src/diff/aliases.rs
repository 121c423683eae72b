//! Aliases: what a use means through them, and what they say of its values on the way.

use super::draft::Draft;
use super::findings::Use;
use super::matching::Names;
use super::values;
use crate::ir::{Api, Limits, Schema, SchemaKind, Slot};
use serde_json::Value;
use std::iter;

/// The schemas of a use: the aliases, and what the last of them is.
fn chain(api: &Api, slot: Slot) -> impl Iterator<Item = (Slot, &Schema)> {
    let at = |slot: Slot| (slot, api.schema(slot.schema));
    let next = move |(slot, schema): &(Slot, &Schema)| match &schema.kind {
        SchemaKind::Alias(next) => Some(at(Slot {
            schema: next.schema,
            nullable: slot.nullable || next.nullable,
        })),
        _ => None,
    };
    // aliases go in no circle; a bound all the same, since a document is hostile
    iter::successors(Some(at(slot)), next).take(api.schemas.len() + 1)
}

/// What a use means: through every alias.
pub(super) fn resolved(api: &Api, slot: Slot) -> Slot {
    chain(api, slot).last().map_or(slot, |(slot, _)| slot)
}

/// Whether a use leads to, or through, a definition of this name.
pub(super) fn is_known_as(api: &Api, slot: Slot, name: &str) -> bool {
    chain(api, slot).any(|(_, it)| it.name.as_deref() == Some(name))
}

/// What is said of the values of a use.
pub(super) struct Said<'a> {
    /// The first alias that says anything, and what it is an alias of does not.
    by: Option<&'a Schema>,
    /// That of the first that has one.
    default: Option<&'a Value>,
    /// Those of all.
    pub limits: Limits,
}

pub(super) fn said(api: &Api, slot: Slot) -> Said<'_> {
    let mut said = Said {
        by: None,
        default: None,
        limits: Limits::default(),
    };
    for (_, schema) in chain(api, slot) {
        let alias = matches!(schema.kind, SchemaKind::Alias(_));
        if alias && !(schema.limits.is_none() && schema.default.is_none()) {
            said.by = said.by.or(Some(schema));
        }
        said.default = said.default.or(schema.default.as_ref());
        said.limits = said.limits.and(&schema.limits).0;
    }
    said
}

/// What the aliases of two uses make of their values, and whether they say all there is to say: what two
/// definitions of one name say themselves is told of these.
pub(super) fn compare(
    (old, new): (&Api, &Api),
    of: &Use<'_>,
    text: bool,
    names: &Names<'_>,
) -> (Vec<Draft>, bool) {
    let (before, after) = (said(old, of.slots.0), said(new, of.slots.1));
    let Some(by) = before.by.or(after.by) else {
        return (Vec::new(), false);
    };
    let a = old.schema(resolved(old, of.slots.0).schema);
    let b = new.schema(resolved(new, of.slots.1).schema);
    let mut found = values::bounds(
        (a, (before.default, &before.limits)),
        (b, (after.default, &after.limits)),
        text,
    );
    let shared = a.name.is_some() && names.same(a, b);
    if shared {
        let own = values::bounds(
            (a, (a.default.as_ref(), &a.limits)),
            (b, (b.default.as_ref(), &b.limits)),
            text,
        );
        found.retain(|it| !own.contains(it));
    }
    // an alias that has a name is known by it, wherever it is met
    let both = before.by.zip(after.by);
    let named = both.filter(|(a, b)| a.name.is_some() && names.same(a, b));
    let (subject, at) = match (named, &by.name) {
        (Some((a, b)), Some(name)) => (name.as_str(), (&a.origin, &b.origin)),
        _ => (of.subject, of.at),
    };
    let draft = |(code, says)| Draft::new(code, subject, says).at(Some(at.0), Some(at.1));
    (found.into_iter().map(draft).collect(), !shared)
}

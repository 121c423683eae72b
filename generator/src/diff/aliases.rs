//! Aliases: what a use means through them, and what they say of its values on the way.

use super::draft::Draft;
use super::findings::Use;
use super::matching::Names;
use super::values;
use crate::ir::{Api, EnumBase, Limits, Schema, SchemaKind, Slot};
use serde_json::Value;
use std::iter;

/// The schemas of a use: the aliases, and what the last of them is.
pub(super) fn chain(api: &Api, slot: Slot) -> impl Iterator<Item = (Slot, &Schema)> {
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

/// The first definition that a use leads to.
pub(super) fn definition(api: &Api, slot: Slot) -> Option<&Schema> {
    chain(api, slot)
        .map(|(_, it)| it)
        .find(|it| it.name.is_some())
}

/// The innermost definition that two uses both lead to, or through.
pub(super) fn common<'a>(
    (old, new): (&'a Api, &'a Api),
    of: &Use<'_>,
    names: &Names<'_>,
) -> Option<(&'a Schema, &'a Schema)> {
    let named = |api, slot| chain(api, slot).map(|(_, it): (Slot, &'a Schema)| it);
    let pairs = named(old, of.slots.0).filter_map(|a| {
        let mut others = named(new, of.slots.1);
        Some((a, others.find(|b| a.name.is_some() && names.same(a, b))?))
    });
    pairs.last()
}

/// The limits of a use, be they said by aliases or by what these are.
pub(super) fn limits(api: &Api, slot: Slot) -> Limits {
    let schemas = chain(api, slot).map(|(_, it)| it);
    totals(schemas).1
}

/// The default and the limits that schemas of one chain come to.
fn totals<'a>(schemas: impl IntoIterator<Item = &'a Schema>) -> (Option<&'a Value>, Limits) {
    let nothing = (None, Limits::default());
    schemas.into_iter().fold(nothing, |(default, limits), it| {
        let default = default.or(it.default.as_ref());
        (default, limits.and(&it.limits).0)
    })
}

/// What the aliases of two uses make of their values, each told of the one that says it: of an alias that has
/// a name by that name, else of the use. And whether this is all there is to say of the values, since what
/// both lead to is not one definition.
pub(super) fn compare(
    (old, new): (&Api, &Api),
    of: &Use<'_>,
    text: bool,
    names: &Names<'_>,
) -> (Vec<Draft>, bool) {
    let schemas = |api, slot| chain(api, slot).map(|(_, it)| it).collect();
    let before: Vec<&Schema> = schemas(old, of.slots.0);
    let after: Vec<&Schema> = schemas(new, of.slots.1);
    let (Some(a), Some(b)) = (before.last(), after.last()) else {
        return (Vec::new(), false);
    };
    let mut drafts = Vec::new();
    let mut tell = |owner: Option<(&Schema, &Schema)>, before: &[&Schema], after: &[&Schema]| {
        let (before, after) = (
            totals(before.iter().copied()),
            totals(after.iter().copied()),
        );
        let said = |it: &(Option<&Value>, Limits)| (it.0.cloned(), it.1.clone());
        let (before, after) = (said(&before), said(&after));
        let (before, after) = ((before.0.as_ref(), &before.1), (after.0.as_ref(), &after.1));
        let (subject, at) = match owner {
            Some((a, b)) => (
                a.name.as_deref().unwrap_or(of.subject),
                (&a.origin, &b.origin),
            ),
            None => (of.subject, of.at),
        };
        // of values of another kind it is told that they are
        let found = sort(a).filter(|it| Some(*it) == sort(b));
        let found = found.map(|_| values::bounds((a, before), (b, after), text));
        let draft = |(code, says)| Draft::new(code, subject, says).at(Some(at.0), Some(at.1));
        drafts.extend(found.into_iter().flatten().map(draft));
    };
    let named = |chain: &[&Schema], from: usize| {
        let mut rest = chain.iter().enumerate().skip(from);
        rest.find(|(_, it)| it.name.is_some())
            .map(|(index, _)| index)
    };
    let says = |it: &&Schema| {
        let alias = matches!(it.kind, SchemaKind::Alias(_));
        alias && !(it.limits.is_none() && it.default.is_none())
    };
    let (mut owner, mut at) = (None, (0, 0));
    loop {
        let (Some(rest), Some(others)) = (before.get(at.0..), after.get(at.1..)) else {
            return (drafts, false);
        };
        if !rest.iter().chain(others).any(says) {
            return (drafts, false);
        }
        let skip = usize::from(owner.is_some());
        let next = named(&before, at.0 + skip).zip(named(&after, at.1 + skip));
        let met = next.and_then(|next| Some((next, *before.get(next.0)?, *after.get(next.1)?)));
        match met.filter(|(_, a, b)| names.same(a, b)) {
            Some((next, a, b)) => {
                // with what they were, what they lead to would have been this
                let own = after.get(at.1..next.1).unwrap_or_default().iter();
                let led = before.get(next.0..).unwrap_or_default();
                let led: Vec<&Schema> = own.chain(led).copied().collect();
                tell(owner, rest, &led);
                (owner, at) = (Some((a, b)), next);
            }
            None => {
                tell(owner, rest, others);
                return (drafts, true);
            }
        }
    }
}

/// What values are, so far as their limits can be compared.
fn sort(schema: &Schema) -> Option<u8> {
    use SchemaKind as K;
    Some(match &schema.kind {
        K::Integer(_) | K::Number(_) => 0,
        K::Enum { base, .. } => match base {
            EnumBase::Integer(_) | EnumBase::Number(_) => 0,
            EnumBase::String => 1,
            EnumBase::Boolean | EnumBase::Any => 2,
        },
        K::String(_) => 1,
        K::Boolean | K::Any => 2,
        K::Array(_) => 3,
        K::Object { .. } | K::Map(_) | K::Choice { .. } | K::OneOf(_) => 4,
        K::File | K::Missing => 5,
        K::Alias(_) => return None,
    })
}

//! One of several: told apart by a property, or by what they are.

use super::catalogue as code;
use super::findings::slot;
use super::schemas::Nodes;
use super::shapes::Shapes;
use super::{objects, words};
use crate::ir::{Alternative, Api, SchemaId, SchemaKind, Slot};
use std::collections::BTreeMap;

/// An object that becomes a choice (`after`), or the other way: it is one of the alternatives, or the base of
/// them, or another thing.
pub(super) fn choice_of(nodes: &mut Nodes<'_, '_>, choice: &SchemaKind, after: bool) {
    let SchemaKind::Choice { tag, own, .. } = choice else {
        return;
    };
    // a definition that becomes the base of a family, or was it, is none of those that are made of it
    let base = own.filter(|_| nodes.findings.names.same(nodes.a, nodes.b));
    let mut others = slots(choice);
    others.retain(|it| Some(it.schema) != *own);
    let one = base.is_none() && one_of_them(nodes, &others, after);
    match (one, own, after) {
        (true, _, true) => nodes.types(&code::TYPE_WIDENED),
        (true, _, false) => nodes.types(&code::TYPE_NARROWED),
        (false, None, _) => nodes.types(&code::TYPE_CHANGED),
        (false, Some(own), true) => {
            nodes.say(&code::TAG_ADDED, format!("is told apart by `{tag}`"));
            objects::compare_with(nodes, None, Some(*own));
        }
        (false, Some(own), false) => {
            let says = format!("is told apart by `{tag}` no more");
            nodes.say(&code::TAG_REMOVED, says);
            objects::compare_with(nodes, Some(*own), None);
        }
    }
}

pub(super) fn choices(nodes: &mut Nodes<'_, '_>) {
    let of = |kind: &SchemaKind| match kind {
        SchemaKind::Choice {
            own, alternatives, ..
        } => (*own, by_value(alternatives)),
        _ => (None, BTreeMap::new()),
    };
    let ((old_own, old), (new_own, new)) = (of(&nodes.a.kind), of(&nodes.b.kind));
    let subject = nodes.subject.clone();
    if let (Some(old), Some(new)) = (old_own, new_own) {
        nodes.edge(slot(old), slot(new), &subject);
    }
    if old.keys().all(|it| !new.contains_key(it)) {
        nodes.say(
            &code::ALTERNATIVES_REPLACED,
            "can be nothing that it could be",
        );
    }
    for (value, it) in &old {
        let Some((_, other)) = new.get_key_value(value) else {
            let says = format!("can be {} no more", called(value, &it.0));
            nodes.say_of(value, &code::ALTERNATIVE_OBJECT_REMOVED, says);
            continue;
        };
        nodes.edge(slot(it.1), slot(other.1), &format!("{subject}({value})"));
    }
    for (value, it) in new.iter().filter(|(value, _)| !old.contains_key(*value)) {
        let says = format!("can be {}", called(value, &it.0));
        nodes.say_of(value, &code::ALTERNATIVE_OBJECT_ADDED, says);
    }
}

/// By its definition, and by the value that tells it, where that is another.
fn called(value: &str, name: &str) -> String {
    match value == name {
        true => format!("`{name}`"),
        false => format!("`{name}`, told by {}", words::short(value)),
    }
}

fn by_value(alternatives: &[Alternative]) -> BTreeMap<String, (String, SchemaId)> {
    let alternatives = alternatives.iter();
    let alternatives = alternatives.map(|it| (it.value.clone(), (it.name.clone(), it.schema)));
    alternatives.collect()
}

/// Which is which, where no value tells: those of one shape, then those of one name, then those that are
/// called the same, one after the other.
pub(super) fn one_of(nodes: &mut Nodes<'_, '_>, old: &[Slot], new: &[Slot]) {
    let (before, after) = (nodes.findings.old, nodes.findings.new);
    let mut left = looks(before, old, &mut nodes.findings.shapes.0);
    let mut open = looks(after, new, &mut nodes.findings.shapes.1);
    let subject = nodes.subject.clone();
    let same: [fn(&Look<'_>, &Look<'_>) -> bool; 4] = [
        // of several of one shape each is the one of its name
        |a, b| a.shape == b.shape && a.name == b.name,
        |a, b| a.shape == b.shape,
        |a, b| a.name.is_some() && a.name == b.name,
        |a, b| a.kind == b.kind,
    ];
    for same in same {
        left.retain(|it| {
            let Some(at) = open.iter().position(|other| same(it, other)) else {
                return true;
            };
            let other = open.remove(at);
            nodes.edge(it.slot, other.slot, &format!("{subject}({})", it.kind));
            false
        });
    }
    if left.len() == old.len() && open.len() == new.len() {
        nodes.say(
            &code::ALTERNATIVES_REPLACED,
            "can be nothing that it could be",
        );
    }
    for it in left {
        let says = format!("can be {} no more", it.kind);
        nodes.say(&code::ALTERNATIVE_OBJECT_REMOVED, says);
    }
    for it in open {
        let says = format!("can be {}", it.kind);
        nodes.say(&code::ALTERNATIVE_OBJECT_ADDED, says);
    }
}

/// What an alternative is known by.
struct Look<'a> {
    slot: Slot,
    shape: u64,
    name: Option<&'a str>,
    kind: String,
}

fn looks<'a>(api: &'a Api, slots: &[Slot], shapes: &mut Shapes) -> Vec<Look<'a>> {
    let looks = slots.iter().map(|slot| {
        let schema = api.schema(slot.schema);
        Look {
            slot: *slot,
            shape: shapes.of(api, *slot),
            name: schema.name.as_deref(),
            kind: words::kind(api, schema),
        }
    });
    looks.collect()
}

/// What a choice is of.
pub(super) fn slots(kind: &SchemaKind) -> Vec<Slot> {
    match kind {
        SchemaKind::Choice { alternatives, .. } => {
            alternatives.iter().map(|it| slot(it.schema)).collect()
        }
        _ => Vec::new(),
    }
}

/// What was the only one, or is: compared with the one of several that is it, if there is one.
pub(super) fn one_of_them(nodes: &mut Nodes<'_, '_>, several: &[Slot], after: bool) -> bool {
    let (before, now) = (nodes.findings.old, nodes.findings.new);
    let (old, new) = (slot(nodes.ids.0), slot(nodes.ids.1));
    let shapes = &mut nodes.findings.shapes;
    let (one, several) = if after {
        let one = looks(before, &[old], &mut shapes.0);
        (one, looks(now, several, &mut shapes.1))
    } else {
        let one = looks(now, &[new], &mut shapes.1);
        (one, looks(before, several, &mut shapes.0))
    };
    let Some(one) = one.first() else {
        return false;
    };
    let shaped = several.iter().find(|it| it.shape == one.shape);
    let called = || several.iter().find(|it| it.kind == one.kind);
    let Some(same) = shaped.or_else(called) else {
        return false;
    };
    let subject = nodes.subject.clone();
    match after {
        true => nodes.edge(old, same.slot, &subject),
        false => nodes.edge(same.slot, new, &subject),
    }
    true
}

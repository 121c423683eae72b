//! One of several: told apart by a property, or by what they are.

use super::catalogue as code;
use super::findings::slot;
use super::schemas::Nodes;
use super::{objects, words};
use crate::ir::{Alternative, SchemaId, SchemaKind, Slot};
use std::collections::BTreeMap;

/// A base and the object that it was, or is now.
pub(super) fn own_properties(
    nodes: &mut Nodes<'_, '_>,
    old: Option<SchemaId>,
    new: Option<SchemaId>,
) {
    // where one has no properties of its own, the others are compared by themselves
    match (old, new) {
        (Some(old), None) => objects::compare_with(nodes, Some(old), None),
        (None, Some(new)) => objects::compare_with(nodes, None, Some(new)),
        _ => {}
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

/// Alternatives that have no names are the same if they are called the same.
pub(super) fn one_of(nodes: &mut Nodes<'_, '_>, old: &[Slot], new: &[Slot]) {
    let (before, after) = (nodes.findings.old, nodes.findings.new);
    let mut open: Vec<(String, Slot)> = Vec::new();
    for slot in new {
        open.push((words::kind(after, after.schema(slot.schema)), *slot));
    }
    let subject = nodes.subject.clone();
    for slot in old {
        let kind = words::kind(before, before.schema(slot.schema));
        match open.iter().position(|(other, _)| *other == kind) {
            Some(at) => {
                let (_, other) = open.remove(at);
                nodes.edge(*slot, other, &format!("{subject}({kind})"));
            }
            None => {
                let says = format!("can be {kind} no more");
                nodes.say(&code::ALTERNATIVE_OBJECT_REMOVED, says);
            }
        }
    }
    for (kind, _) in open {
        nodes.say(&code::ALTERNATIVE_OBJECT_ADDED, format!("can be {kind}"));
    }
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

/// What was the only one, or is: compared with the one of several that is called the same, if there is one.
pub(super) fn one_of_them(nodes: &mut Nodes<'_, '_>, several: &[Slot], after: bool) -> bool {
    let (one, api) = if after {
        (words::kind(nodes.findings.old, nodes.a), nodes.findings.new)
    } else {
        (words::kind(nodes.findings.new, nodes.b), nodes.findings.old)
    };
    let mut several = several.iter();
    let same = several.find(|it| words::kind(api, api.schema(it.schema)) == one);
    let (Some(same), subject) = (same, nodes.subject.clone()) else {
        return false;
    };
    let (old, new) = nodes.ids;
    match after {
        true => nodes.edge(slot(old), *same, &subject),
        false => nodes.edge(*same, slot(new), &subject),
    }
    true
}

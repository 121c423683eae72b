//! Definitions: which there are. What they say is compared where operations meet them, or here, if none
//! does.

use super::catalogue as code;
use super::draft::Draft;
use super::findings::Findings;
use crate::ir::{Api, Location, Operation, SchemaId};
use std::collections::{BTreeMap, BTreeSet};

/// Those of a name, by it; of several the first by pointer.
fn named(api: &Api) -> BTreeMap<&str, SchemaId> {
    let mut named: BTreeMap<&str, SchemaId> = BTreeMap::new();
    for id in api.schema_ids() {
        let schema = api.schema(id);
        if let Some(name) = &schema.name {
            let known = named.entry(name).or_insert(id);
            if schema.origin.pointer < api.schema(*known).origin.pointer {
                *known = id;
            }
        }
    }
    named
}

/// The definitions whose properties are fields of a form, in both versions of one operation, by name.
fn forms<'a>(findings: &Findings<'a>) -> BTreeSet<&'a str> {
    let by_pointer = |api: &'a Api| -> BTreeMap<&'a str, &'a str> {
        let schemas = api.schemas.iter();
        let named =
            schemas.filter_map(|it| Some((it.origin.pointer.as_str(), it.name.as_deref()?)));
        named.collect()
    };
    let (before, after) = (by_pointer(findings.old), by_pointer(findings.new));
    let of = |named: &BTreeMap<&str, &'a str>, operation: &Operation| -> BTreeSet<&'a str> {
        let fields = operation.parameters.iter();
        let fields = fields.filter(|it| it.location == Location::Form);
        let holders = fields.flat_map(|it| {
            let pointer = it.origin.pointer.as_str();
            let ends = pointer.match_indices('/');
            ends.filter_map(|(at, _)| named.get(pointer.get(..at)?).copied())
        });
        holders.collect()
    };
    let pairs = findings.pairs.iter();
    let both = pairs.filter_map(|it| Some((of(&before, it.old?), of(&after, it.new?))));
    both.flat_map(|(a, b)| a.intersection(&b).copied().collect::<Vec<_>>())
        .collect()
}

/// What is said of a definition as a whole.
fn described(findings: &mut Findings<'_>, old: SchemaId, new: SchemaId) {
    let (a, b) = (findings.old.schema(old), findings.new.schema(new));
    if (&a.title, &a.description) != (&b.title, &b.description) {
        let name = a.name.as_deref().unwrap_or_default();
        let says = "is described in other words";
        let draft = Draft::new(&code::SCHEMA_DESCRIPTION_CHANGED, name, says);
        findings.add(draft.at(Some(&a.origin), Some(&b.origin)));
    }
}

/// After the operations: who met whom is known then.
pub(super) fn compare(findings: &mut Findings<'_>) {
    let (old, new) = (findings.old, findings.new);
    let (before, after) = (named(old), named(new));
    findings.compare_schemas();
    let forms = forms(findings);
    for (name, id) in &before {
        let Some(other) = after.get(name) else {
            continue;
        };
        let met = |text| findings.is_met(*id, *other, text);
        match (met(false), met(true)) {
            // its fields are compared as text, and are all that is sent of it
            (false, false) if forms.contains(name) => described(findings, *id, *other),
            (value, text) => findings.definition(*id, *other, text && !value),
        }
    }
    findings.compare_schemas();
    for (name, id) in &before {
        if let Some(other) = after.get(name) {
            findings.null_of(*id, *other);
        }
    }
    // one that is gone and one that is new are one that is renamed, if they met where they are used
    let only = |name: &Option<String>, other: &BTreeMap<&str, SchemaId>| {
        let name = name.as_deref();
        name.is_some_and(|it| !other.contains_key(it))
    };
    let mut meetings: Vec<(SchemaId, SchemaId)> = Vec::new();
    let mut taken: (BTreeSet<SchemaId>, BTreeSet<SchemaId>) = Default::default();
    for (a, b) in findings.compared().collect::<Vec<_>>() {
        let (from, to) = (old.schema(a), new.schema(b));
        let kinds = std::mem::discriminant(&from.kind) == std::mem::discriminant(&to.kind);
        if kinds
            && only(&from.name, &after)
            && only(&to.name, &before)
            && !taken.0.contains(&a)
            && !taken.1.contains(&b)
        {
            taken.0.insert(a);
            taken.1.insert(b);
            meetings.push((a, b));
        }
    }
    for (a, b) in meetings {
        let (from, to) = (old.schema(a), new.schema(b));
        let (name, other) = (from.name.clone(), to.name.clone().unwrap_or_default());
        let says = format!("is called `{other}`");
        let draft = Draft::new(&code::DEFINITION_RENAMED, name.unwrap_or_default(), says);
        findings.add(draft.at(Some(&from.origin), Some(&to.origin)));
    }
    for (name, id) in &before {
        if !after.contains_key(name) && !taken.0.contains(id) {
            let draft = Draft::new(&code::DEFINITION_REMOVED, *name, "is gone");
            let place = new.info.origins.info.as_ref();
            findings.add(draft.gone(&old.schema(*id).origin, place));
        }
    }
    for (name, id) in &after {
        if !before.contains_key(name) && !taken.1.contains(id) {
            let draft = Draft::new(&code::DEFINITION_ADDED, *name, "is new");
            let place = old.info.origins.info.as_ref();
            findings.add(draft.fresh(place, &new.schema(*id).origin));
        }
    }
}

//! `discriminator`: definitions that are told apart by the value of a property (Schema Object,
//! "Models with Polymorphism Support").

use super::Lowering;
use crate::document::model::Document;
use crate::ir::{
    Additional, Alternative, Origin, Property, Schema, SchemaId, SchemaKind, Slot, Tag,
};
use crate::report::{Diagnostic, Hides, catalogue};
use indexmap::IndexSet;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

/// Which definitions are all of which, by pointer.
pub(super) struct Families<'a> {
    document: &'a Document,
    parents: HashMap<&'a str, Vec<&'a str>>,
    children: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// The values that `mapping` has for a definition, in their order: the first is written.
    mapped: HashMap<&'a str, IndexSet<&'a str>>,
}

impl<'a> Families<'a> {
    pub fn of(document: &'a Document) -> Self {
        let mut families = Families {
            document,
            parents: HashMap::new(),
            children: BTreeMap::new(),
            mapped: HashMap::new(),
        };
        for (child, definition) in &document.schemas {
            let parts = definition.schema.all_of.iter();
            let references = parts.filter_map(|part| part.reference.as_ref());
            for parent in references.filter_map(|it| document.target(it).ok()) {
                families.parents.entry(child).or_default().push(parent);
                families.children.entry(parent).or_default().insert(child);
            }
            for (value, target) in &definition.schema.mapping {
                if let Some(target) = mapping_target(document, target) {
                    let values = families.mapped.entry(target).or_default();
                    values.insert(value);
                }
            }
        }
        families
    }

    fn discriminator(&self, pointer: &str) -> Option<&'a str> {
        let definition = self.document.schemas.get(pointer)?;
        // beside alternatives it tells these apart, and what is all of it is none of them
        let base = definition.schema.one_of.is_empty();
        definition.schema.discriminator.as_deref().filter(|_| base)
    }

    /// The property that tells what a value of this definition is: of the definition, or of the
    /// nearest one that it is all of.
    pub fn tag(&self, pointer: &'a str) -> Option<&'a str> {
        let mut open = VecDeque::from([pointer]);
        let mut seen = BTreeSet::new();
        while let Some(pointer) = open.pop_front() {
            if !seen.insert(pointer) {
                continue;
            }
            if let Some(property) = self.discriminator(pointer) {
                return Some(property);
            }
            open.extend(self.parents.get(pointer).into_iter().flatten());
        }
        None
    }

    /// Whether all that is said of the one definition holds for the other, which refers to it.
    pub fn is_all_of(&self, pointer: &'a str, other: &str) -> bool {
        let (mut open, mut seen) = (vec![pointer], BTreeSet::new());
        while let Some(pointer) = open.pop() {
            if pointer == other {
                return true;
            }
            if seen.insert(pointer) {
                open.extend(self.parents.get(pointer).into_iter().flatten());
            }
        }
        false
    }

    /// Whether values of this definition may be of others.
    pub fn is_base(&self, pointer: &'a str) -> bool {
        self.discriminator(pointer).is_some()
            || self.children.contains_key(pointer) && self.tag(pointer).is_some()
    }

    /// The definition and all that are all of it, by the value that stands for each. The first of
    /// one value holds.
    fn members(&self, pointer: &'a str) -> (BTreeMap<&'a str, &'a str>, Vec<&'a str>) {
        let tag = self.tag(pointer);
        let (mut members, mut doubles) = (BTreeMap::new(), Vec::new());
        let mut open = VecDeque::from([pointer]);
        let mut seen = BTreeSet::new();
        while let Some(pointer) = open.pop_front() {
            if !seen.insert(pointer) {
                continue;
            }
            open.extend(self.children.get(pointer).into_iter().flatten());
            if self.tag(pointer) != tag {
                continue;
            }
            match members.entry(self.value(pointer)) {
                std::collections::btree_map::Entry::Vacant(entry) => {
                    entry.insert(pointer);
                }
                std::collections::btree_map::Entry::Occupied(_) => doubles.push(pointer),
            }
        }
        (members, doubles)
    }

    /// What `mapping` has, or `x-ms-discriminator-value`, else the name.
    pub fn value(&self, pointer: &str) -> &'a str {
        let mapped = self.mapped.get(pointer);
        if let Some(value) = mapped.and_then(|it| it.first().copied()) {
            return value;
        }
        self.document.schemas.get(pointer).map_or("", |definition| {
            let value = definition.schema.discriminator_value.as_deref();
            value.unwrap_or(&definition.name)
        })
    }
}

/// What `mapping` means by a reference, or by a name.
fn mapping_target<'a>(document: &'a Document, text: &str) -> Option<&'a str> {
    let pointer = document.home(text.strip_prefix('#').unwrap_or(text));
    let known = document.schemas.get_key_value(pointer);
    let named = || document.schemas.iter().find(|(_, it)| it.name == text);
    known.or_else(named).map(|(pointer, _)| pointer.as_str())
}

impl<'a> Lowering<'a> {
    /// Says of what `mapping` leads to that it is not there.
    pub(super) fn check_mappings(&mut self) {
        let document = self.document;
        for definition in document.schemas.values() {
            for (value, target) in &definition.schema.mapping {
                if mapping_target(document, target).is_none() {
                    let message = format!("`{value}` is mapped to `{target}`, which is not there");
                    let diagnostic = Diagnostic::new(&catalogue::DANGLING_REF, message);
                    let diagnostic = diagnostic.generated("no alternative of this value");
                    let origin = &definition.schema.origin;
                    self.warn(diagnostic, origin, "the `discriminator` of this one");
                }
            }
        }
    }

    /// The struct of a base's own properties, which stands beside the choice that the base is.
    pub(super) fn own_structs(&mut self) {
        let document = self.document;
        for (pointer, definition) in &document.schemas {
            if self.families.is_base(pointer) {
                let origin = Origin {
                    place: definition.schema.origin.place,
                    pointer: pointer.clone(),
                };
                let id = self.push(Schema::of(origin, SchemaKind::Any));
                self.bases.insert(pointer, id);
            }
        }
    }

    /// The kind of a definition, where it is told apart from others by a property; `kind` is what it
    /// is by itself.
    pub(super) fn told_apart(&mut self, pointer: &'a str, kind: SchemaKind) -> SchemaKind {
        let Some(property) = self.families.tag(pointer) else {
            return kind;
        };
        // one of no properties is an object all the same
        let kind = if self.is_plain_map(&kind) {
            SchemaKind::Any
        } else {
            kind
        };
        let kind = tagged(kind, property, self.families.value(pointer));
        let Some(base) = self.bases.get(pointer).copied() else {
            return kind;
        };
        if let Some(schema) = self.schemas.get_mut(base.0) {
            schema.kind = kind;
        }
        let (members, doubles) = self.families.members(pointer);
        self.several_values(members.values().copied().collect());
        for double in doubles {
            let value = self.families.value(double);
            let message = format!("several definitions have the discriminator value `{value}`");
            let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_SCHEMA, message)
                .generated("the first one, for values of the base");
            if let Some(definition) = self.document.schemas.get(double) {
                self.warn(diagnostic, &definition.schema.origin, "not the first");
            }
        }
        let alternatives = members.into_iter().filter_map(|(value, member)| {
            Some(Alternative {
                value: value.to_owned(),
                name: self.document.schemas.get(member)?.name.clone(),
                schema: self.member(member)?,
            })
        });
        SchemaKind::Choice {
            tag: property.to_owned(),
            own: Some(base),
            alternatives: alternatives.collect(),
        }
    }

    /// A definition writes one value, so it can be read from one only.
    fn several_values(&mut self, members: Vec<&'a str>) {
        for member in members {
            let values = self.families.mapped.get(member);
            if values.is_none_or(|it| it.len() < 2) {
                continue;
            }
            let value = self.families.value(member);
            let list = values.into_iter().flatten().map(|it| format!("`{it}`"));
            let list = list.collect::<Vec<_>>().join(", ");
            let message = format!("several values of a discriminator mean one definition: {list}");
            let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_SCHEMA, message)
                .hides(Hides::Message)
                .generated(format!("`{value}` alone; the others are kept as unknown"));
            if let Some(definition) = self.document.schemas.get(member) {
                self.warn(diagnostic, &definition.schema.origin, "this definition");
            }
        }
    }

    fn member(&self, pointer: &str) -> Option<SchemaId> {
        let own = self.bases.get(pointer);
        own.or_else(|| self.definitions.get(pointer)).copied()
    }
}

/// An object whose tag is no property but always of one value. A map keeps the tag among its values.
fn tagged(kind: SchemaKind, property: &str, value: &str) -> SchemaKind {
    let tag = |declared: Option<Property>| {
        Some(Tag {
            property: property.to_owned(),
            value: value.to_owned(),
            declared: declared.map(Box::new),
        })
    };
    match kind {
        SchemaKind::Object {
            mut properties,
            additional,
            ..
        } => {
            let at = properties.iter().position(|it| it.name == property);
            let declared = at.map(|at| properties.remove(at));
            SchemaKind::Object {
                properties,
                additional,
                tag: tag(declared),
            }
        }
        SchemaKind::Any => SchemaKind::Object {
            properties: Vec::new(),
            additional: Additional::Ignored,
            tag: tag(None),
        },
        kind => kind,
    }
}

impl Lowering<'_> {
    fn is_plain_map(&self, kind: &SchemaKind) -> bool {
        let any = |slot: &Slot| match self.schemas.get(slot.schema.0) {
            Some(schema) => schema.kind == SchemaKind::Any,
            None => false,
        };
        matches!(kind, SchemaKind::Map(slot) if any(slot))
    }
}

//! Which definitions are all of which, and what tells them apart (Schema Object, "Models with Polymorphism
//! Support").

use super::scalar::implied;
use crate::document::model::{Document, Reference, Schema};
use heck::ToSnakeCase;
use indexmap::IndexSet;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

/// Which definitions are all of which, by pointer.
pub(super) struct Families<'a> {
    document: &'a Document,
    parents: HashMap<&'a str, Vec<&'a str>>,
    children: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// The values that the `mapping` of a definition has for others, in their order: the first is written.
    mapped: HashMap<&'a str, HashMap<&'a str, IndexSet<&'a str>>>,
    /// What those of alternatives have for a definition, with the property.
    mapped_elsewhere: HashMap<&'a str, IndexSet<(&'a str, &'a str)>>,
}

/// A definition and those that are all of it.
#[derive(Default)]
pub(super) struct Members<'a> {
    /// By the value that stands for each: the first of one value.
    pub by_value: BTreeMap<&'a str, &'a str>,
    /// Those whose value is another's.
    pub doubles: Vec<&'a str>,
    /// Those that another property tells.
    pub strangers: Vec<&'a str>,
}

impl<'a> Families<'a> {
    pub fn of(document: &'a Document) -> Self {
        let mut families = Families {
            document,
            parents: HashMap::new(),
            children: BTreeMap::new(),
            mapped: HashMap::new(),
            mapped_elsewhere: HashMap::new(),
        };
        for (child, definition) in &document.schemas {
            let parts = inline_parts(&definition.schema).into_iter();
            let references = parts.filter_map(|part| part.reference.as_ref());
            for parent in references.filter_map(|it| document.target(it).ok()) {
                families.parents.entry(child).or_default().push(parent);
                families.children.entry(parent).or_default().insert(child);
            }
            families.map(child, &definition.schema);
        }
        families
    }

    fn map(&mut self, pointer: &'a str, schema: &'a Schema) {
        let base = self.discriminator(pointer).is_some();
        for part in std::iter::once(schema).chain(inline_parts(schema)) {
            for (value, target) in &part.mapping {
                let Some(target) = self.document.mapped(part, target) else {
                    continue;
                };
                if base {
                    let values = self.mapped.entry(pointer).or_default().entry(target);
                    values.or_default().insert(value);
                } else if let Some(property) = part.discriminator.as_deref() {
                    let values = self.mapped_elsewhere.entry(target).or_default();
                    values.insert((property, value));
                }
            }
        }
    }

    /// The property that tells values of a definition apart.
    fn discriminator(&self, pointer: &str) -> Option<&'a str> {
        let schema = &self.document.schemas.get(pointer)?.schema;
        // beside alternatives it tells these apart, and what is all of it is none of them
        let mut parts = std::iter::once(schema).chain(inline_parts(schema));
        let property = parts.find_map(|it| it.discriminator.as_deref())?;
        let base = schema.one_of.is_empty() && self.is_told(schema, property);
        base.then_some(property)
    }

    /// Whether values of a schema can be told by a property: they are objects, and it is a text.
    pub fn is_told(&self, schema: &'a Schema, property: &str) -> bool {
        let object = matches!(implied(schema).as_slice(), [] | ["object"]);
        let declared = property_of(schema, property).map(|it| self.resolved(it));
        let text = declared.is_none_or(|it| {
            let types = implied(it);
            types.is_empty() || types.contains(&"string")
        });
        object && text
    }

    fn resolved(&self, schema: &'a Schema) -> &'a Schema {
        let target = |it: &'a Reference| {
            let pointer = self.document.target(it).ok()?;
            Some(&self.document.schemas.get(pointer)?.schema)
        };
        let mut schema = schema;
        // those that refer to each other have no end
        for _ in 0..10 {
            match schema.reference.as_ref().and_then(target) {
                Some(next) => schema = next,
                None => break,
            }
        }
        schema
    }

    /// What is found first, of the definition or of the nearest one that it is all of.
    fn nearest<T>(&self, pointer: &'a str, find: impl Fn(&'a str) -> Option<T>) -> Option<T> {
        let mut open = VecDeque::from([pointer]);
        let mut seen = BTreeSet::new();
        while let Some(pointer) = open.pop_front() {
            if !seen.insert(pointer) {
                continue;
            }
            if let Some(found) = find(pointer) {
                return Some(found);
            }
            open.extend(self.parents.get(pointer).into_iter().flatten());
        }
        None
    }

    /// The property that tells what a value of this definition is: of the definition, or of the
    /// nearest one that it is all of.
    pub fn tag(&self, pointer: &'a str) -> Option<&'a str> {
        self.nearest(pointer, |it| self.discriminator(it))
    }

    /// Whether all that is said of the one definition holds for the other, which refers to it.
    pub fn is_all_of(&self, pointer: &'a str, other: &str) -> bool {
        let found = self.nearest(pointer, |it| (it == other).then_some(()));
        found.is_some()
    }

    /// Whether values of this definition may be of others.
    pub fn is_base(&self, pointer: &'a str) -> bool {
        self.discriminator(pointer).is_some()
            || self.children.contains_key(pointer) && self.tag(pointer).is_some()
    }

    /// The definition and all that are all of it.
    pub fn members(&self, pointer: &'a str) -> Members<'a> {
        let tag = self.tag(pointer);
        let mut members = Members::default();
        let mut open = VecDeque::from([pointer]);
        let mut seen = BTreeSet::new();
        while let Some(pointer) = open.pop_front() {
            if !seen.insert(pointer) {
                continue;
            }
            open.extend(self.children.get(pointer).into_iter().flatten());
            if self.tag(pointer) != tag {
                members.strangers.push(pointer);
                continue;
            }
            match members.by_value.entry(self.value(pointer)) {
                Entry::Vacant(entry) => {
                    entry.insert(pointer);
                }
                Entry::Occupied(_) => members.doubles.push(pointer),
            }
        }
        members
    }

    /// The values that a `mapping` of its family has for a definition.
    pub fn mapped(&self, pointer: &'a str) -> Option<&IndexSet<&'a str>> {
        self.nearest(pointer, |it| self.mapped.get(it)?.get(pointer))
    }

    /// What stands for a definition in its family.
    pub fn value(&self, pointer: &'a str) -> &'a str {
        let mapped = self.mapped(pointer).and_then(|it| it.first().copied());
        mapped.unwrap_or_else(|| match self.tag(pointer) {
            Some(tag) => {
                let said = self
                    .said(pointer, tag)
                    .or_else(|| self.elsewhere(pointer, tag));
                said.unwrap_or_else(|| self.called(pointer, tag))
            }
            None => self.name(pointer),
        })
    }

    /// What stands for a definition where this property tells what it is, and no `mapping` says so.
    pub fn value_as(&self, pointer: &'a str, property: &str) -> &'a str {
        if self.tag(pointer) == Some(property) {
            return self.value(pointer);
        }
        let said = self.said(pointer, property);
        said.unwrap_or_else(|| self.called(pointer, property))
    }

    /// The one value that alternatives elsewhere go by: what its family writes is read there as well.
    fn elsewhere(&self, pointer: &str, property: &str) -> Option<&'a str> {
        let values = self.mapped_elsewhere.get(pointer).into_iter().flatten();
        let mut values = values.filter(|(of, _)| *of == property);
        let (_, value) = values.next()?;
        values.next().is_none().then_some(value)
    }

    /// The name, or what is like it in the `enum` of the property.
    fn called(&self, pointer: &'a str, property: &str) -> &'a str {
        let like = self.like(pointer, property);
        like.unwrap_or_else(|| self.name(pointer))
    }

    /// `x-ms-discriminator-value`, or the one value that the definition lists of the property.
    fn said(&self, pointer: &str, property: &str) -> Option<&'a str> {
        let schema = &self.document.schemas.get(pointer)?.schema;
        let value = schema.discriminator_value.as_deref();
        value.or_else(|| match self.listed(schema, property).as_slice() {
            // what a base lists is of those that are all of it as well
            [value] if !self.children.contains_key(pointer) => Some(value),
            _ => None,
        })
    }

    /// Of the values that the property may have, the one that is the name but for its spelling.
    fn like(&self, pointer: &'a str, property: &str) -> Option<&'a str> {
        let name = self.name(pointer);
        let spelt = name.to_snake_case();
        let values = self.values(pointer, property).into_iter();
        let mut like = values.filter(|it| *it == name || it.to_snake_case() == spelt);
        let first = like.next()?;
        let mut others = like.filter(|it| *it != first);
        others.next().is_none().then_some(first)
    }

    /// Whether what stands for a definition is known by its likeness alone.
    pub fn is_likened(&self, pointer: &'a str, property: &str) -> bool {
        let value = self.value(pointer);
        value != self.name(pointer)
            && self.mapped(pointer).is_none()
            && self.said(pointer, property).is_none()
            && self.like(pointer, property) == Some(value)
    }

    /// The values that the property may have, as the nearest definition lists them.
    pub fn values(&self, pointer: &'a str, property: &str) -> Vec<&'a str> {
        let listed = self.nearest(pointer, |it| {
            let schema = &self.document.schemas.get(it)?.schema;
            Some(self.listed(schema, property)).filter(|it| !it.is_empty())
        });
        listed.unwrap_or_default()
    }

    /// Whether values of a definition have this property, be it as the tag of their family.
    pub fn declares(&self, pointer: &'a str, property: &str) -> bool {
        let of = |it: &'a str| {
            let schema = &self.document.schemas.get(it)?.schema;
            property_of(schema, property)
        };
        self.tag(pointer) == Some(property) || self.nearest(pointer, of).is_some()
    }

    fn listed(&self, schema: &'a Schema, property: &str) -> Vec<&'a str> {
        let declared = property_of(schema, property).map(|it| self.resolved(it));
        let values = declared.and_then(|it| it.values.as_ref());
        let scalars = values.into_iter().flatten().filter(|it| !it.is_null());
        let scalars = scalars.filter_map(|it| it.scalar.as_ref());
        scalars.map(|it| it.text.as_str()).collect()
    }

    fn name(&self, pointer: &str) -> &'a str {
        let definition = self.document.schemas.get(pointer);
        definition.map_or("", |it| it.name.as_str())
    }
}

/// What a schema is all of, parts of parts included; a reference is looked at no further.
pub(super) fn inline_parts(schema: &Schema) -> Vec<&Schema> {
    let mut parts: Vec<&Schema> = Vec::new();
    let mut open: Vec<&Schema> = schema.all_of.iter().rev().collect();
    while let Some(part) = open.pop() {
        parts.push(part);
        open.extend(part.all_of.iter().rev());
    }
    parts
}

/// A property that a schema declares itself, be it in one of its parts.
fn property_of<'s>(schema: &'s Schema, property: &str) -> Option<&'s Schema> {
    let mut parts = std::iter::once(schema).chain(inline_parts(schema));
    parts.find_map(|it| it.properties.get(property))
}

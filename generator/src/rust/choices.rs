//! Schemas of alternatives as enums: told apart by a property, or by what they are.

use super::inline;
use super::names::{CaseOf, Ident, Item, Kind, Settled};
use super::types::{Types, type_docs};
use super::{Alternative, Attempt, Capability, Choice, Docs, Json, OneOf, Type};
use crate::ir::{
    self, Additional, EnumBase, Property, Schema, SchemaId, SchemaKind, Slot, StringFormat,
};
use crate::pointer::escape;

/// The rank of what takes anything.
const LAST: u8 = 4;

impl<'a> Types<'a, '_> {
    pub(super) fn choice(
        &mut self,
        id: SchemaId,
        key: &str,
        tag: &str,
        alternatives: &[ir::Alternative],
    ) -> Choice {
        let texts = alternatives.iter().map(|it| {
            let key = format!("{key}/discriminator/{}", escape(&it.value));
            (key, it.name.as_str())
        });
        let settled = self.alternatives(texts);
        let mut seen = Vec::new();
        let origin = &self.api.schema(id).origin;
        let alternatives = alternatives.iter().zip(settled).map(|(it, name)| {
            let first = !seen.contains(&it.schema);
            seen.push(it.schema);
            let schema = self.api.schema(it.schema);
            let slot = Slot {
                schema: it.schema,
                nullable: false,
            };
            Alternative {
                docs: self.renamed(Docs::default(), &name, &it.name, origin),
                ident: name.ident,
                value: it.value.clone(),
                ty: self.property(id, slot),
                converts: matches!(schema.kind, SchemaKind::Object { .. }) && first,
            }
        });
        Choice {
            tag: tag.to_owned(),
            alternatives: alternatives.collect(),
        }
    }

    /// The alternatives of a [`SchemaKind::OneOf`], and the order in which they are tried.
    pub(super) fn one_of(&mut self, id: SchemaId, key: &str, slots: &[Slot]) -> OneOf {
        let labels = inline::labels(self.api, slots);
        let settled = self.alternatives(
            labels
                .iter()
                .map(|it| (format!("{key}/oneOf/{}", escape(it)), it.as_str())),
        );
        let origin = &self.api.schema(id).origin;
        let targets: Vec<SchemaId> = slots.iter().map(|it| self.resolved(it.schema)).collect();
        let plain: Vec<Option<Type>> = targets.iter().map(|it| self.scalar(*it)).collect();
        let mut alternatives = Vec::new();
        let mut attempts = Vec::new();
        for (index, ((slot, name), label)) in slots.iter().zip(settled).zip(&labels).enumerate() {
            let schema = self.api.schema(slot.schema);
            let target = targets.get(index).copied().unwrap_or(slot.schema);
            let of_its_own = match plain.get(index) {
                Some(Some(ty)) => plain.iter().flatten().filter(|it| *it == ty).count() == 1,
                _ => {
                    self.is_nominal(target)
                        && targets.iter().filter(|it| **it == target).count() == 1
                }
            };
            let docs = if schema.name.is_none() {
                type_docs(schema)
            } else {
                Docs::default()
            };
            alternatives.push(Alternative {
                docs: self.renamed(docs, &name, label, origin),
                ident: name.ident,
                value: label.clone(),
                ty: self.property(id, *slot),
                converts: of_its_own && !slot.nullable && target != id,
            });
            attempts.push(self.attempt(index, *slot, target));
        }
        attempts.sort_by_key(|it| it.rank);
        self.capabilities.insert(Capability::OneOf);
        OneOf {
            alternatives,
            attempts,
        }
    }

    fn alternatives<'s>(&mut self, texts: impl Iterator<Item = (String, &'s str)>) -> Vec<Settled> {
        let items = texts.map(|(key, text)| Item {
            key,
            text: text.to_owned(),
            candidates: vec![Ident::of(text, CaseOf::Variant)],
        });
        let items: Vec<Item> = items.collect();
        self.names.settle(Kind::VARIANT, &items, &[], self.report)
    }

    /// What a schema is, behind definitions that are others.
    fn resolved(&self, id: SchemaId) -> SchemaId {
        let mut at = id;
        // definitions that are each other are no aliases any more
        while let SchemaKind::Alias(slot) = self.api.schema(at).kind {
            at = slot.schema;
        }
        at
    }

    fn is_nominal(&self, id: SchemaId) -> bool {
        matches!(
            self.api.schema(id).kind,
            SchemaKind::Object { .. }
                | SchemaKind::Enum { .. }
                | SchemaKind::Choice { .. }
                | SchemaKind::OneOf(_)
        )
    }

    /// The type of a schema that is one by itself, whatever its name.
    fn scalar(&mut self, id: SchemaId) -> Option<Type> {
        let api = self.api;
        match &api.schema(id).kind {
            kind @ (SchemaKind::Boolean
            | SchemaKind::Integer(_)
            | SchemaKind::Number(_)
            | SchemaKind::String(_)) => Some(self.kind(kind)),
            _ => None,
        }
    }

    /// When and how a value is tried as one of the alternatives. What says more goes first: integers
    /// before numbers, formats before texts, objects before maps.
    fn attempt(&self, index: usize, slot: Slot, target: SchemaId) -> Attempt {
        let schema: &'a Schema = self.api.schema(target);
        let (json, rank) = match &schema.kind {
            SchemaKind::Boolean => (Json::Boolean, 0),
            SchemaKind::Integer(_) => (Json::Integer, 0),
            SchemaKind::Number(_) => (Json::Number, 1),
            SchemaKind::String(StringFormat::Byte | StringFormat::Base64Url) => (Json::String, 1),
            SchemaKind::String(StringFormat::Plain | StringFormat::Other(_)) => (Json::String, 2),
            SchemaKind::String(_) => (Json::String, 0),
            SchemaKind::Enum { base, .. } => match base {
                EnumBase::String => (Json::String, 0),
                EnumBase::Integer(_) => (Json::Integer, 0),
                EnumBase::Number(_) => (Json::Number, 0),
                EnumBase::Boolean => (Json::Boolean, 0),
                EnumBase::Any => (Json::Any, 0),
            },
            SchemaKind::Array(_) => (Json::Array, 0),
            SchemaKind::Map(_) => (Json::Object, 1),
            SchemaKind::Object { .. } | SchemaKind::Choice { .. } => (Json::Object, 0),
            SchemaKind::OneOf(_) => (Json::Any, 2),
            SchemaKind::Any | SchemaKind::Missing | SchemaKind::File | SchemaKind::Alias(_) => {
                (Json::Any, LAST)
            }
        };
        let attempt = Attempt {
            alternative: index,
            rank,
            last: rank == LAST,
            json,
            nullable: slot.nullable,
            // an open enum would take what no alternative lists
            listed: !slot.nullable
                && matches!(
                    schema.kind,
                    SchemaKind::Enum { .. } | SchemaKind::Choice { .. } | SchemaKind::OneOf(_)
                ),
            known: None,
            constants: Vec::new(),
        };
        let SchemaKind::Object {
            properties,
            additional,
            tag,
        } = &schema.kind
        else {
            return attempt;
        };
        let constants = properties.iter().filter_map(|it| self.constant(it));
        let tags = tag.iter().map(|it| (it.property.clone(), it.value.clone()));
        let tagged = tags.map(|(property, value)| (property, value, true));
        let constants = constants.map(|(property, value)| (property, value, false));
        let attempt = Attempt {
            constants: tagged.chain(constants).collect(),
            ..attempt
        };
        let names = properties.iter().map(|it| it.name.clone());
        let names = names.chain(tag.iter().map(|it| it.property.clone()));
        match additional {
            Additional::Forbidden => Attempt {
                known: Some(names.collect()),
                ..attempt
            },
            Additional::Ignored => attempt,
            Additional::Of(_) => Attempt { rank: 1, ..attempt },
        }
    }

    /// A property of one value, which tells its object from others.
    fn constant(&self, property: &Property) -> Option<(String, String)> {
        let target = self.resolved(property.slot.schema);
        match &self.api.schema(target).kind {
            SchemaKind::Enum {
                base: EnumBase::String,
                values,
            } => match values.as_slice() {
                [only] => Some((property.name.clone(), only.value.clone())),
                _ => None,
            },
            _ => None,
        }
    }
}

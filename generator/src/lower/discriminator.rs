//! `discriminator`: definitions that are told apart by the value of a property (Schema Object,
//! "Models with Polymorphism Support").

use super::Lowering;
use super::families::{Members, inline_parts};
use crate::document::model;
use crate::ir::{
    Additional, Alternative, Origin, Property, Schema, SchemaId, SchemaKind, Slot, Tag,
};
use crate::report::{Diagnostic, Hides, catalogue};

impl<'a> Lowering<'a> {
    /// Says of discriminators that they tell nothing, and of what `mapping` leads to that it is not there.
    pub(super) fn check_discriminators(&mut self) {
        let document = self.document;
        for definition in document.schemas.values() {
            let schema = &definition.schema;
            let property = schema.discriminator.as_deref();
            if let Some(property) = property.filter(|_| schema.one_of.is_empty())
                && !self.families.is_told(schema, property)
            {
                let message = format!("no value is told by `{property}`, as it is no text");
                let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_SCHEMA, message);
                let diagnostic = diagnostic.generated("the schema without a `discriminator`");
                self.warn(diagnostic, &schema.origin, "this one");
            }
            for part in std::iter::once(schema).chain(inline_parts(schema)) {
                for (value, target) in &part.mapping {
                    if document.mapped(part, target).is_some() {
                        continue;
                    }
                    let message = format!("`{value}` is mapped to `{target}`, which is not there");
                    let diagnostic = Diagnostic::new(&catalogue::DANGLING_REF, message);
                    let diagnostic = diagnostic.generated("no alternative of this value");
                    self.warn(diagnostic, &part.origin, "the `discriminator` of this one");
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
        if let Some(definition) = self.document.schemas.get(pointer)
            && !matches!(
                kind,
                SchemaKind::Object { .. } | SchemaKind::Map(_) | SchemaKind::Any
            )
        {
            self.untold(&definition.name, property, &definition.schema);
        }
        let kind = tagged(kind, property, self.families.value(pointer));
        let Some(base) = self.bases.get(pointer).copied() else {
            return kind;
        };
        if let Some(schema) = self.schemas.get_mut(base.0) {
            schema.kind = kind;
        }
        let Members {
            by_value: members,
            doubles,
            strangers,
        } = self.families.members(pointer);
        self.several_values(members.values().copied().collect());
        self.unlisted_values(pointer, property, members.values().copied().collect());
        self.strangers(pointer, strangers);
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
            let values = self.families.mapped(member);
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

    /// What stands for a definition is its name, which an `enum` of the discriminator may not list.
    fn unlisted_values(&mut self, base: &'a str, property: &str, members: Vec<&'a str>) {
        for member in members.into_iter().filter(|it| *it != base) {
            let Some(definition) = self.document.schemas.get(member) else {
                continue;
            };
            let value = self.families.value(member);
            let values = self.families.values(member, property);
            let generated = match values.contains(&value) {
                _ if values.is_empty() => continue,
                false => format!("`{value}` all the same"),
                true if self.families.is_likened(member, property) => {
                    format!("`{value}`, which is")
                }
                true => continue,
            };
            let name = &definition.name;
            let message =
                format!("`{name}` is not in the `enum` of the discriminator `{property}`");
            let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_SCHEMA, message)
                .hides(Hides::Message)
                .generated(generated)
                .help("list what stands for the definition, or say it in `mapping`");
            self.warn(diagnostic, &definition.schema.origin, "this definition");
        }
    }

    /// What has no place for the property that tells what it is.
    fn untold(&mut self, name: &str, property: &str, schema: &model::Schema) {
        let message = format!("`{name}` is told by `{property}`, and has no such property");
        let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_SCHEMA, message)
            .hides(Hides::Message)
            .generated("values that do not say what they are")
            .help("declare the property, with an overlay");
        self.warn(diagnostic, &schema.origin, "this definition");
    }

    /// What is all of a base, and told by another property.
    fn strangers(&mut self, base: &str, strangers: Vec<&'a str>) {
        for stranger in strangers {
            let Some(definition) = self.document.schemas.get(stranger) else {
                continue;
            };
            let base = self.document.schemas.get(base);
            let base = base.map_or("", |it| it.name.as_str());
            let message = format!("`{}` is told by another `discriminator`", definition.name);
            let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_SCHEMA, message)
                .hides(Hides::Message)
                .generated(format!(
                    "no alternative of `{base}`, though it is all of it"
                ));
            self.warn(diagnostic, &definition.schema.origin, "this definition");
        }
    }

    /// The alternatives by the values of the discriminator: those of `mapping`, else what stands for each.
    /// `None` where one has no name.
    pub(super) fn by_value(
        &mut self,
        schema: &model::Schema,
        tag: &str,
        alternatives: &[model::Schema],
    ) -> Option<Vec<Alternative>> {
        let document = self.document;
        let mut left: Vec<&(String, String)> = schema.mapping.iter().collect();
        let mut found: Vec<Alternative> = Vec::new();
        for alternative in alternatives {
            let id = alternative.reference.as_ref().map(|it| self.resolve(it));
            let known = id.and_then(|id| Some((id, self.schemas.get(id.0)?)));
            let named = known.and_then(|(id, it)| Some((id, it.name.clone()?, &it.origin.pointer)));
            let Some((id, name, pointer)) = named else {
                let message = format!("what `{tag}` tells apart has to be definitions");
                let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_SCHEMA, message)
                    .generated("the alternatives, told apart by what they are");
                self.warn(diagnostic, &alternative.origin, "this one is none");
                return None;
            };
            let known = document.schemas.get_key_value(pointer.as_str());
            let pointer = known.map_or("", |(pointer, _)| pointer.as_str());
            let mut values: Vec<&str> = Vec::new();
            left.retain(|(value, target)| {
                let meant = document.mapped(schema, target) == Some(pointer);
                if meant {
                    values.push(value);
                }
                !meant
            });
            if values.is_empty() {
                values.push(self.families.value_as(pointer, tag));
            }
            if let Some(definition) = document.schemas.get(pointer)
                && definition.schema.reference.is_none()
                && definition.schema.one_of.is_empty()
                && !self.families.declares(pointer, tag)
            {
                self.untold(&definition.name, tag, &definition.schema);
            }
            if values == [""] {
                values = vec![&name];
            }
            found.extend(values.iter().map(|value| Alternative {
                value: (*value).to_owned(),
                // a definition that stands for several values goes by these
                name: if values.len() == 1 {
                    name.clone()
                } else {
                    (*value).to_owned()
                },
                schema: id,
            }));
        }
        for (value, target) in left {
            // what is not there is told already
            if document.mapped(schema, target).is_some() {
                let message = format!("`{value}` is mapped to `{target}`, which is no alternative");
                let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_SCHEMA, message)
                    .hides(Hides::Message)
                    .generated("no alternative of this value");
                self.warn(
                    diagnostic,
                    &schema.origin,
                    "the `discriminator` of this one",
                );
            }
        }
        found.sort_by(|a, b| a.value.cmp(&b.value));
        let mut doubles: Vec<Alternative> = Vec::new();
        found.dedup_by(|a, b| {
            let double = a.value == b.value;
            if double && a.schema != b.schema {
                doubles.push(a.clone());
            }
            double
        });
        for Alternative { value, name, .. } in doubles {
            let message = format!("several alternatives have the discriminator value `{value}`");
            let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_SCHEMA, message)
                .hides(Hides::Message)
                .generated(format!("the first one, not `{name}`"));
            self.warn(
                diagnostic,
                &schema.origin,
                "the `discriminator` of this one",
            );
        }
        Some(found)
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

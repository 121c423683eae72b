//! Schema Objects.

use super::Lowering;
use super::all_of::gives_a_type;
use super::families::inline_parts;
use super::scalar::{implied, said_default};
use crate::document::model::{self, AdditionalProperties};
use crate::ir::{Additional, Origin, Property, Schema, SchemaKind, Slot};
use crate::report::{Diagnostic, Hides, catalogue};
use indexmap::IndexMap;
use std::collections::HashSet;

/// Whether a schema or a part of it says this.
pub(super) fn says(schema: &model::Schema, this: impl Fn(&model::Schema) -> bool) -> bool {
    this(schema) || inline_parts(schema).into_iter().any(this)
}

impl Lowering<'_> {
    /// A use of a schema. Beside a `$ref`, nothing else holds (Reference Object).
    pub(super) fn slot(&mut self, schema: &model::Schema) -> Slot {
        if let Some(reference) = &schema.reference {
            let id = self.resolve(reference);
            let nullable = self.schemas.get(id.0).is_some_and(|schema| schema.nullable);
            return Slot {
                schema: id,
                nullable: nullable || schema.nullable,
            };
        }
        // what a reference leads to from elsewhere has a name
        if let Some(id) = self
            .definitions
            .get(self.document.home(&schema.origin.pointer))
        {
            return Slot {
                schema: *id,
                nullable: self.is_nullable(schema),
            };
        }
        // what it says of the values itself makes it an alias
        let plain = schema.limits.is_none() && said_default(schema).is_none();
        let sole = self.sole_reference(schema).map(|it| self.resolve(it));
        let target = sole.and_then(|it| self.schemas.get(it.0));
        let nullable = target.is_some_and(|it| it.nullable) || self.is_nullable(schema);
        let whole = match sole {
            Some(id) => plain.then_some(id),
            None => self.definition_alone(schema),
        };
        if let Some(id) = whole {
            return Slot {
                schema: id,
                nullable,
            };
        }
        let kind = self.kind(schema);
        let default = self.default(schema);
        let limits = self.limits(schema);
        let id = self.push(Schema {
            origin: schema.origin.clone(),
            name: None,
            title: schema.title.clone(),
            description: schema.description.clone(),
            kind,
            nullable,
            default,
            example: schema.example.clone(),
            limits,
            xml: schema.xml.clone(),
        });
        Slot {
            schema: id,
            nullable,
        }
    }

    fn any(&mut self, origin: &Origin) -> Slot {
        let schema = self.push(Schema::of(origin.clone(), SchemaKind::Any));
        Slot {
            schema,
            nullable: false,
        }
    }

    pub(super) fn kind(&mut self, schema: &model::Schema) -> SchemaKind {
        if let Some(reference) = &schema.reference {
            let id = self.resolve(reference);
            return SchemaKind::Alias(Slot {
                schema: id,
                nullable: schema.nullable,
            });
        }
        self.misplaced(schema);
        if schema.all_of.is_empty() {
            return self.own_kind(schema);
        }
        match self.one_of(schema) {
            Some(kind) => kind,
            None => self.all_of(schema),
        }
    }

    /// The kind without regard to `allOf`.
    pub(super) fn own_kind(&mut self, schema: &model::Schema) -> SchemaKind {
        if let Some(kind) = self.one_of(schema) {
            return kind;
        }
        self.misspelt(schema);
        match implied(schema).as_slice() {
            ["boolean"] => self.listed(schema, SchemaKind::Boolean),
            ["integer"] => {
                let kind = SchemaKind::Integer(self.integer_format(schema));
                self.listed(schema, kind)
            }
            ["number"] => {
                let kind = self.number_kind(schema);
                self.listed(schema, kind)
            }
            ["string"] => {
                let kind = SchemaKind::String(self.string_format(schema));
                self.listed(schema, kind)
            }
            ["array"] => SchemaKind::Array(self.items(schema)),
            ["object"] => {
                self.enum_is_free(schema);
                self.own_object(schema)
            }
            [] => self.listed(schema, SchemaKind::Any),
            ["file"] => {
                self.unsupported(
                    schema,
                    "`type: file` has no place in a JSON body".to_owned(),
                );
                SchemaKind::Any
            }
            scalars if scalars.len() > 1 && schema.values.is_some() => {
                self.listed(schema, SchemaKind::Any)
            }
            several => {
                let names = several.join("`, `");
                self.warn(
                    Diagnostic::new(
                        &catalogue::UNKNOWN_TYPE,
                        format!(
                            "the type `{names}` is not one of {}",
                            self.document.dialect.name
                        ),
                    )
                    .generated("any JSON value"),
                    &schema.origin,
                    "this schema",
                );
                SchemaKind::Any
            }
        }
    }

    fn items(&mut self, schema: &model::Schema) -> Slot {
        match self.items_of(schema) {
            Some(items) => self.slot(&items),
            None if !schema.tuple.is_empty() => {
                let mut origin = schema.origin.clone();
                origin.pointer.push_str("/items");
                self.slot(&model::Schema {
                    one_of: schema.tuple.clone(),
                    ..model::Schema::nothing(origin)
                })
            }
            None => {
                self.warn(
                    Diagnostic::new(&catalogue::UNTYPED, "an array without `items`")
                        .generated("a list of any JSON values"),
                    &schema.origin,
                    "of what?",
                );
                self.any(&schema.origin)
            }
        }
    }

    fn own_object(&mut self, schema: &model::Schema) -> SchemaKind {
        let properties = schema.properties.iter();
        let properties = properties.map(|(name, property)| (name.as_str(), property));
        let required: Vec<&str> = schema.required.iter().map(String::as_str).collect();
        let additional = schema.additional.as_ref();
        self.object(&properties.collect(), &required, additional, schema)
    }

    /// Properties, or a map where there are none (Schema Object, `additionalProperties`).
    pub(super) fn object(
        &mut self,
        properties: &IndexMap<&str, &model::Schema>,
        required: &[&str],
        additional: Option<&AdditionalProperties>,
        schema: &model::Schema,
    ) -> SchemaKind {
        self.check_required(required, properties, &schema.origin);
        let forbidden = matches!(additional, Some(AdditionalProperties::Allowed(false, _)));
        if properties.is_empty() && !forbidden {
            return SchemaKind::Map(match additional {
                Some(AdditionalProperties::Of(values)) => self.slot(values),
                _ => self.any(&schema.origin),
            });
        }
        let additional = match additional {
            None => Additional::Ignored,
            // where a document says what holds anyway, it means to use it
            Some(AdditionalProperties::Allowed(true, origin)) => Additional::Of(self.any(origin)),
            Some(AdditionalProperties::Allowed(false, _)) => Additional::Forbidden,
            Some(AdditionalProperties::Of(values)) => Additional::Of(self.slot(values)),
        };
        let properties = properties.iter().map(|(name, property)| Property {
            origin: property.origin.clone(),
            name: (*name).to_owned(),
            required: required.contains(name),
            read_only: says(property, |it| it.read_only),
            write_only: says(property, |it| it.write_only),
            description: property
                .description
                .clone()
                .or_else(|| property.title.clone())
                .or_else(|| property.all_of.iter().find_map(|it| it.description.clone())),
            slot: self.slot(property),
        });
        SchemaKind::Object {
            properties: properties.collect(),
            additional,
            tag: None,
        }
    }

    /// Says of required names that they are no properties: no type asks for them.
    pub(super) fn check_required<P>(
        &mut self,
        required: &[&str],
        properties: &IndexMap<&str, P>,
        origin: &Origin,
    ) {
        // a discriminator is there though it is not declared
        let tag = self.families.tag(self.document.home(&origin.pointer));
        let known = |name: &str| properties.contains_key(name) || tag == Some(name);
        for name in required.iter().filter(|it| !known(it)) {
            let message = format!("`required` names `{name}`, which is no property");
            let diagnostic = Diagnostic::new(&catalogue::REQUIRED_NAMES_NOTHING, message)
                .generated("nothing for it")
                .hides(Hides::Message)
                .help("declare the property, or remove the name, with an overlay");
            self.warn(diagnostic, origin, "this schema");
        }
    }

    /// A `discriminator` says which definition a value is of, so it means nothing elsewhere.
    pub(super) fn misplaced(&mut self, schema: &model::Schema) {
        let pointer = schema.origin.pointer.as_str();
        let known = self.definitions.contains_key(pointer) || !schema.one_of.is_empty();
        if schema.discriminator.is_some() && !known {
            let message = "a `discriminator` holds in definitions only";
            let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_SCHEMA, message);
            let diagnostic = diagnostic.generated("a struct of the base's own properties");
            self.warn(diagnostic, &schema.origin, "this one");
        }
    }

    fn unsupported(&mut self, schema: &model::Schema, message: String) {
        let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_SCHEMA, message);
        self.warn(
            diagnostic.generated("any JSON value"),
            &schema.origin,
            "this schema",
        );
    }

    pub(super) fn not_enforced(&mut self, schema: &model::Schema, message: &str) {
        let diagnostic = Diagnostic::new(&catalogue::NOT_ENFORCED, message);
        self.warn(diagnostic, &schema.origin, "this schema");
    }

    /// Whether null is a value of a schema: it says so, or one of its parts does and no other gives a type.
    pub(super) fn is_nullable(&self, schema: &model::Schema) -> bool {
        self.says_null(schema) || !gives_a_type(schema) && self.parts_are_nullable(schema)
    }

    fn parts_are_nullable(&self, schema: &model::Schema) -> bool {
        let document = self.document;
        let (mut found, mut seen) = (false, HashSet::new());
        let mut open: Vec<&model::Schema> = schema.all_of.iter().collect();
        while let Some(part) = open.pop() {
            if self.says_null(part) {
                found = true;
            } else if let Some(reference) = &part.reference {
                let target = document.target(reference).ok();
                match target.and_then(|it| document.schemas.get_key_value(it)) {
                    Some((pointer, definition)) if seen.insert(pointer) => {
                        open.push(&definition.schema);
                    }
                    Some(_) => {}
                    None => return false,
                }
            } else if gives_a_type(part) {
                return false;
            } else {
                open.extend(&part.all_of);
            }
        }
        found
    }

    /// `x-nullable`, or as JSON Schema has it: `type: [string, "null"]`, `enum: [a, null]`, or an
    /// alternative that is, or is a definition of null alone.
    fn says_null(&self, schema: &model::Schema) -> bool {
        let alternative = |it: &model::Schema| match it.reference {
            Some(_) => self.is_null(it),
            None => self.says_null(it),
        };
        schema.nullable
            || schema.one_of.iter().any(alternative)
            || schema.types.is_empty() && schema.tuple.iter().any(alternative)
            || schema.types.iter().any(|name| name == "null")
            || schema
                .values
                .iter()
                .flatten()
                .any(model::EnumValue::is_null)
    }
}

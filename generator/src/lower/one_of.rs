//! `oneOf` and `anyOf`, which 2.0 has not and documents use; and what comes to the same: several names
//! in `type`, and a list in `items`.

use super::Lowering;
use super::format::meant;
use super::scalar::implied;
use crate::document::Dialect;
use crate::document::model::{EnumValue, Schema};
use crate::ir::{SchemaKind, Slot};
use crate::report::{Diagnostic, catalogue};
use crate::source::ScalarKind;

/// More properties than this are not given to each alternative: their number is a product.
const MAX_COMBINED: usize = 10_000;

impl Lowering<'_> {
    /// What a schema of alternatives is; `None` where it is none.
    pub(super) fn one_of(&mut self, schema: &Schema) -> Option<SchemaKind> {
        let alternatives = self.alternatives(schema)?;
        let nullable = self.is_nullable(schema);
        let mut slots: Vec<Slot> = Vec::new();
        for alternative in &alternatives {
            let mut slot = self.slot(alternative);
            // null is told of the whole
            slot.nullable &= !nullable;
            let any = self.schemas.get(slot.schema.0);
            if any.is_some_and(|it| it.name.is_none() && it.kind == SchemaKind::Any) {
                return Some(SchemaKind::Any);
            }
            if !slots.contains(&slot) {
                slots.push(slot);
            }
        }
        match (slots.as_slice(), schema.discriminator.as_deref()) {
            ([], _) => Some(SchemaKind::Any),
            ([slot], _) => Some(match self.schemas.get(slot.schema.0) {
                Some(only) if only.name.is_none() && !slot.nullable => only.kind.clone(),
                _ => SchemaKind::Alias(*slot),
            }),
            (_, Some(tag)) => {
                let by_value = self.by_value(schema, tag, &alternatives);
                Some(by_value.map_or(SchemaKind::OneOf(slots), |alternatives| {
                    let tag = tag.to_owned();
                    SchemaKind::Choice {
                        tag,
                        own: None,
                        alternatives,
                    }
                }))
            }
            _ => Some(SchemaKind::OneOf(slots)),
        }
    }

    /// The alternatives but null, each with what stands beside all of them.
    fn alternatives(&mut self, schema: &Schema) -> Option<Vec<Schema>> {
        if !schema.one_of.is_empty() {
            return self.beside(schema);
        }
        if let Some(lifted) = lifted(schema) {
            return self.beside(&lifted);
        }
        let types = implied(schema);
        if types.is_empty() && !schema.tuple.is_empty() {
            let message = "`items` is a list, and there is no `type`";
            let diagnostic = Diagnostic::new(&catalogue::UNTYPED, message);
            let diagnostic = diagnostic.generated("one of what is in the list");
            self.warn(diagnostic, &schema.origin, "this schema");
            return Some(self.not_null(&schema.tuple));
        }
        // several types of scalars, of which some values are listed, are an enum
        let scalars = !types.iter().any(|it| ["array", "object"].contains(it));
        if types.len() < 2
            || scalars && schema.values.is_some()
            || !types.iter().all(|it| meant(it).is_some())
        {
            return None;
        }
        self.misspelt(schema);
        Some(
            types
                .into_iter()
                .map(|name| of_type(schema, name))
                .collect(),
        )
    }

    fn beside(&mut self, schema: &Schema) -> Option<Vec<Schema>> {
        let base = Schema {
            one_of: Vec::new(),
            discriminator: None,
            ..schema.clone()
        };
        let of_object = !base.properties.is_empty()
            || !base.all_of.is_empty()
            || base.additional.is_some()
            || !base.required.is_empty();
        if !tells_apart(schema) {
            self.not_enforced(schema, "alternatives of what is required are not enforced");
            return None;
        }
        let alternatives = self.not_null(&schema.one_of);
        if base.values.is_some() {
            self.not_enforced(schema, "an `enum` beside alternatives is not enforced");
        }
        if !of_object {
            let inherit = |mut it: Schema| {
                if unsaid(&it) {
                    it.types.clone_from(&base.types);
                    it.format = it.format.or_else(|| base.format.clone());
                    it.items = it.items.or_else(|| base.items.clone());
                }
                it
            };
            return Some(alternatives.into_iter().map(inherit).collect());
        }
        if base.properties.len().saturating_mul(alternatives.len()) > MAX_COMBINED {
            let message = "too many properties beside too many alternatives";
            let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_SCHEMA, message);
            self.warn(
                diagnostic.generated("the properties alone"),
                &schema.origin,
                "this schema",
            );
            return None;
        }
        let dialect = &self.document.dialect;
        let both = |it: Schema| Schema {
            title: it.title.clone().or_else(|| name(dialect, &it)),
            description: it.description.clone(),
            all_of: vec![base.clone(), it.clone()],
            ..Schema::nothing(it.origin)
        };
        Some(alternatives.into_iter().map(both).collect())
    }

    fn not_null(&self, schemas: &[Schema]) -> Vec<Schema> {
        let not_null = schemas.iter().filter(|it| !self.is_null(it));
        not_null.cloned().collect()
    }

    /// Whether null is the one value: `type: null`, or `enum: [null]`, which some tools define for all their
    /// enums that may be null.
    pub(super) fn is_null(&self, schema: &Schema) -> bool {
        let schema = self.meant(schema);
        let values = schema.values.as_deref().unwrap_or_default();
        schema.types == ["null"] || !values.is_empty() && values.iter().all(EnumValue::is_null)
    }
}

/// The one alternative that stands in its schema, and is no reference.
pub(super) fn alternative(schema: &Schema) -> Option<&Schema> {
    let mut alternatives = schema.one_of.iter().filter(|it| it.types != ["null"]);
    let only = alternatives.next().filter(|it| it.reference.is_none())?;
    alternatives.next().is_none().then_some(only)
}

/// Whether the alternatives are of types; those of nothing but requirements are not.
pub(super) fn tells_apart(schema: &Schema) -> bool {
    !schema.one_of.iter().all(unsaid)
}

fn unsaid(schema: &Schema) -> bool {
    schema.reference.is_none()
        && implied(schema).is_empty()
        && schema.types.is_empty()
        && schema.all_of.is_empty()
        && schema.one_of.is_empty()
}

/// `allOf: [a, {oneOf: […]}]` is one of several that are all `a` as well.
fn lifted(schema: &Schema) -> Option<Schema> {
    let mut lifted = schema.clone();
    let part = lifted.all_of.iter_mut().find(|it| tells_apart(it))?;
    lifted.one_of = std::mem::take(&mut part.one_of);
    Some(lifted)
}

/// What a reference calls its target.
fn name(dialect: &Dialect, schema: &Schema) -> Option<String> {
    let target = &schema.reference.as_ref()?.target;
    Some(dialect.schema_name(target.trim_start_matches('#')))
}

/// The schema where it is of this type, with the values that are.
fn of_type(schema: &Schema, name: &str) -> Schema {
    let fits = |kind: ScalarKind| match kind {
        ScalarKind::Null => false,
        ScalarKind::Bool(_) => name == "boolean",
        ScalarKind::Number => name == "number" || name == "integer",
        ScalarKind::String => name == "string",
    };
    let values = schema.values.as_ref().map(|values| {
        let of_it = values.iter().filter(|it| match &it.scalar {
            Some(scalar) => fits(scalar.kind),
            None => name == "array" || name == "object",
        });
        of_it.cloned().collect::<Vec<_>>()
    });
    let mut origin = schema.origin.clone();
    // a place of its own: it is not what the whole is
    origin.pointer.push_str(&format!("/type/{name}"));
    Schema {
        origin,
        types: vec![name.to_owned()],
        values: values.filter(|it| !it.is_empty()),
        nullable: false,
        title: None,
        description: None,
        default: None,
        example: None,
        xml: None,
        ..schema.clone()
    }
}

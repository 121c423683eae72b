//! A property that several parts of an `allOf` declare: its value is all that each of them says.

use super::Lowering;
use super::all_of::{are_alike_scalars, says_nothing};
use super::one_of::tells_apart;
use super::scalar::implied;
use crate::document::model::AdditionalProperties::{Allowed, Of};
use crate::document::model::{EnumValue, Reference, Schema};
use std::collections::HashSet;

impl<'a> Lowering<'a> {
    /// What two parts say of one property; `None` where no one schema is both.
    pub(super) fn together(&mut self, first: &Schema, second: &Schema) -> Option<Schema> {
        let nullable = self.both_nullable(first, second);
        let mut both = match self.one_of_both(first, second) {
            Some(one) => {
                let other = if std::ptr::eq(one, first) {
                    second
                } else {
                    first
                };
                let mut both = match one.reference {
                    // beside a `$ref`, nothing else holds
                    Some(_) => composed(one, vec![one.clone()]),
                    None => one.clone(),
                };
                both.title = both.title.or_else(|| other.title.clone());
                both.description = both.description.or_else(|| other.description.clone());
                both.limits = self.tightest(&first.limits, second);
                both
            }
            None => self.composed_of(first, second)?,
        };
        if !nullable {
            both.types.retain(|it| it != "null");
            let values = both.values.iter_mut();
            values.for_each(|it| it.retain(|it| !it.is_null()));
        }
        both.nullable = nullable;
        both.read_only = first.read_only || second.read_only;
        both.write_only = first.write_only || second.write_only;
        both.default = second.default.clone().or_else(|| first.default.clone());
        both.example = second.example.clone().or_else(|| first.example.clone());
        both.xml = second.xml.clone().or_else(|| first.xml.clone());
        Some(both)
    }

    /// The one of two that says of what type the value is, where the other adds no more than limits to it:
    /// of equals, the second.
    fn one_of_both<'s>(&self, first: &'s Schema, second: &'s Schema) -> Option<&'s Schema> {
        if says_nothing(second) && self.adds_nothing(second, first) {
            return Some(first);
        }
        if self.adds_nothing(first, second) || alike(first, second) {
            return Some(second);
        }
        if self.adds_nothing(second, first) {
            return Some(first);
        }
        let target = |it| self.document.target(self.refers(it)?).ok();
        let (a, b) = (target(first)?, target(second)?);
        if a == b || self.families.is_all_of(b, a) {
            return Some(second);
        }
        self.families.is_all_of(a, b).then_some(first)
    }

    fn refers<'s>(&self, schema: &'s Schema) -> Option<&'s Reference> {
        let sole = || self.sole_reference(schema);
        schema.reference.as_ref().or_else(sole)
    }

    /// Whether a schema says no more of the type of a value than the other does.
    fn adds_nothing(&self, schema: &Schema, other: &Schema) -> bool {
        let other = self.meant(other);
        let bare = schema.reference.is_none()
            && schema.properties.is_empty()
            && schema.all_of.is_empty()
            && schema.one_of.is_empty()
            && schema.values.is_none()
            && schema.items.is_none()
            && schema.tuple.is_empty()
            && schema.required.is_empty()
            && schema.additional.is_none();
        let format = schema.format.is_none() || schema.format == other.format;
        bare && format
            && (schema.types.is_empty()
                || implied(schema) == implied(other)
                || implied(schema) == ["object"] && self.is_plain_object(other))
    }

    /// Two that each say something: lists of what is both, or a composition of objects or of scalars.
    fn composed_of(&mut self, first: &Schema, second: &Schema) -> Option<Schema> {
        if let (Some(a), Some(b)) = (&first.items, &second.items)
            && implied(first) == ["array"]
            && implied(second) == ["array"]
            && first.values.is_none()
            && second.values.is_none()
        {
            let items = self.together(a, b)?;
            let limits = self.tightest(&first.limits, second);
            return Some(Schema {
                items: Some(Box::new(items)),
                limits,
                ..second.clone()
            });
        }
        let (a, b) = (self.meant(first), self.meant(second));
        let scalars = are_alike_scalars(a, &[b]);
        // of two definitions every property would be a composition of two more, without an end
        let definitions = self.refers(first).is_some() && self.refers(second).is_some();
        let objects = !definitions && self.is_plain_object(a) && self.is_plain_object(b);
        let mut both = composed(second, vec![first.clone(), second.clone()]);
        both.title = second.title.clone().or_else(|| first.title.clone());
        let described = second.description.clone();
        both.description = described.or_else(|| first.description.clone());
        (scalars || objects).then_some(both)
    }

    /// Whether a value is an object, and one of properties alone. The parts are looked at, and not what is in
    /// them: a property may lead back here.
    fn is_plain_object(&self, schema: &Schema) -> bool {
        let document = self.document;
        let (mut open, mut seen) = (vec![schema], HashSet::new());
        while let Some(part) = open.pop() {
            if let Some(reference) = &part.reference {
                let target = document.target(reference).ok();
                let target = target.and_then(|it| document.schemas.get_key_value(it));
                match target {
                    Some((pointer, definition)) if seen.insert(pointer) => {
                        open.push(&definition.schema);
                    }
                    Some(_) => {}
                    None => return false,
                }
                continue;
            }
            let family = self.families.tag(document.home(&part.origin.pointer));
            let plain =
                matches!(implied(part).as_slice(), [] | ["object"]) && part.values.is_none();
            if family.is_some() || !plain || tells_apart(part) {
                return false;
            }
            open.extend(&part.all_of);
        }
        true
    }

    /// Null is of both only where each that gives a type allows it; beside a type, it is meant for that.
    fn both_nullable(&self, first: &Schema, second: &Schema) -> bool {
        let allows = |it: &Schema| self.is_nullable(it) || self.is_nullable(self.meant(it));
        match (says_nothing(first), says_nothing(second)) {
            (false, false) => allows(first) && allows(second),
            _ => allows(first) || allows(second),
        }
    }
}

/// A schema that is all of these parts, in the place of one.
fn composed(place: &Schema, parts: Vec<Schema>) -> Schema {
    Schema {
        all_of: parts,
        ..Schema::nothing(place.origin.clone())
    }
}

/// Whether two schemas come to the same type, whatever else they say of its values.
fn alike(a: &Schema, b: &Schema) -> bool {
    let target = |it: &Schema| it.reference.as_ref().map(|it| it.target.clone());
    let texts = |it: &Schema| {
        let text = |it: &EnumValue| it.scalar.as_ref().map(|it| it.text.clone());
        let values = it.values.as_ref();
        values.map(|it| it.iter().map(text).collect::<Vec<_>>())
    };
    let all =
        |a: &[Schema], b: &[Schema]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b));
    let items = match (&a.items, &b.items) {
        (Some(a), Some(b)) => same(a, b),
        (a, b) => a.is_none() && b.is_none(),
    };
    let additional = match (&a.additional, &b.additional) {
        (Some(Of(a)), Some(Of(b))) => same(a, b),
        (Some(Allowed(a, _)), Some(Allowed(b, _))) => a == b,
        (a, b) => a.is_none() && b.is_none(),
    };
    let property =
        |(name, a): (&String, &Schema)| b.properties.get(name).is_some_and(|b| same(a, b));
    a.types == b.types
        && a.format == b.format
        && target(a) == target(b)
        && texts(a) == texts(b)
        && items
        && additional
        && a.required == b.required
        && a.properties.len() == b.properties.len()
        && a.properties.iter().all(property)
        && all(&a.tuple, &b.tuple)
        && all(&a.one_of, &b.one_of)
        && all(&a.all_of, &b.all_of)
}

/// Whether two schemas say the same, but in other words.
fn same(a: &Schema, b: &Schema) -> bool {
    let default = |it: &Schema| it.default.as_ref().map(|(value, _)| value.clone());
    alike(a, b)
        && a.limits == b.limits
        && a.nullable == b.nullable
        && (a.read_only, a.write_only) == (b.read_only, b.write_only)
        && default(a) == default(b)
}

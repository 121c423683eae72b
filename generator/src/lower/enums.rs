//! `enum`: scalars of a list (JSON Schema Validation, section 5.5.1).

use super::Lowering;
use crate::document::model::{self, Schema};
use crate::ir::{EnumBase, EnumValue, IntegerFormat, NumberFormat, SchemaKind};
use crate::number::Decimal;
use crate::report::{Diagnostic, Hides, catalogue};
use crate::source::{Scalar, ScalarKind};
use std::borrow::Cow;

impl Lowering<'_> {
    /// What a schema of scalars is: an enum where it lists values, else `plain`.
    pub(super) fn listed(&mut self, schema: &Schema, plain: SchemaKind) -> SchemaKind {
        let Some(values) = scalars(schema) else {
            self.enum_is_free(schema);
            return plain;
        };
        let base = match &plain {
            SchemaKind::Boolean => EnumBase::Boolean,
            SchemaKind::Integer(IntegerFormat::UnixTime) => EnumBase::Integer(IntegerFormat::Int64),
            SchemaKind::Integer(format) => EnumBase::Integer(*format),
            SchemaKind::Number(NumberFormat::Decimal) => EnumBase::Number(NumberFormat::Double),
            SchemaKind::Number(format) => EnumBase::Number(*format),
            // YAML's `enum: [on, 1.10, true]` means these texts, where the type is string
            SchemaKind::String(_) => EnumBase::String,
            _ => EnumBase::Any,
        };
        let (base, known) = match texts(&values, base) {
            Some(known) => (base, known),
            None => self.of_another_type(schema, &values),
        };
        self.rounded(schema, &values, base, &known);
        self.quoted(schema, &values, base);
        let values = known;
        if values.is_empty() {
            self.not_enforced(schema, "an `enum` of null alone is not enforced");
        }
        // both booleans are every boolean
        if values.is_empty() || base == EnumBase::Boolean && values.len() == 2 {
            return plain;
        }
        SchemaKind::Enum { base, values }
    }

    /// Values say more than the type that they are not of: as strings they could stand in a path or a
    /// query, whatever the type.
    fn of_another_type(
        &mut self,
        schema: &Schema,
        values: &[(&model::EnumValue, &Scalar)],
    ) -> (EnumBase, Vec<EnumValue>) {
        let strings = values.iter().all(|(_, it)| it.kind == ScalarKind::String);
        let (base, generated) = if strings {
            (EnumBase::String, "an enum of these strings")
        } else {
            (EnumBase::Any, "an enum of these values")
        };
        let message = "values of an `enum` are not of its type";
        let diagnostic = Diagnostic::new(&catalogue::ENUM_TYPE, message).generated(generated);
        self.warn(diagnostic, &schema.origin, "this schema");
        (base, texts(values, base).unwrap_or_default())
    }

    /// Says of numbers that their type does not tell them apart.
    fn rounded(
        &mut self,
        schema: &Schema,
        values: &[(&model::EnumValue, &Scalar)],
        base: EnumBase,
        known: &[EnumValue],
    ) {
        let differ = |a: &str, b: &str| match (Decimal::parse(a), Decimal::parse(b)) {
            (Some(a), Some(b)) => a != b,
            _ => false,
        };
        let rounded = |text: &str| {
            let mut known = known.iter().map(|it| it.value.as_str());
            known.any(|it| is_one(it, text, base) && differ(it, text))
        };
        if values.iter().any(|(_, it)| rounded(&it.text)) {
            let message = "numbers of an `enum` are one as its type";
            let diagnostic = Diagnostic::new(&catalogue::ENUM_TYPE, message);
            let diagnostic = diagnostic.generated("the first of them");
            self.warn(diagnostic, &schema.origin, "this schema");
        }
    }

    /// Says of numbers and booleans in quotes that they are taken for what stands in them.
    fn quoted(&mut self, schema: &Schema, values: &[(&model::EnumValue, &Scalar)], base: EnumBase) {
        let free = matches!(base, EnumBase::String | EnumBase::Any);
        if !free && values.iter().any(|(_, it)| it.kind == ScalarKind::String) {
            let message = "values of an `enum` are strings, and its type is another";
            let diagnostic = Diagnostic::new(&catalogue::ENUM_TYPE, message)
                .generated("what stands in the quotes")
                .help("write them without the quotes")
                .hides(Hides::Nothing);
            self.warn(diagnostic, &schema.origin, "this schema");
        }
    }

    /// The schema of the items. An `enum` of strings beside `type: array` is meant for them: no list is
    /// one of its values.
    pub(super) fn items_of<'s>(&mut self, schema: &'s Schema) -> Option<Cow<'s, Schema>> {
        let items = schema.items.as_deref()?;
        let misplaced = scalars(schema).is_some_and(|it| !it.is_empty())
            && items.values.is_none()
            && items.reference.is_none();
        if !misplaced {
            self.enum_is_free(schema);
            return Some(Cow::Borrowed(items));
        }
        let message = "an `enum` of scalars beside `type: array`";
        let diagnostic = Diagnostic::new(&catalogue::ENUM_TYPE, message);
        let diagnostic = diagnostic.generated("a list of such values");
        self.warn(diagnostic, &schema.origin, "this schema");
        Some(Cow::Owned(Schema {
            values: schema.values.clone(),
            ..items.clone()
        }))
    }

    /// Says of an `enum` that no Rust enum stands for it.
    pub(super) fn enum_is_free(&mut self, schema: &Schema) {
        if schema.values.is_some() {
            let message = match schema.values.as_deref() {
                Some([]) => "an `enum` without values is not enforced",
                _ => "an `enum` of other values than scalars is not enforced",
            };
            self.not_enforced(schema, message);
        }
    }
}

/// The values without null, which is told elsewhere; `None` where one is no scalar, or there are none.
fn scalars(schema: &Schema) -> Option<Vec<(&model::EnumValue, &Scalar)>> {
    let values = schema.values.as_ref().filter(|it| !it.is_empty())?;
    let scalars = values.iter().map(|it| Some((it, it.scalar.as_ref()?)));
    let scalars: Option<Vec<_>> = scalars.collect();
    let mut scalars = scalars?;
    scalars.retain(|(_, it)| it.kind != ScalarKind::Null);
    Some(scalars)
}

/// The values, each once, if all are of the base.
fn texts(values: &[(&model::EnumValue, &Scalar)], base: EnumBase) -> Option<Vec<EnumValue>> {
    let mut known: Vec<EnumValue> = Vec::new();
    for (value, scalar) in values {
        let text = text(scalar, base)?;
        if !known.iter().any(|it| is_one(&it.value, &text, base)) {
            known.push(EnumValue {
                value: text,
                name: value.name.clone(),
                description: value.description.clone(),
            });
        }
    }
    Some(known)
}

/// Whether the texts of two values are of one, to the type: it has one number for all that are near it.
fn is_one(a: &str, b: &str, base: EnumBase) -> bool {
    match base {
        EnumBase::Number(NumberFormat::Float) => a.parse::<f32>() == b.parse::<f32>(),
        EnumBase::Number(_) => a.parse::<f64>() == b.parse::<f64>(),
        _ => a == b,
    }
}

/// The text of a value, if it is of the base.
fn text(scalar: &Scalar, base: EnumBase) -> Option<String> {
    let text = &scalar.text;
    match base {
        EnumBase::String => Some(text.clone()),
        EnumBase::Integer(format) => {
            let value = text.parse().ok().or_else(|| whole(scalar))?;
            range(format).contains(&value).then(|| value.to_string())
        }
        EnumBase::Number(NumberFormat::Float) => {
            text.parse().ok().filter(|it: &f32| it.is_finite())?;
            Some(text.clone())
        }
        EnumBase::Number(_) => {
            text.parse().ok().filter(|it: &f64| it.is_finite())?;
            Some(text.clone())
        }
        EnumBase::Boolean => text.parse().ok().map(|it: bool| it.to_string()),
        EnumBase::Any => Some(scalar.to_json().to_string()),
    }
}

/// An integer that is written with a point or an exponent, as far as a double tells: `1.0`.
fn whole(scalar: &Scalar) -> Option<i128> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let number: f64 = scalar.text.parse().ok()?;
    let whole = scalar.kind == ScalarKind::Number && number.fract() == 0.0;
    (whole && number.abs() <= EXACT).then_some(number as i128)
}

pub(super) fn range(format: IntegerFormat) -> std::ops::RangeInclusive<i128> {
    match format {
        IntegerFormat::Int8 => i8::MIN.into()..=i8::MAX.into(),
        IntegerFormat::Int16 => i16::MIN.into()..=i16::MAX.into(),
        IntegerFormat::Int32 => i32::MIN.into()..=i32::MAX.into(),
        IntegerFormat::Int64 | IntegerFormat::UnixTime => i64::MIN.into()..=i64::MAX.into(),
        IntegerFormat::Uint8 => 0..=u8::MAX.into(),
        IntegerFormat::Uint16 => 0..=u16::MAX.into(),
        IntegerFormat::Uint32 => 0..=u32::MAX.into(),
        IntegerFormat::Uint64 => 0..=u64::MAX.into(),
    }
}

/// The type that all values are of, null apart; integers are numbers too.
pub(super) fn values_type(schema: &Schema) -> Option<&'static str> {
    let mut common = None;
    for (_, scalar) in scalars(schema)? {
        let of = match scalar.kind {
            ScalarKind::Null => continue,
            ScalarKind::Bool(_) => "boolean",
            ScalarKind::String => "string",
            ScalarKind::Number if scalar.text.parse::<i64>().is_ok() => "integer",
            ScalarKind::Number => "number",
        };
        common = match (common, of) {
            (None, of) => Some(of),
            (Some(known), of) if known == of => common,
            (Some("integer" | "number"), "integer" | "number") => Some("number"),
            _ => return None,
        };
    }
    common
}

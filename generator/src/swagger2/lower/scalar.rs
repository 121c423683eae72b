//! Strings, integers and their enums; what a schema without a `type` must be; and defaults.

use super::Lowering;
use crate::ir::{EnumBase, EnumValue, IntegerFormat, SchemaKind, StringFormat};
use crate::report::{Diagnostic, catalogue};
use crate::source::ScalarKind;
use crate::swagger2::model::Schema;

/// The names in `type` without `null`; where there are none, what the keywords are for.
pub(super) fn implied(schema: &Schema) -> Vec<&str> {
    let types = schema.types.iter().map(String::as_str);
    let types: Vec<&str> = types.filter(|it| *it != "null").collect();
    if !types.is_empty() {
        return types;
    }
    if !schema.types.is_empty() {
        return Vec::new();
    }
    let limits = &schema.limits;
    let object = !schema.properties.is_empty()
        || schema.additional.is_some()
        || limits.min_properties.is_some()
        || limits.max_properties.is_some();
    let array = schema.items.is_some()
        || limits.min_items.is_some()
        || limits.max_items.is_some()
        || limits.unique_items;
    let string =
        limits.pattern.is_some() || limits.min_length.is_some() || limits.max_length.is_some();
    let number =
        limits.minimum.is_some() || limits.maximum.is_some() || limits.multiple_of.is_some();
    if object {
        vec!["object"]
    } else if array {
        vec!["array"]
    } else if let Some(values) = values_type(schema) {
        vec![values]
    } else if string {
        vec!["string"]
    } else {
        match schema.format.as_deref() {
            Some("date" | "date-time" | "byte" | "uuid" | "password") => vec!["string"],
            Some("int32" | "int64") => vec!["integer"],
            Some("float" | "double") => vec!["number"],
            _ if number => vec!["number"],
            _ => Vec::new(),
        }
    }
}

/// The type that all values of the `enum` are of, null apart.
fn values_type(schema: &Schema) -> Option<&'static str> {
    let mut common = None;
    for value in schema.values.iter().flatten() {
        let scalar = value.scalar.as_ref()?;
        let of = match scalar.kind {
            ScalarKind::Null => continue,
            ScalarKind::Bool(_) => "boolean",
            ScalarKind::String => "string",
            ScalarKind::Number if scalar.text.parse::<i64>().is_ok() => "integer",
            ScalarKind::Number => "number",
        };
        if common.is_some_and(|known| known != of) {
            return None;
        }
        common = Some(of);
    }
    common
}

impl Lowering<'_> {
    pub(super) fn integer(&mut self, schema: &Schema) -> SchemaKind {
        let (format, least, most) = match schema.format.as_deref() {
            Some("int8") => (IntegerFormat::Int8, i8::MIN.into(), i8::MAX.into()),
            Some("int16") => (IntegerFormat::Int16, i16::MIN.into(), i16::MAX.into()),
            Some("int32") => (IntegerFormat::Int32, i32::MIN.into(), i32::MAX.into()),
            Some("uint8") => (IntegerFormat::Uint8, 0, u8::MAX.into()),
            Some("uint16") => (IntegerFormat::Uint16, 0, u16::MAX.into()),
            Some("uint32") => (IntegerFormat::Uint32, 0, u32::MAX.into()),
            Some("uint64") => (IntegerFormat::Uint64, 0, u64::MAX.into()),
            _ => (IntegerFormat::Int64, i64::MIN.into(), i128::from(i64::MAX)),
        };
        let text = |text: &str| {
            let value: i128 = text.parse().ok()?;
            (least..=most).contains(&value).then(|| value.to_string())
        };
        match enum_values(schema, text) {
            Some(values) => SchemaKind::Enum {
                base: EnumBase::Integer(format),
                values,
            },
            None => {
                self.enum_is_free(schema);
                SchemaKind::Integer(format)
            }
        }
    }

    pub(super) fn string(&mut self, schema: &Schema) -> SchemaKind {
        // YAML's `enum: [on, 1.10, true]` means these texts, where the type is string
        if let Some(values) = enum_values(schema, |text| Some(text.to_owned())) {
            let base = EnumBase::String;
            return SchemaKind::Enum { base, values };
        }
        self.enum_is_free(schema);
        SchemaKind::String(match schema.format.as_deref() {
            Some("byte") => StringFormat::Byte,
            Some("date") => StringFormat::Date,
            Some("date-time") => StringFormat::DateTime,
            Some("uuid") => StringFormat::Uuid,
            _ => StringFormat::Plain,
        })
    }

    /// Says of an `enum` that no Rust enum stands for it.
    pub(super) fn enum_is_free(&mut self, schema: &Schema) {
        if schema.values.is_some() {
            let message = "an `enum` of other values than strings or integers is not enforced";
            self.not_enforced(schema, message);
        }
    }

    /// The default, unless it is not of the type: then the report says so.
    pub(super) fn default(&mut self, schema: &Schema) -> Option<serde_json::Value> {
        let (value, origin) = schema.default.as_ref()?;
        let types = implied(schema);
        let fits = types.is_empty()
            || types.iter().any(|name| match *name {
                "boolean" => value.is_boolean(),
                "integer" => value.is_i64() || value.is_u64(),
                "number" => value.is_number(),
                "string" => value.is_string(),
                "array" => value.is_array(),
                "object" => value.is_object(),
                _ => true,
            });
        let text = |value: &serde_json::Value| match value {
            serde_json::Value::String(text) => text.clone(),
            value => value.to_string(),
        };
        let mut listed = schema.values.iter().flatten();
        let listed = schema.values.is_none()
            || types == ["array"]
            || listed.any(|it| it.scalar.as_ref().is_some_and(|it| it.text == text(value)));
        if fits && listed {
            return Some(value.clone());
        }
        let what = if fits {
            "not in its `enum`"
        } else {
            "not of its type"
        };
        let message = format!("a `default` that is {what}");
        let diagnostic = Diagnostic::new(&catalogue::BAD_DEFAULT, message);
        self.warn(diagnostic.generated("nothing for it"), origin, "this one");
        None
    }
}

/// The values of an `enum`, each once, if all are scalars that have a text; null is told elsewhere.
fn enum_values(schema: &Schema, text: impl Fn(&str) -> Option<String>) -> Option<Vec<EnumValue>> {
    let mut values: Vec<EnumValue> = Vec::new();
    for value in schema.values.as_ref()? {
        let scalar = value.scalar.as_ref()?;
        if scalar.kind == ScalarKind::Null {
            continue;
        }
        let text = text(&scalar.text)?;
        if values.iter().all(|known| known.value != text) {
            values.push(EnumValue {
                value: text,
                name: value.name.clone(),
                description: value.description.clone(),
            });
        }
    }
    (!values.is_empty()).then_some(values)
}

//! What a schema without a `type` must be; and defaults.

use super::Lowering;
use super::enums::values_type;
use super::families::inline_parts;
use super::fit;
use super::format::{self, meant};
use super::one_of::alternative;
use crate::document::model::Schema;
use crate::ir::Origin;
use crate::report::{Diagnostic, catalogue};
use crate::source::Scalar;
use serde_json::Value;

/// The types that are meant, without `null`, which is told elsewhere, and `any`, which says nothing;
/// where there are none, what the keywords are for.
pub(super) fn implied(schema: &Schema) -> Vec<&str> {
    let types = schema.types.iter().map(String::as_str);
    let types = types.filter(|it| !["null", "any"].contains(it));
    let types: Vec<&str> = types.map(|it| meant(it).map_or(it, |(it, _)| it)).collect();
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
        let format = schema.format.as_deref().and_then(format::implied);
        format.or(number.then_some("number")).into_iter().collect()
    }
}

impl Lowering<'_> {
    /// The default, unless it is not of the type: then the report says so.
    pub(super) fn default(&mut self, schema: &Schema) -> Option<Value> {
        let Some((value, origin)) = said_default(schema) else {
            // of one alternative that stands in place, what it says holds for the whole
            let only = alternative(schema)?.clone();
            return self.default(&only);
        };
        let meant = self.meant(schema);
        let null = value.is_null() && !std::ptr::eq(meant, schema);
        let types = implied(meant);
        let fits = types.is_empty()
            || null
            || types.iter().any(|name| match *name {
                "boolean" => value.is_boolean(),
                "integer" => value.is_i64() || value.is_u64(),
                "number" => value.is_number(),
                "string" => value.is_string(),
                "array" => value.is_array(),
                "object" => value.is_object(),
                _ => true,
            });
        let mut listed = meant.values.iter().flatten();
        let listed = meant.values.is_none()
            || null
            || types == ["array"]
            || listed.any(|it| it.scalar.as_ref().is_some_and(|it| is(it, value)));
        let unfit = self.unfit(schema, value);
        if fits && listed && unfit.is_none() {
            return Some(value.clone());
        }
        let what = match unfit {
            _ if !fits => "not of its type",
            Some(unfit) if listed => unfit,
            _ => "not in its `enum`",
        };
        let message = format!("a `default` that is {what}");
        let diagnostic = Diagnostic::new(&catalogue::BAD_DEFAULT, message);
        self.warn(diagnostic.generated("nothing for it"), origin, "this one");
        None
    }

    /// What a value is not, beside the type.
    fn unfit(&self, schema: &Schema, value: &Value) -> Option<&'static str> {
        let (meant, limits) = self.meant_within(schema);
        let limits = limits.and(&meant.limits).0;
        match implied(meant).as_slice() {
            [only] => fit::unfit(meant, only, &limits, value),
            _ => None,
        }
    }
}

/// The default that a schema says, or one of its parts.
pub(super) fn said_default(schema: &Schema) -> Option<&(Value, Origin)> {
    let parts = inline_parts(schema).into_iter();
    schema
        .default
        .as_ref()
        .or_else(|| parts.filter_map(|it| it.default.as_ref()).next_back())
}

/// Whether a listed value is this one; `1.0` is `1`, and text is what it says.
fn is(scalar: &Scalar, value: &Value) -> bool {
    match value {
        Value::String(text) => scalar.text == *text,
        Value::Number(number) => fit::is_number(&scalar.text, number),
        value => scalar.to_json() == *value,
    }
}

//! What the document says of values beside their types, in words.

use super::{Docs, paragraph};
use crate::ir::{Limits, Schema, SchemaKind};
use serde_json::Value;

/// What is said of a schema, behind its docs.
pub(super) fn said(docs: Docs, schema: &Schema) -> Docs {
    let mut sentences = sentences(&schema.limits);
    // an object is no sentence
    if let Some(default @ (Value::String(_) | Value::Number(_) | Value::Bool(_))) = &schema.default
    {
        let text = match default {
            Value::String(text) => text.clone(),
            value => value.to_string(),
        };
        sentences.push(format!("Default: {}.", paragraph(&text)));
    }
    if sentences.is_empty() {
        docs
    } else {
        docs.and(sentences.join(" "))
    }
}

/// What is said of a field of this schema, unless a type of its own says it.
pub(super) fn of_use(docs: Docs, schema: &Schema) -> Docs {
    let typed = matches!(
        schema.kind,
        SchemaKind::Object { .. }
            | SchemaKind::Enum { .. }
            | SchemaKind::Choice { .. }
            | SchemaKind::OneOf(_)
    );
    if schema.name.is_some() || typed && schema.default.is_none() {
        docs
    } else {
        said(docs, schema)
    }
}

fn sentences(limits: &Limits) -> Vec<String> {
    let mut said = Vec::new();
    let bound = |text: &Option<String>, exclusive, more: &str, least: &str| {
        let text = paragraph(text.as_deref()?);
        Some(format!("{} {text}", if exclusive { more } else { least }))
    };
    let least = bound(
        &limits.minimum,
        limits.exclusive_minimum,
        "more than",
        "at least",
    );
    let most = bound(
        &limits.maximum,
        limits.exclusive_maximum,
        "less than",
        "at most",
    );
    said.extend(both(least, most).map(|it| sentence(&it)));
    said.extend(
        limits
            .multiple_of
            .as_ref()
            .map(|it| format!("A multiple of {}.", paragraph(it))),
    );
    for (least, most, one, many) in [
        (
            limits.min_length,
            limits.max_length,
            "character",
            "characters",
        ),
        (limits.min_items, limits.max_items, "item", "items"),
        (
            limits.min_properties,
            limits.max_properties,
            "property",
            "properties",
        ),
    ] {
        let last = if most.or(least) == Some(1) { one } else { many };
        let least = least.map(|it| format!("at least {it}"));
        let most = most.map(|it| format!("at most {it}"));
        said.extend(both(least, most).map(|it| sentence(&format!("{it} {last}"))));
    }
    if limits.unique_items {
        said.push("No item twice.".to_owned());
    }
    said.extend(
        limits
            .pattern
            .as_ref()
            .map(|it| format!("Matches {}.", paragraph(it))),
    );
    said
}

fn both(least: Option<String>, most: Option<String>) -> Option<String> {
    match (least, most) {
        (Some(least), Some(most)) => Some(format!("{least}, {most}")),
        (least, most) => least.or(most),
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|it| it.to_ascii_uppercase());
    first.into_iter().chain(letters).chain(['.']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_sentences() {
        let limits = Limits {
            minimum: Some("0".to_owned()),
            exclusive_minimum: true,
            maximum: Some("1.50".to_owned()),
            max_length: Some(1),
            min_items: Some(2),
            max_items: Some(3),
            unique_items: true,
            pattern: Some("^a`b$".to_owned()),
            ..Limits::default()
        };
        let expected = "More than `0`, at most `1.50`. At most 1 character. \
            At least 2, at most 3 items. No item twice. Matches `^a b$`.";
        assert_eq!(sentences(&limits).join(" "), expected);
    }
}

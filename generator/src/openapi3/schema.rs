//! Schema Objects.
//!
//! The model has one of several forms for a schema, by the keywords that are there; here they are one form
//! again. Numbers, values and XML are taken from the document as they are written: the model rounds the
//! first, and has no place for the last. What stands beside a `$ref` means nothing in OpenAPI 3.0; documents
//! describe references so, and make them nullable, which is taken as it is meant.

use super::piece::{Field, Kind, piece};
use super::{fields, foreign};
use crate::document::model::{AdditionalProperties, Schema};
use crate::document::{self, Object, reference};
use crate::ir::Origin;
use crate::report::{Diagnostic, Report, catalogue};
use crate::source::{Node, Value};
use indexmap::IndexMap;
use openapiv3::{AdditionalProperties as Additional, AnySchema, SchemaKind, Type};

const SCHEMA: &[Field] = &[
    ("type", Kind::If(is_scalar, &Kind::Text)),
    ("format", Kind::Text),
    ("title", Kind::Text),
    ("description", Kind::Text),
    ("nullable", Kind::Flag),
    ("readOnly", Kind::Flag),
    ("writeOnly", Kind::Flag),
    ("items", Kind::If(is_no_list, &Kind::Part)),
    ("properties", Kind::PartMap),
    ("required", Kind::If(is_list, &Kind::Texts)),
    ("additionalProperties", Kind::PartOrFlag),
    ("allOf", Kind::Parts),
    ("oneOf", Kind::Parts),
    ("anyOf", Kind::Parts),
    ("not", Kind::Part),
    ("discriminator", Kind::If(is_no_scalar, &DISCRIMINATOR)),
];

const DISCRIMINATOR: Kind =
    Kind::Inner(&[("propertyName", Kind::Required), ("mapping", Kind::TextMap)]);

fn is_list(value: &Value) -> bool {
    matches!(value, Value::Sequence(_))
}

fn is_no_list(value: &Value) -> bool {
    !is_list(value)
}

fn is_scalar(value: &Value) -> bool {
    matches!(value, Value::Scalar(_))
}

fn is_no_scalar(value: &Value) -> bool {
    !is_scalar(value)
}

/// The schema at a node, or `None` if it is no mapping.
pub(super) fn schema(node: &Node, origin: Origin, report: &mut Report) -> Option<Schema> {
    let object = Object::new(node, origin, "a schema", report)?;
    let schema: openapiv3::Schema = piece(&object, SCHEMA, "a schema", report)?;
    let (data, keywords) = (schema.schema_data, keywords(schema.schema_kind));
    foreign::check(
        &object,
        "a schema",
        &[fields::SCHEMA],
        foreign::SCHEMA,
        report,
    );
    foreign::check_read(&object, report);
    document::check_required(&object, report);
    document::check_alternatives(&object, report);
    for key in ["oneOf", "anyOf", "allOf"] {
        let child = object.get(key);
        if let Some(child) =
            child.filter(|it| it.node.as_sequence().is_some_and(|it| it.is_empty()))
        {
            let message = format!("`{key}` without a schema");
            let diagnostic = Diagnostic::new(&catalogue::WRONG_KIND, message);
            let diagnostic = diagnostic.at_pointer(child.node.place, &child.pointer, "this one");
            report.add(diagnostic.generated("as if it were absent"));
        }
    }
    if keywords.not.is_some() {
        not_enforced(&object, "not", report);
    }
    let discriminator = data.discriminator.as_ref();
    let nullable = data.nullable || object.flag("x-nullable", report).unwrap_or(false);
    Some(Schema {
        reference: reference(&object, report),
        title: data.title,
        description: data.description,
        // a list of names, as later versions have it, is no type of the model
        types: match (keywords.typ, object.get("type")) {
            (Some(name), _) => vec![name],
            (None, Some(_)) => object.texts("type", report).unwrap_or_default(),
            (None, None) => Vec::new(),
        },
        format: keywords.format,
        collection_format: None,
        values: document::values(&object, report),
        items: keywords.items.and_then(|_| {
            let schema = part(&object, "items", report)?;
            Some(Box::new(schema))
        }),
        tuple: match object.get("items") {
            Some(child) if is_list(&child.node.value) => parts(&object, "items", report),
            _ => Vec::new(),
        },
        properties: properties(&object, report),
        all_of: parts(&object, "allOf", report),
        one_of: {
            let mut alternatives = parts(&object, "oneOf", report);
            alternatives.extend(parts(&object, "anyOf", report));
            alternatives
        },
        discriminator: match discriminator {
            Some(it) => Some(it.property_name.clone()).filter(|it| !it.is_empty()),
            // as Swagger 2.0 has it
            None => object.get("discriminator").and_then(|child| {
                let text = child.node.as_text();
                text.map(str::to_owned)
            }),
        },
        mapping: document::mapping(&object),
        discriminator_value: object.text("x-ms-discriminator-value", report),
        required: keywords.required,
        additional: additional(&object, keywords.additional_properties.as_ref(), report),
        nullable,
        read_only: data.read_only,
        write_only: data.write_only,
        default: document::default(&object),
        example: document::example(&object),
        limits: document::limits(&object, report),
        xml: document::xml(&object, report),
        origin: object.origin,
    })
}

/// The keywords of a schema, whichever of the model's forms it has.
fn keywords(kind: SchemaKind) -> AnySchema {
    let none = AnySchema::default();
    match kind {
        SchemaKind::Any(keywords) => keywords,
        SchemaKind::OneOf { one_of } => AnySchema { one_of, ..none },
        SchemaKind::AllOf { all_of } => AnySchema { all_of, ..none },
        SchemaKind::AnyOf { any_of } => AnySchema { any_of, ..none },
        SchemaKind::Not { not } => AnySchema {
            not: Some(not),
            ..none
        },
        SchemaKind::Type(of) => of_type(of),
    }
}

fn of_type(of: Type) -> AnySchema {
    let (name, rest) = match of {
        Type::String(of) => ("string", with_format(&of.format)),
        Type::Number(of) => ("number", with_format(&of.format)),
        Type::Integer(of) => ("integer", with_format(&of.format)),
        Type::Boolean(_) => ("boolean", AnySchema::default()),
        Type::Array(of) => {
            let items = of.items;
            let of = AnySchema::default();
            ("array", AnySchema { items, ..of })
        }
        Type::Object(of) => {
            let keywords = AnySchema {
                properties: of.properties,
                required: of.required,
                additional_properties: of.additional_properties,
                ..AnySchema::default()
            };
            ("object", keywords)
        }
    };
    AnySchema {
        typ: Some(name.to_owned()),
        ..rest
    }
}

/// The format under its own name again, whether the model knows it or not.
fn with_format<T: serde::Serialize>(format: &openapiv3::VariantOrUnknownOrEmpty<T>) -> AnySchema {
    let format = serde_json::to_value(format).ok();
    AnySchema {
        format: format.and_then(|it| it.as_str().map(str::to_owned)),
        ..AnySchema::default()
    }
}

fn part(object: &Object<'_>, key: &'static str, report: &mut Report) -> Option<Schema> {
    let child = object.get(key)?;
    schema(child.node, child.origin(), report)
}

fn parts(object: &Object<'_>, key: &'static str, report: &mut Report) -> Vec<Schema> {
    // what is no list was reported
    if !object.get(key).is_some_and(|it| is_list(&it.node.value)) {
        return Vec::new();
    }
    let nodes = object.list(key, report).unwrap_or_default().into_iter();
    nodes
        .filter_map(|(node, origin)| schema(node, origin, report))
        .collect()
}

fn properties(object: &Object<'_>, report: &mut Report) -> IndexMap<String, Schema> {
    let is_object = |it: &document::Child<'_>| it.node.as_mapping().is_some();
    if !object.get("properties").is_some_and(|it| is_object(&it)) {
        return IndexMap::new();
    }
    let Some(properties) = object.object("properties", report) else {
        return IndexMap::new();
    };
    let schemas = properties.all().filter_map(|child| {
        let schema = schema(child.node, child.origin(), report)?;
        Some((child.key.to_owned(), schema))
    });
    schemas.collect()
}

fn additional(
    object: &Object<'_>,
    additional: Option<&Additional>,
    report: &mut Report,
) -> Option<AdditionalProperties> {
    let child = object.get("additionalProperties")?;
    Some(match additional? {
        Additional::Any(allowed) => AdditionalProperties::Allowed(*allowed, child.origin()),
        Additional::Schema(_) => {
            let schema = schema(child.node, child.origin(), report)?;
            AdditionalProperties::Of(Box::new(schema))
        }
    })
}

fn not_enforced(object: &Object<'_>, key: &'static str, report: &mut Report) {
    let message = format!("`{key}` is not enforced");
    let diagnostic = Diagnostic::new(&catalogue::NOT_ENFORCED, message);
    if let Some(child) = object.get(key) {
        report.add(diagnostic.at_pointer(child.key_place, &child.pointer, "this one"));
    }
}

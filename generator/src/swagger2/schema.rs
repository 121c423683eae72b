//! Reading Schema Objects, Items Objects, and the type keywords of parameters and headers.

use super::fields;
use crate::document::model::{AdditionalProperties, Schema};
use crate::document::{self, Object, reference};
use crate::ir::Origin;
use crate::report::Report;
use crate::source::{Node, ScalarKind, Value};
use indexmap::IndexMap;

/// The schema at a node, or `None` if it is no mapping.
pub fn schema(node: &Node, origin: Origin, report: &mut Report) -> Option<Schema> {
    let object = Object::new(node, origin, "a schema", report)?;
    document::check_required(&object, report);
    document::check_alternatives(&object, report);
    let known = [fields::ITEMS, fields::SCHEMA];
    document::check_fields(&object, "a schema", &known, report);
    Some(of_object(&object, report))
}

/// The type keywords of an object that may be more than a schema.
pub fn of_object(object: &Object<'_>, report: &mut Report) -> Schema {
    let properties = object.object("properties", report).map(|properties| {
        // a property may be named `x-…`: extensions are of the object, not of this mapping
        properties
            .all()
            .filter_map(|child| {
                let schema = schema(child.node, child.origin(), report)?;
                Some((child.key.to_owned(), schema))
            })
            .collect::<IndexMap<_, _>>()
    });
    Schema {
        origin: object.origin.clone(),
        reference: reference(object, report),
        title: object.text("title", report),
        description: object.text("description", report),
        types: types(object, report),
        format: object.text("format", report),
        collection_format: object
            .text("collectionFormat", report)
            .zip(object.get("collectionFormat").map(|child| child.node.place)),
        values: document::values(object, report),
        items: object
            .get("items")
            .filter(|child| child.node.as_sequence().is_none())
            .and_then(|child| {
                let schema = schema(child.node, child.origin(), report)?;
                Some(Box::new(schema))
            }),
        tuple: match object.get("items").map(|child| &child.node.value) {
            Some(Value::Sequence(_)) => schemas(object, "items", report),
            _ => Vec::new(),
        },
        properties: properties.unwrap_or_default(),
        all_of: schemas(object, "allOf", report),
        one_of: {
            let mut alternatives = schemas(object, "oneOf", report);
            alternatives.extend(schemas(object, "anyOf", report));
            alternatives
        },
        discriminator: discriminator(object, report),
        mapping: document::mapping(object),
        discriminator_value: object.text("x-ms-discriminator-value", report),
        // `required: true` on a parameter or property is not this list
        required: match object.get("required").map(|child| &child.node.value) {
            Some(Value::Sequence(_)) => object.texts("required", report).unwrap_or_default(),
            _ => Vec::new(),
        },
        additional: additional(object, report),
        nullable: object.flag("x-nullable", report).unwrap_or(false),
        read_only: object.flag("readOnly", report).unwrap_or(false),
        write_only: false,
        default: document::default(object),
        example: document::example(object),
        limits: document::limits(object, report),
        xml: document::xml(object, report),
    }
}

fn schemas<'n>(object: &Object<'n>, key: &'n str, report: &mut Report) -> Vec<Schema> {
    let nodes = object.list(key, report).unwrap_or_default();
    let nodes = nodes.into_iter();
    nodes
        .filter_map(|(node, origin)| schema(node, origin, report))
        .collect()
}

fn types(object: &Object<'_>, report: &mut Report) -> Vec<String> {
    match object.get("type").map(|child| &child.node.value) {
        Some(Value::Sequence(_)) => object.texts("type", report).unwrap_or_default(),
        _ => object.text("type", report).into_iter().collect(),
    }
}

/// A string in Swagger 2.0; OpenAPI 3 has an object, which documents borrow.
fn discriminator(object: &Object<'_>, report: &mut Report) -> Option<String> {
    match object.get("discriminator").map(|child| &child.node.value) {
        Some(Value::Mapping(_)) => {
            let discriminator = object.object("discriminator", report)?;
            discriminator.text("propertyName", report)
        }
        _ => object.text("discriminator", report),
    }
}

fn additional(object: &Object<'_>, report: &mut Report) -> Option<AdditionalProperties> {
    let child = object.get("additionalProperties")?;
    match &child.node.value {
        Value::Scalar(scalar) if matches!(scalar.kind, ScalarKind::Bool(_)) => {
            let allowed = object.flag("additionalProperties", report)?;
            Some(AdditionalProperties::Allowed(allowed, child.origin()))
        }
        _ => {
            let schema = schema(child.node, child.origin(), report)?;
            Some(AdditionalProperties::Of(Box::new(schema)))
        }
    }
}

//! Reading the keywords of a schema that say more of its values than their type: `enum`, `default`,
//! and those of JSON Schema Validation.

use super::model::EnumValue;
use super::object::Object;
use crate::ir::{Limits, Origin, Xml, tighter_bound};
use crate::report::{Diagnostic, Report, catalogue};
use crate::source::{Node, Value};
use std::cmp::Ordering;

/// `enum`, and the extensions that give its values names: `x-enum-varnames` and `x-enumNames` are
/// lists beside it, `x-ms-enum` has an entry for each value.
pub(crate) fn values(object: &Object<'_>, report: &mut Report) -> Option<Vec<EnumValue>> {
    let values = object.list("enum", report)?;
    let beside = |keys: &[&'static str]| -> Vec<Option<String>> {
        let lists = keys.iter().filter_map(|key| object.get(key));
        let mut lists = lists.filter_map(|child| child.node.as_sequence());
        let list = lists.next().unwrap_or_default();
        list.iter()
            .map(|it| it.as_text().map(str::to_owned))
            .collect()
    };
    let names = beside(&["x-enum-varnames", "x-enumNames", "x-enum-names"]);
    let descriptions = beside(&["x-enum-descriptions", "x-enumDescriptions"]);
    let azure = object.get("x-ms-enum");
    let azure = azure.and_then(|child| child.node.get("values")?.as_sequence());
    let text = |node: &Node, key| node.get(key).and_then(Node::as_text).map(str::to_owned);
    let values = values.into_iter().enumerate().map(|(index, (node, _))| {
        let scalar = match &node.value {
            Value::Scalar(scalar) => Some(scalar.clone()),
            _ => None,
        };
        let value = scalar.as_ref().map(|it| it.text.as_str());
        let mut entries = azure.unwrap_or_default().iter();
        let entry = entries.find(|it| it.get("value").and_then(Node::as_text) == value);
        let listed = |list: &[Option<String>]| list.get(index).cloned().flatten();
        EnumValue {
            name: listed(&names).or_else(|| text(entry?, "name")),
            description: listed(&descriptions).or_else(|| text(entry?, "description")),
            scalar,
        }
    });
    Some(values.collect())
}

pub(crate) fn default(object: &Object<'_>) -> Option<(serde_json::Value, Origin)> {
    let child = object.get("default")?;
    Some((child.node.to_json(), child.origin()))
}

/// `example`; parameters and headers have an extension in its place, and JSON Schema a list.
pub(crate) fn example(object: &Object<'_>) -> Option<serde_json::Value> {
    let one = object.get("example").or_else(|| object.get("x-example"));
    let listed = || object.get("examples")?.node.as_sequence()?.first();
    let node = one.map(|child| child.node).or_else(listed)?;
    Some(node.to_json())
}

/// Example Object: values by media type.
pub(crate) fn examples(object: &Object<'_>) -> Vec<(String, serde_json::Value)> {
    let examples = object.get("examples");
    let entries = examples.and_then(|child| child.node.as_mapping());
    let entries = entries.into_iter().flat_map(|it| it.iter());
    let examples = entries.map(|(name, entry)| (name.clone(), entry.node.to_json()));
    examples.collect()
}

/// XML Object, with `x-ms-text`.
pub(crate) fn xml(object: &Object<'_>, report: &mut Report) -> Option<Xml> {
    let object = object.object("xml", report)?;
    let mut name = |key| {
        let name = object.text(key, report).filter(|it| !it.is_empty())?;
        let well = is_xml_name(&name);
        if !well {
            let message = format!("`xml.{key}` cannot stand in XML");
            let diagnostic = Diagnostic::new(&catalogue::WRONG_KIND, message);
            let (place, pointer) = (object.origin.place, &object.origin.pointer);
            let diagnostic = diagnostic.at_pointer(place, pointer, "here");
            report.add(diagnostic.generated("as if it were absent"));
        }
        well.then_some(name)
    };
    Some(Xml {
        name: name("name"),
        prefix: name("prefix"),
        namespace: object.text("namespace", report).filter(|it| !it.is_empty()),
        attribute: object.flag("attribute", report).unwrap_or(false),
        wrapped: object.flag("wrapped", report).unwrap_or(false),
        text: object.flag("x-ms-text", report).unwrap_or(false),
    })
}

/// XML 1.0, section 2.3.
fn is_xml_name(name: &str) -> bool {
    let first = |it: char| it.is_alphabetic() || it == '_';
    let rest = |it: char| it.is_alphanumeric() || "_-.:".contains(it);
    name.starts_with(first) && name.chars().all(rest)
}

/// Bounds that are no numbers are reported, and left out.
pub(crate) fn limits(object: &Object<'_>, report: &mut Report) -> Limits {
    let mut limits = Limits {
        minimum: object.number("minimum", report),
        maximum: object.number("maximum", report),
        multiple_of: object.number("multipleOf", report),
        min_length: object.count("minLength", report),
        max_length: object.count("maxLength", report),
        pattern: object.text("pattern", report),
        min_items: object.count("minItems", report),
        max_items: object.count("maxItems", report),
        unique_items: object.flag("uniqueItems", report).unwrap_or(false),
        min_properties: object.count("minProperties", report),
        max_properties: object.count("maxProperties", report),
        ..Limits::default()
    };
    let (minimum, maximum) = (limits.minimum.take(), limits.maximum.take());
    (limits.minimum, limits.exclusive_minimum) = exclusive(
        object,
        "exclusiveMinimum",
        minimum,
        Ordering::Greater,
        report,
    );
    (limits.maximum, limits.exclusive_maximum) =
        exclusive(object, "exclusiveMaximum", maximum, Ordering::Less, report);
    limits
}

/// A bound, and whether it is excluded: by a flag in Swagger 2.0 and OpenAPI 3.0, by a bound of its own in
/// later versions of JSON Schema. There both hold, which is the `tighter`.
fn exclusive(
    object: &Object<'_>,
    key: &'static str,
    bound: Option<String>,
    tighter: Ordering,
    report: &mut Report,
) -> (Option<String>, bool) {
    let flag = object.get(key).map(|child| child.node.as_bool());
    let own = match flag {
        Some(None) => object.number(key, report),
        _ => None,
    };
    let excluded = flag.flatten() == Some(true);
    let bound = bound.map(|it| (it, excluded));
    match tighter_bound(bound, own.map(|it| (it, true)), tighter) {
        Some((bound, excluded)) => (Some(bound), excluded),
        None => (None, false),
    }
}

/// Says of a `required` that is no list that it means nothing: documents write `required: true` in a
/// property, as in a parameter (Schema Object).
pub(crate) fn check_required(object: &Object<'_>, report: &mut Report) {
    let Some(child) = object.get("required") else {
        return;
    };
    if child.node.as_sequence().is_none() {
        let message = "`required` of a schema is a list of its properties";
        let diagnostic = Diagnostic::new(&catalogue::WRONG_KIND, message);
        let diagnostic = diagnostic.at_pointer(child.node.place, &child.pointer, "this is none");
        let diagnostic = diagnostic.generated("as if it were absent");
        report
            .add(diagnostic.help("name the property in `required` of its object, with an overlay"));
    }
}

/// The values of a discriminator and what they mean, in their order: the first of several is written.
pub(crate) fn mapping(object: &Object<'_>) -> Vec<(String, String)> {
    let mapping = object
        .get("discriminator")
        .and_then(|child| child.node.get("mapping"));
    let entries = mapping.and_then(Node::as_mapping).into_iter().flatten();
    let targets =
        entries.filter_map(|(value, entry)| Some((value.clone(), entry.node.as_str()?.to_owned())));
    targets.collect()
}

/// Says of `oneOf` beside `anyOf` that a value would have to be of both.
pub(crate) fn check_alternatives(object: &Object<'_>, report: &mut Report) {
    let there = |key: &'static str| {
        let child = object.get(key)?;
        let list = child.node.as_sequence();
        list.is_some_and(|it| !it.is_empty()).then_some(child)
    };
    if let (Some(one), Some(any)) = (there("oneOf"), there("anyOf")) {
        let message = "a value has to be one of `oneOf`, and one of `anyOf`";
        let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_SCHEMA, message)
            .at_pointer(any.key_place, &any.pointer, "these")
            .at_pointer(one.key_place, &one.pointer, "and these");
        report.add(diagnostic.generated("one of all of them"));
    }
}

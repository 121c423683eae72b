//! What the parts of an `allOf` say of one property holds together: a change in any of them is one.

use super::run::{compare, version};
use bindsmith::config::Config;
use bindsmith::diff::Change;
use bindsmith::lock::Lock;

/// A property `a` that two parts declare.
fn document(first: &str, second: &str) -> String {
    let content = "content: {application/json: {schema: {$ref: '#/components/schemas/P'}}}";
    let part = |it: &str| format!("{{type: object, properties: {{a: {{{it}}}}}}}");
    format!(
        "{{openapi: 3.0.3, info: {{title: T, version: '1'}}, paths: {{/x: {{post: {{
        requestBody: {{{content}}}, responses: {{'200': {{description: d, {content}}}}}}}}}}},
        components: {{schemas: {{
            P: {{allOf: [{}, {}]}},
            Color: {{type: string, enum: [red, green]}},
            Node: {{type: object, properties: {{up: {{type: string}}}}}},
            Leaf: {{allOf: [{{$ref: '#/components/schemas/Node'}}, {{properties: {{size: {{type: integer}}}}}}]}}
        }}}}}}",
        part(first),
        part(second)
    )
}

fn said(changes: &[Change]) -> Vec<(&str, &str)> {
    let said = changes.iter();
    said.map(|it| (it.code.slug, it.subject.as_str())).collect()
}

/// What is said of the documents alone, beside the changes.
fn reported(first: &str, second: &str) -> bool {
    let reader = super::run::Text(document(first, second));
    let config = Config::of("spec.yaml");
    let mut session =
        bindsmith::Session::new(&config, &reader, bindsmith::source::Sources::default());
    session.version(&Lock::default()).unwrap();
    !session.report.diagnostics().is_empty()
}

#[test]
fn what_the_earlier_part_says_of_a_property_counts() {
    let text = "type: string";
    for (old, new, later, slug) in [
        (
            text,
            "type: string, maxLength: 3",
            text,
            "max-length-tightened",
        ),
        (text, "type: string, pattern: a", text, "pattern-added"),
        (text, "type: string, enum: [a, b]", text, "enum-added"),
        (
            text,
            "type: string, readOnly: true",
            text,
            "property-read-only",
        ),
        (text, "type: string, default: a", text, "default-added"),
        (
            text,
            "type: string, nullable: true",
            "type: string, nullable: true",
            "null-allowed",
        ),
        (
            "type: string, enum: [a, b]",
            "type: string, enum: [a]",
            "type: string, enum: [a, b, c]",
            "enum-value-removed",
        ),
        (
            "type: array, items: {type: string}",
            "type: array, items: {type: string, maxLength: 3}",
            "type: array, items: {type: string}",
            "max-length-tightened",
        ),
        (
            "type: object, properties: {z: {type: string}}",
            "type: object, properties: {z: {type: integer}}",
            "type: object, properties: {y: {type: string}}",
            "type-changed",
        ),
        (
            "type: object",
            "type: object, minProperties: 1",
            "$ref: '#/components/schemas/Node'",
            "min-properties-tightened",
        ),
    ] {
        for swapped in [false, true] {
            let of = |it: &str| match swapped {
                true => document(later, it),
                false => document(it, later),
            };
            let (changes, report) = compare(&of(old), &of(new));
            let found: Vec<&str> = changes.iter().map(|it| it.code.slug).collect();
            assert_eq!(found, [slug], "{old} to {new}, {swapped}\n{report}");
            assert!(!reported(old, later) && !reported(new, later), "{new}");
        }
    }
}

#[test]
fn a_nested_object_is_one_with_the_properties_of_both_parts() {
    let (z, y) = (
        "type: object, required: [z], properties: {z: {type: string}}",
        "type: object, properties: {y: {type: string}}",
    );
    let (changes, report) = compare(&document(y, y), &document(z, y));
    let added = changes
        .iter()
        .filter(|it| it.code.slug == "required-property-added");
    assert_eq!(added.count(), 1, "{report}");
    let node = "$ref: '#/components/schemas/Node'";
    let (changes, report) = compare(&document(y, y), &document(node, y));
    assert!(
        said(&changes).iter().any(|it| it.0 == "property-added"),
        "{report}"
    );
    assert!(!reported(node, y));
}

#[test]
fn the_type_of_a_property_stays_where_the_other_part_adds_nothing_to_it() {
    let of = |name: &str| format!("$ref: '#/components/schemas/{name}'");
    for (first, second) in [
        (of("Color"), "type: string".to_owned()),
        (of("Node"), "type: object".to_owned()),
        (of("Leaf"), "description: d".to_owned()),
        (of("Leaf"), of("Node")),
        (of("Leaf"), of("Leaf")),
    ] {
        let alone = document(&first, &first);
        for other in [document(&first, &second), document(&second, &first)] {
            let (changes, report) = compare(&alone, &other);
            let loud = changes
                .iter()
                .find(|it| it.code.slug != "schema-description-changed");
            assert!(loud.is_none(), "{report}");
        }
        assert!(!reported(&first, &second), "{first}, {second}");
    }
}

#[test]
fn what_no_schema_can_be_is_told() {
    let text = "type: string";
    for second in [
        "type: integer",
        "$ref: '#/components/schemas/Node'",
        "enum: [1]",
    ] {
        assert!(reported(text, second), "{second}");
    }
    let (node, color) = (
        "$ref: '#/components/schemas/Node'",
        "$ref: '#/components/schemas/Color'",
    );
    assert!(reported(node, color));
    assert!(reported(
        "type: string, enum: [a]",
        "type: string, enum: [b]"
    ));
}

#[test]
fn a_document_with_a_property_in_two_parts_is_what_it_is() {
    let text = document("type: string, maxLength: 3", "type: string");
    version(&Config::of("spec.yaml"), &text, &Lock::default());
    assert!(compare(&text, &text).0.is_empty());
}

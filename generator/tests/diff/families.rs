//! The property of a discriminator is one of the object's properties, and is compared as these are.

use super::run::compare;
use bindsmith::diff::Change;

fn document(used: &str, definitions: &str) -> String {
    let schema = format!("schema: {{$ref: '#/definitions/{used}'}}");
    format!(
        "{{swagger: '2.0', info: {{title: T, version: '1'}}, paths: {{/x: {{post: {{
        parameters: [{{name: body, in: body, {schema}}}],
        responses: {{'200': {{description: d, {schema}}}}}}}}}}}, definitions: {{{definitions}}}}}"
    )
}

fn openapi3(definitions: &str) -> String {
    let content = "content: {application/json: {schema: {$ref: '#/components/schemas/P'}}}";
    let definitions = definitions
        .replace("discriminator: t", "discriminator: {propertyName: t}")
        .replace("#/definitions", "#/components/schemas");
    format!(
        "{{openapi: 3.0.3, info: {{title: T, version: '1'}}, paths: {{/x: {{post: {{
        requestBody: {{{content}}}, responses: {{'200': {{description: d, {content}}}}}}}}}}},
        components: {{schemas: {{{definitions}}}}}}}"
    )
}

/// A base whose discriminator is this, and two of its family.
fn family(tag: &str) -> String {
    let member = |name| {
        format!(
            "{name}: {{allOf: [{{$ref: '#/definitions/P'}}, {{properties: {{m: {{type: string}}}}}}]}}"
        )
    };
    format!(
        "P: {{type: object, discriminator: t, required: [t], properties: {{t: {{{tag}}}}}}}, {}, {}",
        member("Cat"),
        member("Dog")
    )
}

fn said(changes: &[Change]) -> Vec<(&str, &str, usize)> {
    let said = changes
        .iter()
        .map(|it| (it.code.slug, it.subject.as_str(), it.operations.len()));
    said.collect()
}

#[test]
fn what_is_said_of_a_discriminator_is_compared_once_for_the_family() {
    let text = "type: string";
    for (old, new, slug) in [
        (
            "type: string, enum: [Cat, Dog]",
            "type: string, enum: [Cat]",
            "enum-value-removed",
        ),
        (text, "type: string, maxLength: 3", "max-length-tightened"),
        // it has to be there: nothing stands in its place
        (
            text,
            "type: string, default: Cat",
            "required-default-changed",
        ),
        (
            text,
            "type: string, readOnly: true",
            "required-property-read-only",
        ),
        (
            text,
            "type: string, description: d",
            "schema-description-changed",
        ),
    ] {
        let of = |tag: &str| [document("P", &family(tag)), openapi3(&family(tag))];
        for (old, new) in of(old).iter().zip(of(new)) {
            let (changes, report) = compare(old, &new);
            assert!(said(&changes).contains(&(slug, "P.t", 1)), "{report}");
            let all = changes.iter().all(|it| {
                it.subject == "P.t" && it.code.slug == slug || slug == "schema-description-changed"
            });
            assert!(all, "{report}");
        }
    }
    let (changes, report) = compare(
        &openapi3(&family(text)),
        &openapi3(&family("type: string, nullable: true")),
    );
    assert_eq!(said(&changes), [("null-allowed", "P.t", 1)], "{report}");
    let values = |values: &str| document("P", &family(&format!("type: string, enum: [{values}]")));
    let (changes, report) = compare(&values("Cat"), &values("Foo"));
    let expected = [
        ("enum-value-removed", "P.t", 1),
        ("enum-value-added", "P.t", 1),
    ];
    let mut found = said(&changes);
    found.sort_unstable_by(|a, b| b.cmp(a));
    assert_eq!(found, expected, "{report}");
}

#[test]
fn whether_a_discriminator_is_required_is_compared() {
    let required = document("P", &family("type: string"));
    let optional = required.replace("required: [t], ", "");
    let (changes, report) = compare(&required, &optional);
    assert_eq!(
        said(&changes),
        [("property-optional", "P.t", 1)],
        "{report}"
    );
}

const P: &str =
    "P: {type: object, discriminator: t, required: [t], properties: {t: {type: string}}}";
const Q: &str =
    "Q: {type: object, discriminator: k, required: [k], properties: {k: {type: string}}}";

fn cat(parts: &str) -> String {
    document(
        "Cat",
        &format!(
            "{P}, {Q}, Cat: {{allOf: [{parts} {{type: object, properties: {{m: {{type: string}}}}}}]}}"
        ),
    )
}

#[test]
fn what_leaves_its_family_loses_the_discriminator() {
    let (of_p, of_q, alone) = (
        cat("{$ref: '#/definitions/P'},"),
        cat("{$ref: '#/definitions/Q'},"),
        cat(""),
    );
    let gone = ("required-property-removed", "Cat.t", 1);
    for (old, new, expected) in [
        (&of_p, &alone, vec![gone]),
        (&alone, &of_p, vec![("required-property-added", "Cat.t", 1)]),
        (
            &of_p,
            &of_q,
            vec![gone, ("required-property-added", "Cat.k", 1)],
        ),
    ] {
        let (changes, report) = compare(old, new);
        let breaking = changes.iter().filter(|it| it.wire.grade.breaks());
        let breaking: Vec<Change> = breaking.cloned().collect();
        assert_eq!(said(&breaking), expected, "{report}");
    }
}

#[test]
fn what_is_told_apart_by_another_property_loses_the_first() {
    let old = cat("{$ref: '#/definitions/P'},");
    let new = old.replace(
        P,
        "P: {type: object, discriminator: s, required: [s], properties: {s: {type: string}}}",
    );
    let (changes, report) = compare(&old, &new);
    let breaking: Vec<Change> = changes
        .into_iter()
        .filter(|it| it.wire.grade.breaks() && !it.operations.is_empty())
        .collect();
    let expected = [
        ("required-property-removed", "P.t", 1),
        ("required-property-added", "P.s", 1),
    ];
    assert_eq!(said(&breaking), expected, "{report}");
}

/// A discriminator is a text.
#[test]
fn what_becomes_an_integer_tells_nothing_apart_any_more() {
    let of = |tag: &str| document("P", &family(tag));
    let (changes, report) = compare(&of("type: string"), &of("type: integer"));
    let expected = [
        ("type-changed", "P.t", 1),
        ("discriminator-removed", "P", 1),
    ];
    assert_eq!(said(&changes), expected, "{report}");
}

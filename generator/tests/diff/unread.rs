//! What is not read and differs is told: no part of a document changes without a word.

use super::run::{compare, unread};

fn document(operation: &str) -> String {
    format!(
        "{{openapi: 3.0.3, info: {{title: T, version: '1'}}, paths: {{/x: {{post: {{{operation}}}}}}}}}"
    )
}

const OK: &str = "responses: {'200': {description: d}}";

/// Of a form of these fields, with more in its schema, and beside it in the body.
fn form(fields: &str, schema: &str, body: &str) -> String {
    let content = format!(
        "application/x-www-form-urlencoded: {{schema: {{type: object, properties: {{{fields}}}, {schema}}}}}"
    );
    document(&format!(
        "requestBody: {{{body} content: {{{content}}}}}, {OK}"
    ))
}

fn swagger(parameter: &str) -> String {
    format!(
        "{{swagger: '2.0', info: {{title: T, version: '1'}}, paths: {{/x: {{get: {{parameters: [{parameter}], {OK}}}}}}}}}"
    )
}

#[track_caller]
fn is_told(old: &str, new: &str, says: &str) {
    for (old, new) in [(old, new), (new, old)] {
        let found = unread(old, new);
        assert!(found.iter().any(|it| it.contains(says)), "{found:?}");
    }
    assert_eq!(unread(old, old), [""; 0]);
}

#[test]
fn a_value_that_becomes_a_string_is_told() {
    let field = |kind: &str| {
        let inner = format!("a: {{type: object, properties: {{z: {{type: {kind}}}}}}}");
        form(&inner, "", "")
    };
    is_told(&field("string"), &field("integer"), "not of a simple type");
    let header = |kind: &str| {
        let schema = format!("{{type: object, properties: {{z: {{type: {kind}}}}}}}");
        let headers = format!("headers: {{X-A: {{schema: {schema}}}}}");
        document(&format!(
            "responses: {{'200': {{description: d, {headers}}}}}"
        ))
    };
    is_told(
        &header("string"),
        &header("integer"),
        "not of a simple type",
    );
}

#[test]
fn a_response_of_no_status_is_told() {
    let of = |text: &str| {
        document(&format!(
            "responses: {{'200': {{description: d}}, '999': {text}}}"
        ))
    };
    let with = |kind: &str| {
        of(&format!(
            "{{description: d, content: {{application/json: {{schema: {{type: {kind}}}}}}}}}"
        ))
    };
    is_told(&with("string"), &with("integer"), "`999` is neither");
}

/// One of a status that no server answers is compared.
#[test]
fn a_response_that_is_read_is_not_told() {
    let of = |kind: &str| {
        let schema = format!("content: {{application/json: {{schema: {{type: {kind}}}}}}}");
        document(&format!(
            "responses: {{'200': {{description: d}}, '102': {{description: d, {schema}}}}}"
        ))
    };
    assert_eq!(unread(&of("string"), &of("integer")), [""; 0]);
    let (changes, _) = compare(&of("string"), &of("integer"));
    assert_eq!(changes[0].code.slug, "type-changed");
}

#[test]
fn a_default_that_does_not_fit_is_told() {
    let of = |default: &str| {
        swagger(&format!(
            "{{name: a, in: query, type: integer, default: {default}}}"
        ))
    };
    is_told(&of("x"), &of("y"), "a `default` that is not of its type");
}

#[test]
fn a_parameter_that_stands_twice_is_told() {
    let of = |kind: &str| {
        swagger(&format!(
            "{{name: a, in: query, type: string}}, {{name: a, in: query, type: {kind}}}"
        ))
    };
    is_told(&of("string"), &of("integer"), "`a` stands twice");
}

#[test]
fn a_parameter_without_a_type_is_compared() {
    let of = |name: &str| swagger(&format!("{{name: a, in: query, required: {name}}}"));
    assert_eq!(unread(&of("true"), &of("false")), [""; 0]);
}

#[test]
fn a_security_scheme_that_is_not_built_is_told() {
    let of = |scheme: &str| {
        format!(
            "{{openapi: 3.0.3, info: {{title: T, version: '1'}}, security: [{{s: []}}],
            components: {{securitySchemes: {{s: {{type: http, scheme: {scheme}}}}}}},
            paths: {{/x: {{get: {{{OK}}}}}}}}}"
        )
    };
    is_told(&of("digest"), &of("hoba"), "the security scheme `s`");
}

#[test]
fn what_a_server_of_a_form_does_not_heed_is_told() {
    let field = "a: {type: string}";
    let plain = form(field, "", "");
    for (other, says) in [
        (form(field, "", "required: true,"), "optional fields"),
        (
            form(field, "additionalProperties: false", ""),
            "additionalProperties",
        ),
        (form(field, "minProperties: 1", ""), "`minProperties: 1`"),
        (
            form("a: {type: string, readOnly: true}", "", ""),
            "`readOnly`",
        ),
    ] {
        is_told(&plain, &other, says);
    }
    let (two, three) = (
        form(field, "maxProperties: 2", ""),
        form(field, "maxProperties: 3", ""),
    );
    is_told(&two, &three, "`maxProperties: 2`");
    // one that has a required field is not to be left out
    let required = |body: &str| form(field, "required: [a]", body);
    assert_eq!(unread(&required(""), &required("required: true,")), [""; 0]);
}

#[test]
fn words_beside_what_is_not_read_are_read() {
    let of = |rest: &str| {
        let schema = format!(
            "{{not: {{type: string}}, oneOf: [{{required: [a]}}, {{required: [b]}}], {rest}}}"
        );
        document(&format!(
            "requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}, {OK}"
        ))
    };
    assert_eq!(
        unread(&of("description: a"), &of("description: b")),
        [""; 0]
    );
}

/// It is compared as it is written, although no value is held to it.
#[test]
fn a_pattern_that_rust_does_not_match_is_compared() {
    let of = |pattern: &str, rest: &str| {
        let schema = format!("{{type: string, pattern: '{pattern}', {rest}}}");
        document(&format!(
            "requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}, {OK}"
        ))
    };
    let old = of("a(?=b)", "");
    assert_eq!(
        unread(&old, &of("a(?=b)", "description: d, maxLength: 3")),
        [""; 0]
    );
    let other = of("a(?=c)", "");
    assert_eq!(unread(&old, &other), [""; 0]);
    let (changes, _) = compare(&old, &other);
    assert_eq!(changes[0].code.slug, "pattern-changed");
}

#[test]
fn another_value_of_a_discriminator_is_told() {
    let of = |mapping: &str| {
        let base = format!(
            "Base: {{type: object, required: [t], properties: {{t: {{type: string}}}},
            discriminator: {{propertyName: t, mapping: {{{mapping}}}}}}}"
        );
        let cat = "Cat: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {b: {type: string}}}]}";
        format!(
            "{{openapi: 3.0.3, info: {{title: T, version: '1'}}, paths: {{}},
            components: {{schemas: {{{base}, {cat}}}}}}}"
        )
    };
    is_told(
        &of("a: Cat, b: Cat"),
        &of("a: Cat, c: Cat"),
        "mean one definition: `a`, `b`",
    );
}

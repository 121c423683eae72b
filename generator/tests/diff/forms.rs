//! Forms whose fields are the properties of a definition, and forms beside bodies of other media types.

use super::run::compare;
use bindsmith::diff::{Change, Rust, Wire};

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

fn document(types: &[&str], login: &str) -> String {
    let content = types
        .iter()
        .map(|it| format!("{it}: {{schema: {{$ref: '#/components/schemas/Login'}}}}"));
    let content = content.collect::<Vec<_>>().join(", ");
    format!(
        "{{openapi: 3.0.3, info: {{title: T, version: '1'}}, paths: {{/x: {{post: {{
        requestBody: {{required: true, content: {{{content}}}}}, responses: {{'204': {{description: d}}}}}}}}}},
        components: {{schemas: {{Login: {{type: object, required: [user], {login}}}}}}}}}"
    )
}

fn said(changes: &[Change]) -> Vec<(&str, &str, Wire)> {
    let said = changes.iter();
    said.map(|it| (it.code.slug, it.subject.as_str(), it.wire.grade))
        .collect()
}

const LOGIN: &str = "properties: {user: {type: string}, otp: {type: integer}}";

#[test]
fn what_only_a_form_has_is_compared_as_text_alone() {
    let text = LOGIN.replace("integer", "string");
    let (a, b) = (document(&[FORM], LOGIN), document(&[FORM], &text));
    let (changes, report) = compare(&a, &b);
    assert_eq!(
        said(&changes),
        [("type-widened", "Login.otp", Wire::Compatible)],
        "{report}"
    );
    assert_eq!(changes[0].rust.grade, Rust::Breaking, "{report}");
    assert_eq!(changes[0].operations.len(), 1, "{report}");
    let (changes, report) = compare(&b, &a);
    assert_eq!(
        said(&changes),
        [("type-narrowed", "Login.otp", Wire::BreaksClients)],
        "{report}"
    );
    // a field that comes or goes
    let more = LOGIN.replace("otp", "x: {type: string}, otp");
    let (changes, report) = compare(&a, &document(&[FORM], &more));
    assert_eq!(
        said(&changes),
        [("parameter-added", "Login.x", Wire::Compatible)],
        "{report}"
    );
}

#[test]
fn what_is_said_of_a_definition_that_only_a_form_has_is_compared() {
    let (a, b) = (
        document(&[FORM], LOGIN),
        document(&[FORM], &format!("description: d, {LOGIN}")),
    );
    let (changes, report) = compare(&a, &b);
    assert_eq!(
        said(&changes),
        [("schema-description-changed", "Login", Wire::Docs)],
        "{report}"
    );
}

/// An enum that stands in a query alone is one text, with its words.
#[test]
fn a_definition_that_only_texts_use_is_compared_as_text_alone() {
    let document = |word: &str| {
        format!(
            "{{openapi: 3.0.3, info: {{title: T, version: '1'}}, paths: {{/x: {{get: {{
            parameters: [{{name: q, in: query, schema: {{$ref: '#/components/schemas/Word'}}}}],
            responses: {{'204': {{description: d}}}}}}}}}}, components: {{schemas: {{Word: {{{word}}}}}}}}}"
        )
    };
    let (changes, report) = compare(&document("type: integer"), &document("type: string"));
    assert_eq!(
        said(&changes),
        [("type-widened", "Word", Wire::Compatible)],
        "{report}"
    );
    let (changes, report) = compare(
        &document("type: string"),
        &document("type: string, description: d"),
    );
    assert_eq!(
        said(&changes),
        [("schema-description-changed", "Word", Wire::Docs)],
        "{report}"
    );
}

#[test]
fn a_form_that_is_declared_beside_a_body_is_not_gone() {
    let (form, both) = (document(&[FORM], LOGIN), document(&[FORM, JSON], LOGIN));
    let (changes, report) = compare(&form, &both);
    let subject = "POST /x body consumes application/json";
    assert_eq!(
        said(&changes),
        [("media-type-added", subject, Wire::Compatible)],
        "{report}"
    );
    assert_eq!(changes[0].rust.grade, Rust::Breaking, "{report}");
    let (changes, report) = compare(&both, &form);
    assert_eq!(
        said(&changes),
        [("media-type-removed", subject, Wire::BreaksClients)],
        "{report}"
    );
}

#[test]
fn a_form_in_the_place_of_which_there_is_a_body_is_gone() {
    let (form, json) = (document(&[FORM], LOGIN), document(&[JSON], LOGIN));
    let (changes, report) = compare(&form, &json);
    let codes: Vec<&str> = changes.iter().map(|it| it.code.slug).collect();
    assert!(codes.contains(&"required-parameter-removed"), "{report}");
    assert!(codes.contains(&"required-body-added"), "{report}");
}

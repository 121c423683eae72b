//! Which response a status has, and what is said of those that operations share.

use super::run::compare;
use bindsmith::diff::{Rust, Wire};

fn document(responses: &str) -> String {
    let of = |name: &str| {
        format!(
            "content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}"
        )
    };
    let responses = responses.replace("$A", &of("A")).replace("$E", &of("E"));
    let object = |name: &str| {
        format!("{{type: object, required: [{name}], properties: {{{name}: {{type: string}}}}}}")
    };
    format!(
        "{{openapi: 3.0.3, info: {{title: T, version: '1'}}, paths: {{/x: {{get: {{
        responses: {{{responses}}}}}}}}}, components: {{schemas: {{A: {}, E: {}}}}}}}",
        object("id"),
        object("msg")
    )
}

fn wire(old: &str, new: &str) -> Vec<(&'static str, String, Wire)> {
    let (changes, _) = compare(&document(old), &document(new));
    let found = changes.iter().map(|it| {
        let subject = it.subject.trim_start_matches("GET /x ").to_owned();
        (it.code.slug, subject, it.wire.grade)
    });
    found.collect()
}

const ERROR: &str = "default: {description: d, $E}";

#[test]
fn a_success_is_not_covered_by_what_errors_are() {
    let (a, b) = (
        format!("'204': {{description: d}}, {ERROR}"),
        format!("'200': {{description: d}}, {ERROR}"),
    );
    let gone = ("success-removed", "204".to_owned(), Wire::BreaksBoth);
    let come = ("success-added", "200".to_owned(), Wire::BreaksClients);
    assert_eq!(wire(&a, &b), [gone, come]);
    let more = format!("'200': {{description: d}}, '202': {{description: d, $A}}, {ERROR}");
    let come = ("success-added", "202".to_owned(), Wire::BreaksClients);
    assert_eq!(wire(&b, &more), [come]);
    let gone = ("success-removed", "202".to_owned(), Wire::BreaksBoth);
    assert_eq!(wire(&more, &b), [gone]);
}

#[test]
fn a_success_is_covered_by_all_successes() {
    let one = format!("'201': {{description: d, $A}}, {ERROR}");
    let all = format!("2XX: {{description: d, $A}}, {ERROR}");
    let found = wire(&one, &all);
    let come = ("success-added", "2XX".to_owned(), Wire::BreaksClients);
    let merged = ("response-merged", "201".to_owned(), Wire::Compatible);
    assert_eq!(found, [come, merged]);
    let found = wire(&one, &all.replace("$A", "$E"));
    let gone = |it: &(&str, String, Wire)| it.0 == "required-property-removed";
    assert!(found.iter().any(gone), "{found:?}");
}

#[test]
fn a_success_is_covered_by_the_one_response_that_there_is() {
    let (one, all) = (
        "'200': {description: d, $A}",
        "default: {description: d, $A}",
    );
    let found = wire(one, all);
    assert!(
        found.iter().any(|it| it.0 == "response-merged"),
        "{found:?}"
    );
    assert!(
        found.iter().all(|it| it.0 != "success-removed"),
        "{found:?}"
    );
}

#[test]
fn an_error_is_covered_by_what_all_others_are() {
    let one = format!("'200': {{description: d}}, '404': {{description: d, $E}}, {ERROR}");
    let found = wire(&one, &format!("'200': {{description: d}}, {ERROR}"));
    assert_eq!(
        found,
        [("response-merged", "404".to_owned(), Wire::Compatible)]
    );
}

/// Of two operations, that share a response.
fn shared(response: &str) -> String {
    let operation = "get: {responses: {'200': {description: d}, '401': {$ref: '#/responses/No'}}}";
    format!(
        "{{swagger: '2.0', info: {{title: T, version: '1'}}, paths: {{/a: {{{operation}}}, /b: {{{operation}}}}},
        responses: {{'No': {response}}},
        definitions: {{A: {{properties: {{a: {{type: string}}}}}}, B: {{properties: {{a: {{type: string}}}}}}}}}}"
    )
}

#[test]
fn a_response_that_operations_share_is_told_once() {
    let plain = "{description: d}";
    let text = "{description: d, schema: {type: string}}";
    let of = |name: &str| format!("{{description: d, schema: {{$ref: '#/definitions/{name}'}}}}");
    let header =
        |rest: &str| format!("{{description: d, headers: {{X-A: {{type: string{rest}}}}}}}");
    for (old, new, slug, subject) in [
        (
            plain,
            "{description: e}",
            "response-description-changed",
            "responses No",
        ),
        (plain, text, "response-body-added", "responses No"),
        (text, plain, "response-body-removed", "responses No"),
        (&of("A"), &of("B"), "reference-changed", "responses No"),
        (
            plain,
            &header(""),
            "header-added",
            "responses No header X-A",
        ),
        (
            &header(""),
            plain,
            "header-removed",
            "responses No header X-A",
        ),
        (
            &header(""),
            &header(", maxLength: 3"),
            "max-length-tightened",
            "responses No header X-A",
        ),
    ] {
        let (changes, report) = compare(&shared(old), &shared(new));
        let [change] = changes.as_slice() else {
            panic!("{report}");
        };
        assert_eq!(
            (change.code.slug, change.subject.as_str()),
            (slug, subject),
            "{report}"
        );
        assert_eq!(change.operations.len(), 2, "{report}");
        let origin = change.old.as_ref().unwrap();
        assert!(origin.pointer.starts_with("/responses/No"), "{report}");
    }
    let (changes, report) = compare(&shared(text), &shared(plain));
    assert_eq!(changes[0].rust.grade, Rust::Breaking, "{report}");
}

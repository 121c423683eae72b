//! What is asked for of clients: whoever was let in, and is, is not broken.

use super::run::compare;

fn document(security: &str) -> String {
    format!(
        "{{swagger: '2.0', info: {{title: T, version: '1'}},
        securityDefinitions: {{
            a: {{type: apiKey, in: header, name: A}}, b: {{type: apiKey, in: query, name: b}},
            o: {{type: oauth2, flow: implicit, authorizationUrl: 'https://a.example', scopes: {{r: r, w: w}}}}}},
        paths: {{
            /x: {{get: {{security: {security}, responses: {{'200': {{description: d}}}}}}}},
            /y: {{get: {{security: {security}, responses: {{'200': {{description: d}}}}}}}}}}}}"
    )
}

fn breaks(old: &str, new: &str) -> bool {
    let (changes, report) = compare(&document(old), &document(new));
    assert!(!changes.is_empty() || old == new, "{report}");
    changes.iter().any(|it| it.wire.grade.breaks())
}

#[test]
fn whoever_was_let_in_and_still_is_is_not_broken() {
    for (old, new) in [
        ("[{a: [], b: []}]", "[{a: []}]"),
        ("[{a: [], b: []}]", "[{a: []}, {b: []}]"),
        ("[{a: []}, {b: []}]", "[{a: []}, {b: []}, {o: []}]"),
        ("[{}, {a: []}]", "[]"),
        ("[]", "[{}, {a: []}]"),
        ("[{a: []}]", "[]"),
        ("[{o: [r, w]}]", "[{o: [r]}]"),
        ("[{a: [], o: [r, w]}]", "[{o: [w]}]"),
    ] {
        assert!(!breaks(old, new), "{old} to {new}");
    }
}

#[test]
fn whoever_was_let_in_and_is_no_more_is_broken() {
    for (old, new) in [
        ("[{a: []}]", "[{a: [], b: []}]"),
        ("[{a: []}, {b: []}]", "[{a: []}]"),
        ("[{a: []}, {b: []}]", "[{a: [], b: []}]"),
        ("[{a: []}]", "[{b: []}]"),
        ("[]", "[{a: []}]"),
        ("[{}, {a: []}]", "[{a: []}]"),
        ("[{o: [r]}]", "[{o: [r, w]}]"),
        ("[{o: [r], a: []}]", "[{o: [w]}]"),
    ] {
        assert!(breaks(old, new), "{old} to {new}");
    }
}

/// An entry of an ignore file that names it lets nothing else through.
#[test]
fn what_many_operations_ask_for_is_of_so_many_operations() {
    let (changes, _) = compare(&document("[]"), &document("[{a: []}]"));
    let subjects: Vec<&str> = changes.iter().map(|it| it.subject.as_str()).collect();
    assert_eq!(subjects, ["security of 2 operations"]);
}

#[test]
fn a_scheme_that_is_sent_in_another_way_breaks_the_operations_that_ask_for_it() {
    let document = |name: &str, asks: &str| {
        format!(
            "{{swagger: '2.0', info: {{title: T, version: '1'}},
            securityDefinitions: {{a: {{type: apiKey, in: header, name: {name}}}}},
            paths: {{/x: {{get: {{security: {asks}, responses: {{'200': {{description: d}}}}}}}}}}}}"
        )
    };
    let found = |old: &str, new: &str, asks: &str| {
        let (changes, _) = compare(&document(old, asks), &document(new, asks));
        let found = changes.iter().map(|it| {
            let operations: Vec<&str> = it.operations.iter().map(|it| it.path.as_str()).collect();
            (it.code.slug, operations.concat())
        });
        found.collect::<Vec<_>>()
    };
    let used = ("security-scheme-changed", "/x".to_owned());
    assert_eq!(found("X-A", "X-B", "[{a: []}]"), [used]);
    let unused = ("unused-security-scheme-changed", String::new());
    assert_eq!(found("X-A", "X-B", "[]"), [unused]);
    assert_eq!(found("X-A", "x-a", "[{a: []}]"), []);
}

//! What is asked for of clients: whoever was let in, and is, is not broken.

use super::run::compare;
use bindsmith::diff::Wire;

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

/// Whether clients in the field break, and whether servers do.
fn breaks(old: &str, new: &str) -> (bool, bool) {
    let (changes, report) = compare(&document(old), &document(new));
    assert!(!changes.is_empty() || old == new, "{report}");
    let grades = || changes.iter().map(|it| it.wire.grade);
    let clients = [Wire::BreaksClients, Wire::BreaksBoth];
    let servers = [Wire::BreaksServers, Wire::BreaksBoth];
    (
        grades().any(|it| clients.contains(&it)),
        grades().any(|it| servers.contains(&it)),
    )
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
        assert!(!breaks(old, new).0, "{old} to {new}");
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
        assert!(breaks(old, new).0, "{old} to {new}");
    }
}

/// A client of now shows what is asked for now, and a server of before asks for what it did.
#[test]
fn servers_in_the_field_break_where_nothing_that_is_shown_now_is_enough() {
    for (old, new, broken) in [
        ("[{a: [], b: []}]", "[{a: []}]", true),
        ("[{a: []}]", "[{b: []}]", true),
        ("[{a: []}]", "[]", true),
        ("[{a: []}]", "[{a: [], b: []}]", false),
        ("[{a: []}, {b: []}]", "[{b: []}]", false),
        ("[{a: []}]", "[{b: []}, {a: []}]", false),
        ("[]", "[{a: []}]", false),
        ("[{o: [r, w]}]", "[{o: [r]}]", true),
        ("[{o: [r]}]", "[{o: [r, w]}]", false),
        ("[{o: [r, w]}, {a: []}]", "[{o: [r]}, {a: []}]", false),
        ("[{o: [r]}, {o: [w]}]", "[{o: [w]}]", false),
    ] {
        assert_eq!(breaks(old, new).1, broken, "{old} to {new}");
    }
}

#[test]
fn what_stays_is_taken_for_no_other() {
    let (r, w) = ("{o: [r]}", "{o: [w]}");
    for old in [format!("[{r}, {w}]"), format!("[{w}, {r}]")] {
        let (changes, report) = compare(&document(&old), &document(&format!("[{w}]")));
        let messages: Vec<&str> = changes.iter().map(|it| it.message.as_str()).collect();
        let expected = ["`security of 2 operations` lets in by `o` (scope `r`) no more"];
        assert_eq!(messages, expected, "{report}");
        assert_eq!(changes[0].code.slug, "security-alternative-removed");
    }
}

#[test]
fn what_is_asked_for_is_said_with_its_scopes() {
    let (changes, _) = compare(&document("[{o: [r, w]}]"), &document("[{a: []}]"));
    let messages: Vec<&str> = changes.iter().map(|it| it.message.as_str()).collect();
    let replaced = "`security of 2 operations` asks for `a`, and for `o` (scopes `r`, `w`) no more";
    assert!(messages.contains(&replaced), "{messages:?}");
}

/// One that is not built is asked for all the same, by whoever takes the document at its word.
#[test]
fn a_scheme_that_is_not_built_lets_nobody_in_without_it() {
    let document = |security: &str| {
        format!(
            "{{openapi: 3.0.3, info: {{title: T, version: '1'}},
            components: {{securitySchemes: {{
                digest: {{type: http, scheme: digest}}, basic: {{type: http, scheme: basic}}}}}},
            paths: {{/x: {{get: {{security: {security}, responses: {{'200': {{description: d}}}}}}}}}}}}"
        )
    };
    let (open, digest, basic) = ("[]", "[{digest: []}]", "[{basic: []}]");
    let replaced = [
        "security-alternative-removed",
        "security-replaced",
        "security-alternative-added",
    ];
    for (old, new, expected) in [
        (digest, open, &["security-removed"][..]),
        (open, digest, &["security-added"]),
        (digest, basic, &replaced),
        (basic, digest, &replaced),
        (digest, digest, &[]),
    ] {
        let (changes, report) = compare(&document(old), &document(new));
        let codes: Vec<&str> = changes.iter().map(|it| it.code.slug).collect();
        assert_eq!(codes, expected, "{old} to {new}\n{report}");
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

fn told(old: &str, new: &str) -> Vec<(&'static str, Wire)> {
    let (changes, _) = compare(&document(old), &document(new));
    let told = changes.iter().map(|it| (it.code.slug, it.wire.grade));
    told.collect()
}

/// New clients may still show what servers of before ask for.
#[test]
fn an_operation_that_lets_in_everybody_beside_those_of_before_breaks_nobody() {
    let open = ("security-alternative-added", Wire::Compatible);
    assert_eq!(told("[{a: []}]", "[{a: []}, {}]"), [open]);
    let other = ("security-alternative-not-needed", Wire::Compatible);
    assert_eq!(told("[{a: []}, {b: []}]", "[{a: []}, {}]"), [open, other]);
    let removed = ("security-removed", Wire::BreaksServers);
    assert_eq!(told("[{a: []}]", "[]"), [removed]);
    assert_eq!(told("[{a: []}]", "[{b: []}, {}]"), [removed]);
}

#[test]
fn a_scope_that_is_dropped_is_told_once() {
    let weakened = ("security-scopes-weakened", Wire::BreaksServers);
    assert_eq!(told("[{o: [r, w]}]", "[{o: [r]}]"), [weakened]);
    let dropped = ("security-scope-dropped", Wire::Compatible);
    assert_eq!(
        told("[{o: [r, w]}, {a: []}]", "[{o: [r]}, {a: []}]"),
        [dropped]
    );
    let required = ("security-scope-required", Wire::BreaksClients);
    assert_eq!(told("[{o: [r]}]", "[{o: [r, w]}]"), [required]);
}

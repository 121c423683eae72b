//! By which protocol an API is called.

use super::run::compare;
use bindsmith::diff::Wire;

fn found(old: &str, new: &str) -> Vec<(&'static str, Wire)> {
    let document = |schemes: &str| {
        format!(
            "{{swagger: '2.0', info: {{title: T, version: '1'}}, host: a.example, {schemes}
            paths: {{/x: {{get: {{responses: {{'200': {{description: d}}}}}}}}}}}}"
        )
    };
    let (changes, _) = compare(&document(old), &document(new));
    let found = changes.iter().map(|it| (it.code.slug, it.wire.grade));
    found.collect()
}

#[test]
fn the_protocol_of_the_document_may_be_another_than_one_that_is_named() {
    let (none, https) = ("", "schemes: [https],");
    let other = [("scheme-of-document", Wire::BreaksBoth)];
    assert_eq!(found(none, https), other);
    assert_eq!(found(https, none), other);
    assert_eq!(found(none, none), []);
}

#[test]
fn the_protocol_of_the_document_is_one_of_both_that_are_named() {
    let (none, both) = ("", "schemes: [https, http],");
    assert_eq!(found(none, both), [("scheme-added", Wire::Compatible)]);
    assert_eq!(found(both, none), [("scheme-removed", Wire::BreaksClients)]);
}

#[test]
fn servers_break_where_no_protocol_is_one_of_before() {
    let (http, https, both) = (
        "schemes: [http],",
        "schemes: [https],",
        "schemes: [HTTP, https],",
    );
    let gone = ("scheme-removed", Wire::BreaksClients);
    let come = ("scheme-added", Wire::Compatible);
    let replaced = ("schemes-replaced", Wire::BreaksServers);
    assert_eq!(found(http, https), [gone, replaced, come]);
    assert_eq!(found(both, https), [gone]);
    assert_eq!(found(http, both), [come]);
}

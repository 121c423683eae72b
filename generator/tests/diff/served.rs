//! Servers are a list: the first is one of them.

use super::run::compare;
use bindsmith::diff::Wire;

fn document(servers: &str) -> String {
    format!(
        "{{openapi: 3.0.3, info: {{title: T, version: '1'}}, servers: [{servers}],
        paths: {{/x: {{get: {{responses: {{'200': {{description: d}}}}}}}}}}}}"
    )
}

fn found(old: &str, new: &str) -> Vec<(&'static str, String, Wire)> {
    let (changes, _) = compare(&document(old), &document(new));
    let found = changes.iter();
    let found = found.map(|it| (it.code.slug, it.subject.clone(), it.wire.grade));
    found.collect()
}

fn one(slug: &'static str, subject: &str, wire: Wire) -> Vec<(&'static str, String, Wire)> {
    vec![(slug, subject.to_owned(), wire)]
}

#[test]
fn a_server_beside_others_comes_and_goes_by_itself() {
    let (us, eu) = (
        "{url: 'https://us.example/v1'}",
        "{url: 'https://EU.example/v1'}",
    );
    for (one_of, other, name) in [
        (us, eu, "servers eu.example/v1"),
        (eu, us, "servers us.example/v1"),
        ("{url: /v1}", us, "servers us.example/v1"),
        (us, "{url: /v1}", "servers /v1"),
        (
            us,
            "{url: 'https://us.example/v2'}",
            "servers us.example/v2",
        ),
    ] {
        for both in [format!("{one_of}, {other}"), format!("{other}, {one_of}")] {
            let come = one("server-added", name, Wire::Compatible);
            assert_eq!(found(one_of, &both), come, "{both}");
            let gone = one("server-removed", name, Wire::BreaksClients);
            assert_eq!(found(&both, one_of), gone, "{both}");
        }
    }
}

#[test]
fn the_order_of_servers_says_nothing() {
    let (us, eu) = (
        "{url: 'https://us.example/v1'}",
        "{url: 'https://eu.example/v1'}",
    );
    let (ab, ba) = (format!("{us}, {eu}"), format!("{eu}, {us}"));
    assert_eq!(found(&ab, &ba), []);
    let (ab, ba) = (format!("{us}, {{url: /v1}}"), format!("{{url: /v1}}, {us}"));
    assert_eq!(found(&ab, &ba), []);
}

#[test]
fn each_value_of_a_variable_is_a_server() {
    let of = |values: &str| {
        format!(
            "{{url: 'https://{{region}}.example/{{v}}', variables: {{
            region: {{default: us, enum: [{values}]}}, v: {{default: v1}}}}}}"
        )
    };
    let eu = "servers eu.example/v1";
    let come = one("server-added", eu, Wire::Compatible);
    assert_eq!(found(&of("us"), &of("us, eu")), come);
    let gone = one("server-removed", eu, Wire::BreaksClients);
    assert_eq!(found(&of("us, eu"), &of("us")), gone);
}

#[test]
fn where_no_server_stays_the_first_are_compared() {
    let (a, b) = (
        "{url: 'https://a.example/v1'}",
        "{url: 'https://b.example/v1'}",
    );
    assert_eq!(found(a, b), one("host-changed", "host", Wire::BreaksBoth));
    let later = "{url: 'https://a.example/v2'}";
    let changed = one("base-path-changed", "basePath", Wire::BreaksBoth);
    assert_eq!(found(a, later), changed);
}

#[test]
fn the_protocols_of_a_server_are_compared_by_themselves() {
    let (http, https) = ("{url: 'http://a.example'}", "{url: 'https://a.example'}");
    let both = format!("{http}, {https}");
    let come = one("scheme-added", "schemes http", Wire::Compatible);
    assert_eq!(found(https, &both), come);
    let gone = one("scheme-removed", "schemes http", Wire::BreaksClients);
    assert_eq!(found(&both, https), gone);
    let slugs: Vec<&str> = found(http, https).into_iter().map(|it| it.0).collect();
    assert_eq!(
        slugs,
        ["scheme-removed", "schemes-replaced", "scheme-added"]
    );
    // there is another one by which it is called as before
    let other = "{url: 'https://b.example'}";
    let (a, b) = (format!("{other}, {http}"), format!("{other}, {https}"));
    let slugs: Vec<&str> = found(&a, &b).into_iter().map(|it| it.0).collect();
    assert_eq!(slugs, ["scheme-removed", "scheme-added"]);
}

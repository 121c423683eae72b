//! Parameters, headers, properties and definitions that are deprecated.

use super::run::compare;
use bindsmith::diff::{Rust, Wire};

#[test]
fn what_is_deprecated_is_told_as_words() {
    let document = |marked: &str| {
        let rest = |it: &str| match it == marked {
            true => "deprecated: true,",
            false => "",
        };
        format!(
            "{{openapi: 3.0.3, info: {{title: T, version: '1'}}, paths: {{/x: {{get: {{
            parameters: [{{name: q, in: query, {} schema: {{{} type: string}}}}],
            responses: {{'200': {{description: d, headers: {{X-A: {{{} schema: {{type: string}}}}}},
            content: {{application/json: {{schema: {{$ref: '#/components/schemas/A'}}}}}}}}}}}}}}}},
            components: {{schemas: {{A: {{{} type: object, properties: {{p: {{{} type: string}}}}}}}}}}}}",
            rest("parameter"),
            rest("schema"),
            rest("header"),
            rest("definition"),
            rest("property")
        )
    };
    for (marked, kind, subject) in [
        ("parameter", "parameter", "GET /x query q"),
        ("schema", "parameter", "GET /x query q"),
        ("header", "header", "GET /x 200 header X-A"),
        ("definition", "schema", "A"),
        ("property", "schema", "A.p"),
    ] {
        let (plain, marked) = (document(""), document(marked));
        for (old, new, slug) in [
            (&plain, &marked, format!("{kind}-deprecated")),
            (&marked, &plain, format!("{kind}-revived")),
        ] {
            let (changes, report) = compare(old, new);
            let [change] = changes.as_slice() else {
                panic!("{report}");
            };
            assert_eq!(change.code.slug, slug, "{report}");
            assert_eq!(change.subject, subject, "{report}");
            let grades = (change.wire.grade, change.rust.grade);
            assert_eq!(grades, (Wire::Docs, Rust::None), "{report}");
            assert_eq!(change.operations.len(), 1, "{report}");
        }
    }
}

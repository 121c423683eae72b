//! What is sent as it was, however the documents write it.

use super::run::compare;
use bindsmith::diff::{Change, Wire};

fn slugs(changes: &[Change]) -> Vec<&str> {
    changes.iter().map(|it| it.code.slug).collect()
}

fn listed(parameter: &str, rest: &str) -> String {
    format!(
        "{{swagger: '2.0', info: {{title: T, version: '1'}}, {rest} paths: {{/pets: {{get: {{
        operationId: list, parameters: [{{name: it, in: query, {parameter}}}],
        responses: {{'200': {{description: d}}}}}}}}}}}}"
    )
}

#[test]
fn a_default_in_a_query_is_its_text() {
    for (old, new, expected) in [
        ("'60'", "60", &["type-narrowed"][..]),
        ("'60'", "61", &["type-narrowed", "default-changed"]),
    ] {
        let old = listed(&format!("type: string, default: {old}"), "");
        let new = listed(&format!("type: integer, default: {new}"), "");
        let (changes, report) = compare(&old, &new);
        assert_eq!(slugs(&changes), expected, "{report}");
    }
}

#[test]
fn a_default_of_a_list_is_the_texts_of_its_elements() {
    let list = |default: &str| {
        let list = format!("type: array, items: {{type: string}}, default: {default}");
        listed(&list, "")
    };
    let (changes, report) = compare(&list("['1', a]"), &list("[1, a]"));
    assert_eq!(slugs(&changes), [""; 0], "{report}");
    // said beside what the list is
    let alias = |default: &str| {
        let names = "definitions: {Names: {type: array, items: {type: string}}},";
        let all = format!("allOf: [{{$ref: '#/definitions/Names'}}], default: {default}");
        listed(&all, names)
    };
    let (changes, report) = compare(&alias("[a]"), &alias("[b]"));
    assert_eq!(slugs(&changes), ["default-changed"], "{report}");
}

#[test]
fn the_default_of_a_property_is_its_json() {
    let document = |default: &str| {
        let pet = format!("definitions: {{Pet: {{properties: {{it: {{default: {default}}}}}}}}},");
        listed("type: string", &pet)
    };
    let (changes, report) = compare(&document("'60'"), &document("60"));
    assert_eq!(slugs(&changes), ["default-changed"], "{report}");
}

#[test]
fn a_default_of_what_has_to_be_given_is_words() {
    let wire = |rest: &str, old: &str, new: &str| {
        let of = |schema: &str| listed(&format!("{rest} {schema}"), "");
        let (changes, report) = compare(&of(old), &of(new));
        let found: Vec<_> = changes
            .iter()
            .map(|it| (it.code.slug, it.wire.grade))
            .collect();
        assert_eq!(found.len(), 1, "{report}");
        found[0]
    };
    let words = ("required-default-changed", Wire::Docs);
    let required = "required: true,";
    let (a, b) = ("type: string, default: a", "type: string, default: b");
    assert_eq!(wire(required, a, b), words);
    assert_eq!(wire(required, a, "type: string"), words);
    assert_eq!(wire(required, "type: string", a), words);
    let list = |it: &str| format!("type: array, items: {{type: string}}, default: [{it}]");
    assert_eq!(wire(required, &list("a"), &list("b")), words);
    assert_eq!(wire("", a, b), ("default-changed", Wire::BreaksClients));
}

/// So are those of required properties, and of what stands in a list or a map.
#[test]
fn a_default_of_a_required_property_is_words() {
    let wire = |rest: &str, old: &str, new: &str| {
        let of = |schema: &str| {
            let it = rest.replace('$', &format!("type: string{schema}"));
            format!(
                "{{swagger: '2.0', info: {{title: T, version: '1'}}, paths: {{/a: {{post: {{
                parameters: [{{name: b, in: body, schema: {{properties: {it}}}}}],
                responses: {{'204': {{description: d}}}}}}}}}}}}"
            )
        };
        let (changes, report) = compare(&of(old), &of(new));
        assert_eq!(changes.len(), 1, "{report}");
        changes[0].code.slug
    };
    let (a, b) = (", default: a", ", default: b");
    for given in [
        "{it: {$}}, required: [it]",
        "{it: {type: array, items: {$}}}",
        "{it: {type: object, additionalProperties: {$}}}",
    ] {
        assert_eq!(wire(given, a, b), "required-default-changed", "{given}");
        assert_eq!(wire(given, "", b), "required-default-changed", "{given}");
    }
    assert_eq!(wire("{it: {$}}", a, b), "default-changed");
    // in requests it may be left out
    let read_only = "{it: {readOnly: true, $}}, required: [it]";
    assert_eq!(wire(read_only, a, b), "default-changed");
}

/// A definition whose values are left out here and not there.
#[test]
fn a_default_of_what_may_be_left_out_anywhere_is_more_than_words() {
    let of = |default: &str| {
        let parameter = |required: &str| {
            format!(
                "[{{name: it, in: query, {required} schema: {{$ref: '#/components/schemas/Word'}}}}]"
            )
        };
        let operation = |required: &str| {
            format!(
                "{{get: {{parameters: {}, responses: {{'200': {{description: d}}}}}}}}",
                parameter(required)
            )
        };
        format!(
            "{{openapi: 3.0.3, info: {{title: T, version: '1'}}, paths: {{/a: {}, /b: {}}},
            components: {{schemas: {{Word: {{type: string, default: {default}}}}}}}}}",
            operation("required: true,"),
            operation("")
        )
    };
    let (changes, report) = compare(&of("a"), &of("b"));
    assert_eq!(slugs(&changes), ["default-changed"], "{report}");
    let reached: Vec<&str> = changes[0]
        .operations
        .iter()
        .map(|it| it.path.as_str())
        .collect();
    assert_eq!(reached, ["/b"]);
}

/// A module holds the types of an operation: what takes them away takes it away.
#[test]
fn a_module_goes_with_what_is_in_it() {
    let old = listed("type: string, enum: ['true', 'false']", "");
    let (changes, report) = compare(&old, &listed("type: boolean", ""));
    assert_eq!(slugs(&changes), ["type-changed"], "{report}");
    let items = &changes[0].items;
    assert!(items.iter().any(|it| it.ends_with("::list")), "{items:?}");
}

#[test]
fn the_name_of_a_security_scheme_is_not_sent() {
    let document = |name: &str, key: &str| {
        let scheme = format!("{{type: apiKey, in: header, name: {key}}}");
        let rest =
            format!("securityDefinitions: {{{name}: {scheme}}}, security: [{{{name}: []}}],");
        listed("type: string", &rest)
    };
    let breaking = |old: &str, new: &str| {
        let (changes, _) = compare(old, new);
        changes.iter().any(|it| it.wire.grade.breaks())
    };
    let old = document("the key", "X-Key");
    assert!(!breaking(&old, &document("the_key", "X-Key")));
    assert!(breaking(&old, &document("the_key", "X-Other")));
}

#[test]
fn what_rust_alone_sees_names_the_operations_that_use_it() {
    let document = |favourite: &str| {
        format!(
            "{{swagger: '2.0', info: {{title: T, version: '1'}}, paths: {{
            /pets: {{get: {{responses: {{'200': {{description: d, schema: {{$ref: '#/definitions/Pet'}}}}}}}}}},
            /other: {{get: {{responses: {{'200': {{description: d}}}}}}}}}},
            definitions: {{
            Pet: {{type: object, properties: {{owner: {{$ref: '#/definitions/Owner'}}}}}},
            Owner: {{type: object, properties: {{name: {{type: string}}{favourite}}}}}}}}}"
        )
    };
    let (changes, report) = compare(
        &document(""),
        &document(", favourite: {$ref: '#/definitions/Pet'}"),
    );
    let alone = changes.iter().find(|it| it.code.slug == "rust-changed");
    let operations = alone.map(|it| {
        let operations = it.operations.iter();
        operations.map(|it| it.path.as_str()).collect::<Vec<_>>()
    });
    assert_eq!(operations, Some(vec!["/pets"]), "{report}");
}

#[test]
fn what_becomes_required_is_named_by_the_object_that_says_so() {
    let document = |base: &str, dog: &str| {
        listed(
            "type: string",
            &format!(
                "definitions: {{Base: {{type: object, {base} properties: {{id: {{type: string}}}}}},
                Dog: {{allOf: [{{$ref: '#/definitions/Base'}}, {{type: object, {dog} properties: {{}}}}]}}}},"
            ),
        )
    };
    let messages = |base: &str, dog: &str| {
        let (changes, _) = compare(&document("", ""), &document(base, dog));
        let messages = changes.into_iter().map(|it| it.message);
        messages.collect::<Vec<_>>()
    };
    let required = "required: [id],";
    assert_eq!(messages("", required), ["`Dog.id` becomes required"]);
    assert_eq!(messages(required, ""), ["`Base.id` becomes required"]);
}

#[test]
fn parameters_of_a_path_that_change_places_are_not_renamed() {
    let document = |path: &str| {
        let parameter = |name| format!("{{name: {name}, in: path, required: true, type: string}}");
        format!(
            "{{swagger: '2.0', info: {{title: T, version: '1'}}, paths: {{'{path}': {{get: {{
            parameters: [{}, {}], responses: {{'200': {{description: d}}}}}}}}}}}}",
            parameter("x"),
            parameter("y")
        )
    };
    let (changes, report) = compare(&document("/{x}/{y}"), &document("/{y}/{x}"));
    let breaking = changes.iter().filter(|it| it.wire.grade.breaks());
    let codes: Vec<&str> = breaking.map(|it| it.code.slug).collect();
    assert_eq!(codes, ["parameter-moved", "parameter-moved"], "{report}");
    assert!(
        !slugs(&changes).contains(&"path-parameter-renamed"),
        "{report}"
    );
}

#[test]
fn what_a_range_of_media_types_holds_is_not_gone() {
    let document = |produces: &str| {
        format!(
            "{{swagger: '2.0', info: {{title: T, version: '1'}}, paths: {{/x: {{get: {{produces: [{produces}],
            responses: {{'200': {{description: d, schema: {{type: object}}}}}}}}}}}}}}"
        )
    };
    let found = |old: &str, new: &str| {
        let (changes, _) = compare(&document(old), &document(new));
        let found = changes.iter().map(|it| it.code.slug);
        found
            .filter(|it| it.starts_with("media"))
            .collect::<Vec<_>>()
    };
    assert_eq!(found("application/json", "'*/*'"), ["media-type-added"]);
    assert_eq!(found("'*/*'", "application/json"), ["media-type-removed"]);
    assert_eq!(
        found("application/json", "'text/*'"),
        [
            "media-type-removed",
            "media-types-replaced",
            "media-type-added"
        ]
    );
}

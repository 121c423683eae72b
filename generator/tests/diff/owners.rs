//! What a definition says is told of the definition, once, with all that it reaches.

use super::run::compare;
use bindsmith::diff::Change;

/// `P` is a body, an answer, and in several places of `H`, which is an answer.
fn document(p: &str) -> String {
    let p_of = "schema: {$ref: '#/definitions/P'}";
    format!(
        "{{swagger: '2.0', info: {{title: T, version: '1'}}, paths: {{
        /x: {{post: {{parameters: [{{name: body, in: body, {p_of}}}],
            responses: {{'200': {{description: d, schema: {{$ref: '#/definitions/H'}}}}}}}}}},
        /y: {{get: {{responses: {{'200': {{description: d, schema: {{type: array, items: {{$ref: '#/definitions/P'}}}}}}}}}}}}}},
        definitions: {{
            P: {p},
            H: {{type: object, required: [a], properties: {{a: {{$ref: '#/definitions/P'}},
                b: {{$ref: '#/definitions/P'}}, c: {{type: array, items: {{$ref: '#/definitions/P'}}}},
                n: {{x-nullable: true, allOf: [{{$ref: '#/definitions/P'}}]}}}}}},
            B: {{type: object, properties: {{b: {{type: string}}, c: {{type: string}}}}}}}}}}"
    )
}

fn said(changes: &[Change]) -> Vec<(&str, &str, &str, usize)> {
    let said = changes.iter().map(|it| {
        let at = it.new.as_ref().map_or("", |it| it.pointer.as_str());
        let (slug, subject) = (it.code.slug, it.subject.as_str());
        (slug, subject, at, it.operations.len())
    });
    said.collect()
}

#[test]
fn a_definition_that_may_be_null_is_one_change() {
    let of = |rest: &str| document(&format!("{{type: object, {rest} properties: {{}}}}"));
    let (plain, nullable) = (of(""), of("x-nullable: true,"));
    let (changes, report) = compare(&plain, &nullable);
    let at = "/definitions/P";
    assert_eq!(said(&changes), [("null-allowed", "P", at, 2)], "{report}");
    let (changes, report) = compare(&nullable, &plain);
    assert_eq!(said(&changes), [("null-forbidden", "P", at, 2)], "{report}");
}

#[test]
fn a_definition_that_may_be_null_is_told_though_nothing_uses_it() {
    let of = |rest: &str| {
        format!(
            "{{swagger: '2.0', info: {{title: T, version: '1'}}, paths: {{}},
            definitions: {{P: {{type: object, {rest} properties: {{}}}}}}}}"
        )
    };
    let (changes, report) = compare(&of(""), &of("x-nullable: true,"));
    let expected = [("null-allowed", "P", "/definitions/P", 0)];
    assert_eq!(said(&changes), expected, "{report}");
}

#[test]
fn a_use_that_may_be_null_is_told_of_the_use() {
    let old = document("{type: object, properties: {}}");
    let new = old.replace(
        "b: {$ref: '#/definitions/P'}",
        "b: {x-nullable: true, allOf: [{$ref: '#/definitions/P'}]}",
    );
    let (changes, report) = compare(&old, &new);
    let at = "/definitions/H/properties/b";
    assert_eq!(said(&changes), [("null-allowed", "H.b", at, 1)], "{report}");
}

#[test]
fn another_name_of_a_definition_that_says_more_is_one_change_of_that_name() {
    let base = "allOf: [{$ref: '#/definitions/B'}";
    let at = "/definitions/P";
    let alias = document(&format!("{{{base}]}}"));
    for (more, slug, subject) in [
        ("], required: [b]", "property-required", "P.b"),
        (", {required: [b]}]", "property-required", "P.b"),
        ("], minProperties: 1", "min-properties-tightened", "P"),
        (", {minProperties: 1}]", "min-properties-tightened", "P"),
        (
            "], additionalProperties: false",
            "additional-properties-forbidden",
            "P",
        ),
    ] {
        let (changes, report) = compare(&alias, &document(&format!("{{{base}{more}}}")));
        assert_eq!(said(&changes), [(slug, subject, at, 2)], "{report}");
    }
    // in Rust it becomes a type of its own
    let own = document(&format!(
        "{{{base}, {{properties: {{n: {{type: string}}}}}}]}}"
    ));
    for (old, new, slug) in [
        (&alias, &own, "property-added"),
        (&own, &alias, "property-removed"),
    ] {
        let (changes, report) = compare(old, new);
        let mut of: Vec<_> = said(&changes).iter().map(|it| (it.0, it.1)).collect();
        of.sort_unstable();
        assert_eq!(
            of,
            [(slug, "P.n"), ("rust-changed", "types::P")],
            "{report}"
        );
    }
}

/// Of two paths that share a parameter, the first with this before it.
fn sharing(own: &str, shared: &str) -> String {
    let operation = "responses: {'204': {description: d}}";
    let all = "parameters: [{$ref: '#/components/parameters/T'}]";
    format!(
        "{{openapi: 3.0.3, info: {{title: T, version: '1'}}, paths: {{
        /a: {{{all}, get: {{{own} {operation}}}}}, /b: {{{all}, get: {{{operation}}}}}}},
        components: {{parameters: {{T: {{name: X-T, in: header, {shared}}}}}}}}}"
    )
}

#[test]
fn a_shared_parameter_that_one_operation_overrides_is_a_change_of_the_operation() {
    let (required, optional) = (
        "required: true, schema: {type: string}",
        "schema: {type: string}",
    );
    let own = |rest: &str| format!("parameters: [{{name: X-T, in: header, {rest}}}],");
    let told = |old: &str, new: &str| {
        let (changes, _) = compare(old, new);
        let told = changes.iter();
        let told = told.map(|it| (it.code.slug, it.subject.clone(), it.operations.len()));
        told.collect::<Vec<_>>()
    };
    let (alone, overridden) = (sharing("", required), sharing(&own(optional), required));
    let of_a = "GET /a header X-T".to_owned();
    let expected = [("parameter-optional", of_a.clone(), 1)];
    assert_eq!(told(&alone, &overridden), expected);
    let expected = [("parameter-required", of_a.clone(), 1)];
    assert_eq!(told(&overridden, &alone), expected);
    // what is shared changes as well, and in the same way
    let both = sharing(&own(optional), optional);
    let of_all = "parameters T".to_owned();
    let expected = [
        ("parameter-optional", of_a.clone(), 1),
        ("parameter-optional", of_all.clone(), 1),
    ];
    assert_eq!(told(&alone, &both), expected);
    let all = [("parameter-optional", of_all, 2)];
    assert_eq!(told(&alone, &sharing("", optional)), all);
    // and so are its values
    let integer = "required: true, schema: {type: integer}";
    let expected = [("type-narrowed", of_a, 1)];
    assert_eq!(told(&alone, &sharing(&own(integer), required)), expected);
}

#[test]
fn words_of_what_stands_in_place_are_those_of_its_property() {
    let of = |state: &str, definitions: &str| {
        format!(
            "{{swagger: '2.0', info: {{title: T, version: '1'}}, paths: {{/x: {{get: {{responses: {{'200': {{
            description: d, schema: {{$ref: '#/definitions/P'}}}}}}}}}}}}, definitions: {{{definitions}
            P: {{type: object, properties: {{state: {state}}}}}}}}}"
        )
    };
    let object = |words: &str| format!("{{type: object, description: {words}, properties: {{}}}}");
    let in_place = of(&object("a"), "");
    let definition = of(
        "{$ref: '#/definitions/State'}",
        &format!("State: {},", object("b")),
    );
    for (old, new) in [(&in_place, &definition), (&definition, &in_place)] {
        let (changes, report) = compare(old, new);
        let words = changes
            .iter()
            .filter(|it| it.code.slug == "schema-description-changed");
        let subjects: Vec<&str> = words.map(|it| it.subject.as_str()).collect();
        assert_eq!(subjects, ["P.state"], "{report}");
    }
}

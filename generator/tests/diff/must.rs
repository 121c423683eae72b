//! What clients have to send, and none of it is what servers of before take.

use super::run::compare;
use bindsmith::diff::Change;

fn breaks_servers(old: &str, new: &str) -> Vec<String> {
    let (changes, _) = compare(old, new);
    let broken = changes.iter().filter(|it| it.wire.grade.breaks_servers());
    let told = |it: &Change| format!("{} {}", it.code.slug, it.subject);
    broken.map(told).collect()
}

fn parameter(required: bool, values: &str) -> String {
    format!(
        "{{openapi: 3.0.3, info: {{title: T, version: '1'}}, paths: {{/x: {{get: {{
        parameters: [{{name: q, in: query, required: {required}, schema: {{type: string, enum: [{values}]}}}}],
        responses: {{'204': {{description: d}}}}}}}}}}}}"
    )
}

#[test]
fn servers_know_none_of_the_values_that_replace_all_of_before() {
    let of = |values: &str| parameter(true, values);
    let replaced = ["enum-replaced GET /x query q"];
    assert_eq!(breaks_servers(&of("asc, desc"), &of("ASC, DESC")), replaced);
    assert_eq!(breaks_servers(&of("asc, desc"), &of("asc, DESC")), [""; 0]);
    // whoever leaves it out is served
    let of = |values: &str| parameter(false, values);
    assert_eq!(breaks_servers(&of("asc, desc"), &of("ASC, DESC")), [""; 0]);
}

fn body(required: bool, schema: &str) -> String {
    format!(
        "{{openapi: 3.0.3, info: {{title: T, version: '1'}}, paths: {{/x: {{post: {{
        requestBody: {{required: {required}, content: {{application/json: {{schema: {schema}}}}}}},
        responses: {{'204': {{description: d}}}}}}}}}}, components: {{schemas: {{
            A: {{type: object, required: [k], properties: {{k: {{type: string}}, a: {{type: string}}}}}},
            B: {{type: object, required: [k], properties: {{k: {{type: string}}, b: {{type: string}}}}}}}}}}}}"
    )
}

#[test]
fn a_value_that_may_be_left_out_with_what_holds_it_need_not_be_sent() {
    let value = |values: &str| format!("{{type: string, enum: [{values}]}}");
    let object =
        |required: &str, it: &str| format!("{{type: object, {required} properties: {{it: {it}}}}}");
    let list = |it: &str| format!("{{type: array, items: {it}}}");
    let required = "required: [it],";
    let of = |wrap: &dyn Fn(&str) -> String, needed: bool| {
        let of = |values: &str| body(needed, &wrap(&value(values)));
        breaks_servers(&of("a, b"), &of("c, d")).len()
    };
    let in_required = |it: &str| object(required, it);
    assert_eq!(of(&in_required, true), 1);
    assert_eq!(of(&|it| object(required, &object(required, it)), true), 1);
    assert_eq!(of(&in_required, false), 0);
    assert_eq!(of(&|it| object("", it), true), 0);
    assert_eq!(of(&|it| object("", &object(required, it)), true), 0);
    assert_eq!(of(&|it| object(required, &list(it)), true), 0);
}

#[test]
fn servers_know_none_of_the_alternatives_that_replace_all_of_before() {
    let of = |a: &str, b: &str| {
        let mapping =
            format!("mapping: {{{a}: '#/components/schemas/A', {b}: '#/components/schemas/B'}}");
        let list = "{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}";
        body(
            true,
            &format!("{{oneOf: [{list}], discriminator: {{propertyName: k, {mapping}}}}}"),
        )
    };
    let replaced = ["alternatives-replaced POST /x body"];
    assert_eq!(breaks_servers(&of("a", "b"), &of("c", "d")), replaced);
    assert_eq!(breaks_servers(&of("a", "b"), &of("a", "d")), [""; 0]);
    let of = |list: &str| body(true, &format!("{{oneOf: [{list}]}}"));
    let found = breaks_servers(
        &of("{type: string}, {type: boolean}"),
        &of("{type: integer}, {$ref: '#/components/schemas/A'}"),
    );
    assert_eq!(found, replaced);
}

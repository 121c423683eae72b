//! What OpenAPI 3.0 can say beside Swagger 2.0, and values that two rules meet in.

use super::run::compare;
use bindsmith::diff::Wire;

fn slugs(old: &str, new: &str) -> Vec<&'static str> {
    let (changes, _) = compare(old, new);
    changes.iter().map(|it| it.code.slug).collect()
}

fn parameter(rest: &str) -> String {
    format!(
        "{{openapi: 3.0.3, info: {{title: T, version: '1'}}, paths: {{/x: {{get: {{
        parameters: [{{name: it, in: query, {rest}}}], responses: {{'200': {{description: d}}}}}}}}}}}}"
    )
}

const OBJECT: &str = "schema: {type: object, properties: {a: {type: string}, b: {type: string}}}";

#[test]
fn a_parameter_that_is_laid_out_in_another_way_breaks_both() {
    let of = |layout: &str| parameter(&format!("{layout}, {OBJECT}"));
    let styles = [
        "style: form, explode: true",
        "style: form, explode: false",
        "style: deepObject, explode: true",
        "style: pipeDelimited, explode: false",
    ];
    for (index, old) in styles.iter().enumerate() {
        for (other, new) in styles.iter().enumerate() {
            let expected: &[&str] = match index == other {
                true => &[],
                false => &["parameter-layout-changed"],
            };
            assert_eq!(slugs(&of(old), &of(new)), expected, "{old} to {new}");
        }
    }
    let json = parameter(&format!("content: {{application/json: {{{OBJECT}}}}}"));
    assert_eq!(slugs(&of(styles[0]), &json), ["parameter-layout-changed"]);
}

fn pet(properties: &str, rest: &str) -> String {
    let content = "content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}";
    format!(
        "{{openapi: 3.0.3, info: {{title: T, version: '1'}}, paths: {{/x: {{post: {{
        requestBody: {{{content}}}, responses: {{'200': {{description: d, {content}}}}}}}}}}},
        components: {{schemas: {{Pet: {{type: object, properties: {{{properties}}}, {rest}}}}}}}}}"
    )
}

#[test]
fn a_property_that_is_written_alone_is_read_no_more() {
    let (plain, secret) = ("a: {type: string}", "a: {type: string, writeOnly: true}");
    let required = "required: [a]";
    assert_eq!(
        slugs(&pet(plain, ""), &pet(secret, "")),
        ["property-write-only"]
    );
    assert_eq!(
        slugs(&pet(secret, ""), &pet(plain, "")),
        ["property-readable"]
    );
    let found = slugs(&pet(secret, required), &pet(plain, required));
    assert_eq!(found, ["required-property-readable"]);
}

#[test]
fn a_name_is_of_the_type_of_the_others_where_it_is_one_of_them() {
    let others = "additionalProperties: {type: integer}";
    let (integer, string) = ("a: {type: integer}", "a: {type: string}");
    for (old, new) in [(string, ""), ("", string)] {
        let found = slugs(&pet(old, others), &pet(new, others));
        assert!(found.contains(&"type-changed"), "{old} to {new}: {found:?}");
    }
    for (old, new) in [(integer, ""), ("", integer)] {
        let found = slugs(&pet(old, others), &pet(new, others));
        assert!(
            !found.contains(&"type-changed"),
            "{old} to {new}: {found:?}"
        );
    }
}

#[test]
fn a_list_of_values_is_of_a_format_only_where_all_of_them_are() {
    let of = |schema: &str| pet(&format!("a: {{{schema}}}"), "");
    let words = of("type: string, enum: [a, b]");
    let found = slugs(&words, &of("type: string, format: date-time"));
    assert_eq!(found, ["format-changed"]);
    assert_eq!(slugs(&words, &of("type: string")), ["enum-removed"]);
    let numbers = of("type: integer, format: int64, enum: [1, 2]");
    assert_eq!(
        slugs(&numbers, &of("type: integer, format: int32")),
        ["enum-removed"]
    );
    let large = of("type: integer, format: int64, enum: [1, 5000000000]");
    assert_eq!(
        slugs(&large, &of("type: integer, format: int32")),
        ["type-changed"]
    );
}

#[test]
fn a_form_in_xml_is_of_operations_that_speak_it() {
    let document = |name: &str, media_type: &str| {
        format!(
            "{{swagger: '2.0', info: {{title: T, version: '1'}}, paths: {{
            /x: {{get: {{produces: [{media_type}], responses: {{'200': {{description: d,
                schema: {{$ref: '#/definitions/Pet'}}}}}}}}}},
            /y: {{get: {{produces: [application/xml], responses: {{'200': {{description: d}}}}}}}}}},
            definitions: {{Pet: {{type: object, xml: {{name: {name}}}}}}}}}"
        )
    };
    let found = |media_type| slugs(&document("pet", media_type), &document("Pet", media_type));
    assert_eq!(found("application/json"), [""; 0]);
    assert_eq!(found("application/xml"), ["xml-changed"]);
}

/// What a property of a request and an answer becomes, and whether clients and servers in the field break.
fn becomes(old: &str, new: &str) -> Vec<(&'static str, Wire)> {
    let of = |schema: &str| {
        let others = "Cat: {type: object, required: [t], properties: {t: {type: string}, name: {type: string}}},
            Dog: {type: object, required: [t], properties: {t: {type: string}}},
            Bird: {type: object, required: [t], properties: {t: {type: string}, wings: {type: integer}}},
            Num: {type: object, required: [t], properties: {t: {type: string}, name: {type: integer}}}";
        pet(&format!("a: {schema}"), "").replace(
            "components: {schemas: {",
            &format!("components: {{schemas: {{{others}, "),
        )
    };
    let (changes, _) = compare(&of(old), &of(new));
    let of_it = changes.iter().filter(|it| it.subject.starts_with("Pet.a"));
    of_it.map(|it| (it.code.slug, it.wire.grade)).collect()
}

#[test]
fn what_is_not_one_of_several_is_of_another_type() {
    let (both, clients) = (Wire::BreaksBoth, Wire::BreaksClients);
    let changed = [("type-changed", both)];
    let text = "{type: string}";
    let others = "{oneOf: [{type: integer}, {type: boolean}]}";
    assert_eq!(becomes(text, others), changed);
    assert_eq!(becomes(others, text), changed);
    let one = "{oneOf: [{type: string}, {type: boolean}]}";
    assert_eq!(becomes(text, one), [("type-widened", clients)]);
    let told = "{oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: t}}";
    let plain =
        "{oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Bird'}]}";
    let found = |old, new| {
        becomes(old, new)
            .into_iter()
            .map(|it| it.0)
            .collect::<Vec<_>>()
    };
    let expected = [
        "alternative-removed",
        "discriminator-removed",
        "alternative-added",
    ];
    let mut met = found(told, plain);
    met.sort();
    let mut expected: Vec<&str> = expected.to_vec();
    expected.sort();
    assert_eq!(met, expected);
}

#[test]
fn a_file_is_no_text_in_a_form() {
    let form = |ty: &str| {
        format!(
            "{{swagger: '2.0', info: {{title: T, version: '1'}}, paths: {{/x: {{post: {{consumes: [multipart/form-data],
            parameters: [{{in: formData, name: it, type: {ty}}}], responses: {{'200': {{description: d}}}}}}}}}}}}"
        )
    };
    assert_eq!(slugs(&form("file"), &form("string")), ["type-changed"]);
    assert_eq!(slugs(&form("string"), &form("file")), ["type-changed"]);
}

#[test]
fn a_text_that_is_split_is_another_and_a_number_is_one_of_a_list() {
    let of = |ty: &str, format: &str| {
        (
            parameter(&format!("schema: {{type: {ty}}}")),
            parameter(&format!(
                "explode: {format}, schema: {{type: array, items: {{type: {ty}}}}}"
            )),
        )
    };
    for (ty, explode, slug) in [
        ("string", "false", "type-changed"),
        ("string", "true", "type-widened"),
        ("integer", "false", "type-widened"),
    ] {
        let (old, new) = of(ty, explode);
        assert_eq!(slugs(&old, &new), [slug], "{ty} {explode}");
    }
}

#[test]
fn a_response_of_its_own_is_compared_with_what_held_for_it() {
    let of = |responses: &str| {
        format!(
            "{{swagger: '2.0', info: {{title: T, version: '1'}}, paths: {{/x: {{get: {{responses: {{{responses}}}}}}}}}}}"
        )
    };
    let text = "{description: d, schema: {type: string}}";
    let number = "{description: d, schema: {type: integer}}";
    let old = of(&format!("'200': {text}, default: {text}"));
    let split = of(&format!("'200': {text}, '404': {number}, default: {text}"));
    assert_eq!(slugs(&old, &split), ["type-changed", "response-split"]);
    assert_eq!(slugs(&split, &old), ["type-changed", "response-merged"]);
    let same = of(&format!("'200': {text}, '404': {text}, default: {text}"));
    assert_eq!(slugs(&old, &same), ["response-split"]);
}

#[test]
fn a_value_that_is_written_in_another_way_is_the_same() {
    let of = |ty: &str, values: &str| pet(&format!("a: {{type: {ty}, enum: [{values}]}}"), "");
    assert_eq!(
        slugs(&of("integer", "1, 20"), &of("integer", "1.0, 2e1")),
        [""; 0]
    );
    // variants are named by what is written
    let found = slugs(&of("number", "1, 20"), &of("number", "1.0, 2e1"));
    assert!(found.iter().all(|it| *it == "rust-changed"), "{found:?}");
    let found = slugs(&of("integer", "1"), &of("integer", "2.0"));
    assert_eq!(found, ["enum-value-removed", "enum-value-added"]);
}

//! Which of several is which, where neither name nor value tells.

use super::run::compare;
use bindsmith::diff::{Change, Rust, Wire};

/// A property of this schema in an answer, and these definitions.
fn document(schema: &str, definitions: &str) -> String {
    format!(
        "{{openapi: 3.0.3, info: {{title: T, version: '1'}}, paths: {{/x: {{get: {{responses: {{'200': {{
        description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Pet'}}}}}}}}}}}}}}}},
        components: {{schemas: {{Pet: {{type: object, properties: {{it: {schema}}}}}, {definitions}}}}}}}"
    )
}

fn breaks_the_wire(old: &str, new: &str) -> Vec<String> {
    let (changes, _) = compare(old, new);
    let breaking = |it: &&Change| it.wire.grade.breaks();
    let breaking = changes.iter().filter(breaking);
    breaking.map(|it| it.message.clone()).collect()
}

const A: &str = "{type: object, required: [a], properties: {a: {type: string}}}";
const B: &str = "{type: object, required: [b], properties: {b: {type: string}}}";
const C: &str = "{type: object, required: [c], properties: {c: {type: string}}}";

#[test]
fn alternatives_in_another_order_are_the_same() {
    let old = document(&format!("{{oneOf: [{A}, {B}]}}"), "");
    let new = document(&format!("{{oneOf: [{B}, {A}]}}"), "");
    assert_eq!(breaks_the_wire(&old, &new), [""; 0]);
}

#[test]
fn one_that_comes_before_others_is_the_new_one() {
    let old = document(&format!("{{oneOf: [{A}, {B}]}}"), "");
    let new = document(&format!("{{oneOf: [{C}, {A}, {B}]}}"), "");
    let (changes, report) = compare(&old, &new);
    let wire: Vec<&str> = changes
        .iter()
        .filter(|it| it.wire.grade > Wire::Compatible)
        .map(|it| it.code.slug)
        .collect();
    assert_eq!(wire, ["alternative-added"], "{report}");
}

#[test]
fn one_that_is_referred_to_is_the_one_that_stood_in_place() {
    let old = document(&format!("{{oneOf: [{A}, {B}]}}"), "");
    let new = document(
        &format!("{{oneOf: [{B}, {{$ref: '#/components/schemas/A'}}]}}"),
        &format!("A: {A}"),
    );
    assert_eq!(breaks_the_wire(&old, &new), [""; 0]);
    assert_eq!(breaks_the_wire(&new, &old), [""; 0]);
}

#[test]
fn one_that_is_called_otherwise_is_the_same() {
    let of = |name: &str| {
        document(
            &format!("{{oneOf: [{{$ref: '#/components/schemas/{name}'}}, {B}]}}"),
            &format!("{name}: {A}"),
        )
    };
    let (changes, report) = compare(&of("A"), &of("Z"));
    let codes: Vec<&str> = changes.iter().map(|it| it.code.slug).collect();
    assert!(codes.contains(&"definition-renamed"), "{report}");
    assert!(changes.iter().all(|it| !it.wire.grade.breaks()), "{report}");
}

/// Two that look alike change places: nothing is renamed.
#[test]
fn of_those_of_one_shape_each_is_the_one_of_its_name() {
    let of = |list: &str| document(&format!("{{oneOf: [{list}]}}"), &format!("A: {A}, Z: {A}"));
    let (a, z) = (
        "{$ref: '#/components/schemas/A'}",
        "{$ref: '#/components/schemas/Z'}",
    );
    let (changes, report) = compare(&of(&format!("{a}, {z}")), &of(&format!("{z}, {a}")));
    let names = ["reference-changed", "definition-renamed"];
    assert!(
        changes.iter().all(|it| !names.contains(&it.code.slug)),
        "{report}"
    );
}

#[test]
fn one_of_a_name_is_the_one_of_that_name() {
    let of = |kind: &str| {
        let a = format!("{{type: object, required: [a], properties: {{a: {{type: {kind}}}}}}}");
        document(
            "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}",
            &format!("A: {a}, B: {B}"),
        )
    };
    let found = breaks_the_wire(&of("string"), &of("integer"));
    assert_eq!(found, ["`A.a` was string, and is integer (int64)"]);
}

/// A family whose definitions are all of a base, with this `mapping`.
fn family(mapping: &str) -> String {
    document(
        "{$ref: '#/components/schemas/Base'}",
        &format!(
            "Base: {{type: object, required: [t], properties: {{t: {{type: string}}}},
            discriminator: {{propertyName: t, mapping: {{{mapping}}}}}}},
            Cat: {{allOf: [{{$ref: '#/components/schemas/Base'}}, {{properties: {{name: {{type: string}}}}}}]}}"
        ),
    )
}

#[test]
fn the_first_value_of_a_definition_is_the_one_that_is_sent() {
    let cat = "'#/components/schemas/Cat'";
    let (kitty, aa) = (format!("kitty: {cat}"), format!("aa: {cat}"));
    let both = format!("{kitty}, {aa}");
    let (changes, report) = compare(&family(&kitty), &family(&both));
    let quiet = |it: &Change| !it.wire.grade.breaks() && it.rust.grade != Rust::Breaking;
    assert!(changes.iter().all(quiet), "{report}");
    // the other one is sent now
    let (changes, report) = compare(&family(&kitty), &family(&format!("{aa}, {kitty}")));
    assert!(changes.iter().any(|it| it.wire.grade.breaks()), "{report}");
}

//! What tells alternatives apart, and what parts of an `allOf` say.

use super::Run;
use bindsmith::ir::{Schema, SchemaKind};

/// Of these definitions.
fn run(schemas: &str) -> Run {
    Run::of(&format!(
        "paths: {{}}\ncomponents: {{schemas: {{{schemas}}}}}"
    ))
}

fn definition<'r>(run: &'r Run, name: &str) -> &'r Schema {
    let mut schemas = run.api.schemas.iter();
    let found = schemas.find(|it| it.name.as_deref() == Some(name));
    found.unwrap_or_else(|| panic!("{name}"))
}

/// The values of a discriminator, each with the definition that it means.
fn choice(run: &Run, name: &str) -> Vec<(String, String)> {
    let SchemaKind::Choice { alternatives, .. } = &definition(run, name).kind else {
        panic!("{name} is no choice");
    };
    let of = |it: &bindsmith::ir::Alternative| {
        let pointer = &run.api.schema(it.schema).origin.pointer;
        let name = pointer.rsplit('/').next().unwrap();
        (it.value.clone(), name.to_owned())
    };
    alternatives.iter().map(of).collect()
}

#[track_caller]
fn tells(run: &Run, name: &str, expected: &[(&str, &str)]) {
    let found = choice(run, name);
    let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
    assert_eq!(found, expected);
}

/// A definition with these properties.
fn object(name: &str, properties: &str) -> String {
    format!("{name}: {{type: object, properties: {{{properties}}}}}")
}

fn one_of(name: &str, of: &[&str], discriminator: &str) -> String {
    let of = of
        .iter()
        .map(|it| format!("{{$ref: '#/components/schemas/{it}'}}"));
    let of: Vec<String> = of.collect();
    let of = of.join(", ");
    format!("{name}: {{oneOf: [{of}], discriminator: {{{discriminator}}}}}")
}

#[test]
fn a_mapping_is_of_its_discriminator_alone() {
    let type_ = "type: {type: string}";
    let run = run(&[
        object("Cat", type_),
        object("Dog", type_),
        one_of(
            "A",
            &["Cat", "Dog"],
            "propertyName: type, mapping: {feline: Cat, canine: Dog}",
        ),
        one_of("B", &["Cat", "Dog"], "propertyName: type"),
    ]
    .join(", "));
    tells(&run, "A", &[("canine", "Dog"), ("feline", "Cat")]);
    tells(&run, "B", &[("Cat", "Cat"), ("Dog", "Dog")]);
    run.says(&[]);
}

#[test]
fn a_mapping_means_the_definition_of_its_name_and_no_file() {
    let kind = "kind: {type: string}";
    let of = |mapping: &str| {
        let discriminator = format!("propertyName: kind, mapping: {{{mapping}}}");
        let both = one_of("Both", &["Dog", "Dog.v1"], &discriminator);
        run(&[object("Dog", kind), object("Dog.v1", kind), both].join(", "))
    };
    for mapping in [
        "x: Dog.v1, y: Dog",
        "x: '#/components/schemas/Dog.v1', y: '#/components/schemas/Dog'",
    ] {
        tells(&of(mapping), "Both", &[("x", "Dog.v1"), ("y", "Dog")]);
    }
}

#[test]
fn a_mapping_to_what_is_no_alternative_is_told() {
    let t = "t: {type: string}";
    let run = run(&[
        object("A", t),
        object("B", t),
        object("C", t),
        one_of("Of", &["A", "B"], "propertyName: t, mapping: {c: C}"),
    ]
    .join(", "));
    run.says(&[[
        "BS0301",
        "/components/schemas/Of",
        "`c` is mapped to `C`, which is no alternative",
        "no alternative of this value",
    ]]);
}

/// The values are those that the document lists; the names of definitions are not among them.
#[test]
fn the_enum_of_a_discriminator_says_what_stands_for_a_definition() {
    let one =
        |name: &str, value: &str| object(name, &format!("k: {{type: string, enum: [{value}]}}"));
    let either = one_of("Either", &["P1", "P2"], "propertyName: k");
    let apart = run(&[one("P1", "first"), one("P2", "second"), either].join(", "));
    tells(&apart, "Either", &[("first", "P1"), ("second", "P2")]);
    apart.says(&[]);

    let family = |values: &str| {
        run(&format!(
            "Pet: {{type: object, required: [kind], discriminator: {{propertyName: kind}}, properties: {{kind: \
             {{type: string, enum: [{values}]}}}}}}, CatFish: {{allOf: [{{$ref: '#/components/schemas/Pet'}}]}}"
        ))
    };
    let at = "/components/schemas/CatFish";
    let message = "`CatFish` is not in the `enum` of the discriminator `kind`";
    let like = family("cat_fish, dog");
    tells(&like, "Pet", &[("Pet", "Pet"), ("cat_fish", "CatFish")]);
    like.says(&[["BS0301", at, message, "`cat_fish`, which is"]]);
    let unlike = family("fish, dog");
    tells(&unlike, "Pet", &[("CatFish", "CatFish"), ("Pet", "Pet")]);
    unlike.says(&[["BS0301", at, message, "`CatFish` all the same"]]);
    family("CatFish, catfish, Dog").says(&[]);
}

#[test]
fn what_tells_nothing_is_no_discriminator() {
    for schema in [
        "type: array, items: {type: string}, discriminator: {propertyName: n}",
        "type: object, discriminator: {propertyName: n}, properties: {n: {type: integer}}",
    ] {
        let run = Run::schema(schema);
        assert!(!matches!(
            definition(&run, "S").kind,
            SchemaKind::Choice { .. }
        ));
        run.says(&[[
            "BS0301",
            "/components/schemas/S",
            "no value is told by `n`",
            "the schema without a `discriminator`",
        ]]);
    }
}

#[test]
fn members_of_a_family_are_all_that_is_all_of_its_base_or_are_told() {
    let base = "{$ref: '#/components/schemas/Base'}";
    let of = |rest: &str| {
        run(&format!(
            "Base: {{type: object, required: [kind], discriminator: {{propertyName: kind}}, properties: {{kind: \
             {{type: string}}}}}}, {rest}"
        ))
    };
    let nested = of(&format!(
        "Nested: {{allOf: [{{allOf: [{base}, {{properties: {{n: {{}}}}}}]}}]}}"
    ));
    tells(&nested, "Base", &[("Base", "Base"), ("Nested", "Nested")]);
    nested.says(&[]);
    // in a part beside the `$ref`, a discriminator is of the definition
    let part = "{type: object, discriminator: {propertyName: t}, properties: {t: {type: string}}}";
    let mid = of(&format!("Mid: {{allOf: [{base}, {part}]}}"));
    tells(&mid, "Base", &[("Base", "Base")]);
    tells(&mid, "Mid", &[("Mid", "Mid")]);
    mid.says(&[[
        "BS0301",
        "/components/schemas/Mid",
        "`Mid` is told by another `discriminator`",
        "no alternative of `Base`, though it is all of it",
    ]]);
}

#[test]
fn alternatives_that_have_no_place_for_the_discriminator_are_told() {
    let run = run(&[
        object("X", "x: {type: string}"),
        object("Y", "kind: {type: string}"),
        one_of("W", &["X", "Y"], "propertyName: kind"),
    ]
    .join(", "));
    run.says(&[[
        "BS0301",
        "/components/schemas/X",
        "`X` is told by `kind`, and has no such property",
        "values that do not say what they are",
    ]]);
}

#[test]
fn what_a_part_says_of_the_whole_holds_for_it() {
    let color = "Color: {type: string, enum: [red, green]}";
    let null = "Null: {type: string, nullable: true}";
    let of = |schema: &str| {
        let run = run(&format!(
            "{color}, {null}, H: {{type: object, properties: {{it: {schema}}}}}"
        ));
        run.says(&[]);
        run
    };
    let property = |run: &Run| {
        let SchemaKind::Object { properties, .. } = &definition(run, "H").kind else {
            panic!("an object");
        };
        properties[0].clone()
    };
    let nullable = |schema: &str| property(&of(schema)).slot.nullable;
    let reference = "{$ref: '#/components/schemas/Null'}";
    assert!(nullable("{allOf: [{type: string, nullable: true}]}"));
    assert!(nullable(
        "{allOf: [{type: integer, nullable: true}, {minimum: 3}]}"
    ));
    assert!(nullable(&format!(
        "{{allOf: [{reference}, {{minLength: 3}}]}}"
    )));
    // one that gives a type takes null away
    assert!(!nullable(
        "{allOf: [{type: integer, nullable: true}, {type: integer}]}"
    ));
    assert!(!nullable(&format!(
        "{{allOf: [{reference}, {{type: string}}]}}"
    )));

    let color = "{$ref: '#/components/schemas/Color'}";
    let read_only = property(&of(&format!("{{allOf: [{color}, {{readOnly: true}}]}}")));
    assert!(read_only.read_only);
    let run = of(&format!("{{allOf: [{color}, {{default: red}}]}}"));
    let schema = run.api.schema(property(&run).slot.schema);
    assert_eq!(schema.default, Some("red".into()));
    assert!(matches!(schema.kind, SchemaKind::Alias(_)), "{schema:?}");
}

#[test]
fn what_cannot_hold_at_once_is_told() {
    let one_and_any = "oneOf: [{type: string}], anyOf: [{type: integer}]";
    let generated = "one of all of them";
    let message = "a value has to be one of `oneOf`, and one of `anyOf`";
    Run::schema(one_and_any).says(&[["BS0301", "/components/schemas/S/anyOf", message, generated]]);
    let further = |a: &str, b: &str| {
        let part = |it: &str| format!("{{type: object, additionalProperties: {it}}}");
        Run::schema(&format!("allOf: [{}, {}]", part(a), part(b)))
    };
    further("{type: string}", "{type: integer}").says(&[[
        "BS0301",
        "/components/schemas/S/allOf/1/additionalProperties",
        "two parts of an `allOf` say different things of further properties",
        "the later one",
    ]]);
    further("{type: string}", "true").says(&[]);
    further("{type: string}", "{type: string}").says(&[]);
    let required = "allOf: [{properties: {a: {}}}, {anyOf: [{required: [a]}, {required: [b]}]}]";
    Run::schema(required).says(&[[
        "BS0304",
        "/components/schemas/S/allOf/1",
        "alternatives of what is required are not enforced",
        "",
    ]]);
}

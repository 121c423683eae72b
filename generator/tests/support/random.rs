//! Values that are made up.

use crate::support::pattern;
use crate::support::random::Random;
use crate::support::schema::{
    ANY, BOOLEAN, Constant, INT8, INT64, Limit, NUMBER, STRING, Schema, UINT64, choice,
    closed_object, email, hostname, ipv4, ipv6, list, map, object, one_of, optional, read_only,
    required, text, uri, validate, values,
};

static TREE: Schema = object(&[
    required("name", &STRING),
    optional("children", &TREES),
    read_only("id", &INT64),
]);
static TREES: Schema = list(&TREE);
static CAT: Schema = object(&[required("kind", &STRING), required("lives", &INT8)]);
static DOG: Schema = object(&[required("kind", &STRING), optional("tree", &TREE)]);
static EITHER: Schema = one_of(&[&INT8, &TREE]);
static NEVER: Schema = STRING.limits(&[pattern::pattern("", r"\Aa\b\Bb\z")]);
static PET: Schema = choice("kind", &[("cat", &CAT), ("dog", &DOG)]);

static SCHEMAS: &[&Schema] = &[
    &ANY,
    &BOOLEAN,
    &INT8,
    &UINT64,
    &NUMBER.or_null(),
    &INT64.limits(&[
        Limit::AtLeast("10"),
        Limit::AtMost("20"),
        Limit::MultipleOf("7"),
    ]),
    &INT64.limits(&[Limit::AtLeast("5000000000")]),
    &NUMBER.limits(&[Limit::MoreThan("0"), Limit::LessThan("0.1")]),
    &NUMBER.limits(&[Limit::MultipleOf("0.01"), Limit::AtMost("-3")]),
    &STRING.limits(&[Limit::MinLength(30), Limit::MaxLength(31)]),
    &STRING.limits(&[Limit::MaxLength(1)]),
    &STRING.limits(&[pattern::pattern("^[a-z0-9]{26}$", r"\A[a-z0-9]{26}\z")]),
    &STRING.limits(&[
        pattern::pattern("", r"\A(?:\d{3}-)?[^\s@]+@[\w.-]+\.(com|org)\z"),
        Limit::MinLength(40),
    ]),
    &STRING.limits(&[pattern::pattern(
        "",
        r"(\A[[0-9A-Za-z_]]+\z)|(\A[^[a-z_]\-]{3}[[0-9]x]\z)",
    )]),
    &text("email", email),
    &text("hostname", hostname),
    &text("ipv4", ipv4),
    &text("ipv6", ipv6),
    &text("uri", uri),
    &values(&[
        Constant::Text("a"),
        Constant::Number("1.50"),
        Constant::Json("true"),
    ]),
    &list(&values(&[
        Constant::Text("a"),
        Constant::Text("b"),
        Constant::Text("c"),
    ]))
    .limits(&[Limit::UniqueItems, Limit::MinItems(3)]),
    &map(&INT8).limits(&[Limit::MinProperties(3), Limit::MaxProperties(4)]),
    &closed_object(&[optional("a", &STRING), optional("b", &STRING)])
        .limits(&[Limit::MinProperties(1), Limit::MaxProperties(1)]),
    &EITHER,
    &TREE,
    &PET,
];

#[test]
fn every_value_is_allowed() {
    for (index, schema) in SCHEMAS.iter().enumerate() {
        for seed in 0..200 {
            for random in [Random::new(seed), Random::new(seed).wild()] {
                let request = seed % 2 == 0;
                let value = random.clone().value(schema, request);
                let value = value.unwrap_or_else(|| panic!("schema {index} has no value"));
                assert_eq!(
                    validate(schema, &value, request),
                    Ok(()),
                    "{index}: {value}"
                );
                assert_eq!(Some(value), random.clone().value(schema, request));
            }
        }
    }
}

#[test]
fn values_differ() {
    let mut random = Random::new(1);
    let mut all: Vec<String> = Vec::new();
    for _ in 0..50 {
        all.extend(random.value(&PET, true).map(|it| it.to_string()));
    }
    all.sort();
    all.dedup();
    assert!(all.len() > 30, "{all:?}");
}

/// Neither for ever, nor the wrong thing.
#[test]
fn where_there_is_none_none_is_made() {
    static ENDLESS: Schema = object(&[required("next", &ENDLESS), required("other", &ENDLESS)]);
    let none = [
        &ENDLESS,
        &STRING.limits(&[Limit::MinLength(2), Limit::MaxLength(1)]),
        &STRING.limits(&[Limit::MinLength(u64::MAX)]),
        &NEVER,
        &INT8.limits(&[Limit::AtLeast("200")]),
    ];
    for schema in none {
        assert_eq!(Random::new(3).value(schema, true), None);
    }
}

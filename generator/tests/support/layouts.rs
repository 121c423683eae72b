//! What a layout writes, it reads; what it would read as another value, it does not write.

use crate::support::operation::{
    Input, Jar, KeyLocation, Layout, Operation, Place, SecurityKind, SecurityScheme,
};
use crate::support::schema::{self, Schema, list, map, optional};
use crate::support::{check, cookie, deep_object, entries, json_text, label, matrix, percent};
use http::HeaderMap;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

static TEXTS: Schema = schema::list(&schema::STRING);
static OBJECT: Schema = schema::map(&schema::STRING);

const PLAIN: Operation = Operation {
    id: "it",
    method: "GET",
    path: "/",
    pointer: "",
    security: &[],
    consumes: &[],
    produces: &[],
    inputs: &[],
    body: None,
    body_required: false,
    answers: &[],
    produces_by_status: &[],
};

/// An operation whose one parameter is laid out.
fn operation(layout: &'static Layout, schema: &'static Schema) -> Operation {
    let input = Input::new(Place::Query, "a", schema).layout(layout);
    Operation {
        inputs: Vec::leak(vec![input]),
        ..PLAIN
    }
}

/// What comes of a value that is written and read; `None` where it is refused.
fn around(
    layout: &'static Layout,
    schema: &'static Schema,
    value: &Value,
) -> Option<Option<Value>> {
    let operation = operation(layout, schema);
    let input = &operation.inputs[0];
    let pairs = (layout.write)(input, value, str::to_owned).ok()?;
    Some((layout.read)(&operation, input, &pairs).unwrap())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-c.,;= |\\[\\]%é]{0,4}", "[a-z]{1,3}"]
}

fn object() -> impl Strategy<Value = Value> {
    let entries = prop::collection::btree_map(text(), text(), 1..4);
    entries.prop_map(|it| {
        let entries = it
            .into_iter()
            .map(|(name, text)| (name, Value::String(text)));
        Value::Object(entries.collect::<Map<_, _>>())
    })
}

proptest! {
    #[test]
    fn objects_come_back(value in object()) {
        for layout in [
            &entries::COMMAS, &entries::SPACES, &entries::PIPES, &entries::ASSIGNMENTS,
            &entries::PROPERTIES, &deep_object::DEEP_OBJECT, &json_text::JSON_TEXT,
            &label::LABEL, &label::EXPLODED, &matrix::MATRIX, &matrix::EXPLODED,
        ] {
            if let Some(read) = around(layout, &OBJECT, &value) {
                prop_assert_eq!(read.as_ref(), Some(&value));
            }
        }
    }

    #[test]
    fn lists_come_back(texts in prop::collection::vec(text(), 1..4)) {
        let value = json!(texts);
        for layout in [&json_text::JSON_TEXT, &label::LABEL, &label::EXPLODED, &matrix::MATRIX, &matrix::EXPLODED] {
            if let Some(read) = around(layout, &TEXTS, &value) {
                prop_assert_eq!(read.as_ref(), Some(&value));
            }
        }
    }

    #[test]
    fn texts_come_back(text in any::<String>()) {
        for layout in [&json_text::JSON_TEXT, &label::LABEL, &label::EXPLODED, &matrix::MATRIX, &matrix::EXPLODED] {
            let value = json!(text);
            prop_assert_eq!(around(layout, &schema::STRING, &value), Some(Some(value)));
        }
    }

    #[test]
    fn cookies_come_back(first in any::<String>(), second in any::<String>()) {
        let Jar { add, .. } = cookie::JAR;
        let mut headers = HeaderMap::new();
        add(&mut headers, "a", "before").unwrap();
        add(&mut headers, "b", &percent::encode(&second)).unwrap();
        add(&mut headers, "a", &percent::encode(&first)).unwrap();
        let expected = [("b".to_owned(), second), ("a".to_owned(), first)];
        prop_assert_eq!(check::cookies(&cookie::JAR, &headers), expected);
    }

    #[test]
    fn nothing_that_is_read_is_a_fault(text in any::<String>()) {
        let pairs = [("a".to_owned(), text.clone()), (text.clone(), text)];
        for layout in [
            &entries::COMMAS, &entries::ASSIGNMENTS, &entries::PROPERTIES, &deep_object::DEEP_OBJECT,
            &json_text::JSON_TEXT, &label::LABEL, &label::EXPLODED, &matrix::MATRIX, &matrix::EXPLODED,
        ] {
            for schema in [&OBJECT, &TEXTS, &schema::INT32] {
                let operation = operation(layout, schema);
                let _ = (layout.read)(&operation, &operation.inputs[0], &pairs);
            }
        }
    }
}

#[test]
fn what_is_escaped_are_the_values_and_not_what_stands_between_them() {
    let written = |layout: &'static Layout, value: Value| {
        let operation = operation(layout, &OBJECT);
        let pairs = (layout.write)(&operation.inputs[0], &value, percent::encode);
        pairs.map(|it| it[0].1.clone()).map_err(|it| it.to_string())
    };
    assert_eq!(
        written(&label::EXPLODED, json!({"a b": "c/d"})).unwrap(),
        ".a%20b=c%2Fd"
    );
    assert_eq!(
        written(&matrix::MATRIX, json!(["x/y", "z"])).unwrap(),
        ";a=x%2Fy,z"
    );
    assert!(
        written(&matrix::MATRIX, json!(["x,y"]))
            .unwrap_err()
            .contains("','")
    );
    assert!(
        written(&label::LABEL, json!({"a": ["b"]}))
            .unwrap_err()
            .contains("scalar")
    );
}

#[test]
fn in_a_header_the_space_around_commas_is_nothing() {
    let input = Input::new(Place::Header, "a", &OBJECT).layout(&entries::ASSIGNMENTS);
    let operation = operation(&entries::ASSIGNMENTS, &OBJECT);
    let pairs = [("a".to_owned(), "r=1, g=2 ".to_owned())];
    let read = (entries::ASSIGNMENTS.read)(&operation, &input, &pairs).unwrap();
    assert_eq!(read, Some(json!({"r": "1", "g": "2"})));
    (entries::ASSIGNMENTS.write)(&input, &json!({"r": " 1"}), str::to_owned).unwrap_err();
}

#[test]
fn an_exploded_object_takes_nothing_that_is_of_others() {
    static PAGE: Schema = schema::object(&[
        optional("page", &schema::INT32),
        optional("sort", &list(&schema::STRING)),
    ]);
    static MORE: Schema = map(&schema::STRING);
    const KEY: SecurityScheme = SecurityScheme {
        name: "key",
        kind: SecurityKind::ApiKey {
            location: KeyLocation::Query,
            name: "api_key",
            prefix: None,
        },
        scopes: &[],
    };
    static SEARCH: Operation = Operation {
        inputs: &[
            Input::new(Place::Query, "pageable", &PAGE).layout(&entries::PROPERTIES),
            Input::new(Place::Query, "more", &MORE).layout(&entries::PROPERTIES),
            Input::new(Place::Query, "deep", &PAGE).layout(&deep_object::DEEP_OBJECT),
            Input::new(Place::Query, "q", &schema::STRING),
        ],
        security: &[&[KEY]],
        ..PLAIN
    };
    let pairs = [
        ("api_key", "k"),
        ("sort", "a"),
        ("q", "x"),
        ("deep[page]", "1"),
        ("z", "1"),
        ("sort", "b"),
        ("page", "2"),
    ];
    let pairs = pairs.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let read = |input: usize| {
        let input = &SEARCH.inputs[input];
        (entries::PROPERTIES.read)(&SEARCH, input, &pairs)
    };
    assert_eq!(read(0), Ok(Some(json!({"page": 2, "sort": ["a", "b"]}))));
    assert_eq!(read(1), Ok(Some(json!({"z": "1"}))));
}

#[test]
fn json_in_a_header_is_ascii() {
    static OF: Schema = map(&schema::STRING);
    let input = Input::new(Place::Header, "X-Json", &OF).layout(&json_text::JSON_TEXT);
    let value = json!({"a": "é😀"});
    let pairs = (json_text::JSON_TEXT.write)(&input, &value, str::to_owned).unwrap();
    assert_eq!(pairs[0].1, r#"{"a":"\u00e9\ud83d\ude00"}"#);
}

#[test]
fn a_name_that_is_none_of_a_cookie_is_refused() {
    for name in ["", "a b", "a;b", "a=b", "é"] {
        (cookie::JAR.add)(&mut HeaderMap::new(), name, "c").unwrap_err();
    }
}

//! The interpreter of the schema table.

use super::support::schema::{
    self, Constant, INT64, NUMBER, STRING, Schema, list, object, one_of, optional, required, values,
};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

#[test]
fn alternatives_within_alternatives_do_not_keep_a_server_busy() {
    static TREE: Schema = one_of(&[&LEFT, &RIGHT, &NUMBER]);
    static LEFT: Schema = object(&[required("of", &TREE), optional("left", &NUMBER)]);
    static RIGHT: Schema = object(&[required("of", &TREE), optional("right", &NUMBER)]);
    let nested = |innermost: Value| {
        let nest = |inner, _| json!({ "of": inner });
        (0..110).fold(innermost, nest)
    };
    let started = Instant::now();
    assert!(schema::validate(&TREE, &nested(json!("text")), true).is_err());
    assert!(started.elapsed() < Duration::from_secs(2));
    assert!(schema::validate(&TREE, &nested(json!(1)), true).is_ok());
}

#[test]
fn what_no_alternative_allows_is_told_once() {
    static EITHER: Schema = list(&one_of(&[&INT64, &STRING]));
    let invalid = schema::validate(&EITHER, &json!([1, "a", true, null]), true).unwrap_err();
    assert_eq!(
        invalid.to_string(),
        "`/2` is none of the alternatives; `/3` is none of the alternatives"
    );
}

#[test]
fn a_listed_number_may_be_written_in_several_ways() {
    static RATIO: Schema = values(&[Constant::Number("1.0"), Constant::Number("2e3")]);
    for text in ["1", "1.0", "1.00", "2000", "2e3"] {
        let value = schema::of_text(&RATIO, text);
        assert!(schema::validate(&RATIO, &value, true).is_ok(), "{text}");
    }
    for text in ["2", "one", ""] {
        let value = schema::of_text(&RATIO, text);
        assert!(schema::validate(&RATIO, &value, true).is_err(), "{text}");
    }
}

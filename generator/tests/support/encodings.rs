use super::support::base64::Base64;
use super::support::datetime::{Date, DateTime};
use super::support::nullable::Nullable;
use super::support::percent;
use super::support::present;
use super::support::template::{Part, parts};
use super::support::text::{Separator, WireText};
use proptest::prelude::*;

#[test]
fn scalars_are_read_as_strictly_as_json_has_them() {
    assert!(i32::from_wire("+1").is_err());
    assert_eq!((i8::from_wire("-0"), u64::from_wire("-0")), (Ok(0), Ok(0)));
    assert!(i32::from_wire("2147483648").is_err());
    assert!(f64::from_wire("NaN").is_err());
    assert!(f64::from_wire(".5").is_err());
    assert!(bool::from_wire("True").is_err());
    assert_eq!(f64::from_wire("-1.5e3").unwrap(), -1500.0);
    assert_eq!(1e21_f64.to_wire().unwrap(), "1000000000000000000000");
    assert!(Date::from_wire("2024-5-1").is_err());
    let time = DateTime::from_wire("2024-05-01t12:00:00.5+02:00").unwrap();
    assert_eq!(time.to_wire().unwrap(), "2024-05-01T12:00:00.5+02:00");
    assert_eq!(Base64::from(vec![0xFF, 0xFE]).to_wire().unwrap(), "//4=");
    assert_eq!(
        Base64::from_wire("//4").unwrap(),
        Base64::from(vec![0xFF, 0xFE])
    );
}

#[test]
fn absent_null_and_a_value_are_three_things() {
    #[derive(serde::Deserialize, serde::Serialize, PartialEq, Debug)]
    struct Holder {
        #[serde(
            default,
            deserialize_with = "present::present",
            skip_serializing_if = "Option::is_none"
        )]
        value: Option<Nullable<i32>>,
    }
    for (text, value) in [
        ("{}", None),
        (r#"{"value":null}"#, Some(Nullable::Null)),
        (r#"{"value":1}"#, Some(Nullable::Value(1))),
    ] {
        let holder = Holder { value };
        assert_eq!(serde_json::from_str::<Holder>(text).unwrap(), holder);
        assert_eq!(serde_json::to_string(&holder).unwrap(), text);
    }
}

#[test]
fn a_brace_that_opens_no_placeholder_is_text() {
    let text = "/a/{}{b}/{c/d}";
    assert_eq!(
        parts(text),
        [
            Part::Literal("/a/{}"),
            Part::Parameter("b"),
            Part::Literal("/{c/d}")
        ]
    );
}

#[test]
fn what_stands_as_it_is_is_escaped_only_where_it_cannot_stand() {
    for (value, path, query) in [
        (
            "a/b;c=d,e+f@g:h!$&'()*~",
            "a/b;c=d,e+f@g:h!$&'()*~",
            "a/b;c=d,e+f@g:h!$&'()*~",
        ),
        ("a%2Fb%2fc", "a%2Fb%2fc", "a%2Fb%2fc"),
        ("50% of 5%5", "50%25%20of%205%255", "50%25%20of%205%255"),
        ("a?b#c", "a%3Fb%23c", "a?b%23c"),
        ("[é\\\n]", "%5B%C3%A9%5C%0A%5D", "%5B%C3%A9%5C%0A%5D"),
    ] {
        assert_eq!(percent::encode_path(value), path);
        assert_eq!(percent::encode_query(value), query);
    }
    assert_eq!(
        percent::decode_path("a%2fb%3F%20%41%25").unwrap(),
        "a%2fb? A%25"
    );
    assert_eq!(
        percent::decode_query("a%26b%3F%20%23").unwrap(),
        "a%26b%3F #"
    );
    assert!(percent::decode_path("%FF").is_err());
}

proptest! {
    #[test]
    fn percent_encoding_is_undone_by_decoding(text in "\\PC*") {
        let encoded = percent::encode(&text);
        prop_assert!(encoded.bytes().all(|it| it.is_ascii_alphanumeric() || b"-._~%".contains(&it)));
        prop_assert_eq!(percent::normalize(&encoded), encoded.clone());
        prop_assert_eq!(percent::decode(&encoded).unwrap(), text);
    }

    #[test]
    fn what_stands_as_it_is_arrives_as_the_same_url(text in "([/?#&=+a-z{}\\[\\]ü ]|%[0-7]?[0-9A-F])*") {
        let path = percent::encode_path(&text);
        let never = |it: &str| it.contains(['#', ' ', '[', '{']);
        prop_assert!(!never(&path) && !path.contains('?'));
        // what is not UTF-8 is refused
        prop_assume!(percent::decode(&path).is_ok());
        let path = percent::normalize(&path);
        let value = percent::decode_path(&path).unwrap();
        prop_assert_eq!(percent::encode_path(&value), path.clone());
        let query = percent::encode_query(&text);
        prop_assert!(!never(&query));
        let value = percent::decode_query(&query).unwrap();
        prop_assert_eq!(percent::decode(&percent::encode_query(&value)), percent::decode(&query));
        if !text.contains('%') {
            prop_assert_eq!(percent::decode_path(&path).unwrap(), text.clone());
            prop_assert_eq!(value, text);
        }
    }

    #[test]
    fn a_normal_path_stays(text in "[/a-z%0-9A-F{}ü ]*") {
        let normal = percent::normalize(&text);
        prop_assert_eq!(percent::normalize(&normal), normal);
    }

    #[test]
    fn a_list_arrives_as_it_was_or_is_refused(items in proptest::collection::vec("[a,| \t]{0,2}", 0..4)) {
        for separator in [Separator::Csv, Separator::Ssv, Separator::Tsv, Separator::Pipes] {
            if let Ok(texts) = separator.join(&items) {
                let read: Vec<&str> = texts.iter().flat_map(|it| separator.split(it)).collect();
                prop_assert_eq!(read, items.clone());
            }
        }
    }

    #[test]
    fn numbers_are_read_as_they_were_written(number: f64) {
        if number.is_finite() {
            prop_assert_eq!(f64::from_wire(&number.to_wire().unwrap()).unwrap(), number);
        }
    }
}

use body_array::operations::*;
use body_array::types::Product;
use body_array::{Base64, Date, DateTime, Duration, Error, HttpDate, Nullable};
use chrono::Utc;
use std::collections::BTreeMap;
use uuid::Uuid;

client!(body_array);

fn lists(lists: &[&[&str]]) -> Vec<Vec<String>> {
    lists.iter().map(|list| texts(list)).collect()
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|it| it.to_string()).collect()
}

fn product(number: i64) -> Product {
    let text = (number + 1).to_string();
    Product::new().with_integer(number).with_string(text)
}

fn map<const N: usize>(pairs: [(&str, &str); N]) -> BTreeMap<String, String> {
    let pairs = pairs.map(|(key, value)| (key.to_owned(), value.to_owned()));
    BTreeMap::from(pairs)
}

fn first() -> BTreeMap<String, String> {
    map([("1", "one"), ("2", "two"), ("3", "three")])
}

fn second() -> BTreeMap<String, String> {
    map([("4", "four"), ("5", "five"), ("6", "six")])
}

fn third() -> BTreeMap<String, String> {
    map([("7", "seven"), ("8", "eight"), ("9", "nine")])
}

fn bytes() -> Vec<Base64> {
    [&[255, 255, 255, 250][..], &[1, 2, 3], &[37, 41, 67]]
        .map(|it| Base64::from(it.to_vec()))
        .to_vec()
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Debug>>(texts: &[&str]) -> Vec<T> {
    texts
        .iter()
        .map(|it| it.parse().expect("well-formed"))
        .collect()
}

fn uuids() -> Vec<Uuid> {
    parsed(&[
        "6dcc7237-45fe-45c4-8a6b-3a8a3f625652",
        "d1399005-30f7-40d6-8da6-dd7c89ad34db",
        "f42f6aa1-a5bc-4ddf-907e-5f915de43205",
    ])
}

fn dates() -> Vec<Date> {
    parsed(&["2000-12-01", "1980-01-02", "1492-10-12"])
}

fn times(texts: &[&str]) -> Vec<DateTime> {
    parsed(texts)
}

fn http_dates() -> Vec<HttpDate> {
    let times = [
        "2000-12-01T00:00:01Z",
        "1980-01-02T00:11:35Z",
        "1492-10-12T10:15:01Z",
    ];
    let times: Vec<chrono::DateTime<Utc>> = parsed(&times);
    times.into_iter().map(HttpDate::from).collect()
}

answers! {
    array_get_empty => Vec::<i64>::new();
    array_get_array_empty => lists(&[]);
    array_get_array_item_empty => lists(&[&["1", "2", "3"], &[], &["7", "8", "9"]]);
    array_get_array_valid => lists(&[&["1", "2", "3"], &["4", "5", "6"], &["7", "8", "9"]]);
    array_get_array_item_null => vec![
        Nullable::from(texts(&["1", "2", "3"])),
        Nullable::Null,
        Nullable::from(texts(&["7", "8", "9"])),
    ];
    array_get_complex_empty => Vec::<Product>::new();
    array_get_complex_item_empty => vec![product(1), Product::new(), product(5)];
    array_get_complex_item_null =>
        vec![Nullable::from(product(1)), Nullable::Null, Nullable::from(product(5))];
    array_get_complex_valid => vec![product(1), product(3), product(5)];
    array_get_dictionary_empty => Vec::<BTreeMap<String, String>>::new();
    array_get_dictionary_item_empty => vec![first(), BTreeMap::new(), third()];
    array_get_dictionary_item_null =>
        vec![Nullable::from(first()), Nullable::Null, Nullable::from(third())];
    array_get_dictionary_valid => vec![first(), second(), third()];
    array_get_base64_url => vec![
        "a string that gets encoded with base64url".into(),
        "test string".into(),
        "Lorem ipsum".into(),
    ];
    array_get_boolean_tfft => vec![true, false, false, true];
    array_get_byte_valid => bytes();
    array_get_date_time_rfc1123_valid => http_dates();
    array_get_date_time_valid => times(&[
        "2000-12-01T00:00:01Z",
        "1980-01-02T00:11:35+01:00",
        "1492-10-12T10:15:01-08:00",
    ]);
    array_get_date_valid => dates();
    array_get_double_valid => vec![0.0, -0.01, -1.2e20];
    array_get_duration_valid => parsed::<Duration>(&["P123DT22H14M12.011S", "P5DT1H0M0S"]);
    array_get_enum_valid => {
        use array_get_enum_valid::OkResponseItem::*;
        vec![Foo1, Foo2, Foo3]
    };
    array_get_float_valid => vec![0.0, -0.01, -1.2e20];
    array_get_integer_valid => vec![1, -1, 3, 300];
    array_get_long_valid => vec![1, -1, 3, 300];
    array_get_string_enum_valid => {
        use array_get_string_enum_valid::OkResponseItem::*;
        vec![Foo1, Foo2, Foo3]
    };
    array_get_string_with_null =>
        vec![Nullable::from("foo".to_owned()), Nullable::Null, Nullable::from("foo2".to_owned())];
    array_get_string_valid => texts(&["foo1", "foo2", "foo3"]);
    array_get_uuid_valid => uuids();
}

accepts! {
    array_put_empty(ArrayPutEmptyRequest::new(Vec::new()));
    array_put_array_valid(ArrayPutArrayValidRequest::new(
        lists(&[&["1", "2", "3"], &["4", "5", "6"], &["7", "8", "9"]])
    ));
    array_put_complex_valid(ArrayPutComplexValidRequest::new(
        vec![product(1), product(3), product(5)]
    ));
    array_put_dictionary_valid(ArrayPutDictionaryValidRequest::new(
        vec![first(), second(), third()]
    ));
    array_put_boolean_tfft(ArrayPutBooleanTfftRequest::new(vec![true, false, false, true]));
    array_put_byte_valid(ArrayPutByteValidRequest::new(bytes()));
    array_put_date_time_rfc1123_valid(ArrayPutDateTimeRfc1123ValidRequest::new(http_dates()));
    array_put_date_time_valid(ArrayPutDateTimeValidRequest::new(times(&[
        "2000-12-01T00:00:01Z",
        "1980-01-02T00:11:35Z",
        "1492-10-12T10:15:01Z",
    ])));
    array_put_date_valid(ArrayPutDateValidRequest::new(dates()));
    array_put_double_valid(ArrayPutDoubleValidRequest::new(vec![0.0, -0.01, -1.2e20]));
    array_put_duration_valid(ArrayPutDurationValidRequest::new(
        parsed(&["P123DT22H14M12.011S", "P5DT1H"])
    ));
    array_put_enum_valid({
        use array_put_enum_valid::ArrayBodyItem::*;
        ArrayPutEnumValidRequest::new(vec![Foo1, Foo2, Foo3])
    });
    array_put_float_valid(ArrayPutFloatValidRequest::new(vec![0.0, -0.01, -1.2e20]));
    array_put_integer_valid(ArrayPutIntegerValidRequest::new(vec![1, -1, 3, 300]));
    array_put_long_valid(ArrayPutLongValidRequest::new(vec![1, -1, 3, 300]));
    array_put_string_enum_valid({
        use array_put_string_enum_valid::ArrayBodyItem::*;
        ArrayPutStringEnumValidRequest::new(vec![Foo1, Foo2, Foo3])
    });
    array_put_string_valid(ArrayPutStringValidRequest::new(texts(&["foo1", "foo2", "foo3"])));
    array_put_uuid_valid(ArrayPutUuidValidRequest::new(uuids()));
}

undecodable! {
    // no body
    array_get_null;
    array_get_array_null;
    array_get_complex_null;
    array_get_dictionary_null;
    // no JSON
    array_get_invalid;
    // null, where it is not allowed
    array_get_boolean_invalid_null;
    array_get_byte_invalid_null;
    array_get_date_time_invalid_null;
    array_get_date_invalid_null;
    array_get_double_invalid_null;
    array_get_float_invalid_null;
    array_get_int_invalid_null;
    array_get_long_invalid_null;
    // another type, or text of no such format
    array_get_boolean_invalid_string;
    array_get_date_time_invalid_chars;
    array_get_date_invalid_chars;
    array_get_double_invalid_string;
    array_get_float_invalid_string;
    array_get_int_invalid_string;
    array_get_long_invalid_string;
    array_get_string_with_invalid;
    array_get_uuid_invalid_chars;
}

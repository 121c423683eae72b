use body_dictionary::operations::*;
use body_dictionary::types::Widget;
use body_dictionary::{Base64, Base64Url, Date, DateTime, Duration, Error, HttpDate, Nullable};
use chrono::Utc;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::str::FromStr;

client!(body_dictionary);

/// Values by their number.
fn numbered<T>(values: impl IntoIterator<Item = T>) -> BTreeMap<String, T> {
    let values = values.into_iter().enumerate();
    values
        .map(|(number, value)| (number.to_string(), value))
        .collect()
}

fn parsed<T: FromStr<Err: Debug>>(texts: &[&str]) -> BTreeMap<String, T> {
    numbered(texts.iter().map(|it| it.parse().expect("well-formed")))
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|it| it.to_string()).collect()
}

fn lists() -> BTreeMap<String, Vec<String>> {
    numbered([["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]].map(|it| texts(&it)))
}

fn map<const N: usize>(pairs: [(&str, &str); N]) -> BTreeMap<String, String> {
    BTreeMap::from(pairs.map(|(key, value)| (key.to_owned(), value.to_owned())))
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

fn widget(number: i64) -> Widget {
    Widget::new()
        .with_integer(number)
        .with_string((number + 1).to_string())
}

fn bytes() -> BTreeMap<String, Base64> {
    let bytes = [&[255, 255, 255, 250][..], &[1, 2, 3], &[37, 41, 67]];
    numbered(bytes.map(|it| Base64::from(it.to_vec())))
}

fn http_dates() -> BTreeMap<String, HttpDate> {
    let times = [
        "2000-12-01T00:00:01Z",
        "1980-01-02T00:11:35Z",
        "1492-10-12T10:15:01Z",
    ];
    let times: BTreeMap<String, chrono::DateTime<Utc>> = parsed(&times);
    times
        .into_iter()
        .map(|(key, time)| (key, time.into()))
        .collect()
}

fn times(texts: &[&str]) -> BTreeMap<String, DateTime> {
    parsed(texts)
}

fn dates() -> BTreeMap<String, Date> {
    parsed(&["2000-12-01", "1980-01-02", "1492-10-12"])
}

fn durations() -> BTreeMap<String, Duration> {
    parsed(&["P123DT22H14M12.011S", "P5DT1H"])
}

answers! {
    dictionary_get_empty => BTreeMap::<String, i64>::new();
    dictionary_get_empty_string_key => map([("", "val1")]);
    dictionary_get_array_empty => BTreeMap::<String, Vec<String>>::new();
    dictionary_get_array_item_empty =>
        numbered([texts(&["1", "2", "3"]), Vec::new(), texts(&["7", "8", "9"])]);
    dictionary_get_array_item_null => numbered([
        Nullable::from(texts(&["1", "2", "3"])),
        Nullable::Null,
        Nullable::from(texts(&["7", "8", "9"])),
    ]);
    dictionary_get_array_null => Nullable::Null;
    dictionary_get_array_valid => lists();
    dictionary_get_complex_empty => BTreeMap::<String, Widget>::new();
    dictionary_get_complex_item_empty => numbered([widget(1), Widget::new(), widget(5)]);
    dictionary_get_complex_item_null =>
        numbered([Nullable::from(widget(1)), Nullable::Null, Nullable::from(widget(5))]);
    dictionary_get_complex_null => Nullable::Null;
    dictionary_get_complex_valid => numbered([widget(1), widget(3), widget(5)]);
    dictionary_get_dictionary_empty => BTreeMap::<String, BTreeMap<String, String>>::new();
    dictionary_get_dictionary_item_empty => numbered([first(), BTreeMap::new(), third()]);
    dictionary_get_dictionary_item_null =>
        numbered([Nullable::from(first()), Nullable::Null, Nullable::from(third())]);
    dictionary_get_dictionary_valid => numbered([first(), second(), third()]);
    dictionary_get_base64_url => numbered(
        ["a string that gets encoded with base64url", "test string", "Lorem ipsum"].map(Base64Url::from)
    );
    dictionary_get_boolean_tfft => numbered([true, false, false, true]);
    dictionary_get_byte_valid => bytes();
    dictionary_get_date_time_rfc1123_valid => http_dates();
    dictionary_get_date_time_valid => times(&[
        "2000-12-01T00:00:01Z",
        "1980-01-02T00:11:35+01:00",
        "1492-10-12T10:15:01-08:00",
    ]);
    dictionary_get_date_valid => dates();
    dictionary_get_double_valid => numbered([0.0, -0.01, -1.2e20]);
    dictionary_get_duration_valid => durations();
    dictionary_get_float_valid => numbered([0.0, -0.01, -1.2e20]);
    dictionary_get_integer_valid => numbered([1, -1, 3, 300]);
    dictionary_get_long_valid => numbered([1, -1, 3, 300]);
    dictionary_get_string_valid => numbered(texts(&["foo1", "foo2", "foo3"]));
}

accepts! {
    dictionary_put_empty(DictionaryPutEmptyRequest::new(BTreeMap::new()));
    dictionary_put_array_valid(DictionaryPutArrayValidRequest::new(lists()));
    dictionary_put_complex_valid(DictionaryPutComplexValidRequest::new(
        numbered([widget(1), widget(3), widget(5)])
    ));
    dictionary_put_dictionary_valid(DictionaryPutDictionaryValidRequest::new(
        numbered([first(), second(), third()])
    ));
    dictionary_put_boolean_tfft(DictionaryPutBooleanTfftRequest::new(
        numbered([true, false, false, true])
    ));
    dictionary_put_byte_valid(DictionaryPutByteValidRequest::new(bytes()));
    dictionary_put_date_time_rfc1123_valid(DictionaryPutDateTimeRfc1123ValidRequest::new(
        http_dates()
    ));
    dictionary_put_date_time_valid(DictionaryPutDateTimeValidRequest::new(times(&[
        "2000-12-01T00:00:01Z",
        "1980-01-01T23:11:35Z",
        "1492-10-12T18:15:01Z",
    ])));
    dictionary_put_date_valid(DictionaryPutDateValidRequest::new(dates()));
    dictionary_put_double_valid(DictionaryPutDoubleValidRequest::new(
        numbered([0.0, -0.01, -1.2e20])
    ));
    dictionary_put_duration_valid(DictionaryPutDurationValidRequest::new(durations()));
    dictionary_put_float_valid(DictionaryPutFloatValidRequest::new(numbered([0.0, -0.01, -1.2e20])));
    dictionary_put_integer_valid(DictionaryPutIntegerValidRequest::new(numbered([1, -1, 3, 300])));
    dictionary_put_long_valid(DictionaryPutLongValidRequest::new(numbered([1, -1, 3, 300])));
    dictionary_put_string_valid(DictionaryPutStringValidRequest::new(
        numbered(texts(&["foo1", "foo2", "foo3"]))
    ));
}

undecodable! {
    // no body
    dictionary_get_null;
    dictionary_get_dictionary_null;
    // no JSON
    dictionary_get_invalid;
    dictionary_get_null_key;
    // null, where it is not allowed
    dictionary_get_null_value;
    dictionary_get_boolean_invalid_null;
    dictionary_get_byte_invalid_null;
    dictionary_get_date_time_invalid_null;
    dictionary_get_date_invalid_null;
    dictionary_get_double_invalid_null;
    dictionary_get_float_invalid_null;
    dictionary_get_int_invalid_null;
    dictionary_get_long_invalid_null;
    dictionary_get_string_with_null;
    // another type, or text of no such format
    dictionary_get_boolean_invalid_string;
    dictionary_get_date_time_invalid_chars;
    dictionary_get_date_invalid_chars;
    dictionary_get_double_invalid_string;
    dictionary_get_float_invalid_string;
    dictionary_get_int_invalid_string;
    dictionary_get_long_invalid_string;
    dictionary_get_string_with_invalid;
}

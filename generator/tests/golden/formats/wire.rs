//! What values of each format are on the wire.

use chrono::{NaiveDate, NaiveTime, Utc};
use formats_api::support::text::WireText;
use formats_api::types::{Moment, Prices};
use formats_api::{Base64Url, Date, DateTime, Decimal, DecimalString, Duration, HttpDate, Time, UnixTime};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, from_str, from_value, json, to_string};
use std::fmt::Debug;

/// Reads JSON and writes the same; and the text of a parameter, the same again.
fn same<T: Serialize + DeserializeOwned + WireText + PartialEq + Debug>(json: &str) -> T {
    let value: T = from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"));
    assert_eq!(to_string(&value).unwrap(), json);
    let text = from_str::<String>(json).unwrap_or(json.to_owned());
    assert_eq!(T::from_wire(&text).unwrap(), value);
    assert_eq!(value.to_wire().unwrap(), text);
    value
}

fn refused<T: DeserializeOwned + WireText + Debug>(texts: &[&str]) {
    for text in texts {
        assert!(from_str::<T>(&json!(text).to_string()).is_err(), "{text}");
        assert!(T::from_wire(text).is_err(), "{text}");
    }
}

#[test]
fn date_times_reach_as_far_as_rfc_3339() {
    same::<DateTime>(r#""2024-05-01T12:00:00Z""#);
    same::<DateTime>(r#""9999-12-31T23:59:59.999-14:00""#);
    same::<DateTime>(r#""0001-01-01T00:00:00+14:00""#);
    same::<DateTime>(r#""2024-05-01T12:00:00.1234567+05:30""#);
    let lower: DateTime = from_str(r#""2024-05-01t12:00:00.1234567z""#).unwrap();
    assert_eq!(lower.to_wire().unwrap(), "2024-05-01T12:00:00.1234567Z");
    refused::<DateTime>(&[
        "0000-00-00T00:00:00.000+00:00",
        "2024-02-30T00:00:00Z",
        "2024-05-01T24:00:00Z",
        "2024-05-01T12:00:00",
        "2024-05-01T12:00:00+24:00",
        "99999-01-01T00:00:00Z",
        "",
    ]);
    // the clock of Amsterdam until 1937: no text has seconds of an offset, but the time stays
    let offset = chrono::FixedOffset::east_opt(19 * 60 + 32).unwrap();
    let time = chrono::DateTime::<Utc>::from_timestamp(-1_500_000_000, 0).unwrap();
    let text = DateTime::from(time.with_timezone(&offset)).to_wire().unwrap();
    assert_eq!(text, "1922-06-20T21:39:00+00:19");
    assert_eq!(DateTime::from_wire(&text).unwrap(), time.into());
    let far = DateTime::from(chrono::DateTime::<Utc>::MAX_UTC);
    assert!(far.to_wire().is_err());
    assert!(to_string(&far).is_err());
    same::<Date>(r#""0001-01-01""#);
    refused::<Date>(&[
        "2024-02-30",
        "2024-13-01",
        "2024-5-1",
        "2024- 5-01",
        "+12024-05-01",
        "-0001-01-01",
        "20240501",
        "2024-05-01Z",
        "today",
        "",
    ]);
    let far = Date::from(NaiveDate::MAX);
    assert!(far.to_wire().is_err());
    assert!(to_string(&far).is_err());
}

#[test]
fn http_dates_are_in_gmt() {
    let date: HttpDate = same(r#""Sun, 06 Nov 1994 08:49:37 GMT""#);
    assert_eq!(date.time().timestamp(), 784_111_777);
    same::<HttpDate>(r#""Mon, 01 Jan 0001 00:00:00 GMT""#);
    same::<HttpDate>(r#""Fri, 31 Dec 9999 23:59:59 GMT""#);
    let lower: HttpDate = from_str(r#""sun, 06 nov 1994 08:49:37 gmt""#).unwrap();
    assert_eq!(lower, date);
    // not a Monday; no such day
    refused::<HttpDate>(&[
        "Mon, 06 Nov 1994 08:49:37 GMT",
        "Fri, 30 Feb 2024 00:00:00 GMT",
        "1994-11-06T08:49:37Z",
    ]);
}

#[test]
fn durations_are_kept_as_they_are_written() {
    for text in [
        "P3Y6M4DT12H30M5S",
        "P123DT22H14M12.011S",
        "P1W",
        "-P1D",
        "PT0,5H",
        "P0D",
    ] {
        same::<Duration>(&json!(text).to_string());
    }
    refused::<Duration>(&[
        "P",
        "PT",
        "P1DT",
        "1D",
        "P1H",
        "PT1D",
        "P1D1Y",
        "PT1.5H2M",
        "P-1D",
        "PT1é",
        "P1DT2HT3M",
    ]);
    let std = std::time::Duration::from_millis(90_500);
    assert_eq!(Duration::from(std).as_str(), "PT90.5S");
    assert_eq!(Duration::from(std::time::Duration::ZERO).as_str(), "PT0S");
    let read = |text: &str| text.parse::<Duration>().unwrap().to_std();
    assert_eq!(read("PT1M30.5S"), Some(std));
    assert_eq!(read("P1W1DT1H").unwrap().as_secs(), 694_800);
    for text in [
        "P1Y",
        "-PT1S",
        "PT1.5H",
        "PT0.0000000001S",
        "P99999999999999999999D",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn times_have_an_offset_or_none() {
    let time: Time = same(r#""11:34:56""#);
    assert_eq!(time, NaiveTime::from_hms_opt(11, 34, 56).unwrap().into());
    same::<Time>(r#""11:34:56.789""#);
    same::<Time>(r#""11:34:56Z""#);
    let time: Time = same(r#""23:59:59.500+05:30""#);
    assert_eq!(time.offset.unwrap().local_minus_utc(), 19_800);
    refused::<Time>(&["24:00:00", "11:60:00", "11:34", "noon", "11:34:56+99:00"]);
}

#[test]
fn decimals_lose_no_digit() {
    for text in [
        "100000000000000000000.00000000000000000001",
        "-2.50",
        "0",
        "1E-10",
    ] {
        same::<Decimal>(text);
        same::<DecimalString>(&format!("{text:?}"));
    }
    // the same number, written otherwise
    let large: Decimal = from_str("2.5976931e+101").unwrap();
    assert_eq!(large, "25976931e94".parse().unwrap());
    assert_eq!(
        from_str::<Decimal>(&to_string(&large).unwrap()).unwrap(),
        large
    );
    // from a value that is in memory already, which has what an `f64` has of it
    assert_eq!(
        from_value::<Decimal>(json!(2.5)).unwrap(),
        "2.5".parse().unwrap()
    );
    assert_eq!(from_value::<Decimal>(json!(7)).unwrap(), 7.into());
    for text in ["\"1\"", "true", "null", "[1]", "{}"] {
        assert!(from_str::<Decimal>(text).is_err(), "{text}");
        assert!(
            from_value::<Decimal>(from_str(text).unwrap()).is_err(),
            "{text}"
        );
    }
    assert!(from_str::<Decimal>(r#"{"$serde_json::private::RawValue":"1"}"#).is_err());
    refused::<DecimalString>(&["+1", ".5", "1.", "1_000", "NaN", "0x1", " 1", ""]);
    assert!(Decimal::from_wire("1e99999999999999999999").is_err());
    assert!(from_str::<DecimalString>("1").is_err());
}

#[test]
fn a_decimal_behind_properties_of_any_name_is_read() {
    let text = r#"{"list":{"amount":0.10},"sale":{"amount":0.05}}"#;
    let prices: Prices = from_str(text).unwrap();
    let amount = |text: &str| text.parse::<Decimal>().unwrap();
    assert_eq!(
        to_string(&prices.list.as_ref().unwrap().amount).unwrap(),
        "0.10"
    );
    assert_eq!(prices.additional_properties["sale"].amount, amount("0.05"));
    assert!(from_str::<Prices>(r#"{"sale":{"amount":"0.05"}}"#).is_err());
}

#[test]
fn seconds_and_bytes() {
    let time: UnixTime = same("1460505600");
    assert_eq!(
        time.time().unwrap().to_rfc3339(),
        "2016-04-13T00:00:00+00:00"
    );
    assert_eq!(UnixTime(i64::MAX).time(), None);
    assert!(from_str::<UnixTime>("9223372036854775808").is_err());
    let bytes: Base64Url = same(r#""__79""#);
    assert_eq!(bytes, Base64Url::from(vec![0xFF, 0xFE, 0xFD]));
    assert_eq!(
        from_str::<Base64Url>(r#""YQ==""#).unwrap(),
        Base64Url::from("a")
    );
    refused::<Base64Url>(&["//79", "Y"]);
}

#[test]
fn every_format_at_once() {
    let text = r#"{"when":"2024-05-01T12:00:00Z","day":"2024-05-01","sent":"Wed, 01 May 2024 12:00:00 GMT","lasting":"P1M","at":"12:00:00","key":"_w","seconds":-1,"price":0.10,"text":"0.10","prices":[1,2.50],"id":9007199254740993,"big":"9223372036854775807","float":0.5,"whole":1,"small":-128,"link":"HTTP://example.com/%7E","secret":"s","blob":"b","color":"c","shade":"d","repeat":"e","born":"2024-02-29","count":1,"alive":true,"code":"67e55044-10b1-426f-9247-bb680e5fe0c8","ratio":0.5,"host":"EXAMPLE.com"}"#;
    let moment: Moment = from_str(text).unwrap();
    assert_eq!(to_string(&moment).unwrap(), text);
    // and from what is in memory
    let value: Value = from_str(text).unwrap();
    assert_eq!(from_value::<Moment>(value).unwrap().id, moment.id);
    let null: Moment = from_str(r#"{"when":"2024-05-01T12:00:00Z","price":null}"#).unwrap();
    assert!(null.price.unwrap().is_null());
    assert!(from_str::<Moment>(r#"{"when":"2024-05-01T12:00:00Z","small":128}"#).is_err());
}

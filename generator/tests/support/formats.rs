//! Formats: what is read is written again, and nothing is read that is none of them.

use super::support::base64url::Base64Url;
use super::support::decimal::{Decimal, DecimalString};
use super::support::duration::Duration;
use super::support::http_date::HttpDate;
use super::support::text::WireText;
use super::support::time::Time;
use chrono::DateTime;
use proptest::prelude::*;

proptest! {
    #[test]
    fn decimals_keep_their_digits(text in "-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?") {
        let number: Decimal = serde_json::from_str(&text).unwrap();
        let written = serde_json::to_string(&number).unwrap();
        prop_assert!(serde_json::from_str::<serde::de::IgnoredAny>(&written).is_ok());
        prop_assert_eq!(&serde_json::from_str::<Decimal>(&written).unwrap(), &number);
        prop_assert_eq!(Decimal::from_wire(&number.to_wire().unwrap()).unwrap(), number.clone());
        let string = DecimalString(number.0);
        let written = serde_json::to_string(&string).unwrap();
        prop_assert_eq!(serde_json::from_str::<DecimalString>(&written).unwrap(), string);
    }

    #[test]
    fn a_span_of_time_is_a_duration(seconds: u64, nanos in 0_u32..1_000_000_000) {
        let span = std::time::Duration::new(seconds, nanos);
        let duration = Duration::from(span);
        prop_assert_eq!(duration.to_std(), Some(span));
        prop_assert_eq!(Duration::from_wire(duration.as_str()).unwrap(), duration);
    }

    #[test]
    fn no_text_is_too_odd_to_be_refused(text in "[-+]?[PpTtYMWDHS0-9.,é]*") {
        if let Ok(duration) = Duration::from_wire(&text) {
            duration.to_std();
            prop_assert_eq!(duration.to_wire().unwrap(), text.clone());
        }
        Decimal::from_wire(&text).ok();
        Time::from_wire(&text).ok();
        HttpDate::from_wire(&text).ok();
    }

    #[test]
    fn a_year_of_more_than_four_digits_is_no_date(year in 10_000_u32..100_000) {
        let text = format!("1 Jan {year} 00:00:00 GMT");
        prop_assert!(HttpDate::from_wire(&text).is_err());
    }

    #[test]
    fn every_second_of_four_digits_has_a_date(seconds in -62_135_596_800_i64..253_402_300_800) {
        let date = HttpDate::from(DateTime::from_timestamp(seconds, 0).unwrap());
        prop_assert_eq!(HttpDate::from_wire(&date.to_wire().unwrap()).unwrap(), date);
    }

    #[test]
    fn every_time_of_day_is_read_again(seconds in 0_u32..86_400, nanos in 0_u32..1_000_000_000, offset in proptest::option::of(-1439..1440)) {
        let time = Time {
            time: chrono::NaiveTime::from_num_seconds_from_midnight_opt(seconds, nanos).unwrap(),
            offset: offset.map(|it: i32| chrono::FixedOffset::east_opt(it * 60).unwrap()),
        };
        prop_assert_eq!(Time::from_wire(&time.to_wire().unwrap()).unwrap(), time);
    }

    #[test]
    fn bytes_arrive(bytes: Vec<u8>) {
        let bytes = Base64Url::from(bytes);
        let text = bytes.to_wire().unwrap();
        prop_assert!(!text.contains(['+', '/', '=']));
        prop_assert_eq!(Base64Url::from_wire(&text).unwrap(), bytes);
    }
}

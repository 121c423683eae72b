//! Whether a value meets what its schema says beside the type.

use super::enums::range;
use super::format::{integers, strings};
use crate::document::model::Schema;
use crate::ir::{Limits, StringFormat};
use crate::number::Decimal;
use chrono::NaiveDate;
use serde_json::{Number, Value};
use std::cmp::Ordering;
use uuid::Uuid;

/// What a value of the one type is not; `limits` are those that hold where it stands.
pub(super) fn unfit(
    schema: &Schema,
    of: &str,
    limits: &Limits,
    value: &Value,
) -> Option<&'static str> {
    let format = match value {
        Value::Number(number) => {
            let range = integers(schema, of).map(range);
            let integer = number.as_i64().map(i128::from);
            let integer = integer.or_else(|| number.as_u64().map(i128::from));
            range.is_none_or(|range| integer.is_some_and(|it| range.contains(&it)))
        }
        Value::String(text) => match strings(schema) {
            Some(StringFormat::Uuid) => Uuid::try_parse(text).is_ok(),
            Some(StringFormat::Date) => is_date(text),
            _ => true,
        },
        _ => true,
    };
    let within = match value {
        Value::Number(number) => is_within(number, limits),
        Value::String(text) => counts(text.chars().count(), limits.min_length, limits.max_length),
        Value::Array(items) => counts(items.len(), limits.min_items, limits.max_items),
        Value::Object(fields) => counts(fields.len(), limits.min_properties, limits.max_properties),
        _ => true,
    };
    match (format, within) {
        (false, _) => Some("not of its `format`"),
        (_, false) => Some("beyond its limits"),
        _ => None,
    }
}

fn counts(count: usize, least: Option<u64>, most: Option<u64>) -> bool {
    let count = count as u64;
    least.is_none_or(|it| it <= count) && most.is_none_or(|it| count <= it)
}

fn is_within(number: &Number, limits: &Limits) -> bool {
    let Some(value) = Decimal::parse(&number.to_string()) else {
        return true;
    };
    let bound = |bound: &Option<String>, beyond, excluded: bool| {
        let order = bound.as_ref().and_then(|it| compare(number, &value, it));
        order.is_none_or(|order| order != beyond && !(excluded && order == Ordering::Equal))
    };
    let step = limits.multiple_of.as_deref().and_then(Decimal::parse);
    bound(&limits.minimum, Ordering::Less, limits.exclusive_minimum)
        && bound(&limits.maximum, Ordering::Greater, limits.exclusive_maximum)
        && (number.is_f64() || step.is_none_or(|it| value.is_multiple_of(&it)))
}

/// A number that is a double may have lost digits, and is what the bound is to a double too.
fn compare(number: &Number, value: &Decimal, bound: &str) -> Option<Ordering> {
    if number.is_f64() && number.as_f64() == bound.parse().ok() {
        return Some(Ordering::Equal);
    }
    Decimal::parse(bound).map(|it| value.cmp(&it))
}

/// Whether two are one number, to the last digit of those that JSON's types hold.
pub(super) fn is_number(text: &str, number: &Number) -> bool {
    match (Decimal::parse(text), Decimal::parse(&number.to_string())) {
        (Some(listed), Some(value)) if !number.is_f64() => listed == value,
        _ => text
            .parse()
            .is_ok_and(|it: f64| number.as_f64() == Some(it)),
    }
}

/// RFC 3339, section 5.6: `full-date`. chrono takes signs and spaces as well.
fn is_date(text: &str) -> bool {
    let is = |(at, it): (usize, u8)| match at {
        4 | 7 => it == b'-',
        _ => it.is_ascii_digit(),
    };
    text.len() == 10 && text.bytes().enumerate().all(is) && text.parse::<NaiveDate>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_one_of_the_calendar() {
        for date in ["2024-02-29", "2000-02-29", "1999-12-31"] {
            assert!(is_date(date), "{date}");
        }
        for none in [
            "2023-02-29",
            "1900-02-29",
            "2020-13-01",
            "2020-1-01",
            "2020-04-31",
            "2020-01-00",
            "+020-01-01",
            "2020- 1-01",
            "x",
        ] {
            assert!(!is_date(none), "{none}");
        }
    }

    #[test]
    fn a_number_is_one_to_the_last_digit_that_json_holds() {
        let number = |text: &str| text.parse::<Number>().unwrap();
        assert!(!is_number("9007199254740993", &number("9007199254740992")));
        assert!(is_number("1.0", &number("1")));
        assert!(is_number("1", &number("1.0")));
        // read as the nearest double
        assert!(is_number("0.1000000000000000000001", &number("0.1")));
        assert!(!is_number("x", &number("1")));
    }
}

//! Whether a value meets what its schema says beside the type.

use super::enums::range;
use super::format::{integers, strings};
use crate::document::model::Schema;
use crate::ir::{Limits, StringFormat};
use crate::number::Decimal;
use serde_json::{Number, Value};
use std::cmp::Ordering;

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
            Some(StringFormat::Uuid) => is_uuid(text),
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

/// In any of the ways in which they are written (RFC 9562, section 4; with braces, without hyphens).
fn is_uuid(text: &str) -> bool {
    let text = text.strip_prefix("urn:uuid:").unwrap_or(text);
    let digits = text.bytes().filter(|it| !b"-{}".contains(it));
    digits.clone().count() == 32 && digits.clone().all(|it| it.is_ascii_hexdigit())
}

/// RFC 3339, section 5.6: `full-date`.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let part = |text: &str, digits: usize| {
        let well = text.len() == digits && text.bytes().all(|it| it.is_ascii_digit());
        text.parse::<u16>().ok().filter(|_| well)
    };
    let (Some(year), Some(month), Some(day)) = (part(year, 4), part(month, 2), part(day, 2)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=last).contains(&day)
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

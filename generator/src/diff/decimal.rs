//! Numbers as they are written, compared by every digit: a bound may have more of them than a double.

use crate::number::Decimal;
use std::cmp::Ordering;

/// Two numbers of JSON.
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    match (Decimal::parse(a), Decimal::parse(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        // an exponent beyond reason: the number is beyond every other, or nothing
        _ => {
            let rough = |text: &str| text.parse::<f64>().unwrap_or_default();
            rough(a).total_cmp(&rough(b))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::compare;
    use std::cmp::Ordering::{Equal, Greater, Less};

    #[test]
    fn numbers_are_compared_by_every_digit() {
        for (a, b, order) in [
            ("1", "1.0", Equal),
            ("1e3", "1000", Equal),
            ("-0", "0.00e9", Equal),
            ("0.1", "0.09", Greater),
            ("9007199254740993", "9007199254740992", Greater),
            ("-2", "-10", Greater),
            ("-1", "1", Less),
            ("12e-3", "0.012", Equal),
            ("1e99999999999999999999", "9", Greater),
            ("1e-99999999999999999999", "9", Less),
        ] {
            assert_eq!(compare(a, b), order, "{a} {b}");
            assert_eq!(compare(b, a), order.reverse(), "{b} {a}");
        }
        let long = |last: char| format!("{}{last}", "1".repeat(400));
        assert_eq!(compare(&long('2'), &long('1')), Greater);
    }
}

//! Numbers as they are written, compared by every digit: a bound may have more of them than a double.

use std::cmp::Ordering;

/// A sign, the place of the point in front of the digits, and the digits without zeros around them.
struct Decimal {
    negative: bool,
    point: i64,
    digits: String,
}

impl Decimal {
    fn of(text: &str) -> Self {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let negative = mantissa.starts_with('-');
        let mantissa = mantissa.trim_start_matches(['-', '+']);
        let (whole, rest) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{rest}");
        let behind = all.trim_start_matches('0');
        let zeros = length(&all) - length(behind);
        // what is beyond every other number stays so
        let small = exponent.starts_with('-');
        let beyond = if small { i64::MIN / 4 } else { i64::MAX / 4 };
        let exponent = exponent.parse::<i64>().unwrap_or(beyond);
        let exponent = exponent.clamp(i64::MIN / 4, i64::MAX / 4);
        let digits = behind.trim_end_matches('0').to_owned();
        Decimal {
            negative: negative && !digits.is_empty(),
            point: length(whole) - zeros + exponent,
            digits,
        }
    }

    /// Without the sign.
    fn size(&self, other: &Self) -> Ordering {
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            // digits of one place: the text that goes on is the greater one
            (false, false) => {
                let by_point = self.point.cmp(&other.point);
                by_point.then_with(|| self.digits.cmp(&other.digits))
            }
        }
    }
}

fn length(text: &str) -> i64 {
    i64::try_from(text.len()).unwrap_or(i64::MAX / 4)
}

/// Two numbers of JSON.
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (Decimal::of(a), Decimal::of(b));
    match (a.negative, b.negative) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => a.size(&b),
        (true, true) => b.size(&a),
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

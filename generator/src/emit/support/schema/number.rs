//! Numbers in decimal notation, compared without loss.

use std::cmp::Ordering;

/// A decimal number: its digits without zeros at either end, times a power of ten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    /// Of the last digit.
    exponent: i64,
}

impl Decimal {
    /// Reads a number of JSON; `None` for what is none, or has an exponent beyond reason.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(text) => (true, text),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits = Vec::new();
        for byte in whole.bytes().chain(fraction.bytes()) {
            if !byte.is_ascii_digit() {
                return None;
            }
            digits.push(byte - b'0');
        }
        if digits.is_empty() {
            return None;
        }
        let mut exponent = i64::from(exponent) - i64::try_from(fraction.len()).ok()?;
        while digits.last() == Some(&0) {
            digits.pop();
            exponent += 1;
        }
        let leading = digits.iter().take_while(|it| **it == 0).count();
        digits.drain(..leading);
        if digits.is_empty() {
            exponent = 0;
        }
        Some(Self {
            negative: negative && !digits.is_empty(),
            digits,
            exponent,
        })
    }

    /// Where the first digit stands, counted from the point.
    fn magnitude(&self) -> i64 {
        self.digits.len() as i64 + self.exponent
    }

    fn compare_size(&self, other: &Self) -> Ordering {
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self
                .magnitude()
                .cmp(&other.magnitude())
                .then_with(|| self.digits.cmp(&other.digits)),
        }
    }

    /// Whether this is a multiple of `step`. The remainder is found digit by digit, so that neither
    /// needs to fit a machine's number; `step` has at most 18 digits, and of others nothing is said.
    pub fn is_multiple_of(&self, step: &Self) -> bool {
        let mut unit: u128 = 0;
        for digit in &step.digits {
            unit = unit * 10 + u128::from(*digit);
        }
        if unit == 0 || step.digits.len() > 18 {
            return true;
        }
        // both in units of the last digit of `step`; what this has behind that is no multiple of it
        let zeros = self.exponent - step.exponent;
        if zeros < 0 && !self.digits.is_empty() {
            return false;
        }
        let digits = self.digits.iter().copied();
        let zeros = std::iter::repeat_n(0, usize::try_from(zeros).unwrap_or(0).min(5_000));
        let mut rest: u128 = 0;
        for digit in digits.chain(zeros) {
            rest = (rest * 10 + u128::from(digit)) % unit;
        }
        rest == 0
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.compare_size(other),
            (true, true) => other.compare_size(self),
        }
    }
}

//! What values must meet beside their types (JSON Schema Validation, section 5).

use crate::number::Decimal;
use serde::Serialize;
use std::cmp::Ordering;

/// What a value must meet beside its type (JSON Schema Validation, section 5). Numbers are as they are
/// written, lest they lose digits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Limits {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub exclusive_minimum: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub exclusive_maximum: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multiple_of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_items: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unique_items: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_properties: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_properties: Option<u64>,
}

impl Limits {
    pub(super) const NONE: Limits = Limits {
        minimum: None,
        exclusive_minimum: false,
        maximum: None,
        exclusive_maximum: false,
        multiple_of: None,
        min_length: None,
        max_length: None,
        pattern: None,
        min_items: None,
        max_items: None,
        unique_items: false,
        min_properties: None,
        max_properties: None,
    };

    pub fn is_none(&self) -> bool {
        *self == Limits::NONE
    }

    /// What both say; the keywords of which only the first is kept, since no value, or none that one
    /// limit can tell, meets both.
    pub fn and(&self, other: &Limits) -> (Limits, Vec<&'static str>) {
        tightest(self, other)
    }
}

fn tightest(a: &Limits, b: &Limits) -> (Limits, Vec<&'static str>) {
    let mut kept = Vec::new();
    let least = |it: &Limits| it.minimum.clone().map(|text| (text, it.exclusive_minimum));
    let most = |it: &Limits| it.maximum.clone().map(|text| (text, it.exclusive_maximum));
    let range = (
        tighter_bound(least(a), least(b), Ordering::Greater),
        tighter_bound(most(a), most(b), Ordering::Less),
    );
    let (minimum, maximum) = if is_empty(&range.0, &range.1) {
        kept.push("`minimum` and `maximum`");
        (least(a), most(a))
    } else {
        range
    };
    let mut count = |a: Range, b: Range, keywords| {
        let both = (a.0.max(b.0), a.1.into_iter().chain(b.1).min());
        match both {
            (Some(least), Some(most)) if least > most => {
                kept.push(keywords);
                a
            }
            both => both,
        }
    };
    let (min_length, max_length) = count(
        (a.min_length, a.max_length),
        (b.min_length, b.max_length),
        "`minLength` and `maxLength`",
    );
    let (min_items, max_items) = count(
        (a.min_items, a.max_items),
        (b.min_items, b.max_items),
        "`minItems` and `maxItems`",
    );
    let (min_properties, max_properties) = count(
        (a.min_properties, a.max_properties),
        (b.min_properties, b.max_properties),
        "`minProperties` and `maxProperties`",
    );
    let pattern = match (&a.pattern, &b.pattern) {
        (Some(first), Some(second)) if first != second => {
            kept.push("`pattern`");
            &a.pattern
        }
        (first, second) => {
            if first.is_some() {
                first
            } else {
                second
            }
        }
    };
    let multiple_of = match (&a.multiple_of, &b.multiple_of) {
        (Some(first), Some(second)) => Some(multiple(first, second).unwrap_or_else(|| {
            kept.push("`multipleOf`");
            first
        })),
        (first, second) => first.as_ref().or(second.as_ref()),
    };
    let limits = Limits {
        exclusive_minimum: minimum.as_ref().is_some_and(|(_, exclusive)| *exclusive),
        minimum: minimum.map(|(text, _)| text),
        exclusive_maximum: maximum.as_ref().is_some_and(|(_, exclusive)| *exclusive),
        maximum: maximum.map(|(text, _)| text),
        multiple_of: multiple_of.cloned(),
        min_length,
        max_length,
        pattern: pattern.clone(),
        min_items,
        max_items,
        unique_items: a.unique_items || b.unique_items,
        min_properties,
        max_properties,
    };
    (limits, kept)
}

type Range = (Option<u64>, Option<u64>);
/// A number, and whether it is excluded.
pub(crate) type Bound = Option<(String, bool)>;

/// The bound that is `tighter` than the other; of one number, the one that excludes it.
pub(crate) fn tighter_bound(a: Bound, b: Bound, tighter: Ordering) -> Bound {
    let (Some(first), Some(second)) = (&a, &b) else {
        return a.or(b);
    };
    let order = Decimal::parse(&second.0)
        .zip(Decimal::parse(&first.0))
        .map(|(second, first)| second.cmp(&first));
    let second_holds = order == Some(tighter) || order == Some(Ordering::Equal) && second.1;
    if second_holds { b } else { a }
}

fn is_empty(least: &Bound, most: &Bound) -> bool {
    let (Some((least, above)), Some((most, below))) = (least, most) else {
        return false;
    };
    match Decimal::parse(least).zip(Decimal::parse(most)) {
        Some((least, most)) => least > most || least == most && (*above || *below),
        None => false,
    }
}

/// The step of which every multiple is one of both, where it is one of the two.
fn multiple<'s>(a: &'s String, b: &'s String) -> Option<&'s String> {
    let (first, second) = Decimal::parse(a).zip(Decimal::parse(b))?;
    if first.is_multiple_of(&second) {
        Some(a)
    } else {
        second.is_multiple_of(&first).then_some(b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(minimum: Option<&str>, exclusive: bool, maximum: Option<&str>) -> Limits {
        Limits {
            minimum: minimum.map(str::to_owned),
            exclusive_minimum: exclusive,
            maximum: maximum.map(str::to_owned),
            ..Limits::default()
        }
    }

    #[test]
    fn the_tightest_limit_holds_whichever_part_says_it() {
        let a = Limits {
            min_length: Some(3),
            max_length: Some(9),
            multiple_of: Some("2".to_owned()),
            ..range(Some("9.5"), false, Some("100"))
        };
        let b = Limits {
            max_length: Some(5),
            multiple_of: Some("4".to_owned()),
            pattern: Some("^a".to_owned()),
            unique_items: true,
            ..range(Some("10"), false, Some("1e3"))
        };
        let expected = Limits {
            min_length: Some(3),
            max_length: Some(5),
            multiple_of: Some("4".to_owned()),
            pattern: Some("^a".to_owned()),
            unique_items: true,
            ..range(Some("10"), false, Some("100"))
        };
        assert_eq!(tightest(&a, &b), (expected.clone(), vec![]));
        assert_eq!(tightest(&b, &a), (expected, vec![]));
    }

    #[test]
    fn of_one_bound_the_one_that_excludes_it_holds() {
        let (open, closed) = (
            range(Some("1.0"), true, None),
            range(Some("1"), false, None),
        );
        assert_eq!(tightest(&closed, &open).0, open);
        assert_eq!(tightest(&open, &closed).0, open);
    }

    #[test]
    fn of_limits_that_no_value_meets_the_first_are_kept() {
        let first = Limits {
            min_length: Some(6),
            pattern: Some("a".to_owned()),
            multiple_of: Some("2".to_owned()),
            ..range(Some("5"), true, None)
        };
        let second = Limits {
            max_length: Some(5),
            pattern: Some("b".to_owned()),
            multiple_of: Some("3".to_owned()),
            ..range(None, false, Some("5"))
        };
        let (limits, kept) = tightest(&first, &second);
        assert_eq!(limits, first);
        let expected = [
            "`minimum` and `maximum`",
            "`minLength` and `maxLength`",
            "`pattern`",
            "`multipleOf`",
        ];
        assert_eq!(kept, expected);
    }
}

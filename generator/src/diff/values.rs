//! Values: enums, defaults, bounds.

use super::catalogue as code;
use super::decimal;
use super::schemas::Nodes;
use super::words;
use crate::ir::{EnumBase, EnumValue, Limits, Schema, SchemaKind};
use serde_json::Value;
use std::borrow::Cow;
use std::cmp::Ordering;

/// What both say of their values beside their type.
pub(super) fn compare(nodes: &mut Nodes<'_, '_>) {
    let (old, new) = (
        (nodes.a.default.as_ref(), &nodes.a.limits),
        (nodes.b.default.as_ref(), &nodes.b.limits),
    );
    for (code, says) in bounds((nodes.a, old), (nodes.b, new), nodes.text) {
        nodes.say(code, says);
    }
}

/// The default and the limits of values, which their schema or an alias of it says.
type Said<'s> = (Option<&'s Value>, &'s Limits);

/// The same of two schemas about whose values this is said; `text`: they are written as text.
pub(super) fn bounds(
    (a, old): (&Schema, Said<'_>),
    (b, new): (&Schema, Said<'_>),
    text: bool,
) -> Vec<Found> {
    let whole = is_integer(a) && is_integer(b);
    let mut found: Vec<Found> = defaults(old.0, new.0, text).into_iter().collect();
    found.extend(limits(old.1, new.1, whole));
    found
}

fn is_integer(schema: &Schema) -> bool {
    use SchemaKind as K;
    matches!(
        schema.kind,
        K::Integer(_)
            | K::Enum {
                base: EnumBase::Integer(_),
                ..
            }
    )
}

pub(super) fn defaults(a: Option<&Value>, b: Option<&Value>, text: bool) -> Option<Found> {
    let same = |a: &Value, b: &Value| equal(a, b) || text && is_written_alike(a, b);
    Some(match (a, b) {
        (Some(old), Some(new)) if !same(old, new) => {
            let (old, new) = (words::value(old), words::value(new));
            let says = format!("had the default {old}, and has {new}");
            (&code::DEFAULT_CHANGED, says)
        }
        (None, Some(new)) => {
            let says = format!("has the default {}", words::value(new));
            (&code::DEFAULT_ADDED, says)
        }
        (Some(old), None) => {
            let says = format!("has the default {} no more", words::value(old));
            (&code::DEFAULT_REMOVED, says)
        }
        _ => return None,
    })
}

/// What a code is of a value that is always given: nothing stands in its place.
pub(super) fn of_given(code: &'static code::Code) -> &'static code::Code {
    let defaults = [
        &code::DEFAULT_CHANGED,
        &code::DEFAULT_ADDED,
        &code::DEFAULT_REMOVED,
    ];
    match defaults.contains(&code) {
        true => &code::REQUIRED_DEFAULT_CHANGED,
        false => code,
    }
}

/// Whether two values are one where they are written as text, element by element.
fn is_written_alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Array(a), Value::Array(b)) => {
            let mut pairs = a.iter().zip(b);
            a.len() == b.len() && pairs.all(|(a, b)| is_written_alike(a, b))
        }
        (a, b) => equal(a, b) || written(a) == written(b),
    }
}

/// Whether two values are one in JSON, which knows one kind of numbers: `1` is `1.0`.
fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            decimal::compare(&a.to_string(), &b.to_string()).is_eq()
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let same = |key: &String, a: &Value| b.get(key).is_some_and(|b| equal(a, b));
            a.len() == b.len() && a.iter().all(|(key, a)| same(key, a))
        }
        _ => a == b,
    }
}

/// A value as text: in a query, `"60"` and `60` are the same.
fn written(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        value => Cow::Owned(value.to_string()),
    }
}

fn list(schema: &Schema) -> &[EnumValue] {
    match &schema.kind {
        SchemaKind::Enum { values, .. } => values,
        _ => &[],
    }
}

/// The values of an enum, the first few by name.
pub(super) fn names(schema: &Schema) -> String {
    const NAMED: usize = 5;
    let values = list(schema);
    let named = values.iter().take(NAMED).map(|it| words::short(&it.value));
    let named = named.collect::<Vec<_>>().join(", ");
    match values.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

/// Whether two values of an enum are one: `1e3` is `1e+3`.
fn same(base: EnumBase, a: &str, b: &str) -> bool {
    let json = |it: &str| serde_json::from_str::<Value>(it).ok();
    a == b
        || match base {
            EnumBase::String | EnumBase::Boolean => false,
            EnumBase::Integer(_) | EnumBase::Number(_) => decimal::compare(a, b).is_eq(),
            EnumBase::Any => match (json(a), json(b)) {
                (Some(a), Some(b)) => equal(&a, &b),
                _ => false,
            },
        }
}

/// Two enums.
pub(super) fn listed(nodes: &mut Nodes<'_, '_>) {
    let (a, b) = (list(nodes.a), list(nodes.b));
    let base = match &nodes.a.kind {
        SchemaKind::Enum { base, .. } => *base,
        _ => EnumBase::String,
    };
    let same = |a: &EnumValue, b: &EnumValue| same(base, &a.value, &b.value);
    for value in a {
        match b.iter().find(|it| same(it, value)) {
            None => {
                let says = format!("can be {} no more", words::short(&value.value));
                nodes.say_of(&value.value, &code::ENUM_VALUE_REMOVED, says);
            }
            Some(other)
                if (&other.name, &other.description) != (&value.name, &value.description) =>
            {
                let says = format!("calls {} something else", words::short(&value.value));
                nodes.say_of(&value.value, &code::ENUM_TEXT_CHANGED, says);
            }
            Some(_) => {}
        }
    }
    if a.iter().all(|a| b.iter().all(|b| !same(a, b))) {
        nodes.say(&code::ENUM_REPLACED, "can be nothing that it could be");
    }
    for value in b {
        if a.iter().all(|it| !same(it, value)) {
            let says = format!("can be {}", words::short(&value.value));
            nodes.say_of(&value.value, &code::ENUM_VALUE_ADDED, says);
        }
    }
}

pub(super) type Found = (&'static code::Code, String);

/// Every bound that is another; `whole`: of integers.
pub(super) fn limits(a: &Limits, b: &Limits, whole: bool) -> Vec<Found> {
    let mut found = Vec::new();
    let bounds = [
        (
            "minimum",
            edge(&a.minimum, a.exclusive_minimum, true, whole),
            edge(&b.minimum, b.exclusive_minimum, true, whole),
            true,
            (&code::MINIMUM_TIGHTENED, &code::MINIMUM_LOOSENED),
        ),
        (
            "maximum",
            edge(&a.maximum, a.exclusive_maximum, false, whole),
            edge(&b.maximum, b.exclusive_maximum, false, whole),
            false,
            (&code::MAXIMUM_TIGHTENED, &code::MAXIMUM_LOOSENED),
        ),
    ];
    for (name, old, new, least, codes) in bounds {
        let order = |a: &Edge, b: &Edge| {
            // an exclusive bound is the tighter one of two that are equal
            let by_value = decimal::compare(&a.0, &b.0);
            let by_value = if least { by_value } else { by_value.reverse() };
            by_value.then(a.1.cmp(&b.1))
        };
        found.extend(bound(name, old, new, order, codes));
    }
    let counts = [
        (
            "minLength",
            (a.min_length, b.min_length),
            true,
            (&code::MIN_LENGTH_TIGHTENED, &code::MIN_LENGTH_LOOSENED),
        ),
        (
            "maxLength",
            (a.max_length, b.max_length),
            false,
            (&code::MAX_LENGTH_TIGHTENED, &code::MAX_LENGTH_LOOSENED),
        ),
        (
            "minItems",
            (a.min_items, b.min_items),
            true,
            (&code::MIN_ITEMS_TIGHTENED, &code::MIN_ITEMS_LOOSENED),
        ),
        (
            "maxItems",
            (a.max_items, b.max_items),
            false,
            (&code::MAX_ITEMS_TIGHTENED, &code::MAX_ITEMS_LOOSENED),
        ),
        (
            "minProperties",
            (a.min_properties, b.min_properties),
            true,
            (
                &code::MIN_PROPERTIES_TIGHTENED,
                &code::MIN_PROPERTIES_LOOSENED,
            ),
        ),
        (
            "maxProperties",
            (a.max_properties, b.max_properties),
            false,
            (
                &code::MAX_PROPERTIES_TIGHTENED,
                &code::MAX_PROPERTIES_LOOSENED,
            ),
        ),
    ];
    for (name, (old, new), least, codes) in counts {
        let order = |a: &u64, b: &u64| if least { a.cmp(b) } else { b.cmp(a) };
        let said = |it: Option<u64>| it.map(|it| (it.to_string(), it));
        // no value is shorter than nothing
        let said = |it: Option<u64>| said(it.filter(|it| !(least && *it == 0)));
        found.extend(bound(name, said(old), said(new), order, codes));
    }
    multiples(a, b, &mut found);
    patterns(a, b, &mut found);
    match (a.unique_items, b.unique_items) {
        (false, true) => {
            found.push((
                &code::UNIQUE_ITEMS_ADDED,
                "has elements that have to differ".to_owned(),
            ));
        }
        (true, false) => {
            let says = "has elements that need to differ no more".to_owned();
            found.push((&code::UNIQUE_ITEMS_REMOVED, says));
        }
        _ => {}
    }
    found
}

/// A number, and whether it is exclusive.
type Edge = (String, bool);

/// A bound as it is said, and as it is compared: an integer below 11 is one of at most 10.
fn edge(
    text: &Option<String>,
    exclusive: bool,
    least: bool,
    whole: bool,
) -> Option<(String, Edge)> {
    let text = text.as_ref()?;
    let number = text.parse::<f64>().ok()?;
    let said = match exclusive {
        true => format!("{} (exclusive)", words::cut(text)),
        false => words::cut(text),
    };
    // of these a double holds each one
    const EXACT: f64 = 9_007_199_254_740_991.0;
    let edge = match whole && number.abs() < EXACT {
        true => {
            let inner = if least { number.ceil() } else { number.floor() };
            let step = if exclusive && inner == number {
                1.0
            } else {
                0.0
            };
            let inner = if least { inner + step } else { inner - step };
            (inner.to_string(), false)
        }
        false => (text.clone(), exclusive),
    };
    Some((said, edge))
}

/// `order` says which is tighter: the greater one.
fn bound<T>(
    name: &str,
    old: Option<(String, T)>,
    new: Option<(String, T)>,
    order: impl Fn(&T, &T) -> Ordering,
    (tightened, loosened): (&'static code::Code, &'static code::Code),
) -> Option<Found> {
    Some(match (old, new) {
        (None, Some((new, _))) => (tightened, format!("has the {name} {new}")),
        (Some((old, _)), None) => (loosened, format!("has the {name} {old} no more")),
        (Some((old, a)), Some((new, b))) => {
            let code = match order(&a, &b) {
                Ordering::Less => tightened,
                Ordering::Greater => loosened,
                Ordering::Equal => return None,
            };
            (code, format!("had the {name} {old}, and has {new}"))
        }
        (None, None) => return None,
    })
}

fn multiples(a: &Limits, b: &Limits, found: &mut Vec<Found>) {
    let number = |it: &Option<String>| it.as_ref().and_then(|it| it.parse::<f64>().ok());
    let (old, new) = (number(&a.multiple_of), number(&b.multiple_of));
    match (old, new) {
        (Some(old), Some(new)) if old == new => {}
        (Some(old), Some(new)) => {
            let says = format!("was a multiple of {old}, and is of {new}");
            // multiples of the old one are multiples of the new one, or the other way, or neither
            let code = match (is_multiple(old, new), is_multiple(new, old)) {
                (true, _) => &code::MULTIPLE_OF_LOOSENED,
                (false, true) => &code::MULTIPLE_OF_TIGHTENED,
                (false, false) => &code::MULTIPLE_OF_CHANGED,
            };
            found.push((code, says));
        }
        (None, Some(new)) => {
            let says = format!("has to be a multiple of {new}");
            found.push((&code::MULTIPLE_OF_TIGHTENED, says));
        }
        (Some(old), None) => {
            let says = format!("needs to be a multiple of {old} no more");
            found.push((&code::MULTIPLE_OF_LOOSENED, says));
        }
        (None, None) => {}
    }
}

/// As near as a double comes: 0.3 is a multiple of 0.1.
fn is_multiple(number: f64, of: f64) -> bool {
    let times = number / of;
    (times - times.round()).abs() <= times.abs() * f64::EPSILON * 4.0
}

fn patterns(a: &Limits, b: &Limits, found: &mut Vec<Found>) {
    found.extend(match (&a.pattern, &b.pattern) {
        (None, Some(new)) => {
            let says = format!("has to match {}", words::short(new));
            Some((&code::PATTERN_ADDED, says))
        }
        (Some(old), None) => {
            let says = format!("needs to match {} no more", words::short(old));
            Some((&code::PATTERN_REMOVED, says))
        }
        (Some(old), Some(new)) if old != new => {
            let (old, new) = (words::short(old), words::short(new));
            Some((
                &code::PATTERN_CHANGED,
                format!("had to match {old}, and has to match {new}"),
            ))
        }
        _ => None,
    });
}

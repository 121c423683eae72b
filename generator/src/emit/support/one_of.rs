//! Alternatives that are told apart by what they are (`oneOf`, `anyOf`, several names in `type`).

use serde::de::DeserializeOwned;
use serde_json::Value;
use std::cell::Cell;

/// How often parts of a value may be read, for each of them.
const ATTEMPTS: usize = 100;

thread_local! {
    /// How often something may be read yet, while something is.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// The value as a `T`, if it is one. Alternatives within alternatives are read again and again: the
/// number is bounded, lest a small body keep a server busy for ever.
pub fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    struct Outermost;
    impl Drop for Outermost {
        fn drop(&mut self) {
            LEFT.set(None);
        }
    }
    let outermost = LEFT.get().is_none().then(|| {
        LEFT.set(Some(ATTEMPTS.saturating_mul(size(value))));
        Outermost
    });
    let left = LEFT.get()?.checked_sub(1)?;
    LEFT.set(Some(left));
    let found = T::deserialize(value).ok();
    drop(outermost);
    found
}

/// How many values it is made of.
fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(size).sum::<usize>() + 1,
        Value::Object(object) => object.values().map(size).sum::<usize>() + 1,
        _ => 1,
    }
}

/// Whether it is a number without a fraction.
pub fn is_integer(value: &Value) -> bool {
    value.is_i64() || value.is_u64()
}

/// Whether an object has no property but these.
pub fn has_only(value: &Value, known: &[&str]) -> bool {
    let object = value.as_object();
    object.is_none_or(|it| it.keys().all(|name| known.contains(&name.as_str())))
}

/// Whether a property that is always of one value is of this one, or not there.
pub fn may_be(value: &Value, property: &str, constant: &str) -> bool {
    value
        .get(property)
        .is_none_or(|it| it == constant || it.is_null())
}

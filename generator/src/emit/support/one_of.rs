//! Alternatives that are told apart by what they are (`oneOf`, `anyOf`, several names in `type`).

use serde::de::DeserializeOwned;
use serde_ignored::Path;
use serde_json::Value;
use std::cell::Cell;

/// How often parts of a value may be read, for each of them.
const ATTEMPTS: usize = 100;

/// What is counted while something is read.
#[derive(Clone, Copy)]
struct State {
    /// How often something may be read yet.
    left: usize,
    /// From here on it is not read once more only to keep more of it.
    enough: usize,
    /// How many values nobody took.
    ignored: usize,
}

thread_local! {
    static STATE: Cell<Option<State>> = const { Cell::new(None) };
}

fn change<T>(change: impl FnOnce(&mut State) -> T) -> Option<T> {
    let mut state = STATE.get()?;
    let result = change(&mut state);
    STATE.set(Some(state));
    Some(result)
}

/// A value that is read as one alternative after the other. The one that leaves out the least of it holds, of
/// those that leave out as little the first.
pub struct Reading<'a, E> {
    value: &'a Value,
    best: Option<(usize, E)>,
}

impl<'a, E> Reading<'a, E> {
    pub fn of(value: &'a Value) -> Self {
        Self { value, best: None }
    }

    /// Reads an alternative, unless one that was read leaves nothing out.
    pub fn attempt<T: DeserializeOwned>(&mut self, make: impl FnOnce(T) -> E) {
        self.attempt_if(|_| true, make);
    }

    /// The same; what is read has to be more than a thing that nobody knows.
    pub fn attempt_if<T: DeserializeOwned>(
        &mut self,
        is: impl FnOnce(&T) -> bool,
        make: impl FnOnce(T) -> E,
    ) {
        let least = self.best.as_ref().map(|(ignored, _)| *ignored);
        let tired = STATE.get().is_some_and(|it| it.left < it.enough);
        if least == Some(0) || (tired && least.is_some()) {
            return;
        }
        if let Some((ignored, it)) = read::<T>(self.value)
            && least.is_none_or(|least| ignored < least)
            && is(&it)
        {
            self.best = Some((ignored, make(it)));
        }
    }

    /// Reads an alternative that takes anything, where none else fits.
    pub fn otherwise<T: DeserializeOwned>(&mut self, make: impl FnOnce(T) -> E) {
        if self.best.is_none() {
            self.attempt(make);
        }
    }

    /// The alternative that holds, if any does.
    pub fn best(self) -> Option<E> {
        let (ignored, it) = self.best?;
        // of what this is a part of
        change(|state| state.ignored += ignored);
        Some(it)
    }
}

/// The value as a `T`, if it is one, and how many values within it leaves out. Alternatives within
/// alternatives are read again and again: the number is bounded, lest a small body keep a server busy
/// for ever.
fn read<T: DeserializeOwned>(value: &Value) -> Option<(usize, T)> {
    struct Outermost;
    impl Drop for Outermost {
        fn drop(&mut self) {
            STATE.set(None);
        }
    }
    let outermost = STATE.get().is_none().then(|| {
        let left = ATTEMPTS.saturating_mul(size(value));
        STATE.set(Some(State {
            left,
            enough: left / 2,
            ignored: 0,
        }));
        Outermost
    });
    let around = change(|state| {
        state.left = state.left.checked_sub(1)?;
        Some(std::mem::take(&mut state.ignored))
    })??;
    let found = serde_ignored::deserialize(value, |path| {
        let ignored = at(value, &path).map_or(1, size);
        change(|state| state.ignored += ignored);
    });
    let ignored = change(|state| std::mem::replace(&mut state.ignored, around))?;
    drop(outermost);
    Some((ignored, found.ok()?))
}

/// The value at a path.
fn at<'a>(value: &'a Value, path: &Path<'_>) -> Option<&'a Value> {
    match path {
        Path::Root => Some(value),
        Path::Map { parent, key } => at(value, parent)?.get(key),
        Path::Seq { parent, index } => at(value, parent)?.get(index),
        Path::Some { parent }
        | Path::NewtypeStruct { parent }
        | Path::NewtypeVariant { parent } => at(value, parent),
    }
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

//! Known changes of a document, each of one kind.

mod api;
mod operations;
mod parameters;
mod responses;
mod schemas;

use fastrand::Rng;
use serde_json::Value;

/// A kind of change. `false`: the document has no place for it.
pub struct Change {
    pub name: &'static str,
    pub apply: fn(&mut Value, &mut Rng) -> bool,
}

pub fn all() -> Vec<&'static Change> {
    let areas = [
        api::ALL,
        operations::ALL,
        parameters::ALL,
        responses::ALL,
        schemas::ALL,
    ];
    areas.into_iter().flatten().collect()
}

/// Changes one of these places, drawn by lot among those that fit.
fn at(
    document: &mut Value,
    random: &mut Rng,
    places: Vec<String>,
    fits: impl Fn(&Value) -> bool,
    change: impl FnOnce(&mut Value, &mut Rng),
) -> bool {
    let fitting = places.into_iter();
    let fitting = fitting.filter(|it| document.pointer(it).is_some_and(&fits));
    let fitting: Vec<String> = fitting.collect();
    let Some(place) = random.choice(fitting) else {
        return false;
    };
    match document.pointer_mut(&place) {
        Some(value) => {
            change(value, random);
            true
        }
        None => false,
    }
}

/// Takes away one of these places.
fn remove(document: &mut Value, random: &mut Rng, places: Vec<String>) -> bool {
    let Some(place) = random.choice(places) else {
        return false;
    };
    let Some((above, key)) = place.rsplit_once('/') else {
        return false;
    };
    let key = key.replace("~1", "/").replace("~0", "~");
    match document.pointer_mut(above) {
        Some(Value::Object(map)) => map.remove(&key).is_some(),
        Some(Value::Array(items)) => {
            let index = key.parse().ok().filter(|it| *it < items.len());
            index.map(|it: usize| items.remove(it)).is_some()
        }
        _ => false,
    }
}

fn is(value: &Value, key: &str, wanted: &str) -> bool {
    value.get(key).and_then(Value::as_str) == Some(wanted)
}

fn has(value: &Value, key: &str) -> bool {
    value.get(key).is_some()
}

/// The elements of a member that is a list; it is made where it is not there.
fn list<'v>(value: &'v mut Value, key: &str) -> Option<&'v mut Vec<Value>> {
    let map = value.as_object_mut()?;
    map.entry(key)
        .or_insert_with(|| Value::Array(Vec::new()))
        .as_array_mut()
}

fn without(value: &mut Value, key: &str) {
    if let Some(map) = value.as_object_mut() {
        map.remove(key);
    }
}

/// A table of kinds.
macro_rules! changes {
    ($($name:literal $apply:expr;)*) => {
        pub static ALL: &[$crate::changes::Change] = &[
            $($crate::changes::Change { name: $name, apply: $apply }),*
        ];
    };
}
use changes;

//! Compatible changes rename nothing: a document grows, one addition after the other, each run with the
//! lock of the one before, as at a user's; whatever the emitted Rust offered before is offered still, by
//! the same name.

mod public;

use crate::documents::Document;
use crate::parallel::guarded;
use crate::text::json;
use bindsmith::Generated;
use bindsmith::lock::Lock;
use serde_json::{Value, json as value};
use std::collections::BTreeSet;

/// What is renamed by so many additions.
pub fn faults(document: &Document, count: usize) -> Vec<String> {
    guarded(|| renamed(document, count)).unwrap_or_else(|panic| vec![format!("added: {panic}")])
}

fn renamed(document: &Document, count: usize) -> Vec<String> {
    let tree = document.with_session(None, |session| session.tree());
    let Some(Ok(mut root)) = tree.map(|it| serde_json::from_str::<Value>(&json(&it.root))) else {
        return Vec::new();
    };
    let Some(mut before) = generate(document, &root, &Lock::default()) else {
        return Vec::new();
    };
    let mut offered = public::names(&before.files);
    let mut random = document.random();
    let mut faults = Vec::new();
    for number in 0..count {
        let grown = root.clone();
        let Some(what) = add(&mut root, number, &mut random) else {
            continue;
        };
        let Some(after) = generate(document, &root, &before.lock) else {
            faults.push(format!("{what} is refused"));
            root = grown;
            continue;
        };
        let names = public::names(&after.files);
        faults.extend(gone(&offered, &names).map(|it| format!("{what}: `{it}` is gone")));
        faults.extend(moved(&before.lock, &after.lock).map(|it| format!("{what}: {it}")));
        (before, offered) = (after, names);
    }
    faults
}

fn generate(document: &Document, root: &Value, lock: &Lock) -> Option<Generated> {
    let text = root.to_string().into_bytes();
    document.with_session(Some(text), |session| session.generate(lock))
}

fn gone<'a>(
    before: &'a BTreeSet<String>,
    after: &'a BTreeSet<String>,
) -> impl Iterator<Item = &'a String> {
    before.difference(after)
}

/// A name that stays may be another item's now.
fn moved(before: &Lock, after: &Lock) -> impl Iterator<Item = String> {
    before.entries().filter_map(|(kind, key, name)| {
        let now = after.get(kind, key);
        (now != Some(name)).then(|| format!("`{kind}` `{key}` was {name}, and is {now:?}"))
    })
}

/// Adds something that no client and no server in the field minds, with a name that is close to one that
/// is there: what it is, or `None` where nothing takes it.
fn add(root: &mut Value, number: usize, random: &mut fastrand::Rng) -> Option<String> {
    match number % 6 {
        0 => definition(root, random),
        1 => property(root, random),
        2 => operation(root, random),
        3 => parameter(root, random),
        4 => enum_value(root, random),
        _ => response(root, random),
    }
}

fn definition(root: &mut Value, random: &mut fastrand::Rng) -> Option<String> {
    let pointer = if root["openapi"].is_null() {
        "/definitions"
    } else {
        "/components/schemas"
    };
    let definitions = root.pointer_mut(pointer)?.as_object_mut()?;
    let name = close(definitions.keys(), random)?;
    let schema = value!({"type": "object", "properties": {"id": {"type": "string"}}});
    definitions.entry(&name).or_insert(schema);
    Some(format!("a definition `{name}`"))
}

fn property(root: &mut Value, random: &mut fastrand::Rng) -> Option<String> {
    let takes = |it: &Value| {
        it["properties"]
            .as_object()
            .is_some_and(|it| !it.is_empty())
    };
    let (pointer, schema) = choose(root, takes, random)?;
    let properties = schema["properties"].as_object_mut()?;
    let name = close(properties.keys(), random)?;
    let inline = value!({"type": "object", "properties": {"id": {"type": "string"}}});
    properties.entry(&name).or_insert(inline);
    Some(format!("a property `{name}` of {pointer}"))
}

fn operation(root: &mut Value, random: &mut fastrand::Rng) -> Option<String> {
    let (pointer, old) = choose(root, is_operation, random)?;
    let mut operation = value!({"responses": {"200": {"description": "Well"}}});
    operation["tags"] = old["tags"].clone();
    if let Some(id) = old["operationId"].as_str() {
        operation["operationId"] = vary(id, random).into();
    }
    if !operation["tags"].is_array() {
        operation["tags"] = value!([]);
    }
    let path = format!("/added/{}", random.u32(..));
    root["paths"]
        .as_object_mut()?
        .insert(path, value!({"get": operation}));
    Some(format!("an operation named as {pointer}"))
}

fn parameter(root: &mut Value, random: &mut fastrand::Rng) -> Option<String> {
    let openapi3 = !root["openapi"].is_null();
    let (pointer, operation) = choose(root, is_operation, random)?;
    let parameters = operation.as_object_mut()?.entry("parameters");
    let parameters = parameters.or_insert(value!([])).as_array_mut()?;
    let names: Vec<String> = parameters
        .iter()
        .filter_map(|it| Some(it["name"].as_str()?.to_owned()))
        .collect();
    // requests have fields of their own for the choice of media types
    let name = match random.u8(0..8) {
        0 => "accept".to_owned(),
        1 => "content_type".to_owned(),
        _ => close(names.iter(), random).unwrap_or_else(|| "added".to_owned()),
    };
    if names.contains(&name) {
        return None;
    }
    let mut parameter = value!({"name": name, "in": "query"});
    if openapi3 {
        parameter["schema"] = value!({"type": "string"});
    } else {
        parameter["type"] = "string".into();
    }
    parameters.push(parameter);
    Some(format!("a parameter `{name}` of {pointer}"))
}

fn enum_value(root: &mut Value, random: &mut fastrand::Rng) -> Option<String> {
    let takes = |it: &Value| {
        let values = it["enum"].as_array();
        values.is_some_and(|it| !it.is_empty() && it.iter().all(Value::is_string))
    };
    let (pointer, schema) = choose(root, takes, random)?;
    let values = schema["enum"].as_array_mut()?;
    let texts: Vec<String> = values
        .iter()
        .filter_map(|it| Some(it.as_str()?.to_owned()))
        .collect();
    let added = close(texts.iter(), random)?;
    if texts.contains(&added) {
        return None;
    }
    values.insert(random.usize(0..=values.len()), added.as_str().into());
    Some(format!("a value `{added}` of {pointer}"))
}

fn response(root: &mut Value, random: &mut fastrand::Rng) -> Option<String> {
    let (pointer, operation) = choose(root, is_operation, random)?;
    let responses = operation["responses"].as_object_mut()?;
    responses
        .entry("418")
        .or_insert(value!({"description": "A teapot"}));
    Some(format!("a response of {pointer}"))
}

fn is_operation(value: &Value) -> bool {
    value["responses"]
        .as_object()
        .is_some_and(|it| it.keys().any(|it| it.starts_with('2')))
}

/// One of the places that take it, with its pointer. What stands in an example or an extension is not one.
fn choose<'a>(
    root: &'a mut Value,
    takes: impl Fn(&Value) -> bool,
    random: &mut fastrand::Rng,
) -> Option<(String, &'a mut Value)> {
    let mut open = vec![(String::new(), &*root)];
    let mut found = Vec::new();
    while let Some((pointer, at)) = open.pop() {
        if takes(at) {
            found.push(pointer.clone());
        }
        let step =
            |token: &str| format!("{pointer}/{}", token.replace('~', "~0").replace('/', "~1"));
        match at {
            Value::Object(object) => {
                let inside = object.iter().filter(|(key, _)| is_schema_or_above(key));
                open.extend(inside.map(|(key, value)| (step(key), value)));
            }
            Value::Array(array) => {
                open.extend(
                    array
                        .iter()
                        .enumerate()
                        .map(|(index, value)| (step(&index.to_string()), value)),
                );
            }
            _ => {}
        }
    }
    let pointer = random.choice(found)?;
    let value = root.pointer_mut(&pointer)?;
    Some((pointer, value))
}

fn is_schema_or_above(key: &str) -> bool {
    !matches!(key, "example" | "examples" | "default" | "enum") && !key.starts_with("x-")
}

/// One of these names, written a little otherwise.
fn close<'a>(
    names: impl Iterator<Item = &'a String>,
    random: &mut fastrand::Rng,
) -> Option<String> {
    let names: Vec<&String> = names.collect();
    Some(vary(random.choice(names)?, random))
}

/// What Rust would give the same name, or nearly.
fn vary(name: &str, random: &mut fastrand::Rng) -> String {
    match random.u8(0..5) {
        0 => format!("{name}_"),
        1 => name.to_uppercase(),
        2 => name.to_lowercase(),
        3 => format!("{name}2"),
        _ => format!("new {name}"),
    }
}

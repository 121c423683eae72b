//! Where the things of a document stand: JSON pointers.

use serde_json::{Map, Value};

pub const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

fn keys(document: &Value, pointer: &str) -> Vec<String> {
    let map = document.pointer(pointer).and_then(Value::as_object);
    map.into_iter().flat_map(Map::keys).cloned().collect()
}

/// A pointer to what stands below.
pub fn below(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

pub fn paths(document: &Value) -> Vec<String> {
    let keys = keys(document, "/paths");
    keys.iter().map(|it| below("/paths", it)).collect()
}

pub fn operations(document: &Value) -> Vec<String> {
    let paths = paths(document);
    let found = paths.iter().flat_map(|path| {
        let methods = keys(document, path);
        let methods = methods
            .into_iter()
            .filter(|it| METHODS.contains(&it.as_str()));
        methods.map(move |it| below(path, &it))
    });
    found.collect()
}

pub fn parameters(document: &Value) -> Vec<String> {
    let found = operations(document).into_iter().flat_map(|operation| {
        let at = format!("{operation}/parameters");
        let count = document
            .pointer(&at)
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        (0..count).map(move |index| format!("{at}/{index}"))
    });
    found.collect()
}

pub fn responses(document: &Value) -> Vec<String> {
    let found = operations(document).into_iter().flat_map(|operation| {
        let at = format!("{operation}/responses");
        let keys = keys(document, &at);
        keys.into_iter().map(move |it| below(&at, &it))
    });
    found.collect()
}

pub fn headers(document: &Value) -> Vec<String> {
    let found = responses(document).into_iter().flat_map(|response| {
        let at = format!("{response}/headers");
        let keys = keys(document, &at);
        keys.into_iter().map(move |it| below(&at, &it))
    });
    found.collect()
}

pub fn definitions(document: &Value) -> Vec<String> {
    let keys = keys(document, "/definitions");
    keys.iter().map(|it| below("/definitions", it)).collect()
}

/// Every schema, wherever it stands; parameters and headers that are written as schemas are none.
pub fn schemas(document: &Value) -> Vec<String> {
    let mut open = definitions(document);
    let bodies = parameters(document).into_iter().chain(responses(document));
    open.extend(bodies.map(|it| format!("{it}/schema")));
    let mut found = Vec::new();
    while let Some(pointer) = open.pop() {
        let Some(Value::Object(schema)) = document.pointer(&pointer) else {
            continue;
        };
        if let Some(Value::Array(parts)) = schema.get("allOf") {
            open.extend((0..parts.len()).map(|it| format!("{pointer}/allOf/{it}")));
        }
        for key in ["items", "additionalProperties"] {
            open.push(below(&pointer, key));
        }
        open.extend(
            keys(document, &format!("{pointer}/properties"))
                .iter()
                .map(|it| below(&format!("{pointer}/properties"), it)),
        );
        found.push(pointer);
    }
    found.sort();
    found
}

/// The text of the document, with the members of its objects in another order. Properties stay in theirs:
/// arguments follow it.
pub fn shuffled(value: &Value, random: &mut fastrand::Rng) -> String {
    text(value, &mut |key, members: &mut Vec<String>| {
        if key != "properties" {
            random.shuffle(members);
        }
    })
}

/// The text of the document, with the properties of its objects the other way round.
pub fn reversed(value: &Value) -> String {
    text(value, &mut |key, members: &mut Vec<String>| {
        if key == "properties" {
            members.reverse();
        }
    })
}

fn text(value: &Value, order: &mut impl FnMut(&str, &mut Vec<String>)) -> String {
    member("", value, order)
}

fn member(key: &str, value: &Value, order: &mut impl FnMut(&str, &mut Vec<String>)) -> String {
    match value {
        Value::Object(map) => {
            let members = map.iter();
            let members = members.map(|(key, value)| {
                format!(
                    "{}: {}",
                    Value::from(key.as_str()),
                    member(key, value, order)
                )
            });
            let mut members: Vec<String> = members.collect();
            order(key, &mut members);
            format!("{{{}}}", members.join(",\n"))
        }
        Value::Array(items) => {
            let items = items.iter().map(|it| member("", it, order));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

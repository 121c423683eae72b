//! Where nothing is sent and nothing is called otherwise, there is nothing to say.

use super::run::compare;
use bindsmith::diff::{Change, Rust, Wire};
use proptest::prelude::*;
use serde_json::{Map, Value};
use std::fs;
use std::path::Path;

/// Our own documents that are one file, as JSON.
fn documents() -> Vec<(String, Value)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut found = Vec::new();
    for (folder, names) in [
        ("golden", &["spec.yaml"][..]),
        ("diff", &["old.yaml", "new.yaml"]),
    ] {
        for entry in fs::read_dir(tests.join(folder)).unwrap() {
            let folder = entry.unwrap().path();
            // several files, and a key that stands twice
            if folder.ends_with("golden/files") || folder.ends_with("golden/settings") {
                continue;
            }
            for name in names {
                let Ok(text) = fs::read_to_string(folder.join(name)) else {
                    continue;
                };
                // a merge of YAML is a key of JSON
                if text.contains("<<") {
                    continue;
                }
                if let Ok(document) = serde_yaml::from_str::<Value>(&text) {
                    found.push((folder.join(name).display().to_string(), document));
                }
            }
        }
    }
    assert!(found.len() > 20, "{}", found.len());
    found
}

fn nothing(name: &str, changes: &[Change]) {
    let messages: Vec<&str> = changes.iter().map(|it| it.message.as_str()).collect();
    assert!(messages.is_empty(), "{name}: {messages:#?}");
}

#[test]
fn a_document_is_what_it_is() {
    for (name, document) in documents() {
        let text = document.to_string();
        nothing(&name, &compare(&text, &text).0);
    }
}

#[test]
fn yaml_and_json_say_the_same() {
    for (name, document) in documents() {
        let yaml = serde_yaml::to_string(&document).unwrap();
        nothing(&name, &compare(&document.to_string(), &yaml).0);
    }
}

/// Turns round what is found by name alone, by a row of numbers. The order of properties is that of
/// arguments, and that of enums, parameters and alternatives that of fields: they stay.
fn shuffled(document: &Value, seed: &mut impl Iterator<Item = usize>) -> Value {
    let mut document = document.clone();
    let sections = [
        "definitions",
        "parameters",
        "paths",
        "responses",
        "securityDefinitions",
    ];
    for section in sections {
        if let Some(map) = document.get_mut(section).and_then(Value::as_object_mut) {
            shuffle(map, seed);
            if section == "paths" {
                map.values_mut()
                    .filter_map(Value::as_object_mut)
                    .for_each(|it| shuffle(it, seed));
            }
        }
    }
    shuffle(document.as_object_mut().unwrap(), seed);
    document
}

fn shuffle(map: &mut Map<String, Value>, seed: &mut impl Iterator<Item = usize>) {
    let mut entries: Vec<(String, Value)> = std::mem::take(map).into_iter().collect();
    while !entries.is_empty() {
        let at = seed.next().unwrap_or_default() % entries.len();
        let (key, value) = entries.swap_remove(at);
        map.insert(key, value);
    }
}

/// Writes parameters and responses that are referred to where they are used, and definitions that need
/// no type of their own (`scalars` alone, so that Rust does not change).
fn inlined(document: &Value, root: &Value) -> Value {
    match document {
        Value::Object(map) => {
            let target = map.get("$ref").and_then(Value::as_str);
            // what stands beside a reference may say more
            if let Some(target) = target.and_then(|it| it.strip_prefix('#'))
                && map.len() == 1
                && let Some(found) = root.pointer(target)
                && (!is_definition(target) || is_scalar(found))
            {
                return inlined(found, root);
            }
            let entries = map.iter().map(|(key, it)| (key.clone(), inlined(it, root)));
            Value::Object(entries.collect())
        }
        Value::Array(list) => list.iter().map(|it| inlined(it, root)).collect(),
        other => other.clone(),
    }
}

fn is_definition(pointer: &str) -> bool {
    let sections = ["/definitions/", "/components/schemas/"];
    sections.iter().any(|it| pointer.starts_with(it))
}

fn is_scalar(schema: &Value) -> bool {
    let of = |key: &str| schema.get(key).is_some();
    let simple = ["string", "integer", "number", "boolean"];
    let kind = schema.get("type").and_then(Value::as_str);
    kind.is_some_and(|it| simple.contains(&it))
        && !of("enum")
        && !of("x-nullable")
        && !of("nullable")
}

#[test]
fn what_is_written_in_place_is_what_was_referred_to() {
    for (name, document) in documents() {
        let inlined = inlined(&document, &document);
        let (changes, _) = compare(&document.to_string(), &inlined.to_string());
        // where it stands says what it is called in the docs, and no more
        let loud = |it: &&Change| it.wire.grade != Wire::Docs || it.rust.grade != Rust::None;
        let loud: Vec<Change> = changes.iter().filter(loud).cloned().collect();
        nothing(&name, &loud);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn order_means_nothing(seed in prop::collection::vec(any::<usize>(), 64), pick in any::<prop::sample::Index>()) {
        let documents = documents();
        let (name, document) = &documents[pick.index(documents.len())];
        let shuffled = shuffled(document, &mut seed.into_iter().cycle());
        nothing(name, &compare(&document.to_string(), &shuffled.to_string()).0);
    }
}

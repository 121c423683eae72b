//! The same bytes from a second run, and from a document whose order is another where order means
//! nothing.

use crate::documents::Document;
use crate::parallel::guarded;
use crate::text::json;
use bindsmith::Generated;
use bindsmith::lock::Lock;
use bindsmith::source::{Node, Value};

/// What differs.
pub fn faults(document: &Document) -> Vec<String> {
    guarded(|| differences(document)).unwrap_or_else(|panic| vec![format!("permuted: {panic}")])
}

fn differences(document: &Document) -> Vec<String> {
    let mut faults = Vec::new();
    let first = generate(document, None);
    if first != generate(document, None) {
        faults.push("a second run gives other bytes".to_owned());
    }
    let Some(tree) = document.with_session(None, |session| session.tree()) else {
        return faults;
    };
    // as JSON in both cases, since a number may be written in another way
    let plain = generate(document, Some(json(&tree.root)));
    let mut random = document.random();
    for round in 0..2 {
        let mut root = tree.root.clone();
        permute(&mut root, &mut random);
        let permuted = generate(document, Some(json(&root)));
        if permuted == plain {
            continue;
        }
        let what = match (&plain, &permuted) {
            (Some(plain), Some(permuted)) => first_difference(plain, permuted),
            _ => "one of the two is refused".to_owned(),
        };
        faults.push(format!("permuted ({round}): {what}"));
    }
    faults
}

fn generate(document: &Document, text: Option<String>) -> Option<Generated> {
    let text = text.map(String::into_bytes);
    document.with_session(text, |session| session.generate(&Lock::default()))
}

fn first_difference(a: &Generated, b: &Generated) -> String {
    let differs = |(path, text): &(&str, &str)| b.files.get(path) != Some(text);
    if let Some((path, text)) = a.files.iter().find(differs) {
        let other = b.files.get(path).unwrap_or_default();
        let mut lines = text.lines().zip(other.lines());
        let lines = lines.find(|(a, b)| a != b).unwrap_or_default();
        return format!("`{path}`: `{}` or `{}`", lines.0.trim(), lines.1.trim());
    }
    if a.files != b.files {
        return "a file more".to_owned();
    }
    "the lock".to_owned()
}

/// Paths and their methods, definitions, and whatever else is found by name alone. The order of
/// properties is that of a struct's fields, so it stays.
fn permute(root: &mut Node, random: &mut fastrand::Rng) {
    for key in [
        "paths",
        "definitions",
        "parameters",
        "responses",
        "securityDefinitions",
    ] {
        if let Some(node) = get_mut(root, key) {
            shuffle(node, random);
        }
    }
    if let Some(Value::Sequence(tags)) = get_mut(root, "tags").map(|it| &mut it.value) {
        random.shuffle(tags);
    }
    if let Some(Value::Mapping(paths)) = get_mut(root, "paths").map(|it| &mut it.value) {
        for entry in paths.values_mut() {
            shuffle(&mut entry.node, random);
        }
    }
    shuffle(root, random);
}

fn get_mut<'a>(node: &'a mut Node, key: &str) -> Option<&'a mut Node> {
    match &mut node.value {
        Value::Mapping(mapping) => mapping.get_mut(key).map(|entry| &mut entry.node),
        _ => None,
    }
}

fn shuffle(node: &mut Node, random: &mut fastrand::Rng) {
    if let Value::Mapping(mapping) = &mut node.value {
        let mut entries: Vec<_> = std::mem::take(mapping).into_iter().collect();
        random.shuffle(&mut entries);
        mapping.extend(entries);
    }
}

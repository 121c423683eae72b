//! SARIF 2.1.0: for code scanning, and for editors that read it.

use super::super::{Change, Rust, Wire};
use super::excerpt::Excerpt;
use super::{Comparison, Side};
use crate::ir::Origin;
use crate::report::{visible, visible_json};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What stands in the path of a URI as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

pub(super) fn render(comparison: &Comparison<'_>) -> String {
    let codes = comparison.changes.iter().map(|it| (it.code.id, it.code));
    let codes: BTreeMap<_, _> = codes.collect();
    let rules = codes.values().map(|code| {
        json!({
            "id": code.id,
            "name": code.slug,
            "shortDescription": { "text": code.title },
        })
    });
    let rules: Vec<Value> = rules.collect();
    let results = comparison.changes.iter();
    let results: Vec<Value> = results.map(|it| result(it, comparison)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Bindsmith",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    visible_json(&log) + "\n"
}

fn result(change: &Change, comparison: &Comparison<'_>) -> Value {
    let level = match (change.wire.grade.breaks(), change.rust.grade) {
        (true, _) => "error",
        (false, Rust::Breaking) => "warning",
        _ => "note",
    };
    let mut text = change.message.clone();
    if change.wire.grade != Wire::Docs {
        text.push_str(&format!(". Wire: {}", change.wire.reason));
    }
    if let Some(ours) = &change.generated {
        let (grade, reason) = (ours.grade.as_str(), &ours.reason);
        text.push_str(&format!(
            ". Generated clients and servers: {grade}: {reason}"
        ));
    }
    if change.rust.grade != Rust::None {
        text.push_str(&format!(". Rust: {}", change.rust.reason));
    }
    let old = change.old.as_ref();
    let old = old.map(|it| location(it, &comparison.old, "as it was"));
    let new = change.new.as_ref();
    let new = new.map(|it| location(it, &comparison.new, "as it is"));
    // of what is gone, the place where it was is all there is
    let (locations, related) = match (new, old) {
        (Some(new), old) => (Some(new), old),
        (None, old) => (old, None),
    };
    json!({
        "ruleId": change.code.id,
        "level": level,
        "message": { "text": plain(&text) },
        "locations": Vec::from_iter(locations),
        "relatedLocations": Vec::from_iter(related),
        "partialFingerprints": { "change/v1": format!("{}:{}", change.code.id, change.message) },
        "properties": {
            "wire": change.wire.grade.as_str(),
            "rust": change.rust.grade.as_str(),
            "items": change.items,
        },
    })
}

/// Without links: brackets make them (section 3.11.6).
fn plain(text: &str) -> String {
    visible(text).replace('[', "\\[").replace(']', "\\]")
}

fn location(origin: &Origin, side: &Side<'_>, what: &str) -> Value {
    let excerpt = Excerpt::of(origin, side);
    let file = excerpt.file.replace('\\', "/");
    let encoded = utf8_percent_encode(&file, PATH).to_string();
    let uri = match file.starts_with('/') {
        true => format!("file://{encoded}"),
        false => encoded,
    };
    json!({
        "message": { "text": what },
        "physicalLocation": {
            "artifactLocation": { "uri": uri },
            "region": {
                "startLine": excerpt.start.line,
                "startColumn": excerpt.start.column,
                "endLine": excerpt.end.line,
                "endColumn": excerpt.end.column,
            },
        },
        "logicalLocations": [{ "fullyQualifiedName": excerpt.pointer }],
    })
}

//! The report for programs: `docs/diff.schema.json` says what stands in it.

use super::super::{Change, Reached, Rust, Unread, Verdict, Wire};
use super::excerpt::Excerpt;
use super::{Comparison, Side};
use crate::ir::Origin;
use crate::report::visible_json;
use crate::source::Place;
use serde_json::{Value, json};

/// Counts up where what is there becomes something else; what is new changes nothing.
const VERSION: u32 = 1;

pub(super) fn render(comparison: &Comparison<'_>) -> String {
    let changes = comparison.changes.iter().map(|it| change(it, comparison));
    let changes: Vec<Value> = changes.collect();
    let unread = comparison
        .unread
        .iter()
        .map(|it| not_compared(it, comparison));
    let unread: Vec<Value> = unread.collect();
    let count = |wanted: fn(&Change) -> bool| {
        let found = comparison.changes.iter().filter(|it| wanted(it));
        found.count()
    };
    let object = json!({
        "version": VERSION,
        "semver": comparison.bump.as_str(),
        "summary": {
            "changes": comparison.changes.len(),
            "ignored": comparison.ignored,
            "breaks_clients": count(|it| it.wire.grade.breaks_clients()),
            "breaks_servers": count(|it| it.wire.grade.breaks_servers()),
            "breaks_rust": count(|it| it.rust.grade == Rust::Breaking),
        },
        "changes": changes,
        "not_compared": unread,
    });
    visible_json(&object) + "\n"
}

fn change(change: &Change, comparison: &Comparison<'_>) -> Value {
    let operations: Vec<Value> = change.operations.iter().map(operation).collect();
    json!({
        "code": change.code.id,
        "slug": change.code.slug,
        "title": change.code.title,
        "subject": change.subject,
        "message": change.message,
        "wire": wire(&change.wire),
        "generated": change.generated.as_ref().map(wire),
        "rust": { "grade": change.rust.grade.as_str(), "reason": change.rust.reason },
        "items": change.items,
        "operations": operations,
        "old": change.old.as_ref().map(|it| place(it, &comparison.old)),
        "new": change.new.as_ref().map(|it| place(it, &comparison.new)),
        "help": change.help,
    })
}

fn not_compared(unread: &Unread, comparison: &Comparison<'_>) -> Value {
    let place_of = |it: Option<Place>, side: &Side<'_>| {
        let pointer = unread.pointer.clone();
        it.map(|it| place(&Origin { place: it, pointer }, side))
    };
    json!({
        "message": unread.message,
        "old": place_of(unread.old, &comparison.old),
        "new": place_of(unread.new, &comparison.new),
    })
}

fn wire(verdict: &Verdict<Wire>) -> Value {
    json!({ "grade": verdict.grade.as_str(), "reason": verdict.reason })
}

fn operation(reached: &Reached) -> Value {
    json!({
        "method": reached.method.as_str(),
        "path": reached.path,
        "operation_id": reached.operation_id,
        "requests": reached.requests,
        "responses": reached.responses,
    })
}

fn place(origin: &Origin, side: &Side<'_>) -> Value {
    let excerpt = Excerpt::of(origin, side);
    json!({
        "file": excerpt.file,
        "revision": side.revision,
        "line": excerpt.start.line,
        "column": excerpt.start.column,
        "end_line": excerpt.end.line,
        "end_column": excerpt.end.column,
        "pointer": excerpt.pointer,
    })
}

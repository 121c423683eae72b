//! Annotations of GitHub Actions: at the new place, else at the old one.

use super::super::{Change, Rust, Wire};
use super::excerpt::Excerpt;
use super::{Comparison, Side};
use crate::ir::Origin;
use crate::report::{github, visible};

pub(super) fn render(comparison: &Comparison<'_>) -> String {
    let told = comparison.changes.iter();
    let told = told.filter(|it| it.wire.grade != Wire::Docs || it.rust.grade != Rust::None);
    told.map(|it| annotation(it, comparison)).collect()
}

fn annotation(change: &Change, comparison: &Comparison<'_>) -> String {
    let command = match (change.wire.grade.breaks(), change.rust.grade) {
        (true, _) => "error",
        (false, Rust::Breaking) => "warning",
        _ => "notice",
    };
    let at = |origin: &Origin, side: &Side<'_>| {
        let excerpt = Excerpt::of(origin, side);
        let (line, column) = (excerpt.start.line, excerpt.start.column);
        let file = github::property(excerpt.file);
        format!("file={file},line={line},col={column},")
    };
    let new = change.new.as_ref().map(|it| at(it, &comparison.new));
    let old = change.old.as_ref().map(|it| at(it, &comparison.old));
    let place = new.or(old).unwrap_or_default();
    let title = format!("{} {}", change.code.id, change.code.slug);
    let mut text = format!("{}\n", change.message);
    if change.wire.grade != Wire::Docs {
        let (grade, reason) = (change.wire.grade.as_str(), &change.wire.reason);
        text.push_str(&format!("wire: {grade}: {reason}\n"));
    }
    if let Some(ours) = &change.generated {
        let (grade, reason) = (ours.grade.as_str(), &ours.reason);
        text.push_str(&format!(
            "generated clients and servers: {grade}: {reason}\n"
        ));
    }
    if change.rust.grade != Rust::None {
        let (grade, reason) = (change.rust.grade.as_str(), &change.rust.reason);
        text.push_str(&format!("Rust: {grade}: {reason}\n"));
    }
    text.extend(change.help.iter().map(|it| format!("help: {it}\n")));
    let lines: Vec<String> = text.lines().map(visible).collect();
    let (title, text) = (github::property(&title), github::data(&lines.join("\n")));
    format!("::{command} {place}title={title}::{text}\n")
}

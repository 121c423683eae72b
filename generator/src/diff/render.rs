//! The report for people: what breaks comes first.

use super::{Change, Rust, Wire};
use crate::ir::Origin;
use crate::source::Sources;

/// As text; `styled`: with colours.
pub fn render(changes: &[Change], old: &Sources, new: &Sources, styled: bool) -> String {
    let mut text = String::new();
    for (title, wanted) in SECTIONS {
        let found: Vec<&Change> = changes.iter().filter(|it| section(it) == *wanted).collect();
        if found.is_empty() {
            continue;
        }
        text.push_str(&paint(styled, "1", &format!("{title} ({})\n", found.len())));
        for change in found {
            text.push_str(&one(change, old, new, styled));
        }
        text.push('\n');
    }
    text + &summary(changes) + "\n"
}

const SECTIONS: &[(&str, usize)] = &[
    ("Breaks the wire and Rust", 0),
    ("Breaks the wire", 1),
    ("Breaks Rust", 2),
    ("Compatible", 3),
    ("Words", 4),
];

fn section(change: &Change) -> usize {
    match (change.wire.grade, change.rust.grade) {
        (wire, Rust::Breaking) if wire.breaks() => 0,
        (wire, _) if wire.breaks() => 1,
        (_, Rust::Breaking) => 2,
        (Wire::Docs, Rust::None) => 4,
        _ => 3,
    }
}

fn one(change: &Change, old: &Sources, new: &Sources, styled: bool) -> String {
    let code = format!("{} {}", change.code.id, change.code.slug);
    let code = paint(styled, "2", &code);
    let mut text = format!("  {}  {code}\n", change.message);
    let wire = match change.wire.grade {
        Wire::Docs => "words alone",
        Wire::Compatible => "compatible",
        Wire::BreaksServers => "breaks servers in the field",
        Wire::BreaksClients => "breaks clients in the field",
        Wire::BreaksBoth => "breaks clients and servers in the field",
    };
    text.push_str(&format!("    wire: {wire}: {}\n", change.wire.reason));
    if let Some(ours) = &change.generated {
        let grade = ours.grade.as_str();
        text.push_str(&format!("    generated code: {grade}: {}\n", ours.reason));
    }
    let rust = change.rust.grade.as_str();
    text.push_str(&format!("    rust: {rust}: {}\n", change.rust.reason));
    for (mark, origin, sources) in [("-", &change.old, old), ("+", &change.new, new)] {
        if let Some(origin) = origin {
            text.push_str(&format!("    {mark} {}\n", place(origin, sources)));
        }
    }
    text
}

/// `file:line:column`.
pub fn place(origin: &Origin, sources: &Sources) -> String {
    let position = sources.position(origin.place);
    let file = sources.name(origin.place.file);
    format!("{file}:{}:{}", position.line, position.column)
}

/// What there is, in a line.
pub fn summary(changes: &[Change]) -> String {
    let count = |wanted: &dyn Fn(&Change) -> bool| changes.iter().filter(|it| wanted(it)).count();
    format!(
        "{} changes: {} break the wire, {} break Rust",
        changes.len(),
        count(&|it| it.wire.grade.breaks()),
        count(&|it| it.rust.grade == Rust::Breaking),
    )
}

fn paint(styled: bool, style: &str, text: &str) -> String {
    if styled {
        format!("\u{1B}[{style}m{text}\u{1B}[0m")
    } else {
        text.to_owned()
    }
}

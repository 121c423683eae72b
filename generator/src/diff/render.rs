//! The report for people: what breaks comes first. Other forms of it stand in modules below.

mod excerpt;
mod github;
mod html;
mod json;
mod markdown;
mod sarif;

use super::{Bump, Change, Reached, Rust, Unread, Verdict, Wire};
use crate::ir::Origin;
use crate::report::visible;
use crate::source::Sources;

/// What was compared, and what came of it.
#[derive(Debug, Clone, Copy)]
pub struct Comparison<'a> {
    pub changes: &'a [Change],
    pub old: Side<'a>,
    pub new: Side<'a>,
    /// How many changes are left out, since the user knows them.
    pub ignored: usize,
    /// Of all changes, those that are ignored too.
    pub bump: Bump,
    /// What is not compared, and differs.
    pub unread: &'a [Unread],
}

/// The files of one of the two.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    pub sources: &'a Sources,
    /// The revision that they are of; else they are those on the disk.
    pub revision: Option<&'a str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Human,
    /// For a pull request.
    Markdown,
    /// One object; its schema is `docs/diff.schema.json`.
    Json,
    /// Workflow commands of GitHub Actions: annotations in a pull request.
    Github,
    /// SARIF 2.1.0.
    Sarif,
    /// One page that needs no other.
    Html,
}

/// In this form; `styled`: with colours, where it is for a terminal.
pub fn write(comparison: &Comparison<'_>, format: Format, styled: bool) -> String {
    match format {
        Format::Human => {
            let (old, new) = (comparison.old.sources, comparison.new.sources);
            let text = render(comparison.changes, old, new, styled);
            match comparison.ignored {
                0 => text,
                1 => text + "1 more is ignored\n",
                more => format!("{text}{more} more are ignored\n"),
            }
        }
        Format::Markdown => markdown::render(comparison),
        Format::Json => json::render(comparison),
        Format::Github => github::render(comparison),
        Format::Sarif => sarif::render(comparison),
        Format::Html => html::render(comparison),
    }
}

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
    let mut text = format!("  {}  {code}\n", visible(&change.message));
    let mut line = |line: String| text.push_str(&format!("    {line}\n"));
    if let Some(wire) = wire(&change.wire) {
        line(format!("wire: {wire}"));
    }
    if let Some(ours) = change.generated.as_ref().and_then(wire) {
        line(format!("generated clients and servers: {ours}"));
    }
    if change.rust.grade != Rust::None {
        let (grade, reason) = (change.rust.grade.as_str(), visible(&change.rust.reason));
        line(format!("Rust: {grade}: {reason}"));
    }
    if !change.operations.is_empty() && !is_operation(change) {
        line(format!("reaches {}", reached(change)));
    }
    for (mark, origin, sources) in [("-", &change.old, old), ("+", &change.new, new)] {
        if let Some(origin) = origin {
            line(format!("{mark} {}", place(origin, sources)));
        }
    }
    for help in change.help.iter().flat_map(|it| it.lines()) {
        line(visible(help));
    }
    text
}

/// A grade and its reason; words need none.
fn wire(verdict: &Verdict<Wire>) -> Option<String> {
    let grade = match verdict.grade {
        Wire::Docs => return None,
        Wire::Compatible => "compatible",
        Wire::BreaksServers => "breaks servers in the field",
        Wire::BreaksClients => "breaks clients in the field",
        Wire::BreaksBoth => "breaks clients and servers in the field",
    };
    Some(format!("{grade}: {}", verdict.reason))
}

/// Whether the subject says already which operation it is.
fn is_operation(change: &Change) -> bool {
    match change.operations.as_slice() {
        [only] => change.subject.starts_with(&name(only)),
        _ => false,
    }
}

fn name(operation: &Reached) -> String {
    format!("{} {}", operation.method.as_str(), operation.path)
}

/// The first few operations, and how many more.
fn reached(change: &Change) -> String {
    const NAMED: usize = 3;
    let operations = change.operations.iter();
    let named = operations.take(NAMED).map(|it| visible(&name(it)));
    let named = named.collect::<Vec<_>>().join(", ");
    match change.operations.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

/// `file:line:column`.
pub(super) fn place(origin: &Origin, sources: &Sources) -> String {
    let position = sources.position(origin.place);
    let file = visible(sources.name(origin.place.file));
    format!("{file}:{}:{}", position.line, position.column)
}

/// What there is, in a line.
pub fn summary(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "no changes".to_owned();
    }
    let count = |wanted: fn(&Change) -> bool| changes.iter().filter(|it| wanted(it)).count();
    let parts = [
        (count(|it| it.wire.grade.breaks()), "break the wire"),
        (count(|it| it.rust.grade == Rust::Breaking), "break Rust"),
    ];
    let parts = parts.map(|(count, what)| format!("{count} {what}"));
    let plural = if changes.len() == 1 { "" } else { "s" };
    format!("{} change{plural}: {}", changes.len(), parts.join(", "))
}

fn paint(styled: bool, style: &str, text: &str) -> String {
    if styled {
        format!("\u{1B}[{style}m{text}\u{1B}[0m")
    } else {
        text.to_owned()
    }
}

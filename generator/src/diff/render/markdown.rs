//! The report for a pull request: Markdown as GitHub and GitLab read it. What breaks is open, the rest
//! is folded.

use super::super::{Bump, Change, Reached, Rust};
use super::excerpt::Excerpt;
use super::{Comparison, SECTIONS, Side, is_operation, name, section, summary, wire};
use crate::ir::Origin;
use crate::report::visible;

/// A comment on GitHub may have 65,536 characters.
const LONGEST: usize = 60_000;
/// The first section that breaks nothing.
const FOLDED: usize = 3;

pub(super) fn render(comparison: &Comparison<'_>) -> String {
    let changes = comparison.changes;
    let mut text = format!("### The API: {}\n", summary(changes));
    // what is ignored changes the crate all the same
    if comparison.bump != Bump::None {
        let bump = comparison.bump.as_str();
        text.push_str(&format!("\nFor the generated crate: **{bump}**\n"));
    }
    if comparison.ignored > 0 {
        let count = comparison.ignored;
        text.push_str(&format!("\nIgnored, as the configuration says: {count}\n"));
    }
    let mut left = 0;
    for (title, number) in SECTIONS {
        let found = changes.iter().filter(|it| section(it) == *number);
        let found: Vec<&Change> = found.collect();
        if found.is_empty() {
            continue;
        }
        let title = format!("{title} ({})", found.len());
        let folded = *number >= FOLDED;
        text.push_str(&match folded {
            true => format!("\n<details><summary>{title}</summary>\n\n"),
            false => format!("\n#### {title}\n\n"),
        });
        for change in found {
            let one = one(change, comparison);
            match text.len() + one.len() <= LONGEST {
                true => text.push_str(&one),
                false => left += 1,
            }
        }
        if folded {
            text.push_str("\n</details>\n");
        }
    }
    if left > 0 {
        text.push_str(&format!("\n{left} more do not fit here.\n"));
    }
    text
}

fn one(change: &Change, comparison: &Comparison<'_>) -> String {
    let (code, message) = (change.code.id, words(&change.message));
    let mut text = format!("- {message} ({code})\n");
    let mut line = |line: String| text.push_str(&format!("  - {line}\n"));
    if let Some(wire) = wire(&change.wire) {
        line(format!("wire: {}", words(&wire)));
    }
    if let Some(ours) = change.generated.as_ref().and_then(wire) {
        line(format!("generated clients and servers: {}", words(&ours)));
    }
    if change.rust.grade != Rust::None {
        let (grade, reason) = (change.rust.grade.as_str(), words(&change.rust.reason));
        line(format!("Rust: {grade}: {reason}"));
    }
    if !change.operations.is_empty() && !is_operation(change) {
        line(format!("reaches {}", reached(&change.operations)));
    }
    let place = |origin: &Origin, side: &Side<'_>| {
        let excerpt = Excerpt::of(origin, side);
        code_span(&format!("{}:{}", excerpt.file, excerpt.start.line))
    };
    let old = change.old.as_ref().map(|it| place(it, &comparison.old));
    let new = change.new.as_ref().map(|it| place(it, &comparison.new));
    match (old, new) {
        (Some(old), Some(new)) if old != new => line(format!("{old} → {new}")),
        (Some(it), _) | (None, Some(it)) => line(it),
        (None, None) => {}
    }
    for help in change.help.iter().flat_map(|it| it.lines()) {
        line(words(help));
    }
    text
}

fn reached(operations: &[Reached]) -> String {
    const NAMED: usize = 5;
    let named = operations.iter().take(NAMED);
    let named: Vec<String> = named.map(|it| code_span(&name(it))).collect();
    match operations.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// Text in which names stand between backticks; whatever the names say, it is text.
fn words(text: &str) -> String {
    let text = visible(text).replace('\t', " ");
    let parts: Vec<&str> = text.split('`').collect();
    let spans = parts.len() % 2 == 1;
    // two backticks beside each other would begin another kind of span
    let last = parts.len().saturating_sub(1);
    let inner = parts.iter().take(last).skip(1);
    if !spans || inner.clone().any(|it| it.trim().is_empty()) {
        return escaped(&text);
    }
    let parts = parts.iter().enumerate();
    let parts = parts.map(|(index, part)| match index % 2 {
        0 => escaped(part),
        _ => format!("`{part}`"),
    });
    parts.collect()
}

fn code_span(text: &str) -> String {
    words(&format!("`{text}`"))
}

/// Characters that mean something in Markdown or HTML, as entities: these are text wherever they stand.
fn escaped(text: &str) -> String {
    let special = |it: char| "\\`*_{}[]<>()#+!|~&\"'$".contains(it);
    let mut escaped = String::new();
    for it in text.chars() {
        match it {
            // no one is mentioned
            '@' => escaped.push_str("@\u{200B}"),
            it if special(it) => escaped.push_str(&format!("&#{};", u32::from(it))),
            it => escaped.push(it),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{code_span, words};

    #[test]
    fn names_stay_text() {
        assert_eq!(words("`Pet.name` is gone"), "`Pet.name` is gone");
        assert_eq!(
            words("`<img src=x>` is *new*"),
            "`<img src=x>` is &#42;new&#42;"
        );
        assert_eq!(words("`a`` b` x"), "&#96;a&#96;&#96; b&#96; x");
        assert_eq!(code_span("a`b"), "&#96;a&#96;b&#96;");
        assert_eq!(words("@someone"), "@\u{200B}someone");
    }

    #[test]
    fn no_line_ends_in_a_name() {
        assert!(!words("`a\n# title`").contains('\n'));
    }
}

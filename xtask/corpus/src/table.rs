//! The table, in Markdown.

use crate::row::{Outcome, Row};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A line for each document, then the totals.
pub fn table(rows: &[Row], compiled: bool) -> String {
    let mut text = "| document | operations | dropped | types | lines | ms | diagnostics | errors | warnings |\n\
        |---|---|---|---|---|---|---|---|---|\n"
        .to_owned();
    for row in rows {
        line(row, &mut text);
    }
    totals(rows, compiled, &mut text);
    for row in rows {
        for fault in &row.faults {
            let _ = writeln!(text, "\nFAULT in `{}`: {}", row.document, shown(fault));
        }
    }
    text
}

fn line(row: &Row, text: &mut String) {
    let said: Vec<String> = row
        .diagnostics
        .iter()
        .map(|(code, count)| format!("{code}×{count}"))
        .collect();
    let outcome = match &row.outcome {
        Outcome::Generated => String::new(),
        Outcome::Refused(message) => format!(" (refused: {})", shown(message)),
        Outcome::Panicked => " (PANICKED)".to_owned(),
    };
    let count = |count: Option<usize>| count.map_or(String::new(), |it| it.to_string());
    let _ = writeln!(
        text,
        "| {}{outcome} | {} | {} | {} | {} | {} | {} | {} | {} |",
        row.document,
        row.operations,
        row.dropped,
        row.types,
        row.lines,
        row.milliseconds,
        said.join(" "),
        count(row.compiled.map(|it| it.errors)),
        count(row.compiled.map(|it| it.warnings)),
    );
}

/// What would break the table or a terminal.
fn shown(text: &str) -> String {
    let text = text.replace('|', "\\|");
    let characters = text.chars().take(300);
    characters
        .map(|it| if it.is_control() { ' ' } else { it })
        .collect()
}

fn totals(rows: &[Row], compiled: bool, text: &mut String) {
    let sum = |of: fn(&Row) -> usize| rows.iter().map(of).sum::<usize>();
    let count = |of: fn(&Row) -> bool| rows.iter().filter(|row| of(row)).count();
    let slowest = rows.iter().max_by_key(|row| row.milliseconds);
    let (slowest, time) = slowest.map_or(("", 0), |it| (&it.document, it.milliseconds));
    let mut totals = vec![
        ("documents", rows.len().to_string()),
        (
            "crates",
            count(|it| it.outcome == Outcome::Generated).to_string(),
        ),
        (
            "refused",
            count(|it| matches!(it.outcome, Outcome::Refused(_))).to_string(),
        ),
        (
            "panics",
            count(|it| it.outcome == Outcome::Panicked).to_string(),
        ),
        ("operations", sum(|it| it.operations).to_string()),
        ("operations dropped", sum(|it| it.dropped).to_string()),
        ("types", sum(|it| it.types).to_string()),
        ("lines of Rust", sum(|it| it.lines).to_string()),
        ("slowest generation", format!("{time} ms (`{slowest}`)")),
        (
            "documents with faults",
            count(|it| !it.faults.is_empty()).to_string(),
        ),
    ];
    if compiled {
        totals.extend([
            (
                "crates compiled",
                count(|it| it.compiled.is_some()).to_string(),
            ),
            (
                "errors",
                sum(|it| it.compiled.unwrap_or_default().errors).to_string(),
            ),
            (
                "warnings",
                sum(|it| it.compiled.unwrap_or_default().warnings).to_string(),
            ),
        ]);
    }
    text.push_str("\n| total | |\n|---|---|\n");
    for (name, value) in totals {
        let _ = writeln!(text, "| {name} | {value} |");
    }
    by_name("code", rows, |row| &row.diagnostics, text);
    by_name(
        "any JSON value, though it says",
        rows,
        |row| &row.untyped,
        text,
    );
}

fn by_name(title: &str, rows: &[Row], of: fn(&Row) -> &BTreeMap<String, usize>, text: &mut String) {
    let mut sums: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (name, count) in rows.iter().flat_map(of) {
        let sum = sums.entry(name).or_default();
        *sum = (sum.0 + count, sum.1 + 1);
    }
    let _ = writeln!(text, "\n| {title} | places | documents |\n|---|---|---|");
    for (name, (places, documents)) in &sums {
        let _ = writeln!(text, "| {} | {places} | {documents} |", shown(name));
    }
    let places: usize = sums.values().map(|(places, _)| places).sum();
    let _ = writeln!(text, "| all | {places} | |");
}

//! The table, in Markdown.

use crate::row::{Outcome, Row};
use bindsmith::report::catalogue;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A line for each document, then the totals.
pub fn table(rows: &[Row], compiled: bool) -> String {
    let mut text = "| document | operations | dropped | types | lines | client | ms | diagnostics | errors | warnings |\n\
        |---|---|---|---|---|---|---|---|---|---|\n"
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
        .map(|(code, said)| format!("{code}×{}", said.places))
        .collect();
    let outcome = match &row.outcome {
        Outcome::Generated => String::new(),
        Outcome::Refused(message) => format!(" (refused: {})", shown(message)),
        Outcome::Panicked => " (PANICKED)".to_owned(),
    };
    let count = |count: Option<usize>| count.map_or(String::new(), |it| it.to_string());
    let _ = writeln!(
        text,
        "| {}{outcome} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
        row.document,
        row.operations,
        row.dropped,
        row.types,
        row.lines,
        row.client,
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
        (
            "lines of the client for an operation",
            sum(|it| it.client)
                .checked_div(sum(|it| it.operations))
                .unwrap_or_default()
                .to_string(),
        ),
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
    codes(rows, text);
    untyped(rows, text);
}

/// Entries are few: a fault of 500 places is one.
fn codes(rows: &[Row], text: &mut String) {
    text.push_str(
        "\n| code | | documents | places | entries | most in one document |\n|---|---|---|---|---|---|\n",
    );
    for code in catalogue::ALL {
        let said = rows.iter().filter_map(|row| row.diagnostics.get(code.id));
        let documents = said.clone().count();
        if documents > 0 {
            let places: usize = said.clone().map(|it| it.places).sum();
            let entries: usize = said.clone().map(|it| it.entries).sum();
            let most = said.map(|it| it.entries).max().unwrap_or_default();
            let (id, title) = (code.id, code.title);
            let _ = writeln!(
                text,
                "| {id} | {title} | {documents} | {places} | {entries} | {most} |"
            );
        }
    }
}

fn untyped(rows: &[Row], text: &mut String) {
    let mut sums: BTreeMap<&str, (usize, usize, String)> = BTreeMap::new();
    for row in rows {
        for (reason, pointers) in &row.untyped {
            let first = pointers.first().map_or("", String::as_str);
            let sum = sums.entry(reason);
            let sum = sum.or_insert_with(|| (0, 0, format!("`{}#{first}`", row.document)));
            sum.0 += pointers.len();
            sum.1 += 1;
        }
    }
    text.push_str(
        "\n| any JSON value, though it says | places | documents | such as |\n|---|---|---|---|\n",
    );
    for (reason, (places, documents, first)) in &sums {
        let (reason, first) = (shown(reason), shown(first));
        let _ = writeln!(text, "| {reason} | {places} | {documents} | {first} |");
    }
    let places: usize = sums.values().map(|(places, ..)| places).sum();
    let _ = writeln!(text, "| all | {places} | | |");
}

//! The table, in Markdown.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What came of a document.
pub struct Row {
    pub document: String,
    pub package: String,
    /// What the judge in its crate found, or why it did not come to that.
    pub found: Result<Value, String>,
}

impl Row {
    pub fn new(document: &str, package: String) -> Self {
        Row {
            document: document.to_owned(),
            package,
            found: Err("it was not run".to_owned()),
        }
    }

    fn number(&self, name: &str) -> u64 {
        let found = self.found.as_ref().ok();
        found.and_then(|it| it[name].as_u64()).unwrap_or_default()
    }

    fn counts(&self, name: &str) -> BTreeMap<String, u64> {
        let found = self.found.as_ref().ok();
        let counts = found.and_then(|it| it[name].as_object());
        let counts = counts.into_iter().flatten();
        counts
            .map(|(name, count)| (name.clone(), count.as_u64().unwrap_or_default()))
            .collect()
    }

    fn faults(&self) -> Vec<String> {
        match &self.found {
            Ok(found) => ["told", "faults"]
                .into_iter()
                .flat_map(|name| found[name].as_array().into_iter().flatten())
                .map(|it| it.as_str().unwrap_or_default().to_owned())
                .collect(),
            Err(fault) => vec![fault.clone()],
        }
    }

    pub fn is_well(&self) -> bool {
        self.faults().is_empty()
    }
}

pub fn table(rows: &[Row], hostile: bool) -> String {
    let mut text = String::new();
    if hostile {
        servers(rows, &mut text);
    } else {
        loops(rows, &mut text);
    }
    for row in rows {
        for fault in row.faults() {
            let _ = writeln!(text, "\nFAULT in `{}`: {fault}", row.document);
        }
        for (reason, count) in row.counts("skipped") {
            let _ = writeln!(
                text,
                "\nnot made in `{}`, {count} times: {reason}",
                row.document
            );
        }
    }
    text
}

fn loops(rows: &[Row], text: &mut String) {
    text.push_str(
        "| document | operations | requests looped | answers looped | refused | not made | mismatches |\n\
        |---|---|---|---|---|---|---|\n",
    );
    let sum = |counts: &BTreeMap<String, u64>| counts.values().sum::<u64>();
    let mut totals = [0; 6];
    let (mut refused, mut skipped) = (BTreeMap::new(), BTreeMap::new());
    for row in rows {
        let figures = [
            row.number("operations"),
            row.number("requests"),
            row.number("answers"),
            sum(&row.counts("refused")),
            sum(&row.counts("skipped")),
            row.number("mismatches"),
        ];
        for (total, figure) in totals.iter_mut().zip(figures) {
            *total += figure;
        }
        let figures = figures.map(|it| it.to_string()).join(" | ");
        let broken = if row.found.is_err() { " (NOT RUN)" } else { "" };
        let _ = writeln!(text, "| {}{broken} | {figures} |", row.document);
        for (class, count) in row.counts("refused") {
            *refused.entry(class).or_insert(0) += count;
        }
        for (reason, count) in row.counts("skipped") {
            // without the operation
            let reason = reason
                .split_once(": ")
                .map_or(&*reason, |(_, reason)| reason);
            let reason = reason.split('`').next().unwrap_or_default();
            *skipped.entry(reason.to_owned()).or_insert(0) += count;
        }
    }
    let totals = totals.map(|it| it.to_string()).join(" | ");
    let _ = writeln!(text, "| {} documents | {totals} |", rows.len());
    for (head, counts) in [
        ("refused before it is sent", refused),
        ("not made", skipped),
    ] {
        let _ = writeln!(text, "\n| {head} | |\n|---|---|");
        for (name, count) in counts {
            let _ = writeln!(text, "| {name} | {count} |");
        }
    }
}

fn servers(rows: &[Row], text: &mut String) {
    text.push_str(
        "| document | requests | a second | slowest, ms | statuses | faults |\n|---|---|---|---|---|---|\n",
    );
    let mut all: BTreeMap<String, u64> = BTreeMap::new();
    let (mut requests, mut milliseconds) = (0, 0);
    let rate = |requests: u64, milliseconds: u64| requests * 1000 / milliseconds.max(1);
    let shown = |statuses: &BTreeMap<String, u64>| {
        let statuses = statuses
            .iter()
            .map(|(status, count)| format!("{status}×{count}"));
        statuses.collect::<Vec<_>>().join(" ")
    };
    for row in rows {
        let statuses = row.counts("statuses");
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} |",
            row.document,
            row.number("requests"),
            rate(row.number("requests"), row.number("milliseconds")),
            row.number("slowest"),
            shown(&statuses),
            row.faults().len(),
        );
        requests += row.number("requests");
        milliseconds += row.number("milliseconds");
        for (status, count) in statuses {
            *all.entry(status).or_insert(0) += count;
        }
    }
    let faults: usize = rows.iter().map(|row| row.faults().len()).sum();
    let (rate, shown) = (rate(requests, milliseconds), shown(&all));
    let _ = writeln!(
        text,
        "| {} documents | {requests} | {rate} | | {shown} | {faults} |",
        rows.len()
    );
}

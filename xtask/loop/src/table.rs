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

    /// A part of what was found: the loop, or what is hostile.
    fn part(&self, hostile: bool) -> &Value {
        const NOTHING: &Value = &Value::Null;
        match &self.found {
            Ok(found) if hostile => &found["hostile"],
            Ok(found) => found,
            Err(_) => NOTHING,
        }
    }

    fn number(&self, hostile: bool, name: &str) -> u64 {
        self.part(hostile)[name].as_u64().unwrap_or_default()
    }

    fn counts(&self, hostile: bool, name: &str) -> BTreeMap<String, u64> {
        let counts = self.part(hostile)[name].as_object();
        let counts = counts.into_iter().flatten();
        counts
            .map(|(name, count)| (name.clone(), count.as_u64().unwrap_or_default()))
            .collect()
    }

    fn faults(&self) -> Vec<&str> {
        if let Err(fault) = &self.found {
            return vec![fault];
        }
        let told = &self.part(false)["told"];
        let faults = &self.part(true)["faults"];
        let all = told.as_array().into_iter().chain(faults.as_array());
        all.flatten().filter_map(Value::as_str).collect()
    }

    pub fn is_well(&self) -> bool {
        self.faults().is_empty()
    }
}

pub fn table(rows: &[Row], hostile: bool) -> String {
    let mut text = String::new();
    loops(rows, &mut text);
    if hostile {
        servers(rows, &mut text);
    }
    for row in rows {
        for fault in row.faults() {
            let _ = writeln!(text, "\nFAULT in `{}`: {fault}", row.document);
        }
        for (reason, count) in row.counts(false, "skipped") {
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
            row.number(false, "operations"),
            row.number(false, "requests"),
            row.number(false, "answers"),
            sum(&row.counts(false, "refused")),
            sum(&row.counts(false, "skipped")),
            row.number(false, "mismatches"),
        ];
        for (total, figure) in totals.iter_mut().zip(figures) {
            *total += figure;
        }
        let figures = figures.map(|it| it.to_string()).join(" | ");
        let broken = if row.found.is_err() { " (NOT RUN)" } else { "" };
        let _ = writeln!(text, "| {}{broken} | {figures} |", row.document);
        for (class, count) in row.counts(false, "refused") {
            *refused.entry(class).or_insert(0) += count;
        }
        for (reason, count) in row.counts(false, "skipped") {
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
        "\n| hostile to | requests | a second | slowest, ms | statuses | faults |\n|---|---|---|---|---|---|\n",
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
        let statuses = row.counts(true, "statuses");
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} |",
            row.document,
            row.number(true, "requests"),
            rate(
                row.number(true, "requests"),
                row.number(true, "milliseconds")
            ),
            row.number(true, "slowest"),
            shown(&statuses),
            row.part(true)["faults"].as_array().map_or(0, Vec::len),
        );
        requests += row.number(true, "requests");
        milliseconds += row.number(true, "milliseconds");
        for (status, count) in statuses {
            *all.entry(status).or_insert(0) += count;
        }
    }
    let faults = rows
        .iter()
        .filter_map(|row| row.part(true)["faults"].as_array());
    let faults: usize = faults.map(Vec::len).sum();
    let (rate, shown) = (rate(requests, milliseconds), shown(&all));
    let _ = writeln!(
        text,
        "| {} documents | {requests} | {rate} | | {shown} | {faults} |",
        rows.len()
    );
}

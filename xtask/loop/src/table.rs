//! The table, in Markdown.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What the judge in a crate does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What is asked of the server goes round through the client.
    Loop,
    /// The mock is asked.
    Mock,
    /// The server is asked what no client would.
    Hostile,
    /// The client asks another server.
    Peer,
}

impl Part {
    /// As the judge calls it.
    pub fn name(self) -> &'static str {
        match self {
            Part::Loop => "loop",
            Part::Mock => "mock",
            Part::Hostile => "hostile",
            Part::Peer => "peer",
        }
    }
}

/// What the parts have found, or why one has not come to that.
pub type Found = BTreeMap<Part, Result<Value, String>>;

/// What came of a document.
pub struct Row {
    pub document: String,
    pub package: String,
    /// What the judge in its crate found, or why there was none.
    pub found: Result<Found, String>,
}

impl Row {
    pub fn new(document: &str, package: String) -> Self {
        Row {
            document: document.to_owned(),
            package,
            found: Err("it was not run".to_owned()),
        }
    }

    fn part(&self, part: Part) -> &Value {
        let found = self.found.as_ref().ok().and_then(|it| it.get(&part));
        let found = found.and_then(|it| it.as_ref().ok());
        found.unwrap_or(&Value::Null)
    }

    fn number(&self, part: Part, name: &str) -> u64 {
        self.part(part)[name].as_u64().unwrap_or_default()
    }

    fn counts(&self, part: Part, name: &str) -> BTreeMap<String, u64> {
        let counts = self.part(part)[name].as_object();
        let counts = counts.into_iter().flatten();
        counts
            .map(|(name, count)| (name.clone(), count.as_u64().unwrap_or_default()))
            .collect()
    }

    fn faults(&self) -> Vec<&str> {
        match &self.found {
            Err(fault) => vec![fault],
            Ok(found) => {
                let all = found.values().flat_map(|part| match part {
                    Ok(found) => {
                        let told = found["told"].as_array().into_iter().flatten();
                        told.filter_map(Value::as_str).collect()
                    }
                    Err(fault) => vec![fault.as_str()],
                });
                all.collect()
            }
        }
    }

    pub fn is_well(&self) -> bool {
        self.faults().is_empty()
    }
}

pub fn table(rows: &[Row], parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Loop => asked(rows, *part, "requests looped | answers looped", &mut text),
            Part::Mock => asked(rows, *part, "requests to the mock | answers", &mut text),
            Part::Hostile => servers(rows, &mut text),
            Part::Peer => {}
        }
    }
    for row in rows {
        for fault in row.faults() {
            let _ = writeln!(text, "\nFAULT in `{}`: {fault}", row.document);
        }
        for part in parts {
            for (reason, count) in row.counts(*part, "skipped") {
                let (part, document) = (part.name(), &row.document);
                let _ = writeln!(
                    text,
                    "\nnot made in `{document}` ({part}), {count} times: {reason}"
                );
            }
        }
    }
    text
}

fn asked(rows: &[Row], part: Part, done: &str, text: &mut String) {
    let _ = writeln!(
        text,
        "\n| document | operations | {done} | refused | not made | mismatches |\n\
        |---|---|---|---|---|---|---|"
    );
    let sum = |counts: &BTreeMap<String, u64>| counts.values().sum::<u64>();
    let mut totals = [0; 6];
    let (mut refused, mut skipped) = (BTreeMap::new(), BTreeMap::new());
    for row in rows {
        let figures = [
            row.number(part, "operations"),
            row.number(part, "requests"),
            row.number(part, "answers"),
            sum(&row.counts(part, "refused")),
            sum(&row.counts(part, "skipped")),
            row.number(part, "mismatches"),
        ];
        for (total, figure) in totals.iter_mut().zip(figures) {
            *total += figure;
        }
        let figures = figures.map(|it| it.to_string()).join(" | ");
        let broken = if row.found.is_err() { " (NOT RUN)" } else { "" };
        let _ = writeln!(text, "| {}{broken} | {figures} |", row.document);
        for (class, count) in row.counts(part, "refused") {
            *refused.entry(class).or_insert(0) += count;
        }
        for (reason, count) in row.counts(part, "skipped") {
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
        let statuses = row.counts(Part::Hostile, "statuses");
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} |",
            row.document,
            row.number(Part::Hostile, "requests"),
            rate(
                row.number(Part::Hostile, "requests"),
                row.number(Part::Hostile, "milliseconds")
            ),
            row.number(Part::Hostile, "slowest"),
            shown(&statuses),
            row.part(Part::Hostile)["told"]
                .as_array()
                .map_or(0, Vec::len),
        );
        requests += row.number(Part::Hostile, "requests");
        milliseconds += row.number(Part::Hostile, "milliseconds");
        for (status, count) in statuses {
            *all.entry(status).or_insert(0) += count;
        }
    }
    let faults = rows
        .iter()
        .filter_map(|row| row.part(Part::Hostile)["told"].as_array());
    let faults: usize = faults.map(Vec::len).sum();
    let (rate, shown) = (rate(requests, milliseconds), shown(&all));
    let _ = writeln!(
        text,
        "| {} documents | {requests} | {rate} | | {shown} | {faults} |",
        rows.len()
    );
}

//! The table, in Markdown.

use crate::documents::Document;
use crate::scenarios;
use crate::server::Coverage;
use crate::tests::Tests;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What came of a Swagger file.
#[derive(Default)]
pub struct Row {
    name: String,
    required: Count,
    optional: Count,
    tests: Count,
    missing: Vec<String>,
    failed: Vec<String>,
}

#[derive(Clone, Copy, Default)]
struct Count {
    done: usize,
    of: usize,
}

impl Count {
    fn add(&mut self, done: bool) {
        self.of += 1;
        self.done += usize::from(done);
    }

    fn text(self) -> String {
        match self.of {
            0 => String::new(),
            of => format!("{}/{of}", self.done),
        }
    }
}

impl Row {
    pub fn is_well(&self) -> bool {
        self.missing.is_empty() && self.failed.is_empty()
    }
}

/// A row for every Swagger file with scenarios or tests.
pub fn rows(documents: &[Document], coverage: &Coverage, tests: &Tests) -> Vec<Row> {
    let mut rows: BTreeMap<&str, Row> = BTreeMap::new();
    for document in documents {
        let row = rows.entry(&document.name).or_default();
        row.name.clone_from(&document.name);
        let module = format!("{}::", document.module());
        for (name, passed) in tests {
            if let Some(name) = name.strip_prefix(&module) {
                row.tests.add(*passed);
                if !passed {
                    row.failed.push(name.to_owned());
                }
            }
        }
    }
    for (scenarios, required) in [(&coverage.required, true), (&coverage.optional, false)] {
        for (scenario, times) in scenarios {
            let name = scenarios::document(scenario);
            if name == scenarios::UNKNOWN {
                rows.entry(name).or_default().name = name.to_owned();
            }
            // files that were not asked for
            let Some(row) = rows.get_mut(name) else {
                continue;
            };
            let covered = *times > 0;
            let count = if required {
                &mut row.required
            } else {
                &mut row.optional
            };
            count.add(covered);
            if !covered && scenarios::is_counted(scenario) {
                row.missing.push(scenario.clone());
            }
        }
    }
    let rows = rows.into_values();
    rows.filter(|row| row.required.of + row.optional.of + row.tests.of > 0)
        .collect()
}

pub fn table(rows: &[Row], documents: &[Document]) -> String {
    let mut text = "| Swagger file | required | optional | tests passed | missing | failed |\n\
        |---|---|---|---|---|---|\n"
        .to_owned();
    let mut all = Row {
        name: "all".to_owned(),
        ..Row::default()
    };
    for row in rows {
        line(row, &mut text);
        for (sum, count) in [
            (&mut all.required, row.required),
            (&mut all.optional, row.optional),
            (&mut all.tests, row.tests),
        ] {
            sum.done += count.done;
            sum.of += count.of;
        }
    }
    line(&all, &mut text);
    text.push_str("\nOptional, and counted by no server, whatever it is asked: ");
    let _ = writeln!(text, "{}.", scenarios::NEVER_COUNTED.join(", "));
    for document in documents {
        if let Some(reason) = document.overlay_reason() {
            let _ = writeln!(text, "\nAn overlay corrects `{}`: {reason}.", document.name);
        }
    }
    text
}

fn line(row: &Row, text: &mut String) {
    let _ = writeln!(
        text,
        "| {} | {} | {} | {} | {} | {} |",
        row.name,
        row.required.text(),
        row.optional.text(),
        row.tests.text(),
        row.missing.join(" "),
        row.failed.join(" "),
    );
}

//! Compiles the crates, many with one call of cargo, and keeps what came of each: a second run compiles
//! what has changed, or was not reached.

use crate::Arguments;
use crate::cargo;
use crate::parallel::Progress;
use crate::row::{Compiled, Outcome, Row};
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Runs clippy over the crates of these rows, with all their features.
pub fn compile(arguments: &Arguments, rows: &mut [Row]) -> Result<(), String> {
    let results = arguments.out.join("results");
    fs::create_dir_all(&results).map_err(|error| error.to_string())?;
    let mut open: Vec<&mut Row> = Vec::new();
    for row in rows
        .iter_mut()
        .filter(|it| it.outcome == Outcome::Generated)
    {
        match known(&results, row) {
            Some(compiled) => row.compiled = Some(compiled),
            None => open.push(row),
        }
    }
    let mut run = Run {
        out: &arguments.out,
        results: &results,
        target: cargo::target()?,
        progress: Progress::new("compiled", open.len()),
        done: 0,
    };
    for batch in open.chunks_mut(arguments.batch.max(1)) {
        run.batch(batch)?;
        let packages: Vec<String> = batch.iter().map(|it| it.package.clone()).collect();
        cargo::sweep(&run.target, &packages);
    }
    run.progress.end();
    Ok(())
}

fn file(results: &Path, row: &Row) -> PathBuf {
    results.join(format!("{}.json", row.package))
}

/// What an earlier run found, if the crate and the compiler are the same.
fn known(results: &Path, row: &Row) -> Option<Compiled> {
    let text = fs::read_to_string(file(results, row)).ok()?;
    let known: Row = serde_json::from_str(&text).ok()?;
    known.compiled.filter(|_| known.key == row.key)
}

fn keep(results: &Path, row: &Row) -> Result<(), String> {
    let text = serde_json::to_string_pretty(row).map_err(|error| error.to_string())?;
    fs::write(file(results, row), text).map_err(|error| error.to_string())
}

struct Run<'a> {
    out: &'a Path,
    results: &'a Path,
    target: PathBuf,
    progress: Progress,
    done: usize,
}

impl Run<'_> {
    fn batch(&mut self, rows: &mut [&mut Row]) -> Result<(), String> {
        let packages: Vec<String> = rows.iter().map(|it| it.package.clone()).collect();
        cargo::workspace(self.out, &packages, "")?;
        let arguments = ["clippy", "--workspace", "--keep-going", "--all-features"];
        let mut by_name: HashMap<String, &mut Row> = rows
            .iter_mut()
            .map(|row| (row.package.replace('-', "_"), &mut **row))
            .collect();
        let (out, target) = (self.out, self.target.clone());
        let said = cargo::run(out, &target, &arguments, |message| {
            let name = message["target"]["name"].as_str().unwrap_or_default();
            if let Some(row) = by_name.get_mut(name)
                && self.hear(message, row)?
            {
                self.done += 1;
                self.progress.tick(self.done);
            }
            Ok(())
        })?;
        for row in rows {
            if row.compiled.is_none() {
                return Err(format!("`{}` was not compiled\n{said}", row.document));
            }
            keep(self.results, row)?;
        }
        Ok(())
    }

    /// Takes a message of cargo; whether the crate is compiled with it.
    fn hear(&self, message: &Value, row: &mut Row) -> Result<bool, String> {
        if message["reason"] == "compiler-artifact" {
            row.compiled.get_or_insert_default();
            keep(self.results, row)?;
            return Ok(true);
        }
        let text = message["message"]["message"].as_str().unwrap_or_default();
        // sums, which are no findings
        let sum = text.starts_with("aborting due to") || text.ends_with(" emitted");
        if message["reason"] != "compiler-message" || sum {
            return Ok(false);
        }
        let compiled = row.compiled.get_or_insert_default();
        if compiled.errors + compiled.warnings == 0 {
            let rendered = message["message"]["rendered"].as_str();
            eprintln!("{}: {}", row.document, rendered.unwrap_or(text));
        }
        match message["message"]["level"].as_str() {
            Some("warning") => compiled.warnings += 1,
            Some("error") => compiled.errors += 1,
            _ => {}
        }
        Ok(false)
    }
}

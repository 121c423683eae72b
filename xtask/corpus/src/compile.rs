//! Compiles the crates, many with one call of cargo, and keeps what came of each: a second run compiles
//! what has changed, or was not reached.

use crate::Arguments;
use crate::parallel::Progress;
use crate::row::{Compiled, Outcome, Row};
use serde_json::Value;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The cargo that runs us.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

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
        target: target()?,
        progress: Progress::new("compiled", open.len()),
        done: 0,
    };
    for batch in open.chunks_mut(arguments.batch.max(1)) {
        run.batch(batch)?;
        run.sweep(batch);
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

/// That of this repository, which has the dependencies compiled.
fn target() -> Result<PathBuf, String> {
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    std::path::absolute(target).map_err(|error| error.to_string())
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
        self.workspace(rows)?;
        let log = self.out.join("cargo.log");
        let stderr = File::create(&log).map_err(|error| error.to_string())?;
        let mut child = cargo()
            .args(["clippy", "--workspace", "--keep-going", "--all-features"])
            .arg("--message-format=json")
            .current_dir(self.out)
            .env("CARGO_TARGET_DIR", &self.target)
            // nothing is compiled twice
            .env("CARGO_INCREMENTAL", "0")
            .stdout(Stdio::piped())
            .stderr(stderr)
            .spawn()
            .map_err(|error| format!("cargo: {error}"))?;
        let mut by_name: HashMap<String, &mut Row> = rows
            .iter_mut()
            .map(|row| (row.package.replace('-', "_"), &mut **row))
            .collect();
        let lines = child.stdout.take().map(BufReader::new);
        for line in lines
            .into_iter()
            .flat_map(BufRead::lines)
            .map_while(Result::ok)
        {
            let Ok(message) = serde_json::from_str::<Value>(&line) else {
                continue;
            };
            let name = message["target"]["name"].as_str().unwrap_or_default();
            let Some(row) = by_name.get_mut(name) else {
                continue;
            };
            if self.hear(&message, row)? {
                self.done += 1;
                self.progress.tick(self.done);
            }
        }
        child.wait().map_err(|error| error.to_string())?;
        for row in rows {
            if row.compiled.is_none() {
                let said = fs::read_to_string(&log).unwrap_or_default();
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

    /// A virtual workspace, with the versions that this repository has.
    fn workspace(&self, rows: &[&mut Row]) -> Result<(), String> {
        let members = rows.iter().map(|row| format!("{:?}", row.package));
        let members = members.collect::<Vec<_>>().join(", ");
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n");
        fs::write(self.out.join("Cargo.toml"), manifest).map_err(|error| error.to_string())?;
        fs::copy("Cargo.lock", self.out.join("Cargo.lock"))
            .map(|_| ())
            .map_err(|error| format!("Cargo.lock: {error}"))
    }

    /// Removes what the compiler made of these crates: gigabytes, for the whole corpus.
    fn sweep(&self, rows: &[&mut Row]) {
        let names: Vec<String> = rows.iter().map(|it| it.package.clone()).collect();
        for folder in ["debug/deps", "debug/.fingerprint"] {
            let entries = fs::read_dir(self.target.join(folder));
            for entry in entries.into_iter().flatten().flatten() {
                let name = entry.file_name().to_string_lossy().replace('_', "-");
                let name = name.strip_prefix("lib").unwrap_or(&name);
                if !names.iter().any(|it| name.starts_with(it.as_str())) {
                    continue;
                }
                let path = entry.path();
                let _ = if path.is_dir() {
                    fs::remove_dir_all(path)
                } else {
                    fs::remove_file(path)
                };
            }
        }
    }
}

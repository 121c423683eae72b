//! Compiles the crates, many with one call of cargo, and runs the judge in each.

use crate::Arguments;
use crate::parallel::Progress;
use crate::table::Row;
use corpus::cargo;
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Nothing that only a debugger reads.
const PROFILE: &str = "\n[profile.dev]\ndebug = false\n";

pub fn judge(arguments: &Arguments, rows: &mut [Row]) -> Result<(), String> {
    let target = cargo::target()?;
    let each = arguments.hostile.div_ceil(rows.len().max(1) as u64);
    let mut progress = Progress::new("judged", rows.len());
    let mut done = 0;
    for batch in rows.chunks_mut(arguments.batch.max(1)) {
        let packages: Vec<String> = batch.iter().map(|it| it.package.clone()).collect();
        cargo::workspace(&arguments.out, &packages, PROFILE)?;
        let mut compiled: HashMap<String, PathBuf> = HashMap::new();
        let mut errors: HashMap<String, String> = HashMap::new();
        let build = [
            "build",
            "--workspace",
            "--keep-going",
            "--features",
            if arguments.mock {
                "client,mock"
            } else {
                "client,server"
            },
        ];
        let said = cargo::run(&arguments.out, &target, &build, |message| {
            let name = message["target"]["name"].as_str().unwrap_or_default();
            let name = name.replace('_', "-");
            if let Some(path) = message["executable"].as_str() {
                compiled.insert(name, path.into());
            } else if message["message"]["level"] == "error" {
                let text = message["message"]["rendered"].as_str().unwrap_or_default();
                errors.entry(name).or_insert_with(|| text.to_owned());
            }
            Ok(())
        })?;
        for row in batch {
            row.found = match (compiled.get(&row.package), errors.get(&row.package)) {
                (Some(path), None) => both(path, arguments, each),
                (_, Some(error)) => Err(format!("it does not compile: {error}")),
                (None, None) => return Err(format!("`{}` was not compiled\n{said}", row.document)),
            };
            done += 1;
            progress.tick(done);
        }
        if !arguments.keep {
            cargo::sweep(&target, &packages);
        }
    }
    progress.end();
    Ok(())
}

/// The loop, and what is hostile beside it.
fn both(path: &Path, arguments: &Arguments, hostile: u64) -> Result<Value, String> {
    let (seed, requests) = (arguments.seed, arguments.requests);
    if arguments.mock {
        return run(path, "mock", seed, requests, "");
    }
    if let Some(origin) = &arguments.peer {
        return run(path, "peer", seed, requests, origin);
    }
    let mut found = run(path, "loop", seed, requests, "")?;
    if hostile > 0 {
        found["hostile"] = run(path, "hostile", seed, hostile, "")?;
    }
    Ok(found)
}

fn run(path: &Path, what: &str, seed: u64, count: u64, origin: &str) -> Result<Value, String> {
    let output = Command::new(path)
        .args([what, &seed.to_string(), &count.to_string(), origin])
        .stderr(Stdio::piped())
        .output()
        .map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_slice(&output.stdout).map_err(|_| {
        let said = String::from_utf8_lossy(&output.stderr);
        let end: Vec<char> = said.chars().rev().take(600).collect();
        let end: String = end.into_iter().rev().collect();
        format!("the judge ended with {}: {end}", output.status)
    })
}

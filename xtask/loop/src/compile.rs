//! Compiles the crates, many with one call of cargo, and runs the judge in each.

use crate::Arguments;
use crate::parallel::Progress;
use crate::table::{Found, Part, Row};
use corpus::cargo;
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

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
            match arguments.mock {
                true => "client,server,mock",
                false => "client,server",
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
        for row in batch.iter_mut() {
            row.found = match (compiled.get(&row.package), errors.get(&row.package)) {
                (Some(_), None) => continue,
                (_, Some(error)) => Err(format!("it does not compile: {error}")),
                (None, None) => return Err(format!("`{}` was not compiled\n{said}", row.document)),
            };
        }
        let compiled = batch.iter_mut().filter_map(|row| {
            let path = compiled.get(&row.package)?;
            (!errors.contains_key(&row.package)).then_some((row, path))
        });
        on_every_core(compiled, |(row, path)| {
            row.found = Ok(found(path, arguments, each))
        });
        done += batch.len();
        progress.tick(done);
        if !arguments.keep {
            cargo::sweep(&target, &packages);
        }
    }
    progress.end();
    Ok(())
}

/// A judge runs on one core.
fn on_every_core<T: Send>(items: impl Iterator<Item = T> + Send, work: impl Fn(T) + Sync) {
    let items = Mutex::new(items);
    let next = || items.lock().unwrap_or_else(|it| it.into_inner()).next();
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(item) = next() {
                    work(item);
                }
            });
        }
    });
}

/// What the parts find, or why one does not come to that.
fn found(path: &Path, arguments: &Arguments, hostile: u64) -> Found {
    let parts = arguments.parts().into_iter();
    let parts = parts.map(|part| {
        let count = match part {
            Part::Hostile => hostile,
            _ => arguments.requests,
        };
        (part, run(path, part, arguments, count))
    });
    parts.collect()
}

fn run(path: &Path, part: Part, arguments: &Arguments, count: u64) -> Result<Value, String> {
    let origin = arguments.peer.as_deref().unwrap_or_default();
    let (seed, count) = (arguments.seed.to_string(), count.to_string());
    let output = Command::new(path)
        .args([part.name(), &seed, &count, origin])
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

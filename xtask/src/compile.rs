//! Compiles crates of the corpus, many with one call of cargo.

use crate::corpus::Row;
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs clippy over the crates of these rows, and counts what it says of each.
pub fn compile(out: &Path, rows: &mut [&mut Row]) -> Result<(), String> {
    let members: Vec<String> = rows
        .iter()
        .map(|row| format!("\"{}\"", row.number))
        .collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
        members.join(", ")
    );
    fs::write(out.join("Cargo.toml"), manifest).map_err(|error| error.to_string())?;
    // the versions that this repository has
    fs::copy("Cargo.lock", out.join("Cargo.lock"))
        .map_err(|error| format!("Cargo.lock: {error}"))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let target = std::path::absolute(target).map_err(|error| error.to_string())?;
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["clippy", "--workspace", "--keep-going", "--all-features"])
        .arg("--message-format=json")
        .current_dir(out)
        .env("CARGO_TARGET_DIR", target)
        .output()
        .map_err(|error| format!("cargo: {error}"))?;
    let mut counts: HashMap<String, (usize, usize)> = HashMap::new();
    let mut finished = false;
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        finished |= message["reason"] == "build-finished";
        if message["reason"] == "compiler-message" {
            let text = message["message"]["message"].as_str().unwrap_or_default();
            // sums, which are no findings
            if text.starts_with("aborting due to") || text.ends_with(" emitted") {
                continue;
            }
            let name = message["target"]["name"].as_str().unwrap_or_default();
            let counts = counts.entry(name.to_owned()).or_default();
            if *counts == (0, 0) {
                let rendered = message["message"]["rendered"].as_str();
                eprintln!("{name}: {}", rendered.unwrap_or(text));
            }
            match message["message"]["level"].as_str() {
                Some("warning") => counts.1 += 1,
                Some("error") => counts.0 += 1,
                _ => {}
            }
        }
    }
    if !finished {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    for row in rows {
        if let Some((errors, warnings)) = counts.get(&format!("crate_{}", row.number)) {
            (row.errors, row.warnings) = (*errors, *warnings);
        }
    }
    Ok(())
}

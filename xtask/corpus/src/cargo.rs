//! Generated crates in a workspace of their own, and cargo over it.

use serde_json::Value;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The cargo that runs us.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The target folder of this repository, which has the dependencies compiled.
pub fn target() -> Result<PathBuf, String> {
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    std::path::absolute(target).map_err(|error| error.to_string())
}

/// A virtual workspace of these packages, with the versions that this repository has; `more` stands
/// behind the members.
pub fn workspace(out: &Path, packages: &[String], more: &str) -> Result<(), String> {
    let members = packages.iter().map(|it| format!("{it:?}"));
    let members = members.collect::<Vec<_>>().join(", ");
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n{more}");
    fs::write(out.join("Cargo.toml"), manifest).map_err(|error| error.to_string())?;
    fs::copy("Cargo.lock", out.join("Cargo.lock"))
        .map(|_| ())
        .map_err(|error| format!("Cargo.lock: {error}"))
}

/// Runs cargo over the workspace, and hears its messages. What it says beside them is returned.
pub fn run(
    out: &Path,
    target: &Path,
    arguments: &[&str],
    mut hear: impl FnMut(&Value) -> Result<(), String>,
) -> Result<String, String> {
    let log = out.join("cargo.log");
    let stderr = File::create(&log).map_err(|error| error.to_string())?;
    let mut child = cargo()
        .args(arguments)
        .arg("--message-format=json")
        .current_dir(out)
        .env("CARGO_TARGET_DIR", target)
        // nothing is compiled twice
        .env("CARGO_INCREMENTAL", "0")
        .stdout(Stdio::piped())
        .stderr(stderr)
        .spawn()
        .map_err(|error| format!("cargo: {error}"))?;
    let lines = child.stdout.take().map(BufReader::new);
    for line in lines
        .into_iter()
        .flat_map(BufRead::lines)
        .map_while(Result::ok)
    {
        if let Ok(message) = serde_json::from_str::<Value>(&line) {
            hear(&message)?;
        }
    }
    child.wait().map_err(|error| error.to_string())?;
    Ok(fs::read_to_string(&log).unwrap_or_default())
}

/// Removes what the compiler made of these packages: gigabytes, for a whole corpus.
pub fn sweep(target: &Path, packages: &[String]) {
    for folder in ["debug", "debug/deps", "debug/.fingerprint"] {
        let entries = fs::read_dir(target.join(folder));
        for entry in entries.into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().replace('_', "-");
            let name = name.strip_prefix("lib").unwrap_or(&name);
            if !packages.iter().any(|it| name.starts_with(it.as_str())) {
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

//! The crate of the document, and the program around it.

use super::cache::Entry;
use crate::Generated;
use crate::cli::drift::compare;
use crate::cli::write::write;
use crate::cli::{Failure, terminal};
use crate::config::Config;
use std::fs;
use std::io::{ErrorKind, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Nothing that only a debugger reads.
const WORKSPACE: &str = "\
[workspace]
resolver = \"3\"
members = [\"api\", \"program\"]

[profile.dev]
debug = false
incremental = false
";

const MAIN: &str = include_str!("main.rs.in");
const MANIFEST: &str = include_str!("Cargo.toml.in");
/// So that the versions are those that were tried, and what was downloaded for us is enough.
const LOCK: &str = include_str!("../../../../Cargo.lock");

/// Writes and compiles it.
pub(super) fn build(
    entry: &Entry,
    config: &Config,
    generated: &Generated,
    release: bool,
) -> Result<(), Failure> {
    let lock = generated.lock.to_string();
    let drifts = compare(&config.output, (&config.lock, &lock), &generated.files)?;
    write(&config.output, &drifts)?;
    let package = package(generated).ok_or("the generated crate has no name")?;
    put(&entry.folder.join("Cargo.toml"), WORKSPACE)?;
    put(&entry.folder.join("Cargo.lock"), LOCK)?;
    let program = entry.folder.join("program");
    put(
        &program.join("Cargo.toml"),
        &MANIFEST.replace("PACKAGE", &format!("{package:?}")),
    )?;
    let main = MAIN.replace("BASE_PATH", &format!("{:?}", generated.base_path));
    put(&program.join("src/main.rs"), &main)?;
    let compiled = compile(entry, release)?;
    // in one step, should somebody else do the same
    let (new, place) = (entry.folder.join("mock.new"), entry.program());
    let copied = fs::copy(&compiled, &new).and_then(|_| fs::rename(&new, &place));
    copied.map_err(|error| format!("`{}`: {error}", place.display()))
}

fn package(generated: &Generated) -> Option<String> {
    let manifest: toml::Table = generated.files.get("Cargo.toml")?.parse().ok()?;
    Some(manifest.get("package")?.get("name")?.as_str()?.to_owned())
}

fn put(path: &Path, text: &str) -> Result<(), Failure> {
    let fail = |error| format!("`{}`: {error}", path.display());
    path.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .map_err(fail)?;
    fs::write(path, text).map_err(fail)
}

/// The program that cargo makes. On a terminal, cargo says itself how far it is.
fn compile(entry: &Entry, release: bool) -> Result<PathBuf, Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(["build", "--package", "bindsmith-mock"])
        .arg("--message-format=json-render-diagnostics")
        .arg("--target-dir")
        .arg(&entry.target)
        .current_dir(&entry.folder)
        .stdin(Stdio::null());
    if release {
        command.arg("--release");
    }
    let terminal = std::io::stderr().is_terminal();
    terminal::note("compiling the mock; the first one takes a minute");
    if !terminal {
        command.arg("--quiet");
        command.stderr(Stdio::piped());
    }
    let output = command.stdout(Stdio::piped());
    let output = output.spawn().and_then(|it| it.wait_with_output());
    let output = output.map_err(|error| match error.kind() {
        ErrorKind::NotFound => "a mock is compiled by `cargo`, which is not there: install Rust \
                                (https://rustup.rs), or put cargo into the PATH"
            .to_owned(),
        _ => format!("cargo: {error}"),
    })?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.trim_end();
        return Err(format!(
            "cargo could not compile the mock ({})\n{said}",
            output.status
        ));
    }
    let messages = String::from_utf8_lossy(&output.stdout);
    let mut messages = messages.lines().filter_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(message.get("executable")?.as_str()?.into())
    });
    messages
        .next_back()
        .ok_or_else(|| "cargo has made no program".to_owned())
}

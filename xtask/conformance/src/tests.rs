//! Compiles the clients and runs the tests.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

/// The tests by `module::name`, and whether each passed.
pub type Tests = BTreeMap<String, bool>;

fn cargo(folder: &Path, build: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", build)
        // this run's own variables are about another package
        .env_remove("CARGO_MANIFEST_DIR");
    command
}

/// Whether every crate compiles, those without tests too. Cargo says what does not.
pub fn compile(folder: &Path, build: &Path) -> Result<bool, String> {
    for arguments in [
        &["build", "--workspace", "--keep-going"][..],
        &["test", "--package", "scenarios", "--no-run"],
    ] {
        let run = cargo(folder, build).args(arguments).status();
        if !run.map_err(|error| format!("cargo: {error}"))?.success() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Runs the tests; what a failed one says goes to stderr.
pub fn run(folder: &Path, build: &Path, url: &str) -> Result<Tests, String> {
    let mut child = cargo(folder, build)
        .args(["test", "--quiet", "--package", "scenarios", "--"])
        .args(["--format=pretty", "--color=never"])
        .env("TEST_SERVER", url)
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cargo: {error}"))?;
    let mut tests = Tests::new();
    let lines = child.stdout.take().map(BufReader::new);
    let lines = lines.into_iter().flat_map(BufRead::lines);
    for line in lines.map_while(Result::ok) {
        let test = line
            .strip_prefix("test ")
            .and_then(|it| it.split_once(" ... "));
        match test {
            Some((name, outcome)) => {
                // `name - should panic ... ok`
                let name = name.split(' ').next().unwrap_or(name);
                tests.insert(name.to_owned(), outcome == "ok");
            }
            None if line.is_empty() => {}
            None => eprintln!("{line}"),
        }
    }
    child.wait().map_err(|error| error.to_string())?;
    Ok(tests)
}

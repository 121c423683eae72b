//! `cargo xtask codegen`: the commands of [`bindsmith::cli`], as any repository would have them, and
//! chores of our own: `cargo xtask benchmark`, `conformance`, `corpus`, `judge`, `loop`, `promise` and `sweep`.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

/// Each is a package of its own: they need what `codegen` should not wait for. One that measures itself
/// runs in release.
const CHORES: [(&str, &str, &str); 7] = [
    ("benchmark", "benchmark", "dev"),
    ("conformance", "conformance", "dev"),
    ("corpus", "corpus", "release"),
    ("judge", "judge", "dev"),
    // a package cannot be called as a keyword is
    ("loop", "closed-loop", "dev"),
    ("promise", "promise", "dev"),
    ("sweep", "sweep", "dev"),
];

fn main() -> ExitCode {
    let mut arguments = std::env::args_os();
    let name = arguments.by_ref().nth(1).unwrap_or_default();
    match CHORES.iter().find(|(chore, ..)| name == *chore) {
        Some((_, package, profile)) => run(package, profile, arguments),
        None => bindsmith::cli::run(std::env::args_os()),
    }
}

fn run(package: &str, profile: &str, arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let run = Command::new(cargo)
        .args([
            "run",
            "--quiet",
            "--profile",
            profile,
            "--package",
            package,
            "--",
        ])
        .args(arguments)
        .status();
    match run {
        Ok(status) => {
            let code = status.code().and_then(|code| u8::try_from(code).ok());
            ExitCode::from(code.unwrap_or(2))
        }
        Err(failure) => {
            eprintln!("error: cargo: {failure}");
            ExitCode::from(2)
        }
    }
}

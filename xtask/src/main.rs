//! `cargo xtask codegen`: the commands of [`bindsmith::cli`], as any repository would have them, and
//! a chore of our own, `cargo xtask corpus`.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let mut arguments = std::env::args_os();
    if arguments.by_ref().nth(1).is_none_or(|it| it != "corpus") {
        return bindsmith::cli::run(std::env::args_os());
    }
    corpus(arguments)
}

/// A package of its own: it needs what generated servers need, which `codegen` should not wait for;
/// and release, since it measures.
fn corpus(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let run = Command::new(cargo)
        .args(["run", "--quiet", "--release", "--package", "corpus", "--"])
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

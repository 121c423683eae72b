//! What the chores share: how they end, what they install, and programs of ours on a generated crate.

pub mod install;
mod workspace;

use std::process::{Command, ExitCode, Stdio};
pub use workspace::Workspace;

/// The exit code of a chore: 1 where what it judges does not hold, 2 where it could not judge.
pub fn exit(holds: Result<bool, String>) -> ExitCode {
    match holds {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(2)
        }
    }
}

/// Runs a command to its good end. What it prints is of interest only where it has none.
///
/// # Errors
/// It cannot be started, or ends otherwise; with what it wrote to its standard error.
pub fn done(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("`{program}`: {error}"))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(format!(
            "`{program}`: {}: {}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        )),
    }
}

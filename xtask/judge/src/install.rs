//! The judges, of the versions that were tried, in folders of their own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const SCHEMATHESIS: &str = "schemathesis==4.32.5";

/// The program of schemathesis.
pub fn schemathesis(folder: &Path) -> Result<PathBuf, String> {
    let (python, program) = (folder.join("bin/python"), folder.join("bin/schemathesis"));
    let installed = folder.join("installed");
    if program.is_file() && fs::read_to_string(&installed).is_ok_and(|it| it == SCHEMATHESIS) {
        return Ok(program);
    }
    eprintln!("installing {SCHEMATHESIS}");
    done(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
    let mut install = Command::new(&python);
    install.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]);
    done(install.arg(SCHEMATHESIS))?;
    fs::write(installed, SCHEMATHESIS).map_err(|error| error.to_string())?;
    Ok(program)
}

/// Runs a command to its good end.
pub fn done(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{program}`: {status}")),
        Err(error) => Err(format!("`{program}`: {error}")),
    }
}

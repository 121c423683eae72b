//! The judges, of the versions that were tried, in folders of their own.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

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

const PRISM: (&str, &str) = ("@stoplight/prism-cli", "5.16.0");

/// The script of Prism.
pub fn prism(folder: &Path) -> Result<PathBuf, String> {
    let (name, version) = PRISM;
    let package = folder.join("node_modules").join(name);
    let manifest = fs::read_to_string(package.join("package.json")).ok();
    let manifest: Option<Value> = manifest.and_then(|it| serde_json::from_str(&it).ok());
    if manifest.is_none_or(|it| it["version"] != version) {
        eprintln!("installing {name}@{version}");
        fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        // else npm looks for a package above
        let own = folder.join("package.json");
        fs::write(own, "{ \"private\": true }\n").map_err(|error| error.to_string())?;
        let mut install = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
        install.args(["install", "--ignore-scripts", "--no-audit", "--no-fund"]);
        install.args(["--loglevel=error", &format!("{name}@{version}")]);
        done(install.current_dir(folder).stdout(Stdio::null()))?;
    }
    Ok(package.join("dist/index.js"))
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

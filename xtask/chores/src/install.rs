//! Programs that are not ours, of the versions that were tried, each in a folder of its own.

use crate::done;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A package of npm, and where it is. What it would run on its installation is not run.
///
/// # Errors
/// npm is not there, or fails.
pub fn npm(folder: &Path, name: &str, version: &str) -> Result<PathBuf, String> {
    let package = folder.join("node_modules").join(name);
    let manifest = fs::read_to_string(package.join("package.json")).ok();
    let manifest: Option<Value> = manifest.and_then(|it| serde_json::from_str(&it).ok());
    if manifest.is_none_or(|it| it["version"] != version) {
        eprintln!("installing {name}@{version}");
        fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        // else npm looks for a package above
        let own = folder.join("package.json");
        fs::write(own, "{ \"private\": true }\n").map_err(|error| error.to_string())?;
        let wanted = format!("{name}@{version}");
        npm_in(folder, &["install", &wanted])?;
    }
    Ok(package)
}

/// Runs npm in a folder.
///
/// # Errors
/// npm is not there, or fails.
pub fn npm_in(folder: &Path, words: &[&str]) -> Result<(), String> {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(words)
        .args(["--ignore-scripts", "--no-audit", "--no-fund"])
        .arg("--loglevel=error");
    let ended = done(npm.current_dir(folder));
    ended.map_err(|error| format!("{error}; Node and npm are needed"))
}

/// A Python with packages, and where its programs are.
///
/// # Errors
/// Python is not there, or pip fails.
pub fn pip(folder: &Path, requirements: &str) -> Result<PathBuf, String> {
    let programs = folder.join("bin");
    let python = programs.join("python");
    let installed = folder.join("requirements.txt");
    if python.is_file() && fs::read_to_string(&installed).is_ok_and(|it| it == requirements) {
        return Ok(programs);
    }
    let names: Vec<&str> = requirements.lines().collect();
    eprintln!("installing {}", names.join(", "));
    let made = done(Command::new("python3").args(["-m", "venv"]).arg(folder));
    made.map_err(|error| format!("{error}; Python 3 is needed"))?;
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet"]);
    done(pip.arg("--disable-pip-version-check").args(names))?;
    fs::write(installed, requirements).map_err(|error| error.to_string())?;
    Ok(programs)
}

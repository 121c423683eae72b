//! `lint` and `show`.

use super::drift::lock_is_apart;
use super::progress::Progress;
use super::{Failure, Options, input, terminal};
use crate::Session;
use crate::config::Config;
use crate::lock::Lock;
use crate::report::{Level, Report};
use crate::source::Sources;
use serde::Serialize;
use std::path::Path;
use std::process::ExitCode;

/// The configuration for a command that writes nothing.
fn prepare(options: &Options, file: Option<&Path>) -> Result<Option<(Config, Sources)>, Failure> {
    let (mut sources, mut report) = (Sources::default(), Report::default());
    let config = match file {
        Some(file) => Some(input::defaults(options, file, Path::new(""))),
        None => input::config(options, &mut sources, &mut report)?,
    };
    if config.is_none() {
        terminal::diagnostics(options, &report, &sources);
    }
    Ok(config.map(|config| (config, sources)))
}

pub(super) fn lint(options: &Options, file: Option<&Path>) -> Result<ExitCode, Failure> {
    let Some((config, mut sources)) = prepare(options, file)? else {
        return Ok(ExitCode::from(2));
    };
    let mut report = Report::default();
    let lock = match file {
        Some(_) => Some(Lock::default()),
        None => input::lock(&config.lock, &mut sources, &mut report)?,
    };
    let Some(lock) = lock else {
        terminal::diagnostics(options, &report, &sources);
        return Ok(ExitCode::from(2));
    };
    let progress = Progress::start("reading");
    let mut session = Session::new(&config, &input::Disk, sources);
    let generated = session.generate(&lock);
    let generated = generated.filter(|it| lock_is_apart(&config, &it.files, &mut session.report));
    drop(progress);
    terminal::diagnostics(options, &session.report, &session.sources);
    Ok(match generated {
        None => ExitCode::from(2),
        Some(_) if session.report.count(Level::Warning) > 0 => ExitCode::from(1),
        Some(_) => {
            terminal::note("no findings");
            ExitCode::SUCCESS
        }
    })
}

pub(super) fn show(options: &Options, file: Option<&Path>, ir: bool) -> Result<ExitCode, Failure> {
    let Some((config, sources)) = prepare(options, file)? else {
        return Ok(ExitCode::from(2));
    };
    let mut session = Session::new(&config, &input::Disk, sources);
    let text = if ir {
        session.api().map(|api| yaml(&api)).transpose()?
    } else {
        session.tree().map(|tree| tree.to_string())
    };
    terminal::diagnostics(options, &session.report, &session.sources);
    match text {
        Some(text) => {
            terminal::result(&text);
            Ok(ExitCode::SUCCESS)
        }
        None => Ok(ExitCode::from(2)),
    }
}

fn yaml(value: &impl Serialize) -> Result<String, Failure> {
    serde_yaml::to_string(value).map_err(|error| format!("this cannot be shown as YAML: {error}"))
}

//! `mock`: a server of a document, which is generated, compiled and run. What was compiled is kept in a
//! cache, so that a second start of the same document is one of a program that is there.

mod build;
mod cache;

use super::progress::Progress;
use super::{Failure, MockArgs, Options, input, terminal};
use crate::Session;
use crate::config::Config;
use crate::lock::Lock;
use crate::report::{Level, Report};
use crate::source::Sources;
use cache::{Entry, Recording};
use std::net::{TcpListener, ToSocketAddrs};
use std::path::Path;
use std::process::{Command, ExitCode};

pub(super) fn mock(options: &Options, arguments: &MockArgs) -> Result<ExitCode, Failure> {
    is_free(arguments)?;
    let entry = Entry::find(options, arguments)?;
    if !entry.is_built() && !make(options, arguments, &entry)? {
        return Ok(ExitCode::from(2));
    }
    run(&entry.program(), arguments)
}

/// Whether the port can be had: it would be a pity to find out behind a minute of compiling.
fn is_free(arguments: &MockArgs) -> Result<(), Failure> {
    let (host, port) = (arguments.host.as_str(), arguments.port);
    let fail = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AddrInUse => format!(
            "the port {port} of {host} is taken: choose another with `--port N`; 0 is any that is free"
        ),
        _ => format!("`{host}`, port {port}: {error}"),
    };
    let addresses = (host, port).to_socket_addrs().map_err(fail)?;
    TcpListener::bind(&*addresses.collect::<Vec<_>>()).map_err(fail)?;
    Ok(())
}

/// Generates and compiles. Whether there was anything to generate: the diagnostics say what is wrong.
fn make(options: &Options, arguments: &MockArgs, entry: &Entry) -> Result<bool, Failure> {
    let _lock = entry.lock()?;
    // somebody else may have made it in the meantime
    if entry.is_built() {
        return Ok(true);
    }
    let (mut sources, mut report) = (Sources::default(), Report::default());
    let config = match &arguments.file {
        Some(file) => Some(input::defaults(options, file, Path::new(""))),
        None => input::config(options, &mut sources, &mut report)?,
    };
    let Some(mut config) = config else {
        terminal::diagnostics(options, &report, &sources);
        return Ok(false);
    };
    // what stands beside the generated files, such as examples, is not there
    let needed = ["dependencies", "features"];
    config
        .package
        .manifest
        .retain(|key, _| needed.contains(&key));
    let config = Config {
        output: entry.folder.join("api"),
        lock: entry.folder.join("api/bindsmith.lock"),
        ..config
    };
    let progress = Progress::start("generating");
    let reader = Recording::default();
    let mut session = Session::new(&config, &reader, sources);
    // names are nothing to a mock, so those of earlier runs are not read
    let generated = session.generate(&Lock::default());
    drop(progress);
    let Some(generated) = generated else {
        terminal::diagnostics(options, &session.report, &session.sources);
        return Ok(false);
    };
    let warnings = session.report.count(Level::Warning);
    if warnings > 0 {
        let file = arguments.file.as_ref();
        let file = file.map_or_else(String::new, |it| format!(" {}", it.display()));
        terminal::note(&format!(
            "the document has {warnings} warnings: `{} lint{file}` shows them",
            options.program
        ));
    }
    build::build(entry, &config, &generated, arguments.release)?;
    entry.keep(&reader)?;
    Ok(true)
}

/// Runs the server in the place of this process, where there is such a thing: it gets the signals.
fn run(program: &Path, arguments: &MockArgs) -> Result<ExitCode, Failure> {
    let mut command = Command::new(program);
    command.arg(&arguments.host).arg(arguments.port.to_string());
    command.arg(arguments.seed.to_string());
    command.args(arguments.strict.then_some("--strict"));
    command.args(arguments.remember.then_some("--remember"));
    if let Some(token) = &arguments.token {
        command.args(["--token", token]);
    }
    let fail = |error: std::io::Error| format!("`{}`: {error}", program.display());
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        Err(fail(command.exec()))
    }
    #[cfg(not(unix))]
    {
        let status = command.status().map_err(fail)?;
        let code = status.code().and_then(|code| u8::try_from(code).ok());
        Ok(ExitCode::from(code.unwrap_or(2)))
    }
}

//! `diff`: what changed between two versions of a document.

use super::git::Revision;
use super::progress::Progress;
use super::{DiffArgs, FailOn, Failure, Options, input, terminal};
use crate::config::{self, Config};
use crate::diff::{self, Change, Rust, Version};
use crate::lock::Lock;
use crate::report::Report;
use crate::source::Sources;
use crate::{Reader, Session};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(super) fn diff(options: &Options, arguments: &DiffArgs) -> Result<ExitCode, Failure> {
    let old = Side::old(options, arguments.old.as_deref())?;
    let new = Side::new(options, arguments.new.as_deref())?;
    let (Some(old), Some(new)) = (old, new) else {
        return Ok(ExitCode::from(2));
    };
    let progress = Progress::start("comparing");
    let Some((old, old_sources)) = old.version(options, None)? else {
        return Ok(ExitCode::from(2));
    };
    // names that were given stay, as they would for a user
    let Some((new, new_sources)) = new.version(options, Some(&old.lock))? else {
        return Ok(ExitCode::from(2));
    };
    let changes = diff::compare(&old, &new);
    drop(progress);
    let text = diff::render(&changes, &old_sources, &new_sources, terminal::colourful());
    terminal::result(&text);
    let found = arguments.fail_on.is_some_and(|it| fails(&changes, it));
    Ok(ExitCode::from(u8::from(found)))
}

fn fails(changes: &[Change], on: FailOn) -> bool {
    changes.iter().any(|it| match on {
        FailOn::WireBreaking => it.wire.grade.breaks(),
        FailOn::RustBreaking => it.rust.grade == Rust::Breaking,
        FailOn::Any => true,
    })
}

/// One of the two, before it is read.
struct Side {
    config: Config,
    sources: Sources,
    reader: Box<dyn Reader>,
}

impl Side {
    /// The committed state of the project, where nothing is named.
    fn old(options: &Options, argument: Option<&str>) -> Result<Option<Self>, Failure> {
        match argument {
            Some(argument) => Side::named(options, argument),
            None => Side::committed(options, Revision::open("HEAD")?),
        }
    }

    /// The project as it is, where nothing is named.
    fn new(options: &Options, argument: Option<&str>) -> Result<Option<Self>, Failure> {
        match argument {
            Some(argument) => Side::named(options, argument),
            None => Side::configured(
                options,
                &input::config_path(options)?,
                Box::new(input::Disk),
            ),
        }
    }

    fn configured(
        options: &Options,
        path: &Path,
        reader: Box<dyn Reader>,
    ) -> Result<Option<Self>, Failure> {
        let (mut sources, mut report) = (Sources::default(), Report::default());
        let text = input::text(reader.as_ref(), path)?;
        let config = config::read(path, &text, &mut sources, &mut report);
        if config.is_none() {
            terminal::diagnostics(options, &report, &sources);
        }
        Ok(config.map(|config| Side {
            config,
            sources,
            reader,
        }))
    }

    /// The project as a revision has it.
    fn committed(options: &Options, revision: Revision) -> Result<Option<Self>, Failure> {
        let path = revision.of(&input::config_path(options)?)?;
        Side::configured(options, &path, Box::new(revision))
    }

    /// A file, or one of a revision (`REV:path`): with defaults, as any other document than the
    /// project's. A revision alone: the project as it has it.
    fn named(options: &Options, argument: &str) -> Result<Option<Self>, Failure> {
        let (document, reader): (PathBuf, Box<dyn Reader>) = match argument.split_once(':') {
            Some((revision, path)) if !Path::new(argument).exists() => {
                let revision = Revision::open(revision)?;
                (revision.path(path)?, Box::new(revision))
            }
            None if !Path::new(argument).exists() => match Revision::open(argument) {
                Ok(revision) => return Side::committed(options, revision),
                Err(_) => (argument.into(), Box::new(input::Disk)),
            },
            _ => (argument.into(), Box::new(input::Disk)),
        };
        Ok(Some(Side {
            config: Config {
                ref_root: options.ref_root.clone(),
                ..Config::of(document)
            },
            sources: Sources::default(),
            reader,
        }))
    }

    /// What is wrong with a document is told where nothing can follow; else `lint` tells it.
    fn version(
        self,
        options: &Options,
        lock: Option<&Lock>,
    ) -> Result<Option<(Version, Sources)>, Failure> {
        let own = match lock {
            Some(_) => Lock::default(),
            None => input::lock_of(self.reader.as_ref(), &self.config.lock)?,
        };
        let mut session = Session::new(&self.config, self.reader.as_ref(), self.sources);
        let version = session.version(lock.unwrap_or(&own));
        if version.is_none() {
            terminal::diagnostics(options, &session.report, &session.sources);
        }
        Ok(version.map(|version| (version, session.sources)))
    }
}

//! One of the two that are compared: a project, or a document.

use super::git::Revision;
use super::{Failure, Options, input, terminal};
use crate::config::{self, Config};
use crate::diff::{Parts, Version};
use crate::lock::Lock;
use crate::report::Report;
use crate::source::Sources;
use crate::{Reader, Session};
use std::path::{Path, PathBuf};

/// One of the two, before it is read.
pub(super) struct Side {
    pub config: Config,
    sources: Sources,
    reader: Box<dyn Reader>,
    /// What it is of, where that is not the disk.
    pub revision: Option<String>,
}

impl Side {
    /// The committed state of the project, where nothing is named.
    pub fn old(options: &Options, argument: Option<&str>) -> Result<Option<Self>, Failure> {
        match argument {
            Some(argument) => Side::named(options, argument),
            None => Side::committed(options, Revision::open("HEAD")?),
        }
    }

    /// The project as it is, where nothing is named.
    pub fn new(options: &Options, argument: Option<&str>) -> Result<Option<Self>, Failure> {
        match argument {
            Some(argument) => Side::named(options, argument),
            None => Side::configured(
                options,
                &input::config_path(options)?,
                Box::new(input::Disk),
            ),
        }
    }

    pub fn configured(
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
            revision: None,
        }))
    }

    /// The project as a revision has it.
    pub fn committed(options: &Options, revision: Revision) -> Result<Option<Self>, Failure> {
        let path = revision.of(&input::config_path(options)?)?;
        let name = revision.name.clone();
        let side = Side::configured(options, &path, Box::new(revision))?;
        Ok(side.map(|side| Side {
            revision: Some(name),
            ..side
        }))
    }

    /// A file, or one of a revision (`REV:path`): with defaults, as any other document than the
    /// project's. A revision alone: the project as it has it.
    fn named(options: &Options, argument: &str) -> Result<Option<Self>, Failure> {
        let mut of = None;
        let (document, reader): (PathBuf, Box<dyn Reader>) = match argument.split_once(':') {
            Some((name, path)) if !Path::new(argument).exists() => {
                let revision = Revision::open(name)?;
                of = Some(name.to_owned());
                (revision.path(path)?, Box::new(revision))
            }
            None if !Path::new(argument).exists() => match Revision::open(argument) {
                Ok(revision) => return Side::committed(options, revision),
                Err(error) => return Err(format!("there is no file `{argument}`; {error}")),
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
            revision: of,
        }))
    }

    /// Where the configuration says the version: the file, and the line.
    pub fn version_place(&self) -> Option<(String, usize)> {
        let place = self.config.package.version_place?;
        let file = self.sources.name(place.file).to_owned();
        Some((file, self.sources.position(place).line))
    }

    pub fn version(
        self,
        options: &Options,
        lock: Option<&Lock>,
    ) -> Result<Option<(Version, Sources)>, Failure> {
        let read = self.read(options, lock)?;
        Ok(read.map(|it| (it.version, it.sources)))
    }

    /// What is wrong with a document is told where nothing can follow; else `lint` tells it.
    pub fn read(mut self, options: &Options, lock: Option<&Lock>) -> Result<Option<Read>, Failure> {
        let (reader, path) = (self.reader.as_ref(), &self.config.lock);
        let mut report = Report::default();
        let own = match lock {
            Some(lock) => Some(lock.clone()),
            None => input::lock_of(reader, path, &mut self.sources, &mut report)?,
        };
        let Some(lock) = own else {
            terminal::diagnostics(options, &report, &self.sources);
            return Ok(None);
        };
        let mut session = Session::new(&self.config, reader, self.sources);
        let Some(version) = session.version(&lock) else {
            terminal::diagnostics(options, &session.report, &session.sources);
            return Ok(None);
        };
        let report = std::mem::take(&mut session.report);
        let tree = session.tree();
        Ok(Some(Read {
            version,
            unread: Parts::of(&report, tree.as_ref().map(|it| &it.root)),
            sources: session.sources,
        }))
    }
}

/// One of the two, as it was read.
pub(super) struct Read {
    pub version: Version,
    pub sources: Sources,
    /// What of it was not.
    pub unread: Parts,
}

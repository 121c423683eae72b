//! `diff`: what changed between two versions of a document.

use super::git::Revision;
use super::ignore::Ignored;
use super::progress::Progress;
use super::{DiffArgs, FailOn, Failure, FormatName, Options, files, input, terminal};
use crate::config::{self, Config};
use crate::diff::{self, Bump, Change, Comparison, Format, Rust, Version};
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
    let Some(ignored) = Ignored::read(options, arguments.ignore.as_deref())? else {
        return Ok(ExitCode::from(2));
    };
    let revisions = (old.revision.clone(), new.revision.clone());
    let number = old.config.package.version.clone();
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
    let (changes, ignored_count, rotten) = ignored.apply(changes);
    if let Some((report, sources)) = &rotten {
        terminal::diagnostics(options, report, sources);
    }
    if arguments.semver {
        semver(&changes, number.as_deref());
    } else {
        let comparison = Comparison {
            changes: &changes,
            old: diff::Side {
                sources: &old_sources,
                revision: revisions.0.as_deref(),
            },
            new: diff::Side {
                sources: &new_sources,
                revision: revisions.1.as_deref(),
            },
            ignored: ignored_count,
        };
        report(options, arguments, &comparison)?;
    }
    let found = arguments.fail_on.is_some_and(|it| fails(&changes, it));
    Ok(ExitCode::from(u8::from(found || rotten.is_some())))
}

fn report(
    options: &Options,
    arguments: &DiffArgs,
    comparison: &Comparison<'_>,
) -> Result<(), Failure> {
    let format = match options.format {
        FormatName::Human => Format::Human,
        FormatName::Json => Format::Json,
        FormatName::Github => Format::Github,
        FormatName::Markdown => Format::Markdown,
        FormatName::Sarif => Format::Sarif,
        FormatName::Html => Format::Html,
    };
    let Some(path) = &arguments.out else {
        let text = diff::write(comparison, format, terminal::colourful());
        terminal::result(&text);
        return Ok(());
    };
    let text = diff::write(comparison, format, false);
    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    let written = made.and_then(|()| std::fs::write(path, text));
    written.map_err(|error| files::failure(path, &error))?;
    let summary = diff::summary(comparison.changes);
    terminal::note(&format!("{}: {summary}", path.display()));
    Ok(())
}

/// The word alone on stdout; why, on stderr.
fn semver(changes: &[Change], version: Option<&str>) {
    let bump = Bump::of(changes);
    let parsed = version.and_then(|it| ::semver::Version::parse(it).ok());
    let word = parsed.as_ref().map_or(bump, |it| bump.from(it));
    terminal::result(&format!("{}\n", word.as_str()));
    let mut why = diff::summary(changes);
    if let Some(version) = parsed.filter(|_| bump != Bump::None) {
        why.push_str(&format!("; after {version}: {}", bump.next(&version)));
    }
    terminal::note(&why);
}

fn fails(changes: &[Change], on: FailOn) -> bool {
    changes.iter().any(|it| match on {
        FailOn::WireBreaking => it.wire.grade.breaks(),
        FailOn::RustBreaking => it.rust.grade == Rust::Breaking,
        FailOn::Any => true,
    })
}

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
    fn old(options: &Options, argument: Option<&str>) -> Result<Option<Self>, Failure> {
        if let Some(argument) = argument {
            return Side::named(options, argument).map(Some);
        }
        let path = input::config_path(options)?;
        Side::committed(options, &path, "HEAD")
    }

    /// The project as it is in a revision; `path`: its configuration on the disk.
    pub fn committed(
        options: &Options,
        path: &Path,
        revision: &str,
    ) -> Result<Option<Self>, Failure> {
        let name = revision;
        let revision = Revision::open(name)?;
        let path = revision.of(path)?;
        let side = Side::configured(options, &path, Box::new(revision))?;
        Ok(side.map(|side| Side {
            revision: Some(name.to_owned()),
            ..side
        }))
    }

    /// The project as it is, where nothing is named.
    fn new(options: &Options, argument: Option<&str>) -> Result<Option<Self>, Failure> {
        match argument {
            Some(argument) => Side::named(options, argument).map(Some),
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

    /// A file, or one of a revision (`REV:path`): with defaults, as any other document than the
    /// project's.
    fn named(options: &Options, argument: &str) -> Result<Self, Failure> {
        let mut of = None;
        let (document, reader): (PathBuf, Box<dyn Reader>) = match argument.split_once(':') {
            Some((name, path)) if !Path::new(argument).exists() => {
                let revision = Revision::open(name)?;
                of = Some(name.to_owned());
                (revision.path(path)?, Box::new(revision))
            }
            _ => (argument.into(), Box::new(input::Disk)),
        };
        Ok(Side {
            config: Config {
                ref_root: options.ref_root.clone(),
                ..Config::of(document)
            },
            sources: Sources::default(),
            reader,
            revision: of,
        })
    }

    /// Where the configuration says the version: the file, and the line.
    pub fn version_place(&self) -> Option<(String, usize)> {
        let place = self.config.package.version_place?;
        let file = self.sources.name(place.file).to_owned();
        Some((file, self.sources.position(place).line))
    }

    /// What is wrong with a document is told where nothing can follow; else `lint` tells it.
    pub fn version(
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

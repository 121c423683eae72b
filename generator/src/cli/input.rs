//! What a run reads: configuration, lock and document.

use super::{Failure, Options};
use crate::Reader;
use crate::config::{self, Config};
use crate::lock::{self, Lock};
use crate::report::Report;
use crate::source::{Sources, decode_text};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// Reads from the disk.
pub(super) struct Disk;

/// No document is as large; a device file may be endless.
const LARGEST: u64 = 1 << 30;

impl Reader for Disk {
    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let file = std::fs::File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(std::io::Error::new(
                ErrorKind::IsADirectory,
                "this is a directory, not a file",
            ));
        }
        file.take(LARGEST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LARGEST {
            return Err(std::io::Error::new(
                ErrorKind::FileTooLarge,
                "it is larger than 1 GiB",
            ));
        }
        Ok(bytes)
    }

    fn real(&self, path: &Path) -> std::io::Result<PathBuf> {
        std::fs::canonicalize(path)
    }
}

/// Where `bindsmith.toml` is looked for.
const DEFAULT: &str = "spec/bindsmith.toml";

/// The configuration that the options name, or that of the project. What is wrong in it goes to the
/// report, and gives `None`.
pub(super) fn config(
    options: &Options,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<Option<Config>, Failure> {
    let path = config_path(options)?;
    let text = text(&Disk, &path)?;
    Ok(config::read(&path, &text, sources, report))
}

/// Where the configuration is.
pub(super) fn config_path(options: &Options) -> Result<PathBuf, Failure> {
    match &options.config {
        Some(path) => Ok(path.clone()),
        None => find().ok_or_else(|| {
            format!(
                "there is no `{DEFAULT}` here, nor in a folder above; for a document without a \
                 configuration: {} codegen --spec FILE --out DIR",
                options.program
            )
        }),
    }
}

fn find() -> Option<PathBuf> {
    if Path::new(DEFAULT).is_file() {
        return Some(DEFAULT.into());
    }
    let here = std::env::current_dir().ok()?;
    let mut above = here.ancestors().skip(1).map(|folder| folder.join(DEFAULT));
    above.find(|path| path.is_file())
}

/// The configuration of a document that has none.
pub(super) fn defaults(options: &Options, document: &Path, output: &Path) -> Config {
    Config {
        lock: output.join("bindsmith.lock"),
        output: output.to_owned(),
        ref_root: options.ref_root.clone(),
        ..Config::of(document)
    }
}

/// The names of earlier runs; none where there is no such file yet. What is wrong in it goes to the
/// report, and gives `None`.
pub(super) fn lock(
    path: &Path,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<Option<Lock>, Failure> {
    match std::fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Some(Lock::default())),
        // what stands above it in the way is told by whoever writes
        Err(error) if error.kind() == ErrorKind::NotADirectory => return Ok(Some(Lock::default())),
        _ => {}
    }
    let text = text(&Disk, path)?;
    Ok(lock::read(&Disk.name(path), &text, sources, report))
}

/// The same, as a reader has it.
pub(super) fn lock_of(
    reader: &dyn Reader,
    path: &Path,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<Option<Lock>, Failure> {
    if reader.read(path).is_err() {
        return Ok(Some(Lock::default()));
    }
    let text = text(reader, path)?;
    Ok(lock::read(&reader.name(path), &text, sources, report))
}

pub(super) fn text(reader: &dyn Reader, path: &Path) -> Result<String, Failure> {
    let fail = |error: &dyn std::fmt::Display| format!("`{}`: {error}", reader.name(path));
    let bytes = reader.read(path).map_err(|error| fail(&error))?;
    decode_text(&bytes).map_err(|error| fail(&error))
}

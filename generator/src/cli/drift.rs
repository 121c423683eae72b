//! How the disk differs from what would be generated.

use super::manifest::{self, Manifest};
use super::{Failure, files};
use crate::config::Config;
use crate::fileset::FileSet;
use crate::report::{Diagnostic, Report, catalogue};
use crate::source::normal;
use std::path::{Path, PathBuf};

/// What happened to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// As it was generated, from another document or by another Bindsmith.
    Stale,
    /// Generated from this document, and changed since.
    Edited,
    /// Both.
    StaleAndEdited,
    /// Not there.
    Missing,
    /// Generated once and no longer.
    Orphaned,
    /// The same, and changed since.
    OrphanedAndEdited,
    /// In a folder of ours, never ours: reported, never removed.
    Foreign,
}

impl Class {
    pub fn as_str(self) -> &'static str {
        match self {
            Class::Stale => "stale",
            Class::Edited => "edited by hand",
            Class::StaleAndEdited => "stale and edited by hand",
            Class::Missing => "missing",
            Class::Orphaned => "orphaned",
            Class::OrphanedAndEdited => "orphaned and edited by hand",
            Class::Foreign => "foreign",
        }
    }
}

/// A file that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// Where it is.
    pub path: PathBuf,
    /// Its path in the generated crate; `None` for the names lock, which may lie elsewhere.
    pub name: Option<String>,
    pub class: Class,
    /// What is on the disk.
    pub old: Option<String>,
    /// What would be generated.
    pub new: Option<String>,
}

/// The one folder in which every file is ours.
const OURS: &str = "src";

/// Everything that differs, sorted by path; the names lock and the manifest come last.
pub(super) fn compare(
    output: &Path,
    lock: (&Path, &str),
    files: &FileSet,
) -> Result<Vec<Drift>, Failure> {
    let known = known(output)?;
    let new = Manifest::of(files.iter());
    let mut drifts = Vec::new();
    for (name, text) in files.iter() {
        let path = output.join(name);
        let old = files::text(&path)?;
        let class = match &old {
            None => Class::Missing,
            Some(old) if old == text => continue,
            Some(old) if known.holds(name, old) => Class::Stale,
            Some(_)
                if known
                    .hashes
                    .get(name)
                    .is_none_or(|it| new.hashes.get(name) == Some(it)) =>
            {
                Class::Edited
            }
            Some(_) => Class::StaleAndEdited,
        };
        drifts.push(drift(path, Some(name), class, old, Some(text)));
    }
    for name in known.hashes.keys().filter(|name| files.get(name).is_none()) {
        let path = output.join(name);
        if let Some(old) = files::text(&path)? {
            let class = if known.holds(name, &old) {
                Class::Orphaned
            } else {
                Class::OrphanedAndEdited
            };
            drifts.push(drift(path, Some(name), class, Some(old), None));
        }
    }
    let mut present = Vec::new();
    files::walk(output, OURS, &mut present)?;
    for name in present {
        if files.get(&name).is_none() && !known.hashes.contains_key(&name) {
            drifts.push(drift(
                output.join(&name),
                Some(&name),
                Class::Foreign,
                None,
                None,
            ));
        }
    }
    drifts.sort_by(|a, b| a.path.cmp(&b.path));
    let text = new.text();
    let path = output.join(manifest::NAME);
    let others = [(lock.0, None, lock.1), (&path, Some(manifest::NAME), &text)];
    for (path, name, text) in others {
        let old = files::text(path)?;
        if old.as_deref() != Some(text) {
            let class = if old.is_some() {
                Class::Stale
            } else {
                Class::Missing
            };
            drifts.push(drift(path.to_owned(), name, class, old, Some(text)));
        }
    }
    Ok(drifts)
}

/// Refuses a names lock in the place of what is generated: each run would write the one over the other.
pub(super) fn lock_is_apart(config: &Config, files: &FileSet, report: &mut Report) -> bool {
    let lock = normal(&config.lock);
    let of = |name: &str| normal(&config.output.join(name));
    let mut names = files.iter().map(|(name, _)| name).chain([manifest::NAME]);
    let apart = !lock.starts_with(of(OURS))
        && !of("").starts_with(&lock)
        && !names.any(|name| of(name) == lock);
    if !apart {
        let message = format!(
            "the names lock would lie where the generated crate does: `{}`",
            lock.display()
        );
        let diagnostic = Diagnostic::new(&catalogue::CONFIG_MALFORMED, message);
        let diagnostic = diagnostic.help("name a file of its own, such as `bindsmith.lock`");
        report.add(match config.lock_place {
            Some(place) => diagnostic.at(place, "here"),
            None => diagnostic,
        });
    }
    apart
}

fn drift(
    path: PathBuf,
    name: Option<&str>,
    class: Class,
    old: Option<String>,
    new: Option<&str>,
) -> Drift {
    Drift {
        path,
        name: name.map(str::to_owned),
        class,
        old,
        new: new.map(str::to_owned),
    }
}

/// What earlier runs wrote.
pub(super) fn known(output: &Path) -> Result<Manifest, Failure> {
    let text = files::text(&output.join(manifest::NAME))?;
    Ok(Manifest::parse(text.as_deref().unwrap_or_default()))
}

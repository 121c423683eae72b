//! Files as they were committed.

use super::Failure;
use crate::Reader;
use std::io::{Error, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Output};

/// A revision of the repository around the current folder. Its files have paths that begin with
/// [`Revision::root`], so that those that they refer to are of the same revision.
pub(super) struct Revision {
    /// As the user names it.
    pub name: String,
}

impl Revision {
    /// # Errors
    /// Where there is no repository, or no such revision in it.
    pub fn open(name: &str) -> Result<Self, Failure> {
        if name.is_empty() || name.starts_with('-') {
            return Err(format!("`{name}` is no revision"));
        }
        let commit = format!("{name}^{{commit}}");
        let found = git(&["rev-parse", "--verify", "--quiet", &commit]);
        match found {
            Ok(output) if output.status.success() => Ok(Revision {
                name: name.to_owned(),
            }),
            Ok(_) => {
                top()?;
                let what = format!("there is no revision `{name}` in this repository");
                Err(if shallow() { deepen(&what) } else { what })
            }
            Err(error) => Err(format!("git: {error}")),
        }
    }

    /// What the paths of its files begin with.
    fn root(&self) -> PathBuf {
        PathBuf::from(format!("{}:", self.name))
    }

    /// Of a path from the top of the repository; one that begins with a dot is from the current folder.
    pub fn path(&self, path: &str) -> Result<PathBuf, Failure> {
        let here = if path.starts_with('.') {
            said(&["rev-parse", "--show-prefix"])?
        } else {
            String::new()
        };
        let mut whole = PathBuf::new();
        for part in Path::new(&here).join(path).components() {
            let inside = match part {
                Component::ParentDir => whole.pop(),
                Component::CurDir => true,
                part => {
                    whole.push(part);
                    true
                }
            };
            if !inside {
                return Err(format!("`{path}` leads out of the repository"));
            }
        }
        Ok(self.root().join(whole))
    }

    /// Of a file on the disk.
    pub fn of(&self, path: &Path) -> Result<PathBuf, Failure> {
        let top = real(&top()?)?;
        let whole = real(path)?;
        match whole.strip_prefix(&top) {
            Ok(path) => Ok(self.root().join(path)),
            Err(_) => Err(format!(
                "`{}` is not in the repository `{}`",
                path.display(),
                top.display()
            )),
        }
    }
}

impl Reader for Revision {
    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        let object = self.name(path);
        let output = git(&["cat-file", "blob", &object])?;
        if output.status.success() {
            Ok(output.stdout)
        } else {
            let said = String::from_utf8_lossy(&output.stderr);
            let said = said.trim().trim_start_matches("fatal: ");
            Err(Error::new(ErrorKind::NotFound, said.to_owned()))
        }
    }

    /// As git has it.
    fn name(&self, path: &Path) -> String {
        let rest = path.strip_prefix(self.root()).unwrap_or(path);
        let parts = rest.iter().map(|it| it.to_string_lossy());
        format!("{}:{}", self.name, parts.collect::<Vec<_>>().join("/"))
    }
}

fn git(arguments: &[&str]) -> std::io::Result<Output> {
    Command::new("git").args(arguments).output()
}

pub(super) fn said(arguments: &[&str]) -> Result<String, Failure> {
    let output = git(arguments).map_err(|error| format!("git: {error}"))?;
    if output.status.success() {
        let text = String::from_utf8_lossy(&output.stdout);
        Ok(text.trim_end_matches(['\n', '\r']).to_owned())
    } else {
        Err(format!(
            "git: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        ))
    }
}

/// What git says, where it says anything.
pub(super) fn quietly(arguments: &[&str]) -> Option<String> {
    said(arguments).ok().filter(|it| !it.is_empty())
}

pub(super) fn shallow() -> bool {
    quietly(&["rev-parse", "--is-shallow-repository"]).as_deref() == Some("true")
}

/// What a shallow clone lacks, and how to have it.
pub(super) fn deepen(what: &str) -> Failure {
    format!(
        "{what}: this clone is shallow; to deepen it: git fetch --unshallow --tags (in GitHub Actions, \
         `fetch-depth: 0` for actions/checkout; in GitLab, `GIT_DEPTH: 0`)"
    )
}

fn top() -> Result<PathBuf, Failure> {
    said(&["rev-parse", "--show-toplevel"]).map(PathBuf::from)
}

fn real(path: &Path) -> Result<PathBuf, Failure> {
    std::fs::canonicalize(path).map_err(|error| format!("`{}`: {error}", path.display()))
}

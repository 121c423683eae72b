//! The list of what was generated, in the format of `sha256sum`, so that `sha256sum -c` reads it.
//!
//! It tells a file that is stale (as it was generated, from another document) from one that was
//! edited by hand.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Component, Path};

/// Its name in the generated crate.
pub(super) const NAME: &str = "bindsmith.sha256";

/// Hash by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub hashes: BTreeMap<String, String>,
}

impl Manifest {
    pub fn of<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        Manifest {
            hashes: files
                .map(|(path, text)| (path.to_owned(), hash(text)))
                .collect(),
        }
    }

    /// Lines that are none of ours are left out; so are paths that lead out of the folder.
    pub fn parse(text: &str) -> Self {
        let lines = text.lines().filter_map(|line| line.split_once("  "));
        let hashes = lines.filter(|(hash, path)| {
            hash.len() == 64
                && !path.is_empty()
                && Path::new(path)
                    .components()
                    .all(|it| matches!(it, Component::Normal(_)))
        });
        Manifest {
            hashes: hashes
                .map(|(hash, path)| (path.to_owned(), hash.to_owned()))
                .collect(),
        }
    }

    pub fn text(&self) -> String {
        let lines = self
            .hashes
            .iter()
            .map(|(path, hash)| format!("{hash}  {path}\n"));
        lines.collect()
    }

    pub fn holds(&self, path: &str, text: &str) -> bool {
        self.hashes
            .get(path)
            .is_some_and(|known| *known == hash(text))
    }
}

fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A checkout may have changed the ends of lines.
pub(super) fn unix(text: &str) -> String {
    text.replace("\r\n", "\n")
}

//! `codegen --check --format github`: what in the document made files stale.
//!
//! The document that the files were made from is that of the last commit that wrote their manifest. What
//! changed since then is found as `diff` finds it, and each change belongs to the files of the definition
//! or of the group that it stands in. Files that no change of the document accounts for (another version
//! of Bindsmith, a commit that holds both) are annotated alone.

use super::drift::{Class, Drift};
use super::git::{Revision, said};
use super::side::Side;
use super::{Options, input, manifest};
use crate::config::Config;
use crate::diff::{self, Change, Reached, Version};
use crate::report::github;
use crate::source::Sources;
use std::collections::{BTreeMap, BTreeSet};

/// Annotations at the lines of the document; none where git does not know where the files came from.
pub(super) fn annotations(
    options: &Options,
    config: &Config,
    drifts: &[Drift],
    mend: &str,
) -> String {
    let stale = drifts.iter().filter(|it| {
        let other = matches!(it.class, Class::Edited | Class::Foreign);
        !other
    });
    let stale: BTreeSet<&str> = stale.filter_map(|it| it.name.as_deref()).collect();
    if stale.is_empty() {
        return String::new();
    }
    let Some((changes, owners, sources)) = since(options, config) else {
        return String::new();
    };
    let told = changes.iter().filter_map(|change| {
        let files: Vec<&str> = owners
            .made_of(change)
            .intersection(&stale)
            .copied()
            .collect();
        let origin = change.new.as_ref().filter(|_| !files.is_empty())?;
        let position = sources.position(origin.place);
        let (line, column) = (position.line, position.column);
        let file = github::property(sources.name(origin.place.file));
        let (plural, files) = match files.as_slice() {
            [file] => ("is", (*file).to_owned()),
            files => ("are", files.join(", ")),
        };
        let text = format!(
            "{}: {files} {plural} stale; to mend: {mend}",
            change.message
        );
        let text = github::data(&text);
        Some(format!(
            "::error file={file},line={line},col={column},title=stale::{text}\n"
        ))
    });
    told.collect()
}

/// What changed since the files were written, whose it is, and the files of the document as it is.
fn since(options: &Options, config: &Config) -> Option<(Vec<Change>, Owners, Sources)> {
    let written = config.output.join(manifest::NAME);
    let written = written.to_string_lossy();
    let commit = said(&["log", "-1", "--format=%H", "--", &written]).ok()?;
    let revision = Revision::open(&commit).ok()?;
    let old = Side::committed(options, revision).ok()??;
    let path = input::config_path(options).ok()?;
    let new = Side::configured(options, &path, Box::new(input::Disk)).ok()??;
    let (old, _) = old.version(options, None).ok()??;
    let (new, sources) = new.version(options, Some(&old.lock)).ok()??;
    let owners = Owners::of([&old, &new]);
    Some((diff::compare(&old, &new), owners, sources))
}

/// Which files are made of what.
struct Owners {
    /// By the pointer of a definition, of an operation, of a part of the document.
    files: BTreeMap<String, BTreeSet<String>>,
    operations: BTreeMap<String, String>,
}

impl Owners {
    fn of(versions: [&Version; 2]) -> Self {
        let mut owners = Owners {
            files: BTreeMap::new(),
            operations: BTreeMap::new(),
        };
        owners.add("/info", ["Cargo.toml", "src/lib.rs"]);
        let security = ["src/security.rs", "src/client/mod.rs", "src/lib.rs"];
        owners.add("/securityDefinitions", security);
        owners.add("/components/securitySchemes", security);
        for Version { api, planned, .. } in versions {
            for module in &planned.types {
                if let Some(root) = module.types.first() {
                    let pointer = &api.schema(root.schema).origin.pointer;
                    let file = format!("src/types/{}.rs", plain(module.module.as_str()));
                    owners.add(pointer, [file.as_str(), "src/types/mod.rs"]);
                }
            }
            for group in &planned.groups {
                let name = plain(group.ident.as_str());
                let mut files = Vec::new();
                for folder in ["client", "operations", "server"] {
                    files.push(format!("src/{folder}/{name}.rs"));
                    files.push(format!("src/{folder}/mod.rs"));
                }
                for operation in &group.operations {
                    owners.add(&operation.pointer, files.iter().map(String::as_str));
                }
            }
            for operation in &api.operations {
                let called = format!("{} {}", operation.method.as_str(), operation.path);
                let pointer = operation.origin.pointer.clone();
                owners.operations.insert(called, pointer);
            }
        }
        owners
    }

    fn add<'f>(&mut self, pointer: &str, files: impl IntoIterator<Item = &'f str>) {
        let known = self.files.entry(pointer.to_owned()).or_default();
        known.extend(files.into_iter().map(str::to_owned));
    }

    /// Of what holds the change; where nothing does (a shared parameter), of the operations that it
    /// reaches.
    fn made_of<'o>(&'o self, change: &Change) -> BTreeSet<&'o str> {
        let origins = [&change.old, &change.new].into_iter().flatten();
        let holders = origins.filter_map(|it| {
            let mut above = it.pointer.as_str();
            loop {
                match self.files.get(above) {
                    Some(files) => return Some(files),
                    None => above = above.rsplit_once('/')?.0,
                }
            }
        });
        let held: BTreeSet<&str> = holders.flatten().map(String::as_str).collect();
        if !held.is_empty() {
            return held;
        }
        let reached = change.operations.iter().filter_map(|it| self.reached(it));
        reached.flatten().map(String::as_str).collect()
    }

    fn reached(&self, operation: &Reached) -> Option<&BTreeSet<String>> {
        let called = format!("{} {}", operation.method.as_str(), operation.path);
        self.files.get(self.operations.get(&called)?)
    }
}

/// A file has no `r#`.
fn plain(name: &str) -> &str {
    name.trim_start_matches("r#")
}

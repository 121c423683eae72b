//! The Swagger files that the package of the test server ships.

use heck::ToKebabCase;
use std::fs;
use std::path::{Path, PathBuf};

/// One of them.
pub struct Document {
    pub path: PathBuf,
    /// The name of the file, without `.json`.
    pub name: String,
}

impl Document {
    /// What the scenarios call its crate, with `-`.
    pub fn crate_name(&self) -> String {
        self.name.to_kebab_case()
    }

    /// No package outside has this name: there is a `url` already.
    pub fn package(&self) -> String {
        format!("suite-{}", self.crate_name())
    }

    /// The module of its tests.
    pub fn module(&self) -> String {
        self.crate_name().replace('-', "_")
    }

    /// The file of its tests, if there are any.
    pub fn tests(&self) -> Option<PathBuf> {
        let path = folder("scenarios").join(format!("{}.rs", self.module()));
        path.is_file().then_some(path)
    }

    /// Corrections as a user would write them, where the document needs any.
    pub fn overlay(&self) -> Option<PathBuf> {
        let path = folder("overlays").join(format!("{}.yaml", self.name));
        path.is_file().then_some(path)
    }

    /// Why there are any.
    pub fn overlay_reason(&self) -> Option<String> {
        let text = fs::read_to_string(self.overlay()?).ok()?;
        let mut lines = text.lines();
        let reason = lines.find_map(|line| line.trim().strip_prefix("title: "));
        Some(reason.unwrap_or("for no reason that is given").to_owned())
    }
}

/// A folder of this package.
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Those whose name holds `only`.
pub fn find(folder: &Path, only: &str) -> Result<Vec<Document>, String> {
    let fail = |error| format!("{}: {error}", folder.display());
    let mut documents = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let name = name.into_owned();
        if path.extension().is_some_and(|it| it == "json") && name.contains(only) {
            documents.push(Document { path, name });
        }
    }
    documents.sort_by(|a, b| a.name.cmp(&b.name));
    if documents.is_empty() {
        return Err(format!("no Swagger file has `{only}` in its name"));
    }
    Ok(documents)
}

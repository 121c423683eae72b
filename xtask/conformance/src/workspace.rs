//! A workspace of the generated clients, and of one package that tests them.

use crate::documents::{Document, folder};
use bindsmith::Session;
use bindsmith::config::{self, Config};
use bindsmith::lock::Lock;
use bindsmith::report::Level;
use bindsmith::source::Sources;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Reads from disk.
struct Disk;

impl bindsmith::Reader for Disk {
    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        fs::read(path)
    }
}

/// Writes it; its folder.
pub fn write(workspace: &Path, documents: &[Document]) -> Result<PathBuf, String> {
    for document in documents {
        generate(workspace, document)?;
    }
    let mut members = String::new();
    for document in documents {
        let _ = writeln!(members, "  {:?},", document.package());
    }
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\n  \"scenarios\",\n{members}]\n\n\
        [profile.dev]\ndebug = false\n"
    );
    put(&workspace.join("Cargo.toml"), &manifest)?;
    // the versions that this repository has
    fs::copy(folder("../../Cargo.lock"), workspace.join("Cargo.lock"))
        .map_err(|error| format!("Cargo.lock: {error}"))?;
    scenarios(&workspace.join("scenarios"), documents)?;
    Ok(workspace.to_owned())
}

fn generate(workspace: &Path, document: &Document) -> Result<(), String> {
    let config = Config {
        package: config::Package {
            name: Some(document.package()),
            ..config::Package::default()
        },
        overlays: document.overlay().into_iter().collect(),
        ..Config::of(&document.path)
    };
    let mut session = Session::new(&config, &Disk, Sources::default());
    let generated = session.generate(&Lock::default());
    let Some(generated) = generated else {
        let mut errors = session.report.diagnostics().iter();
        let error = errors.find(|it| it.code.level == Level::Error);
        let error = error.map_or("", |it| &it.message);
        return Err(format!("`{}` is refused: {error}", document.name));
    };
    let folder = workspace.join(document.package());
    remove_others(&folder.join("src"), &|path| {
        let path = path.strip_prefix(&folder).unwrap_or(path);
        generated.files.get(&path.to_string_lossy()).is_some()
    })?;
    for (path, text) in generated.files.iter() {
        put(&folder.join(path), text)?;
    }
    Ok(())
}

/// Files of an earlier run, which a module tree may find.
fn remove_others(folder: &Path, ours: &dyn Fn(&Path) -> bool) -> Result<(), String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        if path.is_dir() {
            remove_others(&path, ours)?;
        } else if !ours(&path) {
            fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        }
    }
    Ok(())
}

/// One test program for all: it links once.
fn scenarios(package: &Path, documents: &[Document]) -> Result<(), String> {
    let mut manifest =
        "[package]\nname = \"scenarios\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
        [lib]\npath = \"lib.rs\"\ntest = false\ndoctest = false\n\n\
        [[test]]\nname = \"scenarios\"\npath = \"main.rs\"\n\n[dependencies]\n"
            .to_owned();
    let helpers = folder("scenarios").join("helpers.rs");
    let mut main = format!("#[macro_use]\n#[path = {helpers:?}]\nmod helpers;\n");
    for document in documents {
        let Some(tests) = document.tests() else {
            continue;
        };
        let (name, package) = (document.crate_name(), document.package());
        let _ = writeln!(
            manifest,
            "{name} = {{ package = {package:?}, path = \"../{package}\" }}"
        );
        let _ = writeln!(main, "#[path = {tests:?}]\nmod {};", document.module());
    }
    let own = fs::read_to_string(folder("scenarios").join("dependencies.toml"));
    manifest.push_str(&own.map_err(|error| format!("dependencies.toml: {error}"))?);
    put(&package.join("Cargo.toml"), &manifest)?;
    put(&package.join("lib.rs"), "")?;
    put(&package.join("main.rs"), &main)
}

/// Writes a file, unless it is there: cargo goes by times.
fn put(path: &Path, text: &str) -> Result<(), String> {
    if fs::read(path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    let written = path.parent().map_or(Ok(()), fs::create_dir_all);
    written
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("{}: {error}", path.display()))
}

//! Golden directories: `golden/NAME/spec.yaml` (with `bindsmith.toml` perhaps) and what becomes of
//! it. `BLESS=1 cargo test -p bindsmith --test golden` rewrites what is expected.
//!
//! A directory may hold `wire.rs`: tests of its generated crate.
//!
//! Every crate builds its router; and the crate of the hostile document stands beside them.
//!
//! The support files are the same in every crate; of those the module that lists them is kept.

use bindsmith::config::{self, Config};
use bindsmith::lock::Lock;
use bindsmith::report::{Format, Report, render, summary};
use bindsmith::source::Sources;
use bindsmith::{Generated, Reader, Session};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

#[path = "hostile/document.rs"]
#[allow(dead_code)]
mod hostile;

struct Folder(PathBuf);

impl Reader for Folder {
    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        fs::read(self.0.join(path))
    }
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut folders: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    folders
}

fn config(folder: &Path, sources: &mut Sources) -> Config {
    let path = Path::new("bindsmith.toml");
    if let Ok(text) = fs::read_to_string(folder.join(path)) {
        let mut report = Report::default();
        return config::read(path, &text, sources, &mut report).expect("a sound configuration");
    }
    Config::of("spec.yaml")
}

/// Everything that becomes of a document, by path in its golden directory.
fn run(folder: &Path) -> (BTreeMap<String, String>, Generated) {
    let mut sources = Sources::default();
    let config = config(folder, &mut sources);
    let reader = Folder(folder.to_owned());
    let api = Session::new(&config, &reader, sources.clone())
        .api()
        .expect("an api");
    let mut session = Session::new(&config, &reader, sources);
    let generated = session.generate(&Lock::default());
    let report = render(&session.report, &session.sources, Format::Human, false);
    let generated = generated.unwrap_or_else(|| panic!("{}: {report}", folder.display()));
    let lock = generated.lock.to_string();
    assert_eq!(Lock::parse(&lock).as_ref(), Ok(&generated.lock));
    let mut files = BTreeMap::new();
    for (path, text) in generated.files.iter() {
        if !path.starts_with("src/support/") || path == "src/support/mod.rs" {
            files.insert(format!("expected/{path}"), text.to_owned());
        }
    }
    files.insert("expected/bindsmith.lock".to_owned(), lock);
    files.insert("ir.yaml".to_owned(), serde_yaml::to_string(&api).unwrap());
    let report = format!("{report}\n{}\n", summary(&session.report));
    files.insert("report.txt".to_owned(), report);
    (files, generated)
}

fn on_disk(folder: &Path) -> BTreeMap<String, String> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap();
                let name = name.replace('\\', "/");
                found.insert(
                    name,
                    fs::read_to_string(&path).unwrap().replace("\r\n", "\n"),
                );
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, &folder.join("expected"), &mut found);
    for name in ["ir.yaml", "report.txt"] {
        if let Ok(text) = fs::read_to_string(folder.join(name)) {
            found.insert(name.to_owned(), text.replace("\r\n", "\n"));
        }
    }
    found
}

#[test]
fn every_document_becomes_what_is_expected() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let (files, _) = run(&folder);
        if std::env::var_os("BLESS").is_some() {
            let _ = fs::remove_dir_all(folder.join("expected"));
            for (name, text) in &files {
                let path = folder.join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
        }
        let known = on_disk(&folder);
        for name in files.keys().chain(known.keys()) {
            if files.get(name) != known.get(name) {
                let path = folder.join(name).display().to_string();
                let old = known.get(name).map_or("", String::as_str);
                let new = files.get(name).map_or("", String::as_str);
                let diff = similar::TextDiff::from_lines(old, new);
                let diff = diff.unified_diff().header("expected", "actual").to_string();
                wrong.push(format!("{path}\n{diff}"));
            }
        }
    }
    wrong.dedup();
    assert!(
        wrong.is_empty(),
        "{}\nBLESS=1 accepts this",
        wrong.join("\n")
    );
}

/// Every crate in one workspace, so that their dependencies are compiled once; and the packages that
/// have tests of their own: `wire.rs` in the golden directory.
fn workspace() -> &'static (PathBuf, Vec<String>) {
    static WORKSPACE: OnceLock<(PathBuf, Vec<String>)> = OnceLock::new();
    WORKSPACE.get_or_init(|| {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden");
        let _ = fs::remove_dir_all(&root);
        let (mut members, mut tested) = (vec!["\"hostile\"".to_owned()], Vec::new());
        write_crate(&root.join("hostile"), &hostile::generated(), None);
        for folder in folders() {
            let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
            let wire = fs::read_to_string(folder.join("wire.rs")).ok();
            let generated = run(&folder).1;
            if wire.is_some() {
                tested.push(package(&generated));
            }
            write_crate(&root.join(&name), &generated, wire);
            members.push(format!("{name:?}"));
        }
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
            members.join(", ")
        );
        fs::write(root.join("Cargo.toml"), manifest).unwrap();
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        fs::copy(repository.join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
        (root, tested)
    })
}

fn package(generated: &Generated) -> String {
    let manifest: toml::Table = generated.files.get("Cargo.toml").unwrap().parse().unwrap();
    manifest["package"]["name"].as_str().unwrap().to_owned()
}

/// The crate, with a test that builds its router.
fn write_crate(folder: &Path, generated: &Generated, wire: Option<String>) {
    let name = package(generated).replace('-', "_");
    let router = format!(
        "#![cfg(feature = \"server\")]\n\n#[test]\nfn the_router_builds() {{\n    \
        let _ = {name}::server::builder().build();\n}}\n\n\
         #[cfg(feature = \"mock\")]\n#[test]\nfn the_mock_builds() {{\n    \
        let _ = {name}::mock::router({name}::mock::Mock::new());\n}}\n"
    );
    let tests = wire.map(|text| ("tests/wire.rs", text));
    let tests = tests.into_iter().chain([("tests/router.rs", router)]);
    let files = generated.files.iter();
    let files = files.map(|(path, text)| (path, text.to_owned()));
    for (path, text) in files.chain(tests) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// Runs cargo over the workspace; gives what it says on stderr, and on stdout.
fn cargo(arguments: &[&str]) -> (bool, String, String) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(&workspace().0)
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.success(),
        text(&output.stderr),
        text(&output.stdout),
    )
}

#[test]
fn every_crate_compiles_without_a_warning() {
    let clippy = cargo(&["clippy", "--version"]).0;
    let tool = if clippy {
        "clippy"
    } else {
        eprintln!("SKIPPED: there is no clippy; the compiler alone judges");
        "check"
    };
    for features in ["--features=mock,tracing", "--no-default-features"] {
        let (well, said, _) = cargo(&[tool, "--workspace", "--message-format=short", features]);
        assert!(well, "{said}");
        let warnings: Vec<&str> = said.lines().filter(|it| it.contains("warning")).collect();
        assert!(warnings.is_empty(), "{}", warnings.join("\n"));
    }
}

#[test]
fn what_is_on_the_wire_is_what_the_document_says() {
    let packages = workspace().1.iter().flat_map(|it| ["-p", it]);
    let mut arguments = vec!["test", "-q", "--features=mock", "--test=wire"];
    arguments.extend(packages);
    let (well, stderr, stdout) = cargo(&arguments);
    assert!(well, "{stdout}\n{stderr}");
}

#[test]
fn every_router_builds() {
    let arguments = [
        "test",
        "-q",
        "--workspace",
        "--features=mock",
        "--test=router",
    ];
    let (well, stderr, stdout) = cargo(&arguments);
    assert!(well, "{stdout}\n{stderr}");
}

#[test]
fn the_docs_of_hostile_texts_are_sound() {
    let arguments = [
        "rustdoc",
        "-q",
        "-p",
        "hostile-api",
        "--features=mock",
        "--",
        "-Dwarnings",
    ];
    let (well, stderr, _) = cargo(&arguments);
    assert!(well, "{stderr}");
}

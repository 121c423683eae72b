use super::run::compare;
use bindsmith::diff::catalogue;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff");
    let entries = fs::read_dir(root).unwrap().map(|it| it.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|it| it.is_dir()).collect();
    folders.sort();
    assert!(folders.len() > 5);
    folders
}

fn read(path: &Path) -> String {
    fs::read_to_string(path)
        .unwrap_or_default()
        .replace("\r\n", "\n")
}

#[test]
fn every_pair_gives_the_report_that_is_expected() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let (old, new) = (
            read(&folder.join("old.yaml")),
            read(&folder.join("new.yaml")),
        );
        let (_, report) = compare(&old, &new);
        let path = folder.join("report.txt");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &report).unwrap();
        }
        if read(&path) != report {
            wrong.push(format!("{}\n{report}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A code that no pair shows is one that nobody has seen.
#[test]
fn every_code_is_shown_by_a_pair() {
    let mut shown = BTreeSet::new();
    for folder in folders() {
        let (old, new) = (
            read(&folder.join("old.yaml")),
            read(&folder.join("new.yaml")),
        );
        shown.extend(compare(&old, &new).0.iter().map(|it| it.code.slug));
    }
    let hidden: Vec<&str> = catalogue::all()
        .map(|it| it.slug)
        .filter(|it| !shown.contains(it))
        .collect();
    assert!(hidden.is_empty(), "{hidden:?}");
}

//! What the compiler says: the program of the old crate against the old crate, and against the new one.

use crate::pair::Pair;
use bindsmith::fileset::FileSet;
use corpus::cargo;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What became of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Compiles,
    /// The first error.
    Fails(String),
    /// What it depends on does not compile.
    Unknown,
}

pub struct Judged {
    pub pair: Pair,
    /// The crates.
    pub crates: [Verdict; 2],
    /// The program.
    pub old: Verdict,
    pub new: Verdict,
    /// What the second judge says against us.
    pub semver: Option<String>,
}

impl Judged {
    /// Whether something of ours does not compile, on which no judgement can stand.
    pub fn fault(&self) -> Option<(&'static str, &Verdict)> {
        let parts = [
            ("the old crate", &self.crates[0]),
            ("the new crate", &self.crates[1]),
            ("the program, with the old crate", &self.old),
        ];
        parts.into_iter().find(|(_, it)| **it != Verdict::Compiles)
    }

    /// Whether the compiler says what we say.
    pub fn agrees(&self) -> bool {
        let breaks = self.pair.breaks();
        self.fault().is_none()
            && self.semver.is_none()
            && match self.new {
                Verdict::Compiles => !breaks,
                Verdict::Fails(_) => breaks,
                Verdict::Unknown => false,
            }
    }
}

const CRATES: [&str; 2] = ["old", "new"];

/// Compiles them, with one call of cargo; `semver` says whether the second judge is asked.
pub fn judge(
    pairs: Vec<Pair>,
    out: &Path,
    keep: bool,
    semver: bool,
) -> Result<Vec<Judged>, String> {
    let mut packages = Vec::new();
    for pair in &pairs {
        for (what, files) in CRATES.iter().zip(&pair.crates) {
            packages.push(pair.package(what));
            write_crate(&out.join(pair.package(what)), files)?;
            packages.push(pair.package(&format!("with-{what}")));
            write_program(out, pair, what)?;
        }
        for (what, text) in CRATES.iter().zip(&pair.texts) {
            write(&out.join(pair.package(what)).join("document.json"), text)?;
        }
    }
    cargo::workspace(out, &packages, "\n[profile.dev]\ndebug = false\n")?;
    let target = cargo::target()?;
    let (mut compiled, mut errors) = (BTreeSet::new(), BTreeMap::new());
    let check = ["check", "--workspace", "--keep-going"];
    let said = cargo::run(out, &target, &check, |message| {
        let name = message["target"]["name"].as_str().unwrap_or_default();
        let name = name.replace('_', "-");
        if message["reason"] == "compiler-artifact" {
            compiled.insert(name);
        } else if message["message"]["level"] == "error" {
            let text = message["message"]["rendered"].as_str().unwrap_or_default();
            errors.entry(name).or_insert_with(|| text.to_owned());
        }
        Ok(())
    })?;
    if compiled.is_empty() && errors.is_empty() {
        return Err(format!("nothing was compiled\n{said}"));
    }
    let verdict = |package: String| match errors.get(&package) {
        Some(error) => Verdict::Fails(error.clone()),
        None if compiled.contains(&package) => Verdict::Compiles,
        None => Verdict::Unknown,
    };
    let judged = pairs.into_iter().map(|pair| Judged {
        crates: CRATES.map(|it| verdict(pair.package(it))),
        old: verdict(pair.package("with-old")),
        new: verdict(pair.package("with-new")),
        semver: None,
        pair,
    });
    let mut judged: Vec<Judged> = judged.collect();
    if semver {
        crate::semver::judge(&mut judged, out, &target)?;
    }
    if !keep {
        cargo::sweep(&target, &packages);
    }
    Ok(judged)
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    let written = made.and_then(|()| fs::write(path, text));
    written.map_err(|error| format!("{}: {error}", path.display()))
}

/// In place of an older one.
fn write_crate(folder: &Path, files: &FileSet) -> Result<(), String> {
    let _ = fs::remove_dir_all(folder);
    let mut files = files.iter();
    files.try_for_each(|(path, text)| write(&folder.join(path), text))
}

/// The same text twice, with another crate each time.
fn write_program(out: &Path, pair: &Pair, what: &str) -> Result<(), String> {
    let name = pair.package(&format!("with-{what}"));
    let package = pair.package(what);
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\n\
         api = {{ package = \"{package}\", path = \"../{package}\", features = [\"client\", \"mock\", \"server\"] }}\n\
         bytes = \"1\"\nhttp = \"1\"\nserde = \"1\"\nserde_json = \"1\"\n"
    );
    let folder = out.join(&name);
    write(&folder.join("Cargo.toml"), &manifest)?;
    write(&folder.join("src/lib.rs"), &pair.program.text)
}

//! A second judge: `cargo-semver-checks`, where it is installed. What we call additive, or nothing to Rust,
//! has to be a minor change to it. What it does not see, the compiler does: not everything that breaks is known
//! to it, so that it does not judge the rest.

use crate::judge::Judged;
use crate::pair::Pair;
use corpus::cargo::cargo;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Whether it is there.
pub fn runs() -> bool {
    let asked = cargo().args(["semver-checks", "--version"]).output();
    asked.is_ok_and(|it| it.status.success())
}

/// Asks it of every pair that breaks nothing, and whose crates compile.
///
/// # Errors
/// It cannot judge.
pub fn judge(judged: &mut [Judged], out: &Path, target: &Path) -> Result<(), String> {
    let asked = judged.iter_mut();
    let asked = asked.filter(|it| !it.pair.breaks() && it.fault().is_none());
    let asked: Vec<&mut Judged> = asked.collect();
    if asked.is_empty() {
        return Ok(());
    }
    let pairs = asked.iter().map(|it| &it.pair);
    document(
        pairs.flat_map(|it| [it.package("old"), it.package("new")]),
        out,
        target,
    )?;
    for judged in asked {
        judged.semver = compare(&judged.pair, out, target)?;
    }
    Ok(())
}

/// Describes the public items of these packages, in JSON.
fn document(
    packages: impl Iterator<Item = String>,
    out: &Path,
    target: &Path,
) -> Result<(), String> {
    let mut doc = cargo();
    doc.args(["doc", "--quiet", "--no-deps"]);
    doc.args(["--features", "client,mock,server"]);
    doc.args(packages.flat_map(|it| ["--package".to_owned(), it]));
    doc.current_dir(out).env("CARGO_TARGET_DIR", target);
    // as cargo-semver-checks does it
    doc.env("RUSTC_BOOTSTRAP", "1").env(
        "RUSTDOCFLAGS",
        "-Z unstable-options --output-format json --cap-lints allow",
    );
    let output = output(&mut doc)?;
    match output.status.success() {
        true => Ok(()),
        false => Err(text(&output.stderr)),
    }
}

fn compare(pair: &Pair, out: &Path, target: &Path) -> Result<Option<String>, String> {
    let mut check = cargo();
    check.args([
        "semver-checks",
        "--release-type",
        "minor",
        "--color",
        "never",
    ]);
    for (what, option) in [("old", "--baseline-rustdoc"), ("new", "--current-rustdoc")] {
        let name = pair.package(what).replace('-', "_");
        let path = target.join("doc").join(format!("{name}.json"));
        let json = fs::read_to_string(&path);
        let json = json.map_err(|error| format!("{}: {error}", path.display()))?;
        let _ = fs::remove_file(&path);
        // two versions of one crate have one name
        let path = out.join(format!("{name}.json"));
        let written = fs::write(&path, json.replace(&name, "api"));
        written.map_err(|error| format!("{}: {error}", path.display()))?;
        check.arg(option).arg(path);
    }
    let output = output(&mut check)?;
    match output.status.code() {
        Some(0) => Ok(None),
        // what it finds stands there; what keeps it from judging does not
        Some(_) if !output.stdout.is_empty() => Ok(Some(text(&output.stdout))),
        _ => Err(text(&output.stderr)),
    }
}

fn output(command: &mut Command) -> Result<Output, String> {
    let output = command.stdin(Stdio::null()).output();
    output.map_err(|error| format!("cargo: {error}"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

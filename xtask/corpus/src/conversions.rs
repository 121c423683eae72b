//! `--conversions`: documents of Swagger 2.0 are converted to OpenAPI 3.0 by `swagger2openapi`, and what
//! changed on the wire is what the conversion itself loses: `convert/expected.tsv` lists it.

use crate::versions::version;
use bindsmith::diff::{self, Wire};
use bindsmith::lock::Lock;
use chores::done;
use chores::install::npm_in;
use corpus::documents::Document;
use corpus::parallel;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Document, code, how many, and what the conversion does; a document without a loss has the code `-`.
const EXPECTED: &str = include_str!("../convert/expected.tsv");

/// By document and code, how many.
type Changes = BTreeMap<(String, String), usize>;

/// The table, and whether what is found is what is listed.
pub fn run(documents: &[Document], out: &Path) -> Result<(String, bool), String> {
    let (names, expected) = expected()?;
    let program = install()?;
    let folder = out.join("conversions");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let compared = parallel::each("converted", documents, |document| {
        if !names.contains(document.name.as_str()) {
            return Ok(None);
        }
        let converted = convert(&program, document, &folder)?;
        compare(document, &converted).map(Some)
    })?;
    let mut found = Changes::new();
    let (mut read, mut operations, mut words) = (BTreeSet::new(), 0, 0);
    for (document, compared) in documents.iter().zip(compared) {
        let Some(compared) = compared else { continue };
        read.insert(document.name.as_str());
        operations += compared.operations;
        for (code, wire) in compared.changes {
            match wire {
                Wire::Docs => words += 1,
                _ => *found.entry((document.name.clone(), code)).or_default() += 1,
            }
        }
    }
    let faults = judged(&read, &found, &expected);
    let mut text = "| document | change | times |\n|---|---|---|\n".to_owned();
    for ((document, code), times) in &found {
        text.push_str(&format!("| {document} | {code} | {times} |\n"));
    }
    text.push_str(&format!(
        "\n{} documents, {operations} operations: {} changes, and {words} of words\n",
        read.len(),
        found.values().sum::<usize>(),
    ));
    text.extend(faults.iter().map(|it| format!("fault: {it}\n")));
    Ok((text, faults.is_empty()))
}

/// What is found and not listed, or listed and not found.
fn judged(read: &BTreeSet<&str>, found: &Changes, expected: &Changes) -> Vec<String> {
    let keys: BTreeSet<_> = found.keys().chain(expected.keys()).collect();
    let keys = keys.into_iter().filter(|it| read.contains(it.0.as_str()));
    let faults = keys.filter_map(|key| {
        let times = |of: &Changes| of.get(key).copied().unwrap_or_default();
        let (is, listed) = (times(found), times(expected));
        let (document, code) = key;
        (is != listed).then(|| format!("{document}: {is} {code}, where {listed} are listed"))
    });
    faults.collect()
}

fn expected() -> Result<(BTreeSet<&'static str>, Changes), String> {
    let (mut names, mut changes) = (BTreeSet::new(), Changes::new());
    for line in EXPECTED.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [name, code, times, _] = columns[..] else {
            return Err(format!("expected.tsv: {line:?}"));
        };
        names.insert(name);
        let times = times
            .parse()
            .map_err(|_| format!("expected.tsv: {line:?}"))?;
        if times > 0 {
            changes.insert((name.to_owned(), code.to_owned()), times);
        }
    }
    Ok((names, changes))
}

/// The script of the converter, as the lock file beside it says.
fn install() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("convert");
    let script = folder.join("node_modules/swagger2openapi/swagger2openapi.js");
    if !script.is_file() {
        npm_in(&folder, &["ci"])?;
    }
    Ok(script)
}

fn convert(script: &Path, document: &Document, folder: &Path) -> Result<Document, String> {
    let name = format!("{}.json", document.id);
    let mut node = Command::new("node");
    // the one name that OpenAPI 3.0 has no place for
    node.arg(script)
        .args(["--rbname", "x-codegen-request-body-name"]);
    node.arg("--outfile").arg(folder.join(&name));
    done(node.arg(&document.path))?;
    let mut converted = Document::new(folder, &name, None)?;
    // a crate of the same name
    converted.id.clone_from(&document.id);
    Ok(converted)
}

struct Compared {
    operations: usize,
    changes: Vec<(String, Wire)>,
}

fn compare(old: &Document, new: &Document) -> Result<Compared, String> {
    let none = || format!("{}: no crate", old.name);
    let (before, _) = version(old, &Lock::default()).ok_or_else(none)?;
    let (after, _) = version(new, &before.lock).ok_or_else(none)?;
    let changes = diff::compare(&before, &after);
    let changes = changes.iter();
    let changes = changes.map(|it| (it.code.slug.to_owned(), it.wire.grade));
    Ok(Compared {
        operations: before.api.operations.len(),
        changes: changes.collect(),
    })
}

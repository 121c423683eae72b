//! schemathesis against mocks: every check, in every phase.

use crate::documents::{self, DOCUMENTS, Judged};
use crate::failures::{self, Failure};
use crate::mock::{Mock, TOKEN};
use crate::reasons;
use chores::install;
use clap::Args;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[derive(Debug, Args)]
pub struct Options {
    /// Only documents whose name holds this
    #[arg(long, default_value = "")]
    only: String,
    /// Only our own document
    #[arg(long)]
    smallest: bool,
}

/// What was found in a document.
struct Found {
    cases: u64,
    operations: u64,
    /// By their reason.
    known: BTreeMap<&'static str, usize>,
    unknown: Vec<Failure>,
}

const SCHEMATHESIS: &str = "schemathesis==4.32.5";

pub fn run(options: &Options, out: &Path, corpus: &Path) -> Result<bool, String> {
    let program = install::pip(&out.join("python"), SCHEMATHESIS)?.join("schemathesis");
    let wanted = |it: &&Judged| {
        (!options.smallest || it.name == documents::SMALLEST) && it.name.contains(&options.only)
    };
    let mut well = true;
    let mut rows = Vec::new();
    for judged in DOCUMENTS.iter().filter(wanted) {
        let Some(document) = documents::write(judged, corpus, out)? else {
            eprintln!("SKIPPED: there is no {}", judged.path);
            continue;
        };
        eprintln!("schemathesis: {}", judged.name);
        let found = one(&program, judged, &document, out)?;
        well &= found.unknown.is_empty();
        for failure in &found.unknown {
            eprintln!("{failure}");
        }
        rows.push((judged, found));
    }
    print!("{}", table(&rows));
    Ok(well && !rows.is_empty())
}

fn one(program: &Path, judged: &Judged, document: &Path, out: &Path) -> Result<Found, String> {
    let mock = Mock::start(document, judged.leaves_nothing_open(), out)?;
    let name = document.file_stem().unwrap_or_default();
    let reports = out.join("reports").join(name);
    let _ = fs::remove_dir_all(&reports);
    fs::create_dir_all(&reports).map_err(|error| error.to_string())?;
    let text = fs::read_to_string(document).map_err(|error| error.to_string())?;
    let text: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let log = fs::File::create(reports.join("log")).map_err(|error| error.to_string())?;
    let mut run = Command::new(program);
    run.arg("run")
        .arg(document)
        .args(["--origin", mock.origin()]);
    run.args([
        "-n",
        &judged.requests.to_string(),
        "-w",
        "1",
        "--generation-deterministic",
    ]);
    run.args([
        "--phases",
        "examples,coverage,fuzzing,stateful",
        "--checks",
        "all",
    ]);
    run.args([
        "--continue-on-failure",
        "--max-failures",
        "5000",
        "--request-timeout",
        "5",
    ]);
    run.args(["--no-color", "--report", "junit,json", "--report-dir"])
        .arg(&reports);
    for header in credentials(&text) {
        run.args(["-H", &header]);
    }
    run.current_dir(out)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .stdout(log);
    let status = run
        .status()
        .map_err(|error| format!("schemathesis: {error}"))?;
    let report = |ending: &str| -> Result<String, String> {
        let path = report(&reports, ending);
        let path =
            path.ok_or_else(|| format!("schemathesis ({status}): see {}", reports.display()))?;
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let summary: Value = serde_json::from_str(&report("json")?).map_err(|it| it.to_string())?;
    let errors = summary["errors"].as_array().map_or(0, Vec::len);
    if errors > 0 || summary["complete"] != true {
        return Err(format!(
            "schemathesis did not get through: see {}",
            reports.display()
        ));
    }
    let mut found = Found {
        cases: summary["test_cases"]["generated"].as_u64().unwrap_or(0),
        operations: summary["operations"]["tested"].as_u64().unwrap_or(0),
        known: BTreeMap::new(),
        unknown: Vec::new(),
    };
    for failure in failures::read(&report("xml")?)? {
        match reasons::reason(&failure, judged, &text) {
            Some(reason) => *found.known.entry(reason).or_default() += 1,
            None => found.unknown.push(failure),
        }
    }
    // what we cannot read must not look well
    let unique = summary["test_cases"]["unique_failures"]
        .as_u64()
        .unwrap_or(0);
    let read = found.known.values().sum::<usize>() + found.unknown.len();
    if (read as u64) < unique {
        return Err(format!(
            "of {unique} failures {read} were read: see {}",
            reports.display()
        ));
    }
    Ok(found)
}

fn report(folder: &Path, ending: &str) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?.flatten();
    let mut paths = entries.map(|it| it.path());
    paths.find(|it| it.extension().is_some_and(|it| it == ending))
}

/// The headers that show the credential, for every scheme that has one.
fn credentials(document: &Value) -> Vec<String> {
    let schemes = document["securityDefinitions"].as_object();
    let headers = schemes.into_iter().flatten().filter_map(|(_, scheme)| {
        Some(match (scheme["type"].as_str()?, scheme["in"].as_str()) {
            ("basic", _) => format!("Authorization: Basic {TOKEN}"),
            ("apiKey", Some("header")) => {
                let prefix = scheme["x-bindsmith-token-prefix"].as_str();
                let prefix = prefix.map(|it| format!("{it} ")).unwrap_or_default();
                format!("{}: {prefix}{TOKEN}", scheme["name"].as_str()?)
            }
            ("oauth2", _) => format!("Authorization: Bearer {TOKEN}"),
            _ => return None,
        })
    });
    let mut headers: Vec<String> = headers.collect();
    headers.sort();
    headers.dedup();
    headers
}

fn table(rows: &[(&Judged, Found)]) -> String {
    let mut text = "| document | operations | requests | failures | of a known reason |\n|---|---|---|---|---|\n".to_owned();
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for (judged, found) in rows {
        let known: usize = found.known.values().sum();
        for (reason, count) in &found.known {
            *reasons.entry(reason).or_default() += count;
        }
        text.push_str(&format!(
            "| {} | {} | {} | {} | {known} |\n",
            judged.name,
            found.operations,
            found.cases,
            found.unknown.len(),
        ));
    }
    text.push('\n');
    for (reason, count) in reasons {
        text.push_str(&format!("- {count} × {reason}\n"));
    }
    text
}

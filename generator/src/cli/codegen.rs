//! `codegen`, and `codegen --check`.

use super::causes;
use super::drift::{Class, Drift, compare, lock_is_apart};
use super::gate::{self, Gate, Outcome};
use super::progress::Progress;
use super::terminal::{self, bold};
use super::write::write;
use super::{CodegenArgs, Failure, FormatName, Options, input, manifest};
use crate::config::Config;
use crate::report::{Report, github};
use crate::source::Sources;
use crate::{Generated, Session};
use similar::TextDiff;
use std::process::ExitCode;

pub(super) fn codegen(options: &Options, arguments: &CodegenArgs) -> Result<ExitCode, Failure> {
    let (mut sources, mut report) = (Sources::default(), Report::default());
    let config = match (&arguments.spec, &arguments.out) {
        (Some(spec), Some(out)) => Some(input::defaults(options, spec, out)),
        _ => input::config(options, &mut sources, &mut report)?,
    };
    let lock = match &config {
        Some(config) => input::lock(&config.lock, &mut sources, &mut report)?,
        None => None,
    };
    let (Some(config), Some(lock)) = (config, lock) else {
        terminal::diagnostics(options, &report, &sources);
        return Ok(ExitCode::from(2));
    };
    let progress = Progress::start("generating");
    let mut session = Session::new(&config, &input::Disk, sources);
    let generated = session.generate(&lock);
    let generated = generated.filter(|it| lock_is_apart(&config, &it.files, &mut session.report));
    drop(progress);
    terminal::diagnostics(options, &session.report, &session.sources);
    let Some(generated) = generated else {
        terminal::note("nothing was written");
        return Ok(ExitCode::from(2));
    };
    let text = generated.lock.to_string();
    let drifts = compare(&config.output, (&config.lock, &text), &generated.files)?;
    if arguments.check {
        let gate = match &arguments.since {
            Some(since) => match gate::gate(options, &config, since)? {
                Outcome::Judged(gate) => Some(gate),
                Outcome::New(since) => {
                    terminal::note(&format!(
                        "`{since}` has no such project: any version will do"
                    ));
                    None
                }
                Outcome::Unread => return Ok(ExitCode::from(2)),
            },
            None => None,
        };
        let state = (&generated, drifts.as_slice());
        return Ok(check(options, arguments, &config, state, gate.as_ref()));
    }
    let progress = Progress::start("writing");
    write(&config.output, &drifts)?;
    drop(progress);
    summarize(&config.output.display().to_string(), &generated, &drifts);
    Ok(ExitCode::SUCCESS)
}

/// As many changed files are named; the rest is counted.
const NAMED: usize = 20;

fn summarize(output: &str, generated: &Generated, drifts: &[Drift]) {
    let (foreign, changed): (Vec<&Drift>, Vec<&Drift>) = drifts
        .iter()
        .partition(|drift| drift.class == Class::Foreign);
    for drift in foreign {
        terminal::warning(&format!(
            "`{}` is not Bindsmith's; left as it is",
            drift.path.display()
        ));
    }
    for drift in changed.iter().take(NAMED) {
        let what = match drift.class {
            Class::Missing => "wrote",
            Class::Orphaned | Class::OrphanedAndEdited => "removed",
            _ => "updated",
        };
        let edited = match drift.class {
            Class::Edited | Class::StaleAndEdited | Class::OrphanedAndEdited => {
                " (was edited by hand)"
            }
            _ => "",
        };
        terminal::result(&format!("{what} {}{edited}\n", drift.path.display()));
    }
    if changed.len() > NAMED {
        terminal::result(&format!("and {} more\n", changed.len() - NAMED));
    }
    let state = if changed.is_empty() {
        "up to date".to_owned()
    } else {
        format!("{} changed", count(changed.len(), "file"))
    };
    terminal::result(&format!(
        "{output}: {}, {}, {}; {state}\n",
        count(generated.routes.len(), "operation"),
        count(generated.types, "type"),
        count(generated.files.len(), "file"),
    ));
}

fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

fn check(
    options: &Options,
    arguments: &CodegenArgs,
    config: &Config,
    (generated, drifts): (&Generated, &[Drift]),
    gate: Option<&Gate>,
) -> ExitCode {
    let mend = mend(options, arguments);
    match options.format {
        FormatName::Json => json(drifts, &mend, gate),
        FormatName::Github => {
            if arguments.spec.is_none() {
                let told = causes::annotations(options, config, drifts, &mend);
                terminal::result(&told);
            }
            annotate(drifts, &mend);
            terminal::result(&gate.map(Gate::github).unwrap_or_default());
        }
        _ => {
            human(drifts, arguments.full_diff, generated, &mend);
            terminal::result(&gate.map(Gate::human).unwrap_or_default());
        }
    }
    let holds = gate.is_none_or(Gate::holds);
    ExitCode::from(u8::from(!drifts.is_empty() || !holds))
}

/// The command that makes the drift go away.
fn mend(options: &Options, arguments: &CodegenArgs) -> String {
    let mut command = format!("{} codegen", options.program);
    let paths = [
        ("--config", &options.config),
        ("--spec", &arguments.spec),
        ("--out", &arguments.out),
    ];
    for (name, path) in paths {
        if let Some(path) = path {
            command.push_str(&format!(" {name} {}", path.display()));
        }
    }
    command
}

fn human(drifts: &[Drift], whole: bool, generated: &Generated, mend: &str) {
    if drifts.is_empty() {
        let files = count(generated.files.len(), "file");
        return terminal::result(&format!("no drift in {files}\n"));
    }
    for drift in drifts {
        let class = bold("31", drift.class.as_str(), true);
        terminal::result(&format!("{class}: {}\n", drift.path.display()));
        terminal::result(&diff(drift, whole));
    }
    let foreign = drifts
        .iter()
        .filter(|drift| drift.class == Class::Foreign)
        .count();
    terminal::result(&format!("\n{} out of step", count(drifts.len(), "file")));
    if drifts.len() > foreign {
        terminal::result(&format!("; to mend: {mend}"));
    }
    terminal::result("\n");
    if foreign > 0 {
        terminal::result("foreign files are never touched: move them out of the folder\n");
    }
}

/// Lines of a difference that are shown.
const SHOWN: usize = 40;

/// What regenerating would change, as a unified diff.
fn diff(drift: &Drift, whole: bool) -> String {
    let (Some(old), Some(new)) = (&drift.old, &drift.new) else {
        return String::new();
    };
    // hashes tell a reader nothing that the other differences do not
    if drift.name.as_deref() == Some(manifest::NAME) {
        return String::new();
    }
    let diff = TextDiff::from_lines(old.as_str(), new.as_str());
    let path = drift.path.display();
    let text = diff
        .unified_diff()
        .header(&format!("{path} (on disk)"), &format!("{path} (generated)"))
        .to_string();
    let lines: Vec<&str> = text.lines().collect();
    let limit = if whole { lines.len() } else { SHOWN };
    let mut shown: String = lines
        .iter()
        .take(limit)
        .map(|line| format!("  {line}\n"))
        .collect();
    if lines.len() > limit {
        shown.push_str(&format!(
            "  … {} more lines (--full-diff)\n",
            lines.len() - limit
        ));
    }
    shown
}

fn json(drifts: &[Drift], mend: &str, gate: Option<&Gate>) {
    let list = drifts.iter().map(|drift| {
        serde_json::json!({
            "path": drift.path.display().to_string(),
            "class": drift.class.as_str(),
            "diff": diff(drift, true),
        })
    });
    let list: Vec<_> = list.collect();
    let object = serde_json::json!({
        "drift": list,
        "mend": mend,
        "version": gate.map(Gate::json),
    });
    terminal::result(&format!("{object:#}\n"));
}

fn annotate(drifts: &[Drift], mend: &str) {
    for drift in drifts {
        let path = github::property(&drift.path.display().to_string());
        let class = drift.class.as_str();
        let text = github::data(&format!("{class}; to mend: {mend}"));
        terminal::result(&format!("::error file={path},title={class}::{text}\n"));
    }
}

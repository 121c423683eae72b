//! A document becomes a crate.

use crate::documents::{Document, hex};
use crate::parallel::guarded;
use crate::row::{Outcome, Row};
use crate::{Arguments, routers, untyped};
use bindsmith::Generated;
use bindsmith::lock::Lock;
use bindsmith::report::{Level, Report};
use bindsmith::source::Node;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Generation must not take longer.
pub const SLOW: Duration = Duration::from_secs(5);

/// Generates, judges and writes the crate.
pub fn row(document: &Document, arguments: &Arguments) -> Result<Row, String> {
    let mut row = Row {
        document: document.name.clone(),
        package: document.package(),
        ..Row::default()
    };
    let (run, mut time) = timed(document);
    // other programs run as well
    for _ in 0..2 {
        if time > SLOW {
            time = time.min(timed(document).1);
        }
    }
    row.milliseconds = time.as_millis();
    if time > SLOW {
        row.faults.push(format!("generation took {time:?}"));
    }
    let (generated, report) = match run {
        Ok(run) => run,
        Err(panic) => {
            row.outcome = Outcome::Panicked;
            row.faults.push(panic);
            return Ok(row);
        }
    };
    for diagnostic in report.diagnostics() {
        let said = row.diagnostics.entry(diagnostic.code.id.to_owned());
        let said = said.or_default();
        said.entries += 1;
        said.places += diagnostic.labels.len().max(1);
    }
    let Some(generated) = generated else {
        row.outcome = Outcome::Refused(first_error(&report));
        return Ok(row);
    };
    row.untyped = untyped::find(document);
    row.operations = generated.routes.len();
    row.types = generated.types;
    let tree = document.with_session(None, |session| session.tree());
    let counted = tree.map_or(0, |tree| operations(&tree.root));
    let wanted = counted.max(document.operations.unwrap_or_default());
    row.dropped = wanted.saturating_sub(row.operations);
    if row.dropped > 0 && !row.document.starts_with("invalid/") {
        row.faults
            .push(format!("{} operations are dropped", row.dropped));
    }
    row.faults.extend(same_files(&generated));
    if let Err(panic) = guarded(|| routers::build(&generated.routes)) {
        row.faults
            .push(format!("the router does not build: {panic}"));
    }
    let folder = arguments.out.join(&row.package);
    write(&mut row, &generated, &folder)?;
    Ok(row)
}

type Run = Result<(Option<Generated>, Report), String>;

fn timed(document: &Document) -> (Run, Duration) {
    let start = Instant::now();
    let run = guarded(|| {
        document.with_session(None, |session| {
            let generated = session.generate(&Lock::default());
            (generated, std::mem::take(&mut session.report))
        })
    });
    (run, start.elapsed())
}

pub fn first_error(report: &Report) -> String {
    let mut errors = report.diagnostics().iter();
    let error = errors.find(|it| it.code.level == Level::Error);
    error.map_or(String::new(), |it| {
        format!("{}: {}", it.code.id, it.message)
    })
}

/// Files that are one where case makes no difference, and names that are too long for a disk.
fn same_files(generated: &Generated) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for (path, _) in generated.files.iter() {
        if !seen.insert(path.to_ascii_lowercase()) {
            faults.push(format!("`{path}` differs from another file in case only"));
        }
        if path.split('/').any(|name| name.len() > 255) {
            faults.push(format!("`{path}` is too long"));
        }
    }
    faults
}

/// Writes the crate in place of an older one.
fn write(row: &mut Row, generated: &Generated, folder: &Path) -> Result<(), String> {
    let mut digest = Sha256::new();
    digest.update(compiler());
    let _ = fs::remove_dir_all(folder);
    for (path, text) in generated.files.iter() {
        row.lines += text.lines().count();
        if path.starts_with("src/client/") {
            row.client += text.lines().filter(|it| is_code(it)).count();
        }
        digest.update(path);
        digest.update([0]);
        digest.update(text);
        digest.update([0]);
        let path = folder.join(path);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all);
        written
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    row.key = hex(&digest.finalize());
    Ok(())
}

fn is_code(line: &str) -> bool {
    let line = line.trim_start();
    !line.is_empty() && !line.starts_with("//")
}

/// What compiles: a newer one may find something else.
fn compiler() -> &'static [u8] {
    static VERSION: OnceLock<Vec<u8>> = OnceLock::new();
    VERSION.get_or_init(|| {
        let output = crate::cargo::cargo().args(["clippy", "--version"]).output();
        output.map(|it| it.stdout).unwrap_or_default()
    })
}

/// The operations that a document has, counted without the generator's help.
fn operations(root: &Node) -> usize {
    let methods = ["get", "put", "post", "delete", "options", "head", "patch"];
    let paths = root.get("paths").and_then(Node::as_mapping);
    let paths = paths.into_iter().flatten();
    let items = paths.filter(|(path, _)| !path.starts_with("x-"));
    let counts = items.map(|(_, entry)| {
        let has = |method: &&&str| {
            let operation = entry.node.get(method);
            operation.is_some_and(|it| it.as_mapping().is_some())
        };
        methods.iter().filter(has).count()
    });
    counts.sum()
}

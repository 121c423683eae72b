//! `cargo xtask corpus DIR`: every document of a folder becomes a crate, and every crate is compiled.

use crate::compile;
use bindsmith::config::{self, Config};
use bindsmith::lock::Lock;
use bindsmith::report::Level;
use bindsmith::source::{Node, Sources};
use bindsmith::{Reader, Session};
use clap::Parser;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{IsTerminal, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Generate and compile every document of a folder, and print a table of what came of it
#[derive(Debug, Parser)]
#[command(name = "cargo xtask corpus")]
pub struct Arguments {
    /// The folder with the documents
    folder: PathBuf,
    /// Only documents whose path holds this
    #[arg(long, default_value = "")]
    only: String,
    /// Generate, and compile nothing
    #[arg(long)]
    no_compile: bool,
    /// Where the crates go
    #[arg(long, default_value = "target/corpus")]
    out: PathBuf,
    /// How many crates a call of cargo compiles
    #[arg(long, default_value_t = 100)]
    batch: usize,
}

/// What came of a document.
#[derive(Debug, Default)]
pub struct Row {
    pub document: String,
    /// Its number, which is the folder of its crate.
    pub number: usize,
    pub outcome: Outcome,
    pub operations: usize,
    /// Operations of the document that the crate has not.
    pub dropped: usize,
    pub types: usize,
    pub lines: usize,
    pub diagnostics: BTreeMap<&'static str, usize>,
    pub time: Duration,
    pub errors: usize,
    pub warnings: usize,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    #[default]
    Generated,
    /// The first error of the report.
    Refused(String),
    Panicked,
}

struct Disk;

impl Reader for Disk {
    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        fs::read(path)
    }
}

/// Whether every document outside of `invalid/` became a crate, and every crate compiles.
pub fn run(arguments: &Arguments) -> Result<bool, String> {
    let documents = documents(&arguments.folder, &arguments.only)?;
    // what an earlier run made of other documents
    let _ = fs::remove_dir_all(&arguments.out);
    fs::create_dir_all(&arguments.out).map_err(|error| error.to_string())?;
    let mut rows = generate(&documents, arguments)?;
    if !arguments.no_compile {
        let crates = rows
            .iter_mut()
            .filter(|row| row.outcome == Outcome::Generated);
        let mut crates: Vec<&mut Row> = crates.collect();
        for (index, batch) in crates.chunks_mut(arguments.batch.max(1)).enumerate() {
            progress(&format!("compiling from crate {}", index * arguments.batch));
            compile::compile(&arguments.out, batch)?;
        }
    }
    print(&rows);
    let well = |row: &Row| match &row.outcome {
        Outcome::Generated => row.errors + row.warnings + row.dropped == 0,
        Outcome::Refused(_) => row.document.contains("invalid/"),
        Outcome::Panicked => false,
    };
    Ok(rows.iter().all(well))
}

fn progress(text: &str) {
    if std::io::stderr().is_terminal() {
        let _ = write!(std::io::stderr(), "\r\u{1B}[K{text}");
    }
}

/// The documents by their path in the folder. Files that are not YAML or JSON of Swagger 2.0 (parts of
/// others, say) are left out.
fn documents(folder: &Path, only: &str) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let entries =
            fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        for entry in entries {
            let path = entry.map_err(|error| error.to_string())?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.to_string_lossy().contains(only) && is_document(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn is_document(path: &Path) -> bool {
    let kind = path
        .extension()
        .and_then(|it| it.to_str())
        .unwrap_or_default();
    if !["json", "yaml", "yml"].contains(&kind) {
        return false;
    }
    let text = fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    text.contains("swagger") && text.contains("2.0")
}

fn generate(documents: &[PathBuf], arguments: &Arguments) -> Result<Vec<Row>, String> {
    let next = AtomicUsize::new(0);
    let rows = Mutex::new(Vec::new());
    let failure = Mutex::new(None);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(document) = documents.get(number) else {
                        break;
                    };
                    progress(&format!(
                        "{number} of {}: {}",
                        documents.len(),
                        document.display()
                    ));
                    match row(number, document, arguments) {
                        Ok(row) => lock(&rows).push(row),
                        Err(error) => *lock(&failure) = Some(error),
                    }
                }
            });
        }
    });
    progress("");
    if let Some(error) = lock(&failure).take() {
        return Err(error);
    }
    let mut rows = rows.into_inner().unwrap_or_else(|error| error.into_inner());
    rows.sort_by_key(|row: &Row| row.number);
    Ok(rows)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|error| error.into_inner())
}

fn row(number: usize, document: &Path, arguments: &Arguments) -> Result<Row, String> {
    let name = document.strip_prefix(&arguments.folder).unwrap_or(document);
    let mut row = Row {
        document: name.display().to_string(),
        number,
        ..Row::default()
    };
    let config = Config {
        package: config::Package {
            // one workspace holds them all
            name: Some(format!("crate-{number}")),
            ..config::Package::default()
        },
        ref_root: Some(arguments.folder.clone()),
        ..Config::of(document)
    };
    let start = Instant::now();
    let run = catch_unwind(AssertUnwindSafe(|| {
        let mut session = Session::new(&config, &Disk, Sources::default());
        let generated = session.generate(&Lock::default());
        (generated, session.report)
    }));
    row.time = start.elapsed();
    let Ok((generated, report)) = run else {
        row.outcome = Outcome::Panicked;
        return Ok(row);
    };
    for diagnostic in report.diagnostics() {
        *row.diagnostics.entry(diagnostic.code.id).or_default() += diagnostic.labels.len().max(1);
    }
    let Some(generated) = generated else {
        let errors = report.diagnostics().iter();
        let mut errors = errors.filter(|it| it.code.level == Level::Error);
        row.outcome =
            Outcome::Refused(errors.next().map_or(String::new(), |it| it.message.clone()));
        return Ok(row);
    };
    row.operations = generated.operations;
    row.types = generated.types;
    let wanted = Session::new(&config, &Disk, Sources::default()).tree();
    row.dropped = wanted
        .map_or(0, |tree| operations(&tree.root))
        .saturating_sub(row.operations);
    for (path, text) in generated.files.iter() {
        row.lines += text.lines().count();
        let path = arguments.out.join(number.to_string()).join(path);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all);
        written
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(row)
}

/// The operations that a document has, counted without the generator's help.
fn operations(root: &Node) -> usize {
    let methods = ["get", "put", "post", "delete", "options", "head", "patch"];
    let paths = root.get("paths").and_then(Node::as_mapping);
    let paths = paths.into_iter().flatten();
    let items = paths.filter(|(path, _)| !path.starts_with("x-"));
    let counts = items.map(|(_, entry)| {
        let has = |method: &&&str| {
            entry
                .node
                .get(method)
                .is_some_and(|it| it.as_mapping().is_some())
        };
        methods.iter().filter(has).count()
    });
    counts.sum()
}

fn print(rows: &[Row]) {
    let mut text =
        "document | operations | dropped | types | lines | ms | diagnostics | errors | warnings\n\
        ---|---|---|---|---|---|---|---|---\n"
            .to_owned();
    let mut codes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for row in rows {
        let said: Vec<String> = row
            .diagnostics
            .iter()
            .map(|(code, count)| format!("{code}×{count}"))
            .collect();
        for (code, count) in &row.diagnostics {
            let entry = codes.entry(code).or_default();
            *entry = (entry.0 + 1, entry.1 + count);
        }
        let outcome = match &row.outcome {
            Outcome::Generated => String::new(),
            Outcome::Refused(message) => format!(" (refused: {message})"),
            Outcome::Panicked => " (PANICKED)".to_owned(),
        };
        let _ = writeln!(
            text,
            "{}{outcome} | {} | {} | {} | {} | {} | {} | {} | {}",
            row.document,
            row.operations,
            row.dropped,
            row.types,
            row.lines,
            row.time.as_millis(),
            said.join(" "),
            row.errors,
            row.warnings
        );
    }
    let sum = |of: fn(&Row) -> usize| rows.iter().map(of).sum::<usize>();
    let count = |of: fn(&Row) -> bool| rows.iter().filter(|row| of(row)).count();
    let _ = writeln!(
        text,
        "\n{} documents: {} crates, {} refused, {} panics; {} operations, {} dropped; {} types; {} lines; \
         {} crates with errors, {} with warnings; the slowest took {} ms",
        rows.len(),
        count(|row| row.outcome == Outcome::Generated),
        count(|row| matches!(row.outcome, Outcome::Refused(_))),
        count(|row| row.outcome == Outcome::Panicked),
        sum(|row| row.operations),
        sum(|row| row.dropped),
        sum(|row| row.types),
        sum(|row| row.lines),
        count(|row| row.errors > 0),
        count(|row| row.warnings > 0),
        rows.iter()
            .map(|row| row.time.as_millis())
            .max()
            .unwrap_or_default()
    );
    for (code, (documents, places)) in codes {
        let _ = writeln!(text, "{code}: {places} places in {documents} documents");
    }
    let _ = std::io::stdout().write_all(text.as_bytes());
}

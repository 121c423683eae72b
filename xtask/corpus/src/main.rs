//! `cargo xtask corpus DIR`: every document of a folder becomes a crate, every crate is compiled, and
//! a table says what came of it. More judges on request: `--determinism`, `--additions`, `--broken`.

mod additions;
mod broken;
mod compile;
mod conversions;
mod determinism;
mod generate;
mod routers;
mod row;
mod table;
mod text;
mod untyped;
mod versions;

use clap::Parser;
use corpus::{cargo, documents, parallel, support};
use row::Row;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Generate and compile every document of a folder, and print a table of what came of it
#[derive(Debug, Parser)]
#[command(name = "cargo xtask corpus")]
pub struct Arguments {
    #[command(flatten)]
    selection: documents::Selection,
    /// Generate, and compile nothing
    #[arg(long)]
    no_compile: bool,
    /// Also demand the same bytes from a second run, and from paths and definitions in other orders
    #[arg(long)]
    determinism: bool,
    /// Also add N things to each document, one after the other: nothing that was there gets another name
    #[arg(long, value_name = "N", default_value_t = 0)]
    additions: usize,
    /// Also break each document at N places, and replace a value at N others: no panic, no invalid Rust
    #[arg(long, value_name = "N", default_value_t = 0)]
    broken: usize,
    /// Instead: compare each document with itself, and with every other of its title
    #[arg(long)]
    diff: bool,
    /// Instead: convert 20 of them to OpenAPI 3.0 with npm's swagger2openapi, and compare before and after
    #[arg(long)]
    conversions: bool,
    /// Where the crates, the results and the table go
    #[arg(long, default_value = "target/corpus")]
    out: PathBuf,
    /// How many crates a call of cargo compiles
    #[arg(long, default_value_t = 100)]
    batch: usize,
}

fn main() -> ExitCode {
    chores::exit(run(&Arguments::parse()))
}

/// Whether nothing is at fault.
fn run(arguments: &Arguments) -> Result<bool, String> {
    let documents = documents::find(&arguments.selection)?;
    let compared = match arguments {
        it if it.conversions => Some(conversions::run(&documents, &arguments.out)?),
        it if it.diff => Some(versions::run(&documents)?),
        _ => None,
    };
    if let Some((text, well)) = compared {
        let written = std::io::stdout().write_all(text.as_bytes());
        return written.map(|()| well).map_err(|error| error.to_string());
    }
    fs::create_dir_all(&arguments.out).map_err(|error| error.to_string())?;
    let mut rows = parallel::each("generated", &documents, |document| {
        generate::row(document, arguments)
    })?;
    if arguments.determinism {
        judge(&mut rows, "permuted", &documents, determinism::faults)?;
    }
    if arguments.additions > 0 {
        judge(&mut rows, "added to", &documents, |document| {
            additions::faults(document, arguments.additions)
        })?;
    }
    if arguments.broken > 0 {
        judge(&mut rows, "broken", &documents, |document| {
            broken::faults(document, arguments.broken)
        })?;
    }
    if !arguments.no_compile {
        compile::compile(arguments, &mut rows)?;
    }
    let text = table::table(&rows, !arguments.no_compile);
    let path = arguments.out.join("table.md");
    fs::write(&path, &text).map_err(|error| format!("{}: {error}", path.display()))?;
    let written = std::io::stdout().write_all(text.as_bytes());
    written.map_err(|error| error.to_string())?;
    Ok(rows.iter().all(Row::is_well))
}

/// Adds what a judge finds at fault.
fn judge(
    rows: &mut [Row],
    what: &str,
    documents: &[documents::Document],
    faults: impl Fn(&documents::Document) -> Vec<String> + Sync,
) -> Result<(), String> {
    let found = parallel::each(what, documents, |document| Ok(faults(document)))?;
    for (row, mut found) in rows.iter_mut().zip(found) {
        row.faults.append(&mut found);
    }
    Ok(())
}

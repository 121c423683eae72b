//! `cargo xtask promise`: what `diff` says of Rust is what the compiler says.
//!
//! A small api of our own, and a known change of it, become two crates. A program that touches everything
//! that the old one offers compiles with it; with the new one it compiles exactly where `diff` says that
//! nothing of Rust breaks.

mod api;
mod changes;
mod judge;
mod pair;
mod places;
mod semver;
mod table;
#[cfg(test)]
mod tests;
mod user;

use clap::Parser;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

/// Hold what `diff` says of Rust against the compiler, for generated pairs of documents
#[derive(Debug, Parser)]
#[command(name = "cargo xtask promise")]
struct Arguments {
    /// So many pairs
    #[arg(long, value_name = "N", default_value_t = 100)]
    pairs: usize,
    /// What the random numbers follow from
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// This pair alone
    #[arg(long, value_name = "NUMBER")]
    only: Option<usize>,
    /// How many pairs a call of cargo compiles
    #[arg(long, default_value_t = 25)]
    batch: usize,
    /// Where the crates go
    #[arg(long, default_value = "target/promise")]
    out: PathBuf,
    /// Ask cargo-semver-checks too, where it is installed
    #[arg(long)]
    semver_checks: bool,
    /// Leave what was compiled where it is
    #[arg(long)]
    keep: bool,
}

fn main() -> ExitCode {
    chores::exit(run(&Arguments::parse()))
}

/// Whether the compiler says what we say, each time.
fn run(arguments: &Arguments) -> Result<bool, String> {
    fs::create_dir_all(&arguments.out).map_err(|error| error.to_string())?;
    let numbers: Vec<usize> = match arguments.only {
        Some(number) => vec![number],
        None => (0..arguments.pairs).collect(),
    };
    let semver = arguments.semver_checks && semver::runs();
    if arguments.semver_checks && !semver {
        eprintln!("SKIPPED: cargo-semver-checks is not installed");
    }
    let mut judged = Vec::new();
    for batch in numbers.chunks(arguments.batch.max(1)) {
        let pairs = batch.iter().map(|it| pair::pair(arguments.seed, *it));
        let pairs = pairs.collect::<Result<Vec<_>, _>>()?;
        judged.extend(judge::judge(pairs, &arguments.out, arguments.keep, semver)?);
        eprintln!("judged {} of {}", judged.len(), numbers.len());
    }
    print!("{}", table::table(&judged, arguments.seed));
    Ok(!judged.is_empty() && judged.iter().all(table::is_well))
}

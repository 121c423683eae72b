//! `cargo xtask judge`: mocks of documents held to schemathesis, and what goes between a generated client and
//! a generated server to Prism. The judges are installed once, below `target/`.

mod documents;
mod failures;
mod mock;
mod prism;
mod reasons;
mod schemathesis;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Hold servers and clients to judges that nobody here wrote
#[derive(Debug, Parser)]
#[command(name = "cargo xtask judge")]
struct Arguments {
    #[command(subcommand)]
    judge: Judge,
    /// Where the judges, the crates and the reports go
    #[arg(long, global = true, default_value = "target/judge")]
    out: PathBuf,
    /// The folder of the documents that are not ours
    #[arg(long, global = true, default_value = "../shared/corpus")]
    corpus: PathBuf,
}

#[derive(Debug, Subcommand)]
enum Judge {
    /// Fuzz mocks with schemathesis; needs Python 3 and pip
    Schemathesis(schemathesis::Options),
    /// Put Prism between generated clients and servers; needs Node and npm
    Prism(prism::Options),
}

fn main() -> ExitCode {
    // the mock is a process of its own, and this program is the generator that it needs
    let words: Vec<_> = std::env::args_os().collect();
    if words.get(1).is_some_and(|it| it == mock::COMMAND) {
        return bindsmith::cli::run(words);
    }
    chores::exit(run(&Arguments::parse()))
}

/// Whether the judge has nothing to say that is not known.
fn run(arguments: &Arguments) -> Result<bool, String> {
    let out = std::path::absolute(&arguments.out).map_err(|error| error.to_string())?;
    match &arguments.judge {
        Judge::Schemathesis(options) => schemathesis::run(options, &out, &arguments.corpus),
        Judge::Prism(options) => prism::run(options, &out, &arguments.corpus),
    }
}

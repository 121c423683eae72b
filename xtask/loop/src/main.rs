//! `cargo xtask loop DIR`: every document of a folder becomes a crate whose server hands what it is
//! asked on through its client. Requests and answers that are made up by the tables go round, and have to
//! come out as they went in. With `--mock`, its mock is asked too; with `--hostile`, the server alone gets
//! requests that no client would send.

mod compile;
mod glue;
mod table;
#[cfg(test)]
mod tests;
mod write;

// the files for the generated crates, as they stand; they are run there
#[path = "../judge/mod.rs"]
#[allow(dead_code, unused_imports)]
mod judge;

use clap::Parser;
use corpus::{documents, parallel, support};
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use table::{Part, Row};

/// Send requests and answers through the server and the client of every document, and compare
#[derive(Debug, Parser)]
#[command(name = "cargo xtask loop")]
pub struct Arguments {
    #[command(flatten)]
    selection: documents::Selection,
    /// So many requests for each operation; with 0 there is no loop
    #[arg(long, value_name = "N", default_value_t = 40)]
    requests: u64,
    /// Also so many requests in all that no client would send, to the servers alone
    #[arg(long, value_name = "N", default_value_t = 0)]
    hostile: u64,
    /// Also one request for each operation to the mock of the crate
    #[arg(long)]
    mock: bool,
    /// Send what the client sends to a server that is judged there (see `cargo xtask judge prism`); what is
    /// found is printed as JSON
    #[arg(long, value_name = "ORIGIN", conflicts_with_all = ["hostile", "mock"])]
    peer: Option<String>,
    /// What the random numbers follow from
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where the crates and the table go
    #[arg(long, default_value = "target/loop")]
    out: PathBuf,
    /// How many crates a call of cargo compiles
    #[arg(long, default_value_t = 20)]
    batch: usize,
    /// Leave what was compiled where it is
    #[arg(long)]
    keep: bool,
}

impl Arguments {
    /// What is judged of each crate.
    fn parts(&self) -> Vec<Part> {
        if self.peer.is_some() {
            return vec![Part::Peer];
        }
        let asked = [
            (Part::Loop, self.requests > 0),
            (Part::Mock, self.mock),
            (Part::Hostile, self.hostile > 0),
        ];
        let asked = asked.into_iter().filter(|(_, is_asked)| *is_asked);
        asked.map(|(part, _)| part).collect()
    }
}

fn main() -> ExitCode {
    chores::exit(run(&Arguments::parse()))
}

/// Whether nothing is at fault.
fn run(arguments: &Arguments) -> Result<bool, String> {
    if arguments.parts().is_empty() {
        return Err(
            "nothing is asked for: `--requests 0` without `--mock` and `--hostile`".to_owned(),
        );
    }
    let documents = documents::find(&arguments.selection)?;
    fs::create_dir_all(&arguments.out).map_err(|error| error.to_string())?;
    let rows = parallel::each("generated", &documents, |document| {
        write::write(document, &arguments.out, arguments.mock)
    })?;
    // documents that are refused, and those without operations, have nothing to judge
    let mut rows: Vec<Row> = rows.into_iter().flatten().collect();
    compile::judge(arguments, &mut rows)?;
    if arguments.peer.is_some() {
        for row in &rows {
            let found = row.found.as_ref().map_err(String::as_str)?;
            println!("{}", found[&Part::Peer].as_ref().map_err(String::as_str)?);
        }
        return Ok(!rows.is_empty());
    }
    let text = table::table(&rows, &arguments.parts());
    let path = arguments.out.join("table.md");
    fs::write(&path, &text).map_err(|error| format!("{}: {error}", path.display()))?;
    let written = std::io::stdout().write_all(text.as_bytes());
    written.map_err(|error| error.to_string())?;
    Ok(!rows.is_empty() && rows.iter().all(Row::is_well))
}

//! `cargo xtask conformance`: generated clients against the autorest test server, the conformance suite
//! for Swagger 2.0 that the generators of its authors are held to.
//!
//! The server counts a scenario as covered as soon as it has served it; whether the client understood
//! the answer is for the tests in `scenarios/` to say, which are written as a user would.

mod documents;
mod scenarios;
mod server;
mod table;
mod tests;
mod workspace;

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;

/// Test generated clients against the autorest test server, and print a table of what is covered
#[derive(Debug, Parser)]
#[command(name = "cargo xtask conformance")]
pub struct Arguments {
    /// Only Swagger files whose name holds this
    #[arg(long, default_value = "")]
    only: String,
    /// Where the server, the crates and what the compiler makes of them go
    #[arg(long, default_value = "target/conformance")]
    out: PathBuf,
}

fn main() -> ExitCode {
    chores::exit(run(&Arguments::parse()))
}

/// Whether every scenario is covered and every test passed.
fn run(arguments: &Arguments) -> Result<bool, String> {
    let out = std::path::absolute(&arguments.out).map_err(|error| error.to_string())?;
    let package = server::install(&out.join("server"))?;
    let documents = documents::find(&package.join("swagger"), &arguments.only)?;
    eprintln!("generating {} clients", documents.len());
    let folder = workspace::write(&out.join("workspace"), &documents)?;
    let build = out.join("build");
    if !tests::compile(&folder, &build)? {
        return Ok(false);
    }
    let server = server::Server::start(&package, &out)?;
    // what it has to serve: it invents more names while it does
    let scenarios = server.coverage()?;
    let tests = tests::run(&folder, &build, &server.url())?;
    let coverage = server.coverage()?.of(&scenarios);
    drop(server);
    let rows = table::rows(&documents, &coverage, &tests);
    print!("{}", table::table(&rows, &documents));
    Ok(!tests.is_empty() && rows.iter().all(table::Row::is_well))
}

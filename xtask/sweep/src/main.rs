//! `cargo xtask sweep`: Mattermost's Python clients against the generated server of its official document.
//! Every operation that the clients know has to be dispatched to the operation that the document has. Needs
//! Python 3; the exit code is 1 where a request went elsewhere, and 2 without Python or the document.

use chores::{Workspace, install};
use clap::Parser;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};

/// Hold the generated server to Mattermost's Python clients
#[derive(Debug, Parser)]
#[command(name = "cargo xtask sweep")]
struct Arguments {
    /// Mattermost's official document of March 2020
    #[arg(default_value = "../shared/corpus/mattermost/official-2020-03.yaml")]
    document: PathBuf,
    /// Where the crate, the clients and what the compiler makes of them go
    #[arg(long, default_value = "target/sweep")]
    out: PathBuf,
}

fn main() -> ExitCode {
    chores::exit(run(&Arguments::parse()))
}

/// Mattermost's clients, and what reads the document.
const CLIENTS: &str = include_str!("../python/requirements.txt");

/// Whether every request ended as it must.
fn run(arguments: &Arguments) -> Result<bool, String> {
    if !arguments.document.is_file() {
        return Err(format!("{}: no such file", arguments.document.display()));
    }
    let out = std::path::absolute(&arguments.out).map_err(|error| error.to_string())?;
    let python = install::pip(&out.join("python"), CLIENTS)?.join("python");
    let (_server, address) = serve(&build(&arguments.document, &out)?)?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("python/sweep.py");
    let mut sweep = Command::new(python);
    sweep.arg(script).arg(address).arg(&arguments.document);
    let status = sweep.status().map_err(|error| error.to_string())?;
    Ok(status.success())
}

/// Generates the crate and compiles the server.
fn build(document: &Path, out: &Path) -> Result<PathBuf, String> {
    let program = [
        ("Cargo.toml", include_str!("../runner/Cargo.toml.in")),
        ("main.rs", include_str!("../runner/main.rs")),
    ];
    let workspace = Workspace::write(out.join("workspace"), document, &program)?;
    eprintln!("compiling the server");
    workspace.build("runner", false)
}

/// Ends with the sweep.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn serve(runner: &Path) -> Result<(Server, String), String> {
    let child = Command::new(runner).stdout(Stdio::piped()).spawn();
    let mut server = Server(child.map_err(|error| format!("{}: {error}", runner.display()))?);
    let output = server.0.stdout.take().ok_or("the server has no output")?;
    let mut address = String::new();
    let read = BufReader::new(output).read_line(&mut address);
    read.map_err(|error| error.to_string())?;
    Ok((server, address.trim().to_owned()))
}

//! `cargo xtask sweep`: Mattermost's own clients against the generated server of its official document.
//! Every operation that the clients know has to be dispatched to the operation that the document has, and
//! what the operations for tokens are sent and answer has to be what it should, to the byte. Needs Python 3
//! and Node; the exit code is 1 where that does not hold, and 2 without these or the document.

mod wire;

use chores::{Workspace, install};
use clap::Parser;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitCode, Stdio};

/// Hold the generated server to Mattermost's own clients
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
    let node = out.join("node");
    install::npm(&node, "@mattermost/client", "11.9.0")?;
    let mut server = serve(&build(&arguments.document, &out)?)?;
    let sources = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sweep = Command::new(python);
    sweep.arg(sources.join("python/sweep.py"));
    sweep.args([&server.every, &server.tokens]);
    let status = sweep.arg(&arguments.document).status();
    let well = status.map_err(|error| error.to_string())?.success();
    let mut javascript = Command::new("node");
    javascript.arg(sources.join("../tests/javascript/client.cjs"));
    javascript.arg(format!("http://{}", server.tokens));
    let output = javascript.env("NODE_PATH", node.join("node_modules"));
    let output = output.stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| format!("node: {error}"))?;
    let read = wire::understood(&String::from_utf8_lossy(&output.stdout));
    let printed = server.end()?;
    Ok(wire::is_right(&printed) && well && read)
}

/// Generates the crate and compiles the server.
fn build(document: &Path, out: &Path) -> Result<PathBuf, String> {
    let program = [
        ("Cargo.toml", include_str!("../runner/Cargo.toml.in")),
        ("main.rs", include_str!("../runner/main.rs")),
        ("tokens.rs", include_str!("../runner/tokens.rs")),
    ];
    let workspace = Workspace::write(out.join("workspace"), document, &program)?;
    eprintln!("compiling the server");
    workspace.build("runner", false)
}

/// Ends with the sweep.
struct Server {
    child: Child,
    output: BufReader<ChildStdout>,
    /// Where every operation is.
    every: String,
    /// Where those for tokens are alone.
    tokens: String,
}

impl Server {
    /// Ends it, and gives what it has printed since it said where it is.
    fn end(&mut self) -> Result<String, String> {
        let _ = self.child.kill();
        let mut printed = String::new();
        let read = self.output.read_to_string(&mut printed);
        read.map_err(|error| error.to_string())?;
        Ok(printed)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(runner: &Path) -> Result<Server, String> {
    let child = Command::new(runner).stdout(Stdio::piped()).spawn();
    let mut child = child.map_err(|error| format!("{}: {error}", runner.display()))?;
    let output = child.stdout.take().ok_or("the server has no output")?;
    let mut server = Server {
        child,
        output: BufReader::new(output),
        every: String::new(),
        tokens: String::new(),
    };
    let mut line = String::new();
    let read = server.output.read_line(&mut line);
    read.map_err(|error| error.to_string())?;
    let (every, tokens) = line
        .trim()
        .split_once(' ')
        .ok_or("the server has no address")?;
    (server.every, server.tokens) = (every.to_owned(), tokens.to_owned());
    Ok(server)
}

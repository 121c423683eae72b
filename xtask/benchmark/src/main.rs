//! `cargo xtask benchmark`: what a generated crate costs. `bodies` moves a gigabyte each way between a client
//! and a server; `compile` measures what a server costs in the crate that implements it; `load` holds a server
//! against one written by hand, with thousands of connections. The exit code is 1 where a bound is not kept.

mod bodies;
mod compile;
mod ends;
mod load;
mod process;

use clap::Parser;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Measures what a generated crate costs
#[derive(Parser)]
#[command(name = "cargo xtask benchmark")]
enum Arguments {
    /// Whether large bodies pass without being held, each end a process of its own (Linux)
    Bodies(bodies::Arguments),
    /// What a server costs in the crate that implements it
    Compile(compile::Arguments),
    /// Thousands of connections, half of which stall, beside a server written by hand (Linux)
    Load(load::Arguments),
}

fn main() -> ExitCode {
    let kept = match Arguments::parse() {
        Arguments::Bodies(arguments) => bodies::run(&arguments),
        Arguments::Compile(arguments) => compile::run(&arguments),
        Arguments::Load(arguments) => load::run(&arguments),
    };
    chores::exit(kept.map(|broken| {
        let broken = broken.inspect(|it| eprintln!("error: {it}"));
        broken.is_none()
    }))
}

/// Where what is generated and compiled goes.
fn folder(name: &str) -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.ancestors().nth(2).unwrap_or(here);
    root.join("target/benchmark").join(name)
}

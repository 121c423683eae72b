//! `cargo xtask benchmark`: whether large bodies pass through a generated client and a generated server
//! without being held. A gigabyte each way over a loopback socket, each end a process of its own; the exit
//! code is 1 where either end took more memory than it may. Linux only: the figures are those of `/proc`.

mod ends;

use clap::Parser;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Moves large bodies between a generated client and a generated server.
#[derive(Parser)]
struct Arguments {
    /// How much is moved each way, in MB.
    #[arg(long, default_value_t = 1000)]
    size: u64,
    /// How much memory each end may take, in MB.
    #[arg(long, default_value_t = 100)]
    memory: u64,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("error: more than {} MB of memory", arguments.memory);
            ExitCode::from(1)
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether both ends kept within their memory.
fn run(arguments: &Arguments) -> Result<bool, String> {
    if !Path::new("/proc/self/status").exists() {
        return Err("there is no /proc here to read the memory of a process from".to_owned());
    }
    let runner = build()?;
    let moved = ends::run(&runner, arguments.size * 1_000_000)?;
    let rate = |seconds: f64| arguments.size as f64 / seconds;
    let memory = |kilobytes: u64| kilobytes as f64 * 1024.0 / 1e6;
    println!("| {} MB | MB/s |", arguments.size);
    println!("|---|---|");
    println!("| downloaded | {:.0} |", rate(moved.download));
    println!("| uploaded | {:.0} |", rate(moved.upload));
    println!("| uploaded in a form | {:.0} |", rate(moved.form));
    println!();
    println!("| peak memory | MB |");
    println!("|---|---|");
    println!("| client | {:.1} |", memory(moved.client));
    println!("| server | {:.1} |", memory(moved.server));
    let most = memory(moved.client.max(moved.server));
    Ok(most <= arguments.memory as f64)
}

/// Generates the crate and compiles both ends.
fn build() -> Result<PathBuf, String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.ancestors().nth(2).unwrap_or(here);
    let workspace = root.join("target/benchmark");
    let put = |path: &str, text: &str| {
        let path = workspace.join(path);
        let fail = |error| format!("{}: {error}", path.display());
        fs::create_dir_all(path.parent().unwrap_or(&workspace)).map_err(fail)?;
        fs::write(&path, text).map_err(fail)
    };
    put(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"api\", \"runner\"]\n",
    )?;
    put("Cargo.lock", include_str!("../../../Cargo.lock"))?;
    put("runner/Cargo.toml", include_str!("../runner/Cargo.toml.in"))?;
    put("runner/main.rs", include_str!("../runner/main.rs"))?;
    let document = here.join("large-bodies.yaml");
    let api = workspace.join("api");
    let words = ["benchmark", "codegen", "--spec"].map(Into::into);
    let words = words.into_iter().chain([document.into_os_string()]);
    let words = words.chain(["--out".into(), api.into_os_string()]);
    if bindsmith::cli::run(words) != ExitCode::SUCCESS {
        return Err("the crate cannot be generated".to_owned());
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--quiet", "--release", "--package", "runner"])
        .current_dir(&workspace)
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        .status();
    match built {
        Ok(status) if status.success() => Ok(workspace.join("target/release/runner")),
        Ok(_) => Err("the generated crate does not compile".to_owned()),
        Err(error) => Err(format!("cargo: {error}")),
    }
}

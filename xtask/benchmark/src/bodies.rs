//! Whether large bodies pass through a generated client and a generated server without being held: a gigabyte
//! each way over a loopback socket. Linux only: the figures are those of `/proc`.

use crate::{ends, folder};
use chores::Workspace;
use std::path::Path;

#[derive(clap::Args)]
pub struct Arguments {
    /// How much is moved each way, in MB
    #[arg(long, default_value_t = 1000)]
    size: u64,
    /// How much memory each end may take, in MB
    #[arg(long, default_value_t = 100)]
    memory: u64,
}

/// Says which bound was not kept.
pub fn run(arguments: &Arguments) -> Result<Option<String>, String> {
    if !Path::new("/proc/self/status").exists() {
        return Err("there is no /proc here to read the memory of a process from".to_owned());
    }
    let program = [
        ("Cargo.toml", include_str!("../runner/Cargo.toml.in")),
        ("main.rs", include_str!("../runner/main.rs")),
    ];
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("large-bodies.yaml");
    let workspace = Workspace::write(folder("bodies"), &document, &program)?;
    let runner = workspace.build("runner", true)?;
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
    let held = most > arguments.memory as f64;
    Ok(held.then(|| format!("more than {} MB of memory", arguments.memory)))
}

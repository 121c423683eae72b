//! A generated server under load, beside one that is written by hand for the same routes, one after the other
//! in the same run: thousands of connections of which half stall within a body, and a steady mix of requests on
//! the others. Client and server are two processes. Linux only: the memory is that of `/proc`.

use crate::folder;
use crate::process::{Server, figure};
use chores::Workspace;
use std::path::Path;
use std::process::{Command, Stdio};

#[derive(clap::Args)]
pub struct Arguments {
    /// How many connections there are at once; half of them stall
    #[arg(long, default_value_t = 5000)]
    connections: u32,
    /// For how many seconds requests are counted
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// How many requests are sent in a second, over all connections
    #[arg(long, default_value_t = 2000)]
    rate: u32,
    /// By how many percent what is allocated may grow after the warm-up, beside 100 KB
    #[arg(long, default_value_t = 1.0)]
    growth: f64,
    /// With less patience, a short warm-up, and a short end: for a few connections
    #[arg(long)]
    quick: bool,
}

/// How long the parts of a run take, in seconds.
struct Times {
    /// A request that stalls is refused after so many: several times in a run.
    patience: u32,
    /// Before anything is counted: every connection has sent every kind of request, and those that stall have
    /// been refused twice.
    warm: u32,
    /// As many requests as possible, after the others.
    flat: u32,
}

const WHOLE: Times = Times {
    patience: 10,
    warm: 30,
    flat: 10,
};
const QUICK: Times = Times {
    patience: 2,
    warm: 5,
    flat: 2,
};

/// What a process opens beside its connections.
const BESIDE: u64 = 100;

/// Runs what follows with as many open files as the machine allows: a connection is one.
const OPEN: &str = r#"ulimit -n "$(ulimit -Hn)" && exec "$0" "$@""#;

const FILES: [(&str, &str); 9] = [
    ("Cargo.toml", include_str!("../load/Cargo.toml.in")),
    ("main.rs", include_str!("../load/main.rs")),
    ("drive.rs", include_str!("../load/drive.rs")),
    ("figures.rs", include_str!("../load/figures.rs")),
    ("generated.rs", include_str!("../load/generated.rs")),
    ("live.rs", include_str!("../load/live.rs")),
    ("requests.rs", include_str!("../load/requests.rs")),
    ("serve.rs", include_str!("../load/serve.rs")),
    ("written.rs", include_str!("../load/written.rs")),
];

impl Arguments {
    fn times(&self) -> &'static Times {
        if self.quick { &QUICK } else { &WHOLE }
    }
}

/// Whether the machine lets a process have so many files open.
fn check_open_files(wanted: u64) -> Result<(), String> {
    let limits = std::fs::read_to_string("/proc/self/limits").map_err(|error| error.to_string())?;
    let line = limits
        .lines()
        .find_map(|it| it.strip_prefix("Max open files"));
    // the soft limit, the hard one, the unit; one that is no number is none
    let hard: Option<u64> = line.and_then(|it| it.split_whitespace().nth(1)?.parse().ok());
    match hard {
        Some(hard) if hard < wanted => Err(format!(
            "a process may have {hard} files open, and {wanted} are needed: `ulimit -Hn {wanted}` as root, \
             or fewer `--connections`"
        )),
        _ => Ok(()),
    }
}

/// Says which bound was not kept.
pub fn run(arguments: &Arguments) -> Result<Option<String>, String> {
    if !Path::new("/proc/self/status").exists() {
        return Err("there is no /proc here to read the memory of a process from".to_owned());
    }
    if arguments.connections < 2 || arguments.seconds == 0 || arguments.rate == 0 {
        return Err("there must be two connections, a second, and a request in it".to_owned());
    }
    check_open_files(u64::from(arguments.connections) + BESIDE)?;
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("load.yaml");
    let workspace = Workspace::write(folder("load"), &document, &FILES)?;
    let runner = workspace.build("runner", true)?;
    let generated = Loaded::by(&runner, "generated", arguments)?;
    let written = Loaded::by(&runner, "written", arguments)?;
    println!(
        "| {} connections, half of them stalled; {} s | generated | written by hand |",
        arguments.connections, arguments.seconds
    );
    println!("|---|---|---|");
    for (name, of) in Loaded::ROWS {
        println!("| {name} | {} | {} |", of(&generated), of(&written));
    }
    let broken = [("generated", &generated), ("written by hand", &written)];
    let broken = broken
        .iter()
        .find_map(|(which, it)| Some(format!("{which}: {}", it.broken(arguments)?)));
    Ok(broken)
}

/// What came of a server.
struct Loaded {
    sent: u64,
    lost: u64,
    wrong: u64,
    /// Requests that stalled.
    refused: u64,
    /// Seconds until the one of them was refused that waited longest.
    longest: f64,
    rate: f64,
    /// Milliseconds.
    p50: f64,
    p99: f64,
    p999: f64,
    /// What is allocated, in bytes: after the warm-up, and at the end.
    live: [u64; 2],
    /// The same, of what the process holds of the machine's memory.
    resident: [u64; 2],
    /// Requests in a second when as many as possible are sent.
    flat: f64,
}

type Cell = fn(&Loaded) -> String;

impl Loaded {
    const ROWS: [(&str, Cell); 10] = [
        ("requests", |it| it.sent.to_string()),
        ("without an answer", |it| it.lost.to_string()),
        ("with a wrong answer", |it| it.wrong.to_string()),
        ("stalled, and refused with 408", |it| it.refused.to_string()),
        ("after at most, in s", |it| format!("{:.2}", it.longest)),
        ("requests in a second", |it| format!("{:.0}", it.rate)),
        ("p50, p99, p99.9 in ms", |it| {
            format!("{:.2}, {:.2}, {:.2}", it.p50, it.p99, it.p999)
        }),
        ("allocated after the warm-up, at the end, in MB", |it| {
            megabytes(it.live)
        }),
        ("resident after the warm-up, at the end, in MB", |it| {
            megabytes(it.resident)
        }),
        ("at most in a second, on 64 connections", |it| {
            format!("{:.0}", it.flat)
        }),
    ];

    fn by(runner: &Path, which: &str, arguments: &Arguments) -> Result<Self, String> {
        let times = arguments.times();
        let patience = times.patience.to_string();
        let runner = runner.display().to_string();
        let words = ["-c", OPEN, &runner, "serve", which, &patience];
        let (server, address) = Server::start(Path::new("sh"), &words)?;
        let whole = times.warm + arguments.seconds + times.flat;
        eprintln!("{which}: {whole} s");
        let words = [
            &address,
            &server.id().to_string(),
            &arguments.connections.to_string(),
            &arguments.rate.to_string(),
            &patience,
            &times.warm.to_string(),
            &arguments.seconds.to_string(),
            &times.flat.to_string(),
        ];
        let driven = Command::new("sh")
            .args(["-c", OPEN, &runner, "drive"])
            .args(words)
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| format!("{runner}: {error}"))?;
        if !driven.status.success() {
            return Err(format!("{which}: the client failed"));
        }
        server.end()?;
        let said = String::from_utf8_lossy(&driven.stdout);
        Ok(Self {
            sent: figure(&said, "sent")?,
            lost: figure(&said, "lost")?,
            wrong: figure(&said, "wrong")?,
            refused: figure(&said, "refused")?,
            longest: figure(&said, "longest")?,
            rate: figure(&said, "rate")?,
            p50: figure(&said, "p50")?,
            p99: figure(&said, "p99")?,
            p999: figure(&said, "p999")?,
            live: both(&said, "live")?,
            resident: both(&said, "resident")?,
            flat: figure(&said, "flat")?,
        })
    }

    fn broken(&self, arguments: &Arguments) -> Option<String> {
        if self.lost > 0 {
            return Some(format!("{} requests are lost", self.lost));
        }
        if self.wrong > 0 {
            return Some(format!("{} answers are wrong", self.wrong));
        }
        let stalled = u64::from(arguments.connections / 2);
        if self.refused < stalled {
            let refused = self.refused;
            return Some(format!(
                "{refused} stalled requests are refused, of {stalled}"
            ));
        }
        let [before, after] = self.live;
        let most = before as f64 * (1.0 + arguments.growth / 100.0) + 100e3;
        let grew = after as f64 > most;
        grew.then(|| format!("what is allocated grew: {} MB", megabytes(self.live)))
    }
}

/// A figure after the warm-up, and at the end.
fn both(said: &str, name: &str) -> Result<[u64; 2], String> {
    let before = figure(said, &format!("{name}-before"))?;
    Ok([before, figure(said, &format!("{name}-after"))?])
}

fn megabytes([before, after]: [u64; 2]) -> String {
    format!("{:.1}, {:.1}", before as f64 / 1e6, after as f64 / 1e6)
}

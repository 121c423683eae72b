//! Prism between a generated client and a generated server: it validates what goes either way.

use crate::documents::{self, DOCUMENTS, Judged};
use crate::mock::Mock;
use chores::install;
use clap::Args;
use serde_json::{Map, Value};
use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

#[derive(Debug, Args)]
pub struct Options {
    /// Only documents whose name holds this
    #[arg(long, default_value = "")]
    only: String,
    /// Only our own document
    #[arg(long)]
    smallest: bool,
    /// So many requests for each operation
    #[arg(long, value_name = "N", default_value_t = 10)]
    requests: u64,
}

/// XML and wide integers are left out.
const KNOWN: [&str; 2] = [
    "which the judge does not read",
    "which the judge does not hold",
];

/// Each with overlays: Prism has nothing to allow where nothing is declared.
const WANTED: &[&str] = &[
    documents::SMALLEST,
    "petstore, refusals declared",
    "mattermost, refusals declared",
];

const PRISM: &str = "@stoplight/prism-cli";
const PRISM_VERSION: &str = "5.16.0";

pub fn run(options: &Options, out: &Path, corpus: &Path) -> Result<bool, String> {
    let prism = install::npm(&out.join("prism"), PRISM, PRISM_VERSION)?.join("dist/index.js");
    let wanted = |it: &&Judged| {
        WANTED.contains(&it.name)
            && (!options.smallest || it.name == documents::SMALLEST)
            && it.name.contains(&options.only)
    };
    let (mut well, mut text) = (true, String::new());
    for judged in DOCUMENTS.iter().filter(wanted) {
        let Some(document) = documents::write(judged, corpus, out)? else {
            eprintln!("SKIPPED: there is no {}", judged.path);
            continue;
        };
        eprintln!("Prism: {}", judged.name);
        let document = at_the_root(&document, judged.name, out)?;
        let found = one(&prism, &document, options.requests, out)?;
        let empty = Vec::new();
        let faults = found["faults"].as_array().unwrap_or(&empty);
        for fault in faults {
            eprintln!("{fault}");
        }
        let skipped = found["skipped"].as_object().into_iter().flatten();
        for (what, count) in skipped.filter(|(what, _)| !KNOWN.iter().any(|it| what.ends_with(it)))
        {
            eprintln!("not made, {count} times: {what}");
        }
        well &= faults.is_empty() && found["called"] == found["operations"];
        text.push_str(&format!(
            "| {} | {} of {} | {} | {} |\n",
            judged.name,
            found["called"],
            found["operations"],
            found["requests"],
            faults.len()
        ));
    }
    print!("| document | operations | requests | violations |\n|---|---|---|---|\n{text}");
    Ok(well && !text.is_empty())
}

/// Prism routes at the root, whatever the base path: so it becomes a part of every path. And where nothing is
/// said of media types, it allows no body at all.
fn at_the_root(document: &Path, name: &str, out: &Path) -> Result<PathBuf, String> {
    let text = fs::read_to_string(document).map_err(|error| error.to_string())?;
    let mut root: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let base = root["basePath"]
        .as_str()
        .unwrap_or_default()
        .trim_end_matches('/')
        .to_owned();
    if let Some(root) = root.as_object_mut() {
        root.remove("basePath");
        let json = || serde_json::json!(["application/json"]);
        root.entry("consumes").or_insert_with(json);
        root.entry("produces").or_insert_with(json);
    }
    if let Some(paths) = root["paths"].as_object_mut() {
        let paths_below = std::mem::take(paths).into_iter();
        *paths = paths_below
            .map(|(path, item)| (format!("{base}{path}"), item))
            .collect::<Map<_, _>>();
    }
    // a folder of its own: the loop takes all that is in one
    let folder = out
        .join("documents-at-the-root")
        .join(name.replace([' ', ','], "-"));
    let path = folder.join("document.json");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    fs::write(&path, root.to_string()).map_err(|error| error.to_string())?;
    Ok(path)
}

fn one(prism: &Path, document: &Path, requests: u64, out: &Path) -> Result<Value, String> {
    let mock = Mock::start(document, false, out)?;
    let prism = Prism::start(prism, document, mock.origin(), out)?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut client = Command::new(cargo);
    client.args(["run", "--quiet", "--package", "closed-loop", "--"]);
    client.arg(document.parent().unwrap_or(document));
    client.args(["--peer", &prism.origin, "--requests", &requests.to_string()]);
    client.arg("--out").arg(out.join("loop"));
    client.stderr(Stdio::inherit());
    let output = client.output().map_err(|error| format!("cargo: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(said.trim()).map_err(|_| format!("the client: {} {said}", output.status))
}

/// Ends when it is dropped.
struct Prism {
    process: Child,
    origin: String,
}

impl Prism {
    fn start(program: &Path, document: &Path, upstream: &str, out: &Path) -> Result<Self, String> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
        let port = port
            .and_then(|it| it.local_addr())
            .map_err(|error| error.to_string())?
            .port();
        let log = out.join("prism.log");
        let file = File::create(&log).map_err(|error| error.to_string())?;
        let errors = file.try_clone().map_err(|error| error.to_string())?;
        let mut command = Command::new("node");
        command.arg(program).args([
            "proxy",
            "-h",
            "127.0.0.1",
            "-p",
            &port.to_string(),
            "--errors",
        ]);
        command.arg(document).arg(upstream);
        command.stdin(Stdio::null()).stdout(file).stderr(errors);
        let process = command
            .spawn()
            .map_err(|error| format!("Prism needs Node; `node`: {error}"))?;
        let mut prism = Self {
            process,
            origin: format!("http://127.0.0.1:{port}"),
        };
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            let ended = prism
                .process
                .try_wait()
                .map_err(|error| error.to_string())?;
            if ended.is_some() || start.elapsed() > Duration::from_secs(60) {
                return Err(format!("Prism does not start: see {}", log.display()));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(prism)
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

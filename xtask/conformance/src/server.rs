//! The autorest test server: installed once, started on a free port of the loopback, stopped in any case.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PACKAGE: &str = "@microsoft.azure/autorest.testserver";
const VERSION: &str = "3.3.51";
/// It takes less than a second.
const START: Duration = Duration::from_secs(30);

/// Preloaded: the server would listen on every interface, and outlive us if we are killed.
const PRELOAD: &str = "\
process.stdin.on('end', () => process.exit()).resume();
const { Server } = require('net');
const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  return listen.call(this, port, '127.0.0.1', ...rest);
};
";

/// The folder of the installed package.
pub fn install(folder: &Path) -> Result<PathBuf, String> {
    chores::install::npm(folder, PACKAGE, VERSION)
}

/// A server that runs until this is dropped.
pub struct Server {
    process: Child,
    port: u16,
}

impl Server {
    pub fn start(package: &Path, out: &Path) -> Result<Self, String> {
        let preload = out.join("preload.js");
        fs::write(&preload, PRELOAD).map_err(|error| error.to_string())?;
        let log = out.join("server.log");
        let output = File::create(&log).map_err(|error| error.to_string())?;
        let errors = output.try_clone().map_err(|error| error.to_string())?;
        let port = free_port().map_err(|error| format!("no free port: {error}"))?;
        let process = Command::new("node")
            .arg("-r")
            .arg(preload)
            .arg(package.join("dist/cli/cli.js"))
            .args(["run", "--port", &port.to_string(), "--coverageDirectory"])
            .arg(out.join("coverage"))
            // it ends when we do, however that comes
            .stdin(Stdio::piped())
            .stdout(output)
            .stderr(errors)
            .spawn()
            .map_err(|error| format!("the test server needs Node; `node`: {error}"))?;
        let mut server = Server { process, port };
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            let ended = server.process.try_wait().map_err(|it| it.to_string())?;
            if ended.is_some() || start.elapsed() > START {
                let log = log.display();
                return Err(format!("the test server does not start: see {log}"));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The scenarios that are required and those that are optional, with how often each was served.
    pub fn coverage(&self) -> Result<Coverage, String> {
        Ok(Coverage {
            required: self.report("report")?,
            optional: self.report("report/optional")?,
        })
    }

    fn report(&self, path: &str) -> Result<BTreeMap<String, u64>, String> {
        let answer = reqwest::blocking::get(format!("{}/{path}", self.url()));
        let text = answer
            .and_then(|answer| answer.error_for_status()?.text())
            .map_err(|error| format!("the report of the test server: {error}"))?;
        serde_json::from_str(&text).map_err(|error| format!("`/{path}`: {error}"))
    }
}

/// Scenarios by name, with how often each was served.
pub struct Coverage {
    pub required: BTreeMap<String, u64>,
    pub optional: BTreeMap<String, u64>,
}

impl Coverage {
    /// The scenarios that are known there.
    pub fn of(mut self, known: &Coverage) -> Self {
        self.required
            .retain(|name, _| known.required.contains_key(name));
        self.optional
            .retain(|name, _| known.optional.contains_key(name));
        self
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn free_port() -> std::io::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port())
}

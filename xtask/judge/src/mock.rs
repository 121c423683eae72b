//! A mock, in a process of its own, on a port of the loopback.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The command of [`bindsmith::cli`] that this program passes on.
pub const COMMAND: &str = "mock";
/// The one credential that a mock takes: that of the closed loop.
pub const TOKEN: &str = "anVkZ2U6anVkZ2U=";

/// Ends when it is dropped.
pub struct Mock {
    process: Child,
    /// With the base path.
    pub url: String,
}

impl Mock {
    /// `strict`: what the document does not declare is refused, and what was deleted is gone.
    pub fn start(document: &Path, strict: bool, out: &Path) -> Result<Self, String> {
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        let mut command = Command::new(program);
        command
            .arg(COMMAND)
            .arg(document)
            .args(["--port", "0", "--token", TOKEN]);
        command.args(
            strict
                .then_some(["--strict", "--remember"])
                .iter()
                .flatten(),
        );
        command.arg("--cache").arg(out.join("mock"));
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let process = command
            .spawn()
            .map_err(|error| format!("the mock: {error}"))?;
        let mut mock = Self {
            process,
            url: String::new(),
        };
        let output = mock.process.stdout.take().ok_or("the mock says nothing")?;
        let mut line = String::new();
        let read = BufReader::new(output).read_line(&mut line);
        read.map_err(|error| format!("the mock: {error}"))?;
        let url = line.trim().strip_prefix("listening on ");
        mock.url = url.ok_or("the mock does not start")?.to_owned();
        Ok(mock)
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> &str {
        let host = self.url.find("://").map_or(0, |at| at + 3);
        let path = self.url.get(host..).and_then(|it| it.find('/'));
        path.map_or(&self.url, |at| {
            self.url.get(..host + at).unwrap_or(&self.url)
        })
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

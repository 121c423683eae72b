//! The two processes.

use crate::process::{Server, figure};
use std::path::Path;
use std::process::{Command, Stdio};

/// What they said.
pub struct Moved {
    /// Seconds.
    pub download: f64,
    pub upload: f64,
    /// As a file of a multipart form.
    pub form: f64,
    /// Peak memory in kilobytes.
    pub client: u64,
    pub server: u64,
}

pub fn run(runner: &Path, bytes: u64) -> Result<Moved, String> {
    let fail = |error: std::io::Error| format!("{}: {error}", runner.display());
    let (server, address) = Server::start(runner, &["serve"])?;
    let url = format!("http://{address}");
    let client = Command::new(runner)
        .args(["move", &url, &bytes.to_string()])
        .stderr(Stdio::inherit())
        .output()
        .map_err(fail)?;
    if !client.status.success() {
        return Err("the client failed".to_owned());
    }
    let client = String::from_utf8_lossy(&client.stdout).into_owned();

    let said = server.end()?;
    Ok(Moved {
        download: figure(&client, "download")?,
        upload: figure(&client, "upload")?,
        form: figure(&client, "form")?,
        client: figure(&client, "peak")?,
        server: figure(&said, "peak")?,
    })
}

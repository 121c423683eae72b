//! The two processes.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};

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

/// Ends the process, whatever happens.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub fn run(runner: &Path, bytes: u64) -> Result<Moved, String> {
    let fail = |error: std::io::Error| format!("{}: {error}", runner.display());
    let server = Command::new(runner)
        .arg("serve")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut server = Server(server.map_err(fail)?);
    let output = server.0.stdout.take().ok_or("the server says nothing")?;
    let mut output = BufReader::new(output);
    let mut address = String::new();
    output.read_line(&mut address).map_err(fail)?;

    let url = format!("http://{}", address.trim());
    let client = Command::new(runner)
        .args(["move", &url, &bytes.to_string()])
        .stderr(Stdio::inherit())
        .output()
        .map_err(fail)?;
    if !client.status.success() {
        return Err("the client failed".to_owned());
    }
    let client = String::from_utf8_lossy(&client.stdout).into_owned();

    // it ends when its input does
    drop(server.0.stdin.take());
    let mut said = String::new();
    output.read_to_string(&mut said).map_err(fail)?;
    Ok(Moved {
        download: figure(&client, "download")?,
        upload: figure(&client, "upload")?,
        form: figure(&client, "form")?,
        client: figure(&client, "peak")?,
        server: figure(&said, "peak")?,
    })
}

/// The number behind a name.
fn figure<T: std::str::FromStr>(said: &str, name: &str) -> Result<T, String> {
    let lines = said.lines().filter_map(|line| line.split_once(' '));
    let mut named = lines.filter(|(known, _)| *known == name);
    let number = named.next().and_then(|(_, number)| number.parse().ok());
    number.ok_or_else(|| format!("`{name}` is missing"))
}

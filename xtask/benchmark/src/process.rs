//! A program that serves, as a process, and the figures that a program prints.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::str::FromStr;

/// Ends the process, whatever happens.
pub struct Server {
    process: Child,
    output: BufReader<ChildStdout>,
}

impl Server {
    /// Starts it, and reads the address that it prints.
    ///
    /// # Errors
    /// It does not start, or says nothing.
    pub fn start(program: &Path, words: &[&str]) -> Result<(Self, String), String> {
        let fail = |error: std::io::Error| format!("{}: {error}", program.display());
        let mut process = Command::new(program)
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(fail)?;
        let output = process.stdout.take().ok_or("the server says nothing")?;
        let output = BufReader::new(output);
        let mut server = Self { process, output };
        let mut address = String::new();
        server.output.read_line(&mut address).map_err(fail)?;
        Ok((server, address.trim().to_owned()))
    }

    /// The number of the process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Ends it by closing its input; what it had to say.
    ///
    /// # Errors
    /// What it says cannot be read.
    pub fn end(mut self) -> Result<String, String> {
        drop(self.process.stdin.take());
        let mut said = String::new();
        let read = self.output.read_to_string(&mut said);
        read.map(|_| said).map_err(|error| error.to_string())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The number behind a name, of lines with a name and a number.
///
/// # Errors
/// It is not there.
pub fn figure<T: FromStr>(said: &str, name: &str) -> Result<T, String> {
    let lines = said.lines().filter_map(|line| line.split_once(' '));
    let mut named = lines.filter(|(known, _)| *known == name);
    let number = named.next().and_then(|(_, number)| number.parse().ok());
    number.ok_or_else(|| format!("`{name}` is missing"))
}

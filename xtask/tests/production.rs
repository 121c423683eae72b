//! What the listener of the example `production` does, which is not the router's: limits on headers, and an
//! end that lets come to its end what has begun.
#![cfg(unix)]

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start() -> Self {
        // the folder that cargo gives to tests is one below
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
        let built = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", "mattermost-api"])
            .args(["--example", "production"])
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap())
            .env("CARGO_TARGET_DIR", target)
            .status();
        assert!(built.unwrap().success());
        let mut process = Command::new(target.join("debug/examples/production"))
            .arg("127.0.0.1:0")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        let stdout = process.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        Self { process, address }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .unwrap();
        stream
    }

    /// What is answered before the connection ends.
    fn ask(&self, text: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(text.as_bytes()).unwrap();
        answer(&mut stream)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    // who has not read everything may end the connection roughly
    if let Err(error) = stream.read_to_end(&mut bytes) {
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    }
    String::from_utf8(bytes).unwrap()
}

const BODY: &str = r#"{"token_id":"t1"}"#;

/// A request whose body is still to come.
fn enable(more: &str) -> String {
    format!(
        "POST /api/v4/users/tokens/enable HTTP/1.1\r\nhost: test\r\nauthorization: Bearer s3cret\r\n\
         content-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n{more}\r\n",
        BODY.len()
    )
}

#[test]
fn headers_have_limits() {
    let server = Server::start();
    let well = server.ask(&(enable("") + BODY));
    assert!(well.starts_with("HTTP/1.1 200 OK"), "{well}");
    assert!(well.ends_with(r#"{"status":"OK"}"#), "{well}");
    let few: String = (0..50).map(|it| format!("x-{it}: y\r\n")).collect();
    let well = server.ask(&(enable(&few) + BODY));
    assert!(well.starts_with("HTTP/1.1 200 OK"), "{well}");
    let many: String = (0..64).map(|it| format!("x-{it}: y\r\n")).collect();
    let refused = server.ask(&enable(&many));
    assert!(refused.starts_with("HTTP/1.1 431 "), "{refused}");
    // it is not read to its end, which is none
    let endless = format!("x: {}", "y".repeat(64 * 1024));
    let refused = server.ask(enable(&endless).trim_end());
    assert!(refused.starts_with("HTTP/1.1 431 "), "{refused}");
}

#[test]
fn what_has_begun_ends_well_and_nothing_new_begins() {
    let mut server = Server::start();
    let mut begun = server.connect();
    let head = enable("expect: 100-continue\r\n");
    begun.write_all(head.as_bytes()).unwrap();
    // the handler's body is asked for, so that the request has begun
    let mut asked = [0; 25];
    begun.read_exact(&mut asked).unwrap();
    assert_eq!(&asked, b"HTTP/1.1 100 Continue\r\n\r\n");
    let id = server.process.id().to_string();
    let told = Command::new("kill").args(["-TERM", &id]).status();
    assert!(told.unwrap().success());
    // the listener is gone before long
    let gone = (0..400).any(|_| {
        std::thread::sleep(Duration::from_millis(10));
        TcpStream::connect(&server.address).is_err()
    });
    assert!(gone);
    begun.write_all(BODY.as_bytes()).unwrap();
    let answered = answer(&mut begun);
    assert!(answered.starts_with("HTTP/1.1 200 OK"), "{answered}");
    assert!(answered.ends_with(r#"{"status":"OK"}"#), "{answered}");
    assert!(server.process.wait().unwrap().success());
}

//! The generated server and the generated client with each other, and the server with Mattermost's
//! own JavaScript client.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn target() -> PathBuf {
    // the folder that cargo gives to tests is one below
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .unwrap()
        .to_owned()
}

fn demo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command
        .args([
            "run",
            "--quiet",
            "--package",
            "mattermost-api",
            "--example",
            "demo",
            "--",
        ])
        .args(arguments)
        .current_dir(root())
        .env("CARGO_TARGET_DIR", target());
    command
}

#[test]
fn client_and_server_understand_each_other() {
    let output = demo(&[]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let wanted = [
        "enable:  200 OK OK",
        "disable: 200 OK OK",
        "enable as a guest: 403 Forbidden api.context.permissions.app_error: You do not have the \
         appropriate permissions.",
        "enable as nobody: 401 Unauthorized api.context.unauthorized.app_error: credentials are \
         missing",
        "enable where it is not written: 501 Not Implemented",
        "disable in maintenance: 503 Service Unavailable, 24 bytes intact",
    ];
    assert_eq!(
        said.lines().collect::<Vec<_>>(),
        wanted,
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.status.success());
}

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Builds first, so that what is killed later is the server and not cargo.
fn serve() -> (Server, String) {
    let built = Command::new(env!("CARGO"))
        .args([
            "build",
            "--quiet",
            "--package",
            "mattermost-api",
            "--example",
            "demo",
        ])
        .current_dir(root())
        .env("CARGO_TARGET_DIR", target())
        .status();
    assert!(built.unwrap().success());
    let path = target()
        .join("debug/examples")
        .join(format!("demo{}", std::env::consts::EXE_SUFFIX));
    let mut child = Command::new(path)
        .arg("serve")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut url = String::new();
    let stdout = child.stdout.take().unwrap();
    let server = Server(child);
    BufReader::new(stdout).read_line(&mut url).unwrap();
    (server, url.trim().to_owned())
}

/// `.ci/run` installs the client; see there.
#[test]
fn mattermosts_own_client_understands_the_server() {
    let modules = target().join("javascript/node_modules");
    if !modules.join("@mattermost/client").is_dir() {
        eprintln!(
            "SKIPPED: `@mattermost/client` is not installed in {}",
            modules.display()
        );
        return;
    }
    let (_server, url) = serve();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/javascript/client.cjs");
    let output = Command::new("node")
        .arg(script)
        .arg(url)
        .env("NODE_PATH", modules)
        .output();
    let output = output.expect("node, since its modules are there");
    let said = String::from_utf8_lossy(&output.stdout);
    let wanted = [
        r#"{"name":"enableUserAccessToken","token":"admin-token","answer":{"status":"OK"}}"#,
        r#"{"name":"disableUserAccessToken","token":"admin-token","answer":{"status":"OK"}}"#,
        r#"{"name":"enableUserAccessToken","token":"guest","error":{"message":"You do not have the appropriate permissions.","server_error_id":"api.context.permissions.app_error","status_code":403}}"#,
        r#"{"name":"disableUserAccessToken","token":"guest","error":{"message":"You do not have the appropriate permissions.","server_error_id":"api.context.permissions.app_error","status_code":403}}"#,
    ];
    assert_eq!(
        said.lines().collect::<Vec<_>>(),
        wanted,
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

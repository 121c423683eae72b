//! What values that stand in a URL as they are look like there, by hand in both directions.

use axum::extract::Request;
use http::StatusCode;
use reserved_characters_api::client::Client;
use reserved_characters_api::operations::*;
use reserved_characters_api::server::{self, Copies, Files, Response, Volumes};
use std::sync::{Arc, Mutex};
use tower_service::Service;

/// A client whose peer answers 204 whatever it is asked, and what the peer was asked.
fn peer() -> (Client, Arc<Mutex<Option<String>>>) {
    let asked = Arc::new(Mutex::new(None));
    let note = Arc::clone(&asked);
    let router = axum::Router::new().fallback(move |request: Request| async move {
        *note.lock().unwrap() = request.uri().path_and_query().map(ToString::to_string);
        StatusCode::NO_CONTENT
    });
    let client = Client::builder("http://peer").service(router);
    let client = client.check_requests().build().unwrap();
    (client, asked)
}

fn backup(volume: &str, path: Vec<String>) -> BackupRequest {
    let volume = volume.to_owned();
    BackupRequest::new(BackupRequired { volume, path, version: 3 })
}

#[tokio::test]
async fn a_client_writes_them_as_they_are() {
    let (client, peer) = peer();
    for (path, written) in [
        ("a/b/c", "a/b/c"),
        ("a%2Fb", "a%2Fb"),
        ("/a//b/", "/a//b/"),
        ("begin!*'();:@&=+$,end", "begin!*'();:@&=+$,end"),
        ("50% é?#[]", "50%25%20%C3%A9%3F%23%5B%5D"),
        (".../..a", ".../..a"),
    ] {
        client.read(ReadRequest::new(path)).await.unwrap();
        assert_eq!(peer.lock().unwrap().take().unwrap(), format!("/files/{written}"));
    }
    for (filter, written) in [
        ("v1&q2=v2&q3=v3", "v1&q2=v2&q3=v3"),
        ("a+b/c?d%26e#f", "a+b/c?d%26e%23f"),
    ] {
        let request = ReadRequest::new("a").with_filter(filter).with_page(2);
        client.read(request).await.unwrap();
        let asked = peer.lock().unwrap().take().unwrap();
        assert_eq!(asked, format!("/files/a?filter={written}&page=2"));
    }
    let path = vec!["a/b".to_owned(), "c".to_owned()];
    client.backup(backup("x/y", path)).await.unwrap();
    let asked = peer.lock().unwrap().take().unwrap();
    assert_eq!(asked, "/volumes/x%2Fy/.a/b,c.bak/v3");
}

#[tokio::test]
async fn what_would_name_another_path_is_not_sent() {
    let (client, peer) = peer();
    for path in ["", ".", "..", "a/../b", "a/%2e%2E", ".%2e/a", "a/."] {
        let error = client.read(ReadRequest::new(path)).await.unwrap_err();
        assert!(error.to_string().contains("`path`"), "{path}: {error}");
    }
    // with the dot before it
    let path = vec!["./a".to_owned()];
    let error = client.backup(backup("x", path)).await.unwrap_err();
    assert!(error.to_string().contains("`path`"), "{error}");
    // what the document does not allow is found as ever
    let request = ReadRequest::new("a").with_filter("b&c d");
    let error = client.read(request).await.unwrap_err();
    assert!(error.to_string().contains("/query/filter"), "{error}");
    assert!(peer.lock().unwrap().is_none());
}

/// Says what it was given.
struct Echo;

fn said(what: impl std::fmt::Debug) -> Response<()> {
    let name = http::HeaderName::from_static("x-said");
    let value = http::HeaderValue::try_from(format!("{what:?}")).unwrap();
    Response::new(()).with_header(name, value)
}

impl Files for Echo {
    async fn read(&self, request: ReadRequest) -> Result<Response<()>, ReadError> {
        Ok(said((request.path, request.filter, request.page)))
    }

    async fn rename(&self, request: RenameRequest) -> Result<Response<()>, RenameError> {
        Ok(said(("rename", request.name)))
    }
}

impl Volumes for Echo {
    async fn backup(&self, request: BackupRequest) -> Result<Response<()>, BackupError> {
        Ok(said((request.volume, request.path, request.version)))
    }
}

impl Copies for Echo {
    async fn copy(&self, request: CopyRequest) -> Result<Response<()>, CopyError> {
        Ok(said((request.from, request.to)))
    }
}

async fn ask(method: &str, target: &str) -> String {
    let builder = server::builder().files(Echo).volumes(Echo).copies(Echo);
    let request = http::Request::builder().method(method).uri(target);
    let request = request.body(axum::body::Body::empty()).unwrap();
    let response = builder.build().call(request).await.unwrap();
    match response.headers().get("x-said") {
        Some(said) => said.to_str().unwrap().to_owned(),
        None => response.status().as_u16().to_string(),
    }
}

#[tokio::test]
async fn a_server_reads_them_as_they_are() {
    for (method, target, said) in [
        ("GET", "/files/a/b/c", r#"("a/b/c", None, None)"#),
        ("GET", "/files/a%2fb%20c%3F", r#"("a%2Fb c?", None, None)"#),
        ("GET", "/files/a//b/", r#"("a//b/", None, None)"#),
        ("GET", "/files/a/../b", "404"),
        ("GET", "/files/a/%2e%2e/b", "404"),
        ("GET", "/files/", "404"),
        ("GET", "/files/a/rename", r#"("a/rename", None, None)"#),
        ("POST", "/files/a/rename", r#"("rename", "a")"#),
        ("POST", "/files/a/b/rename", "405"),
        ("POST", "/files/a", "405"),
        ("GET", "/files/a?filter=1&x=2&&y&page=3&z=4", r#"("a", Some("1&x=2&&y"), Some(3))"#),
        ("GET", "/files/a?page=3&filter=a+b%26%23", r#"("a", Some("a+b%26#"), Some(3))"#),
        ("GET", "/files/a?filter=b%20c", "400"),
        ("GET", "/volumes/x%2Fy/.a/b,c.bak/v3", r#"("x/y", ["a/b", "c"], 3)"#),
        ("GET", "/volumes/x/y/.a.bak/v3", "404"),
        ("PUT", "/copies/a/to/b/to/c", r#"("a", "b/to/c")"#),
        ("PUT", "/copies/a/b/to/c", "404"),
    ] {
        assert_eq!(ask(method, target).await, said, "{method} {target}");
    }
}

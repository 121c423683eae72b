//! What every `collectionFormat` is on the wire, in every place, by hand in both directions.

use axum::extract::Request;
use http::{HeaderMap, StatusCode};
use http_body_util::BodyExt;
use separators_api::client::Client;
use separators_api::operations::*;
use separators_api::server::{self, Response};
use std::sync::{Arc, Mutex};
use tower_service::Service;

type Seen = (String, HeaderMap, String);

/// A client whose peer answers 204 whatever it is asked, and what the peer was asked.
fn peer() -> (Client, Arc<Mutex<Option<Seen>>>) {
    let asked = Arc::new(Mutex::new(None));
    let note = Arc::clone(&asked);
    let router = axum::Router::new().fallback(move |request: Request| async move {
        let (parts, body) = request.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8_lossy(&body).into_owned();
        let target = parts.uri.path_and_query().unwrap().to_string();
        *note.lock().unwrap() = Some((target, parts.headers, body));
        StatusCode::NO_CONTENT
    });
    let client = Client::builder("http://peer").service(router).build().unwrap();
    (client, asked)
}

fn texts(items: &[&str]) -> Vec<String> {
    items.iter().map(|it| (*it).to_owned()).collect()
}

fn nested(rows: &[&[&str]]) -> Vec<Vec<String>> {
    rows.iter().map(|row| texts(row)).collect()
}

fn in_path(items: &[&str]) -> InPathRequest {
    let list = || texts(items);
    InPathRequest::new(InPathRequired { csv: list(), ssv: list(), tsv: list(), pipes: list() })
}

fn in_query(items: &[&str]) -> InQueryRequest {
    let list = || texts(items);
    InQueryRequest::new()
        .with_csv(list())
        .with_ssv(list())
        .with_tsv(list())
        .with_pipes(list())
        .with_multi(list())
}

fn in_header(items: &[&str]) -> InHeaderRequest {
    let list = || texts(items);
    InHeaderRequest::new()
        .with_csv(list())
        .with_ssv(list())
        .with_tsv(list())
        .with_pipes(list())
}

#[tokio::test]
async fn a_client_writes_every_format_in_every_place() {
    let (client, peer) = peer();
    let seen = || peer.lock().unwrap().take().unwrap();

    client.in_path(in_path(&["a/b", "", "c;d"])).await.unwrap();
    assert_eq!(
        seen().0,
        "/path/a%2Fb,,c%3Bd/a%2Fb%20%20c%3Bd/a%2Fb%09%09c%3Bd/a%2Fb%7C%7Cc%3Bd"
    );

    for (items, written) in [
        (&["a+b", "", "c&d"][..], "csv=a%2Bb%2C%2Cc%26d&ssv=a%2Bb%20%20c%26d&tsv=a%2Bb%09%09c%26d&pipes=a%2Bb%7C%7Cc%26d&multi=a%2Bb&multi=&multi=c%26d"),
        (&["a"], "csv=a&ssv=a&tsv=a&pipes=a&multi=a"),
        (&["", ""], "csv=%2C&ssv=%20&tsv=%09&pipes=%7C&multi=&multi="),
        (&[], "csv=&ssv=&tsv=&pipes="),
    ] {
        client.in_query(in_query(items)).await.unwrap();
        assert_eq!(seen().0, format!("/query?{written}"));
    }
    let request = InQueryRequest::new()
        .with_numbers(vec![1, -2])
        .with_nested(nested(&[&["a", "b,c|d"], &[], &["e"]]));
    client.in_query(request).await.unwrap();
    assert_eq!(seen().0, "/query?numbers=1%7C-2&nested=a%20b%2Cc%7Cd%09%09e");

    client.in_header(in_header(&["a;b", "", "c=\"d\""])).await.unwrap();
    let (_, headers, _) = seen();
    assert_eq!(headers["csv"], "a;b,,c=\"d\"");
    assert_eq!(headers["ssv"], "a;b  c=\"d\"");
    assert_eq!(headers["tsv"], "a;b\t\tc=\"d\"");
    assert_eq!(headers["pipes"], "a;b||c=\"d\"");
    client.in_header(in_header(&[])).await.unwrap();
    let (_, headers, _) = seen();
    assert!(["csv", "ssv", "tsv", "pipes"].iter().all(|it| headers[*it].is_empty()));

    let list = || texts(&["a+b", "", "c"]);
    let form = InFormRequest::new()
        .with_csv(list())
        .with_ssv(list())
        .with_tsv(list())
        .with_pipes(list())
        .with_multi(list())
        .with_nested(nested(&[&["a", "b"], &[], &["c"]]));
    client.in_form(form).await.unwrap();
    assert_eq!(
        seen().2,
        "csv=a%2Bb%2C%2Cc&ssv=a%2Bb%20%20c&tsv=a%2Bb%09%09c&pipes=a%2Bb%7C%7Cc\
         &multi=a%2Bb&multi=&multi=c&nested=a%20b%09%09c"
    );

    let form = InMultipartRequest::new()
        .with_csv(list())
        .with_ssv(list())
        .with_tsv(list())
        .with_pipes(Vec::new())
        .with_multi(texts(&["a", "|"]))
        .with_nested(nested(&[&["a", "b"], &[], &["c"]]));
    client.in_multipart(form).await.unwrap();
    let (_, headers, body) = seen();
    let content_type = headers["content-type"].to_str().unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let part = |(name, text): (&str, &str)| {
        format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
    };
    let parts = [
        ("csv", "a+b,,c"),
        ("ssv", "a+b  c"),
        ("tsv", "a+b\t\tc"),
        ("pipes", ""),
        ("multi", "a"),
        ("multi", "|"),
        ("nested", "a b\t\tc"),
    ];
    let parts: String = parts.into_iter().map(part).collect();
    assert_eq!(body, format!("{parts}--{boundary}--\r\n"));
}

#[tokio::test]
async fn what_would_arrive_as_another_list_is_not_sent() {
    let (client, peer) = peer();
    let refused = |error: String, name: &str| {
        assert!(error.contains(&format!("`{name}`")), "{name}: {error}");
        assert!(peer.lock().unwrap().is_none());
    };
    macro_rules! refused_everywhere {
        ($($list:ident $separator:literal,)*) => {$(
            for text in [concat!("a", $separator, "b"), $separator, ""] {
                let (list, name) = (|| texts(&[text]), stringify!($list));
                let mut path = in_path(&["a"]);
                path.$list = list();
                refused(client.in_path(path).await.unwrap_err().to_string(), name);
                let mut query = InQueryRequest::new();
                query.$list = Some(list());
                refused(client.in_query(query).await.unwrap_err().to_string(), name);
                let mut header = InHeaderRequest::new();
                header.$list = Some(list());
                refused(client.in_header(header).await.unwrap_err().to_string(), name);
                let mut form = InFormRequest::new();
                form.$list = Some(list());
                refused(client.in_form(form).await.unwrap_err().to_string(), name);
                let mut form = InMultipartRequest::new();
                form.$list = Some(list());
                refused(client.in_multipart(form).await.unwrap_err().to_string(), name);
            }
        )*};
    }
    refused_everywhere! { csv ",", ssv " ", tsv "\t", pipes "|", }
    // a value in a path cannot be empty
    refused(client.in_path(in_path(&[])).await.unwrap_err().to_string(), "csv");
    for rows in [&[&["a\tb"][..]][..], &[&["a b"]], &[&[""]], &[&[]]] {
        let request = InQueryRequest::new().with_nested(nested(rows));
        refused(client.in_query(request).await.unwrap_err().to_string(), "nested");
    }
    // the space around what stands in a header is no part of it
    for (request, name) in [
        (InHeaderRequest::new().with_csv(texts(&["a", " b"])), "csv"),
        (InHeaderRequest::new().with_csv(texts(&["a\t", "b"])), "csv"),
        (InHeaderRequest::new().with_pipes(texts(&["a ", "b"])), "pipes"),
        (InHeaderRequest::new().with_tsv(texts(&["a", ""])), "tsv"),
        (InHeaderRequest::new().with_ssv(texts(&["", "a"])), "ssv"),
    ] {
        refused(client.in_header(request).await.unwrap_err().to_string(), name);
    }
}

/// Says what it was given.
struct Echo;

fn said(what: String) -> Response<()> {
    let name = http::HeaderName::from_static("x-said");
    Response::new(()).with_header(name, what.parse().unwrap())
}

impl server::Path for Echo {
    async fn in_path(&self, it: InPathRequest) -> Result<Response<()>, InPathError> {
        Ok(said(format!("{:?} {:?} {:?} {:?}", it.csv, it.ssv, it.tsv, it.pipes)))
    }
}

impl server::Query for Echo {
    async fn in_query(&self, it: InQueryRequest) -> Result<Response<()>, InQueryError> {
        let lists = [it.csv, it.ssv, it.tsv, it.pipes, it.multi];
        let lists: Vec<_> = lists.into_iter().flatten().collect();
        Ok(said(format!("{lists:?} {:?} {:?}", it.numbers, it.nested)))
    }
}

impl server::Header for Echo {
    async fn in_header(&self, it: InHeaderRequest) -> Result<Response<()>, InHeaderError> {
        let mut headers = InHeaderHeaders::new();
        headers.csv = it.csv.clone();
        headers.ssv = it.ssv.clone();
        headers.tsv = it.tsv.clone();
        headers.pipes = it.pipes.clone();
        let said = said(format!("{:?} {:?} {:?} {:?}", it.csv, it.ssv, it.tsv, it.pipes));
        Ok(said.with_declared_headers(&headers).unwrap())
    }
}

impl server::Form for Echo {
    async fn in_form(&self, it: InFormRequest) -> Result<Response<()>, InFormError> {
        let lists = [it.csv, it.ssv, it.tsv, it.pipes, it.multi];
        let lists: Vec<_> = lists.into_iter().flatten().collect();
        Ok(said(format!("{lists:?} {:?}", it.nested)))
    }
}

impl server::Multipart for Echo {
    async fn in_multipart(&self, it: InMultipartRequest) -> Result<Response<()>, InMultipartError> {
        let lists = [it.csv, it.ssv, it.tsv, it.pipes, it.multi];
        let lists: Vec<_> = lists.into_iter().flatten().collect();
        Ok(said(format!("{lists:?} {:?}", it.nested)))
    }
}

async fn ask(request: http::request::Builder, body: &str) -> (u16, HeaderMap) {
    let builder = server::builder().path(Echo).query(Echo).header(Echo);
    let mut router = builder.form(Echo).multipart(Echo).build();
    let request = request.body(axum::body::Body::from(body.to_owned())).unwrap();
    let (parts, _) = router.call(request).await.unwrap().into_parts();
    (parts.status.as_u16(), parts.headers)
}

#[tokio::test]
async fn a_server_reads_every_format_in_every_place() {
    for (target, heard) in [
        ("/path/a,,b%2Cc/a%20%20b/a%09%09b/a||b", r#"["a", "", "b", "c"] ["a", "", "b"] ["a", "", "b"] ["a", "", "b"]"#),
        ("/path/a/a,b/a+b/a%7Cb", r#"["a"] ["a,b"] ["a+b"] ["a", "b"]"#),
        ("/query?csv=a,b&ssv=a+b%20c&tsv=a%09b&pipes=a|b&multi=a,b&multi=", r#"[["a", "b"], ["a", "b", "c"], ["a", "b"], ["a", "b"], ["a,b", ""]] None None"#),
        ("/query?csv=&ssv=&tsv=&pipes=&numbers=&nested=", r#"[[], [], [], []] Some([]) Some([])"#),
        ("/query?csv=,&ssv=%20&tsv=%09&pipes=|", r#"[["", ""], ["", ""], ["", ""], ["", ""]] None None"#),
        ("/query?csv=a&csv=b,c&pipes=a&pipes=b|c", r#"[["a", "b", "c"], ["a", "b", "c"]] None None"#),
        ("/query?numbers=1|-2&nested=a+b,c%09%09d", r#"[] Some([1, -2]) Some([["a", "b,c"], [], ["d"]])"#),
    ] {
        let (status, headers) = ask(http::Request::get(target), "").await;
        assert_eq!(status, 204, "{target}");
        assert_eq!(headers["x-said"], heard, "{target}");
    }
    // there is no null in a list of numbers, nor a list of other separators
    for target in ["/query?numbers=1||2", "/query?numbers=null", "/query?numbers=1,2"] {
        assert_eq!(ask(http::Request::get(target), "").await.0, 400, "{target}");
    }

    let request = http::Request::get("/header")
        .header("csv", "a, ,b")
        .header("csv", "c")
        .header("ssv", "a  b")
        .header("tsv", "a\t\tb c")
        .header("pipes", "a | |b");
    let (_, headers) = ask(request, "").await;
    assert_eq!(
        headers["x-said"],
        r#"Some(["a", "", "b", "c"]) Some(["a", "", "b"]) Some(["a", "", "b c"]) Some(["a", "", "b"])"#
    );
    assert_eq!(headers["csv"], "a,,b,c");
    assert_eq!(headers["ssv"], "a  b");
    assert_eq!(headers["tsv"], "a\t\tb c");
    assert_eq!(headers["pipes"], "a||b");

    let heard = r#"[["a", "", "b"], ["a", "", "b"], ["a", "", "b"], [], ["a,b", "c"]] Some([["a", "b"], [], ["c"]])"#;
    let request = http::Request::post("/form")
        .header("content-type", "application/x-www-form-urlencoded");
    let body = "csv=a,%2Cb&ssv=a+%20b&tsv=a%09%09b&pipes=&multi=a,b&multi=c&nested=a+b%09%09c";
    let (status, headers) = ask(request, body).await;
    assert_eq!(status, 204);
    assert_eq!(headers["x-said"], heard);

    let part = |(name, text): (&str, &str)| {
        format!("--X\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
    };
    let parts = [
        ("csv", "a,,b"),
        ("ssv", "a  b"),
        ("tsv", "a\t\tb"),
        ("pipes", ""),
        ("multi", "a,b"),
        ("multi", "c"),
        ("nested", "a b\t\tc"),
    ];
    let parts: String = parts.into_iter().map(part).collect();
    let request = http::Request::post("/multipart")
        .header("content-type", "multipart/form-data; boundary=X");
    let (status, headers) = ask(request, &format!("{parts}--X--\r\n")).await;
    assert_eq!(status, 204);
    assert_eq!(headers["x-said"], heard);
}

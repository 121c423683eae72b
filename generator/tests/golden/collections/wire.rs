//! What lists are on the wire, by hand in both directions.

use axum::extract::Request;
use collections_api::OrEmpty;
use collections_api::client::Client;
use collections_api::operations::*;
use collections_api::server::{self, Form, Lists, Response};
use http::HeaderMap;
use http_body_util::BodyExt;
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
        *note.lock().unwrap() = Some((parts.uri.to_string(), parts.headers, body));
        http::StatusCode::NO_CONTENT
    });
    let client = Client::builder("http://peer").service(router).build().unwrap();
    (client, asked)
}

fn texts(rows: &[&[&str]]) -> Vec<Vec<String>> {
    let row = |row: &&[&str]| row.iter().map(|it| (*it).to_owned()).collect();
    rows.iter().map(row).collect()
}

fn request() -> ListsRequest {
    ListsRequest::new(vec![1, 2], vec![vec![1, 2], vec![3]])
}

#[tokio::test]
async fn a_client_writes_each_list_with_its_own_separator() {
    let (client, peer) = peer();
    let request = request()
        .with_rows(texts(&[&["a", "b"], &["c"]]))
        .with_cube(vec![vec![vec![1.0, 2.5], vec![3.0]], vec![vec![4.0]]])
        .with_same(texts(&[&["x"], &["y"]]))
        .with_x_table(texts(&[&["p", "q"], &["r"]]))
        .with_limit(true)
        .with_page(OrEmpty::Empty);
    client.lists(request).await.unwrap();
    let (target, headers, _) = peer.lock().unwrap().take().unwrap();
    assert_eq!(
        target,
        "http://peer/lists/1%7C2/1,2%203?rows=a%2Cb&rows=c&cube=1%2C2.5%203%7C4&same=x%2Cy&page="
    );
    assert_eq!(headers["x-table"], "p|q\tr");
    assert_eq!(headers["limit"], "true");

    let form = FormRequest::new()
        .with_rows(texts(&[&["a", "b"], &["c"]]))
        .with_when(OrEmpty::Empty)
        .with_text("");
    client.form(form).await.unwrap();
    let (_, _, body) = peer.lock().unwrap().take().unwrap();
    assert_eq!(body, "rows=a%7Cb&rows=c&when=&text=");
}

#[tokio::test]
async fn what_would_arrive_as_another_list_is_not_sent() {
    let (client, peer) = peer();
    for (request, name) in [
        (request().with_same(texts(&[&["a", "b"]])), "same"),
        (request().with_rows(texts(&[&["a,b"]])), "rows"),
        (request().with_rows(texts(&[&[""]])), "rows"),
        (request().with_x_table(texts(&[&["a\tb"]])), "X-Table"),
        (ListsRequest::new(Vec::new(), vec![vec![1]]), "ids"),
    ] {
        let error = client.lists(request).await.unwrap_err().to_string();
        assert!(error.contains(&format!("`{name}`")), "{error}");
        assert!(peer.lock().unwrap().is_none());
    }
}

/// Says what it was given.
struct Echo;

impl Lists for Echo {
    async fn lists(&self, request: ListsRequest) -> Result<Response<()>, ListsError> {
        let said = format!(
            "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            request.ids,
            request.grid,
            request.rows,
            request.cube,
            request.x_table,
            request.page,
            request.query_limit,
            request.limit,
        );
        let name = http::HeaderName::from_static("x-said");
        let headers = ListsHeaders::new().with_x_table(vec![vec![1, 2], vec![], vec![3]]);
        let response = Response::new(()).with_header(name, said.parse().unwrap());
        Ok(response.with_declared_headers(&headers).unwrap())
    }
}

impl Form for Echo {
    async fn form(&self, request: FormRequest) -> Result<Response<()>, FormError> {
        let said = format!("{:?} {:?} {:?}", request.rows, request.when, request.text);
        let name = http::HeaderName::from_static("x-said");
        Ok(Response::new(()).with_header(name, said.parse().unwrap()))
    }
}

async fn ask(request: http::request::Builder, body: &str) -> (u16, HeaderMap, String) {
    let mut router = server::builder().lists(Echo).form(Echo).build();
    let request = request.body(axum::body::Body::from(body.to_owned())).unwrap();
    let (parts, body) = router.call(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    (parts.status.as_u16(), parts.headers, String::from_utf8_lossy(&body).into_owned())
}

#[tokio::test]
async fn a_server_reads_each_list_with_its_own_separator() {
    let target = "/lists/1%7C2/1,2%203?rows=a,b&rows=&cube=1,2.5%203|4&page=&limit=2024-05-01";
    let request = http::Request::get(target)
        .header("x-table", "p|q\tr")
        .header("limit", "false");
    let (status, headers, body) = ask(request, "").await;
    assert_eq!(status, 204, "{body}");
    assert_eq!(
        headers["x-said"],
        "[1, 2] [[1, 2], [3]] Some([[\"a\", \"b\"], []]) Some([[[1.0, 2.5], [3.0]], [[4.0]]]) \
         Some([[\"p\", \"q\"], [\"r\"]]) Some(Empty) Some(Date(2024-05-01)) Some(false)"
    );
    assert_eq!(headers["x-table"], "1,2||3");
    let (_, headers, _) = ask(http::Request::get("/lists/1/1?page"), "").await;
    assert!(headers["x-said"].to_str().unwrap().contains("Some(Empty)"));
    let (_, headers, _) = ask(http::Request::get("/lists/1/1?page=3"), "").await;
    assert!(headers["x-said"].to_str().unwrap().contains("Some(Value(3))"));
    let (_, headers, _) = ask(http::Request::get("/lists/1/1"), "").await;
    assert_eq!(headers["x-said"], "[1] [[1]] None None None None None None");
    for target in ["/lists/1/a", "/lists/1/1?cube=1,x", "/lists/1/1?page=x"] {
        let (status, _, body) = ask(http::Request::get(target), "").await;
        assert_eq!(status, 400, "{target}: {body}");
    }
}

#[tokio::test]
async fn a_server_reads_the_lists_of_a_form() {
    let request = http::Request::post("/form")
        .header("content-type", "application/x-www-form-urlencoded");
    let (status, headers, body) = ask(request, "rows=a%7Cb&when=&rows=c&text=").await;
    assert_eq!(status, 204, "{body}");
    assert_eq!(headers["x-said"], "Some([[\"a\", \"b\"], [\"c\"]]) Some(Empty) Some(\"\")");
}

//! What collections of headers are on the wire, by hand in both directions.

use axum::extract::Request;
use header_collections_api::client::Client;
use header_collections_api::operations::*;
use header_collections_api::server::{self, Containers, Response};
use http::{HeaderMap, HeaderValue, StatusCode};
use http_body_util::BodyExt;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tower_service::Service;

/// A client whose peer answers 204 with two entries, and the headers that the peer was given.
fn peer() -> (Client, Arc<Mutex<Option<HeaderMap>>>) {
    let asked = Arc::new(Mutex::new(None));
    let note = Arc::clone(&asked);
    let router = axum::Router::new().fallback(move |request: Request| async move {
        *note.lock().unwrap() = Some(request.headers().clone());
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("etag", "1"),
            ("x-ms-meta-owner", "ann"),
            ("x-ms-meta-Long-Name", "b, c"),
            ("x-ms-metadata", "none of them"),
            ("x-when-made", "2024-05-01"),
            ("x-when-ever", "often"),
        ] {
            headers.insert(
                http::HeaderName::try_from(name).unwrap(),
                HeaderValue::from_static(value),
            );
        }
        (StatusCode::NO_CONTENT, headers)
    });
    let client = Client::builder("http://peer").service(router);
    (client.check_requests().build().unwrap(), asked)
}

fn map<T: Clone>(entries: &[(&str, T)]) -> BTreeMap<String, T> {
    let entries = entries.iter();
    entries.map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
}

fn texts(entries: &[(&str, &str)]) -> BTreeMap<String, String> {
    let entries = entries.iter();
    entries.map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test]
async fn a_client_sends_a_header_for_each_entry_and_reads_them() {
    let (client, peer) = peer();
    let request = CreateRequest::new("a", map(&[("one", 1), ("TWO", 2)]))
        .with_x_ms_meta(texts(&[("owner", "ann"), ("Empty", ""), ("", "nameless")]));
    let request = request.with_x_count_what("books");
    let response = client.create(request).await.unwrap();
    let headers = peer.lock().unwrap().take().unwrap();
    let mut sent: Vec<(&str, &str)> = headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .filter(|(name, _)| name.starts_with("x-"))
        .collect();
    sent.sort_unstable();
    assert_eq!(
        sent,
        [
            ("x-count-one", "1"),
            ("x-count-two", "2"),
            ("x-count-what", "books"),
            ("x-ms-meta-", "nameless"),
            ("x-ms-meta-empty", ""),
            ("x-ms-meta-owner", "ann"),
        ]
    );
    let headers: CreateHeaders = response.declared_headers().unwrap();
    assert_eq!(headers.e_tag.as_deref(), Some("1"));
    let metadata = texts(&[("owner", "ann"), ("long-name", "b, c")]);
    assert_eq!(headers.x_ms_meta, Some(metadata));
    let made = chrono::NaiveDate::from_ymd_opt(2024, 5, 1).unwrap();
    assert_eq!(headers.x_when, Some(map(&[("made", made.into())])));
    assert_eq!(headers.x_when_ever.as_deref(), Some("often"));
}

#[tokio::test]
async fn what_can_be_no_header_is_not_sent() {
    let (client, peer) = peer();
    for (key, value) in [
        ("a b", "c"),
        ("a:b", "c"),
        ("a\r\nx-evil", "c"),
        ("é", "c"),
        ("a", "b\r\nx-evil: c"),
        ("a", " b"),
    ] {
        let request = CreateRequest::new("a", map(&[("one", 1)]));
        let request = request.with_x_ms_meta(texts(&[(key, value)]));
        let error = client.create(request).await.unwrap_err().to_string();
        assert!(error.contains("X-MS-Meta-"), "{key}: {error}");
    }
    let request = CreateRequest::new("a", map(&[("one", 1), ("ONE", 1)]));
    let error = client.create(request).await.unwrap_err().to_string();
    assert!(error.contains("more than once"), "{error}");
    // a key would make a header that is declared by itself
    let request = CreateRequest::new("a", map(&[("one", 1), ("what", 2)]));
    let error = client.create(request.with_x_count_what("books")).await;
    let error = error.unwrap_err().to_string();
    assert!(error.contains("x-count-what"), "{error}");
    // what the document does not allow is found before it is sent
    for (counts, pointer) in [(map(&[("one", 10)]), "/header/x-count-one"), (map(&[]), "/header/x-count")] {
        let error = client.create(CreateRequest::new("a", counts)).await.unwrap_err().to_string();
        assert!(error.contains(pointer), "{error}");
    }
    assert!(peer.lock().unwrap().is_none());
}

/// Says what it was given.
struct Echo;

impl Containers for Echo {
    async fn create(&self, request: CreateRequest) -> Result<Response<()>, CreateError> {
        let said = format!("{:?} {:?}", request.x_count, request.x_ms_meta);
        let headers = CreateHeaders::new().with_x_ms_meta(texts(&[("Said", &said)]));
        Ok(Response::new(()).with_declared_headers(&headers).unwrap())
    }
}

async fn ask(headers: &[(&str, &str)]) -> (u16, HeaderMap, String) {
    let mut request = http::Request::put("/containers/a");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(axum::body::Body::empty()).unwrap();
    let mut router = server::builder().containers(Echo).build();
    let (parts, body) = router.call(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    (parts.status.as_u16(), parts.headers, String::from_utf8_lossy(&body).into_owned())
}

#[tokio::test]
async fn a_server_reads_all_with_the_prefix_and_sends_them() {
    let given = [
        ("X-Count-A", "1"),
        ("X-Count-What", "books"),
        ("x-count", "7"),
        ("X-Ms-Meta-Owner", "ann"),
        ("x-ms-meta-", ""),
    ];
    let (status, headers, body) = ask(&given).await;
    assert_eq!(status, 204, "{body}");
    assert_eq!(
        headers["x-ms-meta-said"],
        r#"{"a": 1} Some({"": "", "owner": "ann"})"#
    );
    let (_, headers, _) = ask(&[("x-count-a", "1")]).await;
    assert_eq!(headers["x-ms-meta-said"], r#"{"a": 1} None"#);
    for given in [
        &[][..],
        &[("x-count", "1")],
        &[("x-count-a", "x")],
        &[("x-count-a", "10")],
        &[("x-count-a", "1"), ("x-count-a", "2")],
    ] {
        let (status, _, body) = ask(given).await;
        assert_eq!(status, 400, "{given:?}: {body}");
    }
}

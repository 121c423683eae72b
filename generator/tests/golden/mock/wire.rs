//! What a mock answers.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, LOCATION, WWW_AUTHENTICATE};
use http_body_util::BodyExt;
use mock_api::mock::{self, Mock};
use mock_api::operations::{ListPetsError, ListPetsRequest};
use mock_api::server::{Pets, Response};
use mock_api::types::Pet;
use serde_json::{Value, json};
use tower_service::Service;

struct Got {
    status: u16,
    headers: HeaderMap,
    bytes: Bytes,
}

impl Got {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|it| it.to_str().unwrap())
    }
}

async fn send(mut router: axum::Router, call: &str, headers: &[(&str, &str)], body: &str) -> Got {
    let (method, path) = call.split_once(' ').unwrap();
    let mut request = http::Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(axum::body::Body::from(body.to_owned())).unwrap();
    let (parts, body) = router.call(request).await.unwrap().into_parts();
    Got {
        status: parts.status.as_u16(),
        headers: parts.headers,
        bytes: body.collect().await.unwrap().to_bytes(),
    }
}

async fn get(call: &str, headers: &[(&str, &str)]) -> Got {
    send(mock::router(Mock::new()), call, headers, "").await
}

const PET: &str = r#"{"name": "a", "kind": "cat"}"#;

async fn add(mock: Mock, headers: &[(&str, &str)]) -> Got {
    send(mock::router(mock), "POST /v1/pets", headers, PET).await
}

#[tokio::test]
async fn the_body_that_is_shown_comes_first_and_headers_are_filled_in() {
    let got = get("GET /v1/pets", &[]).await;
    assert_eq!(got.status, 200);
    assert_eq!(got.json(), json!([{"name": "Rex", "kind": "dog"}]));
    assert_eq!(got.header("x-total"), Some("12"));
    let kinds = got.header("x-kinds").unwrap();
    assert!(["cat,dog", "dog,cat"].contains(&kinds), "{kinds}");
    // nothing is shown that matches, and what the message says of itself is not the document's
    assert_eq!(got.header("x-pattern"), None);
    assert_eq!(got.header("content-length"), Some(got.bytes.len().to_string().as_str()));
}

#[tokio::test]
async fn what_is_not_shown_whole_is_made_up_around_what_is() {
    let got = add(Mock::new(), &[("x-key", "any")]).await;
    assert_eq!(got.status, 201);
    let value = got.json();
    assert_eq!(value["tags"], json!(["tame"]));
    assert_eq!(value["note"], "none");
    assert_eq!(value["pet"]["name"], "Rex");
    assert!(["cat", "dog"].contains(&value["pet"]["kind"].as_str().unwrap()));
    // what is shown is not always allowed
    assert_ne!(value["pet"]["born"], "long ago");
    assert_eq!(value["id"].as_str().unwrap().len(), 36);
    let again = add(Mock::new(), &[("x-key", "any")]).await;
    assert_eq!(value, again.json());
    let other = add(Mock::new().seed(2), &[("x-key", "any")]).await;
    assert_ne!(value["id"], other.json()["id"]);
}

#[tokio::test]
async fn a_request_may_prefer_a_status_that_is_declared() {
    let got = get("GET /v1/pets", &[("prefer", "wait=1, code=404")]).await;
    assert_eq!((got.status, got.header("preference-applied")), (404, Some("code=404")));
    assert_eq!(got.json()["trace"], "t-1");
    // `default` is of every other
    let got = get("GET /v1/pets", &[("prefer", "code=\"503\"")]).await;
    assert_eq!((got.status, &got.json()["trace"]), (503, &json!("t-1")));
    let key = ("x-key", "any");
    // nothing, of the type that the document says
    let got = add(Mock::new(), &[key, ("prefer", "code=204")]).await;
    assert_eq!((got.status, got.bytes.len(), got.header("content-type")), (204, 0, Some("application/json")));
    for code in ["418", "99", "600", "x"] {
        let got = add(Mock::new(), &[key, ("prefer", &format!("code={code}"))]).await;
        assert_eq!(got.status, 400, "{code}");
        let message = got.json()["message"].as_str().unwrap().to_owned();
        assert!(message.contains(&format!("code={code}`")), "{message}");
        assert!(message.ends_with("201, 204, 400, 401"), "{message}");
    }
}

#[tokio::test]
async fn one_credential_is_good_or_any() {
    let key = ("x-key", "any");
    let got = add(Mock::new(), &[]).await;
    assert_eq!((got.status, got.header(WWW_AUTHENTICATE.as_str()).is_some()), (401, true));
    // what a declared refusal asks for and nobody knows is made up
    let refused = got.json();
    assert_eq!((&refused["message"], &refused["trace"]), (&json!("credentials are missing"), &json!("t-1")));
    assert_eq!(add(Mock::new(), &[key]).await.status, 201);
    let mock = Mock::new().token("s3cret");
    assert_eq!(add(mock.clone(), &[key]).await.status, 401);
    assert_eq!(add(mock.clone(), &[("x-key", "s3cret")]).await.status, 201);
    // nothing is asked for here
    let got = send(mock::router(mock), "GET /v1/pets", &[], "").await;
    assert_eq!(got.status, 200);
}

#[tokio::test]
async fn requests_are_held_to_the_document() {
    let headers = [("x-key", "any")];
    let router = mock::router(Mock::new());
    let got = send(router, "POST /v1/pets", &headers, r#"{"name": 1}"#).await;
    assert_eq!(got.status, 400);
    assert_eq!(get("GET /v1/pets/x", &[]).await.status, 400);
    assert_eq!(get("PATCH /v1/pets", &[]).await.status, 405);
    assert_eq!(get("GET /v1/nothing", &[]).await.status, 404);
}

#[tokio::test]
async fn what_is_not_declared_is_refused_where_the_server_is_strict() {
    let call = "GET /v1/pets?limit=1";
    assert_eq!(get(call, &[]).await.status, 200);
    let strict = mock::builder(Mock::new()).refuse_undeclared().build();
    let got = send(strict, call, &[], "").await;
    // by `default`
    assert_eq!(got.status, 400);
    let message = got.json()["message"].as_str().unwrap().to_owned();
    assert!(message.ends_with("`/query/limit` is not declared"), "{message}");
}

#[tokio::test]
async fn what_is_deleted_is_gone_where_that_is_remembered_and_declared() {
    let calls = [
        ("GET /v1/pets/7", 200, 200),
        ("DELETE /v1/pets/7", 204, 204),
        ("GET /v1/pets/7", 200, 404),
        ("GET /v1/pets/8", 200, 200),
        // which declares no 404
        ("DELETE /v1/pets/7", 204, 204),
        ("POST /v1/pets", 201, 201),
        ("GET /v1/pets/7", 200, 200),
        // below, and however it is written
        ("DELETE /v1/toys/a@b", 204, 204),
        ("GET /v1/toys/a%40b/parts", 200, 404),
        ("DELETE /v1/toys/%61%40b", 204, 404),
        ("PATCH /v1/toys/a@b", 200, 404),
        ("GET /v1/toys/a@bc", 200, 200),
        ("GET /v1/toys", 200, 200),
        ("POST /v1/toys/a@b", 200, 200),
        ("GET /v1/toys/a@b", 200, 200),
        ("DELETE /v1/toys/a@b", 204, 204),
        ("PUT /v1/toys/a@b", 200, 200),
        ("PATCH /v1/toys/a@b", 200, 200),
        // a key says nothing of what is deleted, nor what nobody reads
        ("DELETE /v1/toys/a@b?key=k&other=1", 204, 204),
        ("GET /v1/toys/a@b", 200, 404),
        ("POST /v1/toys", 201, 201),
        ("GET /v1/toys/a@b", 200, 200),
        // a part of it, and a collection
        ("DELETE /v1/toys/a@b?part=1", 204, 204),
        ("DELETE /v1/toys", 204, 204),
        ("GET /v1/toys/a@b", 200, 200),
        ("GET /v1/toys", 200, 200),
    ];
    let slashes = [
        ("DELETE /v1/boxes/a/", 204, 204),
        ("GET /v1/boxes/a/", 200, 404),
        ("GET /v1/boxes/a/lid/", 200, 404),
        ("GET /v1/boxes/ab/", 200, 200),
        ("POST /v1/boxes/", 201, 201),
        ("GET /v1/boxes/a/lid/", 200, 200),
    ];
    let forgetful = mock::router(Mock::new());
    let remembering = mock::router(Mock::new().remember_deletions());
    for (call, without, with) in calls.into_iter().chain(slashes) {
        let (headers, body) = if call.starts_with("POST") { (&[("x-key", "any")][..], PET) } else { (&[][..], "") };
        assert_eq!(send(forgetful.clone(), call, headers, body).await.status, without, "{call}");
        assert_eq!(send(remembering.clone(), call, headers, body).await.status, with, "{call}");
    }
    // a status that is asked for is answered, and what it says holds
    for (call, code, then) in [
        ("DELETE /v1/pets/7", "code=204", 404),
        ("GET /v1/pets/7", "code=200", 404),
        ("POST /v1/pets", "code=201", 200),
    ] {
        let headers = [("x-key", "any"), ("prefer", code)];
        let body = if call.starts_with("POST") { PET } else { "" };
        let asked = send(remembering.clone(), call, &headers, body).await;
        assert_eq!(code, format!("code={}", asked.status));
        let got = send(remembering.clone(), "GET /v1/pets/7", &[], "").await;
        assert_eq!(got.status, then, "after {call}");
    }
}

#[tokio::test]
async fn the_last_thousand_deletions_are_remembered() {
    let router = mock::router(Mock::new().remember_deletions());
    for id in 0..1001 {
        send(router.clone(), &format!("DELETE /v1/pets/{id}"), &[], "").await;
    }
    for (id, status) in [(0, 200), (1, 404), (1000, 404)] {
        let got = send(router.clone(), &format!("GET /v1/pets/{id}"), &[], "").await;
        assert_eq!(got.status, status, "{id}");
    }
}

#[tokio::test]
async fn what_is_shown_in_one_notation_is_written_in_another() {
    let got = get("GET /v1/pets/1", &[]).await;
    assert_eq!(got.headers[CONTENT_TYPE], "application/json");
    assert_eq!(got.json(), json!({"name": "Tom", "kind": "cat"}));
    let got = get("GET /v1/pets/1", &[("accept", "application/xml")]).await;
    assert_eq!(got.headers[CONTENT_TYPE], "application/xml");
    let text = String::from_utf8(got.bytes.to_vec()).unwrap();
    assert!(text.contains("<name>Tom</name>"), "{text}");
    assert_eq!(get("GET /v1/pets/1", &[("accept", "text/html")]).await.status, 406);
}

#[tokio::test]
async fn bytes_redirects_and_what_declares_no_success() {
    let got = get("GET /v1/picture", &[]).await;
    assert_eq!((got.status, got.header("content-type")), (200, Some("image/png")));
    assert!(got.bytes.starts_with(b"\x89PNG"));
    let got = get("GET /v1/elsewhere", &[]).await;
    assert_eq!((got.status, &got.headers[LOCATION]), (302, &http::HeaderValue::from_static("/v1/pets")));
    let got = get("DELETE /v1/elsewhere", &[]).await;
    assert_eq!((got.status, got.bytes.len()), (200, 0));
}

struct Store;

impl Pets for Store {
    async fn list_pets(&self, _: ListPetsRequest) -> Result<Response<Vec<Pet>>, ListPetsError> {
        Ok(Vec::new().into())
    }
}

#[tokio::test]
async fn a_mock_answers_for_what_is_not_written() {
    let router = || mock::builder(Mock::new()).pets(Store).build();
    assert_eq!(send(router(), "GET /v1/pets", &[], "").await.json(), json!([]));
    assert_eq!(send(router(), "GET /v1/pets/1", &[], "").await.json()["name"], "Tom");
    assert_eq!(send(router(), "GET /v1/picture", &[], "").await.status, 200);
}

//! What bodies are on the wire, by hand in both directions.

use axum::extract::Request;
use bytes::Bytes;
use http::header::{ACCEPT, ALLOW, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use http_body::Frame;
use http_body_util::BodyExt;
use media_api::client::{Client, Error};
use media_api::operations::*;
use media_api::server::{self, Count, Negotiated, Odd, Pets, Response};
use media_api::{Body, types::Pet};
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use tower_service::Service;

/// What came: `METHOD target`, the headers, the body.
type Seen = (String, HeaderMap, String);

async fn seen(request: Request) -> Seen {
    let line = format!("{} {}", request.method(), request.uri());
    let (parts, body) = request.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    (line, parts.headers, String::from_utf8_lossy(&body).into_owned())
}

/// A client whose peer answers this whatever it is asked, and what the peer was asked.
fn peer(
    status: u16,
    content_type: &'static str,
    body: &'static str,
) -> (Client, Arc<Mutex<Option<Seen>>>) {
    let asked = Arc::new(Mutex::new(None));
    let note = Arc::clone(&asked);
    let router = axum::Router::new().fallback(move |request: Request| async move {
        *note.lock().unwrap() = Some(seen(request).await);
        let mut response = http::Response::builder().status(status);
        if !content_type.is_empty() {
            response = response.header(CONTENT_TYPE, content_type);
        }
        response.body(axum::body::Body::from(body)).unwrap()
    });
    let client = Client::builder("http://peer").service(router).build().unwrap();
    (client, asked)
}

fn asked(asked: &Mutex<Option<Seen>>) -> Seen {
    asked.lock().unwrap().take().unwrap()
}

#[tokio::test]
async fn a_client_sends_json_unless_it_is_told_otherwise() {
    let (client, peer) = peer(200, "application/vnd.pet+json; charset=utf-8", r#"{"name":"b"}"#);
    let request = PatchPetRequest::new(1, Pet::new("a"));
    assert_eq!(client.patch_pet(request.clone()).await.unwrap().name, "b");
    let (line, headers, body) = asked(&peer);
    assert_eq!((line.as_str(), body.as_str()), ("PATCH http://peer/pets/1", r#"{"name":"a"}"#));
    assert_eq!(headers[CONTENT_TYPE], "application/json");
    assert_eq!(headers[ACCEPT], "application/vnd.pet+json, text/plain;q=0.9");

    let request = request.with_content_type(PatchPetContentType::ApplicationMergePatchJson);
    client.patch_pet(request).await.unwrap();
    let (_, headers, body) = asked(&peer);
    assert_eq!(headers[CONTENT_TYPE], "application/merge-patch+json");
    assert_eq!(body, r#"{"name":"a"}"#);
}

#[tokio::test]
async fn a_string_is_bare_under_text_and_quoted_under_json() {
    for (content_type, body) in [
        ("text/plain; charset=utf-8", "bad \"name\""),
        ("TEXT/PLAIN", "bad \"name\""),
        ("application/vnd.pet+json", r#""bad \"name\"""#),
        // not declared, and none at all: as what is preferred
        ("text/html", r#""bad \"name\"""#),
        ("", r#""bad \"name\"""#),
    ] {
        let (client, _) = peer(400, content_type, body);
        let request = PatchPetRequest::new(1, Pet::new("a"));
        let Err(Error::Api(PatchPetError::BadRequest(text))) = client.patch_pet(request).await
        else {
            panic!("{content_type}: {body}");
        };
        assert_eq!(*text, "bad \"name\"", "{content_type}");
    }
}

#[tokio::test]
async fn a_number_is_a_text_too() {
    let (client, peer) = peer(200, "text/plain", "8");
    let request = CountRequest::new(7)
        .with_content_type("of the query")
        .with_body_content_type(CountContentType::TextPlain)
        .with_accept(CountAccept::TextPlain);
    assert_eq!(*client.count(request).await.unwrap(), 8);
    let (line, headers, body) = asked(&peer);
    assert_eq!(line, "PUT http://peer/count?content_type=of%20the%20query");
    assert_eq!(headers[CONTENT_TYPE], "text/plain; charset=utf-8");
    assert_eq!(headers[ACCEPT], "text/plain");
    assert_eq!(body, "7");
}

#[tokio::test]
async fn what_is_typed_is_asked_for_as_json_where_anything_goes() {
    let (client, peer) = peer(200, "text/html", r#"{"name":"a"}"#);
    assert_eq!(client.whatever(WhateverRequest::new()).await.unwrap().name, "a");
    assert_eq!(asked(&peer).1[ACCEPT], "application/json, */*;q=0.1");
}

#[tokio::test]
async fn a_parameter_says_what_no_choice_does() {
    let (client, peer) = peer(200, "application/hal+json", "[1]");
    let request = NegotiatedRequest::new()
        .with_accept("application/hal+json")
        .with_content_type("application/cbor+json")
        .with_value(1);
    client.negotiated(request).await.unwrap();
    let (_, headers, _) = asked(&peer);
    assert_eq!(headers.get_all(ACCEPT).iter().count(), 1);
    assert_eq!(headers[ACCEPT], "application/hal+json");
    assert_eq!(headers[CONTENT_TYPE], "application/cbor+json");
}

#[tokio::test]
async fn a_client_labels_bytes_and_leaves_ranges_to_the_caller() {
    let (client, peer) = peer(204, "", "");
    client.put_photo(PutPhotoRequest::new(1, "\u{89}PNG")).await.unwrap();
    let (_, headers, body) = asked(&peer);
    assert_eq!(headers[CONTENT_TYPE], "image/png");
    assert_eq!(body, "\u{89}PNG");
    let request = PutPhotoRequest::new(1, "x").with_content_type(PutPhotoContentType::ImageJpeg);
    client.put_photo(request).await.unwrap();
    assert_eq!(asked(&peer).1[CONTENT_TYPE], "image/jpeg");
    let _ = client.any(AnyRequest::new().with_value([].into())).await;
    assert_eq!(asked(&peer).1[CONTENT_TYPE], "application/json");
    // what has no body says nothing of one
    client.odd_slash(OddSlashRequest::new()).await.unwrap();
    let (line, headers, _) = asked(&peer);
    assert_eq!(line, "GET http://peer/odd/");
    assert!(headers.get(CONTENT_TYPE).is_none() && headers.get(ACCEPT).is_none());
}

#[tokio::test]
async fn whether_something_is_there_is_success_or_an_error() {
    let (client, peer_of) = peer(200, "application/json", "");
    client.has_pet(HasPetRequest::new(1)).await.unwrap();
    assert_eq!(asked(&peer_of).0, "HEAD http://peer/pets/1");
    let (client, _) = peer(404, "application/json", "");
    let error = client.has_pet(HasPetRequest::new(1)).await.unwrap_err();
    assert!(matches!(error, Error::Api(HasPetError::NotFound(_))));
}

/// Gives back what it is given.
struct Echo;

impl Pets for Echo {
    async fn patch_pet(&self, request: PatchPetRequest) -> Result<Response<Pet>, PatchPetError> {
        if request.patch.name.is_empty() {
            return Err(PatchPetError::BadRequest("no \"name\"".to_owned().into()));
        }
        let said = request.content_type.map_or("nothing", PatchPetContentType::as_str);
        Ok(Pet::new(said).into())
    }

    async fn has_pet(&self, request: HasPetRequest) -> Result<Response<()>, HasPetError> {
        match request.id {
            1 => Ok(().into()),
            _ => Err(HasPetError::NotFound(().into())),
        }
    }

    async fn pet_options(
        &self,
        _: PetOptionsRequest,
    ) -> Result<Response<()>, PetOptionsError> {
        let headers = PetOptionsHeaders::new().with_allow(vec!["GET".into(), "HEAD".into()]);
        Ok(Response::new(()).with_declared_headers(&headers).unwrap())
    }

    async fn get_photo(&self, request: GetPhotoRequest) -> Result<Response<Body>, GetPhotoError> {
        match request.id {
            1 => Ok(Body::from(format!("{:?}", request.accept)).into()),
            _ => Err(GetPhotoError::NotFound(Pet::new("nobody").into())),
        }
    }

    async fn put_photo(
        &self,
        mut request: PutPhotoRequest,
    ) -> Result<Response<()>, PutPhotoError> {
        let mut length = 0;
        while let Some(frame) = request.photo.frame().await {
            let data = frame.unwrap().into_data().unwrap();
            length += data.len();
            if request.id == LARGE {
                let ahead = MADE.load(Ordering::SeqCst) - TAKEN.fetch_add(1, Ordering::SeqCst);
                assert!(ahead <= 2, "{ahead} chunks are kept");
            }
        }
        let name = http::HeaderName::from_static("x-length");
        Ok(Response::new(()).with_header(name, length.into()))
    }
}

impl Count for Echo {
    async fn count(&self, request: CountRequest) -> Result<Response<i64>, CountError> {
        Ok((request.number + 1).into())
    }
}

impl Negotiated for Echo {}

impl Odd for Echo {
    async fn odd_slash(&self, _: OddSlashRequest) -> Result<Response<()>, OddSlashError> {
        Ok(().into())
    }

    async fn any(&self, request: AnyRequest) -> Result<Response<Body>, AnyError> {
        Ok(Body::from(format!("{:?}", request.value)).into())
    }
}

fn router() -> axum::Router {
    server::builder().pets(Echo).count(Echo).negotiated(Echo).odd(Echo).build()
}

/// The status, the content type and the body of the answer to this.
async fn ask(line: &str, headers: &[(&str, &str)], body: &str) -> (u16, String, String) {
    let (status, headers, body) = answer(line, headers, body).await;
    let content_type = headers.get(CONTENT_TYPE).map_or("", |it| it.to_str().unwrap());
    (status.as_u16(), content_type.to_owned(), body)
}

async fn answer(
    line: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> (StatusCode, HeaderMap, String) {
    let (method, target) = line.split_once(' ').unwrap();
    let mut request = http::Request::builder().method(method).uri(target);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(axum::body::Body::from(body.to_owned())).unwrap();
    let (parts, body) = router().call(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    (parts.status, parts.headers, String::from_utf8_lossy(&body).into_owned())
}

#[tokio::test]
async fn a_server_reads_what_is_declared_and_nothing_else() {
    for (content_type, name) in [
        ("application/json", "application/json"),
        ("Application/JSON; charset=utf-8", "application/json"),
        ("application/merge-patch+json", "application/merge-patch+json"),
    ] {
        let headers = [("content-type", content_type)];
        let (status, _, body) = ask("PATCH /pets/1", &headers, r#"{"name":"a"}"#).await;
        assert_eq!((status, body), (200, format!(r#"{{"name":"{name}"}}"#)));
    }
    let (status, _, body) = ask("PATCH /pets/1", &[], r#"{"name":"a"}"#).await;
    assert_eq!((status, body.as_str()), (200, r#"{"name":"nothing"}"#));
    for content_type in ["text/plain", "application/json-patch+json", "x"] {
        let headers = [("content-type", content_type)];
        let (status, problem, body) = ask("PATCH /pets/1", &headers, r#"{"name":"a"}"#).await;
        assert_eq!((status, problem.as_str()), (415, "application/problem+json"));
        assert!(body.contains("`application/json`, `application/merge-patch+json`"), "{body}");
    }
    for (content_type, status) in [("image/jpeg", 204), ("video/mp4", 204), ("text/plain", 415)] {
        let headers = [("content-type", content_type)];
        assert_eq!(ask("PUT /pets/1/photo", &headers, "x").await.0, status, "{content_type}");
    }
    for content_type in ["application/a+json", "text/anything"] {
        let headers = [("content-type", content_type)];
        let (status, _, body) = ask("PUT /odd", &headers, r#"{"a":1}"#).await;
        assert_eq!((status, body.as_str()), (200, r#"Some({"a": Number(1)})"#));
    }
}

#[tokio::test]
async fn a_server_writes_what_the_caller_would_rather_have() {
    for (accept, content_type) in [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/plain", "text/plain; charset=utf-8"),
        ("text/*;q=0.5, application/json;q=0.1", "text/plain; charset=utf-8"),
        ("text/plain;q=0.2, application/*;q=0.3", "application/json"),
        ("application/json;q=0, */*", "text/plain; charset=utf-8"),
    ] {
        let headers = [("content-type", "text/plain"), ("accept", accept)];
        let headers = if accept.is_empty() { &headers[..1] } else { &headers };
        let answer = ask("PUT /count", headers, "41").await;
        assert_eq!(answer, (200, content_type.to_owned(), "42".to_owned()), "{accept}");
    }
    assert_eq!(ask("PUT /count", &[("accept", "image/png")], "41").await.0, 406);
    // an object is no text, whatever is asked for; a string is
    let accept = [("accept", "text/plain")];
    let (status, content_type, _) = ask("PATCH /pets/1", &accept, r#"{"name":"a"}"#).await;
    assert_eq!((status, content_type.as_str()), (200, "application/vnd.pet+json"));
    let answer = ask("PATCH /pets/1", &accept, r#"{"name":""}"#).await;
    let text = "text/plain; charset=utf-8".to_owned();
    assert_eq!(answer, (400, text, "no \"name\"".to_owned()));
    let answer = ask("PATCH /pets/1", &[], r#"{"name":""}"#).await;
    let json = "application/vnd.pet+json".to_owned();
    assert_eq!(answer, (400, json, r#""no \"name\"""#.to_owned()));
}

#[tokio::test]
async fn bytes_are_labelled_as_what_was_asked_for() {
    for (accept, content_type, body) in [
        ("image/jpeg, image/png;q=0.9", "image/jpeg", "Some(ImageJpeg)"),
        ("image/*", "image/png", "Some(ImagePng)"),
    ] {
        let answer = ask("GET /pets/1/photo", &[("accept", accept)], "").await;
        assert_eq!(answer, (200, content_type.to_owned(), body.to_owned()), "{accept}");
    }
    // only the error is ever JSON
    assert_eq!(ask("GET /pets/1/photo", &[("accept", "application/json")], "").await.0, 406);
    let (status, content_type, body) = ask("GET /pets/2/photo", &[], "").await;
    assert_eq!((status, content_type.as_str()), (404, "application/json"));
    assert_eq!(body, r#"{"name":"nobody"}"#);
}

#[tokio::test]
async fn head_and_options_are_operations_like_any_other() {
    assert_eq!(ask("HEAD /pets/1", &[], "").await, (200, String::new(), String::new()));
    assert_eq!(ask("HEAD /pets/2", &[], "").await, (404, String::new(), String::new()));
    let (status, headers, _) = answer("OPTIONS /pets/2", &[], "").await;
    assert_eq!((status.as_u16(), &headers[ALLOW]), (204, &"GET,HEAD".parse().unwrap()));
}

#[tokio::test]
async fn paths_differ_by_case_and_by_a_slash_at_the_end() {
    assert_eq!(ask("GET /odd/", &[], "").await.0, 204);
    assert_eq!(ask("GET /Odd", &[], "").await.0, 501);
    assert_eq!(ask("GET /odd", &[], "").await.0, 405);
    assert_eq!(ask("GET /ODD", &[], "").await.0, 404);
}

const LARGE: i64 = 64;

static MADE: AtomicUsize = AtomicUsize::new(0);
static TAKEN: AtomicUsize = AtomicUsize::new(0);

/// So many chunks, each made when it is asked for.
struct Chunks(usize);

impl http_body::Body for Chunks {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let Some(left) = self.0.checked_sub(1) else {
            return Poll::Ready(None);
        };
        self.0 = left;
        MADE.fetch_add(1, Ordering::SeqCst);
        Poll::Ready(Some(Ok(Frame::data(Bytes::from(vec![0; 1 << 20])))))
    }
}

#[tokio::test]
async fn a_large_upload_is_never_in_memory_as_a_whole() {
    let client = Client::builder("http://server").service(router()).build().unwrap();
    let request = PutPhotoRequest::new(LARGE, Body::wrap(Chunks(64)));
    let done = client.put_photo(request).await.unwrap();
    assert_eq!(done.headers()["x-length"], (64 << 20).to_string());
}

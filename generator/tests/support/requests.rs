//! Requests as a server takes them, or what it says of them.

use super::support::media::{Codec, MediaType};
use super::support::operation::Operation;
use super::support::pattern::matches;
use super::support::response::Response;
use super::support::schema::{ANY, INT64, STRING, Schema, XML, list, object, optional};
use super::support::server::{Builder, Incoming, Outgoing, Service, ServiceFuture};
use super::support::xml;
use axum::body::Body;
use http::Request;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tower_service::Service as _;

/// Takes whatever the document allows.
struct Taking;

impl Service for Taking {
    fn call(&self, _: usize, request: Incoming) -> ServiceFuture<'_> {
        Box::pin(async move {
            let accept = request.accept();
            Ok(Outgoing::value(200, Response::new("taken"), &accept))
        })
    }
}

pub const POST: Operation = Operation {
    id: "post",
    method: "POST",
    path: "/",
    pointer: "",
    security: &[],
    consumes: &[],
    produces: &[],
    inputs: &[],
    body: None,
    body_required: false,
    answers: &[],
    produces_by_status: &[],
};

/// The status and the body of the answer of a service, mounted for one operation.
pub async fn served(
    service: Arc<dyn Service>,
    operation: Operation,
    request: Request<Body>,
) -> (u16, String) {
    let operation: &'static Operation = Box::leak(Box::new(operation));
    let group: &'static [&'static Operation] = Box::leak(Box::new([operation]));
    let groups: &'static [&'static [&'static Operation]] = Box::leak(Box::new([group]));
    let mut router = Builder::new(groups).mount(0, service).build();
    let answer = router.call(request).await.unwrap();
    let status = answer.status().as_u16();
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

async fn ask(operation: Operation, request: Request<Body>) -> (u16, String) {
    served(Arc::new(Taking), operation, request).await
}

fn json(body: impl Into<Body>) -> Request<Body> {
    Request::post("/").body(body.into()).unwrap()
}

/// What is wrong, as `pointer message`.
pub fn errors(problem: &str) -> Vec<String> {
    let problem: Value = serde_json::from_str(problem).expect(problem);
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    let text = |error: &Value, name: &str| error[name].as_str().unwrap().to_owned();
    let errors = errors.iter();
    let errors = errors.map(|it| format!("{} {}", text(it, "pointer"), text(it, "detail")));
    errors.collect()
}

#[tokio::test]
async fn names_of_any_length_cost_little_to_refuse() {
    const ANYTHING: Operation = Operation {
        body: Some(&ANY),
        body_required: false,
        ..POST
    };
    let repeated = |name: usize, times: usize| {
        let repeats = vec!["\"a\":1"; times].join(",");
        format!("{{\"{}\":{{{repeats}}}}}", "/".repeat(name))
    };
    for (name, times) in [(100_000, 250_000), (1_900_000, 150)] {
        let started = Instant::now();
        let (status, answer) = ask(ANYTHING, json(repeated(name, times))).await;
        assert_eq!(status, 400);
        assert!(started.elapsed() < Duration::from_secs(5));
        assert!(answer.len() < 100_000, "{}", answer.len());
        assert_eq!(errors(&answer).len(), 100);
        let error = &errors(&answer)[0];
        assert!(
            error.starts_with("/body/~1~1") && error.contains('…'),
            "{error}"
        );
    }
}

#[test]
fn a_pattern_costs_what_its_expression_does() {
    let pattern = "^[a-z0-9]+([-.][a-z0-9]+)*$";
    let regex = regex::Regex::new(pattern).unwrap();
    let time = |matches: &dyn Fn(&str) -> bool| {
        assert!(matches("a-b") && !matches("a-"));
        let started = Instant::now();
        assert!((0..2_000).all(|_| matches("some-name.of-3-parts")));
        started.elapsed()
    };
    let least = time(&|text| regex.is_match(text));
    let ours = time(&|text| matches(pattern, text));
    assert!(
        ours < least * 8 + Duration::from_millis(5),
        "{ours:?} {least:?}"
    );
}

#[tokio::test]
async fn what_nobody_accepts_is_refused_whatever_else_the_document_declares() {
    const ANSWERS: Operation = Operation {
        produces: &[MediaType::JSON, MediaType::new("*/*", Codec::Bytes)],
        answers: &[(200, Some(&STRING))],
        ..POST
    };
    for (accept, status) in [
        ("image/gif", 406),
        ("application/json;q=0", 406),
        ("application/json; q=0, */*", 406),
        ("application/json;q=0.001", 200),
        ("application/json;q=0.", 406),
        ("application/json; q=1.000", 200),
        ("text/plain;a=\"x, */*;q=1\"", 406),
        ("*/*;q=0.1", 200),
        // as Java's `HttpURLConnection` writes it
        ("text/html, *; q=.2, */*; q=.2", 200),
        // what is no weight says nothing
        ("image/gif, application/json;q=0.0001", 406),
        ("image/gif, application/json;q=1.0000", 406),
        ("image/gif, application/json;q=1.001", 406),
        ("image/gif, application/json;q=.", 406),
        ("image/gif, application/json;q=01", 406),
        ("image/gif, application/json;q=", 406),
        ("image/gif, application/json;q=\"1\"", 406),
        ("image/gif, application/json;q=1.5", 406),
        ("application/json;q=-1", 200),
        ("application/json;q=inf", 200),
    ] {
        let request = Request::post("/").header("accept", accept);
        let (got, said) = ask(ANSWERS, request.body(Body::empty()).unwrap()).await;
        assert_eq!(got, status, "{accept}: {said}");
        if status == 406 {
            let said: Value = serde_json::from_str(&said).unwrap();
            assert_eq!(
                said["detail"],
                json!("the answer is only to be had as `application/json`")
            );
        }
    }
}

#[tokio::test]
async fn headers_that_say_nothing_or_say_it_in_quotes_are_no_matter() {
    const TEXT: Operation = Operation {
        consumes: &[MediaType::JSON],
        body: Some(&STRING),
        body_required: false,
        ..POST
    };
    for (name, value, status) in [
        ("content-type", "application/json; charset=\"utf-8\"", 200),
        (
            "content-type",
            "application/json ; Charset = \"UTF\\-8\"",
            200,
        ),
        (
            "content-type",
            "application/json; charset=\"iso-8859-1\"",
            415,
        ),
        (
            "content-type",
            "application/json; a=\"; charset=iso-8859-1\"",
            200,
        ),
        ("content-encoding", "", 200),
        ("content-encoding", " , identity,", 200),
        ("content-encoding", ", gzip", 415),
    ] {
        let request = Request::post("/").header(name, value);
        let request = request.body(Body::from("\"a\"")).unwrap();
        let (got, said) = ask(TEXT, request).await;
        assert_eq!(got, status, "{name}: {value}: {said}");
    }
}

/// Chunks whose length is not announced.
struct Chunks(std::slice::Iter<'static, &'static str>);

impl futures_core::Stream for Chunks {
    type Item = Result<&'static str, std::convert::Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().copied().map(Ok))
    }
}

fn chunks(chunks: &'static [&'static str]) -> Body {
    Body::from_stream(Chunks(chunks.iter()))
}

#[tokio::test]
async fn a_body_of_no_chunks_is_none_whatever_it_is_said_to_be() {
    const TEXT: Operation = Operation {
        consumes: &[MediaType::JSON],
        body: Some(&STRING),
        body_required: false,
        ..POST
    };
    for (name, value) in [
        ("content-type", "image/gif"),
        ("content-encoding", "gzip"),
        ("x-other", "a"),
    ] {
        for (body, status) in [
            (chunks(&[]), 200),
            (chunks(&["", ""]), 200),
            (
                chunks(&["", "1"]),
                if name == "x-other" { 400 } else { 415 },
            ),
        ] {
            let request = Request::post("/").header(name, value);
            let (got, said) = ask(TEXT, request.body(body).unwrap()).await;
            assert_eq!(got, status, "{name}: {said}");
        }
    }
}

#[tokio::test]
async fn xml_that_its_schema_has_no_place_for_is_refused() {
    static TAGS: Schema = list(&STRING);
    static PET: Schema = object(&[
        optional("name", &STRING),
        optional("age", &INT64),
        optional("tags", &TAGS),
    ])
    .xml(&XML.root("Pet"));
    const PETS: Operation = Operation {
        consumes: &[MediaType::new("application/xml", xml::XML)],
        body: Some(&PET),
        body_required: false,
        ..POST
    };
    for (text, status) in [
        (
            "<Pet><name>a</name><tags>1</tags><tags>2</tags><other/></Pet>",
            200,
        ),
        ("<Pet><name>a</name><name>b</name></Pet>", 400),
        ("<Dog><name>a</name></Dog>", 400),
        ("<Pet><age/></Pet>", 400),
        ("<Pet>stray<name>a</name></Pet>", 400),
        ("<?xml version='1.0' encoding='iso-8859-1'?><Pet/>", 400),
    ] {
        let request = Request::post("/").header("content-type", "application/xml");
        let (got, said) = ask(PETS, request.body(text.into()).unwrap()).await;
        assert_eq!(got, status, "{text}: {said}");
    }
}

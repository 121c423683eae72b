//! Requests as a server takes them, or what it says of them.

use super::support::media::{Codec, MediaType};
use super::support::operation::Operation;
use super::support::pattern::matches;
use super::support::response::Response;
use super::support::schema::{ANY, STRING};
use super::support::server::{Builder, Incoming, Outgoing, Service, ServiceFuture};
use axum::body::Body;
use http::Request;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use std::sync::Arc;
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
    answers: &[],
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
        ("application/json;q=0.0001", 200),
        ("*/*;q=0.1", 200),
        // what is no weight says nothing
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

//! Which operation a request is for, where templates overlap, and within other routers.

use super::support::operation::{Input, Operation, Place};
use super::support::response::Response;
use super::support::schema::{self, Schema};
use super::support::server::{Builder, Incoming, Outgoing, Service, ServiceFuture, context};
use http_body_util::BodyExt;
use std::sync::Arc;
use tower_service::Service as _;

const fn operation(method: &'static str, path: &'static str) -> Operation {
    Operation {
        id: "",
        method,
        path,
        pointer: "",
        security: &[],
        consumes: &[],
        produces: &[],
        inputs: &[],
        body: None,
        body_required: false,
        answers: &[],
        produces_by_status: &[],
    }
}

/// Answers with the template.
struct Named;

impl Service for Named {
    fn call(&self, _: usize, request: Incoming) -> ServiceFuture<'_> {
        Box::pin(async move {
            let accept = request.accept();
            let text = request.operation().path.to_owned();
            Ok(Outgoing::value(200, Response::new(text), &accept))
        })
    }
}

fn router() -> axum::Router {
    const OPERATIONS: &[&Operation] = &[
        &operation("GET", "/a/{b}/c"),
        &operation("POST", "/a/x/{d}"),
        &operation("GET", "/u/me"),
        &operation("DELETE", "/u/{id}"),
        &operation("GET", "/star/*"),
        &operation("GET", "/colon/:x"),
        &operation("GET", "/same/{n}/of/{n}"),
    ];
    let builder = Builder::new(&[OPERATIONS]);
    builder.mount(0, Arc::new(Named)).build()
}

/// What a request is answered with: the template, or the status and what is allowed.
async fn ask(mut router: axum::Router, line: &str) -> String {
    let (method, path) = line.split_once(' ').unwrap();
    let request = http::Request::builder().method(method).uri(path);
    let answer = router.call(request.body(String::new()).unwrap()).await;
    let (parts, body) = answer.unwrap().into_parts();
    if parts.status == 200 {
        let bytes = body.collect().await.unwrap().to_bytes();
        return serde_json::from_slice(&bytes).unwrap();
    }
    let allow = parts.headers.get("allow").map(|it| it.to_str().unwrap());
    format!("{} {}", parts.status.as_u16(), allow.unwrap_or_default())
}

#[tokio::test]
async fn a_literal_takes_no_operation_from_a_placeholder() {
    for (line, answered) in [
        ("GET /a/x/c", "/a/{b}/c"),
        ("POST /a/x/c", "/a/x/{d}"),
        ("PUT /a/x/c", "405 GET, POST, HEAD"),
        ("POST /a/y/c", "405 GET, HEAD"),
        ("GET /u/me", "/u/me"),
        ("DELETE /u/me", "/u/{id}"),
        ("PUT /u/me", "405 GET, DELETE, HEAD"),
        ("GET /u/you", "405 DELETE"),
    ] {
        assert_eq!(ask(router(), line).await, answered, "{line}");
    }
}

/// With parameters that are numbers.
const fn numbered(method: &'static str, path: &'static str, inputs: &'static [Input]) -> Operation {
    Operation {
        inputs,
        ..operation(method, path)
    }
}

const NUMBER: &Schema = &schema::INT64;
const REST: &[Input] = &[Input::new(Place::Path, "rest", &schema::STRING).skip_encoding()];
const ID: &[Input] = &[Input::new(Place::Path, "id", NUMBER).required()];

fn numbers() -> axum::Router {
    const OPERATIONS: &[&Operation] = &[
        &operation("GET", "/u/me"),
        &numbered("GET", "/u/{id}", ID),
        &numbered("DELETE", "/u/{id}", ID),
        &operation("DELETE", "/u/{name}"),
        &operation("PUT", "/u/{name}"),
        &numbered("GET", "/v/{id}", ID),
        &operation("PUT", "/v/{id}"),
        &operation("PATCH", "/v/7"),
        &numbered("GET", "/w/{id}/x", ID),
        &numbered("POST", "/w/y/{id}", ID),
        &operation("POST", "/w/{name}/z"),
        &operation("GET", "/x/all"),
        &numbered("GET", "/x/{id}", ID),
        &numbered("GET", "/y/{id}", ID),
        &operation("PUT", "/y/{id}"),
        &operation("GET", "/y/{name}"),
        &numbered("GET", "/s/a/{id}", ID),
        &numbered("GET", "/s/{rest}", REST),
    ];
    let builder = Builder::new(&[OPERATIONS]);
    builder.mount(0, Arc::new(Named)).build()
}

#[tokio::test]
async fn a_template_whose_parameters_do_not_take_the_texts_of_a_url_yields_to_others() {
    for (line, answered) in [
        ("GET /u/7", "/u/{id}"),
        ("DELETE /u/7", "/u/{id}"),
        ("PUT /u/7", "/u/{name}"),
        ("GET /u/me", "/u/me"),
        ("DELETE /u/me", "/u/{name}"),
        ("DELETE /u/you", "/u/{name}"),
        ("GET /u/you", "405 DELETE, PUT"),
        ("PATCH /u/me", "405 GET, DELETE, PUT, HEAD"),
        // axum knows but one route for it, which has the method
        ("POST /w/y/1", "/w/y/{id}"),
        ("POST /w/y/z", "/w/{name}/z"),
        ("GET /s/a/1", "/s/a/{id}"),
        ("GET /s/a/b", "/s/{rest}"),
        // nor does it read escapes
        ("GET /x/al%6c", "/x/all"),
        // another method of the template takes it
        ("GET /y/x", "/y/{name}"),
        ("GET /y/1", "/y/{id}"),
        ("PUT /y/x", "/y/{id}"),
    ] {
        assert_eq!(ask(numbers(), line).await, answered, "{line}");
    }
}

#[tokio::test]
async fn where_no_template_takes_the_texts_of_a_url_the_request_is_refused_for_them() {
    for (line, answered) in [
        ("GET /v/x", "400 "),
        ("PUT /v/x", "/v/{id}"),
        ("GET /w/y/x", "400 "),
        ("POST /w/y/x", "400 "),
        ("PUT /w/y/x", "405 GET, POST, HEAD"),
    ] {
        assert_eq!(ask(numbers(), line).await, answered, "{line}");
    }
}

/// Each template with a method of its own, so that `Allow` tells which ones a URL is of.
#[tokio::test]
async fn every_template_of_a_url_is_found_whatever_axum_has_a_route_for() {
    const OPERATIONS: &[&Operation] = &[
        &operation("M0", "/a"),
        &operation("M1", "/{x}"),
        &operation("M2", "/a/b"),
        &operation("M3", "/{x}/b"),
        &operation("M4", "/a/{x}"),
        &operation("M5", "/b/{x}"),
        &operation("M6", "/a/b/c"),
        &operation("M7", "/{x}/b/{y}"),
        &operation("M8", "/a/"),
        &operation("M9", "/b%2Fc/{x}"),
        &numbered("MA", "/b/{rest}", REST),
    ];
    let is_of = |operation: &Operation, path: &str| {
        let template: Vec<&str> = operation.path.split('/').collect();
        let path: Vec<&str> = path.split('/').collect();
        let spans = operation.path.contains("rest") && path.len() > template.len();
        let mut pairs = template.iter().zip(&path);
        (spans || template.len() == path.len())
            && pairs.all(|(a, b)| a == b || a.starts_with('{') && !b.is_empty())
    };
    let builder = Builder::new(&[OPERATIONS]);
    let router = builder.mount(0, Arc::new(Named)).build();
    let segments = ["a", "b", "c", "b%2Fc"];
    let mut paths = vec![String::new()];
    for _ in 0..4 {
        let longer = paths
            .iter()
            .flat_map(|it| segments.map(|more| format!("{it}/{more}")));
        paths = longer.chain([String::new(), "/a".to_owned()]).collect();
        for path in paths.iter().flat_map(|it| [it.clone(), format!("{it}/")]) {
            let path = if path.is_empty() {
                "/".to_owned()
            } else {
                path
            };
            let known = OPERATIONS.iter().filter(|it| is_of(it, &path));
            let mut known: Vec<&str> = known.map(|it| it.method).collect();
            let answer = ask(router.clone(), &format!("OTHER {path}")).await;
            let allow = answer.split_once(' ').unwrap().1.split(", ");
            let mut allow: Vec<&str> = allow.filter(|it| !it.is_empty()).collect();
            known.sort_unstable();
            allow.sort_unstable();
            assert_eq!(allow, known, "{path}");
        }
    }
}

#[tokio::test]
async fn a_placeholder_that_is_there_twice_is_one_value() {
    for (line, answered) in [
        ("GET /same/1/of/1", "/same/{n}/of/{n}"),
        ("GET /same/1/of/%31", "/same/{n}/of/{n}"),
        ("GET /same/1/of/2", "404 "),
    ] {
        assert_eq!(ask(router(), line).await, answered, "{line}");
    }
}

#[tokio::test]
async fn it_stands_within_another_router_whatever_its_paths_are() {
    let nested = || axum::Router::new().nest("/api", router());
    let merged = || axum::Router::new().merge(router());
    for (path, template) in [("/star/*", "/star/*"), ("/colon/:x", "/colon/:x")] {
        assert_eq!(ask(merged(), &format!("GET {path}")).await, template);
        assert_eq!(ask(nested(), &format!("GET /api{path}")).await, template);
    }
    assert_eq!(ask(merged(), "GET /star/x").await, "404 ");
}

/// What a layer of the user's puts on a request reaches the handler, beside what the request itself says.
#[tokio::test]
async fn what_a_layer_puts_on_a_request_reaches_the_handler() {
    struct Contextual;
    impl Service for Contextual {
        fn call(&self, _: usize, request: Incoming) -> ServiceFuture<'_> {
            Box::pin(async move {
                let accept = request.accept();
                let context = context().unwrap();
                let peer: Option<&Peer> = context.extensions().get();
                let id = &context.headers()["x-request-id"];
                let said = format!("{peer:?} {id:?} {}", context.uri());
                Ok(Outgoing::value(200, Response::new(said), &accept))
            })
        }
    }
    #[derive(Clone, Debug)]
    struct Peer(#[allow(dead_code)] u8);
    const OPERATIONS: &[&Operation] = &[&operation("GET", "/a")];
    let builder = Builder::new(&[OPERATIONS]).mount(0, Arc::new(Contextual));
    let mut router = builder.build().layer(axum::Extension(Peer(7)));
    let request = http::Request::get("/a?b=1").header("x-request-id", "r1");
    let answer = router.call(request.body(String::new()).unwrap()).await;
    let bytes = answer.unwrap().into_body().collect().await.unwrap();
    let said: String = serde_json::from_slice(&bytes.to_bytes()).unwrap();
    assert_eq!(said, "Some(Peer(7)) \"r1\" /a?b=1");
}

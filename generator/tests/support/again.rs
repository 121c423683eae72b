//! Redirects and retries.

use super::support::body::Body;
use super::support::client::{
    BoxFuture, Call, Client, Redirects, Retries, Transport, TransportError,
};
use super::support::credential::Credential;
use super::support::operation::{KeyLocation, Operation, SecurityKind, SecurityScheme};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

const KEY: SecurityScheme = SecurityScheme {
    name: "key",
    kind: SecurityKind::ApiKey {
        location: KeyLocation::Header,
        name: "x-key",
        prefix: None,
    },
    scopes: &[],
};

static GET: Operation = Operation {
    id: "get",
    method: "GET",
    path: "/a/b",
    pointer: "/paths/~1a~1b/get",
    security: &[&[KEY]],
    consumes: &[],
    produces: &[],
    inputs: &[],
    body: None,
    body_required: false,
    answers: &[],
    produces_by_status: &[],
};
static POST: Operation = Operation {
    method: "POST",
    ..GET
};

/// Answers from a list, and writes down what it is asked.
#[derive(Clone)]
struct Peer {
    answers: Arc<Mutex<VecDeque<(u16, &'static str)>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Transport for Peer {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body.bytes().await.unwrap();
            let key = parts.headers.get("x-key").map_or("", |_| " with the key");
            let body = String::from_utf8_lossy(&body).into_owned();
            let line = format!("{} {}{key} {body}", parts.method, parts.uri);
            self.asked.lock().unwrap().push(line.trim_end().to_owned());
            let (status, header) = self.answers.lock().unwrap().pop_front().unwrap();
            let mut answer = http::Response::builder().status(status);
            if let Some((name, value)) = header.split_once(": ") {
                answer = answer.header(name, value);
            }
            Ok(answer.body(Body::empty()).unwrap())
        })
    }
}

/// The status of the answer, and what was asked, of a call without and with the body `body`.
async fn call(
    operation: &'static Operation,
    redirects: Redirects,
    retries: Retries,
    answers: &[(u16, &'static str)],
) -> (u16, Vec<String>) {
    let peer = Peer {
        answers: Arc::new(Mutex::new(answers.iter().copied().collect())),
        asked: Arc::default(),
    };
    let client = Client::builder("https://one.example")
        .credential(&KEY, Credential::new("secret"))
        .transport(peer.clone())
        .redirects(redirects)
        .retries(retries.pause(Duration::ZERO))
        .build()
        .unwrap();
    let mut call = Call::new(operation);
    if operation.method == "POST" {
        call.stream("body".into());
    }
    let status = client.execute(call).await.unwrap().status();
    let asked = peer.asked.lock().unwrap().clone();
    (status, asked)
}

#[tokio::test]
async fn what_passes_is_tried_again_and_the_last_answer_counts() {
    let line = "GET https://one.example/a/b with the key";
    for status in [408, 429, 500, 502, 503, 504] {
        let answers = [(status, "retry-after: 0"), (status, ""), (200, "")];
        let done = call(&GET, Redirects::none(), Retries::default(), &answers).await;
        assert_eq!(done, (200, vec![line.to_owned(); 3]));
        let answers = [(status, ""); 3];
        let done = call(&GET, Redirects::none(), Retries::default(), &answers).await;
        assert_eq!(done, (status, vec![line.to_owned(); 3]));
        let done = call(&GET, Redirects::none(), Retries::none(), &answers).await;
        assert_eq!(done, (status, vec![line.to_owned()]));
    }
    for status in [200, 301, 400, 404, 501, 505] {
        let done = call(&GET, Redirects::none(), Retries::default(), &[(status, "")]).await;
        assert_eq!(done, (status, vec![line.to_owned()]));
    }
}

#[tokio::test]
async fn what_changes_more_when_it_comes_twice_comes_once_unless_asked_to() {
    let answers = [(503, ""), (200, "")];
    let (status, asked) = call(&POST, Redirects::none(), Retries::default(), &answers).await;
    assert_eq!((status, asked.len()), (503, 1));
    let any = Retries::new(1).any_method();
    let line = "POST https://one.example/a/b with the key body".to_owned();
    let done = call(&POST, Redirects::none(), any, &answers).await;
    assert_eq!(done, (200, vec![line.clone(), line]));
}

#[tokio::test]
async fn a_redirect_is_followed_as_far_as_it_may_be() {
    let follow = || Redirects::follow(2);
    let first = "https://one.example/a/b with the key";
    let to = |operation, status, location, redirects| async move {
        let answers = [(status, location), (200, "")];
        call(operation, redirects, Retries::none(), &answers).await
    };
    for status in [300, 301, 302, 303, 307, 308] {
        let done = to(&GET, status, "location: c?d#e", follow()).await;
        let second = "GET https://one.example/a/c?d with the key".to_owned();
        assert_eq!(done, (200, vec![format!("GET {first}"), second]));
        let done = to(&GET, status, "location: c", Redirects::none()).await;
        assert_eq!(done, (status, vec![format!("GET {first}")]));
    }
    let post = format!("POST {first} body");
    for status in [301, 302] {
        let done = to(&POST, status, "location: /", follow()).await;
        assert_eq!(done, (status, vec![post.clone()]));
    }
    let (_, asked) = to(&POST, 303, "location: /", follow()).await;
    assert_eq!(asked[1], "GET https://one.example/ with the key");
    let (_, asked) = to(&POST, 308, "location: /", follow()).await;
    assert_eq!(asked[1], "POST https://one.example/ with the key body");
    // another host gets no key, and what was safe stays so
    let (_, asked) = to(&GET, 302, "location: https://two.example/x", follow()).await;
    assert_eq!(asked[1], "GET https://two.example/x");
    for location in ["location: http://one.example/", "location: file:///x", ""] {
        let (status, asked) = to(&GET, 302, location, follow()).await;
        assert_eq!((status, asked.len()), (302, 1), "{location}");
    }
}

#[tokio::test]
async fn a_circle_of_redirects_ends() {
    let answers = [(302, "location: /a/b"); 3];
    let (status, asked) = call(&GET, Redirects::follow(2), Retries::none(), &answers).await;
    assert_eq!((status, asked.len()), (302, 3));
}

//! The spans of calls, and what they do not hold.

use super::fake::{GET, KEY, POST, TOKEN};
use super::peer::{answering, asking};
use super::support::client::{Call, Client, Retries};
use super::support::credential::Credential;
use super::support::operation::Operation;
use super::support::response::Response;
use super::support::server::{Builder, Incoming, Outgoing, Service, ServiceFuture};
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes down everything that it is told, of whatever level and crate.
#[derive(Clone, Default)]
struct Recorder {
    text: Arc<Mutex<String>>,
    spans: Arc<AtomicU64>,
}

impl Recorder {
    fn write(&self, text: &str) {
        self.text.lock().unwrap().push_str(text);
    }
}

impl Visit for &Recorder {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.write(&format!(" {field}={value:?}"));
    }
}

impl Subscriber for Recorder {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        self.write(&format!("\n{}", attributes.metadata().name()));
        attributes.record(&mut &*self);
        Id::from_u64(self.spans.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut &*self);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.write("\nevent");
        event.record(&mut &*self);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// What is recorded of a call at this URL.
async fn recorded(url: String) -> String {
    let recorder = Recorder::default();
    let text = recorder.text.clone();
    let guard = tracing::subscriber::set_default(recorder);
    let client = Client::builder(url)
        .credential(&TOKEN, Credential::new("secret-token"))
        .credential(&KEY, Credential::new("secret-key"))
        .default_header("x-more", "secret-header")
        .retries(Retries::none())
        .build()
        .unwrap();
    let mut call = Call::new(&GET);
    call.path("id", &"secret-path".to_owned()).unwrap();
    call.query("q", &"secret-query".to_owned()).unwrap();
    call.stream("secret-body".into());
    if let Ok(answer) = client.execute(call).await {
        answer.bytes().await.unwrap();
    }
    drop(guard);
    let text = text.lock().unwrap().clone();
    assert!(!text.contains("secret"), "{text}");
    text
}

const START: &str = "\ncall operation=\"get_file\" http.request.method=\"GET\" \
                     url.template=\"/files/{id}\"";

#[tokio::test]
async fn a_call_is_a_span_without_a_secret() {
    let (url, request) = answering(
        b"HTTP/1.1 404 Not Found\r\nx-why: secret-answer\r\ncontent-length: 6\r\n\r\nsecret",
    )
    .await;
    let text = recorded(url).await;
    let request = request.await.unwrap();
    for secret in ["token", "key", "header", "path", "query", "body"] {
        assert!(request.contains(&format!("secret-{secret}")), "{secret}");
    }
    assert_eq!(text.matches("\ncall").count(), 1, "{text}");
    assert!(text.contains(START), "{text}");
    let end = " http.response.status_code=404 attempts=1 duration_ms=";
    assert!(text.contains(end), "{text}");
}

#[tokio::test]
async fn a_call_without_an_answer_says_what_kind_of_error_it_ends_with() {
    // a port that was free a moment ago
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let text = recorded(url).await;
    assert!(text.contains(START), "{text}");
    let end = " error.type=\"connect\" attempts=1 duration_ms=";
    assert!(text.contains(end), "{text}");
}

/// Answers what the document does not declare, or panics.
struct Faulty;

impl Service for Faulty {
    fn call(&self, operation: usize, _: Incoming) -> ServiceFuture<'_> {
        Box::pin(async move {
            assert_eq!(operation, 0, "secret-panic");
            let answer = Response::new(bytes::Bytes::from("secret-answer"));
            Ok(Outgoing::undeclared(
                answer.with_status(http::StatusCode::IM_A_TEAPOT),
            ))
        })
    }
}

#[tokio::test]
async fn a_request_is_a_span_without_a_secret_and_says_what_is_wrong() {
    static GROUPS: &[&[&Operation]] = &[&[&GET, &POST]];
    let builder = || Builder::new(GROUPS).mount(0, Arc::new(Faulty));
    let token = "authorization: Bearer secret-token";
    for (line, start, fault, status) in [
        (
            "GET /files/secret-path?key=secret-key",
            "\nrequest operation=\"get_file\" http.request.method=\"GET\" url.template=\"/files/{id}\"",
            "\nevent message=the document does not declare this answer",
            418,
        ),
        (
            "POST /files?q=secret-query",
            "\nrequest operation=\"add_file\" http.request.method=\"POST\" url.template=\"/files\"",
            "\nevent message=a handler panicked",
            500,
        ),
    ] {
        let recorder = Recorder::default();
        let text = recorder.text.clone();
        let guard = tracing::subscriber::set_default(recorder);
        let request = format!("{line} HTTP/1.1\r\nhost: x\r\n{token}\r\nconnection: close\r\n\r\n");
        let answer = asking(builder().build(), &request).await;
        drop(guard);
        let text = text.lock().unwrap().clone();
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{answer}"
        );
        assert!(!text.contains("secret"), "{text}");
        let end = format!(" http.response.status_code={status} duration_ms=");
        for part in [start, fault, &end] {
            assert_eq!(text.matches(part).count(), 1, "{part}: {text}");
        }
    }
}

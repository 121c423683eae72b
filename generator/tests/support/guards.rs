//! What a server puts up with, and what it does not: sizes, times, panics, and callers who leave.

use super::peer::asking;
use super::support::form_reader::FormReader;
use super::support::operation::Operation;
use super::support::response::Response;
use super::support::server::{Builder, Incoming, Outgoing, Refusal, Service, ServiceFuture};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::time::timeout;

const fn operation(id: &'static str, path: &'static str) -> Operation {
    Operation {
        id,
        method: "POST",
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

const READ: Operation = operation("read", "/read");
const STREAM: Operation = operation("stream", "/stream");
const FORM: Operation = operation("form", "/form");
const PAIRS: Operation = operation("pairs", "/pairs");
const PANIC: Operation = operation("panic", "/panic");
const WAIT: Operation = operation("wait", "/wait");

/// Tells when it is gone.
struct Gone(Option<oneshot::Sender<()>>);

impl Drop for Gone {
    fn drop(&mut self) {
        let _ = self.0.take().unwrap().send(());
    }
}

/// Does what the operation is called after.
#[derive(Default)]
struct Handlers {
    started: std::sync::Mutex<Option<oneshot::Sender<()>>>,
    gone: std::sync::Mutex<Option<oneshot::Sender<()>>>,
}

impl Service for Handlers {
    fn call(&self, operation: usize, request: Incoming) -> ServiceFuture<'_> {
        Box::pin(async move {
            let accept = request.accept();
            let text = self.handle(operation, request).await?;
            Ok(Outgoing::value(200, Response::new(text), &accept))
        })
    }
}

impl Handlers {
    async fn handle(&self, operation: usize, mut request: Incoming) -> Result<String, Refusal> {
        Ok(match operation {
            0 => format!("{} bytes", request.bytes().await?.len()),
            1 => match request.stream()?.bytes().await {
                Ok(bytes) => format!("{} bytes", bytes.len()),
                Err(error) => error.to_string(),
            },
            2 => {
                FormReader::read_multipart(&mut request).await?;
                "a form".to_owned()
            }
            3 => {
                FormReader::read(&mut request).await?;
                "a form".to_owned()
            }
            4 => panic!("a handler fails"),
            _ => {
                let _gone = Gone(self.gone.lock().unwrap().take());
                let _ = self.started.lock().unwrap().take().unwrap().send(());
                std::future::pending().await
            }
        })
    }
}

fn builder(handlers: Handlers) -> Builder {
    Builder::new(&[&[&READ, &STREAM, &FORM, &PAIRS, &PANIC, &WAIT]]).mount(0, Arc::new(handlers))
}

async fn connect(builder: Builder) -> TcpStream {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, builder.build()).await });
    TcpStream::connect(address).await.unwrap()
}

/// What comes before the peer waits for more.
async fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = vec![0; 4096];
    let read = timeout(Duration::from_secs(20), stream.read(&mut bytes));
    let length = read.await.expect("an answer").unwrap();
    String::from_utf8_lossy(&bytes[..length]).into_owned()
}

fn head(path: &str, length: usize) -> String {
    let form = "application/x-www-form-urlencoded";
    format!(
        "POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: {form}\r\ncontent-length: {length}\r\n\r\n"
    )
}

#[tokio::test]
async fn a_body_that_is_announced_too_large_is_not_awaited() {
    let limited = || builder(Handlers::default()).body_limit(10);
    let mut stream = connect(limited()).await;
    // not a byte of it is sent
    stream
        .write_all(head("/read", 11).as_bytes())
        .await
        .unwrap();
    let answered = answer(&mut stream).await;
    assert!(answered.starts_with("HTTP/1.1 413 "), "{answered}");
    assert!(answered.contains("connection: close\r\n"), "{answered}");
    // one that announces nothing is counted
    for (chunk, status) in [("a\r\n0123456789", 200), ("b\r\n0123456789a", 413)] {
        let request = format!(
            "POST /read HTTP/1.1\r\nhost: x\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n{chunk}\r\n0\r\n\r\n"
        );
        let answered = asking(limited().build(), &request).await;
        assert!(
            answered.starts_with(&format!("HTTP/1.1 {status} ")),
            "{answered}"
        );
    }
}

#[tokio::test]
async fn a_body_that_stops_to_come_is_given_up() {
    let limit = Duration::from_millis(50);
    for (path, status, said) in [
        ("/read", 408, "the body has not come within 50ms"),
        ("/pairs", 408, "the body has not come within 50ms"),
        ("/stream", 200, "the body has stopped to come"),
    ] {
        let mut stream = connect(builder(Handlers::default()).body_timeout(limit)).await;
        stream.write_all(head(path, 10).as_bytes()).await.unwrap();
        stream.write_all(b"half").await.unwrap();
        let answered = answer(&mut stream).await;
        assert!(
            answered.starts_with(&format!("HTTP/1.1 {status} ")),
            "{answered}"
        );
        assert!(answered.contains(said), "{answered}");
        // it is not waited for a second time, for the sake of the connection
        let closes = answered.contains("connection: close\r\n");
        assert_eq!(closes, status == 408, "{answered}");
    }
}

#[tokio::test]
async fn a_body_that_is_slow_may_come_in_time() {
    for path in ["/read", "/stream"] {
        for limit in [Some(Duration::from_secs(60)), None] {
            let mut stream = connect(builder(Handlers::default()).body_timeout(limit)).await;
            stream.write_all(head(path, 8).as_bytes()).await.unwrap();
            for half in [b"half", b"rest"] {
                tokio::time::sleep(Duration::from_millis(20)).await;
                stream.write_all(half).await.unwrap();
            }
            let answered = answer(&mut stream).await;
            assert!(answered.ends_with("\"8 bytes\""), "{path}: {answered}");
        }
    }
}

#[tokio::test]
async fn a_form_has_so_many_parts_and_no_more() {
    let limited = || builder(Handlers::default()).multipart_limits(2, 60);
    let part =
        |name: &str| format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n1\r\n");
    for (parts, status, said) in [
        (vec![part("a"), part("b")], 200, "a form"),
        (
            vec![part("a"), part("b"), part("c")],
            400,
            "the form has more than 2 parts",
        ),
        (
            vec![part(&"a".repeat(60))],
            400,
            "the form has a part whose headers are too large",
        ),
    ] {
        let body = format!("{}--B--\r\n", parts.concat());
        let request = format!(
            "POST /form HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: multipart/form-data; boundary=B\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        let answered = asking(limited().build(), &request).await;
        assert!(
            answered.starts_with(&format!("HTTP/1.1 {status} ")),
            "{answered}"
        );
        assert!(answered.contains(said), "{answered}");
    }
}

#[tokio::test]
async fn a_form_of_another_charset_is_refused() {
    for (charset, status) in [("UTF-8", 200), ("iso-8859-1", 415)] {
        let request = format!(
            "POST /pairs HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded; charset={charset}\r\ncontent-length: 3\r\n\r\na=1"
        );
        let answered = asking(builder(Handlers::default()).build(), &request).await;
        assert!(
            answered.starts_with(&format!("HTTP/1.1 {status} ")),
            "{answered}"
        );
    }
}

#[tokio::test]
async fn a_panic_costs_no_connection() {
    let mut stream = connect(builder(Handlers::default())).await;
    stream
        .write_all(head("/panic", 0).as_bytes())
        .await
        .unwrap();
    let answered = answer(&mut stream).await;
    assert!(answered.starts_with("HTTP/1.1 500 "), "{answered}");
    assert!(!answered.contains("a handler fails"), "{answered}");
    // the same connection
    stream.write_all(head("/read", 0).as_bytes()).await.unwrap();
    let answered = answer(&mut stream).await;
    assert!(answered.starts_with("HTTP/1.1 200 "), "{answered}");
}

#[tokio::test]
async fn a_handler_whose_caller_leaves_is_dropped() {
    let (started, has_started) = oneshot::channel();
    let (gone, is_gone) = oneshot::channel();
    let handlers = Handlers {
        started: Some(started).into(),
        gone: Some(gone).into(),
    };
    let mut stream = connect(builder(handlers)).await;
    stream.write_all(head("/wait", 0).as_bytes()).await.unwrap();
    has_started.await.unwrap();
    drop(stream);
    let is_gone = timeout(Duration::from_secs(20), is_gone);
    is_gone.await.expect("it is dropped").unwrap();
}

#[tokio::test]
async fn a_refusal_costs_no_connection_where_the_body_is_short() {
    let get = "PUT /read HTTP/1.1\r\nhost: x\r\ncontent-length: 50000\r\n\r\n";
    let text = "POST /pairs HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: 50000\r\n\r\n";
    let mut stream = connect(builder(Handlers::default())).await;
    for (head, status) in [(get, 405), (text, 415)] {
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(&[b'x'; 50_000]).await.unwrap();
        let answered = answer(&mut stream).await;
        assert!(
            answered.starts_with(&format!("HTTP/1.1 {status} ")),
            "{answered}"
        );
        assert!(!answered.contains("connection: close"), "{answered}");
    }
    stream.write_all(head("/read", 0).as_bytes()).await.unwrap();
    let answered = answer(&mut stream).await;
    assert!(answered.starts_with("HTTP/1.1 200 "), "{answered}");
}

#[tokio::test]
async fn a_body_that_waits_for_leave_is_not_asked_for_after_a_refusal() {
    let mut stream = connect(builder(Handlers::default())).await;
    let head = "PUT /read HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 3\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    let answered = answer(&mut stream).await;
    assert!(answered.starts_with("HTTP/1.1 405 "), "{answered}");
    assert!(answered.contains("connection: close\r\n"), "{answered}");
}

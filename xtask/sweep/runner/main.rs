//! The generated server of Mattermost's official document, every operation of which says that it was
//! called. Prints its address.

use api::Response;
use api::server;
use api::support::server::{Incoming, Outgoing, Service, ServiceFuture};
use axum::body::Bytes;
use axum::http::{HeaderValue, StatusCode};
use std::sync::Arc;

/// Stands for every group: answers with the operation in a header. The token operations say which
/// token came, and refuse that of a guest, as Mattermost does.
struct Echo;

impl Service for Echo {
    fn call(&self, _operation: usize, mut request: Incoming) -> ServiceFuture<'_> {
        Box::pin(async move {
            let operation = request.operation();
            let called = format!("{} {}", operation.method, operation.path);
            let mut token = serde_json::Value::Null;
            if operation.path.contains("/tokens/") && operation.method == "POST" {
                token = request.value::<serde_json::Value>().await?["token_id"].clone();
            }
            let (status, body) = match token.as_str() {
                Some("guest") => (StatusCode::FORBIDDEN, FORBIDDEN),
                _ => (StatusCode::OK, OK),
            };
            let mut answer = Response::new(Bytes::from_static(body.as_bytes())).with_status(status);
            let headers = answer.headers_mut();
            headers.insert("content-type", HeaderValue::from_static("application/json"));
            let mut say = |name: &'static str, text: &str| {
                if let Ok(value) = HeaderValue::from_str(text) {
                    headers.insert(name, value);
                }
            };
            say("x-operation", &called);
            say("x-token", token.as_str().unwrap_or_default());
            Ok(Outgoing::undeclared(answer))
        })
    }
}

const OK: &str = r#"{"status":"OK"}"#;
const FORBIDDEN: &str = r#"{"id":"api.context.permissions.app_error","message":"You do not have the appropriate permissions.","detailed_error":"","request_id":"r1","status_code":403}"#;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let mut builder = server::builder();
    // more than there are groups
    for group in 0..200 {
        builder = builder.mount(group, Arc::new(Echo));
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    axum::serve(listener, builder.build()).await
}

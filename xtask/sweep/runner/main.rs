//! The generated server of Mattermost's official document, twice: one every operation of which says that it
//! was called, and one of the operations for tokens alone. Prints the addresses of both.

mod tokens;

use api::Response;
use api::server;
use api::support::server::{Incoming, Outgoing, Service, ServiceFuture};
use axum::body::Bytes;
use axum::http::{HeaderValue, StatusCode};
use std::future::IntoFuture;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Stands for every group: answers with the operation in a header.
struct Echo;

impl Service for Echo {
    fn call(&self, _operation: usize, request: Incoming) -> ServiceFuture<'_> {
        Box::pin(async move {
            let operation = request.operation();
            let called = format!("{} {}", operation.method, operation.path);
            let mut answer = Response::new(Bytes::from_static(br#"{"status":"OK"}"#));
            let headers = answer.headers_mut();
            headers.insert("content-type", HeaderValue::from_static("application/json"));
            if let Ok(called) = HeaderValue::from_str(&called) {
                headers.insert("x-operation", called);
            }
            Ok(Outgoing::undeclared(answer.with_status(StatusCode::OK)))
        })
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let mut builder = server::builder();
    // more than there are groups
    for group in 0..200 {
        builder = builder.mount(group, Arc::new(Echo));
    }
    let every = TcpListener::bind("127.0.0.1:0").await?;
    let tokens = TcpListener::bind("127.0.0.1:0").await?;
    println!("{} {}", every.local_addr()?, tokens.local_addr()?);
    tokio::spawn(axum::serve(tokens, tokens::router()).into_future());
    axum::serve(every, builder.build()).await
}

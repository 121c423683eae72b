//! Bodies as streams, in both directions.

use super::fake::PUT;
use super::peer::answering;
use super::support::body::{Body, BoxError};
use super::support::client::{Call, Client};
use bytes::Bytes;
use futures_core::Stream;
use http_body::Frame;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Gives these, one after the other.
struct List<T>(VecDeque<T>);

impl<T: Unpin> Stream for List<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<T>> {
        Poll::Ready(self.0.pop_front())
    }
}

fn chunks(texts: &[&'static str]) -> List<Result<Bytes, Infallible>> {
    let bytes = texts.iter().map(|it| Ok(Bytes::from_static(it.as_bytes())));
    List(bytes.collect())
}

#[tokio::test]
async fn a_stream_is_sent_in_its_chunks() {
    let (url, request) = answering(b"HTTP/1.1 204 No Content\r\n\r\n").await;
    let client = Client::builder(url).build().unwrap();
    let mut call = Call::new(&PUT);
    // the peer reads no further than the head
    call.stream(Body::from_stream(chunks(&["ab"])));
    client.execute(call).await.unwrap();
    let request = request.await.unwrap();
    assert!(request.contains("transfer-encoding: chunked\r\n"));
    let body = Body::from_stream(chunks(&["ab", "c"]));
    assert!(body.try_clone().is_none());
    assert_eq!(body.bytes().await.unwrap(), "abc");
}

#[tokio::test]
async fn an_answer_is_read_chunk_by_chunk() {
    let chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n\
        3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
    let (url, _request) = answering(chunked).await;
    let client = Client::builder(url).build().unwrap();
    let answer = client.execute(Call::new(&PUT)).await.unwrap();
    let mut body = answer.stream().into_body();
    let mut read = Vec::new();
    while let Some(chunk) = body.chunk().await.unwrap() {
        assert!(chunk.len() <= 3);
        read.extend_from_slice(&chunk);
    }
    assert_eq!(read, b"abcde");
    assert!(body.chunk().await.unwrap().is_none());
}

#[tokio::test]
async fn a_stream_has_neither_trailers_nor_what_comes_after_an_error() {
    let mut trailers = http::HeaderMap::new();
    trailers.insert("x", "y".parse().unwrap());
    let frames: Vec<Result<_, BoxError>> = vec![
        Ok(Frame::data(Bytes::from_static(b"a"))),
        Ok(Frame::trailers(trailers)),
        Err("broken".into()),
    ];
    let body = http_body_util::StreamBody::new(List(frames.into()));
    let mut body = Body::wrap(body);
    assert_eq!(body.chunk().await.unwrap().unwrap(), "a");
    assert_eq!(body.chunk().await.unwrap_err().to_string(), "broken");
    let mut whole = Body::from("all");
    assert_eq!(whole.chunk().await.unwrap().unwrap(), "all");
    assert!(whole.chunk().await.unwrap().is_none());
}

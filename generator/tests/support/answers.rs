//! What a handler answers, and what of it is sent.

use super::peer::asking;
use super::support::media::MediaType;
use super::support::operation::Operation;
use super::support::response::Response;
use super::support::schema::{STRING, Schema};
use super::support::server::{Builder, Incoming, Outgoing, Service, ServiceFuture};
use http::StatusCode;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};
use std::sync::Arc;

static OPERATION: Operation = Operation {
    id: "speak",
    method: "GET",
    path: "/speak",
    pointer: "",
    security: &[],
    consumes: &[],
    produces: &[MediaType::JSON],
    inputs: &[],
    body: None,
    body_required: false,
    answers: &[(200, Some(&STRING)), (0, Some(&STRING as &Schema))],
    produces_by_status: &[],
};

static GROUPS: &[&[&Operation]] = &[&[&OPERATION]];

/// Answers as `default`, under this status and with this header.
struct Speaks(u16, HeaderName, &'static str);

impl Service for Speaks {
    fn call(&self, _: usize, request: Incoming) -> ServiceFuture<'_> {
        Box::pin(async move {
            let answer = Response::new("hello")
                .with_status(StatusCode::from_u16(self.0).unwrap())
                .with_header(self.1.clone(), HeaderValue::from_static(self.2));
            Ok(Outgoing::value_default(500, answer, &request.accept()))
        })
    }
}

/// The whole of two answers on one connection, so that a length that is not true breaks the second.
async fn answered(speaks: Speaks, strict: bool) -> String {
    let builder = Builder::new(GROUPS).mount(0, Arc::new(speaks));
    let builder = if strict {
        builder.check_responses()
    } else {
        builder
    };
    let request = "GET /speak HTTP/1.1\r\nhost: x\r\n\r\nGET /speak HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    asking(builder.build(), request).await
}

fn plain(status: u16) -> Speaks {
    Speaks(status, HeaderName::from_static("x-a"), "b")
}

#[tokio::test]
async fn a_status_without_content_has_none() {
    for status in [204, 304] {
        let answers = answered(plain(status), false).await;
        assert_eq!(answers.matches(&format!("HTTP/1.1 {status} ")).count(), 2);
        assert!(!answers.contains("hello"), "{answers}");
        assert!(!answers.contains("content-type"), "{answers}");
        assert!(
            status == 304 || !answers.contains("content-length"),
            "{answers}"
        );
    }
}

#[tokio::test]
async fn a_status_that_is_no_answer_yet_is_sent_as_500() {
    let answers = answered(plain(100), false).await;
    assert_eq!(answers.matches("HTTP/1.1 500 ").count(), 2, "{answers}");
    assert_eq!(answers.matches("\"hello\"").count(), 2, "{answers}");
}

#[tokio::test]
async fn a_length_that_is_not_true_is_not_sent() {
    let answers = answered(Speaks(400, CONTENT_LENGTH, "3"), false).await;
    assert_eq!(answers.matches("HTTP/1.1 400 ").count(), 2, "{answers}");
    assert_eq!(answers.matches("content-length: 7").count(), 2, "{answers}");
}

#[tokio::test]
async fn a_media_type_that_is_not_produced_is_told_where_that_is_asked_for() {
    let image = || Speaks(400, CONTENT_TYPE, "image/gif");
    let answers = answered(image(), false).await;
    assert_eq!(answers.matches("content-type: image/gif").count(), 2);
    let answers = answered(image(), true).await;
    assert_eq!(answers.matches("HTTP/1.1 500 ").count(), 2, "{answers}");
    let told =
        r#"{"detail":"`image/gif` is none of what is produced","pointer":"/header/content-type"}"#;
    assert!(answers.contains(told), "{answers}");
    let answers = answered(Speaks(400, CONTENT_TYPE, "application/json; v=1"), true).await;
    assert_eq!(answers.matches("HTTP/1.1 400 ").count(), 2, "{answers}");
}

//! What serde_json keeps for itself is nothing that a document or a caller can say. Here it has its feature
//! `raw_value`, by which it reads the text in such an object once more.

use super::requests::{POST, served};
use super::support::json;
use super::support::operation::Operation;
use super::support::parameter::{read_header, read_header_list, write_header_list};
use super::support::response::Response;
use super::support::schema::{
    ANY, FLOAT, INT64, Limit, Schema, list, object, required, same, validate_as,
};
use super::support::server::{Incoming, Outgoing, Service, ServiceFuture};
use super::support::text::Separator;
use axum::body::Body;
use http::{HeaderMap, HeaderValue, Request};
use serde_json::{Value, json};
use std::sync::Arc;

const RAW: &str = "$serde_json::private::RawValue";

struct Taking;

impl Service for Taking {
    fn call(&self, _: usize, mut request: Incoming) -> ServiceFuture<'_> {
        Box::pin(async move {
            let accept = request.accept();
            let value = request.value::<Value>().await?;
            Ok(Outgoing::value(200, Response::new(value), &accept))
        })
    }
}

static OBJECT: Schema = object(&[required("a", &INT64)]);
static NUMBERS: Schema = list(&INT64);

async fn ask(body: &str) -> (u16, String) {
    const ANYTHING: Operation = Operation {
        body: Some(&ANY),
        ..POST
    };
    let request = Request::post("/").body(Body::from(body.to_owned()));
    served(Arc::new(Taking), ANYTHING, request.unwrap()).await
}

/// A text in a text in a text, each as deep as serde_json goes.
fn nested(levels: usize) -> String {
    (0..levels).fold("1".to_owned(), |text, _| {
        let text = text.replace('\\', "\\u005c").replace('"', "\\u0022");
        format!(
            "{}{{\"{RAW}\":\"{text}\"}}{}",
            "[".repeat(100),
            "]".repeat(100)
        )
    })
}

#[tokio::test]
async fn a_text_is_not_read_once_more() {
    let escaped = RAW
        .replace('$', "\\u0024")
        .replace("private", "pr\\u0069vate");
    for body in [
        nested(1),
        nested(100),
        format!("{{\"{escaped}\":\"1\"}}"),
        format!("{{\"a\":1,\"{RAW}\":\"1\"}}"),
        "{\"$serde_json::private::Number\":\"1\",\"a\":2}".to_owned(),
        "{\"$serde_json::private::Number\":\"1\"}".to_owned(),
        "{\"\\u0024serde_json::private::Number\":\"\\u0031\"}".to_owned(),
    ] {
        let (status, said) = ask(&body).await;
        assert_eq!(status, 400, "{said}");
        assert!(said.contains("a name that is not read"), "{said}");
        assert!(json::decode::<Value>(body.as_bytes()).is_err());
        assert!(json::read(body.as_bytes()).is_err());
    }
    // what other readers make of it
    let value = json!([{RAW: "[2]"}]);
    assert!(json::from_value::<Value>(value).is_err());
    for text in [
        format!("{{\"a{RAW}\":\"1\"}}"),
        format!("[\"{RAW}\"]"),
        "{\"\\u0024\":1}".to_owned(),
    ] {
        assert_eq!(ask(&text).await.0, 200, "{text}");
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json::decode::<Value>(text.as_bytes()).unwrap(), value);
        assert_eq!(json::read(text.as_bytes()).unwrap(), value);
        assert_eq!(json::from_value::<Value>(value.clone()).unwrap(), value);
    }
}

#[test]
fn json_is_read_as_by_everyone() {
    for text in [
        "null",
        "true",
        "-0",
        "0",
        "18446744073709551615",
        "-1e3",
        "0.1",
        "[]",
        "{}",
        "[1,{\"a\":[\"\\u00e9\"]}]",
    ] {
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(json::read(text.as_bytes()).unwrap(), value, "{text}");
    }
    for text in ["", "[1,]", "{\"a\"}", "1 2", "1e999", "01"] {
        assert!(json::read(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn a_number_of_32_bits_keeps_its_digits() {
    assert_eq!(json::to_value(&[0.1_f32]).unwrap(), json!([0.1]));
    static FEW: Schema = same(&FLOAT).limits(&[Limit::AtMost("0.1")]);
    assert!(validate_as(&FEW, &0.1_f32).is_ok());
    assert!(validate_as(&OBJECT, &json!({"a": 1})).is_ok());
    assert!(validate_as(&NUMBERS, &[1, 2]).is_ok());
}

#[test]
fn lines_of_a_header_are_one_value_but_for_cookies() {
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("link", "<a>"),
        ("link", "<b>"),
        ("set-cookie", "a=1; Expires=Wed, 01 Jan 2031 00:00:00 GMT"),
        ("set-cookie", "b=2"),
    ] {
        headers.append(name, HeaderValue::from_static(value));
    }
    let link: String = read_header(&headers, "Link").unwrap();
    assert_eq!(link, "<a>, <b>");
    let cookie: String = read_header(&headers, "Set-Cookie").unwrap();
    assert_eq!(cookie, "a=1; Expires=Wed, 01 Jan 2031 00:00:00 GMT");
    let cookies: Vec<String> = read_header_list(&headers, "Set-Cookie", &[Separator::Csv]).unwrap();
    assert_eq!(cookies, [cookie.as_str(), "b=2"]);
    let mut again = HeaderMap::new();
    write_header_list(&mut again, "Set-Cookie", &cookies, &[Separator::Csv]).unwrap();
    let lines: Vec<_> = again.get_all("set-cookie").iter().collect();
    assert_eq!(lines, [cookies[0].as_str(), "b=2"]);
}

//! All that is wrong with a request is told in one answer.

use super::requests::{POST, errors, served};
use super::support::form_reader::FormReader;
use super::support::json_text::JSON_TEXT;
use super::support::operation::{Input, Operation, Place};
use super::support::response::Response;
use super::support::schema::{
    ANY, BOOLEAN, FLOAT, INT32, INT64, Limit, NUMBER, STRING, Schema, list, object, of_text,
    one_of, required, validate,
};
use super::support::server::{Incoming, Outgoing, Service, ServiceFuture};
use axum::body::Body;
use http::{HeaderValue, Request};
use serde_json::{Value, json};
use std::sync::Arc;

/// Takes whatever the document allows, with a form where one is declared.
struct Taking;

impl Service for Taking {
    fn call(&self, _: usize, mut request: Incoming) -> ServiceFuture<'_> {
        Box::pin(async move {
            let accept = request.accept();
            let mut inputs = request.operation().inputs.iter();
            if inputs.any(|it| it.place == Place::Form) {
                FormReader::read_either(&mut request).await?;
            }
            Ok(Outgoing::value(200, Response::new("taken"), &accept))
        })
    }
}

static NAMED: Schema = object(&[required("name", &STRING), required("age", &INT64)]);

const ADD: Operation = Operation {
    inputs: &[
        Input::new(Place::Query, "limit", &INT32),
        Input::new(Place::Query, "page", &NUMBER),
        Input::new(Place::Header, "X-Tone", &STRING).required(),
        Input::new(Place::Header, "X-Rest", &STRING),
    ],
    body: Some(&NAMED),
    body_required: true,
    ..POST
};

const FORM: Operation = Operation {
    inputs: &[
        Input::new(Place::Query, "limit", &INT32),
        Input::new(Place::Form, "name", &STRING).required(),
        Input::new(Place::Form, "age", &INT64),
        Input::new(Place::Form, "nick", &STRING),
        Input::new(Place::Form, "photo", &ANY),
    ],
    ..POST
};

async fn wrong(operation: Operation, request: Request<Body>) -> Vec<String> {
    let (status, said) = served(Arc::new(Taking), operation, request).await;
    assert_eq!(status, 400, "{said}");
    errors(&said)
}

#[tokio::test]
async fn parameters_and_a_body_that_is_missing_or_broken_are_told_together() {
    let latin = HeaderValue::from_bytes(b"caf\xE9").unwrap();
    let request = |query: &str, body: &'static str| {
        let request = Request::post(format!("/?{query}"));
        let request = request.header("content-type", "application/json");
        let request = request.header("x-rest", latin.clone());
        request.body(Body::from(body)).unwrap()
    };
    let head = ["/header/X-Tone is required", "/header/X-Rest is not UTF-8"];
    for (query, body, rest) in [
        (
            "limit=%2B3&page=.5",
            "",
            vec![
                "/query/limit is not an integer",
                "/query/page is not a number",
                head[0],
                head[1],
                "/body is required",
            ],
        ),
        (
            "limit=1&limit=1",
            r#"{"age": "x", "age": 1.5}"#,
            vec![
                "/query/limit is there more than once",
                head[0],
                head[1],
                "/body/age is there more than once",
                "/body/name is required",
                "/body/age is not an integer",
            ],
        ),
        (
            "limit=99999999999999999999999",
            "{",
            vec![
                "/query/limit is not from -2147483648 to 2147483647",
                head[0],
                head[1],
                "/body cannot be read: EOF while parsing an object at line 1 column 1",
            ],
        ),
    ] {
        assert_eq!(wrong(ADD, request(query, body)).await, rest);
    }
}

#[tokio::test]
async fn a_body_that_is_missing_is_told_alone_where_nothing_else_is_wrong() {
    let request = Request::post("/").header("x-tone", "a");
    let request = request.body(Body::empty()).unwrap();
    let (status, said) = served(Arc::new(Taking), ADD, request).await;
    assert_eq!(status, 400);
    assert!(said.contains("the body is missing"), "{said}");
}

#[tokio::test]
async fn parameters_and_all_fields_of_a_form_are_told_together() {
    let request = Request::post("/?limit=x");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let request = request.body("age=ten&nick=a&nick=b".into()).unwrap();
    let limit = "/query/limit is not an integer";
    assert_eq!(
        wrong(FORM, request).await,
        [
            limit,
            "/form/name is required",
            "/form/age is not an integer",
            "/form/nick is there more than once"
        ]
    );
    let part = |name: &str| format!("--b\r\ncontent-disposition: form-data; name={name}\r\n\r\n");
    let mut body = part("name").into_bytes();
    body.extend(b"caf\xE9\r\n");
    for _ in 0..2 {
        body.extend(part("photo").into_bytes());
        body.extend(b"\xFF\xD8\r\n");
    }
    body.extend(b"--b--\r\n");
    let request = Request::post("/?limit=x");
    let request = request.header("content-type", "multipart/form-data; boundary=b");
    let request = request.body(body.into()).unwrap();
    assert_eq!(
        wrong(FORM, request).await,
        [
            limit,
            "/form/name is not UTF-8",
            "/form/photo is there more than once"
        ]
    );
}

#[tokio::test]
async fn a_form_that_cannot_be_read_is_told_beside_the_parameters() {
    let multipart = "multipart/form-data; boundary=b";
    for (media_type, body, said) in [
        ("application/x-www-form-urlencoded", "a=%FF", "is not UTF-8"),
        ("multipart/form-data", "--b--", "has no boundary"),
        (
            multipart,
            "--b\r\ncontent-disposition: form-data\r\n\r\n\r\n--b--",
            "has a part without a name",
        ),
    ] {
        let request = |query: &str| {
            let request = Request::post(format!("/?{query}")).header("content-type", media_type);
            request.body(Body::from(body)).unwrap()
        };
        let expected = ["/query/limit is not an integer", &format!("/form {said}")];
        assert_eq!(wrong(FORM, request("limit=x")).await, expected);
        let (status, alone) = served(Arc::new(Taking), FORM, request("limit=1")).await;
        assert_eq!(status, 400);
        assert!(alone.contains(&format!("the form {said}")), "{alone}");
    }
}

#[test]
fn a_text_is_a_number_only_as_json_has_it() {
    for text in [
        "0",
        "-0",
        "7",
        "-1.50",
        "1e5",
        "1E+21",
        "2.5e-3",
        "340282350000000000000",
    ] {
        assert!(of_text(&NUMBER, text).is_number(), "{text}");
    }
    for text in [
        "", "-", "+1", "007", "-01", ".5", "-.5", "1.", "1.e5", "1e", "1e+", "1e+-2", "0x10",
        "1_000", "١", "inf", "NaN", " 1", "1 ", "--1", "1.2.3", "1e2e3",
    ] {
        assert!(of_text(&NUMBER, text).is_string(), "{text}");
    }
}

#[test]
fn a_number_of_32_bits_is_not_too_large_for_them() {
    let is = |value: Value| validate(&FLOAT, &value, true).is_ok();
    assert!(is(json!(1e38)) && is(of_text(&FLOAT, &f32::MAX.to_string())) && is(json!(-0.1)));
    assert!(!is(json!(1e39)) && !is(json!(-1e39)) && !is(json!("1")));
}

#[test]
fn the_last_of_many_alternatives_is_found() {
    const NONE: Schema = Schema::limits(BOOLEAN, &[]);
    static MANY: [&Schema; 301] = {
        let mut all: [&Schema; 301] = [&NONE; 301];
        all[300] = &INT32;
        all
    };
    assert_eq!(of_text(&one_of(&MANY), "5"), json!(5));
}

#[test]
fn equal_numbers_are_the_same_item() {
    static UNIQUE: Schema = list(&ANY).limits(&[Limit::UniqueItems]);
    let twice = |value: Value| validate(&UNIQUE, &value, true).is_err();
    assert!(twice(json!([1, 1.0])));
    assert!(twice(json!([{"a": [1], "b": 2}, {"b": 2.0, "a": [1.0]}])));
    assert!(!twice(json!([1, "1", 10, 0.1, [1], true])));
}

#[test]
fn alternatives_that_lead_to_each_other_end() {
    static ROUND: Schema = one_of(&[&TRIP, &INT64]);
    static TRIP: Schema = one_of(&[&ROUND, &ROUND, &TRIP, &TRIP]);
    assert_eq!(of_text(&ROUND, "x"), json!("x"));
}

static ABOUT: Schema = object(&[required("name", &STRING)]);

const PARTS: Operation = Operation {
    inputs: &[
        Input::new(Place::Query, "filter", &ABOUT).layout(&JSON_TEXT),
        Input::new(Place::Form, "about", &ABOUT)
            .layout(&JSON_TEXT)
            .required(),
    ],
    ..POST
};

/// Answers with what the part holds.
struct About;

impl Service for About {
    fn call(&self, _: usize, mut request: Incoming) -> ServiceFuture<'_> {
        Box::pin(async move {
            let accept = request.accept();
            let form = FormReader::read_multipart(&mut request).await?;
            let about: Value = form.get_json("about")?;
            Ok(Outgoing::value(200, Response::new(about), &accept))
        })
    }
}

#[tokio::test]
async fn a_part_of_json_is_read_and_checked_as_any_value_is() {
    let request = |filter: &str, part: &str| {
        let request = Request::post(format!("/?filter={filter}"));
        let request = request.header("content-type", "multipart/form-data; boundary=b");
        let body = format!("--b\r\ncontent-disposition: form-data; name=about{part}\r\n--b--");
        request.body(Body::from(body)).unwrap()
    };
    let json = "; filename=blob\r\ncontent-type: application/json\r\n\r\n";
    let well = request(
        "%7B%22name%22:%22b%22%7D",
        &format!("{json}{{\"name\": \"a\"}}"),
    );
    let (status, said) = served(Arc::new(About), PARTS, well).await;
    assert_eq!((status, said.as_str()), (200, "{\"name\":\"a\"}"));
    let broken = "cannot be read: it is not JSON: EOF while parsing an object at line 1 column 1";
    assert_eq!(
        wrong(PARTS, request("%7B", &format!("{json}{{\"name\": 1}}"))).await,
        [
            &format!("/query/filter {broken}"),
            "/form/about/name is not a string"
        ]
    );
    let twice = "%7B%22name%22:%22a%22,%22name%22:%22b%22%7D";
    assert_eq!(
        wrong(
            PARTS,
            request(
                twice,
                &format!("{json}{{\"name\": \"a\", \"name\": \"b\"}}")
            )
        )
        .await,
        [
            "/query/filter/name is there more than once",
            "/form/about/name is there more than once"
        ]
    );
    assert_eq!(
        wrong(PARTS, request("%7B%7D", "\r\n\r\n{")).await,
        [
            "/query/filter/name is required",
            &format!("/form/about {broken}")
        ]
    );
}

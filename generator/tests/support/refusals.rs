//! Refusals in the shapes that documents give to their errors.

use super::support::media::{Codec, MediaType};
use super::support::operation::Operation;
use super::support::schema::{
    self, ANY, BOOLEAN, Constant, INT32, INT64, Limit, STRING, Schema, choice, closed_object, list,
    map, object, object_and, one_of, optional, required, same, text, uri, values,
};
use super::support::server::{Builder, Incoming, Service, ServiceFuture};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use std::sync::Arc;
use tower_service::Service as _;

struct Unreached;

impl Service for Unreached {
    fn call(&self, _: usize, _: Incoming) -> ServiceFuture<'_> {
        unreachable!("the request is refused")
    }
}

/// What a body that is no JSON is answered with, where this is what the document says of an error.
async fn refused(error: &'static Schema, produces: &'static [MediaType]) -> (String, Value) {
    let operation: &'static Operation = Box::leak(Box::new(Operation {
        id: "add",
        method: "POST",
        path: "/",
        pointer: "",
        security: &[],
        consumes: &[],
        produces,
        inputs: &[],
        body: Some(&BODY),
        body_required: false,
        answers: Box::leak(Box::new([(0, Some(error))])),
        produces_by_status: &[],
    }));
    let group: &'static [&'static Operation] = Box::leak(Box::new([operation]));
    let groups: &'static [&'static [&'static Operation]] = Box::leak(Box::new([group]));
    let mut router = Builder::new(groups).mount(0, Arc::new(Unreached)).build();
    let request = http::Request::post("/").body(r#"{"size":true}"#.to_owned());
    let answer = router.call(request.unwrap()).await.unwrap();
    assert_eq!(answer.status(), 400);
    let media_type = answer.headers()["content-type"]
        .to_str()
        .unwrap()
        .to_owned();
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    let value = serde_json::from_slice(&bytes);
    let value = value.unwrap_or_else(|_| String::from_utf8_lossy(&bytes).into());
    (media_type, value)
}

static BODY: Schema = object(&[required("name", &STRING), optional("size", &INT32)]);
const SENTENCE: &str = "the document does not allow this request: `/body/name` is required; \
                        `/body/size` is not an integer";

#[tokio::test]
async fn what_is_known_goes_where_its_name_says() {
    static URI: Schema = text("uri", uri);
    static PROBLEM: Schema = closed_object(&[
        optional("type", &URI),
        required("title", &STRING),
        required("status", &INT32),
        optional("detail", &STRING),
        optional("instance", &URI),
    ]);
    static CAUSE: Schema = object(&[
        required("message", &STRING),
        optional("location", &STRING),
        optional("domain", &STRING),
    ]);
    static CAUSES: Schema = list(&CAUSE);
    static INNER: Schema = object(&[
        required("code", &INT64),
        required("message", &STRING),
        optional("errors", &CAUSES),
    ]);
    static NESTED: Schema = object(&[required("error", &INNER)]);
    static TEXTS: Schema = list(&STRING);
    static LISTED: Schema = object(&[required("errors", &TEXTS), required("success", &BOOLEAN)]);
    static APP: Schema = object(&[
        required("id", &STRING),
        required("message", &STRING),
        optional("request_id", &STRING),
        optional("status_code", &INT32),
        optional("is_oauth", &BOOLEAN),
    ]);
    static SHORT: Schema = STRING.limits(&[Limit::MaxLength(41)]);
    static NULL: Schema = STRING.or_null();
    static TERSE: Schema = object(&[required("Error-Message", &SHORT), required("data", &NULL)]);
    static STATUS: Schema = values(&[Constant::Text("401"), Constant::Text("400")]);
    static ENUM: Schema = object(&[required("httpStatus", &STATUS)]);
    static FIRST: Schema = object(&[required("zone", &STRING)]);
    static EITHER: Schema = one_of(&[&FIRST, &APP]);
    static CHOICE: Schema = choice("@kind", &[("first", &FIRST), ("app", &APP)]);
    static TREE: Schema = object_and(
        &[required("message", &STRING), optional("cause", &TREE)],
        &STRING,
    );
    let app = json!({"id": "bad_request", "message": SENTENCE, "status_code": 400});
    let mut chosen = app.clone();
    chosen["@kind"] = "app".into();
    for (schema, value) in [
        (
            &PROBLEM,
            json!({"type": "about:blank", "title": "Bad Request", "status": 400, "detail": SENTENCE}),
        ),
        (
            &NESTED,
            json!({"error": {"code": 400, "message": SENTENCE, "errors": [
                {"message": "is required", "location": "/body/name"},
                {"message": "is not an integer", "location": "/body/size"},
            ]}}),
        ),
        (
            &LISTED,
            json!({"errors": ["`/body/name` is required", "`/body/size` is not an integer"], "success": false}),
        ),
        (&APP, app.clone()),
        (
            &TERSE,
            json!({"Error-Message": "the document does not allow this request", "data": null}),
        ),
        (&ENUM, json!({"httpStatus": "400"})),
        (&EITHER, app),
        (&CHOICE, chosen),
    ] {
        let (media_type, answered) = refused(schema, &[]).await;
        assert_eq!(media_type, "application/json", "{answered}");
        assert_eq!(answered, value);
    }
    // what refers to itself has an end, and is what the document says
    let (media_type, answered) = refused(&TREE, &[]).await;
    assert_eq!(media_type, "application/json");
    assert_eq!(answered, json!({ "message": SENTENCE }));
    // what is wrong is a list of the same
    static DETAILS: Schema = list(&DETAIL);
    static DETAIL: Schema = object(&[required("message", &STRING), optional("details", &DETAILS)]);
    let (_, answered) = refused(&DETAIL, &[]).await;
    assert_eq!(
        answered["details"].as_array().map(Vec::len),
        Some(2),
        "{answered}"
    );
    // whatever refers to it, and however often
    static WIDE: Schema = object(&[
        required("message", &STRING),
        optional("a", &LEFT),
        optional("b", &RIGHT),
        optional("c", &LEFT),
    ]);
    static LEFT: Schema = object(&[
        optional("reason", &STRING),
        optional("x", &RIGHT),
        optional("y", &WIDE),
    ]);
    static RIGHT: Schema = object(&[
        optional("detail", &STRING),
        optional("x", &LEFT),
        optional("y", &WIDE),
    ]);
    let (_, answered) = refused(&WIDE, &[]).await;
    assert_eq!(answered["message"], SENTENCE);
    assert!(answered.to_string().len() < 10_000);
}

#[tokio::test]
async fn what_may_be_anything_is_a_problem_by_its_declared_name() {
    static OBJECT: Schema = object(&[]);
    static MAP: Schema = map(&ANY);
    static SAME: Schema = same(&ANY);
    for schema in [&OBJECT, &MAP, &SAME] {
        const PRODUCES: &[MediaType] = &[MediaType::new("application/vnd.x+json", Codec::Json)];
        let (media_type, answered) = refused(schema, PRODUCES).await;
        assert_eq!(media_type, "application/vnd.x+json");
        assert_eq!(answered["errors"][0]["pointer"], "/body/name");
    }
    // a map of texts has room for one
    static TEXTS: Schema = map(&STRING);
    let (_, answered) = refused(&TEXTS, &[]).await;
    assert_eq!(answered, json!({ "detail": SENTENCE }));
}

#[tokio::test]
async fn what_cannot_be_filled_is_problem_details() {
    static ZONE: Schema = object(&[required("message", &STRING), required("zone", &STRING)]);
    static LONG: Schema = STRING.limits(&[Limit::MinLength(1000)]);
    static MESSAGE: Schema = object(&[required("message", &LONG)]);
    static LOOP: Schema = object(&[required("error", &LOOP)]);
    static UNKNOWN: Schema = object(&[optional("zone", &STRING)]);
    static FLAGS: Schema = object(&[optional("error", &BOOLEAN), optional("zone", &STRING)]);
    for schema in [&ZONE, &MESSAGE, &LOOP, &INT32, &BOOLEAN, &UNKNOWN, &FLAGS] {
        let (media_type, answered) = refused(schema, &[]).await;
        assert_eq!(media_type, "application/problem+json");
        assert_eq!(answered["status"], 400);
    }
}

#[tokio::test]
async fn the_media_type_is_the_first_that_can_carry_it() {
    const PRODUCES: &[MediaType] = &[
        MediaType::new("image/png", Codec::Bytes),
        MediaType::new("text/plain", Codec::Text),
        MediaType::new("application/x.y+json", Codec::Json),
    ];
    static MESSAGE: Schema = object(&[required("message", &STRING)]);
    let (media_type, answered) = refused(&MESSAGE, PRODUCES).await;
    assert_eq!(media_type, "application/x.y+json");
    assert_eq!(answered, json!({"message": SENTENCE}));
    let (media_type, answered) = refused(&STRING, PRODUCES).await;
    assert_eq!(media_type, "text/plain; charset=utf-8");
    assert_eq!(answered, json!(SENTENCE));
}

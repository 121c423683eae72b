//! What a server refuses, and what with.

use bytes::Bytes;
use http::StatusCode;
use http::header::{
    ACCEPT_ENCODING, ALLOW, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, WWW_AUTHENTICATE,
};
use http_body_util::BodyExt;
use refusals_api::operations::*;
use refusals_api::security::{SIGNATURE, TOKEN};
use refusals_api::server::{
    self, Answer, Authenticate, Builder, Caller, Denied, People, Refusal, Refuse, Response, Shop,
    context, identity,
};
use refusals_api::types::{Error, Order};
use refusals_api::Body;
use serde_json::{Value, json};
use tower_service::Service;

struct Store;

/// Called what the document does not declare, where the id says so.
fn csv<T>(id: i64, body: T) -> Response<T> {
    let mut answer = Response::new(body);
    if id == 77 {
        let text = http::HeaderValue::from_static("text/csv");
        answer.headers_mut().insert(CONTENT_TYPE, text);
    }
    answer
}

impl Shop for Store {
    async fn place_order(
        &self,
        request: PlaceOrderRequest,
    ) -> Result<Response<Order>, PlaceOrderError> {
        let mut order = request.order;
        order.id += request.limit.unwrap_or(0);
        let id = order.id;
        Ok(csv(id, order))
    }

    async fn get_order(&self, request: GetOrderRequest) -> Result<Response<String>, GetOrderError> {
        match request.id {
            1 => Ok("one".to_owned().into()),
            2 => panic!("there is no two"),
            _ => Err(GetOrderError::Undeclared(server::not_implemented())),
        }
    }

    async fn drop_order(&self, _: DropOrderRequest) -> Result<Response<()>, DropOrderError> {
        Ok(().into())
    }

    async fn get_bill(&self, request: GetBillRequest) -> Result<Response<Body>, GetBillError> {
        Ok(csv(request.id, Body::from("%PDF")))
    }
}

#[derive(Clone, Debug, PartialEq)]
struct User(String);

fn caller() -> String {
    match identity::<User>() {
        Some(User(name)) => name,
        None => "nobody".to_owned(),
    }
}

impl People for Store {
    async fn me(&self, _: MeRequest) -> Result<Response<String>, MeError> {
        // the identity is of the type that the authenticator gives, and of no other
        assert_eq!(identity::<String>(), None);
        let context = context().expect("a handler runs");
        let shown = format!("{:?} {context:?}", context.headers());
        assert!(!shown.contains("ann") && !shown.contains("s3cret"), "{shown}");
        Ok(caller().into())
    }

    async fn anyone(&self, _: AnyoneRequest) -> Result<Response<String>, AnyoneError> {
        Ok(caller().into())
    }
}

struct Sessions;

impl Authenticate for Sessions {
    type Identity = User;

    async fn authenticate(&self, caller: &Caller<'_>) -> Result<User, Denied> {
        assert!(!format!("{caller:?}").contains("s3cret"));
        let scopes: Vec<_> = caller.schemes().iter().map(|it| it.scopes).collect();
        match caller.operation().id {
            "anyone" => assert_eq!(scopes, [["read", "write"]]),
            _ => assert_eq!(scopes.concat(), if scopes.len() == 1 { &["read", "write"][..] } else { &[] }),
        }
        let secret = |scheme| caller.credential(scheme).map(|it| it.secret());
        match (secret(&TOKEN), secret(&SIGNATURE)) {
            (Some("ann" | "bob"), Some(_)) => unreachable!("they are no alternative together"),
            (Some(name @ ("ann" | "bob")), None) => Ok(User(name.to_owned())),
            (None, Some("s3cret")) => Ok(User("machine".to_owned())),
            (Some("banned"), _) => Err(Denied::forbidden().with_detail("you are banned")),
            (Some("guest"), _) => Err(Denied::insufficient_scope()),
            (Some("down"), _) => Err(Denied::failed()),
            _ => Err(Denied::unauthorized()),
        }
    }
}

fn builder() -> Builder {
    server::builder().shop(Store).people(Store)
}

async fn send(
    builder: Builder,
    line: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> (StatusCode, HeaderMap, String) {
    let (method, target) = line.split_once(' ').unwrap();
    let mut request = http::Request::builder().method(method).uri(target);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(axum::body::Body::from(body.to_owned())).unwrap();
    let (parts, body) = builder.build().call(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    (parts.status, parts.headers, String::from_utf8_lossy(&body).into_owned())
}

/// Status, content type and body.
async fn ask(line: &str, headers: &[(&str, &str)], body: &str) -> (u16, String, String) {
    plain(send(builder(), line, headers, body).await)
}

fn plain((status, headers, body): (StatusCode, HeaderMap, String)) -> (u16, String, String) {
    let content_type = headers.get(CONTENT_TYPE).map_or("", |it| it.to_str().unwrap());
    (status.as_u16(), content_type.to_owned(), body)
}

fn answer(status: u16, content_type: &str, body: &str) -> (u16, String, String) {
    (status, content_type.to_owned(), body.to_owned())
}

const JSON: (&str, &str) = ("content-type", "application/json");
const SHOP: &str = "application/vnd.shop+json";
const PROBLEM: &str = "application/problem+json";

#[tokio::test]
async fn a_refusal_is_the_answer_that_is_declared_for_its_status() {
    let body = r#"{"notes":{"a":1}}"#;
    let expected = json!({
        "code": 400,
        "message": "the document does not allow this request: `/query/limit` is not an integer; \
                    `/body/id` is required; `/body/notes/a` is not a string",
        "errors": [
            {"field": "/query/limit", "reason": "is not an integer"},
            {"field": "/body/id", "reason": "is required"},
            {"field": "/body/notes/a", "reason": "is not a string"},
        ],
    });
    let (status, content_type, body) = ask("POST /v1/orders?limit=x", &[JSON], body).await;
    assert_eq!((status, content_type.as_str()), (400, SHOP));
    assert_eq!(serde_json::from_str::<Value>(&body).unwrap(), expected);

    let (status, content_type, body) = ask("POST /v1/orders", &[JSON], "{").await;
    assert_eq!((status, content_type.as_str()), (400, SHOP));
    assert!(body.contains("EOF while parsing an object at line 1 column 1"), "{body}");
}

#[tokio::test]
async fn a_status_that_is_not_declared_is_the_default() {
    let fault = r#"{"error":{"code":"unsupported_media_type","message":"the body is not `application/json`"}}"#;
    let answered = ask("POST /v1/orders", &[("content-type", "text/xml")], "<a/>").await;
    assert_eq!(answered, answer(415, SHOP, fault));
    // an operation that is not written yet, too
    let fault = r#"{"error":{"code":"not_implemented","message":"this operation is not written yet"}}"#;
    assert_eq!(ask("PUT /v1/orders/1", &[], "").await, answer(501, "application/json", fault));
    let unmounted = plain(send(server::builder(), "PUT /v1/orders/1", &[], "").await);
    assert_eq!(unmounted, answer(501, "application/json", fault));
}

#[tokio::test]
async fn a_declared_text_is_a_sentence() {
    let said = "the document does not allow this request: `/path/id` is not an integer";
    let answered = ask("GET /v1/orders/x", &[], "").await;
    assert_eq!(answered, answer(400, "application/json", &format!("\"{said}\"")));
    let answered = ask("GET /v1/orders/x", &[("accept", "text/plain")], "").await;
    assert_eq!(answered, answer(400, "text/plain; charset=utf-8", said));
}

#[tokio::test]
async fn where_nothing_fits_it_is_problem_details() {
    // a required property of which nobody knows what it is
    let (status, content_type, body) = ask("DELETE /v1/orders/x", &[], "").await;
    assert_eq!((status, content_type.as_str()), (400, PROBLEM));
    let expected = json!({
        "title": "Bad Request", "status": 400, "detail": "the document does not allow this request",
        "errors": [{"pointer": "/path/id", "detail": "is not an integer"}],
    });
    assert_eq!(serde_json::from_str::<Value>(&body).unwrap(), expected);
    // no answer of this status is declared
    for (line, status) in [("GET /v1/orders/3", 501), ("GET /v1/orders/%FF", 404), ("GET /v1/orders", 405)] {
        let answered = ask(line, &[], "").await;
        assert_eq!((answered.0, answered.1.as_str()), (status, PROBLEM), "{line}");
    }
}

struct Own;

impl Refuse for Own {
    fn refuse(&self, refusal: &Refusal) -> Answer {
        let said = format!("{} of {:?}", refusal.status(), refusal.operation().map(|it| it.id));
        // the request is there, and shows no secret
        let parts = refusal.request().expect("a request is refused");
        let shown = format!("{refusal:?} {:?}", parts.headers);
        assert!(!shown.contains("s3cret"), "{shown}");
        match refusal.status().as_u16() {
            400 => Answer::declared(&Error::new(7, said)),
            401 => Answer::json(&json!({"said": said})),
            // not what is declared
            415 => Answer::declared(&json!({"error": said})),
            405 => Answer::Instead(Response::new(Bytes::from(said)).with_status(StatusCode::GONE)),
            501 => panic!("the mapper fails"),
            _ => Answer::Problem,
        }
    }
}

#[tokio::test]
async fn the_words_of_a_refusal_may_be_the_users() {
    let ask = async |line, headers: &[_], body| {
        let (status, headers, body) = send(builder().refusals(Own), line, headers, body).await;
        (headers.clone(), plain((status, headers, body)))
    };
    let (_, answered) = ask("POST /v1/orders", &[JSON], "{}").await;
    let body = r#"{"code":7,"message":"400 Bad Request of Some(\"place_order\")"}"#;
    assert_eq!(answered, answer(400, SHOP, body));
    // the headers of the refusal are there whatever is said
    let secret = [("authorization", "s3cret"), ("x-signature", "s3cret")];
    let (headers, answered) = ask("GET /v1/me", &secret, "").await;
    let body = r#"{"said":"401 Unauthorized of Some(\"me\")"}"#;
    assert_eq!(answered, answer(401, "application/json", body));
    let challenges: Vec<_> = headers.get_all(WWW_AUTHENTICATE).iter().collect();
    assert_eq!((challenges.len(), challenges[0].as_bytes()), (3, &b"Bearer"[..]));
    let (headers, answered) = ask("TRACE /v1/me", &secret, "").await;
    let body = "405 Method Not Allowed of None";
    assert_eq!(answered, answer(410, "application/octet-stream", body));
    assert_eq!(headers[ALLOW], "GET, HEAD");
    let (_, answered) = ask("POST /v1/orders", &[("content-type", "a/b")], "{}").await;
    assert_eq!((answered.0, answered.1.as_str()), (415, PROBLEM));
    let (_, answered) = ask("PUT /v1/orders/1", &[], "").await;
    assert_eq!((answered.0, answered.1.as_str()), (501, PROBLEM));
}

#[tokio::test]
async fn an_answer_is_what_the_caller_accepts_or_406() {
    let order = r#"{"id":1}"#;
    for (accept, status) in [
        ("application/vnd.shop+json", 201),
        ("application/*;q=0.1", 201),
        ("text/html, *; q=.2, */*; q=.2", 201),
        ("", 201),
        ("nonsense, *", 201),
        ("nonsense", 201),
        ("application/json", 406),
        ("text/*, image/png", 406),
        ("application/vnd.shop+json;q=0, */*", 406),
    ] {
        let answered = ask("POST /v1/orders", &[JSON, ("accept", accept)], order).await;
        assert_eq!((answered.0, answered.1.as_str()), (status, SHOP), "{accept}");
    }
    // it is refused before the body is looked at, and before the handler runs
    let answered = ask("POST /v1/orders", &[JSON, ("accept", "a/b")], "?").await;
    // the document does not allow a message that says all there is to say
    let reason = r#"{"error":{"code":"not_acceptable","message":"Not Acceptable"}}"#;
    assert_eq!(answered, answer(406, SHOP, reason));
    // a file
    for (accept, status) in [("application/pdf", 200), ("image/*", 406)] {
        let answered = ask("GET /v1/orders/1/bill", &[("accept", accept)], "").await;
        assert_eq!(answered.0, status, "{accept}");
    }
    // no body, no matter
    assert_eq!(ask("DELETE /v1/orders/1", &[("accept", "image/png")], "").await.0, 204);
    // an error is better than none
    let answered = ask("POST /v1/orders", &[JSON, ("accept", SHOP)], "?").await;
    assert_eq!(answered.0, 400);
}

#[tokio::test]
async fn a_body_says_what_it_is_and_says_it_once() {
    let order = r#"{"id":1}"#;
    for (headers, status) in [
        (&[("content-type", "application/json; charset=utf-8")][..], 201),
        (&[("content-type", "application/json;CHARSET=\"UTF-8\"")], 201),
        (&[("content-type", "application/json; charset=us-ascii")], 201),
        (&[("content-type", "application/json; charset=iso-8859-1")], 415),
        (&[("content-type", "application/json; charset=utf-16")], 415),
        (&[("content-type", "application/json"), ("content-type", "application/json")], 400),
        (&[("content-type", "application/json"), ("content-encoding", "identity")], 201),
        (&[("content-type", "application/json"), ("content-encoding", "gzip")], 415),
        (&[("content-type", "application/json"), ("content-encoding", "Identity, br")], 415),
    ] {
        assert_eq!(ask("POST /v1/orders", headers, order).await.0, status, "{headers:?}");
    }
    let encoded = ("content-encoding", "gzip");
    let (_, headers, _) = send(builder(), "POST /v1/orders", &[JSON, encoded], order).await;
    assert_eq!(headers[ACCEPT_ENCODING], "identity");
}

#[test]
fn what_an_operation_says_can_be_printed_though_schemas_are_recursive() {
    let shown = format!("{:?}", PlaceOrderRequest::OPERATION);
    assert!(shown.contains("body: Some(Schema(an object))"), "{shown}");
}

#[tokio::test]
async fn what_is_there_twice_is_refused() {
    for (line, headers, body, said) in [
        ("POST /v1/orders?limit=1&limit=1", &[][..], r#"{"id":1}"#, "`/query/limit` is there more than once"),
        ("POST /v1/orders", &[("x-tone", "a"), ("x-tone", "a")], r#"{"id":1}"#, "`/header/X-Tone` is there more than once"),
        ("POST /v1/orders", &[], r#"{"id":1,"id":1}"#, "`/body/id` is there more than once"),
        ("POST /v1/orders", &[], r#"{"id":1,"notes":{"a/b":"","a/b":""}}"#, "`/body/notes/a~1b` is there more than once"),
        // of a property that nobody reads
        ("POST /v1/orders", &[], r#"{"id":1,"x":[0,{"y":1,"y":2}]}"#, "`/body/x/1/y` is there more than once"),
        ("POST /v1/orders", &[], r#"{"id":1} {"id":1}"#, "trailing characters at line 1 column 10"),
        ("POST /v1/orders", &[], "", "the body is missing"),
        ("POST /v1/orders", &[], " ", "EOF while parsing a value"),
    ] {
        let headers: Vec<_> = headers.iter().copied().chain([JSON]).collect();
        let (status, content_type, answered) = ask(line, &headers, body).await;
        assert_eq!((status, content_type.as_str()), (400, SHOP), "{line} {body}");
        assert!(answered.contains(said), "{answered}");
    }
}

#[tokio::test]
async fn json_has_a_depth() {
    let nested = |depth: usize| format!(r#"{{"id":1,"x":{}{}}}"#, "[".repeat(depth), "]".repeat(depth));
    for (depth, status) in [(125, 201), (200, 400), (20_000, 400)] {
        assert_eq!(ask("POST /v1/orders", &[JSON], &nested(depth)).await.0, status, "{depth}");
    }
    for (depth, status) in [(3, 201), (4, 400)] {
        let shallow = builder().json_depth(4);
        let answered = send(shallow, "POST /v1/orders", &[JSON], &nested(depth)).await;
        assert_eq!(answered.0.as_u16(), status, "{depth}: {}", answered.2);
    }
}

#[tokio::test]
async fn an_answer_is_held_to_the_document_where_that_is_asked_for() {
    let line = "POST /v1/orders?limit=99";
    let lax = ask(line, &[JSON], r#"{"id":1}"#).await;
    assert_eq!(lax, answer(201, SHOP, r#"{"id":100}"#));
    let strict = plain(send(builder().check_responses(), line, &[JSON], r#"{"id":1}"#).await);
    assert_eq!((strict.0, strict.1.as_str()), (500, PROBLEM));
    let errors = &serde_json::from_str::<Value>(&strict.2).unwrap()["errors"];
    assert_eq!(*errors, json!([{"pointer": "/body/id", "detail": "is more than 99"}]));
    let strict = send(builder().check_responses(), line, &[JSON], r#"{"id":0}"#).await;
    assert_eq!(strict.0.as_u16(), 201);

    let line = "POST /v1/orders";
    assert_eq!(ask(line, &[JSON], r#"{"id":77}"#).await, answer(201, "text/csv", r#"{"id":77}"#));
    let strict = plain(send(builder().check_responses(), line, &[JSON], r#"{"id":77}"#).await);
    assert_eq!((strict.0, strict.1.as_str()), (500, PROBLEM));
    let errors = &serde_json::from_str::<Value>(&strict.2).unwrap()["errors"];
    let detail = "`text/csv` is none of what is produced";
    assert_eq!(*errors, json!([{"pointer": "/header/content-type", "detail": detail}]));

    // bytes are what the handler says
    let strict = send(builder().check_responses(), "GET /v1/orders/77/bill", &[], "").await;
    assert_eq!((strict.0.as_u16(), &strict.1[CONTENT_TYPE]), (200, &http::HeaderValue::from_static("text/csv")));
}

#[tokio::test]
async fn a_handler_that_panics_answers_500() {
    let (status, content_type, body) = ask("GET /v1/orders/2", &[], "").await;
    assert_eq!((status, content_type.as_str()), (500, PROBLEM));
    assert_eq!(body, r#"{"detail":"the server failed","status":500,"title":"Internal Server Error"}"#);
    assert_eq!(ask("GET /v1/orders/1", &[], "").await.0, 200);
}

/// Status, body, challenges.
async fn as_caller(line: &str, headers: &[(HeaderName, &str)]) -> (u16, String, Vec<String>) {
    let headers: Vec<_> = headers.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let (status, headers, body) = send(builder().authenticate(Sessions), line, &headers, "").await;
    let challenges = headers.get_all(WWW_AUTHENTICATE).iter();
    let challenges = challenges.map(|it| it.to_str().unwrap().to_owned());
    (status.as_u16(), body, challenges.collect())
}

#[tokio::test]
async fn whoever_shows_one_of_the_alternatives_is_known_to_the_handler() {
    let signature = HeaderName::from_static("x-signature");
    for (line, headers, status, body) in [
        ("GET /v1/me", &[(AUTHORIZATION, "bearer ann")][..], 200, "\"ann\""),
        ("GET /v1/me?key=1", &[(signature.clone(), "s3cret")], 200, "\"machine\""),
        // the first that is good
        ("GET /v1/me?key=1", &[(AUTHORIZATION, "Bearer bob"), (signature.clone(), "s3cret")], 200, "\"bob\""),
        ("GET /v1/me?key=1", &[(AUTHORIZATION, "Bearer banned"), (signature.clone(), "s3cret")], 200, "\"machine\""),
        // half an alternative is none
        ("GET /v1/me?key=1", &[], 401, r#"{"code":401,"message":"credentials are missing"}"#),
        ("GET /v1/me", &[(signature.clone(), "s3cret")], 401, r#"{"code":401,"message":"credentials are missing"}"#),
        ("GET /v1/me", &[(AUTHORIZATION, "Bearer eve")], 401, r#"{"code":401,"message":"the credentials are not good"}"#),
        // nobody knows which is meant
        ("GET /v1/me", &[(AUTHORIZATION, "Bearer ann"), (AUTHORIZATION, "Bearer bob")], 401, r#"{"code":401,"message":"credentials are missing"}"#),
        ("GET /v1/me?key=1&key=2", &[(signature.clone(), "s3cret")], 401, r#"{"code":401,"message":"credentials are missing"}"#),
        // where nothing has to be shown
        ("GET /v1/anyone", &[(AUTHORIZATION, "Bearer ann")], 200, "\"ann\""),
        ("GET /v1/anyone", &[], 200, "\"nobody\""),
        ("GET /v1/anyone", &[(AUTHORIZATION, "Bearer eve")], 200, "\"nobody\""),
    ] {
        let answered = as_caller(line, headers).await;
        assert_eq!((answered.0, answered.1.as_str()), (status, body), "{line} {headers:?}");
    }
}

#[tokio::test]
async fn whoever_is_turned_away_is_told_how_to_come_back() {
    let key = r#"ApiKey in="query", name="key""#.to_owned();
    let signature = r#"ApiKey in="header", name="X-Signature""#.to_owned();
    let (status, _, challenges) = as_caller("GET /v1/me", &[]).await;
    assert_eq!((status, challenges), (401, vec!["Bearer".to_owned(), key.clone(), signature.clone()]));
    let eve = [(AUTHORIZATION, "Bearer eve")];
    let (status, _, challenges) = as_caller("GET /v1/me", &eve).await;
    let refused = r#"Bearer error="invalid_token""#.to_owned();
    assert_eq!((status, challenges), (401, vec![refused, key, signature]));
    let banned = [(AUTHORIZATION, "Bearer banned")];
    // no token was shown
    let machine = [(HeaderName::from_static("x-signature"), "no")];
    let (status, _, challenges) = as_caller("GET /v1/me?key=1", &machine).await;
    assert_eq!((status, challenges[0].as_str()), (401, "Bearer"));
    let (status, body, challenges) = as_caller("GET /v1/me", &banned).await;
    assert_eq!((status, challenges.len()), (403, 0));
    assert!(body.contains("you are banned"), "{body}");
    let guest = [(AUTHORIZATION, "Bearer guest")];
    let (status, body, challenges) = as_caller("GET /v1/me", &guest).await;
    let scopes = r#"Bearer error="insufficient_scope", scope="read write""#.to_owned();
    assert_eq!((status, challenges), (403, vec![scopes]));
    assert!(body.contains("the credentials do not allow this"), "{body}");
    for line in ["GET /v1/me", "GET /v1/anyone"] {
        assert_eq!(as_caller(line, &[(AUTHORIZATION, "Bearer down")]).await.0, 500);
    }
}

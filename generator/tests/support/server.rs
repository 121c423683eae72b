use super::peer::asking;
use super::support::client::{Call, Client};
use super::support::credential::Credential;
use super::support::operation::{
    Input, KeyLocation, Operation, Place, SecurityKind, SecurityScheme,
};
use super::support::response::Response;
use super::support::schema::{Constant, Schema, values};
use super::support::server::{
    Builder, Incoming, Outgoing, Refusal, Service, ServiceFuture, context,
};
use super::support::text::Separator;
use std::sync::Arc;

const TOKEN: SecurityScheme = SecurityScheme {
    name: "token",
    kind: SecurityKind::ApiKey {
        location: KeyLocation::Header,
        name: "Authorization",
        prefix: Some("Bearer"),
    },
    scopes: &[],
};

const fn operation(id: &'static str, method: &'static str, path: &'static str) -> Operation {
    Operation {
        id,
        method,
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

const FILE: Operation = operation("file", "GET", "/v1/files/{id}");
const FILE_JSON: Operation = operation("file_json", "GET", "/v1/files/{id}.json");
const PAIR: Operation = operation("pair", "PUT", "/v1/files/{a}:{b}");
const ADD: Operation = operation("add", "POST", "/v1/files");
const LIST: Operation = operation("list", "GET", "/v1/files");
const SECRET: Operation = Operation {
    security: &[&[TOKEN]],
    ..operation("secret", "GET", "/v1/secret")
};
const FILE_TAGS: Operation = operation("file_tags", "GET", "/v1/files/{id}?tags");
const FILE_OLD: Operation = operation("file_old", "GET", "/v1/files/{id}?version=1");
const UNMOUNTED: Operation = operation("unmounted", "GET", "/v1/unmounted");

/// Answers with what it was given.
struct Echo;

impl Service for Echo {
    fn call(&self, operation: usize, request: Incoming) -> ServiceFuture<'_> {
        Box::pin(async move {
            let accept = request.accept();
            let text = echo(operation, request).await?;
            Ok(Outgoing::value(200, Response::new(text), &accept))
        })
    }
}

async fn echo(operation: usize, mut request: Incoming) -> Result<String, Refusal> {
    Ok(match operation {
        0 => format!("file {}", request.path::<String>("id")?),
        1 => format!("json {}", request.path::<i64>("id")?),
        2 => format!(
            "pair {} {}",
            request.path::<String>("a")?,
            request.path::<String>("b")?
        ),
        3 => format!("add {}", request.value::<serde_json::Value>().await?),
        4 => {
            let page: Option<i32> = request.query("page")?;
            let ids: Vec<String> = request.query_list("ids", &[Separator::Csv])?;
            format!("list {page:?} {ids:?}")
        }
        6 => format!("tags {}", request.path::<String>("id")?),
        7 => format!("old {}", request.path::<String>("id")?),
        _ => {
            assert!(!format!("{request:?}").contains("s3cret"));
            let context = context().expect("a handler runs");
            format!(
                "secret {}",
                context.credential("token").expect("checked").secret()
            )
        }
    })
}

fn router() -> axum::Router {
    const GROUPS: &[&[&Operation]] = &[
        &[
            &FILE, &FILE_JSON, &PAIR, &ADD, &LIST, &SECRET, &FILE_TAGS, &FILE_OLD,
        ],
        &[&UNMOUNTED],
    ];
    Builder::new(GROUPS)
        .mount(0, Arc::new(Echo))
        .body_limit(100)
        .build()
}

/// Status and body of the answer to a request with these headers (each ended) and this body.
async fn ask(line: &str, headers: &str, body: &str) -> (u16, String, String) {
    let length = body.len();
    let request = format!(
        "{line} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{headers}content-length: {length}\r\n\r\n{body}"
    );
    let answer = asking(router(), &request).await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, head.to_owned(), body.to_owned())
}

#[track_caller]
fn assert_answer(answer: (u16, String, String), status: u16, body: &str) {
    assert_eq!(
        (answer.0, answer.2.as_str()),
        (status, body),
        "{}",
        answer.1
    );
}

#[tokio::test]
async fn the_operation_is_found_by_the_text_around_its_placeholders() {
    assert_answer(ask("GET /v1/files/7.json", "", "").await, 200, "\"json 7\"");
    assert_answer(
        ask("GET /v1/files/7.xml", "", "").await,
        200,
        "\"file 7.xml\"",
    );
    assert_answer(
        ask("GET /v1/files/a%2Fb%20%C3%BC", "", "").await,
        200,
        "\"file a/b ü\"",
    );
    assert_answer(
        ask("PUT /v1/files/a:b:c", "", "").await,
        200,
        "\"pair a b:c\"",
    );
    assert_eq!(ask("GET /v1/files/", "", "").await.0, 404);
    assert_eq!(ask("GET /v2/files", "", "").await.0, 404);
}

#[tokio::test]
async fn the_operation_is_found_by_the_query_behind_its_template() {
    for (query, answer) in [
        ("tags", "\"tags a\""),
        ("x=1&tags=", "\"tags a\""),
        ("version=1", "\"old a\""),
        ("version=%31", "\"old a\""),
        ("version=2", "\"file a\""),
        ("", "\"file a\""),
    ] {
        let answer_to = ask(&format!("GET /v1/files/a?{query}"), "", "").await;
        assert_answer(answer_to, 200, answer);
    }
}

#[tokio::test]
async fn json_answers_have_exactly_its_media_type() {
    let (_, head, _) = ask("GET /v1/files/1", "", "").await;
    assert!(
        head.lines()
            .any(|line| line == "content-type: application/json"),
        "{head}"
    );
}

#[tokio::test]
async fn another_method_is_refused_with_those_that_there_are() {
    for method in ["DELETE", "TRACE", "OPTIONS", "PURGE"] {
        let (status, head, _) = ask(&format!("{method} /v1/files"), "", "").await;
        assert_eq!(status, 405, "{method}");
        let allow = head
            .lines()
            .find(|line| line.starts_with("allow: "))
            .unwrap();
        assert_eq!(allow, "allow: POST, GET, HEAD");
    }
    let (status, _, body) = ask("HEAD /v1/files?ids=a", "", "").await;
    assert_eq!((status, body.as_str()), (200, ""));
}

#[tokio::test]
async fn parameters_are_refused_with_their_name() {
    assert_answer(
        ask("GET /v1/files?ids=a,b%2Cc&page=2", "", "").await,
        200,
        "\"list Some(2) [\\\"a\\\", \\\"b\\\", \\\"c\\\"]\"",
    );
    for (query, what) in [
        (
            "page=x&ids=a",
            "the query parameter `page`: expected an integer of 32 bits",
        ),
        ("page=1&page=2&ids=a", "`page`: it is there more than once"),
        ("page=1", "`ids`: it is required"),
    ] {
        let (status, head, body) = ask(&format!("GET /v1/files?{query}"), "", "").await;
        assert_eq!(status, 400);
        assert!(
            head.contains("content-type: application/problem+json"),
            "{head}"
        );
        assert!(body.contains(what), "{body}");
    }
    assert_eq!(ask("GET /v1/files/x.json", "", "").await.0, 400);
}

#[tokio::test]
async fn a_body_is_json_of_a_sane_size() {
    let json = "content-type: application/json; charset=utf-8\r\n";
    assert_answer(
        ask("POST /v1/files", json, "{\"a\":1}").await,
        200,
        "\"add {\\\"a\\\":1}\"",
    );
    assert_eq!(ask("POST /v1/files", "", "1").await.0, 200);
    assert_eq!(
        ask("POST /v1/files", "content-type: text/plain\r\n", "1")
            .await
            .0,
        415
    );
    assert_eq!(ask("POST /v1/files", json, "").await.0, 400);
    assert_eq!(ask("POST /v1/files", json, &" ".repeat(101)).await.0, 413);
    let (status, _, body) = ask("POST /v1/files", json, "{\n x").await;
    assert_eq!(status, 400);
    assert!(body.contains("line 2 column 2"), "{body}");
}

#[tokio::test]
async fn a_caller_without_credentials_is_challenged() {
    for scheme in ["Bearer", "BEARER", "bearer"] {
        let header = format!("authorization: {scheme} s3cret\r\n");
        assert_answer(
            ask("GET /v1/secret", &header, "").await,
            200,
            "\"secret s3cret\"",
        );
    }
    for header in [
        "",
        "authorization: Basic x\r\n",
        "authorization: Bearer \r\n",
        "authorization: s3cret\r\n",
    ] {
        let (status, head, _) = ask("GET /v1/secret", header, "").await;
        assert_eq!(status, 401, "{header}");
        assert!(head.contains("www-authenticate: Bearer"), "{head}");
    }
}

#[tokio::test]
async fn what_is_not_mounted_answers_501() {
    assert_eq!(ask("GET /v1/unmounted", "", "").await.0, 501);
}

#[tokio::test]
async fn a_client_calls_a_router_without_a_socket_and_nested() {
    let nested = axum::Router::new().nest("/prefix", router());
    let client = Client::builder("http://test/prefix")
        .service(nested)
        .build()
        .unwrap();
    let mut call = Call::new(&FILE);
    call.path("id", &"a/..%2F ü".to_owned()).unwrap();
    let answer = client.execute(call).await.unwrap();
    assert_eq!(
        answer.value::<String>().await.unwrap().as_str(),
        "file a/..%2F ü"
    );
}

#[tokio::test]
async fn there_is_no_context_outside_a_handler() {
    assert!(context().is_none());
}

/// A placeholder of axum is never empty; a value that the document lists may be.
#[tokio::test]
async fn a_listed_value_of_the_path_may_be_empty() {
    static EITHER: Schema = values(&[Constant::Text(""), Constant::Text("all")]);
    static INPUTS: &[Input] = &[
        Input::new(Place::Path, "a", &EITHER).required(),
        Input::new(Place::Path, "b", &EITHER).required(),
    ];
    static PAIR: Operation = Operation {
        inputs: INPUTS,
        ..operation("pair", "PUT", "/v1/{a}/of/{b}")
    };
    static GROUPS: &[&[&Operation]] = &[&[&FILE, &FILE, &PAIR]];
    let server = Builder::new(GROUPS).mount(0, Arc::new(Echo)).build();
    let client = Client::builder("http://peer").service(server);
    let client = client.build().expect("a client");
    for a in ["", "all"] {
        for b in ["", "all"] {
            let mut call = Call::new(&PAIR);
            call.path("a", &a.to_owned()).expect("a");
            call.path("b", &b.to_owned()).expect("b");
            let answer = client.execute(call).await.expect("an answer");
            let text = answer.value::<String>().await.expect("a text");
            assert_eq!(text.into_body(), format!("pair {a} {b}"));
        }
    }
}

const BASIC: SecurityScheme = SecurityScheme {
    name: "basic",
    kind: SecurityKind::Basic,
    scopes: &[],
};
const SECOND: SecurityScheme = SecurityScheme {
    name: "second",
    ..TOKEN
};

#[tokio::test]
async fn schemes_that_are_all_needed_share_a_header() {
    const ALL: Operation = Operation {
        security: &[&[TOKEN, BASIC, SECOND]],
        ..operation("all", "GET", "/all")
    };
    struct Shown;
    impl Service for Shown {
        fn call(&self, _: usize, request: Incoming) -> ServiceFuture<'_> {
            Box::pin(async move {
                let context = context().expect("a handler runs");
                let shown = ["token", "basic", "second"];
                let shown = shown.map(|it| context.credential(it).unwrap().secret().to_owned());
                // each line of the header is secret
                assert!(!format!("{:?}", request.headers()).contains("t0p"));
                let answer = Response::new(shown.join(" "));
                Ok(Outgoing::value(200, answer, &request.accept()))
            })
        }
    }
    const GROUPS: &[&[&Operation]] = &[&[&ALL]];
    let router = || Builder::new(GROUPS).mount(0, Arc::new(Shown)).build();
    let client = |second: &str| {
        let builder = Client::builder("http://test").service(router());
        let builder = builder.credential(&TOKEN, Credential::new("t0p"));
        let builder = builder.credential(&BASIC, Credential::new("YTpi"));
        builder.credential(&SECOND, Credential::new(second))
    };
    let answer = client("t0p")
        .build()
        .unwrap()
        .execute(Call::new(&ALL))
        .await;
    let answer = answer.unwrap().value::<String>().await.unwrap();
    assert_eq!(answer.as_str(), "t0p YTpi t0p");
    // of two tokens nobody knows which is for which
    let answer = client("0ther")
        .build()
        .unwrap()
        .execute(Call::new(&ALL))
        .await;
    assert_eq!(answer.unwrap().status(), 401);
}

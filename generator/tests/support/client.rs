use super::peer::answering;
use super::support::client::{Call, Client, Failure};
use super::support::cookie::JAR;
use super::support::credential::Credential;
use super::support::media::MediaType;
use super::support::operation::{
    Input, KeyLocation, Operation, Place, SecurityKind, SecurityScheme,
};
use super::support::schema::{self, Constant, Schema};
use super::support::text::Separator;

const TOKEN: SecurityScheme = SecurityScheme {
    name: "token",
    kind: SecurityKind::ApiKey {
        location: KeyLocation::Header,
        name: "Authorization",
        prefix: Some("Bearer"),
    },
    scopes: &[],
};
const KEY: SecurityScheme = SecurityScheme {
    name: "key",
    kind: SecurityKind::ApiKey {
        location: KeyLocation::Query,
        name: "key",
        prefix: None,
    },
    scopes: &[],
};
const BASIC: SecurityScheme = SecurityScheme {
    name: "basic",
    kind: SecurityKind::Basic,
    scopes: &[],
};

static FIND: Operation = Operation {
    id: "find",
    method: "GET",
    path: "/api/v4/files/{id}.json",
    pointer: "/paths/~1files~1{id}.json/get",
    security: &[&[TOKEN], &[BASIC, KEY]],
    consumes: &[],
    produces: &[MediaType::JSON],
    inputs: &[],
    body: None,
    body_required: false,
    answers: &[],
    produces_by_status: &[],
};
const ADD: Operation = Operation {
    id: "add",
    method: "POST",
    path: "/api/v4/files",
    pointer: "/paths/~1files/post",
    security: &[],
    consumes: &[],
    produces: &[],
    inputs: &[],
    body: None,
    body_required: false,
    answers: &[],
    produces_by_status: &[],
};

const OK: &[u8] =
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 4\r\n\r\n\"ok\"";

#[tokio::test]
async fn the_query_behind_a_template_comes_before_the_parameters() {
    static TAGS: Operation = Operation {
        path: "/files/{id}?tags&mode=a b",
        ..ADD
    };
    let (url, request) = answering(OK).await;
    let client = Client::builder(url).build().unwrap();
    let mut call = Call::new(&TAGS);
    call.path("id", &7).unwrap();
    call.query("q", &1).unwrap();
    client.execute(call).await.unwrap();
    let request = request.await.unwrap();
    let line = request.lines().next().unwrap();
    assert_eq!(line, "POST /files/7?tags&mode=a%20b&q=1 HTTP/1.1");
}

#[tokio::test]
async fn every_part_of_a_request_is_encoded_for_its_place() {
    let (url, request) = answering(OK).await;
    let client = Client::builder(format!("{url}/prefix/"))
        .credential(&TOKEN, Credential::new("secret"))
        .build()
        .unwrap();
    let mut call = Call::new(&FIND);
    call.path("id", &"a/b c%2F?#ü+".to_owned()).unwrap();
    call.query("q", &Some("x y&z=+".to_owned())).unwrap();
    call.query("absent", &None::<String>).unwrap();
    call.query_list(
        "many",
        &vec!["a".to_owned(), "b,c".to_owned()],
        &[Separator::Multi],
    )
    .unwrap();
    // repeated no times
    call.query_list("many", &Vec::<String>::new(), &[Separator::Multi])
        .unwrap();
    call.query_list("few", &vec![1_i64, 2], &[Separator::Pipes])
        .unwrap();
    call.header("X-Trace", &"t 1".to_owned()).unwrap();
    let answer = client.execute(call).await.unwrap();
    assert_eq!(answer.value::<String>().await.unwrap().as_str(), "ok");
    let request = request.await.unwrap();
    let (line, headers) = request.split_once("\r\n").unwrap();
    let target = "/prefix/api/v4/files/a%2Fb%20c%252F%3F%23%C3%BC%2B.json\
                  ?q=x%20y%26z%3D%2B&many=a&many=b%2Cc&few=1%7C2";
    assert_eq!(line, format!("GET {target} HTTP/1.1"));
    for header in [
        "authorization: Bearer secret",
        "x-trace: t 1",
        "accept: application/json",
    ] {
        assert!(
            headers.lines().any(|line| line == header),
            "{header}\n{headers}"
        );
    }
}

#[tokio::test]
async fn json_goes_out_with_its_type_and_without_credentials_that_nobody_asked_for() {
    let (url, request) = answering(b"HTTP/1.1 204 No Content\r\n\r\n").await;
    let client = Client::builder(url)
        .credential(&TOKEN, Credential::new("secret"))
        .build();
    let mut call = Call::new(&ADD);
    call.value(&serde_json::json!({"token_id": "ä"})).unwrap();
    let answer = client.unwrap().execute(call).await.unwrap();
    assert_eq!(answer.status(), 204);
    let request = request.await.unwrap();
    assert!(request.starts_with("POST /api/v4/files HTTP/1.1\r\n"));
    assert!(request.contains("content-type: application/json\r\n"));
    assert!(request.ends_with("\r\n\r\n{\"token_id\":\"ä\"}"));
    assert!(!request.contains("secret"));
}

#[tokio::test]
async fn all_schemes_of_an_alternative_are_shown_and_none_of_an_incomplete_one() {
    let (url, request) = answering(OK).await;
    let client = Client::builder(url)
        .credential(&BASIC, Credential::basic("Aladdin", "open sesame"))
        .credential(&KEY, Credential::new("k&y"))
        .build()
        .unwrap();
    let mut call = Call::new(&FIND);
    call.path("id", &1_i64).unwrap();
    client.execute(call).await.unwrap();
    let request = request.await.unwrap();
    // RFC 7617, section 2
    assert!(request.contains("authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n"));
    assert!(request.starts_with("GET /api/v4/files/1.json?key=k%26y HTTP/1.1\r\n"));
    assert!(!format!("{client:?}").contains("QWxh"));
}

#[tokio::test]
async fn an_answer_in_chunks_arrives_whole_and_undecodable_bytes_are_kept() {
    let chunked = b"HTTP/1.1 503 Down\r\nX-Why: maintenance\r\ntransfer-encoding: chunked\r\n\r\n\
        3\r\na\0\xFF\r\n2\r\nbc\r\n0\r\n\r\n";
    let (url, _request) = answering(chunked).await;
    let client = Client::builder(url).build().unwrap();
    let answer = client.execute(Call::new(&ADD)).await.unwrap();
    assert_eq!(answer.status(), 503);
    let Err(Failure::Decode(error)) = answer.value::<String>().await else {
        panic!("this is no JSON");
    };
    let response = error.into_response();
    assert_eq!(response.as_ref(), b"a\0\xFFbc");
    assert_eq!(response.headers()["x-why"], "maintenance");
}

#[test]
fn what_would_arrive_as_something_else_is_not_sent() {
    let mut call = Call::new(&FIND);
    for value in ["", ".", ".."] {
        let error = call.path("id", &value.to_owned()).unwrap_err().to_string();
        assert!(error.contains("find was not sent: `id`"), "{error}");
    }
    assert!(call.header("X", &"a\r\nB: c".to_owned()).is_err());
    assert!(call.query("x", &f64::NAN).is_err());
    let list = vec!["a,b".to_owned()];
    assert!(call.query_list("x", &list, &[Separator::Csv]).is_err());
}

#[tokio::test]
async fn a_value_makes_no_dots_with_the_text_around_it() {
    static EMPTY: Schema = schema::values(&[Constant::Text("")]);
    static DOTTED: Operation = Operation {
        path: "/files/.{id}/y",
        inputs: &[Input::new(Place::Path, "id", &EMPTY)],
        ..ADD
    };
    let client = Client::builder("http://127.0.0.1:9").build().unwrap();
    let mut call = Call::new(&DOTTED);
    call.path("id", &String::new()).unwrap();
    let error = client.execute(call).await.unwrap_err();
    assert!(format!("{error:?}").contains("`id`"), "{error:?}");
}

#[tokio::test]
async fn a_length_that_is_not_that_of_the_body_is_not_sent() {
    let (url, request) = answering(OK).await;
    let client = Client::builder(url).build().unwrap();
    for said in ["0", "3", "1000", "no"] {
        let mut call = Call::new(&ADD);
        call.value("four").unwrap();
        let client = client.with_header("content-length", said).unwrap();
        let error = client.execute(call).await.unwrap_err();
        let error = format!("{error:?}");
        assert!(error.contains("the body is 6 bytes long"), "{error}");
    }
    let mut call = Call::new(&ADD);
    call.value("four").unwrap();
    call.header("Content-Length", &6).unwrap();
    client.execute(call).await.unwrap();
    assert!(request.await.unwrap().ends_with("\"four\""));
}

#[tokio::test]
async fn a_value_in_a_path_is_empty_where_the_document_lists_that() {
    static EMPTY: Schema = schema::values(&[Constant::Text(""), Constant::Text("a")]);
    static LISTED: Operation = Operation {
        path: "/files/{id}",
        inputs: &[Input::new(Place::Path, "id", &EMPTY)],
        ..ADD
    };
    let (url, request) = answering(OK).await;
    let client = Client::builder(url).build().unwrap();
    let mut call = Call::new(&LISTED);
    call.path("id", &String::new()).unwrap();
    client.execute(call).await.unwrap();
    let request = request.await.unwrap();
    assert!(
        request.starts_with("POST /files/ HTTP/1.1\r\n"),
        "{request}"
    );
}

#[tokio::test]
async fn no_body_is_null_where_null_is_a_value() {
    static NULLABLE: Schema = schema::STRING.or_null();
    static TEXT: Operation = Operation {
        answers: &[(200, Some(&NULLABLE))],
        ..ADD
    };
    for (operation, expected) in [(&TEXT, Some(None)), (&ADD, None)] {
        let (url, _request) = answering(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
        let client = Client::builder(url).build().unwrap();
        let answer = client.execute(Call::new(operation)).await.unwrap();
        let value = answer.value::<Option<String>>().await.ok();
        assert_eq!(value.map(|it| it.into_body()), expected);
    }
}

#[test]
fn a_base_url_is_one_of_a_server() {
    for url in [
        "x",
        "ftp://a",
        "http://u:p@a",
        "http://a?q",
        "http://a#f",
        "unix:/a",
    ] {
        let error = Client::builder(url).build().unwrap_err().to_string();
        assert!(error.starts_with("base URL: "), "{error}");
        assert!(!error.contains("u:p"));
    }
}

#[tokio::test]
async fn a_key_takes_the_place_of_a_parameter_of_its_name() {
    const KEY: SecurityScheme = SecurityScheme {
        name: "key",
        kind: SecurityKind::ApiKey {
            location: KeyLocation::Query,
            name: "api key",
            prefix: None,
        },
        scopes: &[],
    };
    static KEYED: Operation = Operation {
        security: &[&[KEY]],
        ..ADD
    };
    let (url, request) = answering(b"HTTP/1.1 204 No Content\r\n\r\n").await;
    let client = Client::builder(url).credential(&KEY, Credential::new("secret"));
    let mut call = Call::new(&KEYED);
    call.query("a", &1).unwrap();
    call.query("api key", &"mine".to_owned()).unwrap();
    call.query("b", &2).unwrap();
    client.build().unwrap().execute(call).await.unwrap();
    let request = request.await.unwrap();
    assert!(
        request.contains("?a=1&b=2&api%20key=secret HTTP/1.1"),
        "{request}"
    );
}

#[tokio::test]
async fn a_credential_of_a_cookie_is_sent_as_it_was_given_out() {
    const SESSION: SecurityScheme = SecurityScheme {
        name: "session",
        kind: SecurityKind::ApiKey {
            location: KeyLocation::Cookie(&JAR),
            name: "sid",
            prefix: None,
        },
        scopes: &[],
    };
    // nobody has to show it, and whoever has it does
    static OPTIONAL: Operation = Operation {
        security: &[&[], &[SESSION]],
        ..ADD
    };
    let client = |url: String, secret: &str| {
        let client = Client::builder(url).credential(&SESSION, Credential::new(secret));
        client.build().unwrap()
    };
    let (url, request) = answering(OK).await;
    let known = client(url, "s%3Aabc+/==");
    known.execute(Call::new(&OPTIONAL)).await.unwrap();
    let request = request.await.unwrap();
    assert!(request.contains("cookie: sid=s%3Aabc+/==\r\n"), "{request}");
    // nor is there a body, and that is said
    assert!(request.contains("content-length: 0\r\n"), "{request}");
    for secret in ["a;b", "a b", "ä"] {
        let client = client("http://localhost".to_owned(), secret);
        let sent = client.execute(Call::new(&OPTIONAL)).await;
        assert!(matches!(sent, Err(Failure::Request(_))), "{secret}");
    }
}

#[tokio::test]
async fn reserved_characters_stand_in_a_query_where_they_may_and_end_no_value() {
    static SEARCH: Operation = Operation {
        inputs: &[
            Input::new(Place::Path, "ids", &schema::ANY).list(&[Separator::Csv]),
            Input::new(Place::Query, "q", &schema::STRING).allow_reserved(),
        ],
        path: "/files/{ids}",
        ..ADD
    };
    let (url, request) = answering(OK).await;
    let client = Client::builder(url).build().unwrap();
    let mut call = Call::new(&SEARCH);
    call.path_list(
        "ids",
        &vec!["a/b".to_owned(), "c".to_owned()],
        &[Separator::Csv],
    )
    .unwrap();
    call.query("q", &"a/b?c:d@e&f=g+h#[i]%20;j,k".to_owned())
        .unwrap();
    client.execute(call).await.unwrap();
    let request = request.await.unwrap();
    let line = request.lines().next().unwrap();
    assert_eq!(
        line,
        "POST /files/a%2Fb,c?q=a/b?c:d@e%26f%3Dg%2Bh%23%5Bi%5D%2520;j,k HTTP/1.1"
    );
}

//! What is asked, and what has to be answered.

use bytes::Bytes;
use http::{Method, Request, StatusCode};
use http_body_util::Full;
use serde_json::{Value, json};

/// So many items there are.
pub const ITEMS: i64 = 1000;
pub const PASSWORD: &str = "open & shut";

pub fn name(id: i64) -> String {
    format!("item {id}")
}

pub fn price(id: i64) -> f64 {
    id as f64 * 1.5 + 0.25
}

pub fn tags(id: i64) -> Vec<String> {
    let parity = if id % 2 == 0 { "even" } else { "odd" };
    vec![parity.to_owned(), format!("t{}", id % 10)]
}

fn item(id: i64) -> Value {
    json!({"id": id, "name": name(id), "price": price(id), "tags": tags(id)})
}

/// A request, the status of its answer, and the answer's JSON where it has any.
pub struct Exchange {
    pub request: Request<Full<Bytes>>,
    pub status: StatusCode,
    pub answer: Option<Value>,
}

/// The kinds of the mix, each with how many of a hundred requests are of it. Three are refused.
const MIX: [(u8, fn(i64, usize) -> Exchange); 8] = [
    (40, show),
    (20, list),
    (20, add),
    (5, log_in),
    (5, remove),
    (4, list_too_many),
    (3, add_nameless),
    (3, show_none),
];

/// The longest note of an item that is added.
const NOTE: usize = 2000;

/// One of the mix.
pub fn any(random: &mut fastrand::Rng) -> Exchange {
    let mut at = random.u8(0..100);
    let kind = MIX.iter().find(|(share, _)| {
        let found = at < *share;
        at = at.wrapping_sub(*share);
        found
    });
    let (_, kind) = kind.expect("a hundred");
    kind(random.i64(0..ITEMS), random.usize(0..NOTE))
}

/// One of each kind, at its longest: what a connection keeps of memory it has then.
pub fn every() -> impl Iterator<Item = Exchange> {
    MIX.iter().map(|(_, kind)| kind(ITEMS - 1, NOTE))
}

fn show(id: i64, _: usize) -> Exchange {
    let path = format!("/items/{id}");
    exchange(Method::GET, &path, None, 200, Some(item(id)))
}

fn list(_: i64, _: usize) -> Exchange {
    let listed = (0..40).filter(|it| it % 2 == 0).map(item).collect();
    let path = "/items?limit=40&tag=even";
    exchange(Method::GET, path, None, 200, Some(listed))
}

fn add(id: i64, note: usize) -> Exchange {
    let mut item = item(id);
    item["note"] = "n".repeat(note).into();
    let body = Some((JSON, item.to_string()));
    exchange(Method::POST, "/items", body, 201, Some(item))
}

fn log_in(_: i64, _: usize) -> Exchange {
    let form = "user=ann%20b&password=open+%26+shut".to_owned();
    let body = Some((FORM, form));
    exchange(Method::POST, "/session", body, 200, Some(json!("ann b")))
}

fn remove(id: i64, _: usize) -> Exchange {
    let path = format!("/items/{id}");
    let mut removed = exchange(Method::DELETE, &path, None, 204, None);
    let reason = http::HeaderValue::from_static("sold out");
    removed.request.headers_mut().insert("x-reason", reason);
    removed
}

fn list_too_many(id: i64, _: usize) -> Exchange {
    let path = format!("/items?limit={}", 101 + id);
    exchange(Method::GET, &path, None, 400, None)
}

fn add_nameless(id: i64, note: usize) -> Exchange {
    let mut item = item(id);
    item["name"] = "".into();
    item["note"] = "n".repeat(note).into();
    let body = Some((JSON, item.to_string()));
    exchange(Method::POST, "/items", body, 400, None)
}

fn show_none(id: i64, _: usize) -> Exchange {
    let path = format!("/items/{}", ITEMS + id);
    exchange(Method::GET, &path, None, 404, None)
}

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

fn exchange(
    method: Method,
    path: &str,
    body: Option<(&str, String)>,
    status: u16,
    answer: Option<Value>,
) -> Exchange {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "load");
    let mut bytes = Bytes::new();
    if let Some((media_type, text)) = body {
        request = request.header("content-type", media_type);
        bytes = text.into();
    }
    Exchange {
        request: request.body(Full::new(bytes)).expect("a request"),
        status: StatusCode::from_u16(status).expect("a status"),
        answer,
    }
}

/// A request of which the body never ends.
pub const STALLED: &[u8] =
    b"POST /items HTTP/1.1\r\nhost: load\r\ncontent-type: application/json\r\n\
    content-length: 4000\r\n\r\n{\"id\": 7, \"name\": \"";

//! What the document allows, and what it says of everything else.

use limits_api::Date;
use limits_api::schema::{self, Validate};
use limits_api::types::{self, Line, Order};
use serde_json::{Value, json};

fn violations(value: Value, request: bool) -> Vec<String> {
    match schema::validate(&types::order::SCHEMA, &value, request) {
        Ok(()) => Vec::new(),
        Err(invalid) => invalid.violations().iter().map(ToString::to_string).collect(),
    }
}

fn order() -> Value {
    json!({"id": 1, "placed": "2024-02-29", "lines": [{"sku": "a"}]})
}

fn with(key: &str, value: Value) -> Value {
    let mut order = order();
    order[key] = value;
    order
}

#[test]
fn what_the_document_allows_has_no_violations() {
    let mut all = order();
    all["code"] = json!("abc");
    all["price"] = json!(19.99);
    all["lines"] = json!([{"sku": "a", "gift": null}, {"sku": "b", "more": 1}]);
    all["notes"] = json!({"a": "12345"});
    all["parent"] = order();
    // what is not matched in linear time is not enforced
    all["looked"] = json!("x");
    assert_eq!(violations(all, true), [""; 0]);
}

#[test]
fn every_violation_is_named_with_its_pointer() {
    let value = json!({
        "id": 0, "code": "A", "price": 0, "placed": "2024-02-30",
        "lines": [{"sku": "c"}, {"gift": "abc"}], "notes": {"a/b": "123456"},
        "parent": {"lines": [], "placed": 1}, "more": true,
    });
    assert_eq!(
        violations(value, true),
        [
            "`/id` is less than 1",
            "`/code` is shorter than 2 characters",
            "`/code` does not match `^[a-z]+$`",
            "`/price` is not more than 0",
            "`/placed` is not of the format `date`",
            "`/lines/0/sku` is none of `a`, `b`",
            "`/lines/1/sku` is required",
            "`/lines/1/gift` is longer than 2 characters",
            "`/notes/a~1b` is longer than 5 characters",
            "`/parent/placed` is not a string",
            "`/parent/lines` has fewer items than 1",
            "`/more` is not a property of this object",
        ]
    );
}

#[test]
fn numbers_are_compared_without_loss() {
    for (price, allowed) in [
        ("0.01", true), ("0.3", true), ("123456789012345678901234567890", true), ("1e3", true),
        ("0.001", false), ("0.015", false), ("1e-9", false), ("-1", false),
    ] {
        let price: Value = serde_json::from_str(price).unwrap();
        assert_eq!(violations(with("price", price.clone()), true).is_empty(), allowed, "{price}");
    }
}

#[test]
fn lists_and_objects_have_their_sizes() {
    let line = json!({"sku": "a"});
    assert_eq!(violations(with("lines", json!([line, line])), true), ["`/lines` has an item twice"]);
    let both = ["`/lines/0/sku` is none of `a`, `b`", "`/lines` has more items than 3"];
    let lines = json!([{"sku": "c"}, {"sku": "a"}, {"sku": "b"}, {"sku": "b", "gift": null}]);
    assert_eq!(violations(with("lines", lines), true), both);
    let notes = json!({"a": "", "b": ""});
    assert_eq!(violations(with("notes", notes), true), ["`/notes` has more properties than 1"]);
    assert_eq!(violations(json!([]), true), ["the value is not an object"]);
}

#[test]
fn what_is_read_only_is_required_in_answers_alone() {
    let mut order = order();
    order.as_object_mut().unwrap().remove("id");
    assert_eq!(violations(order.clone(), true), [""; 0]);
    assert_eq!(violations(order, false), ["`/id` is required"]);
}

#[test]
fn a_client_can_ask_of_its_own_values() {
    let placed = "2024-02-29".parse::<Date>().unwrap();
    let order = Order::new(placed, vec![Line::new("a".into())]);
    assert!(order.validate().is_ok());
    let order = order.with_code("toolong").with_price(0.005);
    let invalid = order.validate().unwrap_err();
    let pointers: Vec<&str> = invalid.violations().iter().map(|it| it.pointer.as_str()).collect();
    assert_eq!(pointers, ["/code", "/price"]);
    let unknown = Line::new("other".into()).validate().unwrap_err();
    assert_eq!(unknown.to_string(), "`/sku` is none of `a`, `b`");
}

#[test]
fn a_hostile_value_is_told_a_hundred_faults_and_no_more() {
    let lines: Vec<Value> = (0..100_000).map(|_| json!(1)).collect();
    assert_eq!(violations(with("lines", lines.into()), true).len(), 100);
}

use limits_api::client::{Client, Error};
use limits_api::operations::{PlaceOrderError, PlaceOrderRequest, place_order::XTone};
use limits_api::server::{self, Orders, Response};

struct Shop;

impl Orders for Shop {
    async fn place_order(
        &self,
        request: PlaceOrderRequest,
    ) -> Result<Response<Order>, PlaceOrderError> {
        Ok(request.order.into())
    }
}

/// Status, and the pointers of the refusal.
async fn send(uri: &str, tone: &str, body: &str) -> (u16, Vec<String>) {
    use tower_service::Service;
    let request = http::Request::post(uri)
        .header("content-type", "application/json")
        .header("x-tone", tone)
        .body(axum::body::Body::from(body.to_owned()))
        .unwrap();
    let mut router = server::builder().orders(Shop).build();
    let response = router.call(request).await.unwrap();
    let status = response.status().as_u16();
    let bytes = axum::body::to_bytes(response.into_body(), 100_000).await.unwrap();
    let problem: Value = serde_json::from_slice(&bytes).unwrap();
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    let pointers = errors.iter().map(|it| it["pointer"].as_str().unwrap().to_owned());
    (status, pointers.collect())
}

#[tokio::test]
async fn the_server_refuses_all_that_the_document_does_not_allow_at_once() {
    let order = order().to_string();
    assert_eq!(send("/orders?count=8&codes=A1,B2", "cold", &order).await, (200, vec![]));
    let (status, pointers) = send("/orders?count=9&codes=A1,a1,A1", "hot", "{\"lines\": [7]}").await;
    assert_eq!(status, 400);
    // the list has an element of another pattern, an element too many, and one twice
    let codes = ["/query/codes/1", "/query/codes", "/query/codes"];
    let around = (["/query/count"], ["/header/X-Tone", "/body/placed", "/body/lines/0"]);
    let expected: Vec<&str> = around.0.into_iter().chain(codes).chain(around.1).collect();
    assert_eq!(pointers, expected);
    let (status, pointers) = send("/orders?count=x&count=1", "warm", &order).await;
    assert_eq!((status, pointers), (400, vec!["/query/count".to_owned()]));
}

#[tokio::test]
async fn a_client_that_checks_sends_nothing_that_the_document_does_not_allow() {
    let router = server::builder().orders(Shop).build();
    let client = Client::builder("http://test").service(router).check_requests();
    let client = client.build().unwrap();
    let order = Order::new("2024-02-29".parse::<Date>().unwrap(), Vec::new());
    let request = PlaceOrderRequest::new(order.clone()).with_count(0);
    let request = request.with_x_tone(XTone::from("hot"));
    match client.place_order(request).await {
        Err(Error::Request(error)) => {
            let pointers: Vec<&str> = error.violations().iter().map(|it| it.pointer.as_str()).collect();
            assert_eq!(pointers, ["/query/count", "/header/X-Tone", "/body/lines"]);
        }
        other => panic!("{other:?}"),
    }
    let lines = vec![Line::new("a".into())];
    let request = PlaceOrderRequest::new(Order::new("2024-02-29".parse::<Date>().unwrap(), lines));
    assert!(client.place_order(request.with_count(1)).await.is_ok());
}

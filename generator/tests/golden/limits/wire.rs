//! What the document allows, and what it says of everything else.

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
    let placed = "2024-02-29".parse().unwrap();
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

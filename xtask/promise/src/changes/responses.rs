//! Of responses and their headers.

use super::{at, changes, has, remove, without};
use crate::places::{headers, operations, responses};
use fastrand::Rng;
use serde_json::{Value, json};

fn of_status(doc: &Value, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let fits = |it: &String| it.rsplit('/').next().is_some_and(&fits);
    responses(doc).into_iter().filter(fits).collect()
}

fn add(doc: &mut Value, random: &mut Rng, status: &str, response: Value) -> bool {
    let places = operations(doc);
    at(
        doc,
        random,
        places,
        |it| it["responses"].get(status).is_none(),
        |it, _| it["responses"][status] = response,
    )
}

changes! {
    "an error is new" |doc, random| add(doc, random, "409", json!({ "description": "no", "schema": { "$ref": "#/definitions/Problem" } }));
    "an error without a body is new" |doc, random| add(doc, random, "410", json!({ "description": "gone" }));
    "a success is new" |doc, random| add(doc, random, "206", json!({ "description": "some", "schema": { "$ref": "#/definitions/Owner" } }));
    "an empty success is new" |doc, random| add(doc, random, "205", json!({ "description": "none" }));
    "a default is declared" |doc, random| add(doc, random, "default", json!({ "description": "else" }));
    "an error is gone" |doc, random| { let places = of_status(doc, |it| !it.starts_with('2')); remove(doc, random, places) };
    "a success is gone" |doc, random| { let places = of_status(doc, |it| it.starts_with('2')); remove(doc, random, places) };
    "a success has another status" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |it| it["responses"].get("200").is_some() && it["responses"].get("203").is_none(), |it, _| {
            let response = it["responses"]["200"].take();
            without(&mut it["responses"], "200");
            it["responses"]["203"] = response;
        })
    };
    "a response is of another definition" |doc, random| { let places = responses(doc); at(doc, random, places, |it| has(it, "schema"), |it, _| it["schema"] = json!({ "$ref": "#/definitions/Owner" })) };
    "a response becomes a list" |doc, random| { let places = responses(doc); at(doc, random, places, |it| has(it, "schema"), |it, _| { let of = it["schema"].take(); it["schema"] = json!({ "type": "array", "items": of }); }) };
    "a response becomes inline" |doc, random| { let places = responses(doc); at(doc, random, places, |it| has(it, "schema"), |it, _| it["schema"] = json!({ "type": "object", "properties": { "a": { "type": "string" } } })) };
    "a response becomes bytes" |doc, random| { let places = responses(doc); at(doc, random, places, |_| true, |it, _| it["schema"] = json!({ "type": "file" })) };
    "a response has no body" |doc, random| { let places = responses(doc); at(doc, random, places, |it| has(it, "schema"), |it, _| without(it, "schema")) };
    "a response has a body" |doc, random| { let places = responses(doc); at(doc, random, places, |it| !has(it, "schema"), |it, _| it["schema"] = json!({ "type": "string" })) };
    "what is said of a response" |doc, random| { let places = responses(doc); at(doc, random, places, |_| true, |it, _| it["description"] = "Something else.".into()) };
    "a header is new" |doc, random| { let places = responses(doc); at(doc, random, places, |_| true, |it, _| it["headers"] = { let mut known = it["headers"].take(); if !known.is_object() { known = json!({}); } known["X-New"] = json!({ "type": "string" }); known }) };
    "a header is gone" |doc, random| { let places = headers(doc); remove(doc, random, places) };
    "a header is of another type" |doc, random| { let places = headers(doc); at(doc, random, places, |_| true, |it, _| *it = json!({ "type": "string", "format": "date-time" })) };
    "a header becomes an enum" |doc, random| { let places = headers(doc); at(doc, random, places, |_| true, |it, _| *it = json!({ "type": "string", "enum": ["a"] })) };
    "what is said of a header" |doc, random| { let places = headers(doc); at(doc, random, places, |_| true, |it, _| it["description"] = "How many.".into()) };
}

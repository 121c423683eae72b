//! Of parameters and bodies.

use super::{at, changes, has, is, list, remove, without};
use crate::places::{operations, parameters};
use fastrand::Rng;
use serde_json::{Value, json};

/// Changes a parameter that is not the body.
fn plain(
    doc: &mut Value,
    random: &mut Rng,
    fits: impl Fn(&Value) -> bool,
    change: impl FnOnce(&mut Value, &mut Rng),
) -> bool {
    let places = parameters(doc);
    at(
        doc,
        random,
        places,
        |it| !is(it, "in", "body") && fits(it),
        change,
    )
}

fn body(
    doc: &mut Value,
    random: &mut Rng,
    fits: impl Fn(&Value) -> bool,
    change: impl FnOnce(&mut Value),
) -> bool {
    let places = parameters(doc);
    at(
        doc,
        random,
        places,
        |it| is(it, "in", "body") && fits(it),
        |it, _| change(it),
    )
}

fn add(doc: &mut Value, random: &mut Rng, parameter: Value) -> bool {
    let places = operations(doc);
    at(
        doc,
        random,
        places,
        |_| true,
        |it, _| {
            if let Some(list) = list(it, "parameters") {
                list.push(parameter);
            }
        },
    )
}

fn required(it: &Value) -> bool {
    it["required"] == true
}

fn removable(doc: &Value, wanted: bool) -> Vec<String> {
    let fits = |it: &Value| !is(it, "in", "path") && required(it) == wanted;
    parameters(doc)
        .into_iter()
        .filter(|it| doc.pointer(it).is_some_and(fits))
        .collect()
}

changes! {
    "an optional query parameter is new" |doc, random| add(doc, random, json!({ "name": "extra", "in": "query", "type": "string" }));
    "a required query parameter is new" |doc, random| add(doc, random, json!({ "name": "extra", "in": "query", "type": "string", "required": true }));
    "an optional header is new" |doc, random| add(doc, random, json!({ "name": "X-Extra", "in": "header", "type": "integer" }));
    "an optional enum parameter is new" |doc, random| add(doc, random, json!({ "name": "sort", "in": "query", "type": "string", "enum": ["up", "down"] }));
    "an optional parameter is gone" |doc, random| { let places = removable(doc, false); remove(doc, random, places) };
    "a required parameter is gone" |doc, random| { let places = removable(doc, true); remove(doc, random, places) };
    "a parameter becomes required" |doc, random| plain(doc, random, |it| !required(it), |it, _| it["required"] = true.into());
    "a parameter becomes optional" |doc, random| plain(doc, random, |it| required(it) && !is(it, "in", "path"), |it, _| without(it, "required"));
    "a parameter is of another type" |doc, random| plain(doc, random, |it| is(it, "type", "string") && !has(it, "enum") && !has(it, "format"), |it, _| it["type"] = "integer".into());
    "an integer parameter becomes text" |doc, random| plain(doc, random, |it| is(it, "type", "integer"), |it, _| { it["type"] = "string".into(); without(it, "format"); });
    "a parameter is of another format" |doc, random| plain(doc, random, |it| is(it, "type", "integer"), |it, _| {
        it["format"] = if it["format"] == "int32" { "int64".into() } else { "int32".into() };
    });
    "a parameter becomes a date" |doc, random| plain(doc, random, |it| is(it, "type", "string") && !has(it, "enum"), |it, _| it["format"] = "date-time".into());
    "a parameter has a word for its format" |doc, random| plain(doc, random, |it| is(it, "type", "string") && !has(it, "enum") && !has(it, "format"), |it, _| it["format"] = "hostname".into());
    "a parameter becomes a list" |doc, random| plain(doc, random, |it| is(it, "type", "string") && !is(it, "in", "path"), |it, _| {
        it["type"] = "array".into();
        it["items"] = json!({ "type": "string" });
        without(it, "enum");
        without(it, "format");
    });
    "elements of a parameter are of another type" |doc, random| plain(doc, random, |it| is(it, "type", "array"), |it, _| it["items"] = json!({ "type": "number" }));
    "a list is separated otherwise" |doc, random| plain(doc, random, |it| is(it, "type", "array"), |it, _| it["collectionFormat"] = "pipes".into());
    "a list is repeated" |doc, random| plain(doc, random, |it| is(it, "type", "array") && is(it, "in", "query"), |it, _| it["collectionFormat"] = "multi".into());
    "a value of a parameter is new" |doc, random| plain(doc, random, |it| has(it, "enum"), |it, _| if let Some(list) = list(it, "enum") { list.push("medium".into()); });
    "a value of a parameter is gone" |doc, random| plain(doc, random, |it| has(it, "enum"), |it, _| if let Some(list) = list(it, "enum") { list.pop(); });
    "a parameter becomes an enum" |doc, random| plain(doc, random, |it| is(it, "type", "string") && !has(it, "enum") && !has(it, "format"), |it, _| it["enum"] = json!(["a", "b"]));
    "a parameter is an enum no more" |doc, random| plain(doc, random, |it| has(it, "enum"), |it, _| without(it, "enum"));
    "a default is new" |doc, random| plain(doc, random, |it| is(it, "type", "integer") && !required(it), |it, _| it["default"] = 10.into());
    "a bound is new" |doc, random| plain(doc, random, |it| is(it, "type", "integer"), |it, _| { it["minimum"] = 1.into(); it["maximum"] = 9.into(); });
    "a length is bounded" |doc, random| plain(doc, random, |it| is(it, "type", "string"), |it, _| { it["maxLength"] = 9.into(); it["pattern"] = "^a".into(); });
    "a parameter may be empty" |doc, random| plain(doc, random, |it| is(it, "in", "query"), |it, _| it["allowEmptyValue"] = true.into());
    "a parameter is called otherwise" |doc, random| plain(doc, random, |it| !is(it, "in", "path"), |it, _| it["name"] = "X-Other".into());
    "a query parameter becomes a header" |doc, random| plain(doc, random, |it| is(it, "in", "query"), |it, _| { it["in"] = "header".into(); without(it, "collectionFormat"); });
    "what is said of a parameter" |doc, random| plain(doc, random, |_| true, |it, _| it["description"] = "What it is.".into());
    "a file is new" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |it| it.to_string().contains("formData"), |it, _| {
            it["consumes"] = json!(["multipart/form-data"]);
            if let Some(list) = list(it, "parameters") { list.push(json!({ "name": "scan", "in": "formData", "type": "file" })); }
        })
    };
    "a body becomes optional" |doc, random| body(doc, random, required, |it| without(it, "required"));
    "a body becomes required" |doc, random| body(doc, random, |it| !required(it), |it| it["required"] = true.into());
    "a body is called otherwise" |doc, random| body(doc, random, |_| true, |it| it["name"] = "payload".into());
    "a body is of another definition" |doc, random| body(doc, random, |_| true, |it| it["schema"] = json!({ "$ref": "#/definitions/Owner" }));
    "a body becomes a list" |doc, random| body(doc, random, |_| true, |it| { let of = it["schema"].take(); it["schema"] = json!({ "type": "array", "items": of }); });
    "a body becomes inline" |doc, random| body(doc, random, |_| true, |it| it["schema"] = json!({ "type": "object", "properties": { "a": { "type": "string" } } }));
    "a body is new" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |it| !it.to_string().contains("\"body\"") && !it.to_string().contains("formData"), |it, _| {
            if let Some(list) = list(it, "parameters") { list.push(json!({ "name": "body", "in": "body", "schema": { "type": "string" } })); }
        })
    };
}

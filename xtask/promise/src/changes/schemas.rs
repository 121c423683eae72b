//! Of schemas.

use super::{at, changes, has, is, list, remove, without};
use crate::places::{below, definitions, schemas};
use fastrand::Rng;
use serde_json::{Value, json};

/// Changes a schema.
fn schema(
    doc: &mut Value,
    random: &mut Rng,
    fits: impl Fn(&Value) -> bool,
    change: impl FnOnce(&mut Value, &mut Rng),
) -> bool {
    let places = schemas(doc);
    at(doc, random, places, fits, change)
}

fn is_object(it: &Value) -> bool {
    it["properties"]
        .as_object()
        .is_some_and(|it| !it.is_empty())
        && !has(it, "discriminator")
}

fn requires(it: &Value, name: &str) -> bool {
    it["required"]
        .as_array()
        .is_some_and(|it| it.iter().any(|it| it == name))
}

/// Objects, each with one of their properties.
fn properties(doc: &Value, wanted: bool) -> Vec<(String, String)> {
    let found = schemas(doc).into_iter().filter_map(|at| {
        let object = doc.pointer(&at).filter(|it| is_object(it))?;
        let names = object["properties"].as_object()?.keys();
        let names = names.filter(|it| requires(object, it) == wanted);
        Some(names.map(|it| (at.clone(), it.clone())).collect::<Vec<_>>())
    });
    found.flatten().collect()
}

fn plain_text(it: &Value) -> bool {
    is(it, "type", "string") && !has(it, "enum") && !has(it, "format")
}

fn add(it: &mut Value, name: &str, of: Value, required: bool) {
    if !has(it, "properties") {
        it["properties"] = json!({});
    }
    it["properties"][name] = of;
    if required && let Some(list) = list(it, "required") {
        list.push(name.into());
    }
}

fn gone(doc: &mut Value, random: &mut Rng, wanted: bool) -> bool {
    let Some((at, name)) = random.choice(properties(doc, wanted)) else {
        return false;
    };
    if let Some(object) = doc.pointer_mut(&at) {
        without(&mut object["properties"], &name);
        if let Some(list) = object.get_mut("required").and_then(Value::as_array_mut) {
            list.retain(|it| *it != name);
        }
    }
    true
}

/// Changes the last schema of a name in a definition into a reference, or back.
fn resolve(doc: &mut Value, random: &mut Rng) -> bool {
    let places = schemas(doc).into_iter().filter(|at| {
        // what an `allOf` refers to is more than its properties
        !at.contains("/allOf/") && doc.pointer(at).is_some_and(|it| has(it, "$ref"))
    });
    let Some(place) = random.choice(places.collect::<Vec<_>>()) else {
        return false;
    };
    let target = doc.pointer(&place).and_then(|it| it["$ref"].as_str());
    let target = target
        .and_then(|it| doc.pointer(it.trim_start_matches('#')))
        .cloned();
    match (target, doc.pointer_mut(&place)) {
        (Some(target), Some(at)) => {
            *at = target;
            true
        }
        _ => false,
    }
}

fn extract(doc: &mut Value, random: &mut Rng) -> bool {
    let known = definitions(doc);
    let places = schemas(doc).into_iter().filter(|at| {
        !known.contains(at)
            && !at.contains("/allOf/")
            && doc.pointer(at).is_some_and(|it| !has(it, "$ref"))
    });
    let Some(place) = random.choice(places.collect::<Vec<_>>()) else {
        return false;
    };
    let Some(at) = doc.pointer_mut(&place) else {
        return false;
    };
    let schema = std::mem::replace(at, json!({ "$ref": "#/definitions/Extracted" }));
    doc["definitions"]["Extracted"] = schema;
    true
}

changes! {
    "an optional property is new" |doc, random| schema(doc, random, is_object, |it, _| add(it, "extra", json!({ "type": "string" }), false));
    "an optional object is new" |doc, random| schema(doc, random, is_object, |it, _| add(it, "extra", json!({ "type": "object", "properties": { "deep": { "type": "string" } } }), false));
    "an optional enum is new" |doc, random| schema(doc, random, is_object, |it, _| add(it, "extra", json!({ "type": "string", "enum": ["x"] }), false));
    "an optional double is new" |doc, random| schema(doc, random, is_object, |it, _| add(it, "extra", json!({ "type": "number" }), false));
    "a required property is new" |doc, random| schema(doc, random, is_object, |it, _| add(it, "extra", json!({ "type": "string" }), true));
    "an optional property is gone" |doc, random| gone(doc, random, false);
    "a required property is gone" |doc, random| gone(doc, random, true);
    "a property becomes required" |doc, random| {
        let Some((at, name)) = random.choice(properties(doc, false)) else { return false };
        let list = doc.pointer_mut(&at).and_then(|it| list(it, "required"));
        list.map(|it| it.push(name.into())).is_some()
    };
    "a property becomes optional" |doc, random| {
        let Some((at, name)) = random.choice(properties(doc, true)) else { return false };
        let list = doc.pointer_mut(&at).and_then(|it| list(it, "required"));
        list.map(|it| it.retain(|it| *it != name)).is_some()
    };
    "a property is called otherwise" |doc, random| {
        let Some((at, name)) = random.choice(properties(doc, false)) else { return false };
        let Some(map) = doc.pointer_mut(&below(&at, "properties")).and_then(Value::as_object_mut) else { return false };
        let Some(property) = map.remove(&name) else { return false };
        map.insert("renamed".to_owned(), property);
        true
    };
    "text becomes a number" |doc, random| schema(doc, random, plain_text, |it, _| it["type"] = "number".into());
    "text becomes an object" |doc, random| schema(doc, random, plain_text, |it, _| *it = json!({ "type": "object", "properties": { "text": { "type": "string" } } }));
    "text becomes a date" |doc, random| schema(doc, random, plain_text, |it, _| it["format"] = "date".into());
    "text has a word for its format" |doc, random| schema(doc, random, plain_text, |it, _| it["format"] = "email".into());
    "text becomes an enum" |doc, random| schema(doc, random, plain_text, |it, _| it["enum"] = json!(["a", "b"]));
    "text becomes anything" |doc, random| schema(doc, random, plain_text, |it, _| without(it, "type"));
    "a number becomes an integer" |doc, random| schema(doc, random, |it| is(it, "type", "number"), |it, _| { it["type"] = "integer".into(); without(it, "format"); });
    "an integer is of another format" |doc, random| schema(doc, random, |it| is(it, "type", "integer"), |it, _| {
        it["format"] = if it["format"] == "int32" { "int64".into() } else { "int32".into() };
    });
    "an integer becomes text" |doc, random| schema(doc, random, |it| is(it, "type", "integer"), |it, _| *it = json!({ "type": "string" }));
    "null becomes a value" |doc, random| schema(doc, random, |it| !has(it, "x-nullable") && !has(it, "$ref") && !has(it, "allOf"), |it, _| it["x-nullable"] = true.into());
    "null is a value no more" |doc, random| schema(doc, random, |it| has(it, "x-nullable"), |it, _| without(it, "x-nullable"));
    "a value of an enum is new" |doc, random| schema(doc, random, |it| has(it, "enum"), |it, _| if let Some(list) = list(it, "enum") { list.insert(0, "brand-new".into()); });
    "a value of an enum is gone" |doc, random| schema(doc, random, |it| has(it, "enum"), |it, _| if let Some(list) = list(it, "enum") { list.pop(); });
    "values of an enum in another order" |doc, random| schema(doc, random, |it| has(it, "enum"), |it, _| if let Some(list) = list(it, "enum") { list.reverse(); });
    "an enum is one no more" |doc, random| schema(doc, random, |it| has(it, "enum"), |it, _| without(it, "enum"));
    "an enum of another type" |doc, random| schema(doc, random, |it| has(it, "enum"), |it, _| { it["type"] = "integer".into(); it["enum"] = json!([1, 2]); });
    "names of values" |doc, random| schema(doc, random, |it| has(it, "enum"), |it, _| it["x-enum-varnames"] = json!(["FIRST", "SECOND", "THIRD"]));
    "elements are of another type" |doc, random| schema(doc, random, |it| is(it, "type", "array"), |it, _| it["items"] = json!({ "type": "boolean" }));
    "a list becomes its element" |doc, random| schema(doc, random, |it| is(it, "type", "array"), |it, _| *it = it["items"].take());
    "values of a map are of another type" |doc, random| schema(doc, random, |it| it["additionalProperties"].is_object(), |it, _| it["additionalProperties"] = json!({ "type": "boolean" }));
    "an object is closed" |doc, random| schema(doc, random, is_object, |it, _| it["additionalProperties"] = false.into());
    "an object is open" |doc, random| schema(doc, random, is_object, |it, _| it["additionalProperties"] = true.into());
    "an object has a map beside it" |doc, random| schema(doc, random, is_object, |it, _| it["additionalProperties"] = json!({ "type": "integer" }));
    "bounds" |doc, random| schema(doc, random, |it| is(it, "type", "integer"), |it, _| { it["minimum"] = 1.into(); it["maximum"] = 100.into(); });
    "lengths" |doc, random| schema(doc, random, plain_text, |it, _| { it["minLength"] = 1.into(); it["pattern"] = "^[a-z]+$".into(); });
    "how many elements" |doc, random| schema(doc, random, |it| is(it, "type", "array"), |it, _| { it["maxItems"] = 3.into(); it["uniqueItems"] = true.into(); });
    "a default" |doc, random| schema(doc, random, plain_text, |it, _| it["default"] = "x".into());
    "read-only" |doc, random| schema(doc, random, plain_text, |it, _| it["readOnly"] = true.into());
    "a title" |doc, random| schema(doc, random, |it| !has(it, "$ref"), |it, _| it["title"] = "A Title".into());
    "what is said of a schema" |doc, random| schema(doc, random, |it| !has(it, "$ref"), |it, _| it["description"] = "What it is.".into());
    "an example" |doc, random| schema(doc, random, plain_text, |it, _| it["example"] = "x".into());
    "a name in XML" |doc, random| schema(doc, random, plain_text, |it, _| it["xml"] = json!({ "name": "x" }));
    "a reference is written out" resolve;
    "what is inline becomes a definition" extract;
    "a definition is used elsewhere" |doc, random| schema(doc, random, |it| has(it, "$ref") , |it, _| it["$ref"] = "#/definitions/Problem".into());
    "a base" |doc, random| schema(doc, random, is_object, |it, _| { let own = it.take(); *it = json!({ "allOf": [{ "$ref": "#/definitions/Problem" }, own] }); });
    "a part of an allOf is gone" |doc, random| {
        let places = schemas(doc).into_iter().filter(|it| it.ends_with("/allOf/1")).collect();
        remove(doc, random, places)
    };
    "no discriminator" |doc, random| schema(doc, random, |it| has(it, "discriminator"), |it, _| without(it, "discriminator"));
    "another discriminator" |doc, random| schema(doc, random, |it| has(it, "discriminator"), |it, _| {
        it["discriminator"] = "sort".into();
        it["properties"]["sort"] = json!({ "type": "string" });
        it["required"] = json!(["sort"]);
    });
    "a discriminator" |doc, random| schema(doc, random, |it| is_object(it) && requires(it, "name"), |it, _| it["discriminator"] = "name".into());
}

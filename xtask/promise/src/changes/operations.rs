//! Of paths and operations.

use super::{at, changes, has, list, remove, without};
use crate::places::{operations, paths};
use serde_json::{Value, json};

fn fresh(id: &str) -> Value {
    json!({ "operationId": id, "tags": ["pets"], "responses": { "204": { "description": "done" } } })
}

changes! {
    "a path is new" |doc, _| { doc["paths"]["/fresh"] = json!({ "get": fresh("getFresh") }); true };
    "a group is new" |doc, _| {
        doc["paths"]["/fresh"] = json!({ "get": { "tags": ["fresh"], "responses": {} } });
        true
    };
    "a method is new" |doc, random| {
        let places = paths(doc);
        at(doc, random, places, |it| !has(it, "patch"), |it, _| {
            let mut operation = fresh("patchIt");
            if let Some(Value::Array(parameters)) = it.as_object().and_then(|it| it.values().next()).map(|it| it["parameters"].clone()) {
                let path = parameters.into_iter().filter(|it| it["in"] == "path");
                operation["parameters"] = Value::Array(path.collect());
            }
            it["patch"] = operation;
        })
    };
    "an operation is gone" |doc, random| { let places = operations(doc); remove(doc, random, places) };
    "a path is gone" |doc, random| { let places = paths(doc); remove(doc, random, places) };
    "an operationId" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |_| true, |it, _| it["operationId"] = "somethingElse".into())
    };
    "an operationId is gone" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |_| true, |it, _| without(it, "operationId"))
    };
    "a summary" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |_| true, |it, _| it["summary"] = "What it does".into())
    };
    "a description" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |_| true, |it, _| it["description"] = "What *it* does.".into())
    };
    "deprecated" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |_| true, |it, _| it["deprecated"] = true.into())
    };
    "another tag" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |_| true, |it, _| it["tags"] = json!(["others"]))
    };
    "a second tag" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |it| has(it, "tags"), |it, _| it["tags"] = json!(["pets", "others"]))
    };
    "no tag" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |it| has(it, "tags"), |it, _| without(it, "tags"))
    };
    "a path is called otherwise" |doc, random| {
        let names: Vec<String> = doc["paths"].as_object().into_iter().flat_map(|it| it.keys().cloned()).collect();
        let Some(old) = random.choice(names) else { return false };
        let Some(map) = doc["paths"].as_object_mut() else { return false };
        let Some(path) = map.remove(&old) else { return false };
        map.insert(format!("/moved{old}"), path);
        true
    };
    "a path parameter is called otherwise" |doc, _| {
        let text = doc.to_string();
        let changed = text.replace("{petId}", "{id}").replace("\"petId\"", "\"id\"");
        let differs = changed != text;
        if let Ok(changed) = serde_json::from_str(&changed) { *doc = changed; }
        differs
    };
    "asks for a credential" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |it| !has(it, "security"), |it, _| it["security"] = json!([{ "key": [] }]))
    };
    "asks for no credential" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |it| has(it, "security"), |it, _| without(it, "security"))
    };
    "another way to be let in" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |it| has(it, "security"), |it, _| {
            if let Some(list) = list(it, "security") { list.push(json!({})); }
        })
    };
    "consumes XML too" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |it| it.to_string().contains("\"body\""), |it, _| {
            it["consumes"] = json!(["application/json", "application/xml"]);
        })
    };
    "consumes bytes" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |it| it.to_string().contains("\"body\""), |it, _| {
            it["consumes"] = json!(["application/octet-stream"]);
        })
    };
    "consumes text" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |it| it.to_string().contains("\"body\""), |it, _| {
            it["consumes"] = json!(["text/plain"]);
        })
    };
    "produces XML too" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |_| true, |it, _| it["produces"] = json!(["application/json", "application/xml"]))
    };
    "produces text" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |_| true, |it, _| it["produces"] = json!(["text/plain"]))
    };
    "produces bytes" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |_| true, |it, _| it["produces"] = json!(["application/octet-stream"]))
    };
    "a form of another kind" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |it| it.to_string().contains("x-www-form"), |it, _| {
            it["consumes"] = json!(["multipart/form-data"]);
        })
    };
}

//! Of the api itself, its security, and the order of things.

use super::{at, changes, list, remove, without};
use crate::places::{definitions, operations};
use serde_json::{Value, json};

changes! {
    "nothing" |_, _| true;
    "everything in another order" |doc, _| { doc["info"]["x-order"] = "shuffled".into(); true };
    "properties in another order" |doc, _| { doc["info"]["x-order"] = "reversed".into(); true };
    "the version" |doc, _| { doc["info"]["version"] = "1.1".into(); true };
    "the description" |doc, _| { doc["info"]["description"] = "Pets wait here.".into(); true };
    "the host" |doc, _| { doc["host"] = "other.example.com".into(); true };
    "the base path" |doc, _| { doc["basePath"] = "/v2".into(); true };
    "a transfer scheme" |doc, _| { doc["schemes"] = json!(["http", "https"]); true };
    "all consume XML too" |doc, _| { doc["consumes"] = json!(["application/json", "application/xml"]); true };
    "all produce XML too" |doc, _| { doc["produces"] = json!(["application/json", "application/xml"]); true };
    "a security scheme is new" |doc, _| {
        doc["securityDefinitions"]["token"] = json!({ "type": "apiKey", "in": "query", "name": "token" });
        true
    };
    "a security scheme is gone" |doc, random| {
        let name = *random.choice(&["key", "login"]).unwrap_or(&"key");
        for operation in operations(doc) {
            if let Some(operation) = doc.pointer_mut(&operation)
                && operation.get("security").is_some_and(|it| it.to_string().contains(name))
            {
                without(operation, "security");
            }
        }
        without(&mut doc["securityDefinitions"], name);
        true
    };
    "a security scheme is of another type" |doc, _| {
        doc["securityDefinitions"]["login"] = json!({ "type": "apiKey", "in": "header", "name": "X-Login" });
        true
    };
    "a key is sent elsewhere" |doc, _| {
        doc["securityDefinitions"]["key"]["in"] = "query".into();
        true
    };
    "all ask for a credential" |doc, _| { doc["security"] = json!([{ "key": [] }]); true };
    "parameters in another order" |doc, random| {
        let places = operations(doc);
        at(doc, random, places, |it| it["parameters"].as_array().is_some_and(|it| it.len() > 1), |it, random| {
            if let Some(list) = list(it, "parameters") { random.shuffle(list); }
        })
    };
    "required in another order" |doc, random| {
        let places = definitions(doc);
        at(doc, random, places, |it| it["required"].as_array().is_some_and(|it| it.len() > 1), |it, _| {
            if let Some(list) = list(it, "required") { list.reverse(); }
        })
    };
    "a definition is new" |doc, _| {
        doc["definitions"]["Shelf"] = json!({ "type": "object", "properties": { "depth": { "type": "integer" } } });
        true
    };
    "an unused definition is gone" |doc, random| {
        let text = doc.to_string();
        let unused = definitions(doc).into_iter().filter(|it| !text.contains(&format!("\"#{it}\"")));
        let unused = unused.filter(|it| !it.ends_with("Cat") && !it.ends_with("Dog"));
        let unused = unused.collect();
        remove(doc, random, unused)
    };
    "an alternative is new" |doc, _| {
        let animal = json!({ "$ref": "#/definitions/Animal" });
        doc["definitions"]["Bird"] = json!({ "allOf": [animal, { "type": "object" }] });
        true
    };
    "an alternative is gone" |doc, _| { without(&mut doc["definitions"], "Cat"); true };
    "a definition has another name" |doc, _| rename(doc, "Owner", "Keeper");
    "an enum has another name" |doc, _| rename(doc, "Size", "Magnitude");
    "an alias has another name" |doc, _| rename(doc, "Amount", "Sum");
    "an alternative has another name" |doc, _| rename(doc, "Dog", "Hound");
}

fn rename(doc: &mut Value, old: &str, new: &str) -> bool {
    let text = doc.to_string();
    if !text.contains(&format!("\"{old}\":")) {
        return false;
    }
    let text = text.replace(
        &format!("#/definitions/{old}\""),
        &format!("#/definitions/{new}\""),
    );
    if let Ok(changed) = serde_json::from_str(&text) {
        *doc = changed;
    }
    if let Some(map) = doc["definitions"].as_object_mut()
        && let Some(definition) = map.remove(old)
    {
        map.insert(new.to_owned(), definition);
    }
    true
}

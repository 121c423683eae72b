//! Small APIs of our own, from a seed.

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// A document that holds something of everything, and not all of it each time.
pub fn api(random: &mut Rng) -> Value {
    let mut definitions = definitions();
    let mut paths = paths();
    // what is left out is something else each time
    for path in drawn(random, &paths, 4) {
        paths.remove(&path);
    }
    for name in ["Parcel", "Labels", "Ids", "Size", "Amount"] {
        if random.u8(..3) == 0 && !mentions(&paths, name) {
            definitions.remove(name);
        }
    }
    if let Some(Value::Object(pet)) = definitions.get_mut("Pet")
        && let Some(Value::Object(properties)) = pet.get_mut("properties")
    {
        for name in drawn(random, properties, 4) {
            if !["id", "name"].contains(&name.as_str()) {
                properties.remove(&name);
            }
        }
    }
    json!({
        "swagger": "2.0",
        "info": { "title": "Shelter", "version": "1.0" },
        "host": "shelter.example.com",
        "basePath": "/v1",
        "schemes": ["https"],
        "consumes": ["application/json"],
        "produces": ["application/json"],
        "securityDefinitions": {
            "key": { "type": "apiKey", "in": "header", "name": "X-Key" },
            "login": { "type": "basic" },
        },
        "paths": paths,
        "definitions": definitions,
    })
}

fn mentions(paths: &Map<String, Value>, name: &str) -> bool {
    let text = Value::from(paths.clone()).to_string();
    text.contains(&format!("#/definitions/{name}\""))
}

/// So many keys, or fewer.
fn drawn(random: &mut Rng, of: &Map<String, Value>, count: usize) -> Vec<String> {
    let keys: Vec<&String> = of.keys().collect();
    let drawn = (0..count).filter_map(|_| random.choice(&keys));
    drawn.map(|it| (*it).clone()).collect()
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(it) => it,
        _ => Map::new(),
    }
}

fn definitions() -> Map<String, Value> {
    object(json!({
        "Pet": {
            "type": "object",
            "required": ["id", "name"],
            "properties": {
                "id": { "type": "integer", "format": "int64" },
                "name": { "type": "string" },
                "tag": { "type": "string" },
                "born": { "type": "string", "format": "date-time" },
                "size": { "$ref": "#/definitions/Size" },
                "status": { "type": "string", "enum": ["available", "pending", "sold"] },
                "owner": { "$ref": "#/definitions/Owner" },
                "photos": { "type": "array", "items": { "type": "string" } },
                "weights": { "type": "object", "additionalProperties": { "type": "number" } },
                "visits": { "type": "array", "items": {
                    "type": "object", "properties": { "reason": { "type": "string" } } } },
                "chip": { "type": "string", "x-nullable": true },
            },
        },
        "Owner": {
            "type": "object",
            "required": ["name"],
            "properties": {
                "name": { "type": "string" },
                "age": { "type": "integer", "format": "int32" },
                "address": {
                    "type": "object",
                    "required": ["street"],
                    "properties": { "street": { "type": "string" }, "city": { "type": "string" } },
                },
            },
        },
        "Parcel": {
            "type": "object",
            "required": ["from", "to", "weight"],
            "properties": {
                "from": { "type": "string" },
                "to": { "type": "string" },
                "weight": { "type": "number" },
                "amount": { "$ref": "#/definitions/Amount" },
            },
        },
        "Animal": {
            "type": "object",
            "discriminator": "kind",
            "required": ["kind"],
            "properties": { "kind": { "type": "string" }, "age": { "type": "integer" } },
        },
        "Cat": { "allOf": [
            { "$ref": "#/definitions/Animal" },
            { "type": "object", "properties": { "lives": { "type": "integer" } } },
        ] },
        "Dog": { "allOf": [
            { "$ref": "#/definitions/Animal" },
            { "type": "object", "required": ["tricks"], "properties": {
                "tricks": { "type": "array", "items": { "type": "string" } } } },
        ] },
        "Size": { "type": "string", "enum": ["small", "large"] },
        "Amount": { "type": "number", "format": "double", "minimum": 0 },
        "Ids": { "type": "array", "items": { "type": "integer", "format": "int64" } },
        "Labels": { "type": "object", "additionalProperties": { "type": "string" } },
        "Problem": {
            "type": "object",
            "required": ["code"],
            "properties": { "code": { "type": "integer" }, "message": { "type": "string" } },
        },
    }))
}

fn paths() -> Map<String, Value> {
    let pet = || json!({ "description": "a pet", "schema": { "$ref": "#/definitions/Pet" } });
    let problem = || json!({ "description": "no", "schema": { "$ref": "#/definitions/Problem" } });
    object(json!({
        "/pets": {
            "get": {
                "operationId": "listPets",
                "tags": ["pets"],
                "parameters": [
                    { "name": "limit", "in": "query", "type": "integer", "format": "int32" },
                    { "name": "size", "in": "query", "type": "string", "enum": ["small", "large"] },
                    { "name": "labels", "in": "query", "type": "array",
                      "items": { "type": "string" }, "collectionFormat": "csv" },
                    { "name": "X-Trace", "in": "header", "type": "string" },
                ],
                "responses": {
                    "200": {
                        "description": "pets",
                        "schema": { "type": "array", "items": { "$ref": "#/definitions/Pet" } },
                        "headers": { "X-Total": { "type": "integer" } },
                    },
                    "default": problem(),
                },
            },
            "post": {
                "operationId": "createPet",
                "tags": ["pets"],
                "security": [{ "key": [] }],
                "parameters": [
                    { "name": "pet", "in": "body", "required": true,
                      "schema": { "$ref": "#/definitions/Pet" } },
                ],
                "responses": { "201": pet(), "400": problem() },
            },
        },
        "/pets/{petId}": {
            "get": {
                "operationId": "getPet",
                "tags": ["pets"],
                "parameters": [
                    { "name": "petId", "in": "path", "required": true, "type": "integer", "format": "int64" },
                    { "name": "fields", "in": "query", "type": "array",
                      "items": { "type": "string", "enum": ["id", "name"] } },
                ],
                "responses": { "200": pet(), "404": { "description": "none" } },
            },
        },
        "/pets/{petId}/parcels/{at}": {
            "put": {
                "operationId": "sendParcel",
                "tags": ["parcels"],
                "parameters": [
                    { "name": "petId", "in": "path", "required": true, "type": "integer", "format": "int64" },
                    { "name": "at", "in": "path", "required": true, "type": "string", "format": "date" },
                    { "name": "parcel", "in": "body", "schema": { "$ref": "#/definitions/Parcel" } },
                ],
                "responses": {
                    "200": { "description": "sent", "schema": { "$ref": "#/definitions/Amount" } },
                    "202": { "description": "later" },
                },
            },
        },
        "/animals": {
            "get": {
                "operationId": "listAnimals",
                "parameters": [
                    { "name": "ids", "in": "query", "required": true, "type": "array",
                      "items": { "type": "integer" } },
                    { "name": "since", "in": "query", "required": true, "type": "string", "format": "date" },
                    { "name": "kind", "in": "query", "required": true, "type": "string" },
                ],
                "responses": { "200": {
                    "description": "animals",
                    "schema": { "type": "array", "items": { "$ref": "#/definitions/Animal" } } } },
            },
        },
        "/owners": {
            "post": {
                "operationId": "addOwner",
                "tags": ["owners"],
                "consumes": ["application/x-www-form-urlencoded"],
                "parameters": [
                    { "name": "name", "in": "formData", "required": true, "type": "string" },
                    { "name": "age", "in": "formData", "type": "integer" },
                ],
                "responses": { "200": {
                    "description": "an owner", "schema": { "$ref": "#/definitions/Owner" } } },
            },
        },
        "/photos": {
            "post": {
                "operationId": "upload",
                "tags": ["photos"],
                "consumes": ["multipart/form-data"],
                "security": [{ "login": [] }],
                "parameters": [
                    { "name": "photo", "in": "formData", "required": true, "type": "file" },
                    { "name": "caption", "in": "formData", "type": "string" },
                ],
                "responses": { "204": { "description": "kept" } },
            },
            "get": {
                "operationId": "download",
                "tags": ["photos"],
                "produces": ["image/png"],
                "responses": { "200": { "description": "bytes", "schema": { "type": "file" } } },
            },
        },
        "/report": {
            "post": {
                "operationId": "report",
                "tags": ["reports"],
                "parameters": [
                    { "name": "what", "in": "body", "required": true, "schema": {
                        "type": "object", "properties": { "text": { "type": "string" } } } },
                ],
                "responses": { "200": { "description": "said", "schema": {
                    "type": "object", "required": ["number"],
                    "properties": { "number": { "type": "integer" } } } } },
            },
        },
    }))
}

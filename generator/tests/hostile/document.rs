//! A document that means harm: evil text in every slot that takes a text.

use bindsmith::config::Config;
use bindsmith::lock::Lock;
use bindsmith::report::Report;
use bindsmith::source::Sources;
use bindsmith::{Generated, Reader, Session, config};
use serde_json::{Map, Value, json};
use std::path::Path;

struct Text(Vec<u8>);

impl Reader for Text {
    fn read(&self, _path: &Path) -> std::io::Result<Vec<u8>> {
        Ok(self.0.clone())
    }
}

pub fn generate(text: impl Into<Vec<u8>>) -> (Option<Generated>, Report) {
    with_config(text, &Config::of("spec.yaml"))
}

fn with_config(text: impl Into<Vec<u8>>, config: &Config) -> (Option<Generated>, Report) {
    let reader = Text(text.into());
    let mut session = Session::new(config, &reader, Sources::default());
    let generated = session.generate(&Lock::default());
    assert_eq!(generated.is_none(), session.report.has_errors());
    (generated, session.report)
}

/// What becomes of the document.
pub fn generated() -> Generated {
    let config = Config {
        package: config::Package {
            name: Some("hostile-api".to_owned()),
            ..config::Package::default()
        },
        ..Config::of("spec.yaml")
    };
    let (generated, report) = with_config(document().to_string(), &config);
    generated.unwrap_or_else(|| panic!("{report:?}"))
}

pub const EVIL: [&str; 16] = [
    "*/ evil_marker!() /*",
    "\"; evil_marker!(); //",
    "\"; std::process::exit(1);//",
    "'\\\"# evil_marker!()",
    "\n#[evil_marker]\n",
    "{} {0} evil_marker",
    "\u{202E}evil_marker\u{2066}",
    "\0evil_marker\r",
    "```\nevil_marker\n```",
    "<evil_marker> [evil_marker] `[evil_marker]",
    "\")] evil_marker #[doc(\"",
    "r#\"evil_marker\"#",
    "$evil_marker",
    "//! evil_marker\u{2028}",
    "${evil_marker}\t\u{FEFF}",
    "\\u{22}; evil_marker!()",
];

fn texts(make: impl Fn(&str) -> Value) -> Map<String, Value> {
    EVIL.iter()
        .map(|text| ((*text).to_owned(), make(text)))
        .collect()
}

fn document() -> Value {
    let operations = EVIL.iter().map(|text| {
        (
            format!("/{text}/{{{text}}}"),
            json!({"post": operation(text), "x-y": text}),
        )
    });
    let schemes = texts(|text| {
        json!({"type": "apiKey", "in": "header", "name": text, "description": text,
            "x-bindsmith-token-prefix": text})
    });
    json!({
        "swagger": "2.0", "host": EVIL[0], "basePath": EVIL[1], "schemes": EVIL,
        "info": {
            "title": EVIL[2], "description": EVIL.join("\n"), "version": EVIL[3], "termsOfService": EVIL[4],
            "contact": {"name": EVIL[5], "url": EVIL[6], "email": EVIL[7]},
            "license": {"name": EVIL[8], "url": EVIL[9]},
        },
        "consumes": EVIL, "produces": EVIL,
        "tags": EVIL.map(|text| json!({"name": text, "description": text, "externalDocs": {"url": text, "description": text}})),
        "externalDocs": {"url": EVIL[10], "description": EVIL[11]},
        "paths": operations.collect::<Map<_, _>>(),
        "definitions": texts(schema), "securityDefinitions": schemes,
        "x-evil": EVIL,
    })
}

fn schema(text: &str) -> Value {
    let mut properties = texts(|text| {
        json!({
            "type": "string", "description": text, "title": text, "default": text, "pattern": text,
            "format": text, "example": text, "enum": EVIL, "x-enum-varnames": EVIL,
            "x-enum-descriptions": EVIL, "externalDocs": {"url": text, "description": text},
        })
    });
    let others = json!({
        "free": {"type": "string", "default": text, "pattern": text, "format": text},
        "named": {"type": "string", "enum": ["a", "b"], "x-ms-enum": {"name": text, "values": [
            {"value": "a", "name": text, "description": text}, {"value": text, "name": "b"},
        ]}},
        "number": {"type": "number", "default": text, "maximum": text, "format": text},
        "integer": {"type": "integer", "default": text, "enum": [1, text], "format": text},
        "boolean": {"type": "boolean", "default": text},
        "list": {"type": "array", "default": [text], "items": {"type": "string", "default": text}},
        "map": {"type": "object", "default": {text: text}, "additionalProperties": {"type": text}},
        "reference": {"$ref": format!("#/definitions/{text}")},
        "dangling": {"$ref": text},
    });
    properties.extend(others.as_object().cloned().unwrap_or_default());
    json!({
        "type": "object", "title": text, "description": text, "required": [text],
        "properties": properties, "example": text, text: text, "discriminator": text,
        "x-ms-discriminator-value": text, "xml": {"name": text, "namespace": text, "prefix": text},
    })
}

fn operation(text: &str) -> Value {
    json!({
        "operationId": text, "summary": text, "description": text, "tags": [text], "schemes": [text],
        "externalDocs": {"url": text, "description": text},
        "consumes": [text], "produces": [text, "application/json"],
        "parameters": [
            {"in": "query", "name": text, "type": "string", "enum": EVIL, "default": text, "description": text},
            {"in": "query", "name": "list", "type": "array", "items": {"type": "string"}, "collectionFormat": text},
            {"in": "header", "name": text, "type": "string"},
            {"in": "formData", "name": text, "type": "string"},
            {"in": text, "name": text, "type": text},
        ],
        "responses": {
            "200": {
                "description": text, "schema": schema(text), "examples": {text: text},
                "headers": {text: {"type": "string", "description": text}, "X": {"type": "string", "enum": EVIL}},
            },
            text: {"description": text},
            "default": {"description": text, "schema": {"$ref": format!("#/definitions/{text}")}},
        },
        "security": [{text: [text]}],
    })
}

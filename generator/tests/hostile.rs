//! Documents that mean harm, and documents that are broken: code that holds none of their text outside
//! of literals and docs, or a diagnostic; never a panic.

use bindsmith::config::Config;
use bindsmith::lock::Lock;
use bindsmith::report::Report;
use bindsmith::source::Sources;
use bindsmith::{Generated, Reader, Session};
use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Map, Value, json};
use std::path::Path;

struct Text(Vec<u8>);

impl Reader for Text {
    fn read(&self, _path: &Path) -> std::io::Result<Vec<u8>> {
        Ok(self.0.clone())
    }
}

fn generate(text: impl Into<Vec<u8>>) -> (Option<Generated>, Report) {
    let config = Config::of("spec.yaml");
    let reader = Text(text.into());
    let mut session = Session::new(&config, &reader, Sources::default());
    let generated = session.generate(&Lock::default());
    assert_eq!(generated.is_none(), session.report.has_errors());
    (generated, session.report)
}

const EVIL: [&str; 14] = [
    "*/ evil_marker!() /*",
    "\"; evil_marker!(); //",
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
];

fn texts(make: impl Fn(&str) -> Value) -> Map<String, Value> {
    EVIL.iter()
        .map(|text| ((*text).to_owned(), make(text)))
        .collect()
}

/// Evil text in every slot that takes a text.
fn document() -> Value {
    let schema = |text: &str| {
        json!({
            "type": "object", "title": text, "description": text, "required": [text],
            "properties": texts(|text| json!({"type": "string", "enum": EVIL, "description": text})),
            "example": text, text: text,
        })
    };
    let operation = |text: &str| {
        json!({
            "operationId": text, "summary": text, "description": text, "tags": [text],
            "consumes": [text], "produces": [text, "application/json"],
            "parameters": [
                {"in": "query", "name": text, "type": "string", "enum": EVIL, "default": text, "description": text},
                {"in": "header", "name": text, "type": "string"},
                {"in": "formData", "name": text, "type": "string"},
                {"in": text, "name": text, "type": text},
            ],
            "responses": {
                "200": {"description": text, "schema": schema(text), "headers": {text: {"type": "string"}, "X": {"type": "string", "enum": EVIL}}},
                text: {"description": text},
                "default": {"description": text, "schema": {"$ref": format!("#/definitions/{text}")}},
            },
            "security": [{text: [text]}],
        })
    };
    let paths = EVIL.iter().map(|text| {
        (
            format!("/{text}/{{{text}}}"),
            json!({"post": operation(text), "x-y": text}),
        )
    });
    let schemes = texts(
        |text| json!({"type": "apiKey", "in": "header", "name": text, "description": text, "x-bindsmith-token-prefix": text}),
    );
    json!({
        "swagger": "2.0", "host": EVIL[0], "basePath": EVIL[1],
        "info": {"title": EVIL[2], "description": EVIL.join("\n"), "version": EVIL[3]},
        "paths": paths.collect::<Map<_, _>>(),
        "definitions": texts(schema), "securityDefinitions": schemes,
    })
}

/// Whether a macro of the document is called, or an attribute of it applied. (Doc comments are
/// attributes whose text is a literal.)
fn is_reached(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let evil = |it: &TokenTree| matches!(it, TokenTree::Ident(ident) if ident == "evil_marker");
    let punct = |it: &TokenTree, of: char| matches!(it, TokenTree::Punct(it) if it.as_char() == of);
    let called = tokens
        .windows(2)
        .any(|two| evil(&two[0]) && punct(&two[1], '!'));
    let applied = tokens.windows(2).any(|two| match &two[1] {
        TokenTree::Group(group) => {
            punct(&two[0], '#')
                && group
                    .stream()
                    .into_iter()
                    .next()
                    .is_some_and(|it| evil(&it))
        }
        _ => false,
    });
    let inside = |it: TokenTree| match it {
        TokenTree::Group(group) => is_reached(group.stream()),
        _ => false,
    };
    called || applied || tokens.into_iter().any(inside)
}

#[test]
fn no_text_reaches_the_code_but_as_a_literal_a_doc_or_a_made_name() {
    let (generated, report) = generate(document().to_string());
    let generated = generated.unwrap_or_else(|| panic!("{report:?}"));
    assert_eq!(generated.routes.len(), EVIL.len());
    for (path, text) in generated.files.iter() {
        assert!(
            path.split('/').all(|it| it != ".." && it.len() < 200),
            "{path}"
        );
        if !path.ends_with(".rs") {
            text.parse::<toml::Table>().unwrap();
            continue;
        }
        assert!(
            !text.contains(['\u{202E}', '\u{2066}', '\0', '\u{FEFF}']),
            "{path}"
        );
        assert!(!is_reached(text.parse().unwrap()), "{path}\n{text}");
    }
}

#[test]
fn the_judge_of_the_test_above_sees_what_it_looks_for() {
    for code in ["fn a() { evil_marker!() }", "#[evil_marker] fn a() {}"] {
        assert!(is_reached(code.parse().unwrap()));
    }
    assert!(!is_reached(
        "/// evil_marker!()\nconst A: &str = \"evil_marker!()\";"
            .parse()
            .unwrap()
    ));
}

#[test]
fn a_document_that_breaks_off_anywhere_is_no_reason_to_panic() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    for name in ["shapes", "operations", "unbuilt", "composition"] {
        let text = std::fs::read(golden.join(name).join("spec.yaml")).unwrap();
        for end in (0..text.len()).step_by(7) {
            generate(&text[..end]);
        }
    }
}

#[test]
fn a_value_of_any_kind_in_any_place_is_no_reason_to_panic() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let values = [
        json!(null),
        json!(true),
        json!(-1),
        json!("x"),
        json!([]),
        json!([[]]),
        json!({}),
        json!({"$ref": "#"}),
    ];
    for name in ["shapes", "operations", "unbuilt", "composition"] {
        let text = std::fs::read_to_string(golden.join(name).join("spec.yaml")).unwrap();
        let text = text.strip_suffix("---\n").unwrap_or(&text);
        let document: Value = serde_yaml::from_str(text).unwrap();
        let mut pointers = Vec::new();
        collect(&document, String::new(), &mut pointers);
        for (index, pointer) in pointers.iter().enumerate() {
            let mut document = document.clone();
            *document.pointer_mut(pointer).unwrap() = values[index % values.len()].clone();
            generate(document.to_string());
        }
    }
}

fn collect(value: &Value, pointer: String, found: &mut Vec<String>) {
    let escape = |key: &str| key.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                collect(value, format!("{pointer}/{}", escape(key)), found);
            }
        }
        Value::Array(array) => {
            for (index, value) in array.iter().enumerate() {
                collect(value, format!("{pointer}/{index}"), found);
            }
        }
        _ => {}
    }
    found.push(pointer);
}

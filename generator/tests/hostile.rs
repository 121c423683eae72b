//! Documents that mean harm, and documents that are broken: code that holds none of their text outside
//! of literals and docs, or a diagnostic; never a panic.

#[path = "hostile/document.rs"]
mod document;

use document::{EVIL, generate, generated};
use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Value, json};
use std::path::Path;

/// Whether a macro or a path of the document is called, or an attribute of it applied. (Doc comments are
/// attributes whose text is a literal.)
fn is_reached(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let evil = |it: &TokenTree| matches!(it, TokenTree::Ident(ident) if ident == "evil_marker");
    let punct = |it: &TokenTree, of: char| matches!(it, TokenTree::Punct(it) if it.as_char() == of);
    let process = |it: &TokenTree| matches!(it, TokenTree::Ident(ident) if ident == "process");
    let called = tokens
        .windows(2)
        .any(|two| evil(&two[0]) && punct(&two[1], '!') || process(&two[0]) && punct(&two[1], ':'));
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
    let generated = generated();
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
    for code in [
        "fn a() { evil_marker!() }",
        "#[evil_marker] fn a() {}",
        "fn a() { std::process::exit(1); }",
    ] {
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

#[test]
fn definitions_that_are_twice_all_of_the_next_end() {
    let next = |at: usize| json!({"allOf": [{"$ref": format!("#/definitions/D{at}")}, {"properties": {"x": {}}}]});
    let chain = (0..30).map(|at| {
        let properties = json!({"a": next(at + 1), "b": next(at + 1)});
        (
            format!("D{at}"),
            json!({"type": "object", "properties": properties}),
        )
    });
    let last = (
        "D30".to_owned(),
        json!({"type": "object", "properties": {"c": {}}}),
    );
    let definitions: serde_json::Map<_, _> = chain.chain([last]).collect();
    let document = json!({
        "swagger": "2.0",
        "info": {"title": "t", "version": "1"},
        "paths": {},
        "definitions": definitions,
    });
    generate(document.to_string());
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

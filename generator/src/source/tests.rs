use super::*;

fn read(name: &str, text: &str) -> Result<(Tree, Vec<Finding>), Finding> {
    let mut sources = Sources::default();
    let file = sources.add(name, text.to_owned());
    parse(&sources, file)
}

fn json(text: &str) -> serde_json::Value {
    read("a.yaml", text).unwrap().0.root.to_json()
}

fn kind(text: &str) -> FindingKind {
    read("a.yaml", text).unwrap_err().kind
}

#[test]
fn keys_are_strings_whatever_the_scalar_was() {
    let (tree, _) = read("a.yaml", "200: a\n0x1F: b\non: c\n").unwrap();
    let keys: Vec<_> = tree.root.as_mapping().unwrap().keys().collect();
    assert_eq!(keys, ["200", "0x1F", "on"]);
}

#[test]
fn scalars_keep_their_text() {
    let (tree, _) = read("a.yaml", "version: 1.10\nbig: 12345678901234567890123\n").unwrap();
    assert_eq!(tree.root.get("version").unwrap().as_text(), Some("1.10"));
    let big = tree.root.get("big").unwrap().as_text();
    assert_eq!(big, Some("12345678901234567890123"));
}

#[test]
fn only_the_core_schema_makes_booleans_and_nulls() {
    let expected = serde_json::json!({"a": "on", "b": true, "c": null, "d": "yes", "e": "true"});
    assert_eq!(json("a: on\nb: true\nc: ~\nd: yes\ne: 'true'\n"), expected);
}

#[test]
fn an_empty_second_document_is_a_finding_and_a_real_one_an_error() {
    let text = "---\na: 1\n---\n";
    let (_, findings) = read("a.yaml", text).unwrap();
    assert_eq!(findings[0].kind, FindingKind::TrailingDocument);
    assert_eq!(findings[0].place.start, 9);
    assert_eq!(kind("a: 1\n---\nb: 1\n"), FindingKind::SeveralDocuments);
}

#[test]
fn the_first_of_duplicate_keys_holds_and_both_are_named() {
    for text in ["a: 1\nb: 2\na: 3\n", "{\"a\":1,\"b\":2,\"a\":3}"] {
        let (tree, findings) = read("a.yaml", text).unwrap();
        assert_eq!(tree.root.get("a").unwrap().as_text(), Some("1"));
        assert_eq!(findings[0].kind, FindingKind::DuplicateKey);
        assert!(findings[0].related.unwrap().0.start < findings[0].place.start);
    }
}

#[test]
fn merge_keys_bring_what_is_not_said() {
    let expected = serde_json::json!({"a": {"x": 1, "y": 2}, "b": {"y": 3, "x": 1}});
    assert_eq!(json("a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\n"), expected);
}

#[test]
fn an_alias_bomb_is_an_error() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..20 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        text += &format!("a{level}: &a{level} [{aliases}]\n");
    }
    assert_eq!(kind(&text), FindingKind::Aliases);
    assert_eq!(kind("a: &a [*a]\n"), FindingKind::Aliases);
}

#[test]
fn deep_nesting_is_an_error_in_both_languages() {
    for depth in [10_000, 1_000_000] {
        assert_eq!(kind(&"[".repeat(depth)), FindingKind::TooDeep);
        // the YAML parser has bounds of its own, and calls what exceeds them a fault of syntax
        for text in [
            format!("a: {}", "[".repeat(depth)),
            "- ".repeat(depth.min(10_000)),
        ] {
            let found = kind(&text);
            assert!(matches!(found, FindingKind::TooDeep | FindingKind::Syntax));
        }
    }
}

#[test]
fn a_text_with_nothing_in_it_is_empty() {
    for text in ["", "# nothing\n", "---\n", "\n\n"] {
        assert_eq!(kind(text), FindingKind::Empty, "{text:?}");
    }
}

#[test]
fn places_are_bytes_of_the_text() {
    for text in ["ü: {ö: 'ä'}\n", "{\"ü\": {\"ö\": \"ä\"}}"] {
        let (tree, _) = read("a.yaml", text).unwrap();
        let entry = tree
            .root
            .get("ü")
            .unwrap()
            .as_mapping()
            .unwrap()
            .get("ö")
            .unwrap();
        let at = |place: Place| &text[place.start as usize..place.end as usize];
        assert!(["ö", "\"ö\""].contains(&at(entry.key)), "{}", at(entry.key));
        assert!(["'ä'", "\"ä\""].contains(&at(entry.node.place)));
    }
}

#[test]
fn json_may_hold_what_yaml_refuses() {
    let (tree, _) = read("a.json", "{\"a\": \"\u{80}\", \"b\": \"\\ud83d\\ude00\"}").unwrap();
    assert_eq!(tree.root.get("a").unwrap().as_str(), Some("\u{80}"));
    assert_eq!(tree.root.get("b").unwrap().as_str(), Some("😀"));
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "[-a:\\[\\]{}&*<\"'|>#,%!\n ü0]{0,60}") {
        let _ = read("a.yaml", &text);
    }
}

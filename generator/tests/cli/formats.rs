//! The forms in which `diff` reports.

use super::diff::committed;
use super::project::{Project, SPEC};
use serde_json::Value;
use std::collections::BTreeSet;

/// Names that would be more than names, if they could.
const HOSTILE: &str = "</script><img src=x onerror=alert(1)>`[a](b)@c";

fn changed() -> Project {
    let project = committed();
    let property = format!("name: {{type: integer}}, '{HOSTILE}': {{type: string}}");
    let changed = SPEC.replace("name: {type: string}", &property);
    project.write(
        "spec/api.yaml",
        changed.replacen("description: All", "description: Each", 1),
    );
    project
}

/// Characters that turn a line round, or begin another.
const TURNING: [char; 5] = ['\u{202E}', '\u{2066}', '\u{2028}', '\u{2029}', '\u{061C}'];

#[test]
fn no_text_of_a_document_turns_a_line_round() {
    let project = committed();
    let name: String = TURNING.iter().collect();
    let property = format!("name: {{type: string}}, \"a{name}z\": {{type: string}}");
    project.write(
        "spec/api.yaml",
        SPEC.replace("name: {type: string}", &property),
    );
    for format in ["human", "markdown", "json", "github", "sarif", "html"] {
        let report = project.ok(&["diff", "--format", format]).stdout;
        assert!(!report.contains(TURNING), "{format}: {report}");
        // what a program is told is what stands in the document
        if format == "json" {
            let json: Value = serde_json::from_str(&report).unwrap();
            let subject = json["changes"][0]["subject"].as_str().unwrap();
            assert_eq!(subject, format!("Pet.a{name}z"));
        }
    }
}

fn report(format: &str) -> String {
    changed().ok(&["diff", "--format", format]).stdout
}

fn read(format: &str) -> Value {
    serde_json::from_str(&report(format)).unwrap()
}

/// What a schema of ours asks for: types, required members, no others, values of a list.
fn violations(schema: &Value, root: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let target = root.pointer(name.trim_start_matches('#')).expect(name);
        return violations(target, root, value, at, found);
    }
    let type_of = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    if let Some(options) = schema["anyOf"].as_array() {
        let fits = options.iter().any(|option| {
            let mut inner = Vec::new();
            violations(option, root, value, at, &mut inner);
            inner.is_empty()
        });
        if !fits {
            found.push(format!("{at}: none of the alternatives"));
        }
        return;
    }
    let types = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => vec![one.as_str().expect("every schema of ours has a type")],
    };
    if !types.contains(&type_of) {
        found.push(format!("{at}: {type_of}, not {types:?}"));
    }
    if let Some(values) = schema["enum"].as_array().filter(|it| !it.contains(value)) {
        found.push(format!("{at}: {value}, not of {values:?}"));
    }
    if let Value::Object(map) = value {
        let required = schema["required"].as_array().into_iter().flatten();
        for name in required
            .filter_map(Value::as_str)
            .filter(|it| !map.contains_key(*it))
        {
            found.push(format!("{at}: no {name}"));
        }
        for (name, value) in map {
            match schema["properties"].get(name) {
                Some(of) => violations(of, root, value, &format!("{at}/{name}"), found),
                None => found.push(format!("{at}: {name} is not in the schema")),
            }
        }
    }
    for (index, value) in value.as_array().into_iter().flatten().enumerate() {
        violations(
            &schema["items"],
            root,
            value,
            &format!("{at}/{index}"),
            found,
        );
    }
}

#[test]
fn json_is_as_its_schema_says() {
    let schema = include_str!("../../../docs/diff.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    let json = read("json");
    let mut found = Vec::new();
    violations(&schema, &schema, &json, "", &mut found);
    assert!(found.is_empty(), "{found:#?}");
    // the schema refuses something
    violations(
        &schema,
        &schema,
        &serde_json::json!({ "version": "1" }),
        "",
        &mut found,
    );
    assert!(found.len() > 3);
    let changes = json["changes"].as_array().unwrap();
    assert_eq!(json["semver"], "major");
    let changed = changes
        .iter()
        .find(|it| it["subject"] == "Pet.name")
        .unwrap();
    assert_eq!(changed["wire"]["grade"], "breaks-both");
    assert_eq!(changed["rust"]["grade"], "breaking");
    assert_eq!(changed["old"]["revision"], "HEAD");
    assert_eq!(changed["old"]["file"], "spec/api.yaml");
    assert_eq!(changed["old"]["line"], 17);
    assert_eq!(changed["new"]["revision"], Value::Null);
    assert_eq!(
        changed["new"]["pointer"],
        "/definitions/Pet/properties/name"
    );
    let paths: BTreeSet<&str> = changed["operations"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|it| it["path"].as_str())
        .collect();
    assert_eq!(paths, BTreeSet::from(["/owners", "/pets"]));
}

#[test]
fn the_schema_knows_every_grade_and_word() {
    let schema = include_str!("../../../docs/diff.schema.json");
    for word in [
        "breaks-both",
        "breaks-clients",
        "breaks-servers",
        "compatible",
        "docs",
        "additive",
    ] {
        assert!(schema.contains(&format!("\"{word}\"")), "{word}");
    }
}

#[test]
fn sarif_is_what_code_scanning_reads() {
    let log = read("sarif");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let rules: BTreeSet<&str> = rules.iter().filter_map(|it| it["id"].as_str()).collect();
    let results = run["results"].as_array().unwrap();
    assert!(results.len() >= 3);
    for result in results {
        assert!(rules.contains(result["ruleId"].as_str().unwrap()));
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "spec/api.yaml");
        assert!(place["region"]["startLine"].as_u64().unwrap() > 1);
        assert!(result["partialFingerprints"]["change/v1"].is_string());
    }
    // brackets of a name make no link (section 3.11.6)
    let messages = results.iter().map(|it| it["message"]["text"].as_str());
    let messages: String = messages.flatten().collect();
    assert!(messages.contains(r"`\[a\](b)"), "{messages}");
    assert!(!messages.contains("`[a]"), "{messages}");
}

#[test]
fn annotations_are_one_line_each_and_words_are_none() {
    let text = report("github");
    assert!(!text.is_empty());
    for line in text.lines() {
        let known = ["::error ", "::warning ", "::notice "];
        assert!(known.iter().any(|it| line.starts_with(it)), "{line}");
        assert!(line.contains("file=spec/api.yaml,line=17,col="), "{line}");
    }
    assert!(text.starts_with("::error "));
    assert!(!text.contains("description"), "{text}");
}

#[test]
fn markdown_leads_with_what_breaks_and_folds_the_rest() {
    let text = report("markdown");
    let breaks = text.find("#### Breaks the wire and Rust (1)").expect(&text);
    let folded = text
        .find("<details><summary>Compatible (1)</summary>")
        .expect(&text);
    assert!(breaks < folded);
    assert!(text.contains("For the generated crate: **major**"));
    assert!(text.contains("`spec/api.yaml:17`"), "{text}");
    // a name with a backtick is no code: nothing of it is left that means something
    assert!(
        !text.contains("<img") && !text.contains("](") && !text.contains("@c"),
        "{text}"
    );
}

#[test]
fn the_page_holds_everything_and_asks_for_nothing() {
    let page = report("html");
    assert_eq!(page.matches("<article").count(), 3);
    assert_eq!(page.matches("<script>").count(), 1);
    assert_eq!(page.matches("</script>").count(), 1);
    assert!(!page.contains("<img"));
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;"));
    for elsewhere in ["http:", "https:", "src=\"", "@import", "url("] {
        assert!(!page.contains(elsewhere), "{elsewhere}");
    }
}

#[test]
fn a_report_goes_to_a_file() {
    let project = changed();
    let ended = project.ok(&["diff", "--format", "html", "--out", "reports/diff.html"]);
    assert_eq!(ended.stdout, "");
    assert!(ended.stderr.contains("3 changes"), "{}", ended.stderr);
    assert!(
        project
            .read("reports/diff.html")
            .starts_with("<!DOCTYPE html>")
    );
}

#[test]
fn other_commands_have_no_such_forms() {
    let project = Project::new();
    for command in [&["lint"][..], &["codegen"], &["show"]] {
        for format in ["markdown", "sarif", "html"] {
            let ended = project.run(&[command, &["--format", format]].concat());
            assert_eq!(ended.code, 2, "{command:?} {format}");
            assert!(ended.stderr.contains("for `diff` alone"));
        }
    }
}

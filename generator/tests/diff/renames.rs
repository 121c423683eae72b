use super::run::{compare, version};
use bindsmith::config::{Config, Setting};
use bindsmith::diff::{self, Rust};
use bindsmith::lock::Lock;
use std::fs;
use std::path::Path;

/// What is proposed keeps the names: with it, nothing breaks that is a rename alone.
#[test]
fn what_is_proposed_keeps_the_names() {
    for (name, others) in [("renames", 0), ("base", 0), ("groups", 0)] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/diff")
            .join(name);
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        let (old, _) = version(&Config::of("old.yaml"), &read("old.yaml"), &Lock::default());
        let mut config = Config::of("new.yaml");
        let (new, _) = version(&config, &read("new.yaml"), &old.lock);
        let before = diff::compare(&old, &new);
        let breaking = |changes: &[diff::Change]| {
            changes
                .iter()
                .filter(|it| it.rust.grade == Rust::Breaking)
                .count()
        };
        assert!(breaking(&before) > others, "{name}");
        for help in before.iter().filter_map(|it| it.help.as_ref()) {
            let (_, toml) = help.split_once("[names.rename]\n").unwrap();
            let table: toml::Table = toml.parse().unwrap();
            for (key, ident) in table {
                let value = Setting {
                    value: key,
                    place: None,
                };
                config
                    .names
                    .rename
                    .push((value, ident.as_str().unwrap().to_owned()));
            }
        }
        let (new, _) = version(&config, &read("new.yaml"), &old.lock);
        let after = diff::compare(&old, &new);
        assert_eq!(breaking(&after), others, "{name}: {after:#?}");
    }
}

/// Whoever lets the rename through has not agreed to what changed beside it.
#[test]
fn what_changes_within_a_renamed_definition_breaks_by_itself() {
    let document = |name: &str, age: &str| {
        format!(
            "{{swagger: '2.0', info: {{title: T, version: '1'}}, paths: {{/x: {{get: {{responses: {{'200':
            {{description: d, schema: {{$ref: '#/definitions/{name}'}}}}}}}}}}}}, definitions: {{{name}:
            {{type: object, properties: {{age: {{type: {age}}}, name: {{type: string}}}}}}}}}}"
        )
    };
    let (changes, report) = compare(&document("Pet", "integer"), &document("Animal", "string"));
    let breaking = changes.iter().filter(|it| it.rust.grade == Rust::Breaking);
    let breaking: Vec<&str> = breaking.map(|it| it.code.slug).collect();
    assert_eq!(breaking, ["type-changed", "definition-renamed"], "{report}");
    let (changes, _) = compare(&document("Pet", "string"), &document("Animal", "string"));
    assert_eq!(changes.len(), 1);
}

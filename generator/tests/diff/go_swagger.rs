//! go-swagger's own pairs (`../shared/corpus`): each change that its expectation lists is found, and graded
//! as severely at least. `docs/diff.md` explains where the two differ.

use super::run::version;
use bindsmith::config::Config;
use bindsmith::diff::{self, Change};
use bindsmith::lock::Lock;
use std::path::{Path, PathBuf};

/// The pair, the subject, the code, and whether go-swagger says that it breaks.
const EXPECTED: &[(&str, &str, &str, bool)] = &[
    ("path", "PUT /a/", "operation-added", false),
    (
        "path",
        "POST /a/{id}",
        "deprecated-operation-removed",
        false,
    ),
    ("path", "POST /newpath/", "operation-added", false),
    ("path", "POST /a/", "operation-removed", true),
    ("path", "POST /b/", "operation-removed", true),
    // once, with the operations that it reaches, where it lists three
    ("refprop", "A1.wasRef", "type-changed", true),
    ("refprop", "A4.changeRef", "reference-changed", false),
    ("refprop", "A4.changeRef.thing", "property-removed", true),
    ("response", "GET /a/ 201", "success-added", false),
    ("response", "A3.colour", "property-added", false),
    ("response", "A3.description", "type-changed", false),
    ("response", "GET /a/ 200", "success-removed", true),
    (
        "uber",
        "GET /estimates/price",
        "operation-tags-changed",
        false,
    ),
    (
        "uber",
        "Product.display_name",
        "schema-description-changed",
        false,
    ),
    (
        "uber",
        "GET /history",
        "operation-description-changed",
        false,
    ),
    (
        "uber",
        "GET /products",
        "operation-description-changed",
        false,
    ),
    (
        "uber",
        "GET /products query latitude",
        "parameter-description-changed",
        false,
    ),
    ("uber", "the API", "info-changed", false),
    (
        "enum",
        "GET /a/ query personality",
        "enum-value-added",
        false,
    ),
    ("enum", "A1.personality", "enum-value-removed", false),
    (
        "enum",
        "GET /a/ query personality",
        "enum-value-removed",
        true,
    ),
    ("enum", "A1.personality", "enum-value-added", true),
    (
        "reqparam",
        "GET /a/ formData filter",
        "required-parameter-removed",
        false,
    ),
    (
        "reqparam",
        "GET /a/ formData format2",
        "parameter-added",
        false,
    ),
    (
        "reqparam",
        "GET /a/ formData format",
        "parameter-removed",
        false,
    ),
    (
        "reqparam",
        "GET /a/ query sort",
        "parameter-optional",
        false,
    ),
    (
        "reqparam",
        "GET /a/ formData filter2",
        "required-parameter-added",
        true,
    ),
    (
        "reqparam",
        "GET /a/ header X-Forwarded-For",
        "collection-format-changed",
        true,
    ),
    (
        "reqparam",
        "GET /a/ query limit",
        "parameter-required",
        true,
    ),
];

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus")
}

fn pair(name: &str) -> Option<[String; 2]> {
    let read = |version: &str| {
        let file = format!("fixtures-go-swagger/testdata/diff/{name}.{version}.json");
        let valid = std::fs::read_to_string(corpus().join(&file));
        valid.or_else(|_| std::fs::read_to_string(corpus().join("invalid").join(&file)))
    };
    Some([read("v1").ok()?, read("v2").ok()?])
}

#[test]
fn every_pair_of_go_swagger_is_graded_as_severely_at_least() {
    if !corpus().is_dir() {
        eprintln!("skipped: there is no {}", corpus().display());
        return;
    }
    let mut wrong = Vec::new();
    for name in ["path", "refprop", "response", "uber", "enum", "reqparam"] {
        let [old, new] = pair(name).unwrap_or_else(|| panic!("no pair {name}"));
        let (old, _) = version(&Config::of("v1.json"), &old, &Lock::default());
        let (new, _) = version(&Config::of("v2.json"), &new, &old.lock);
        let changes = diff::compare(&old, &new);
        for (_, subject, code, breaks) in EXPECTED.iter().filter(|it| it.0 == name) {
            let same = |it: &&Change| it.subject == *subject && it.code.slug == *code;
            match changes.iter().find(same) {
                None => wrong.push(format!("{name}: `{subject}` {code}: not found")),
                Some(it) if *breaks && !it.wire.grade.breaks() => {
                    wrong.push(format!("{name}: `{subject}` {code}: {:?}", it.wire));
                }
                Some(_) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

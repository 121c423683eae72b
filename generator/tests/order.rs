//! The order of paths and definitions means nothing: the bytes are the same whatever it is.

use bindsmith::config::Config;
use bindsmith::lock::Lock;
use bindsmith::source::Sources;
use bindsmith::{Generated, Reader, Session};
use serde_yaml::{Mapping, Value};
use std::path::{Path, PathBuf};

/// The files of a folder, with another text for the document.
struct Folder(PathBuf, String);

impl Reader for Folder {
    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        if path == Path::new("spec.yaml") {
            return Ok(self.1.clone().into_bytes());
        }
        std::fs::read(self.0.join(path))
    }
}

fn generate(folder: &Path, document: &Value) -> Generated {
    let text = serde_yaml::to_string(document).unwrap();
    let (config, reader) = (Config::of("spec.yaml"), Folder(folder.to_owned(), text));
    let mut session = Session::new(&config, &reader, Sources::default());
    let generated = session.generate(&Lock::default());
    generated.unwrap_or_else(|| panic!("{:?}", session.report))
}

/// Turns round what is found by name alone. The order of properties is that of fields: it stays.
fn turned(document: &Value) -> Value {
    let mut turned = document.clone();
    let sections = [
        "definitions",
        "parameters",
        "paths",
        "responses",
        "securityDefinitions",
    ];
    for section in sections {
        if let Some(mapping) = turned.get_mut(section).and_then(Value::as_mapping_mut) {
            turn(mapping);
        }
    }
    let paths = turned.get_mut("paths").and_then(Value::as_mapping_mut);
    let items = paths.into_iter().flat_map(|paths| paths.values_mut());
    items.filter_map(Value::as_mapping_mut).for_each(turn);
    turn(turned.as_mapping_mut().unwrap());
    turned
}

fn turn(mapping: &mut Mapping) {
    let mut entries: Vec<_> = std::mem::take(mapping).into_iter().collect();
    entries.reverse();
    mapping.extend(entries);
}

fn assert_same(folder: &Path, document: &Value) {
    let (plain, turned) = (
        generate(folder, document),
        generate(folder, &turned(document)),
    );
    for (path, text) in plain.files.iter() {
        let other = turned.files.get(path);
        assert_eq!(other, Some(text), "{}: {path}", folder.display());
    }
    assert!(plain == turned, "{}", folder.display());
}

#[test]
fn golden_documents_give_the_same_bytes_in_any_order() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    for entry in std::fs::read_dir(root).unwrap() {
        let folder = entry.unwrap().path();
        let text = std::fs::read_to_string(folder.join("spec.yaml")).unwrap();
        let text = text.strip_suffix("---\n").unwrap_or(&text);
        // one with a key that stands twice is not read by serde
        if let Ok(document) = serde_yaml::from_str(text) {
            assert_same(&folder, &document);
        }
    }
}

/// A reference to a response where one to a schema should stand, and the same where it should.
#[test]
fn a_reference_of_two_kinds_leads_to_both() {
    let text = r##"
swagger: "2.0"
info: {title: t, version: "1"}
paths:
  /a: {get: {responses: {404: {description: "", schema: {$ref: "#/responses/Gone"}}}}}
  /b: {get: {responses: {404: {$ref: "#/responses/Gone"}}}}
responses:
  Gone: {description: It was here., schema: {type: string}}
"##;
    let document: Value = serde_yaml::from_str(text).unwrap();
    assert_same(Path::new("."), &document);
    let generated = generate(Path::new("."), &document);
    assert!(generated.files.get("src/types/gone.rs").is_some());
}

use super::project::{Project, SPEC};

/// The document with its paths and its definitions in another order.
fn permuted() -> String {
    let (head, definitions) = SPEC.split_once("definitions:\n").unwrap();
    let (head, paths) = head.split_once("paths:\n").unwrap();
    let (pets, owners) = paths.split_once("  /owners:\n").unwrap();
    let (pet, owner) = definitions.split_once('\n').unwrap();
    format!("{head}definitions:\n{owner}{pet}\npaths:\n  /owners:\n{owners}{pets}")
}

#[test]
fn the_order_of_paths_and_definitions_means_nothing() {
    let (one, other) = (Project::new(), Project::new());
    other.write("spec/api.yaml", permuted());
    assert_ne!(SPEC, permuted());
    one.ok(&["codegen"]);
    other.ok(&["codegen"]);
    assert_eq!(one.files("generated"), other.files("generated"));
    assert_eq!(
        one.read("spec/bindsmith.lock"),
        other.read("spec/bindsmith.lock")
    );
}

#[test]
fn a_rival_renames_nothing_that_has_a_name() {
    let project = Project::new();
    let with = |rivals: &str| format!("{SPEC}  foo-bar: {{type: object}}\n{rivals}");
    project.write("spec/api.yaml", with(""));
    project.ok(&["codegen"]);
    let lock = project.read("spec/bindsmith.lock");
    assert!(lock.contains("\"/definitions/foo-bar\" = \"FooBar\""));
    // spelled exactly as the name is, and before it in the order of keys
    project.write(
        "spec/api.yaml",
        with("  foo_bar: {type: object}\n  FooBar: {type: object}\n"),
    );
    project.ok(&["codegen"]);
    let more = project.read("spec/bindsmith.lock");
    for line in lock.lines() {
        assert!(more.contains(line), "{line}");
    }
    let files = project.files("generated");
    project.ok(&["codegen"]);
    assert_eq!(files, project.files("generated"));
}

#[test]
fn the_names_lock_lies_in_the_output_where_there_is_no_configuration() {
    let project = Project::new();
    project.ok(&["codegen", "--spec", "spec/api.yaml", "--out", "out"]);
    let lock = project.read("out/bindsmith.lock");
    project.write(
        "out/bindsmith.lock",
        lock.replace("\"list_pets\"", "\"all_pets\""),
    );
    project.ok(&["codegen", "--spec", "spec/api.yaml", "--out", "out"]);
    assert!(
        project
            .read("out/src/client/pets.rs")
            .contains("fn all_pets(")
    );
}

use super::project::{Project, SPEC};
use std::fs;

fn append(project: &Project, name: &str, text: &str) {
    project.write(name, project.read(name) + text);
}

#[test]
fn every_kind_of_drift_is_named_and_mended_but_the_foreign() {
    let project = Project::new();
    project.ok(&["codegen"]);
    project.ok(&["codegen", "--check"]);
    append(&project, "generated/src/types/pet.rs", "// by hand\n");
    fs::remove_file(project.path("generated/src/client/pets.rs")).unwrap();
    project.write("generated/src/types/mine.rs", "// mine\n");
    let removed = SPEC
        .replace("  Owner: {", "  Person: {")
        .replace("/Owner'", "/Person'");
    project.write("spec/api.yaml", removed);

    let check = project.run(&["codegen", "--check"]);
    assert_eq!(check.code, 1);
    for line in [
        "edited by hand: generated/src/types/pet.rs",
        "missing: generated/src/client/pets.rs",
        "foreign: generated/src/types/mine.rs",
        "orphaned: generated/src/types/owner.rs",
        "missing: generated/src/types/person.rs",
        "stale: generated/src/types/mod.rs",
        "stale: spec/bindsmith.lock",
        "  -// by hand",
        "  -pub use self::owner::Owner;",
        "to mend: bindsmith codegen\n",
    ] {
        assert!(check.stdout.contains(line), "{line}\n{}", check.stdout);
    }

    let codegen = project.ok(&["codegen"]);
    assert!(
        codegen
            .stderr
            .contains("`generated/src/types/mine.rs` is not Bindsmith's")
    );
    assert!(
        codegen
            .stdout
            .contains("updated generated/src/types/pet.rs (was edited by hand)")
    );
    assert!(
        codegen
            .stdout
            .contains("removed generated/src/types/owner.rs")
    );
    assert_eq!(project.read("generated/src/types/mine.rs"), "// mine\n");
    let check = project.run(&["codegen", "--check"]);
    assert_eq!(
        (check.code, check.stdout.matches("foreign:").count()),
        (1, 1)
    );
    fs::remove_file(project.path("generated/src/types/mine.rs")).unwrap();
    project.ok(&["codegen", "--check"]);
}

#[test]
fn a_file_that_is_stale_and_edited_is_said_to_be_both() {
    let project = Project::new();
    project.ok(&["codegen"]);
    append(&project, "generated/src/types/pet.rs", "// by hand\n");
    let changed = SPEC.replace("{name: {type: string}}", "{name: {type: integer}}");
    project.write("spec/api.yaml", changed);
    let check = project.run(&["codegen", "--check"]);
    let line = "stale and edited by hand: generated/src/types/pet.rs";
    assert!(check.stdout.contains(line), "{}", check.stdout);
}

#[test]
fn check_writes_nothing() {
    let project = Project::new();
    assert_eq!(project.run(&["codegen", "--check"]).code, 1);
    assert!(!project.path("generated").exists());
    assert!(!project.path("spec/bindsmith.lock").exists());
}

#[test]
fn files_beside_src_are_nobodys_business() {
    let project = Project::new();
    project.ok(&["codegen"]);
    project.write("generated/examples/mine.rs", "fn main() {}");
    project.write("generated/target/x", "");
    project.ok(&["codegen", "--check"]);
}

#[test]
fn other_line_ends_are_no_drift() {
    let project = Project::new();
    project.ok(&["codegen"]);
    for name in [
        "generated/src/lib.rs",
        "generated/bindsmith.sha256",
        "spec/bindsmith.lock",
    ] {
        project.write(name, project.read(name).replace('\n', "\r\n"));
    }
    project.ok(&["codegen", "--check"]);
    project.ok(&["codegen"]);
    assert!(project.read("generated/src/lib.rs").contains("\r\n"));
}

#[test]
fn rustfmt_changes_nothing_that_check_minds() {
    let project = Project::new();
    project.ok(&["codegen"]);
    let formatted = std::process::Command::new("rustfmt")
        .args(["--edition", "2024"])
        .arg(project.path("generated/src/lib.rs"))
        .status();
    if !formatted.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: there is no rustfmt");
        return;
    }
    project.ok(&["codegen", "--check"]);
}

#[test]
fn machines_can_read_the_drift() {
    let project = Project::new();
    let json = project.run(&["codegen", "--check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["drift"][0]["class"], "missing");
    let github = project.run(&["codegen", "--check", "--format", "github"]);
    let line = "::error file=generated/Cargo.toml,title=missing::";
    assert!(github.stdout.contains(line), "{}", github.stdout);
}

#[test]
fn the_manifest_is_one_of_sha256sum() {
    let project = Project::new();
    project.ok(&["codegen"]);
    let checked = std::process::Command::new("sha256sum")
        .args(["--check", "--quiet", "bindsmith.sha256"])
        .current_dir(project.path("generated"))
        .status();
    match checked {
        Ok(status) => assert!(status.success()),
        Err(_) => eprintln!("SKIPPED: there is no sha256sum"),
    }
}

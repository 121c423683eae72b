//! `diff --semver`, and `codegen --check --since`, in real repositories.

use super::diff::{commit, committed, ends, git};
use super::project::{Ended, Project, SPEC};

const CONFIG: &str =
    "[input]\ndocument = 'api.yaml'\n[output]\ndirectory = '../generated'\n[crate]\n";

/// Breaks Rust.
fn broken() -> String {
    SPEC.replace("name: {type: string}", "name: {type: integer}")
}

/// Adds to Rust.
fn extended() -> String {
    SPEC.replace(
        "name: {type: string}",
        "name: {type: string}, tag: {type: string}",
    )
}

fn set(project: &Project, version: &str, document: &str) {
    project.write(
        "spec/bindsmith.toml",
        format!("{CONFIG}version = '{version}'\n"),
    );
    project.write("spec/api.yaml", document);
    project.ok(&["codegen"]);
}

/// Released as this version.
fn released(version: &str) -> Project {
    let project = committed();
    set(&project, version, SPEC);
    commit(&project);
    git(&project, &["tag", &format!("v{version}")]);
    project
}

fn check(project: &Project) -> Ended {
    project.run(&["codegen", "--check", "--since"])
}

#[test]
fn a_version_moves_as_far_as_what_changed() {
    for (old, document, new, holds) in [
        ("1.2.3", broken(), "1.3.0", false),
        ("1.2.3", broken(), "2.0.0", true),
        ("1.2.3", extended(), "1.2.4", false),
        ("1.2.3", extended(), "1.3.0", true),
        ("0.2.3", broken(), "0.2.4", false),
        ("0.2.3", broken(), "0.3.0", true),
        ("0.2.3", extended(), "0.2.3", false),
        ("0.2.3", extended(), "0.2.4", true),
        ("1.2.3", SPEC.to_owned(), "1.2.3", true),
        ("1.2.3", SPEC.to_owned(), "1.2.2", false),
    ] {
        let project = released(old);
        set(&project, new, &document);
        let said = if holds { "holds since" } else { "at least" };
        ends(
            &check(&project),
            i32::from(!holds),
            &[said, &format!("v{old}")],
        );
    }
}

#[test]
fn a_release_is_the_last_tag_that_led_here() {
    let project = released("0.1.0");
    set(&project, "0.2.0", &broken());
    commit(&project);
    git(&project, &["tag", "-a", "v0.2.0", "-m", "a release"]);
    git(&project, &["tag", "nightly"]);
    // against 0.1.0 it would have to be 0.2.0, against 0.2.0 nothing changed
    ends(&check(&project), 0, &["holds since `v0.2.0`: no changes"]);
    let ended = project.run(&["codegen", "--check", "--since", "v0.1.0"]);
    ends(&ended, 0, &["holds since `v0.1.0`", "1 break Rust"]);
}

#[test]
fn a_tag_that_only_begins_like_a_version_is_no_release() {
    let project = released("0.1.0");
    set(&project, "0.2.0", &broken());
    commit(&project);
    for tag in [
        "v3",
        "2024-05-01",
        "v1.2",
        "v1.2.x",
        "2024.05.01",
        "1.2.3.4",
    ] {
        git(&project, &["tag", tag]);
    }
    ends(
        &check(&project),
        0,
        &["holds since `v0.1.0`", "1 break Rust"],
    );
}

/// Else a patch that was tagged as a candidate would carry what breaks out as a patch.
#[test]
fn a_candidate_is_no_release() {
    let project = released("1.2.3");
    set(&project, "1.2.4-rc.1", SPEC);
    commit(&project);
    git(&project, &["tag", "v1.2.4-rc.1"]);
    set(&project, "1.2.4", &broken());
    commit(&project);
    let said = ["after 1.2.3 in `v1.2.3`", "it has to be 2.0.0 at least"];
    ends(&check(&project), 1, &said);
    set(&project, "2.0.0-rc.1", &broken());
    ends(&check(&project), 0, &["holds since `v1.2.3`"]);
}

#[test]
fn without_a_release_it_is_where_the_default_branch_was_left() {
    let project = committed();
    set(&project, "0.1.0", SPEC);
    commit(&project);
    git(&project, &["switch", "-q", "-c", "work"]);
    set(&project, "0.1.0", &broken());
    commit(&project);
    ends(
        &check(&project),
        1,
        &[
            "`[crate] version` is 0.1.0, as in `",
            "it has to be 0.2.0 at least",
        ],
    );
    set(&project, "0.2.0", &broken());
    ends(&check(&project), 0, &["version 0.2.0 holds"]);
}

#[test]
fn machines_can_read_it_and_an_annotation_stands_at_the_version() {
    let project = released("1.0.0");
    set(&project, "1.0.0", &extended());
    let github = project.run(&["codegen", "--check", "--since", "--format", "github"]);
    let line = "::error file=spec/bindsmith.toml,line=6,title=version::`[crate] version` is 1.0.0";
    ends(&github, 1, &[line]);
    let json = project.run(&["codegen", "--check", "--since", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["version"]["holds"], false);
    assert_eq!(json["version"]["least"], "1.1.0");
    assert_eq!(json["version"]["semver"], "minor");
}

#[test]
fn a_shallow_clone_says_how_to_deepen_it() {
    let project = committed();
    project.write("README.md", "x");
    commit(&project);
    let clone = Project::empty();
    let from = format!("file://{}", project.path("").display());
    git(&clone, &["clone", "-q", "--depth", "1", &from, "."]);
    ends(
        &check(&clone),
        2,
        &["shallow", "git fetch --unshallow --tags"],
    );
    let ended = clone.run(&["codegen", "--check", "--since", "HEAD~1"]);
    ends(&ended, 2, &["shallow", "git fetch --unshallow --tags"]);
    git(&clone, &["fetch", "-q", "--unshallow", "--tags"]);
    ends(&check(&clone), 0, &["holds since"]);
}

#[test]
fn a_project_that_is_new_may_have_any_version() {
    let project = Project::empty();
    git(&project, &["init", "-q", "-b", "main"]);
    project.write("README.md", "x");
    commit(&project);
    set(&project, "0.1.0", SPEC);
    ends(&check(&project), 0, &["any version will do"]);
}

#[test]
fn where_there_is_no_repository_it_cannot_run() {
    let project = Project::new();
    project.ok(&["codegen"]);
    assert_eq!(check(&project).code, 2);
    project.ok(&["codegen", "--check"]);
}

#[test]
fn semver_says_it_in_a_word() {
    let project = released("0.2.3");
    let word = |arguments: &[&str]| project.ok(arguments).stdout;
    assert_eq!(word(&["diff", "--semver"]), "none\n");
    project.write("spec/api.yaml", broken());
    // as Cargo reads 0.2.3
    assert_eq!(word(&["diff", "--semver"]), "minor\n");
    project.write("spec/api.yaml", extended());
    assert_eq!(word(&["diff", "--semver"]), "patch\n");
    // of files that are in no project
    let old = "v0.2.3:spec/api.yaml";
    assert_eq!(word(&["diff", "--semver", old, "spec/api.yaml"]), "minor\n");
}

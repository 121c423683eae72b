//! `diff`: what is compared with what, and how it ends.

use super::project::{Ended, Project, SPEC};
use std::process::Command;

/// A project whose first state is committed.
pub fn committed() -> Project {
    let project = Project::new();
    git(&project, &["init", "-q", "-b", "main"]);
    assert_eq!(project.run(&["codegen"]).code, 0);
    commit(&project);
    project
}

pub fn commit(project: &Project) {
    git(project, &["add", "-A"]);
    let who = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
    git(
        project,
        &[&who[..], &["commit", "-q", "-m", "a state"]].concat(),
    );
}

pub fn git(project: &Project, arguments: &[&str]) {
    let mut command = Command::new("git");
    let status = command
        .args(arguments)
        .current_dir(project.path(""))
        .status();
    assert!(status.unwrap().success(), "{arguments:?}");
}

#[track_caller]
pub fn ends(ended: &Ended, code: i32, parts: &[&str]) {
    let all = format!("{}{}", ended.stdout, ended.stderr);
    assert_eq!(ended.code, code, "{all}");
    for part in parts {
        assert!(all.contains(part), "{part}\n{all}");
    }
}

#[test]
fn the_committed_document_is_compared_with_the_one_that_is_there() {
    let project = committed();
    ends(&project.run(&["diff"]), 0, &["no changes"]);
    project.write("spec/api.yaml", SPEC.replace("required: [name], ", ""));
    let ended = project.run(&["diff"]);
    ends(
        &ended,
        0,
        &[
            "Breaks the wire and Rust (1)",
            "`Pet.name` becomes optional  BD0612 property-optional",
            "reaches GET /owners, GET /pets",
            "- HEAD:spec/api.yaml:17:",
            "+ spec/api.yaml:17:",
            "1 change: 1 break the wire, 1 break Rust",
        ],
    );
    assert!(
        !ended.stdout.contains('\u{1B}'),
        "colours without a terminal"
    );
}

#[test]
fn it_fails_on_what_it_is_asked_to_fail_on() {
    let project = committed();
    project.write(
        "spec/api.yaml",
        SPEC.replace("description: All", "description: Each"),
    );
    for (on, code) in [("wire-breaking", 0), ("rust-breaking", 0), ("any", 1)] {
        assert_eq!(project.run(&["diff", "--fail-on", on]).code, code, "{on}");
    }
    project.write(
        "spec/api.yaml",
        SPEC.replace("operationId: listPets", "operationId: allPets"),
    );
    // the lock keeps the name
    assert_eq!(project.run(&["diff", "--fail-on", "rust-breaking"]).code, 0);
    project.write("spec/api.yaml", SPEC.replace("Owner", "Person"));
    for (on, code) in [("wire-breaking", 0), ("rust-breaking", 1), ("any", 1)] {
        assert_eq!(project.run(&["diff", "--fail-on", on]).code, code, "{on}");
    }
    assert_eq!(project.run(&["diff", "--fail-on", "nothing"]).code, 2);
}

#[test]
fn revisions_and_files_are_compared() {
    let project = committed();
    project.write("spec/api.yaml", SPEC.replace("/owners", "/people"));
    commit(&project);
    for arguments in [
        &["diff", "HEAD~1:spec/api.yaml", "HEAD:spec/api.yaml"][..],
        &["diff", "HEAD~1:./spec/api.yaml", "spec/api.yaml"],
        &["diff", "HEAD~1"],
        &["diff", "HEAD~1", "main"],
    ] {
        let ended = project.run(arguments);
        ends(
            &ended,
            0,
            &["`GET /people` was `GET /owners`", "operation-moved"],
        );
    }
    ends(
        &project.run(&["diff", "spec/api.yaml", "spec/api.yaml"]),
        0,
        &["no changes"],
    );
}

/// As git has it: one that begins with a dot is from the current folder.
#[test]
fn a_path_of_a_revision_may_be_from_the_current_folder() {
    let project = committed();
    project.write("spec/inner/there.txt", "");
    for (folder, path) in [
        ("spec", "./api.yaml"),
        ("spec/inner", "../api.yaml"),
        ("spec/inner", "../../spec/./api.yaml"),
        ("spec/inner", "spec/api.yaml"),
    ] {
        let old = format!("HEAD:{path}");
        let ended = project.run_in(folder, &["diff", &old, &old]);
        ends(&ended, 0, &["no changes"]);
    }
    let ended = project.run_in("spec", &["diff", "HEAD:../../api.yaml", "api.yaml"]);
    ends(&ended, 2, &["leads out of the repository"]);
}

#[test]
fn a_revision_that_a_shallow_clone_lacks_is_told_with_how_to_have_it() {
    let project = committed();
    git(&project, &["tag", "v1.0.0"]);
    project.write("README.md", "x");
    commit(&project);
    let clone = Project::empty();
    let from = format!("file://{}", project.path("").display());
    git(&clone, &["clone", "-q", "--depth", "1", &from, "."]);
    for old in ["v1.0.0", "HEAD~1", "HEAD~1:spec/api.yaml"] {
        let revision = old.split(':').next().unwrap();
        let what = format!("no revision `{revision}`");
        let deepen = "git fetch --unshallow --tags";
        ends(&clone.run(&["diff", old]), 2, &[&what, deepen]);
    }
    let ended = project.run(&["diff", "v9.9.9"]);
    let says = "there is no file `v9.9.9`; there is no revision `v9.9.9` in this repository";
    ends(&ended, 2, &[says]);
}

/// What a document refers to is of the same revision.
#[test]
fn files_that_are_referred_to_are_of_the_same_revision() {
    let project = Project::empty();
    git(&project, &["init", "-q", "-b", "main"]);
    let document = SPEC.replace("'#/definitions/Pet'", "'pet.yaml'");
    project.write("api.yaml", document);
    project.write(
        "pet.yaml",
        "{type: object, properties: {name: {type: string}}}",
    );
    commit(&project);
    project.write(
        "pet.yaml",
        "{type: object, properties: {name: {type: integer}}}",
    );
    let ended = project.run(&["diff", "HEAD:api.yaml", "api.yaml"]);
    ends(
        &ended,
        0,
        &[
            "was string, and is integer (int64)",
            "HEAD:pet.yaml:1:",
            "+ pet.yaml:1:",
        ],
    );
}

#[test]
fn what_cannot_be_read_is_told() {
    let project = Project::new();
    ends(&project.run(&["diff"]), 2, &["git"]);
    ends(
        &project.run(&["diff", "no.yaml", "spec/api.yaml"]),
        2,
        &["no.yaml"],
    );
    let project = committed();
    ends(
        &project.run(&["diff", "nowhere:spec/api.yaml"]),
        2,
        &["no revision `nowhere`"],
    );
    ends(
        &project.run(&["diff", "HEAD:no.yaml"]),
        2,
        &["HEAD:no.yaml"],
    );
    ends(
        &project.run(&["diff", "--", "-x:a.yaml"]),
        2,
        &["no revision"],
    );
    project.write("spec/api.yaml", "openapi: 3.1.0");
    ends(&project.run(&["diff"]), 2, &["error[BS0"]);
}

/// "No changes" is said of what was compared.
#[test]
fn what_is_not_read_and_differs_is_told() {
    let project = Project::new();
    let document = |rest: &str| {
        format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n  /pets:\n    get:\n      {rest}\n      \
             responses: {{'200': {{description: d}}}}\n"
        )
    };
    let servers = |url: &str| document(&format!("servers: [{{url: '{url}'}}]"));
    project.write("old.yaml", servers("https://a.example/"));
    project.write("new.yaml", servers("https://b.example/"));
    let compare = ["diff", "old.yaml", "new.yaml"];
    let ended = project.run(&compare);
    let said = "not compared: `servers` of an operation are not built (old.yaml:6:7, new.yaml:6:7)";
    ends(&ended, 0, &["no changes", said]);
    let ended = project.run(&[&compare[..], &["--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    let place = &json["not_compared"][0]["new"];
    assert_eq!(place["pointer"], "/paths/~1pets/get/servers");
    // what does not differ is not told, wherever it stands
    let moved = format!("# a comment\n{}", servers("https://a.example/"));
    project.write("new.yaml", moved);
    let ended = project.run(&compare);
    assert!(!ended.stderr.contains("not compared"), "{}", ended.stderr);
}

/// No type asks for it, be the object a map, a struct with a map for the rest, or a form.
#[test]
fn a_required_name_that_is_no_property_is_not_compared() {
    let project = Project::new();
    let document = |media: &str, schema: &str| {
        format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n  /pets:\n    post:\n      \
             requestBody: {{content: {{{media}: {{schema: {{type: object{schema}}}}}}}}}\n      \
             responses: {{'200': {{description: d}}}}\n"
        )
    };
    let (json, form) = ("application/json", "application/x-www-form-urlencoded");
    let named = ", properties: {a: {type: string}}";
    for (media, schema) in [
        (json, ""),
        (json, ", additionalProperties: {type: integer}"),
        (
            json,
            ", properties: {a: {type: string}}, additionalProperties: true",
        ),
        (json, named),
        (form, named),
    ] {
        let required = format!("{schema}, required: [y]");
        project.write("old.yaml", document(media, schema));
        project.write("new.yaml", document(media, &required));
        let ended = project.run(&["diff", "old.yaml", "new.yaml"]);
        let said = "not compared: `required` names `y`, which is no property (new.yaml:6:";
        ends(&ended, 0, &["no changes", said]);
        ends(&project.run(&["lint", "new.yaml"]), 1, &["BS0308"]);
    }
}

#[test]
fn both_documents_are_told_what_is_wrong_with_them() {
    let project = Project::new();
    project.write("old.yaml", "swagger: '2.0'\npaths: [");
    project.write("new.yaml", "swagger: '2.0'\npaths: {");
    let ended = project.run(&["diff", "old.yaml", "new.yaml"]);
    ends(&ended, 2, &["old.yaml:2", "new.yaml:2"]);
}

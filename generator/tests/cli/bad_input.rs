use super::project::{Project, SPEC};

/// Runs over a document that is no good, and returns what is said of it.
fn refused(text: impl AsRef<[u8]>) -> String {
    let project = Project::empty();
    project.write("api.yaml", text);
    let ended = project.run(&["codegen", "--spec", "api.yaml", "--out", "out"]);
    assert_eq!(ended.code, 2, "{}{}", ended.stdout, ended.stderr);
    assert!(!project.path("out").exists());
    assert!(!ended.stderr.contains("panicked"), "{}", ended.stderr);
    ended.stderr
}

#[track_caller]
fn says(said: &str, parts: &[&str]) {
    for part in parts {
        assert!(said.contains(part), "{part}\n{said}");
    }
}

#[test]
fn a_missing_file_is_named() {
    let ended = Project::empty().run(&["codegen", "--spec", "no.yaml", "--out", "out"]);
    assert_eq!(ended.code, 2);
    says(&ended.stderr, &["error[BS0001]", "`no.yaml`: No such file"]);
}

#[test]
fn a_directory_is_no_document() {
    let ended = Project::empty().run(&["codegen", "--spec", ".", "--out", "out"]);
    assert_eq!(ended.code, 2);
    says(&ended.stderr, &["error[BS0001]", "directory"]);
}

#[test]
fn an_empty_file_is_no_document() {
    says(&refused(""), &["error[BS0004]", "empty"]);
    says(&refused("# only a comment\n"), &["error[BS0004]"]);
}

#[test]
fn text_that_is_not_utf_8_is_refused() {
    says(
        &refused(b"swagger: \"2.0\"\ninfo: \xFF\n"),
        &["error[BS0002]", "line 2"],
    );
}

#[test]
fn yaml_that_does_not_parse_is_refused_with_its_line() {
    says(
        &refused("swagger: \"2.0\"\ninfo: [\npaths: }\n"),
        &["error[BS0003]", "api.yaml:2:7"],
    );
}

#[test]
fn other_versions_are_refused_by_name() {
    says(
        &refused("openapi: 3.1.0\n"),
        &["error[BS0202]", "OpenAPI 3.1.0", "OpenAPI 3.0:"],
    );
    says(
        &refused("openapi: 2.0\n"),
        &["error[BS0202]", "Swagger 2.0 and OpenAPI 3.0"],
    );
    says(
        &refused("swaggerVersion: '1.2'\n"),
        &["error[BS0201]", "1.2"],
    );
    says(
        &refused("openapi: 3.0.x\n"),
        &["error[BS0202]", "OpenAPI 3.0.x", "correct it"],
    );
    says(
        &refused("a: 1\n"),
        &[
            "error[BS0201]",
            "neither a Swagger 2.0 nor an OpenAPI 3.0",
            "`openapi: 3.0.3`",
        ],
    );
    says(&refused("[]\n"), &["error[BS0201]"]);
}

#[test]
fn a_document_of_two_versions_is_told_of_which_it_is_read() {
    let project = Project::empty();
    let text = "swagger: '2.0'\nopenapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\n";
    project.write("api.yaml", text);
    let ended = project.run(&["lint", "api.yaml"]);
    let parts = ["warning[BS0209]", "api.yaml:2:1", "as Swagger 2.0"];
    says(&(ended.stdout + &ended.stderr), &parts);
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let below = format!("*a{}", level - 1);
        bomb.push_str(&format!(
            "a{level}: &a{level} [{}]\n",
            [below.as_str(); 9].join(", ")
        ));
    }
    says(&refused(bomb), &["error[BS0009]"]);
}

#[test]
fn deep_nesting_is_refused() {
    says(&refused("[".repeat(10_000)), &["error[BS0010]"]);
    says(&refused("{\"a\":".repeat(10_000)), &["error[BS0010]"]);
    refused(format!("a: {}", "[".repeat(10_000)));
    refused("- ".repeat(10_000));
}

#[test]
fn two_documents_in_a_file_are_refused() {
    says(
        &refused(format!("{SPEC}---\n{SPEC}")),
        &["error[BS0008]", "api.yaml:20:1"],
    );
}

#[test]
fn duplicate_keys_are_reported_and_the_first_holds() {
    let project = Project::new();
    project.write("spec/api.yaml", format!("{SPEC}  Pet: {{type: string}}\n"));
    let ended = project.ok(&["codegen"]);
    says(
        &ended.stderr,
        &["warning[BS0005]", "api.yaml:19:3", "api.yaml:17:3"],
    );
    assert!(
        project
            .read("generated/src/types/pet.rs")
            .contains("pub struct Pet")
    );
}

#[test]
fn a_dangling_reference_is_a_warning_or_an_error() {
    let project = Project::new();
    project.write(
        "spec/api.yaml",
        SPEC.replace("definitions/Pet'", "definitions/Dog'"),
    );
    let said = project.ok(&["codegen"]).stderr;
    says(
        &said,
        &[
            "warning[BS0205]",
            "spec/api.yaml:9:",
            "spec/api.yaml:18:",
            "help: add",
        ],
    );
    let config = project.read("spec/bindsmith.toml");
    project.write(
        "spec/bindsmith.toml",
        config.replace("[output]", "dangling-refs = 'error'\n[output]"),
    );
    let ended = project.run(&["codegen"]);
    assert_eq!(ended.code, 2);
    says(&ended.stderr, &["error[BS0206]"]);
}

#[test]
fn an_overlay_action_that_matches_nothing_is_an_error_at_its_line() {
    let project = Project::new();
    project.write(
        "spec/overlay.yaml",
        "overlay: 1.0.0\ninfo: {title: x, version: '1'}\nactions:\n- target: $.paths['/cats']\n  remove: true\n",
    );
    let config = project.read("spec/bindsmith.toml");
    project.write(
        "spec/bindsmith.toml",
        config.replace("[output]", "overlays = ['overlay.yaml']\n[output]"),
    );
    let ended = project.run(&["codegen"]);
    assert_eq!(ended.code, 2);
    says(&ended.stderr, &["error[BS0102]", "spec/overlay.yaml:4:11"]);
}

#[test]
fn a_configuration_that_is_no_good_is_refused_with_its_line() {
    let project = Project::new();
    project.write(
        "spec/bindsmith.toml",
        "[input]\ndocument = 'api.yaml'\n[outptu]\n",
    );
    let ended = project.run(&["codegen"]);
    assert_eq!(ended.code, 2);
    says(&ended.stderr, &["error[BS0110]", "spec/bindsmith.toml:3:"]);
    let ended = Project::empty().run(&["codegen"]);
    assert_eq!(ended.code, 2);
    says(
        &ended.stderr,
        &["spec/bindsmith.toml", "codegen --spec FILE --out DIR"],
    );
}

#[test]
fn settings_that_apply_to_nothing_are_errors() {
    for setting in [
        "[filter.include]\ntags = ['cats']\n",
        "[filter.exclude]\noperations = ['GET /cats']\n",
        "[[types]]\npattern = 'Cat*'\nderives = ['Eq']\n",
        "[names.rename]\n'/definitions/Cat' = 'Dog'\n",
    ] {
        let project = Project::new();
        project.write(
            "spec/bindsmith.toml",
            project.read("spec/bindsmith.toml") + setting,
        );
        let ended = project.run(&["codegen"]);
        assert_eq!(ended.code, 2, "{setting}");
        says(&ended.stderr, &["error[BS0111]", "spec/bindsmith.toml:"]);
    }
}

#[test]
fn names_that_mean_something_already_are_refused() {
    for (kind, name) in [
        ("definitions/Pet", "String"),
        ("definitions/Pet", "pet"),
        ("paths/~1pets/get", "execute"),
    ] {
        let project = Project::new();
        project.write(
            "spec/bindsmith.toml",
            project.read("spec/bindsmith.toml")
                + &format!("[names.rename]\n'/{kind}' = '{name}'\n"),
        );
        let ended = project.run(&["codegen"]);
        assert_eq!(ended.code, 2, "{name}");
        says(
            &ended.stderr,
            &["error[BS0110]", "spec/bindsmith.toml:", name],
        );
    }
}

#[test]
fn a_lock_that_is_no_good_is_refused() {
    let project = Project::new();
    project.write("spec/bindsmith.lock", "version = 1\n<<<<<<< ours\n");
    let ended = project.run(&["codegen"]);
    assert_eq!(ended.code, 2);
    says(&ended.stderr, &["error[BS0112]", "spec/bindsmith.lock:2:"]);
    let ended = project.run(&["lint"]);
    assert_eq!(ended.code, 2);
    says(&ended.stderr, &["error[BS0112]"]);
}

#[test]
fn lint_and_show_tell_what_the_generator_sees() {
    let project = Project::new();
    assert_eq!(project.ok(&["lint"]).stdout, "");
    project.write("spec/api.yaml", format!("{SPEC}---\n"));
    let ended = project.run(&["lint"]);
    assert_eq!(ended.code, 1);
    says(&ended.stderr, &["warning[BS0007]"]);
    says(&project.ok(&["show"]).stdout, &["operationId: listPets"]);
    let size = "  Size: {type: string, enum: [1.10, +5, '7']}\n";
    project.write("size.yaml", format!("{SPEC}{size}"));
    let shown = project.ok(&["show", "size.yaml"]).stdout;
    says(&shown, &["- 1.10\n", "- +5\n", "- '7'\n"]);
    says(
        &project.ok(&["show", "--ir", "spec/api.yaml"]).stdout,
        &["operation_id: listPets", "schemas:"],
    );
    let json = project.run(&["lint", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stderr).unwrap();
    assert!(json.to_string().contains("BS0007"));
}

#[cfg(unix)]
#[test]
fn a_reference_through_a_link_stays_in_the_folder_of_the_document() {
    let project = Project::empty();
    let document = |file: &str| {
        format!(
            "swagger: '2.0'\ninfo: {{title: a, version: '1'}}\npaths: {{}}\n\
             definitions: {{A: {{$ref: '{file}#/A'}}}}\n"
        )
    };
    project.write("elsewhere.yaml", "A: {type: string}");
    project.write("api/beside.yaml", "A: {type: string}");
    let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, project.path(name)).unwrap();
    link("../elsewhere.yaml", "api/out.yaml");
    link("beside.yaml", "api/in.yaml");
    for (file, outside) in [("out.yaml", true), ("in.yaml", false)] {
        project.write("api/api.yaml", document(file));
        let ended = project.run(&["lint", "api/api.yaml"]);
        let said = format!("{}{}", ended.stdout, ended.stderr);
        assert_eq!(said.contains("leaves the folder"), outside, "{said}");
    }
}

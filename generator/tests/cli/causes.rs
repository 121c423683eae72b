//! `codegen --check --format github`: the lines of the document that made files stale.

use super::diff::{commit, committed};
use super::project::SPEC;

#[test]
fn what_made_a_file_stale_is_annotated_where_it_stands() {
    let project = committed();
    // written once, and committed again since
    project.write("README.md", "x");
    commit(&project);
    let changed = SPEC.replace(
        "name: {type: string}",
        "name: {type: string}, tag: {type: string}",
    );
    let line = changed.lines().position(|it| it.contains("tag:")).unwrap() + 1;
    project.write("spec/api.yaml", &changed);
    commit(&project);
    let ended = project.run(&["codegen", "--check", "--format", "github"]);
    assert_eq!(ended.code, 1);
    let start = format!("::error file=spec/api.yaml,line={line},col=");
    let found = ended.stdout.lines().find(|it| it.starts_with(&start));
    let found = found.unwrap_or_else(|| panic!("{}", ended.stdout));
    assert!(
        found.contains("`Pet.tag` is new: src/types/pet.rs is stale; to mend: "),
        "{found}"
    );
    // each file is annotated too
    assert!(
        ended
            .stdout
            .contains("::error file=generated/src/types/pet.rs,title=stale::")
    );
}

#[test]
fn operations_and_words_are_causes_too() {
    let project = committed();
    project.write(
        "spec/api.yaml",
        SPEC.replace("tags: [pets]", "tags: [pets]\n      summary: All of them"),
    );
    let ended = project.run(&["codegen", "--check", "--format", "github"]);
    let found = ended
        .stdout
        .lines()
        .find(|it| it.contains("file=spec/api.yaml"));
    let found = found.unwrap_or_else(|| panic!("{}", ended.stdout));
    assert!(found.contains("src/operations/pets.rs"), "{found}");
}

#[test]
fn what_no_change_made_is_annotated_alone() {
    let project = committed();
    project.write("generated/src/types/pet.rs", "// mine");
    let ended = project.run(&["codegen", "--check", "--format", "github"]);
    assert!(!ended.stdout.contains("spec/api.yaml"), "{}", ended.stdout);
    assert!(ended.stdout.contains("title=edited by hand"));
}

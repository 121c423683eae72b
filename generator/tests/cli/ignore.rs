//! `diff --ignore`.

use super::diff::{committed, ends};
use super::project::{Project, SPEC};

fn changed() -> Project {
    let project = committed();
    project.write("spec/api.yaml", SPEC.replace("required: [name], ", ""));
    project
}

const FAIL: [&str; 5] = ["diff", "--fail-on", "any", "--ignore", "known.toml"];

#[test]
fn a_change_that_is_known_is_not_told_and_fails_nothing() {
    let project = changed();
    for code in ["property-optional", "BD0612"] {
        let entry = format!(
            "[[ignore]]\ncode = '{code}'\nplace = '/definitions/Pet/properties/name'\nreason = 'agreed'\n"
        );
        project.write("known.toml", entry);
        let said = "no changes\n1 more is ignored";
        ends(&project.run(&FAIL), 0, &[said]);
    }
    let json = project.ok(&["diff", "--format", "json", "--ignore", "known.toml"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["summary"]["ignored"], 1);
    // it changes the crate all the same
    let text = project.ok(&["diff", "--format", "markdown", "--ignore", "known.toml"]);
    let said = ["crate: **major**", "Ignored, as the configuration says: 1"];
    ends(&text, 0, &said);
}

#[test]
fn an_entry_that_matches_nothing_is_an_error() {
    let project = changed();
    for (code, place) in [
        ("property-optional", "/definitions/Owner/properties/name"),
        ("property-required", "/definitions/Pet/properties/name"),
    ] {
        let entry = format!("[[ignore]]\ncode = '{code}'\nplace = '{place}'\nreason = 'agreed'\n");
        project.write("known.toml", entry);
        let ended = project.run(&["diff", "--ignore", "known.toml"]);
        ends(
            &ended,
            1,
            &[
                "BS0111",
                "any more to ignore",
                "known.toml:2:8",
                "`Pet.name` becomes optional",
            ],
        );
    }
}

#[test]
fn a_file_that_is_wrong_is_refused() {
    let project = changed();
    for (text, says) in [
        (
            "[[ignore]]\ncode = 'BD0612'\nplace = '/a'\n",
            "missing field `reason`",
        ),
        (
            "[[ignore]]\ncode = 'BD0612'\nplace = '/a'\nreason = ' '\n",
            "a reason is missing",
        ),
        (
            "[[ignore]]\ncode = 'BD9999'\nplace = '/a'\nreason = 'x'\n",
            "no code of a change",
        ),
        ("[[ignored]]\n", "unknown field"),
        ("][", "here"),
    ] {
        project.write("known.toml", text);
        ends(&project.run(&FAIL), 2, &["BS0110", says]);
    }
    ends(
        &project.run(&["diff", "--ignore", "none.toml"]),
        2,
        &["none.toml"],
    );
}

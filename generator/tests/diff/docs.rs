//! `docs/diff.md` lists every code as the catalogue has it.

use bindsmith::diff::catalogue::{self, Effect, Effects};
use std::fmt::Write;
use std::path::Path;

const BEGIN: &str = "## The rules\n";
const END: &str = "\n## Measured against oasdiff";

fn effect(effect: &Effect) -> String {
    let ours = effect
        .generated
        .map(|(grade, why)| format!("; generated: {}, {why}", grade.as_str()));
    format!(
        "**{}**: {}{}",
        effect.wire.as_str(),
        effect.why,
        ours.unwrap_or_default()
    )
}

fn rules() -> String {
    let mut text = "\n| code | | in requests | in responses |\n|---|---|---|---|\n".to_owned();
    for code in catalogue::all() {
        let (request, response) = match &code.effects {
            Effects::Always(it) => (effect(it), String::new()),
            Effects::Directed { request, response } => (effect(request), effect(response)),
        };
        writeln!(
            text,
            "| {} `{}` | {} | {request} | {response} |",
            code.id, code.slug, code.title
        )
        .unwrap();
    }
    text
}

#[test]
fn the_docs_list_every_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diff.md");
    let text = std::fs::read_to_string(&path)
        .unwrap()
        .replace("\r\n", "\n");
    let (before, rest) = text.split_once(BEGIN).unwrap();
    let (said, after) = rest.split_once(END).unwrap();
    let rules = rules();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{rules}{END}{after}")).unwrap();
        return;
    }
    assert_eq!(said, rules, "BLESS=1 rewrites it");
}

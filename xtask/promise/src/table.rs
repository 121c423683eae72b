//! What came of it.

use crate::judge::{Judged, Verdict};
use bindsmith::diff::Rust;

/// Whether nothing is at fault: the compiler agrees, and everything was touched.
pub fn is_well(judged: &Judged) -> bool {
    judged.agrees() && judged.pair.program.skipped.is_empty()
}

pub fn table(judged: &[Judged], seed: u64) -> String {
    let mut text = String::new();
    for it in judged.iter().filter(|it| !is_well(it)) {
        text.push_str(&fault(it, seed));
    }
    let count = |wanted: &dyn Fn(&Judged) -> bool| judged.iter().filter(|it| wanted(it)).count();
    let says = |grade: Rust| count(&|it: &Judged| it.pair.says == grade);
    let touches: usize = judged.iter().map(|it| it.pair.program.touches).sum();
    let kinds: std::collections::BTreeSet<&str> = judged
        .iter()
        .flat_map(|it| it.pair.kinds.iter().copied())
        .collect();
    text + &format!(
        "{} pairs, {} kinds of change, {touches} touches: {} break Rust, {} add to it, {} leave it; {} disagreements, {} faults\n",
        judged.len(),
        kinds.len(),
        says(Rust::Breaking),
        says(Rust::Additive),
        says(Rust::None),
        count(&|it| !it.agrees() && it.fault().is_none()),
        count(&|it| it.fault().is_some() || !it.pair.program.skipped.is_empty()),
    )
}

fn fault(judged: &Judged, seed: u64) -> String {
    let pair = &judged.pair;
    let mut text = format!(
        "## pair {} (--seed {seed} --only {0}): {}\n",
        pair.number,
        pair.kinds.join("; ")
    );
    text.push_str(&format!("we say: {}\n", pair.says.as_str()));
    for change in &pair.changes {
        let (code, grade) = (change.code.slug, change.rust.grade.as_str());
        text.push_str(&format!(
            "- {code} ({grade}): {}: {}\n",
            change.message, change.rust.reason
        ));
    }
    for skipped in &pair.program.skipped {
        text.push_str(&format!("not touched: {skipped}\n"));
    }
    if let Some(found) = &judged.semver {
        text.push_str(&format!("cargo-semver-checks says:\n{found}\n"));
    }
    let said = match (judged.fault(), &judged.new) {
        (Some((what, verdict)), _) => format!("{what}: {verdict:?}").replace("\\n", "\n"),
        (None, Verdict::Fails(error)) => format!("the compiler says: {error}"),
        (None, _) => "the compiler says that it compiles".to_owned(),
    };
    text + said.trim_end() + "\n\n"
}

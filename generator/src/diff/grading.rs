//! What was found becomes a change, with its grade on the wire.

use super::catalogue::{self, Code, Effect, Effects};
use super::change::{Change, Direction, Reached, Rust, Verdict, Wire};
use super::draft::Draft;
use super::reach::Reach;
use std::collections::BTreeSet;

/// Drafts that are one change.
pub(super) struct Merged {
    pub draft: Draft,
    pub reach: Reach,
    /// Those that use it, and send it in no way.
    pub unsent: Reach,
    pub old: BTreeSet<String>,
    pub new: BTreeSet<String>,
}

impl Merged {
    pub fn new(draft: Draft) -> Self {
        Merged {
            draft,
            reach: Reach::new(),
            unsent: Reach::new(),
            old: BTreeSet::new(),
            new: BTreeSet::new(),
        }
    }
}

/// Whether a code is of what clients have to send, and of nothing else.
pub(super) fn is_of_must(code: &Code) -> bool {
    [&catalogue::ENUM_REPLACED, &catalogue::ALTERNATIVES_REPLACED].contains(&code)
}

/// `reached`: the operations of a reach.
pub(super) fn change(
    draft: Draft,
    reach: &Reach,
    unsent: &Reach,
    reached: impl Fn(&Reach) -> Vec<Reached>,
) -> Change {
    let unused = match (unsent.is_empty(), draft.only) {
        (false, Some(Direction::Response)) => "what is read-only is in answers alone",
        (false, _) => "what is write-only is in requests alone",
        (true, _) => "no operation that is in both documents uses it",
    };
    let (wire, generated) = grade(draft.code, reach, unused);
    let reach = if reach.is_empty() { unsent } else { reach };
    let operations = reached(reach);
    let subject = match draft.many {
        Some(what) if operations.len() > 1 => {
            format!("{what} of {} operations", operations.len())
        }
        _ => draft.subject,
    };
    Change {
        code: draft.code,
        message: format!("`{subject}` {}", draft.says),
        subject,
        old: draft.old,
        new: draft.new,
        wire,
        generated,
        rust: Verdict::new(Rust::None, "the generated crate offers the same"),
        items: Vec::new(),
        operations,
        help: None,
    }
}

/// What a code does in these directions.
fn grade(code: &Code, reach: &Reach, unused: &str) -> (Verdict<Wire>, Option<Verdict<Wire>>) {
    let uses = |way: Direction| reach.iter().any(|(_, it)| *it == way);
    let effects: Vec<(&str, Effect)> = match code.effects {
        Effects::Always(effect) => vec![("", effect)],
        Effects::Directed { request, response } => {
            let mut effects = Vec::new();
            if uses(Direction::Request) {
                effects.push(("in requests: ", request));
            }
            if uses(Direction::Response) {
                effects.push(("in responses: ", response));
            }
            effects
        }
    };
    if effects.is_empty() {
        let unused = Verdict::new(Wire::Compatible, unused);
        return (unused, None);
    }
    let join = |verdicts: Vec<(&str, Wire, &str)>| {
        let grade = verdicts.iter().map(|(_, grade, _)| *grade);
        let grade = grade.reduce(Wire::and).unwrap_or(Wire::Docs);
        let reasons = verdicts.iter().map(|(way, _, why)| format!("{way}{why}"));
        Verdict::new(grade, reasons.collect::<Vec<_>>().join("; "))
    };
    let wire = effects.iter().map(|(way, it)| (*way, it.wire, it.why));
    let wire = join(wire.collect());
    let generated = effects.iter().any(|(_, it)| it.generated.is_some());
    let generated = generated.then(|| {
        let ours = effects.iter().map(|(way, it)| {
            let (grade, why) = it.generated.unwrap_or((it.wire, it.why));
            (*way, grade, why)
        });
        join(ours.collect())
    });
    let generated = generated.filter(|it| it.grade != wire.grade);
    (wire, generated)
}

//! Paths and methods, and what is said of an operation as a whole.

use super::catalogue as code;
use super::change::Direction;
use super::draft::Draft;
use super::findings::Findings;
use super::matching::{self, Pair};
use super::{bodies, parameters, responses, security};
use crate::ir::{Api, Operation};

/// Every operation.
pub(super) fn compare(findings: &mut Findings<'_>) {
    let pairs = findings.pairs.clone();
    for (index, pair) in pairs.iter().enumerate() {
        match (pair.old, pair.new) {
            (Some(old), Some(new)) => both(findings, index, pair, old, new),
            (Some(old), None) => removed(findings, index, old),
            (None, Some(new)) => added(findings, index, new),
            (None, None) => {}
        }
    }
}

fn whole(api: &Api, operation: &Operation) -> String {
    format!("{}{}", api.base_path, operation.path)
}

fn removed(findings: &mut Findings<'_>, index: usize, old: &Operation) {
    let (code, says) = if old.deprecated {
        (
            &code::DEPRECATED_OPERATION_REMOVED,
            "is gone, and was deprecated",
        )
    } else {
        (&code::OPERATION_REMOVED, "is gone")
    };
    // what is left of the path
    let mut others = findings.new.operations.iter();
    let place = others.find(|it| it.path == old.path);
    let draft = Draft::new(code, matching::name(old), says);
    let draft = draft.gone(&old.origin, place.map(|it| &it.origin));
    findings.add_to(index, Direction::Request, draft);
}

fn added(findings: &mut Findings<'_>, index: usize, new: &Operation) {
    let mut others = findings.old.operations.iter();
    let place = others.find(|it| it.path == new.path);
    let draft = Draft::new(&code::OPERATION_ADDED, matching::name(new), "is new");
    let draft = draft.fresh(place.map(|it| &it.origin), &new.origin);
    findings.add_to(index, Direction::Request, draft);
}

fn both(
    findings: &mut Findings<'_>,
    index: usize,
    pair: &Pair<'_>,
    old: &Operation,
    new: &Operation,
) {
    let subject = pair.subject();
    for (before, after) in &pair.renamed {
        let says = format!("calls `{after}` what was `{before}`");
        // of the path, whatever the method
        let draft = Draft::new(&code::PATH_PARAMETER_RENAMED, new.path.as_str(), says);
        let draft = draft.at(Some(&old.origin), Some(&new.origin)).here();
        findings.add_to(index, Direction::Request, draft);
    }
    for (name, before) in &pair.swapped {
        let says = format!("has `{name}` where `{before}` stood");
        let draft = Draft::new(&code::PARAMETER_MOVED, new.path.as_str(), says);
        let draft = draft.at(Some(&old.origin), Some(&new.origin)).here();
        findings.add_to(index, Direction::Request, draft);
    }
    let moved = (old.method, &old.path) != (new.method, &new.path);
    if moved && findings.whole_paths && whole(findings.old, old) == whole(findings.new, new) {
        let says = "moves into the paths, or out of them";
        let draft = Draft::new(&code::BASE_PATH_MOVED, "basePath", says);
        let draft = draft.at(Some(&old.origin), Some(&new.origin)).here();
        findings.add_to(index, Direction::Request, draft);
    } else if moved && pair.renamed.is_empty() && pair.swapped.is_empty() {
        let says = format!("was `{}`", matching::name(old));
        let draft = Draft::new(&code::OPERATION_MOVED, subject.as_str(), says);
        let draft = draft.at(Some(&old.origin), Some(&new.origin));
        findings.add_to(index, Direction::Request, draft);
    }
    let mut say = |code, says: String| {
        let draft = Draft::new(code, subject.as_str(), says);
        let draft = draft.at(Some(&old.origin), Some(&new.origin));
        findings.add_to(index, Direction::Request, draft);
    };
    match (old.deprecated, new.deprecated) {
        (false, true) => say(&code::OPERATION_DEPRECATED, "is deprecated".to_owned()),
        (true, false) => say(&code::OPERATION_REVIVED, "is deprecated no more".to_owned()),
        _ => {}
    }
    if old.operation_id != new.operation_id {
        let word = |it: &Operation| match &it.operation_id {
            Some(id) => format!("`{id}`"),
            None => "none".to_owned(),
        };
        let says = format!("had the operationId {}, and has {}", word(old), word(new));
        say(&code::OPERATION_ID_CHANGED, says);
    }
    let sorted = |it: &Operation| {
        let mut tags = it.tags.clone();
        tags.sort();
        tags.dedup();
        tags
    };
    let (before, after) = (sorted(old), sorted(new));
    if before != after {
        let word = |tags: &[String]| match tags {
            [] => "no tag".to_owned(),
            tags => format!("`{}`", tags.join("`, `")),
        };
        let says = format!("had {}, and has {}", word(&before), word(&after));
        say(&code::OPERATION_TAGS_CHANGED, says);
    }
    if (&old.summary, &old.description) != (&new.summary, &new.description) {
        let says = "is described in other words".to_owned();
        say(&code::OPERATION_DESCRIPTION_CHANGED, says);
    }
    parameters::compare(findings, index, pair, old, new);
    bodies::compare(findings, index, &subject, old, new);
    responses::compare(findings, index, &subject, old, new);
    security::compare(findings, index, &subject, old, new);
}

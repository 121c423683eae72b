//! What Rust makes of the changes: each difference of the two crates belongs to the change that made it.
//!
//! A difference that no change made is one of its own, so that none is lost: the grade of all changes
//! together is that of the two crates.

use super::catalogue::{self as code, Code};
use super::change::{Change, Reached, Rust, Verdict, Wire};
use super::draft::Finding;
use super::surface::{Difference, Surface, differences};
use crate::ir::Origin;
use std::collections::{BTreeMap, BTreeSet, HashMap};

pub(super) fn attribute(
    findings: Vec<Finding>,
    old: &Surface<'_>,
    new: &Surface<'_>,
    place: impl Fn(&str, bool) -> Option<Origin>,
    users: impl Fn(&str) -> Vec<Reached>,
) -> Vec<Change> {
    let index = Index::of(&findings);
    let mut changes: Vec<Change> = findings.into_iter().map(|it| it.change).collect();
    let mut made: BTreeMap<usize, Vec<Difference<'_>>> = BTreeMap::new();
    let mut alone: BTreeMap<String, Vec<Difference<'_>>> = BTreeMap::new();
    for difference in differences(old, new) {
        let by = index.find(&difference);
        if by.is_empty() {
            let anchors = [difference.old, difference.new];
            let mut anchors = anchors
                .into_iter()
                .flatten()
                .flat_map(|it| it.anchors(false));
            // of a property of an object: where it is declared; of one that comes or goes: the object
            let one_sided = difference.old.is_none() || difference.new.is_none();
            let first = anchors.find_map(|it| it.first());
            let first = first.and_then(|it| match one_sided {
                true => it.split('\n').next(),
                false => it.rsplit('\n').next(),
            });
            match first {
                Some(first) => alone.entry(first.to_string()).or_default().push(difference),
                // an export comes with the first item that needs it
                None if !difference.breaks => {}
                None => alone
                    .entry(difference.path.to_owned())
                    .or_default()
                    .push(difference),
            }
            continue;
        }
        for change in by {
            let made = made.entry(change).or_default();
            made.push(Difference {
                says: difference.says.clone(),
                ..difference
            });
        }
    }
    for change in changes.iter_mut().filter(|it| KEPT.contains(&it.code)) {
        change.rust.reason = "the names lock keeps the name".to_owned();
    }
    for (index, differences) in made {
        if let Some(change) = changes.get_mut(index) {
            grade(change, &differences);
        }
    }
    with_renamed(&mut changes);
    for (pointer, differences) in alone {
        let Some(first) = differences.first() else {
            continue;
        };
        let mut change = Change {
            code: &code::RUST_CHANGED,
            subject: first.path.to_owned(),
            message: first.says.clone(),
            old: place(&pointer, false),
            new: place(&pointer, true),
            wire: Verdict::new(Wire::Compatible, "what is sent is the same"),
            generated: None,
            rust: Verdict::new(Rust::None, ""),
            items: Vec::new(),
            operations: users(&pointer),
            help: None,
        };
        grade(&mut change, &differences);
        changes.push(change);
    }
    changes
}

/// What changed within a type that is called otherwise: the old one is gone as a whole, so that no
/// difference tells of its parts, and whoever follows the name meets them next.
fn with_renamed(changes: &mut [Change]) {
    let pointer = |it: &Change| it.old.as_ref().map(|it| it.pointer.clone());
    let renamed = changes
        .iter()
        .filter(|it| it.code == &code::DEFINITION_RENAMED && it.rust.grade == Rust::Breaking);
    let renamed = renamed.filter_map(|it| Some((format!("{}/", pointer(it)?), it.subject.clone())));
    let renamed: Vec<(String, String)> = renamed.collect();
    for change in changes {
        if change.rust.grade != Rust::None || is_silent(change.code) {
            continue;
        }
        let Some(place) = pointer(change) else {
            continue;
        };
        if let Some((_, name)) = renamed.iter().find(|(it, _)| place.starts_with(it)) {
            let why =
                format!("`{name}` is gone with all that is in it, and its successor has another");
            change.rust = Verdict::new(Rust::Breaking, why);
        }
    }
}

/// What the differences make of a change: those that break first.
fn grade(change: &mut Change, differences: &[Difference<'_>]) {
    let breaks = differences.iter().any(|it| it.breaks);
    let (grade, otherwise) = match breaks {
        true => (Rust::Breaking, "more"),
        false => (Rust::Additive, "more are new"),
    };
    let told = differences.iter().filter(|it| it.breaks == breaks);
    let told: Vec<&Difference<'_>> = told.collect();
    const TOLD: usize = 2;
    let mut reasons: Vec<String> = told.iter().take(TOLD).map(|it| it.says.clone()).collect();
    if told.len() > TOLD {
        reasons.push(format!("{} {otherwise}", told.len() - TOLD));
    }
    change.rust = Verdict::new(grade, reasons.join("; "));
    let mut items: Vec<&Difference<'_>> = differences.iter().collect();
    items.sort_by_key(|it| (!it.breaks, it.path));
    change.items = items.into_iter().map(|it| it.path.to_owned()).collect();
}

/// Which changes stand where.
struct Index {
    old: HashMap<String, Vec<usize>>,
    new: HashMap<String, Vec<usize>>,
    /// Those that change what stands below them as well.
    deep: Vec<bool>,
}

impl Index {
    fn of(findings: &[Finding]) -> Self {
        let mut index = Index {
            old: HashMap::new(),
            new: HashMap::new(),
            deep: Vec::new(),
        };
        for (number, finding) in findings.iter().enumerate() {
            index.deep.push(is_deep(finding));
            let retyped = finding.retyped && finding.change.wire.grade != Wire::Docs;
            if is_silent(finding.change.code) && !retyped {
                continue;
            }
            for (map, keys) in [
                (&mut index.old, &finding.old),
                (&mut index.new, &finding.new),
            ] {
                for key in keys {
                    map.entry(key.clone()).or_default().push(number);
                }
            }
        }
        index
    }

    /// The changes that made a difference: those that stand where it comes from; else those that hold
    /// it.
    fn find(&self, difference: &Difference<'_>) -> Vec<usize> {
        let of_signature = difference.old.is_some() && difference.new.is_some();
        let old = difference.old.map(|it| it.anchors(of_signature));
        let new = difference.new.map(|it| it.anchors(of_signature));
        let levels = old.map_or(0, Vec::len).max(new.map_or(0, Vec::len));
        let at = |level: usize| {
            let old = old.and_then(|it| it.get(level)).into_iter().flatten();
            let new = new.and_then(|it| it.get(level)).into_iter().flatten();
            let old = old.map(|it| (it.as_ref(), &self.old));
            old.chain(new.map(|it| (it.as_ref(), &self.new)))
        };
        let exact = |level: usize| {
            let found = at(level).filter_map(|(key, map)| map.get(key));
            unique(found.flatten().copied())
        };
        let above = || unique(at(0).flat_map(|(key, map)| self.above(key, map)));
        // what is there in one crate alone came with what holds it, rather than with its type
        let mut order: Vec<Option<usize>> = (0..levels).map(Some).collect();
        order.insert(if of_signature { levels } else { levels.min(1) }, None);
        let mut found = order
            .into_iter()
            .map(|level| level.map_or_else(above, exact));
        found.find(|it| !it.is_empty()).unwrap_or_default()
    }

    fn above(&self, key: &str, map: &HashMap<String, Vec<usize>>) -> Vec<usize> {
        // of a property of an object: where it is declared
        let mut key = key.rsplit('\n').next().unwrap_or(key);
        while let Some((above, _)) = key.rsplit_once('/') {
            key = above;
            let found = map.get(key).into_iter().flatten().copied();
            let found = found.filter(|it| self.deep.get(*it) == Some(&true));
            let found: Vec<usize> = found.collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }
}

fn unique(found: impl Iterator<Item = usize>) -> Vec<usize> {
    let found: BTreeSet<usize> = found.collect();
    found.into_iter().collect()
}

/// What is there in one document alone, and what is of another kind.
fn is_deep(finding: &Finding) -> bool {
    let code = finding.change.code;
    let kinds: [&Code; 16] = [
        &code::TYPE_CHANGED,
        &code::TYPE_WIDENED,
        &code::TYPE_NARROWED,
        &code::TAG_ADDED,
        &code::TAG_REMOVED,
        &code::DEFINITION_MISSING,
        &code::DEFINITION_FOUND,
        &code::DEFINITION_RENAMED,
        &code::DEFINITION_INLINED,
        &code::DEFINITION_EXTRACTED,
        &code::BASE_PATH_MOVED,
        &code::CONTENT_CHANGED,
        &code::OPERATION_MOVED,
        &code::OPERATION_TAGS_CHANGED,
        &code::PATH_PARAMETER_RENAMED,
        &code::PARAMETER_MOVED,
    ];
    finding.old.is_empty() || finding.new.is_empty() || kinds.contains(&code)
}

/// The lock keeps the names of what is known by another thing than its name.
const KEPT: [&Code; 2] = [&code::OPERATION_ID_CHANGED, &code::BODY_RENAMED];

/// Words, bounds, and what is sent in another way: the crate offers the same.
fn is_silent(code: &Code) -> bool {
    let words =
        matches!(code.effects, super::catalogue::Effects::Always(it) if it.wire == Wire::Docs);
    let bounds = code.id >= code::DEFAULT_CHANGED.id && code.id <= code::MULTIPLE_OF_CHANGED.id;
    let security = code.id >= code::SECURITY_ADDED.id && code.id <= code::SCOPE_DROPPED.id;
    let others: [&Code; 8] = [
        &code::COLLECTION_FORMAT_CHANGED,
        &code::RESERVED_CHANGED,
        &code::PARAMETER_CASE_CHANGED,
        &code::OPERATION_DEPRECATED,
        &code::OPERATION_REVIVED,
        &code::XML_CHANGED,
        &code::ENUM_REPLACED,
        &code::ALTERNATIVES_REPLACED,
    ];
    // the title names the crate
    code != &code::INFO_CHANGED
        && (words || bounds || security || others.contains(&code) || KEPT.contains(&code))
}

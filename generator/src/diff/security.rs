//! Security: the schemes, and what operations ask for.

use super::catalogue as code;
use super::change::Direction::Request;
use super::draft::Draft;
use super::findings::Findings;
use crate::ir::{Api, KeyLocation, Operation, Requirement, SecurityKind};
use std::collections::{BTreeMap, BTreeSet};

/// The schemes themselves.
pub(super) fn schemes(findings: &mut Findings<'_>) {
    let (old, new) = (findings.old, findings.new);
    let subject = |name: &str| format!("securityDefinitions {name}");
    for scheme in &old.security_schemes {
        let name = subject(&scheme.name);
        let mut others = new.security_schemes.iter();
        let Some(other) = others.find(|it| it.name == scheme.name) else {
            let draft = Draft::new(&code::SCHEME_DEFINITION_REMOVED, name, "is gone");
            let place = new.info.origins.info.as_ref();
            findings.add(draft.gone(&scheme.origin, place));
            continue;
        };
        let mut say = |code, says: String| {
            let draft = Draft::new(code, name.as_str(), says);
            findings.add(draft.at(Some(&scheme.origin), Some(&other.origin)));
        };
        if scheme.kind != other.kind {
            let says = format!("was {}, and is {}", words(&scheme.kind), words(&other.kind));
            say(&code::SCHEME_DEFINITION_CHANGED, says);
        }
        if scheme.description != other.description {
            say(
                &code::SCHEME_DESCRIPTION_CHANGED,
                "is described in other words".to_owned(),
            );
        }
    }
    for scheme in &new.security_schemes {
        if old.security_schemes.iter().all(|it| it.name != scheme.name) {
            let draft = Draft::new(
                &code::SCHEME_DEFINITION_ADDED,
                subject(&scheme.name),
                "is new",
            );
            let place = old.info.origins.info.as_ref();
            findings.add(draft.fresh(place, &scheme.origin));
        }
    }
}

fn words(kind: &SecurityKind) -> String {
    match kind {
        SecurityKind::Basic => "a user and a password".to_owned(),
        SecurityKind::Bearer => "a bearer token".to_owned(),
        SecurityKind::ApiKey {
            location,
            name,
            prefix,
        } => {
            let place = match location {
                KeyLocation::Header => "header",
                KeyLocation::Query => "query parameter",
                KeyLocation::Cookie => "cookie",
            };
            let word = prefix.as_deref().map(|it| format!(" behind `{it}`"));
            format!("a key in the {place} `{name}`{}", word.unwrap_or_default())
        }
    }
}

/// The schemes that are all needed, each with its scopes.
type Alternative = BTreeMap<String, BTreeSet<String>>;

fn alternatives(api: &Api, operation: &Operation) -> Vec<Alternative> {
    let one = |alternative: &Vec<Requirement>| {
        let schemes = alternative.iter().filter_map(|it| {
            let scheme = api.security_schemes.get(it.scheme)?;
            Some((scheme.name.clone(), it.scopes.iter().cloned().collect()))
        });
        schemes.collect()
    };
    operation.security.iter().map(one).collect()
}

/// Whether the same is sent with both, where schemes have other names: names are not sent.
fn renamed((old, a): (&Api, &Alternative), (new, b): (&Api, &Alternative)) -> bool {
    let kind = |api: &'_ Api, name: &str| {
        let mut schemes = api.security_schemes.iter();
        schemes.find(|it| it.name == name).map(|it| it.kind.clone())
    };
    let same = |before: (&String, &BTreeSet<String>), after: (&String, &BTreeSet<String>)| {
        let renamed = kind(new, before.0).is_none() && kind(old, after.0).is_none();
        let alike = renamed && kind(old, before.0) == kind(new, after.0);
        (before.0 == after.0 || alike) && before.1 == after.1
    };
    a.len() == b.len()
        && a.iter().all(|it| b.iter().any(|other| same(it, other)))
        && b.iter().all(|it| a.iter().any(|other| same(other, it)))
}

/// What an operation asks for.
pub(super) fn compare(
    findings: &mut Findings<'_>,
    index: usize,
    subject: &str,
    old: &Operation,
    new: &Operation,
) {
    let (before, after) = (findings.old, findings.new);
    let (a, b) = (alternatives(before, old), alternatives(after, new));
    if a == b {
        return;
    }
    let subject = format!("{subject} security");
    let mut say = |code, says: String| {
        let draft = Draft::new(code, subject.as_str(), says);
        // a document declares it for all of its operations at once
        let draft = draft.at(Some(&old.origin), Some(&new.origin)).wherever();
        findings.add_to(index, Request, draft);
    };
    // an alternative of nothing lets everybody in
    let open = |it: &[Alternative]| it.is_empty() || it.iter().any(BTreeMap::is_empty);
    match (open(&a), open(&b)) {
        (true, true) => {}
        (true, false) => return say(&code::SECURITY_ADDED, format!("asks for {}", list(&b))),
        (false, true) => {
            return say(
                &code::SECURITY_REMOVED,
                format!("asks for {} no more", list(&a)),
            );
        }
        (false, false) => {}
    }
    let names = |it: &Alternative| it.keys().cloned().collect::<Vec<_>>();
    let mut left: Vec<&Alternative> = b.iter().collect();
    for alternative in a.iter().filter(|it| !it.is_empty()) {
        let exact = left.iter().position(|it| *it == alternative);
        let same = exact.or_else(|| left.iter().position(|it| names(it) == names(alternative)));
        let same = same.or_else(|| {
            let mut left = left.iter();
            left.position(|it| renamed((before, alternative), (after, it)))
        });
        let Some(at) = same else {
            let says = format!("lets in by {} no more", one(alternative));
            say(&code::ALTERNATIVE_REMOVED, says);
            continue;
        };
        let other = left.remove(at);
        for (scheme, scopes) in alternative {
            let Some(others) = other.get(scheme) else {
                continue;
            };
            for scope in others.difference(scopes) {
                let says = format!("needs the scope `{scope}` of `{scheme}`");
                say(&code::SCOPE_REQUIRED, says);
            }
            for scope in scopes.difference(others) {
                let says = format!("needs the scope `{scope}` of `{scheme}` no more");
                say(&code::SCOPE_DROPPED, says);
            }
        }
    }
    for alternative in left.into_iter().filter(|it| !it.is_empty()) {
        say(
            &code::ALTERNATIVE_ADDED,
            format!("lets in by {}", one(alternative)),
        );
    }
}

fn one(alternative: &Alternative) -> String {
    let names = alternative.keys().map(|it| format!("`{it}`"));
    names.collect::<Vec<_>>().join(" with ")
}

fn list(alternatives: &[Alternative]) -> String {
    let alternatives = alternatives.iter().filter(|it| !it.is_empty()).map(one);
    alternatives.collect::<Vec<_>>().join(" or ")
}

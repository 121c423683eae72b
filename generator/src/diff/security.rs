//! Security: the schemes, and what operations ask for.

use super::catalogue as code;
use super::change::Direction::Request;
use super::draft::Draft;
use super::findings::Findings;
use crate::ir::{Api, KeyLocation, Operation, SecurityKind, SecurityScheme};
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
        let say = |code, says: &str| {
            let draft = Draft::new(code, name.as_str(), says);
            draft.at(Some(&scheme.origin), Some(&other.origin))
        };
        if !alike(&scheme.kind, &other.kind) {
            let says = format!("was {}, and is {}", words(&scheme.kind), words(&other.kind));
            let users = users(findings, scheme);
            if users.is_empty() {
                findings.add(say(&code::UNUSED_SCHEME_CHANGED, &says));
            }
            for user in users {
                let draft = say(&code::SCHEME_DEFINITION_CHANGED, &says);
                findings.add_to(user, Request, draft);
            }
        }
        if scheme.description != other.description {
            let says = "is described in other words";
            findings.add(say(&code::SCHEME_DESCRIPTION_CHANGED, says));
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

/// The operations that ask for it before and after: of others, its alternatives are compared.
fn users(findings: &Findings<'_>, scheme: &SecurityScheme) -> Vec<usize> {
    let asks = |api: &Api, operation: &Operation| {
        let mut all = operation.security.iter().flatten();
        all.any(|it| {
            let known = api.security_schemes.get(it.scheme);
            known.is_some_and(|it| it.name == scheme.name)
        })
    };
    let pairs = findings.pairs.iter().enumerate();
    let users = pairs.filter(|(_, it)| {
        it.old.is_some_and(|it| asks(findings.old, it))
            && it.new.is_some_and(|it| asks(findings.new, it))
    });
    users.map(|(index, _)| index).collect()
}

/// Whether the same is sent: names of headers have no case.
fn alike(a: &SecurityKind, b: &SecurityKind) -> bool {
    use SecurityKind::ApiKey;
    match (a, b) {
        (
            ApiKey {
                location: KeyLocation::Header,
                name,
                prefix,
            },
            ApiKey {
                location: KeyLocation::Header,
                name: other,
                prefix: after,
            },
        ) => name.eq_ignore_ascii_case(other) && prefix == after,
        _ => a == b,
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

/// The alternatives of both documents, which may call one scheme by different names: names are not sent.
struct Names<'a> {
    old: &'a Api,
    new: &'a Api,
}

impl Names<'_> {
    fn same(&self, before: &str, after: &str) -> bool {
        let kind = |api: &Api, name: &str| {
            let mut schemes = api.security_schemes.iter();
            schemes.find(|it| it.name == name).map(|it| it.kind.clone())
        };
        let (was, is) = (kind(self.old, before), kind(self.new, after));
        // one that is not built, and is now, or the other way
        if before == after {
            return was.is_some() == is.is_some();
        }
        // one that is still there is another than the one that has come
        let renamed = kind(self.new, before).is_none() && kind(self.old, after).is_none();
        match (was, is) {
            (Some(was), Some(is)) => renamed && alike(&was, &is),
            _ => false,
        }
    }

    /// Whether both ask for the same.
    fn equal(&self, old: &Alternative, new: &Alternative) -> bool {
        old.len() == new.len() && self.serves(old, new) && self.serves_before(new, old)
    }

    /// Whether both ask for the same schemes, be it with other scopes.
    fn same_schemes(&self, a: &Alternative, b: &Alternative) -> bool {
        a.len() == b.len()
            && a.keys()
                .all(|it| b.keys().any(|other| self.same(it, other)))
    }

    /// Whether who is let in by the one is by the other.
    fn serves(&self, old: &Alternative, new: &Alternative) -> bool {
        new.iter().all(|(name, scopes)| {
            let mut given = old.iter();
            given.any(|(it, has)| self.same(it, name) && scopes.is_subset(has))
        })
    }

    /// Whether who is let in by the new one has the credentials of the old one.
    fn shows(&self, new: &Alternative, old: &Alternative) -> bool {
        let mut needed = old.keys();
        needed.all(|name| new.keys().any(|it| self.same(name, it)))
    }

    /// Whether who is let in by the new one was by the old one.
    fn serves_before(&self, new: &Alternative, old: &Alternative) -> bool {
        old.iter().all(|(name, scopes)| {
            let mut given = new.iter();
            given.any(|(it, has)| self.same(name, it) && scopes.is_subset(has))
        })
    }
}

/// What an operation asks for.
pub(super) fn compare(
    findings: &mut Findings<'_>,
    index: usize,
    subject: &str,
    old: &Operation,
    new: &Operation,
) {
    let names = Names {
        old: findings.old,
        new: findings.new,
    };
    let (a, b) = (&old.asks, &new.asks);
    let subject = format!("{subject} security");
    let mut say = |code, says: String| {
        let draft = Draft::new(code, subject.as_str(), says);
        // a document declares it for all of its operations at once
        let draft = draft
            .at(Some(&old.origin), Some(&new.origin))
            .wherever("security");
        findings.add_to(index, Request, draft);
    };
    // an alternative of nothing lets everybody in
    let open = |it: &[Alternative]| it.is_empty() || it.iter().any(BTreeMap::is_empty);
    // whoever shows what is asked for now shows what was, be it with other scopes, which are told by themselves
    let met = |new: &Alternative| a.iter().any(|old| names.shows(new, old));
    let enough = |new: &Alternative| a.iter().any(|old| names.serves_before(new, old));
    let dropped = match b.iter().any(enough) {
        true => &code::SCOPE_DROPPED,
        false => &code::SCOPES_WEAKENED,
    };
    match (open(a), open(b)) {
        (true, false) => return say(&code::SECURITY_ADDED, format!("asks for {}", list(b))),
        (false, true) if b.iter().any(met) => {
            say(&code::ALTERNATIVE_ADDED, "lets in everybody".to_owned());
        }
        (false, true) => {
            return say(
                &code::SECURITY_REMOVED,
                format!("asks for {} no more", list(a)),
            );
        }
        (false, false) if !b.iter().any(met) => {
            let says = format!("asks for {}, and for {} no more", list(b), list(a));
            say(&code::SECURITY_REPLACED, says);
        }
        (true, true) | (false, false) => {}
    }
    let served = |it: &Alternative| b.is_empty() || b.iter().any(|other| names.serves(it, other));
    // those that stay come first, so that none of them is taken for another
    let mut left: Vec<&Alternative> = b.iter().collect();
    let mut gone: Vec<&Alternative> = a.iter().filter(|it| !it.is_empty()).collect();
    gone.retain(|it| {
        let same = left.iter().position(|other| names.equal(it, other));
        same.map(|at| left.remove(at)).is_none()
    });
    for alternative in gone {
        let mut others = left.iter();
        let same = others.position(|it| names.same_schemes(alternative, it));
        let Some(at) = same else {
            let code = match served(alternative) {
                true => &code::ALTERNATIVE_NOT_NEEDED,
                false => &code::ALTERNATIVE_REMOVED,
            };
            say(code, format!("lets in by {} no more", one(alternative)));
            continue;
        };
        let other = left.remove(at);
        for (scheme, scopes) in alternative {
            let after = other.iter().find(|(it, _)| names.same(scheme, it));
            let Some((_, others)) = after else {
                continue;
            };
            for scope in others.difference(scopes) {
                let says = format!("needs the scope `{scope}` of `{scheme}`");
                say(&code::SCOPE_REQUIRED, says);
            }
            for scope in scopes.difference(others) {
                let says = format!("needs the scope `{scope}` of `{scheme}` no more");
                say(dropped, says);
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

/// By the schemes, each with its scopes.
fn one(alternative: &Alternative) -> String {
    let names = alternative.iter().map(|(name, scopes)| {
        let many = if scopes.len() == 1 { "" } else { "s" };
        let list: Vec<String> = scopes.iter().map(|it| format!("`{it}`")).collect();
        match scopes.is_empty() {
            true => format!("`{name}`"),
            false => format!("`{name}` (scope{many} {})", list.join(", ")),
        }
    });
    names.collect::<Vec<_>>().join(" with ")
}

fn list(alternatives: &[Alternative]) -> String {
    let alternatives = alternatives.iter().filter(|it| !it.is_empty()).map(one);
    alternatives.collect::<Vec<_>>().join(" or ")
}

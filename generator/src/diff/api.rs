//! The document as a whole: where the API is reached, and what is said of it.

use super::catalogue as code;
use super::draft::Draft;
use super::findings::Findings;
use crate::ir::{Api, Origin};
use std::collections::BTreeSet;

pub(super) fn compare(findings: &mut Findings<'_>) {
    let (old, new) = (findings.old, findings.new);
    let (a, b) = (&old.info, &new.info);
    // names of hosts have no case (RFC 3986, section 3.2.2)
    let host = |it: &Option<String>| it.as_ref().map(|it| it.to_ascii_lowercase());
    if host(&a.host) != host(&b.host) {
        let word = |host: &Option<String>| match host {
            Some(host) => format!("`{host}`"),
            None => "the one that serves the document".to_owned(),
        };
        let says = format!("was {}, and is {}", word(&a.host), word(&b.host));
        let draft = Draft::new(&code::HOST_CHANGED, "host", says);
        let at = |api| place(api, |it| &it.host);
        findings.add(draft.at(at(old), at(new)));
    }
    base_path(findings, old, new);
    schemes(findings, old, new);
    if (&a.title, &a.version, &a.description) != (&b.title, &b.version, &b.description) {
        let says = if a.title != b.title {
            format!("has the title `{}`, and had `{}`", b.title, a.title)
        } else if a.version != b.version {
            format!("has the version `{}`, and had `{}`", b.version, a.version)
        } else {
            "is described in other words".to_owned()
        };
        let draft = Draft::new(&code::INFO_CHANGED, "the API", says);
        findings.add(draft.at(a.origins.info.as_ref(), b.origins.info.as_ref()));
    }
}

/// Where it stands, or else what is said of the API.
fn place(api: &Api, of: impl Fn(&crate::ir::Origins) -> &Option<Origin>) -> Option<&Origin> {
    let origins = &api.info.origins;
    of(origins).as_ref().or(origins.info.as_ref())
}

/// Paths that move from one into the other leave the whole as it was.
fn base_path(findings: &mut Findings<'_>, old: &Api, new: &Api) {
    if old.base_path == new.base_path || findings.whole_paths {
        return;
    }
    let word = |path: &str| match path {
        "" => "`/`".to_owned(),
        path => format!("`{path}`"),
    };
    let says = format!(
        "was {}, and is {}",
        word(&old.base_path),
        word(&new.base_path)
    );
    let draft = Draft::new(&code::BASE_PATH_CHANGED, "basePath", says);
    let at = |api| place(api, |it| &it.base_path);
    findings.add(draft.at(at(old), at(new)));
}

fn schemes(findings: &mut Findings<'_>, old: &Api, new: &Api) {
    let set = |api: &Api| -> BTreeSet<String> {
        let schemes = api.info.schemes.iter();
        schemes.map(|it| it.to_ascii_lowercase()).collect()
    };
    let (a, b) = (set(old), set(new));
    let mut say = |code, subject: &str, says: &str| {
        let draft = Draft::new(code, subject, says);
        let at = |api| place(api, |it| &it.schemes);
        findings.add(draft.at(at(old), at(new)));
    };
    if a.is_empty() != b.is_empty() {
        // that of the document is one of these two, and it is not known which
        let both = |it: &BTreeSet<String>| ["http", "https"].iter().all(|web| it.contains(*web));
        let code = match (both(&a), both(&b)) {
            (false, false) => &code::SCHEME_OF_DOCUMENT,
            (true, _) => &code::SCHEME_REMOVED,
            (_, true) => &code::SCHEME_ADDED,
        };
        let says = format!("was {}, and is {}", protocols(&a), protocols(&b));
        say(code, "schemes", &says);
        return;
    }
    if a.is_disjoint(&b) && !a.is_empty() {
        let says = format!("was {}, and is {}", protocols(&a), protocols(&b));
        say(&code::SCHEMES_REPLACED, "schemes", &says);
    }
    for scheme in a.difference(&b) {
        let subject = format!("schemes {scheme}");
        say(&code::SCHEME_REMOVED, &subject, "is gone");
    }
    for scheme in b.difference(&a) {
        let subject = format!("schemes {scheme}");
        say(&code::SCHEME_ADDED, &subject, "is new");
    }
}

/// None: that which the document came by.
fn protocols(schemes: &BTreeSet<String>) -> String {
    if schemes.is_empty() {
        return "the one that serves the document".to_owned();
    }
    let names = schemes.iter().map(|it| format!("`{it}`"));
    names.collect::<Vec<_>>().join(" or ")
}

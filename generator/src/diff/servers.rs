//! Where an API is served: the servers, each with the transfer protocols that it is called by. A document of
//! Swagger 2.0 has one, whose parts stand by themselves.

use super::catalogue as code;
use super::draft::Draft;
use super::findings::Findings;
use crate::ir::{Api, Origin, Origins};
use std::collections::{BTreeMap, BTreeSet};

/// The host, or none where it is that of the document, and what stands before every path.
type Place = (Option<String>, String);

#[derive(Default)]
struct Served<'a> {
    schemes: BTreeSet<String>,
    origin: Option<&'a Origin>,
}

/// Servers are one list: nobody has to take the first. Of those that have no place in common the first ones
/// are compared, part by part.
pub(super) fn compare(findings: &mut Findings<'_>) {
    let (old, new) = (findings.old, findings.new);
    let whole = findings.whole_paths;
    let (a, b) = (served(old, whole), served(new, whole));
    let (old_place, new_place) = (place(old, |it| &it.host), place(new, |it| &it.host));
    let shared: Vec<&Place> = a.keys().filter(|it| b.contains_key(*it)).collect();
    if shared.is_empty() {
        return first(findings, (&main(old), &a), (&main(new), &b));
    }
    for (gone, it) in a.iter().filter(|(it, _)| !b.contains_key(*it)) {
        let draft = Draft::new(&code::SERVER_REMOVED, subject(gone), "is gone");
        let draft = match it.origin {
            Some(origin) => draft.gone(origin, new_place),
            None => draft.at(old_place, new_place),
        };
        findings.add(draft.here());
    }
    for (come, it) in b.iter().filter(|(it, _)| !a.contains_key(*it)) {
        let draft = Draft::new(&code::SERVER_ADDED, subject(come), "is new");
        let draft = match it.origin {
            Some(origin) => draft.fresh(old_place, origin),
            None => draft.at(old_place, new_place),
        };
        findings.add(draft.here());
    }
    let both = shared
        .into_iter()
        .filter_map(|it| Some((a.get(it)?, b.get(it)?)));
    let both: Vec<_> = both.map(|(a, b)| (&a.schemes, &b.schemes)).collect();
    let replaced = both.iter().all(|(a, b)| a.is_disjoint(b));
    for (a, b) in both {
        schemes(findings, a, b, replaced);
    }
}

/// Every place; `whole`: the base path is told with the paths.
fn served(api: &Api, whole: bool) -> BTreeMap<Place, Served<'_>> {
    let mut all: BTreeMap<Place, Served<'_>> = BTreeMap::new();
    let path = |path: &str| match path.strip_prefix(api.base_path.as_str()) {
        Some(rest) if whole => rest.to_owned(),
        _ => path.to_owned(),
    };
    for server in &api.info.servers {
        let known = all.entry((lower(&server.host), path(&server.path)));
        let known = known.or_default();
        known.origin = known.origin.or(Some(&server.origin));
        let schemes = server.scheme.iter();
        known
            .schemes
            .extend(schemes.map(|it| it.to_ascii_lowercase()));
    }
    if all.is_empty() {
        let schemes = api.info.schemes.iter().map(|it| it.to_ascii_lowercase());
        let one = Served {
            schemes: schemes.collect(),
            origin: place(api, |it| &it.host),
        };
        all.insert((lower(&api.info.host), path(&api.base_path)), one);
    }
    all
}

/// Names of hosts have no case (RFC 3986, section 3.2.2).
fn lower(host: &Option<String>) -> Option<String> {
    host.as_ref().map(|it| it.to_ascii_lowercase())
}

fn subject((host, path): &Place) -> String {
    match host {
        Some(host) => format!("servers {host}{path}"),
        None => format!("servers {}", or_root(path)),
    }
}

fn or_root(path: &str) -> &str {
    if path.is_empty() { "/" } else { path }
}

/// The first server.
struct First<'a> {
    api: &'a Api,
    host: &'a Option<String>,
}

fn main(api: &Api) -> First<'_> {
    let first = api.info.servers.first();
    First {
        api,
        host: first.map_or(&api.info.host, |it| &it.host),
    }
}

fn first(
    findings: &mut Findings<'_>,
    (old, a): (&First<'_>, &BTreeMap<Place, Served<'_>>),
    (new, b): (&First<'_>, &BTreeMap<Place, Served<'_>>),
) {
    if lower(old.host) != lower(new.host) {
        let word = |host: &Option<String>| match host {
            Some(host) => format!("`{host}`"),
            None => "the one that serves the document".to_owned(),
        };
        let says = format!("was {}, and is {}", word(old.host), word(new.host));
        let draft = Draft::new(&code::HOST_CHANGED, "host", says);
        let at = |of: &First<'_>| place(of.api, |it| &it.host).cloned();
        let (old, new) = (at(old), at(new));
        findings.add(draft.at(old.as_ref(), new.as_ref()));
    }
    base_path(findings, old.api, new.api);
    let of = |first: &First<'_>, all: &BTreeMap<Place, Served<'_>>| -> BTreeSet<String> {
        let host = lower(first.host);
        let same = all.iter().filter(|((it, _), _)| *it == host);
        same.flat_map(|(_, it)| it.schemes.iter().cloned())
            .collect()
    };
    schemes(findings, &of(old, a), &of(new, b), true);
}

/// Where it stands, or else what is said of the API.
fn place(api: &Api, of: impl Fn(&Origins) -> &Option<Origin>) -> Option<&Origin> {
    let origins = &api.info.origins;
    of(origins).as_ref().or(origins.info.as_ref())
}

/// Paths that move from one into the other leave the whole as it was.
fn base_path(findings: &mut Findings<'_>, old: &Api, new: &Api) {
    if old.base_path == new.base_path || findings.whole_paths {
        return;
    }
    let paths = (or_root(&old.base_path), or_root(&new.base_path));
    let says = format!("was `{}`, and is `{}`", paths.0, paths.1);
    let draft = Draft::new(&code::BASE_PATH_CHANGED, "basePath", says);
    let at = |api| place(api, |it| &it.base_path);
    findings.add(draft.at(at(old), at(new)));
}

/// `alone`: there is no other server by which one of before may be called.
fn schemes(findings: &mut Findings<'_>, a: &BTreeSet<String>, b: &BTreeSet<String>, alone: bool) {
    let (old, new) = (findings.old, findings.new);
    let mut say = |code, subject: &str, says: &str| {
        let draft = Draft::new(code, subject, says);
        let at = |api| place(api, |it| &it.schemes);
        findings.add(draft.at(at(old), at(new)));
    };
    if a.is_empty() != b.is_empty() {
        // that of the document is one of these two, and it is not known which
        let both = |it: &BTreeSet<String>| ["http", "https"].iter().all(|web| it.contains(*web));
        let code = match (both(a), both(b)) {
            (false, false) => &code::SCHEME_OF_DOCUMENT,
            (true, _) => &code::SCHEME_REMOVED,
            (_, true) => &code::SCHEME_ADDED,
        };
        let says = format!("was {}, and is {}", protocols(a), protocols(b));
        say(code, "schemes", &says);
        return;
    }
    if alone && a.is_disjoint(b) && !a.is_empty() {
        let says = format!("was {}, and is {}", protocols(a), protocols(b));
        say(&code::SCHEMES_REPLACED, "schemes", &says);
    }
    for scheme in a.difference(b) {
        let subject = format!("schemes {scheme}");
        say(&code::SCHEME_REMOVED, &subject, "is gone");
    }
    for scheme in b.difference(a) {
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

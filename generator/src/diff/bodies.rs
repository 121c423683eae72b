//! Bodies of requests, forms, and media types.

use super::catalogue as code;
use super::change::Direction;
use super::draft::Draft;
use super::findings::{Findings, Place, Use, Written};
use super::surface::media_key;
use crate::ir::{Body, Codec, Content, ContentShape, Form, Operation, Origin};
use std::collections::BTreeMap;

pub(super) fn compare(
    findings: &mut Findings<'_>,
    index: usize,
    subject: &str,
    old: &Operation,
    new: &Operation,
) {
    let subject = format!("{subject} body");
    if is_beside(old, new) {
        let (a, b) = (declared(old), declared(new));
        let origin =
            |it: &'_ Operation| it.body.as_ref().map_or(&it.origin, |it| &it.origin).clone();
        let origins = (&origin(old), &origin(new));
        let whole = Declared {
            subject: &subject,
            direction: Direction::Request,
            origins,
            whole: true,
        };
        return names(findings, index, &whole, (&a, &b));
    }
    let mut gone = |code, says: &str, body: &Body| {
        let draft = Draft::new(code, subject.as_str(), says);
        let draft = draft.gone(&body.origin, Some(&new.origin));
        findings.add_to(index, Direction::Request, draft);
    };
    match (&old.body, &new.body) {
        (Some(a), None) if a.required => {
            gone(&code::REQUIRED_BODY_REMOVED, "is gone, and was required", a);
        }
        (Some(a), None) => gone(&code::BODY_REMOVED, "is gone", a),
        (None, Some(b)) => {
            let (code, says) = match b.required {
                true => (&code::REQUIRED_BODY_ADDED, "is new and required"),
                false => (&code::BODY_ADDED, "is new"),
            };
            let draft = Draft::new(code, subject.as_str(), says);
            let draft = draft.fresh(Some(&old.origin), &b.origin);
            findings.add_to(index, Direction::Request, draft);
        }
        (Some(a), Some(b)) => both(findings, index, &subject, a, b),
        (None, None) => {}
    }
    if let (Some(a), Some(b)) = (old.form, new.form) {
        form(findings, index, &subject, (a, old), (b, new));
    }
}

/// Whether one of them has a form, and the other a body that may be sent as this form as well: neither is gone,
/// and of each of them nothing is read where the other is.
pub(super) fn is_beside(old: &Operation, new: &Operation) -> bool {
    let beside = |form: &Operation, body: &Operation| {
        let (forms, all) = (declared(form), declared(body));
        form.body.is_none() && body.body.is_some() && forms.keys().any(|it| all.contains_key(it))
    };
    beside(old, new) || beside(new, old)
}

const URLENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// The media types that an operation may be sent as, be it a form or a body.
fn declared(operation: &Operation) -> BTreeMap<String, String> {
    let form: &[&str] = match operation.form {
        Some(Form::Urlencoded) => &[URLENCODED],
        Some(Form::Multipart) => &[MULTIPART],
        Some(Form::Either) => &[URLENCODED, MULTIPART],
        None => &[],
    };
    let form = form.iter().map(|it| ((*it).to_owned(), (*it).to_owned()));
    let body = operation.body.iter().flat_map(|it| by_name(&it.content));
    form.chain(body).collect()
}

fn both(findings: &mut Findings<'_>, index: usize, subject: &str, old: &Body, new: &Body) {
    let mut say = |code, says: &str| {
        let draft = Draft::new(code, subject, says);
        let draft = draft.at(Some(&old.origin), Some(&new.origin));
        findings.add_to(index, Direction::Request, draft);
    };
    match (old.required, new.required) {
        (false, true) => say(&code::BODY_REQUIRED, "becomes required"),
        (true, false) => say(&code::BODY_OPTIONAL, "becomes optional"),
        _ => {}
    }
    if old.name != new.name {
        let says = format!("is called `{}`, and was `{}`", new.name, old.name);
        say(&code::BODY_RENAMED, &says);
    }
    if old.description != new.description {
        say(
            &code::BODY_DESCRIPTION_CHANGED,
            "is described in other words",
        );
    }
    let origins = (&old.origin, &new.origin);
    let of = Held {
        direction: Direction::Request,
        subject,
        at: origins,
        origins,
        given: old.required && new.required,
    };
    content(findings, index, &of, (&old.content, &new.content));
}

/// Where a body stands.
pub(super) struct Held<'h> {
    pub direction: Direction,
    pub subject: &'h str,
    /// What is declared for all that have it.
    pub at: (&'h Origin, &'h Origin),
    /// What the operation has in its place.
    pub origins: (&'h Origin, &'h Origin),
    /// In both versions nobody leaves it out.
    pub given: bool,
}

/// What a body holds, whichever way it goes.
pub(super) fn content(
    findings: &mut Findings<'_>,
    index: usize,
    of: &Held<'_>,
    (old, new): (&Content, &Content),
) {
    let (direction, subject) = (of.direction, of.subject);
    let value = |it: &Content| matches!(it.shape, ContentShape::Value | ContentShape::Scalar);
    if value(old) != value(new) {
        let word = |it: &Content| match it.shape {
            ContentShape::Value | ContentShape::Scalar => "a value",
            ContentShape::Text => "text",
            ContentShape::Bytes => "bytes",
        };
        let says = format!("was {}, and is {}", word(old), word(new));
        let draft = Draft::new(&code::CONTENT_CHANGED, subject, says);
        let draft = draft.at(Some(of.at.0), Some(of.at.1));
        findings.add_to(index, direction, draft);
    }
    media_types(findings, index, of, (old, new));
    if let (Some(a), Some(b)) = (old.schema, new.schema) {
        let of = Use {
            slots: (a, b),
            subject,
            at: of.at,
            given: of.given,
            place: Place::Whole,
        };
        let xml = |it: &Content| it.media_types.iter().any(|it| it.codec == Codec::Xml);
        let form = Written {
            text: false,
            xml: xml(old) && xml(new),
        };
        findings.root(index, direction, &of, form);
    }
}

fn media_types(
    findings: &mut Findings<'_>,
    index: usize,
    of: &Held<'_>,
    (old, new): (&Content, &Content),
) {
    let is_value = |it: &Content| matches!(it.shape, ContentShape::Value | ContentShape::Scalar);
    // of bytes and texts without a media type none is known to have gone, or to have come
    if [old, new]
        .iter()
        .any(|it| it.media_types.is_empty() && !is_value(it))
    {
        return;
    }
    let of = Declared {
        subject: of.subject,
        direction: of.direction,
        origins: of.origins,
        whole: false,
    };
    names(findings, index, &of, (&by_name(old), &by_name(new)));
}

/// As they stand, by what they are.
fn by_name(content: &Content) -> BTreeMap<String, String> {
    let names = content.media_types.iter().map(|it| it.name.clone());
    let names = names.chain(content.others.iter().cloned());
    // what a value is sent as where nothing is declared
    let json = content.media_types.is_empty();
    let names = names.chain(json.then(|| "application/json".to_owned()));
    names.map(|it| (it.to_ascii_lowercase(), it)).collect()
}

/// Where media types are declared.
struct Declared<'d> {
    subject: &'d str,
    direction: Direction,
    origins: (&'d Origin, &'d Origin),
    /// With them goes all that is sent, and not one way of several that it is written in.
    whole: bool,
}

fn names(
    findings: &mut Findings<'_>,
    index: usize,
    of: &Declared<'_>,
    (a, b): (&BTreeMap<String, String>, &BTreeMap<String, String>),
) {
    let (subject, origins) = (of.subject, of.origins);
    let (place, verb) = match of.direction {
        Direction::Request => ("consumes", "sent"),
        Direction::Response => ("produces", "asked for"),
    };
    let mut say = |code, name: &str, says: String| {
        let draft = Draft::new(code, format!("{subject} {place} {name}"), says);
        // a document declares them for all of its operations at once
        let draft = draft.at(Some(origins.0), Some(origins.1));
        let draft = match of.whole {
            true => draft,
            false => draft.part(|it| media_key(it, name)),
        };
        findings.add_to(index, of.direction, draft.wherever(place));
    };
    // a range holds whatever it is a range of (RFC 9110, section 12.5.1)
    let holds = |known: &BTreeMap<String, String>, name: &str| {
        let group = name.split('/').next().unwrap_or_default();
        let ranges = ["*/*".to_owned(), format!("{group}/*")];
        known.contains_key(name) || ranges.iter().any(|it| known.contains_key(it))
    };
    let shared = a.keys().any(|it| holds(b, it)) || b.keys().any(|it| holds(a, it));
    if let (false, Some(name)) = (shared, b.values().next()) {
        let says = format!("can be {verb} as nothing that it was");
        say(&code::MEDIA_TYPES_REPLACED, name, says);
    }
    for (_, name) in a.iter().filter(|(key, _)| !holds(b, key)) {
        let says = format!("can be {verb} as `{name}` no more");
        say(&code::MEDIA_TYPE_REMOVED, name, says);
    }
    for (_, name) in b.iter().filter(|(key, _)| !holds(a, key)) {
        let says = format!("can be {verb} as `{name}`");
        say(&code::MEDIA_TYPE_ADDED, name, says);
    }
}

fn form(
    findings: &mut Findings<'_>,
    index: usize,
    subject: &str,
    (a, old): (Form, &Operation),
    (b, new): (Form, &Operation),
) {
    let word = |it| match it {
        Form::Urlencoded => URLENCODED,
        Form::Multipart => MULTIPART,
        Form::Either => "either",
    };
    let (code, says) = match (a, b) {
        (a, b) if a == b => return,
        (a, Form::Either) => {
            let says = format!("may be sent in another way than as `{}`", word(a));
            (&code::FORM_ENCODING_ADDED, says)
        }
        (Form::Either, b) => (
            &code::FORM_ENCODING_REMOVED,
            format!("is sent as `{}` alone", word(b)),
        ),
        (a, b) => (
            &code::FORM_ENCODING_CHANGED,
            format!("was sent as `{}`, and is as `{}`", word(a), word(b)),
        ),
    };
    let draft = Draft::new(code, subject, says).at(Some(&old.origin), Some(&new.origin));
    findings.add_to(index, Direction::Request, draft);
}

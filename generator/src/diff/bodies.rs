//! Bodies of requests, forms, and media types.

use super::catalogue as code;
use super::change::Direction;
use super::draft::Draft;
use super::findings::{Findings, Use, Written};
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
    let contents = (&old.content, &new.content);
    content(
        findings,
        index,
        Direction::Request,
        subject,
        origins,
        contents,
    );
}

/// What a body holds, whichever way it goes.
pub(super) fn content(
    findings: &mut Findings<'_>,
    index: usize,
    direction: Direction,
    subject: &str,
    origins: (&Origin, &Origin),
    (old, new): (&Content, &Content),
) {
    let value = |it: &Content| matches!(it.shape, ContentShape::Value | ContentShape::Scalar);
    if value(old) != value(new) {
        let word = |it: &Content| match it.shape {
            ContentShape::Value | ContentShape::Scalar => "a value",
            ContentShape::Text => "text",
            ContentShape::Bytes => "bytes",
        };
        let says = format!("was {}, and is {}", word(old), word(new));
        let draft = Draft::new(&code::CONTENT_CHANGED, subject, says);
        let draft = draft.at(Some(origins.0), Some(origins.1));
        findings.add_to(index, direction, draft);
    }
    media_types(findings, index, direction, subject, origins, (old, new));
    if let (Some(a), Some(b)) = (old.schema, new.schema) {
        let of = Use {
            slots: (a, b),
            subject,
            at: origins,
            given: false,
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
    direction: Direction,
    subject: &str,
    origins: (&Origin, &Origin),
    (old, new): (&Content, &Content),
) {
    let is_value = |it: &Content| matches!(it.shape, ContentShape::Value | ContentShape::Scalar);
    let declares = |it: &Content| !it.media_types.is_empty();
    // of bytes and texts without a media type none is known to have gone, or to have come
    if [old, new].iter().any(|it| !declares(it) && !is_value(it)) {
        return;
    }
    let by_name = |it: &Content| -> BTreeMap<String, String> {
        let names = it.media_types.iter().map(|it| it.name.clone());
        let names = names.chain(it.others.iter().cloned());
        // what a value is sent as where nothing is declared
        let json = (!declares(it)).then(|| "application/json".to_owned());
        let names = names.chain(json);
        names.map(|it| (it.to_ascii_lowercase(), it)).collect()
    };
    let (a, b) = (by_name(old), by_name(new));
    let (place, verb) = match direction {
        Direction::Request => ("consumes", "sent"),
        Direction::Response => ("produces", "asked for"),
    };
    let mut say = |code, name: &str, says: String| {
        let draft = Draft::new(code, format!("{subject} {place} {name}"), says);
        // a document declares them for all of its operations at once
        let draft = draft.at(Some(origins.0), Some(origins.1));
        let draft = draft.part(|it| media_key(it, name)).wherever(place);
        findings.add_to(index, direction, draft);
    };
    // a range holds whatever it is a range of (RFC 9110, section 12.5.1)
    let holds = |known: &BTreeMap<String, String>, name: &str| {
        let group = name.split('/').next().unwrap_or_default();
        let ranges = ["*/*".to_owned(), format!("{group}/*")];
        known.contains_key(name) || ranges.iter().any(|it| known.contains_key(it))
    };
    let shared = a.keys().any(|it| holds(&b, it)) || b.keys().any(|it| holds(&a, it));
    if let (false, Some(name)) = (shared, b.values().next()) {
        let says = format!("can be {verb} as nothing that it was");
        say(&code::MEDIA_TYPES_REPLACED, name, says);
    }
    for (_, name) in a.iter().filter(|(key, _)| !holds(&b, key)) {
        let says = format!("can be {verb} as `{name}` no more");
        say(&code::MEDIA_TYPE_REMOVED, name, says);
    }
    for (_, name) in b.iter().filter(|(key, _)| !holds(&a, key)) {
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
        Form::Urlencoded => "application/x-www-form-urlencoded",
        Form::Multipart => "multipart/form-data",
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

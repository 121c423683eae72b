//! The judge itself: what went round well is well, and anything else is told.

use crate::judge::request::{self, Sent};
use crate::judge::{Facts, Form, Sort, compare, tally};
use crate::support::operation::{Input, Operation, Place};
use crate::support::random::Random;
use crate::support::schema::{INT64, STRING, Schema, list, object, required};
use crate::support::text::Separator;
use bytes::Bytes;
use http::Request;

static NAMES: Schema = list(&STRING);
static PET: Schema = object(&[required("name", &STRING)]);

static ADD: Operation = Operation {
    id: "add",
    method: "POST",
    path: "/pets/{owner}/{id}",
    pointer: "",
    security: &[],
    consumes: &[],
    produces: &[],
    inputs: &[
        Input::new(Place::Path, "owner", &STRING).required(),
        Input::new(Place::Path, "id", &INT64).required(),
        Input::new(Place::Query, "names", &NAMES)
            .required()
            .list(&[Separator::Csv]),
        Input::new(Place::Header, "X-Trace", &STRING).required(),
    ],
    body: Some(&PET),
    body_required: false,
    answers: &[],
    produces_by_status: &[],
};

static FORM: Operation = Operation {
    body: None,
    body_required: false,
    inputs: &[
        Input::new(Place::Path, "owner", &STRING).required(),
        Input::new(Place::Path, "id", &INT64).required(),
        Input::new(Place::Form, "names", &NAMES)
            .required()
            .list(&[Separator::Multi]),
        Input::new(Place::Form, "photo", &STRING).required(),
    ],
    ..ADD
};

const VALUE: Facts = Facts {
    body: Some((Sort::Value, true)),
    form: None,
    files: &[],
    answers: &[],
    headers: &[],
};

const FILES: Facts = Facts {
    body: None,
    form: Some(Form::Multipart),
    files: &[("photo", true, false)],
    ..VALUE
};

const FIELDS: Facts = Facts {
    form: Some(Form::Either),
    files: &[],
    ..FILES
};

fn differences(operation: &Operation, facts: &Facts, sent: &Sent, raw: Request<Bytes>) -> usize {
    let (parts, bytes) = raw.into_parts();
    compare::request(operation, facts, sent, &parts, &bytes).len()
}

fn all(operation: &Operation, facts: &Facts) -> Vec<(Sent, Request<Bytes>)> {
    let made = (0..200).map(|seed| {
        let mut random = Random::new(seed).wild();
        let sent = request::make(operation, facts, &mut random).expect("a request");
        let raw = request::raw(operation, &sent).expect("it can be written");
        (sent, raw)
    });
    made.collect()
}

#[test]
fn what_is_as_it_was_has_no_difference() {
    for (operation, facts) in [(&ADD, &VALUE), (&FORM, &FIELDS), (&FORM, &FILES)] {
        for (sent, raw) in all(operation, facts) {
            let shown = format!("{raw:?}");
            assert_eq!(differences(operation, facts, &sent, raw), 0, "{shown}");
        }
    }
}

#[test]
fn every_difference_is_told() {
    type Change = fn(&mut Request<Bytes>);
    let changes: [Change; 6] = [
        |it| *it.method_mut() = http::Method::PUT,
        |it| {
            *it.uri_mut() = it
                .uri()
                .to_string()
                .replace("/pets/", "/pets/x")
                .parse()
                .unwrap()
        },
        |it| *it.uri_mut() = format!("{}&more=1", it.uri()).parse().unwrap(),
        |it| {
            *it.uri_mut() = it
                .uri()
                .to_string()
                .replace("names=", "names=x,")
                .parse()
                .unwrap()
        },
        |it| drop(it.headers_mut().remove("x-trace")),
        |it| *it.body_mut() = Bytes::from_static(b"{\"name\": \"x\"}"),
    ];
    for (index, change) in changes.iter().enumerate() {
        for (sent, mut raw) in all(&ADD, &VALUE) {
            change(&mut raw);
            let shown = format!("{index}: {raw:?}");
            assert_eq!(differences(&ADD, &VALUE, &sent, raw), 1, "{shown}");
        }
    }
    for facts in [&FIELDS, &FILES] {
        for (sent, mut raw) in all(&FORM, facts) {
            let body = raw.body().to_vec();
            *raw.body_mut() = [&b"names=more&"[..], &body].concat().into();
            assert_ne!(differences(&FORM, facts, &sent, raw), 0);
        }
    }
}

#[test]
fn a_refusal_has_to_name_the_parameter() {
    let said = "add was not sent: `names`: the element \"a,b\" holds the separator ','";
    assert_eq!(tally::class(said, "names"), Some("separator in an element"));
    assert_eq!(tally::class(said, "name"), None);
    assert_eq!(tally::class("add was not sent: `names`: no", "names"), None);
}

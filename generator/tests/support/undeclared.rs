//! What a request says that the document has no place for.

use super::peer::asking;
use super::support::deep_object::DEEP_OBJECT;
use super::support::entries::{COMMAS, PROPERTIES};
use super::support::form_reader::FormReader;
use super::support::operation::{
    Input, KeyLocation, Operation, Place, SecurityKind, SecurityScheme,
};
use super::support::response::Response;
use super::support::schema::{INT32, STRING, Schema, map, object, optional};
use super::support::server::{Builder, Incoming, Outgoing, Service, ServiceFuture};
use std::sync::Arc;

static PAGE: Schema = object(&[optional("page", &INT32)]);
static REST: Schema = map(&STRING);

const KEY: SecurityScheme = SecurityScheme {
    name: "key",
    kind: SecurityKind::ApiKey {
        location: KeyLocation::Query,
        name: "api_key",
        prefix: None,
    },
    scopes: &[],
};

const NARROW: Operation = Operation {
    id: "narrow",
    method: "POST",
    path: "/narrow?acl",
    pointer: "",
    security: &[&[KEY]],
    consumes: &[],
    produces: &[],
    inputs: &[
        Input::new(Place::Query, "q", &STRING),
        Input::new(Place::Query, "paging", &PAGE).layout(&PROPERTIES),
        Input::new(Place::Query, "deep", &PAGE).layout(&DEEP_OBJECT),
        Input::new(Place::Query, "flat", &PAGE).layout(&COMMAS),
        Input::new(Place::Form, "name", &STRING),
    ],
    body: None,
    body_required: false,
    answers: &[],
    produces_by_status: &[],
};

/// Of whom nothing is left that another names.
const BESIDE: Operation = Operation {
    id: "beside",
    path: "/beside",
    inputs: &[
        Input::new(Place::Query, "deep", &PAGE).layout(&DEEP_OBJECT),
        Input::new(Place::Query, "more", &REST).layout(&PROPERTIES),
        Input::new(Place::Query, "no", &STRING).layout(&PROPERTIES),
    ],
    ..WIDE
};

const WIDE: Operation = Operation {
    id: "wide",
    path: "/wide",
    security: &[],
    inputs: &[Input::new(Place::Query, "more", &REST).layout(&PROPERTIES)],
    ..NARROW
};

struct Reading;

impl Service for Reading {
    fn call(&self, operation: usize, mut request: Incoming) -> ServiceFuture<'_> {
        Box::pin(async move {
            let accept = request.accept();
            if operation == 0 {
                FormReader::read_either(&mut request).await?;
            }
            Ok(Outgoing::value(200, Response::new("read"), &accept))
        })
    }
}

/// The answer to a form, if it is one; `strict` where what is not declared is refused.
async fn ask(strict: bool, target: &str, (media_type, body): (&str, &str)) -> String {
    let builder = Builder::new(&[&[&NARROW, &WIDE, &BESIDE]]).mount(0, Arc::new(Reading));
    let builder = match strict {
        true => builder.refuse_undeclared(),
        false => builder,
    };
    let length = body.len();
    let request = format!(
        "POST {target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: {media_type}\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    asking(builder.build(), &request).await
}

const PAIRS: &str = "application/x-www-form-urlencoded";
const PARTS: &str = "multipart/form-data; boundary=B";
const DECLARED: &str = "/narrow?acl&api_key=k&q=x&page=1&deep%5Bpage%5D=2&flat=page,1";

#[tokio::test]
async fn what_the_document_has_a_place_for_is_taken_by_a_strict_server_too() {
    let part = "--B\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nx\r\n--B--\r\n";
    for form in [(PAIRS, "name=x"), (PAIRS, ""), (PARTS, part)] {
        let answer = ask(true, DECLARED, form).await;
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    }
    let answer = ask(true, "/wide?anything=1&else=2", (PAIRS, "")).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

#[tokio::test]
async fn a_name_that_is_not_declared_is_refused_by_a_strict_server_and_nothing_to_others() {
    let part = "--B\r\nContent-Disposition: form-data; name=\"nmae\"\r\n\r\nx\r\n--B--\r\n";
    let query = format!("{DECLARED}&Q=y&paging=1");
    let laid_out = format!("{DECLARED}&deep=1&deep[typo]=1&deep[page=1&flat[page]=1&typo=1");
    for (target, form, pointers) in [
        (
            &*query,
            (PAIRS, "name=x"),
            &["/query/Q", "/query/paging"][..],
        ),
        (
            DECLARED,
            (PAIRS, "name=x&nmae=y&=z"),
            &["/form/nmae", "/form/"],
        ),
        (DECLARED, (PARTS, part), &["/form/nmae"]),
        (
            &*laid_out,
            (PAIRS, ""),
            &[
                "/query/deep",
                "/query/deep[typo]",
                "/query/deep[page",
                "/query/flat[page]",
                "/query/typo",
            ],
        ),
        (&*query, (PAIRS, "nmae=y"), &["/query/Q", "/form/nmae"]),
        (
            "/beside?deep=1&deep[typo]=1&deep[page]=1&other=1",
            (PAIRS, ""),
            &["/query/deep", "/query/deep[typo]"],
        ),
    ] {
        let answer = ask(true, target, form).await;
        assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
        for pointer in pointers {
            let error = format!(r#"{{"detail":"is not declared","pointer":"{pointer}"}}"#);
            assert!(answer.contains(&error), "{pointer}: {answer}");
        }
        let answer = ask(false, target, form).await;
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    }
}

#[tokio::test]
async fn a_name_that_is_not_declared_is_told_once() {
    let again = "x=1&".repeat(200);
    let answer = ask(true, &format!("{DECLARED}&{again}y=1"), (PAIRS, &again)).await;
    assert_eq!(answer.matches("/query/x").count(), 1, "{answer}");
    assert!(
        answer.contains("/query/y") && answer.contains("/form/x"),
        "{answer}"
    );
}

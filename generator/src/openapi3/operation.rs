//! Path Item Object, Operation Object and Response Object.

use super::body::{body, content, examples};
use super::parameter::{header, parameter};
use super::piece::{Field, Kind, null, piece};
use super::{fields, foreign};
use crate::document::model::{Operation, Parameter, PathItem, Response};
use crate::document::{Child, METHODS, Object, reference, security};
use crate::ir::{Method, Origin};
use crate::report::{Diagnostic, Report, catalogue};
use crate::source::Node;

const OPERATION: &[Field] = &[
    ("operationId", Kind::Text),
    ("tags", Kind::Texts),
    ("summary", Kind::Text),
    ("description", Kind::Text),
    ("deprecated", Kind::Flag),
    ("parameters", Kind::Parts),
    ("requestBody", Kind::Part),
    ("responses", Kind::Empty),
];

const RESPONSE: &[Field] = &[
    ("description", Kind::Wanted),
    ("headers", Kind::PartMap),
    ("content", Kind::InnerMap(&[])),
];

pub(super) fn path_item(path: &Child<'_>, report: &mut Report) -> Option<PathItem> {
    let object = Object::new(path.node, path.origin(), "a path item", report)?;
    const KNOWN: [&str; 4] = ["parameters", "$ref", "summary", "description"];
    for child in object.children() {
        let known = METHODS.iter().any(|(method, _)| *method == child.key);
        if !known && !KNOWN.contains(&child.key) {
            report.add(
                Diagnostic::new(
                    &catalogue::UNSUPPORTED_PATH_FIELD,
                    format!("`{}` in a path item is not built", child.key),
                )
                .at_pointer(child.key_place, &child.pointer, "left out")
                .generated("nothing"),
            );
        }
    }
    let operations = METHODS.iter().filter_map(|(key, method)| {
        let Some(child) = object.get(key) else {
            null(&object, key, "an operation", report);
            return None;
        };
        operation(&child, *method, report)
    });
    let operations = operations.collect();
    Some(PathItem {
        path: path.key.to_owned(),
        reference: reference(&object, report),
        broken: None,
        parameters: parameters(&object, report),
        operations,
        origin: path.origin(),
    })
}

fn operation(child: &Child<'_>, method: Method, report: &mut Report) -> Option<Operation> {
    let object = Object::new(child.node, child.origin(), "an operation", report)?;
    let operation: openapiv3::Operation = piece(&object, OPERATION, "an operation", report)?;
    not_built(&object, report);
    foreign::check(
        &object,
        "an operation",
        &[fields::OPERATION],
        foreign::OPERATION,
        report,
    );
    let mut parameters = parameters(&object, report);
    let names = ["x-codegen-request-body-name", "x-body-name"];
    // one that is null is no `security: []`: that of the document holds
    null(&object, "security", "`security`", report);
    let body_name = names.into_iter().find_map(|key| object.text(key, report));
    if let (Some(_), Some(child)) = (&operation.request_body, object.get("requestBody")) {
        parameters.extend(body(child.node, child.origin(), report));
    }
    let responses = object.object("responses", report).map(|responses| {
        responses
            .children()
            .filter_map(|child| {
                let response = response(child.node, child.origin(), report)?;
                Some((child.key.to_owned(), response))
            })
            .collect()
    });
    Some(Operation {
        method,
        id: operation.operation_id,
        tags: operation.tags,
        summary: operation.summary,
        description: operation.description,
        deprecated: operation.deprecated,
        consumes: Vec::new(),
        produces: Vec::new(),
        body_name,
        parameters,
        responses: responses.unwrap_or_default(),
        security: security(&object, report),
        origin: object.origin,
    })
}

fn not_built(object: &Object<'_>, report: &mut Report) {
    for (key, generated) in [
        ("callbacks", "nothing: no server for what is called back"),
        ("servers", "the base path of the document"),
    ] {
        if let Some(child) = object.get(key) {
            let message = format!("`{key}` of an operation are not built");
            let diagnostic = Diagnostic::new(&catalogue::NOT_BUILT, message);
            let diagnostic = diagnostic.at_pointer(child.key_place, &child.pointer, "these");
            report.add(diagnostic.generated(generated));
        }
    }
}

fn parameters(object: &Object<'_>, report: &mut Report) -> Vec<Parameter> {
    // what is no list was reported
    if object
        .get("parameters")
        .is_none_or(|it| it.node.as_sequence().is_none())
    {
        return Vec::new();
    }
    let nodes = object.list("parameters", report).unwrap_or_default();
    nodes
        .into_iter()
        .filter_map(|(node, origin)| parameter(node, origin, report))
        .collect()
}

pub(super) fn response(node: &Node, origin: Origin, report: &mut Report) -> Option<Response> {
    let object = Object::new(node, origin, "a response", report)?;
    let response: openapiv3::Response = piece(&object, RESPONSE, "a response", report)?;
    foreign::check(
        &object,
        "a response",
        &[fields::RESPONSE],
        foreign::RESPONSE,
        report,
    );
    if let Some(child) = object.get("links") {
        let message = "`links` of a response are not built";
        let diagnostic = Diagnostic::new(&catalogue::LINKS, message);
        let diagnostic = diagnostic.at_pointer(child.key_place, &child.pointer, "these");
        report.add(diagnostic.generated("nothing: the operations that they lead to are there"));
    }
    let headers = object
        .get("headers")
        .filter(|it| it.node.as_mapping().is_some());
    let headers = headers.and_then(|_| object.object("headers", report));
    let headers = headers.map(|headers| {
        headers
            .all()
            .filter_map(|child| header(child.key.to_owned(), child.node, child.origin(), report))
            .collect()
    });
    Some(Response {
        reference: reference(&object, report),
        // the model does not tell one that is absent from one that is empty
        description: object.get("description").map(|_| response.description),
        content: content(&object, report),
        headers: headers.unwrap_or_default(),
        examples: examples(&object),
        origin: object.origin,
    })
}

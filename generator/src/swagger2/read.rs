//! Reading the objects above schemas.

use super::model::{
    Definition, Document, Header, Operation, Parameter, PathItem, RequiredScheme, Requirement,
    Response, SecurityScheme,
};
use super::object::{Child, Object};
use super::schema::{of_object, reference, schema};
use super::{keywords, references, version};
use crate::ir::{Info, Method, Origin, Origins};
use crate::report::{Diagnostic, Report, catalogue};
use crate::source::{Library, Node};
use indexmap::IndexMap;
use std::collections::HashMap;

/// Reads a document, and what its references lead to. `None` if it is no Swagger 2.0 document; the
/// report says what it is.
pub fn read(library: &mut Library<'_>, report: &mut Report) -> Option<Document> {
    let root = library.tree(library.main())?;
    if !version::check(root, report) {
        return None;
    }
    let mut document = document(root, report)?;
    references::resolve(&mut document, library, report);
    Some(document)
}

fn document(root: &Node, report: &mut Report) -> Option<Document> {
    let origin = Origin {
        place: root.place,
        pointer: String::new(),
    };
    let root = Object::new(root, origin, "the document", report)?;
    Some(Document {
        info: info(&root, report),
        base_path: root.text("basePath", report),
        consumes: root.texts("consumes", report),
        produces: root.texts("produces", report),
        paths: paths(&root, report),
        schemas: named(&root, "definitions", report, |child, report| {
            let schema = schema(child.node, child.origin(), report)?;
            let name = child.key.to_owned();
            Some((child.pointer.clone(), Definition { name, schema }))
        }),
        parameters: named(&root, "parameters", report, |child, report| {
            let parameter = parameter(child.node, child.origin(), report)?;
            Some((child.pointer.clone(), parameter))
        }),
        responses: named(&root, "responses", report, |child, report| {
            let response = response(child.node, child.origin(), report)?;
            Some((child.pointer.clone(), response))
        }),
        links: HashMap::new(),
        homes: HashMap::new(),
        security_definitions: named(&root, "securityDefinitions", report, |child, report| {
            Some((child.key.to_owned(), security_scheme(child, report)?))
        }),
        security: security(&root, report).unwrap_or_default(),
    })
}

fn info(root: &Object<'_>, report: &mut Report) -> Info {
    let origin = |key| root.get(key).map(|it| it.origin());
    let api = Info {
        host: root.text("host", report),
        schemes: root.texts("schemes", report).unwrap_or_default(),
        origins: Origins {
            info: origin("info"),
            host: origin("host"),
            base_path: origin("basePath"),
            schemes: origin("schemes"),
        },
        ..Info::default()
    };
    match root.object("info", report) {
        Some(info) => Info {
            title: info.text("title", report).unwrap_or_default(),
            version: info.text("version", report).unwrap_or_default(),
            description: info.text("description", report),
            ..api
        },
        None => api,
    }
}

fn named<T>(
    root: &Object<'_>,
    key: &'static str,
    report: &mut Report,
    read: impl Fn(&Child<'_>, &mut Report) -> Option<(String, T)>,
) -> IndexMap<String, T> {
    let Some(object) = root.object(key, report) else {
        return IndexMap::new();
    };
    object
        .all()
        .filter_map(|child| read(&child, report))
        .collect()
}

fn paths(root: &Object<'_>, report: &mut Report) -> Vec<PathItem> {
    let Some(paths) = root.object("paths", report) else {
        return Vec::new();
    };
    paths
        .children()
        .filter_map(|child| path_item(&child, report))
        .collect()
}

const METHODS: [(&str, Method); 7] = [
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
    ("options", Method::Options),
    ("head", Method::Head),
    ("patch", Method::Patch),
];

pub(super) fn path_item(path: &Child<'_>, report: &mut Report) -> Option<PathItem> {
    let object = Object::new(path.node, path.origin(), "a path item", report)?;
    for child in object.children() {
        let known = METHODS.iter().any(|(method, _)| *method == child.key);
        if !known && !["parameters", "$ref"].contains(&child.key) {
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
        let child = object.get(key)?;
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
        id: object.text("operationId", report),
        tags: object.texts("tags", report).unwrap_or_default(),
        summary: object.text("summary", report),
        description: object.text("description", report),
        deprecated: object.flag("deprecated", report).unwrap_or(false),
        consumes: object.texts("consumes", report),
        produces: object.texts("produces", report),
        parameters: parameters(&object, report),
        responses: responses.unwrap_or_default(),
        security: security(&object, report),
        origin: object.origin,
    })
}

fn parameters(object: &Object<'_>, report: &mut Report) -> Vec<Parameter> {
    let nodes = object.list("parameters", report).unwrap_or_default();
    nodes
        .into_iter()
        .filter_map(|(node, origin)| parameter(node, origin, report))
        .collect()
}

pub(super) fn parameter(node: &Node, origin: Origin, report: &mut Report) -> Option<Parameter> {
    let object = Object::new(node, origin, "a parameter", report)?;
    let reference = reference(&object, report);
    let (name, location) = if reference.is_some() {
        (None, None)
    } else {
        (
            object.required_text("name", "a parameter", report),
            object.required_text("in", "a parameter", report),
        )
    };
    if reference.is_none() && (name.is_none() || location.is_none()) {
        return None;
    }
    let inner = match object.get("schema") {
        Some(child) => schema(child.node, child.origin(), report),
        None => None,
    };
    Some(Parameter {
        reference,
        name: name.unwrap_or_default(),
        location: location.unwrap_or_default(),
        required: object.flag("required", report).unwrap_or(false),
        allow_empty: object.flag("allowEmptyValue", report).unwrap_or(false),
        skip_encoding: object
            .flag("x-ms-skip-url-encoding", report)
            .unwrap_or(false),
        prefix: object.text("x-ms-header-collection-prefix", report),
        description: object.text("description", report),
        schema: inner.unwrap_or_else(|| of_object(&object, report)),
        origin: object.origin,
    })
}

pub(super) fn response(node: &Node, origin: Origin, report: &mut Report) -> Option<Response> {
    let object = Object::new(node, origin, "a response", report)?;
    let headers = object.object("headers", report).map(|headers| {
        headers
            .all()
            .filter_map(|child| {
                let object = Object::new(child.node, child.origin(), "a header", report)?;
                Some(Header {
                    name: child.key.to_owned(),
                    prefix: object.text("x-ms-header-collection-prefix", report),
                    description: object.text("description", report),
                    schema: of_object(&object, report),
                    origin: object.origin,
                })
            })
            .collect()
    });
    let schema = object
        .get("schema")
        .and_then(|child| schema(child.node, child.origin(), report));
    Some(Response {
        reference: reference(&object, report),
        description: object.text("description", report),
        schema,
        headers: headers.unwrap_or_default(),
        examples: keywords::examples(&object),
        origin: object.origin,
    })
}

fn security_scheme(child: &Child<'_>, report: &mut Report) -> Option<SecurityScheme> {
    let object = Object::new(child.node, child.origin(), "a security scheme", report)?;
    Some(SecurityScheme {
        kind: object
            .required_text("type", "a security scheme", report)
            .unwrap_or_default(),
        description: object.text("description", report),
        name: object.text("name", report),
        location: object.text("in", report),
        prefix: object.text("x-bindsmith-token-prefix", report),
        origin: object.origin,
    })
}

fn security(object: &Object<'_>, report: &mut Report) -> Option<Vec<Requirement>> {
    let nodes = object.list("security", report)?;
    let requirements = nodes.into_iter().filter_map(|(node, origin)| {
        let object = Object::new(node, origin, "a security requirement", report)?;
        let schemes = object.all().map(|child| RequiredScheme {
            name: child.key.to_owned(),
            scopes: object.texts(child.key, report).unwrap_or_default(),
            origin: child.origin(),
        });
        Some(Requirement {
            schemes: schemes.collect(),
        })
    });
    Some(requirements.collect())
}

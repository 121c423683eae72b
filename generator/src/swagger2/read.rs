//! Reading the objects above schemas.

use super::schema::{of_object, schema};
use super::{DIALECT, fields, version};
use crate::document::model::{
    Definition, Document, Header, Media, Operation, Parameter, PathItem, Response, Schema,
    SecurityScheme,
};
use crate::document::{
    self, Child, METHODS, Object, Read, check_fields, reference, resolve, security,
};
use crate::ir::{Info, KeyLocation, Method, Origin, Origins, SecurityKind};
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
    let (mut document, reader) = document(root, report)?;
    resolve(&mut document, &reader, library, report);
    Some(document)
}

/// What holds for operations that do not say otherwise.
#[derive(Default)]
struct Reader {
    consumes: Vec<String>,
    produces: Vec<String>,
}

impl Read for Reader {
    fn schema(&self, node: &Node, origin: Origin, report: &mut Report) -> Option<Schema> {
        schema(node, origin, report)
    }

    fn parameter(&self, node: &Node, origin: Origin, report: &mut Report) -> Option<Parameter> {
        parameter(node, origin, report)
    }

    fn body(&self, node: &Node, origin: Origin, report: &mut Report) -> Option<Parameter> {
        parameter(node, origin, report)
    }

    fn response(&self, node: &Node, origin: Origin, report: &mut Report) -> Option<Response> {
        response(node, origin, report)
    }

    fn header(&self, node: &Node, origin: Origin, report: &mut Report) -> Option<Header> {
        header(String::new(), node, origin, report)
    }

    fn path_item(&self, path: &Child<'_>, report: &mut Report) -> Option<PathItem> {
        path_item(path, self, report)
    }
}

fn document(root: &Node, report: &mut Report) -> Option<(Document, Reader)> {
    let origin = Origin {
        place: root.place,
        pointer: String::new(),
    };
    let root = Object::new(root, origin, "the document", report)?;
    check_fields(&root, "the document", &[fields::DOCUMENT], report);
    let info = info(&root, report);
    let base_path = root.text("basePath", report);
    let reader = Reader {
        consumes: root.texts("consumes", report).unwrap_or_default(),
        produces: root.texts("produces", report).unwrap_or_default(),
    };
    let document = Document {
        dialect: DIALECT,
        info,
        base_path,
        paths: paths(&root, &reader, report),
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
        headers: IndexMap::new(),
        links: HashMap::new(),
        homes: HashMap::new(),
        security_schemes: named(&root, "securityDefinitions", report, |child, report| {
            Some((child.key.to_owned(), security_scheme(child, report)?))
        }),
        security: security(&root, report).unwrap_or_default(),
    };
    Some((document, reader))
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

fn paths(root: &Object<'_>, reader: &Reader, report: &mut Report) -> Vec<PathItem> {
    let Some(paths) = root.object("paths", report) else {
        return Vec::new();
    };
    paths
        .children()
        .filter_map(|child| path_item(&child, reader, report))
        .collect()
}

fn path_item(path: &Child<'_>, reader: &Reader, report: &mut Report) -> Option<PathItem> {
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
        operation(&child, *method, reader, report)
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

fn operation(
    child: &Child<'_>,
    method: Method,
    reader: &Reader,
    report: &mut Report,
) -> Option<Operation> {
    let object = Object::new(child.node, child.origin(), "an operation", report)?;
    check_fields(&object, "an operation", &[fields::OPERATION], report);
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
        consumes: object
            .texts("consumes", report)
            .unwrap_or_else(|| reader.consumes.clone()),
        produces: object
            .texts("produces", report)
            .unwrap_or_else(|| reader.produces.clone()),
        body_name: None,
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

fn parameter(node: &Node, origin: Origin, report: &mut Report) -> Option<Parameter> {
    let object = Object::new(node, origin, "a parameter", report)?;
    let known = [fields::PARAMETER, fields::ITEMS, fields::SCHEMA];
    check_fields(&object, "a parameter", &known, report);
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
    let location = location.unwrap_or_default();
    let is_body = location == "body";
    let mut parameter = Parameter {
        reference,
        name: name.unwrap_or_default(),
        location,
        required: object.flag("required", report).unwrap_or(false),
        allow_empty: object.flag("allowEmptyValue", report).unwrap_or(false),
        skip_encoding: object
            .flag("x-ms-skip-url-encoding", report)
            .unwrap_or(false),
        allow_reserved: false,
        prefix: object.text("x-ms-header-collection-prefix", report),
        description: object.text("description", report),
        schema: Schema::nothing(object.origin.clone()),
        style: None,
        content: Vec::new(),
        origin: object.origin.clone(),
    };
    let schema = inner.unwrap_or_else(|| of_object(&object, report));
    if is_body {
        parameter.content.push(media(schema));
    } else {
        parameter.schema = schema;
    }
    Some(parameter)
}

/// What a body is: of the media types of its operation.
fn media(schema: Schema) -> Media {
    Media {
        origin: schema.origin.clone(),
        types: None,
        schema: Some(schema),
        encoding: IndexMap::new(),
    }
}

fn response(node: &Node, origin: Origin, report: &mut Report) -> Option<Response> {
    let object = Object::new(node, origin, "a response", report)?;
    check_fields(&object, "a response", &[fields::RESPONSE], report);
    let headers = object.object("headers", report).map(|headers| {
        headers
            .all()
            .filter_map(|child| header(child.key.to_owned(), child.node, child.origin(), report))
            .collect()
    });
    let schema = object
        .get("schema")
        .and_then(|child| schema(child.node, child.origin(), report));
    Some(Response {
        reference: reference(&object, report),
        description: object.text("description", report),
        content: schema.map(media).into_iter().collect(),
        headers: headers.unwrap_or_default(),
        examples: document::examples(&object),
        origin: object.origin,
    })
}

fn header(name: String, node: &Node, origin: Origin, report: &mut Report) -> Option<Header> {
    let object = Object::new(node, origin, "a header", report)?;
    check_fields(
        &object,
        "a header",
        &[fields::ITEMS, fields::SCHEMA],
        report,
    );
    Some(Header {
        reference: None,
        name,
        prefix: object.text("x-ms-header-collection-prefix", report),
        description: object.text("description", report),
        schema: of_object(&object, report),
        origin: object.origin,
    })
}

fn security_scheme(child: &Child<'_>, report: &mut Report) -> Option<SecurityScheme> {
    let object = Object::new(child.node, child.origin(), "a security scheme", report)?;
    check_fields(
        &object,
        "a security scheme",
        &[fields::SECURITY_SCHEME],
        report,
    );
    let kind = object.required_text("type", "a security scheme", report);
    let description = object.text("description", report);
    let name = object.text("name", report);
    let location = object.text("in", report);
    let prefix = object.text("x-bindsmith-token-prefix", report);
    let location = match location.as_deref() {
        Some("header") => Some(KeyLocation::Header),
        Some("query") => Some(KeyLocation::Query),
        _ => None,
    };
    let api_key = || {
        Some(SecurityKind::ApiKey {
            location: location?,
            name: name?,
            prefix,
        })
    };
    Some(SecurityScheme {
        kind: match kind.as_deref() {
            Some("basic") => Some(SecurityKind::Basic),
            Some("oauth2") => Some(SecurityKind::Bearer),
            Some("apiKey") => api_key(),
            _ => None,
        },
        description,
        origin: object.origin,
    })
}

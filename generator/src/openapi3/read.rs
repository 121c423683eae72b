//! OpenAPI Object and Components Object.

use super::body::body;
use super::operation::{path_item, response};
use super::parameter::{header, parameter};
use super::piece::{Field, Kind, null, piece};
use super::schema::schema;
use super::{DIALECT, deprecated, fields, foreign, security, servers, version};
use crate::document::model::{Definition, Document, Header, Parameter, PathItem, Response, Schema};
use crate::document::{self, Child, Object, Read, resolve};
use crate::ir::{Info, Origin};
use crate::report::Report;
use crate::source::{Library, Node};
use indexmap::IndexMap;
use openapiv3::OpenAPI;
use std::collections::HashMap;

const OPENAPI: &[Field] = &[
    ("openapi", Kind::Wanted),
    (
        "info",
        Kind::InnerWanted(&[
            ("title", Kind::Wanted),
            ("version", Kind::Wanted),
            ("description", Kind::Text),
        ]),
    ),
    ("servers", Kind::Inners(servers::SERVER)),
    ("paths", Kind::Empty),
];

/// Reads a document, and what its references lead to. `None` if it is no OpenAPI 3.0 document; the report
/// says what it is.
pub fn read(library: &mut Library<'_>, report: &mut Report) -> Option<Document> {
    let root = library.tree(library.main())?;
    if !version::check(root, report) {
        return None;
    }
    let mut document = document(root, report)?;
    document.info.deprecated = deprecated::pointers(root);
    resolve(&mut document, &Reader, library, report);
    Some(document)
}

/// What references lead to.
struct Reader;

impl Read for Reader {
    fn schema(&self, node: &Node, origin: Origin, report: &mut Report) -> Option<Schema> {
        schema(node, origin, report)
    }

    fn parameter(&self, node: &Node, origin: Origin, report: &mut Report) -> Option<Parameter> {
        parameter(node, origin, report)
    }

    fn body(&self, node: &Node, origin: Origin, report: &mut Report) -> Option<Parameter> {
        body(node, origin, report)
    }

    fn response(&self, node: &Node, origin: Origin, report: &mut Report) -> Option<Response> {
        response(node, origin, report)
    }

    fn header(&self, node: &Node, origin: Origin, report: &mut Report) -> Option<Header> {
        header(String::new(), node, origin, report)
    }

    fn path_item(&self, path: &Child<'_>, report: &mut Report) -> Option<PathItem> {
        path_item(path, report)
    }
}

fn document(root: &Node, report: &mut Report) -> Option<Document> {
    let origin = Origin {
        place: root.place,
        pointer: String::new(),
    };
    let root = Object::new(root, origin, "the document", report)?;
    let model: OpenAPI = piece(&root, OPENAPI, "the document", report)?;
    foreign::check(
        &root,
        "the document",
        &[fields::DOCUMENT],
        foreign::DOCUMENT,
        report,
    );
    let base_path = servers::base_path(&model.servers, &root, report);
    let paths = root.object("paths", report).map(|paths| {
        let items = paths.children();
        items
            .filter_map(|child| path_item(&child, report))
            .collect()
    });
    null(&root, "components", "`components`", report);
    null(&root, "security", "`security`", report);
    let components = root.object("components", report);
    let components = components.as_ref();
    if let Some(components) = components {
        foreign::check(
            components,
            "`components`",
            &[fields::COMPONENTS],
            foreign::COMPONENTS,
            report,
        );
    }
    let mut parameters = section(components, "parameters", report, parameter);
    let bodies = section(components, "requestBodies", report, body);
    parameters.extend(bodies);
    let schemas = section(components, "schemas", report, schema).into_iter();
    let schemas = schemas.map(|(pointer, schema)| {
        let name = DIALECT.schema_name(&pointer);
        (pointer, Definition { name, schema })
    });
    Some(Document {
        dialect: DIALECT,
        info: Info {
            title: model.info.title,
            version: model.info.version,
            description: model.info.description,
            ..servers::info(&model.servers, &root)
        },
        base_path,
        paths: paths.unwrap_or_default(),
        schemas: schemas.collect(),
        parameters,
        responses: section(components, "responses", report, response),
        headers: section(components, "headers", report, |node, origin, report| {
            header(String::new(), node, origin, report)
        }),
        links: HashMap::new(),
        homes: HashMap::new(),
        security_schemes: security::schemes(components, report),
        security: document::security(&root, report).unwrap_or_default(),
    })
}

/// A section of the components, by pointer.
fn section<T>(
    components: Option<&Object<'_>>,
    key: &'static str,
    report: &mut Report,
    read: impl Fn(&Node, Origin, &mut Report) -> Option<T>,
) -> IndexMap<String, T> {
    if let Some(components) = components {
        null(components, key, &format!("`{key}`"), report);
    }
    let section = components.and_then(|it| it.object(key, report));
    let Some(section) = section else {
        return IndexMap::new();
    };
    let entries = section.all().filter_map(|child| {
        let value = read(child.node, child.origin(), report)?;
        Some((child.pointer, value))
    });
    entries.collect()
}

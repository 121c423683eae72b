//! Swagger 2.0 → ir: references are followed, inherited defaults applied, and what is wrong or not
//! built gets a fallback and a diagnostic.

mod all_of;
mod operation;
mod parameter;
mod response;
mod schema;
mod security;

use super::model::{Document, Reference};
use super::object::join;
use super::template::{Part, parts};
use crate::config::Dangling;
use crate::ir::{Api, Operation, Origin, Schema, SchemaId, SchemaKind};
use crate::report::{Diagnostic, Report, catalogue};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

/// Lowers a document.
pub fn lower(document: &Document, dangling: Dangling, report: &mut Report) -> Api {
    let mut lowering = Lowering {
        document,
        dangling,
        report,
        schemas: Vec::new(),
        definitions: HashMap::new(),
        missing: BTreeMap::new(),
    };
    lowering.definitions();
    let security_schemes = lowering.security_schemes();
    let mut operations = Vec::new();
    for item in &document.paths {
        for operation in &item.operations {
            operations.push(lowering.operation(item, operation, &security_schemes));
        }
    }
    // the order of paths in a document means nothing
    let key = |it: &Operation| (it.path.clone(), it.method, it.origin.pointer.clone());
    operations.sort_by_cached_key(key);
    lowering.same_requests(&operations);
    Api {
        info: document.info.clone(),
        base_path: base_path(document.base_path.as_deref().unwrap_or("")),
        security_schemes,
        operations,
        schemas: lowering.schemas,
    }
}

/// A template with nameless placeholders: two of one shape match the same requests.
fn shape(path: &str) -> String {
    let shape = parts(path).into_iter().map(|part| match part {
        Part::Literal(text) => text,
        Part::Parameter(_) => "{}",
    });
    shape.collect()
}

fn base_path(text: &str) -> String {
    let path = text.trim().trim_matches('/');
    if path.is_empty() {
        String::new()
    } else {
        format!("/{path}")
    }
}

struct Lowering<'a> {
    document: &'a Document,
    dangling: Dangling,
    report: &'a mut Report,
    schemas: Vec<Schema>,
    definitions: HashMap<&'a str, SchemaId>,
    /// Names that are referred to and not defined.
    missing: BTreeMap<String, SchemaId>,
}

impl<'a> Lowering<'a> {
    fn push(&mut self, schema: Schema) -> SchemaId {
        self.schemas.push(schema);
        SchemaId(self.schemas.len() - 1)
    }

    /// Every definition has its id before any is lowered, since they refer to each other.
    fn definitions(&mut self) {
        let document = self.document;
        for (name, schema) in &document.definitions {
            let id = self.push(Schema {
                origin: schema.origin.clone(),
                name: Some(name.clone()),
                title: schema.title.clone(),
                description: schema.description.clone(),
                kind: SchemaKind::Any,
                nullable: schema.nullable,
            });
            self.definitions.insert(name, id);
        }
        for (name, schema) in &document.definitions {
            let kind = self.kind(schema);
            if let Some(id) = self.definitions.get(name.as_str())
                && let Some(slot) = self.schemas.get_mut(id.0)
            {
                slot.kind = kind;
            }
        }
        self.break_alias_cycles();
    }

    /// `a: {$ref: b}, b: {$ref: a}` says nothing: any value.
    fn break_alias_cycles(&mut self) {
        for start in 0..self.schemas.len() {
            let mut seen = vec![start];
            let mut at = start;
            while let Some(SchemaKind::Alias(slot)) = self.schemas.get(at).map(|it| &it.kind) {
                at = slot.schema.0;
                if at == start {
                    break;
                }
                if seen.contains(&at) {
                    break;
                }
                seen.push(at);
            }
            if at == start
                && let Some(schema) = self.schemas.get_mut(start)
                && matches!(schema.kind, SchemaKind::Alias(_))
            {
                schema.kind = SchemaKind::Any;
                let name = schema.name.clone().unwrap_or_default();
                let origin = schema.origin.clone();
                self.warn(
                    Diagnostic::new(
                        &catalogue::REF_CYCLE,
                        format!("the definition `{name}` refers to nothing but itself"),
                    )
                    .generated("a type for any JSON value"),
                    &origin,
                    "goes in a circle",
                );
            }
        }
    }

    /// The schema that a reference means. A definition that is not there becomes an opaque one of
    /// that name, so that the name stays when the definition turns up.
    fn resolve(&mut self, reference: &Reference) -> SchemaId {
        let Some(name) = self.definition_name(reference, "definitions") else {
            return self.push(Schema {
                origin: reference.origin.clone(),
                name: None,
                title: None,
                description: None,
                kind: SchemaKind::Any,
                nullable: false,
            });
        };
        if let Some(id) = self.definitions.get(name.as_str()) {
            return *id;
        }
        self.dangling(reference, &name, "an opaque type over any JSON value");
        if let Some(id) = self.missing.get(&name) {
            return *id;
        }
        let id = self.push(Schema {
            origin: Origin {
                place: reference.origin.place,
                pointer: join("/definitions", &name),
            },
            name: Some(name.clone()),
            title: None,
            description: None,
            kind: SchemaKind::Missing,
            nullable: false,
        });
        self.missing.insert(name, id);
        id
    }

    /// The name in `#/definitions/name` (or parameters, or responses).
    fn definition_name(&mut self, reference: &Reference, section: &str) -> Option<String> {
        let target = &reference.target;
        let prefix = format!("#/{section}/");
        match target
            .strip_prefix(&prefix)
            .filter(|name| !name.contains('/'))
        {
            Some(name) => Some(name.replace("~1", "/").replace("~0", "~")),
            None => {
                let message = format!("`$ref: {target}` does not point into `#/{section}`");
                self.warn(
                    Diagnostic::new(&catalogue::UNSUPPORTED_REF, message)
                        .generated("any JSON value")
                        .help(format!("move what it means to `#/{section}`")),
                    &reference.origin,
                    "not followed",
                );
                None
            }
        }
    }

    fn dangling(&mut self, reference: &Reference, name: &str, fallback: &str) {
        let message = format!(
            "`{}` refers to `{name}`, which the document does not define",
            reference.target
        );
        let section = reference
            .target
            .trim_start_matches("#/")
            .split('/')
            .next()
            .unwrap_or("");
        let help = format!(
            "add `{section}: {{ {name}: … }}` with an overlay: an action with `target: $` and an `update`"
        );
        let diagnostic = match self.dangling {
            Dangling::Warn => Diagnostic::new(&catalogue::DANGLING_REF, message)
                .generated(format!("`{name}`: {fallback}")),
            Dangling::Error => Diagnostic::new(&catalogue::DANGLING_REF_ERROR, message),
        };
        self.warn(diagnostic.help(help), &reference.origin, "not defined");
    }

    /// Operations that a server cannot tell apart.
    fn same_requests(&mut self, operations: &[Operation]) {
        let mut first: HashMap<(&str, String), &Operation> = HashMap::new();
        for operation in operations {
            let method = operation.method.as_str();
            match first.entry((method, shape(&operation.path))) {
                Entry::Vacant(entry) => {
                    entry.insert(operation);
                }
                Entry::Occupied(entry) => {
                    let path = &entry.get().path;
                    let message = format!("several operations are `{method} {path}`");
                    let diagnostic = Diagnostic::new(&catalogue::PATH_TEMPLATE, message)
                        .generated("all for the client; a server finds the first alone");
                    let first = entry.get().origin.clone();
                    let diagnostic =
                        diagnostic.at_pointer(first.place, &first.pointer, "the first");
                    self.warn(diagnostic, &operation.origin, "the same request");
                }
            }
        }
    }

    fn warn(&mut self, diagnostic: Diagnostic, origin: &Origin, label: &str) {
        self.report
            .add(diagnostic.at_pointer(origin.place, &origin.pointer, label));
    }
}

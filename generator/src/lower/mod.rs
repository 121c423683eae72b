//! The document → ir: references are followed, inherited defaults applied, and what is wrong or not
//! built gets a fallback and a diagnostic.

mod all_of;
mod circles;
mod content;
mod discriminator;
mod enums;
mod families;
mod fit;
mod form;
mod format;
mod layout;
mod limits;
mod one_of;
mod operation;
mod parameter;
mod path;
mod response;
mod scalar;
mod schema;
mod security;
mod together;
// the rule by which generated crates read a template is the one by which documents are read
#[path = "../emit/support/template.rs"]
mod template;

use self::families::Families;
use self::layout::Sort;
use self::template::{Part, parts};
use crate::config::Dangling;
use crate::document::model::{Broken, Definition, Document, Kind, Reference};
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
        families: Families::of(document),
        bases: HashMap::new(),
        missing: BTreeMap::new(),
        sorts: HashMap::new(),
        inlined: Vec::new(),
        inlined_from: 0,
    };
    lowering.definitions();
    let security_schemes = lowering.security_schemes();
    let mut operations = Vec::new();
    for item in &document.paths {
        if let (Some(reference), Some(broken)) = (&item.reference, &item.broken) {
            lowering.broken(reference, broken, "nothing: the path is left out");
        }
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
    /// Schemas with a name, by pointer.
    definitions: HashMap<&'a str, SchemaId>,
    families: Families<'a>,
    /// What bases of a family are by themselves, by pointer.
    bases: HashMap<&'a str, SchemaId>,
    /// Those that are referred to and not there.
    missing: BTreeMap<String, SchemaId>,
    /// What was found out of compositions that are definitions, by pointer.
    sorts: HashMap<&'a str, Sort>,
    /// The definitions whose properties are being made those of a composition.
    inlined: Vec<&'a str>,
    /// How many schemas there were when the first of them was.
    inlined_from: usize,
}

impl<'a> Lowering<'a> {
    fn push(&mut self, schema: Schema) -> SchemaId {
        self.schemas.push(schema);
        SchemaId(self.schemas.len() - 1)
    }

    /// Every definition has its id before any is lowered, since they refer to each other.
    fn definitions(&mut self) {
        let document = self.document;
        for (pointer, Definition { name, schema }) in &document.schemas {
            let default = self.default(schema);
            let limits = self.limits(schema);
            let id = self.push(Schema {
                origin: Origin {
                    place: schema.origin.place,
                    pointer: pointer.clone(),
                },
                name: Some(name.clone()),
                title: schema.title.clone(),
                description: schema.description.clone(),
                kind: SchemaKind::Any,
                nullable: self.is_nullable(schema),
                default,
                example: schema.example.clone(),
                limits,
                xml: schema.xml.clone(),
            });
            self.definitions.insert(pointer, id);
        }
        self.check_discriminators();
        self.own_structs();
        for (pointer, definition) in &document.schemas {
            let kind = self.kind(&definition.schema);
            let kind = self.told_apart(pointer, kind);
            if let Some(id) = self.definitions.get(pointer.as_str())
                && let Some(slot) = self.schemas.get_mut(id.0)
            {
                slot.kind = kind;
            }
        }
        self.break_circles();
    }

    /// The schema that a reference means. One that leads nowhere becomes an opaque one of its name, so
    /// that the name stays when the definition turns up.
    fn resolve(&mut self, reference: &Reference) -> SchemaId {
        let document = self.document;
        let broken = match document.target(reference) {
            Ok(pointer) => match self.definitions.get(pointer) {
                Some(id) => return *id,
                None => Broken::Other(pointer.to_owned(), Kind::Schema),
            },
            Err(broken) => broken,
        };
        self.broken(reference, &broken, "an opaque type over any JSON value");
        let pointer = broken.pointer();
        if let Some(id) = self.missing.get(pointer) {
            return *id;
        }
        let origin = Origin {
            place: reference.origin.place,
            pointer: pointer.to_owned(),
        };
        let id = self.push(Schema {
            name: Some(self.document.dialect.schema_name(pointer)),
            ..Schema::of(origin, SchemaKind::Missing)
        });
        self.missing.insert(pointer.to_owned(), id);
        id
    }

    /// Says why a reference leads nowhere, and what stands in its place.
    fn broken(&mut self, reference: &Reference, broken: &Broken, fallback: &str) {
        let dialect = &self.document.dialect;
        let (target, name) = (&reference.target, dialect.schema_name(broken.pointer()));
        let unsupported = &catalogue::UNSUPPORTED_REF;
        let (code, message, help, label) = match broken {
            Broken::Missing(_) => {
                let message =
                    format!("`{target}` refers to `{name}`, which the document does not define");
                let place = target.strip_prefix("#/").and_then(|it| it.rsplit_once('/'));
                let keys = place.map_or(Vec::new(), |(keys, _)| keys.split('/').collect());
                let help = if keys.len() == dialect.definitions.len() {
                    let entry = format!("{name}: …");
                    let keys = keys.iter().rev();
                    let entry = keys.fold(entry, |entry, key| format!("{key}: {{ {entry} }}"));
                    format!(
                        "add `{entry}` with an overlay: an action with `target: $` and an `update`"
                    )
                } else {
                    "correct the reference with an overlay".to_owned()
                };
                (&catalogue::DANGLING_REF, message, help, "not found")
            }
            Broken::Other(_, kind) => {
                let message = format!("`{target}` refers to what is no {}", kind.name());
                let help = "correct the reference with an overlay".to_owned();
                (&catalogue::WRONG_KIND, message, help, "this one")
            }
            Broken::File(_, why) => {
                let message = format!("the file of `{target}` cannot be had: {why}");
                let help = "put the file where the reference leads".to_owned();
                (&catalogue::DANGLING_REF, message, help, "not found")
            }
            Broken::Circle(_) => {
                let message = format!("`{target}` leads from reference to reference in a circle");
                let code = &catalogue::REF_CYCLE;
                (code, message, String::new(), "goes in a circle")
            }
            Broken::Network(_) => {
                let message = format!("`{target}` lies on a network, where nothing is fetched");
                let help = "put a copy beside the document, and refer to that".to_owned();
                (unsupported, message, help, "not followed")
            }
            Broken::Outside(_) => {
                let message = format!("`{target}` leaves the folder of the document");
                let help = "allow a wider folder: `ref-root` in the configuration, or `--ref-root`";
                (unsupported, message, help.to_owned(), "not followed")
            }
        };
        let mut diagnostic = match self.dangling {
            Dangling::Warn => {
                Diagnostic::new(code, message).generated(format!("`{name}`: {fallback}"))
            }
            Dangling::Error => Diagnostic::new(&catalogue::DANGLING_REF_ERROR, message),
        };
        if !help.is_empty() {
            diagnostic = diagnostic.help(help);
        }
        self.warn(diagnostic, &reference.origin, label);
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
                    let message = "operations that a server cannot tell apart";
                    let diagnostic = Diagnostic::new(&catalogue::PATH_TEMPLATE, message).generated(
                        "all; a server finds one whose parameters take what stands in the path",
                    );
                    let first = entry.get().origin.clone();
                    let label = format!("the first `{method} {path}`");
                    let diagnostic = diagnostic.at_pointer(first.place, &first.pointer, label);
                    let label = format!("the same request as `{method} {path}`");
                    self.warn(diagnostic, &operation.origin, &label);
                }
            }
        }
    }

    fn warn(&mut self, diagnostic: Diagnostic, origin: &Origin, label: &str) {
        self.report
            .add(diagnostic.at_pointer(origin.place, &origin.pointer, label));
    }
}

//! Reads what references lead to, until nothing new is found.

use super::Dialect;
use super::link::{self, Found};
use super::model::{
    AdditionalProperties, Broken, Definition, Document, Header, Kind, Media, Operation, Parameter,
    PathItem, Reference, Response, Schema,
};
use super::object::Child;
use crate::ir::Origin;
use crate::report::Report;
use crate::source::{FileId, Library, Node};
use std::collections::{HashSet, VecDeque};

/// How a format writes the objects that references lead to. Each is `None` where it is none; the report
/// says why.
pub(crate) trait Read {
    fn schema(&self, node: &Node, origin: Origin, report: &mut Report) -> Option<Schema>;
    fn parameter(&self, node: &Node, origin: Origin, report: &mut Report) -> Option<Parameter>;
    /// A body, where it is an object of its own.
    fn body(&self, node: &Node, origin: Origin, report: &mut Report) -> Option<Parameter>;
    fn response(&self, node: &Node, origin: Origin, report: &mut Report) -> Option<Response>;
    fn header(&self, node: &Node, origin: Origin, report: &mut Report) -> Option<Header>;
    fn path_item(&self, path: &Child<'_>, report: &mut Report) -> Option<PathItem>;
}

type Open = VecDeque<(Kind, FileId, String)>;

/// Adds to the document what its references lead to, and where they lead.
pub(crate) fn resolve(
    document: &mut Document,
    read: &impl Read,
    library: &mut Library<'_>,
    report: &mut Report,
) {
    let dialect = document.dialect;
    for item in &mut document.paths {
        path_item(item, &dialect, read, library, report);
    }
    let mut open = Open::new();
    for item in &document.paths {
        of_parameters(&item.parameters, &mut open);
        item.operations
            .iter()
            .for_each(|it| of_operation(it, &mut open));
    }
    for definition in document.schemas.values() {
        of_schema(&definition.schema, &mut open);
    }
    document
        .parameters
        .values()
        .for_each(|it| of_parameter(it, &mut open));
    document
        .responses
        .values()
        .for_each(|it| of_response(it, &mut open));
    document
        .headers
        .values()
        .for_each(|it| of_header(it, &mut open));
    // of each kind, since a reference to a response may stand where one to a schema should
    let mut seen = HashSet::new();
    while let Some((kind, file, text)) = open.pop_front() {
        let key = (file, text);
        if !seen.insert((kind, key.clone())) {
            continue;
        }
        let link = match link::follow(&dialect, library, file, &key.1, report) {
            Ok(found) => {
                let pointer = found.pointer.clone();
                if dialect.defined(&pointer).is_none_or(|it| it == kind) {
                    add(document, read, kind, &found, &mut open, report);
                }
                Ok(pointer)
            }
            Err(broken) => Err(broken),
        };
        document.links.insert(key, link);
    }
    give_homes(document);
}

/// A path item that is a reference has the fields of what it leads to, beside its own.
fn path_item(
    item: &mut PathItem,
    dialect: &Dialect,
    read: &impl Read,
    library: &mut Library<'_>,
    report: &mut Report,
) {
    let Some(reference) = item.reference.clone() else {
        return;
    };
    let file = reference.origin.place.file;
    match link::follow(dialect, library, file, &reference.target, report) {
        Ok(found) => {
            // an operation is known by its path, however often its text is used
            let child = Child {
                key: &item.path,
                key_place: found.place,
                node: found.node,
                pointer: item.origin.pointer.clone(),
            };
            let Some(other) = read.path_item(&child, report) else {
                return;
            };
            for operation in other.operations {
                if item
                    .operations
                    .iter()
                    .all(|own| own.method != operation.method)
                {
                    item.operations.push(operation);
                }
            }
            item.parameters.extend(other.parameters);
        }
        Err(broken) => item.broken = Some(broken),
    }
}

fn add(
    document: &mut Document,
    read: &impl Read,
    kind: Kind,
    found: &Found<'_>,
    open: &mut Open,
    report: &mut Report,
) {
    let Found {
        pointer,
        place,
        node,
    } = found;
    let origin = Origin {
        place: *place,
        pointer: pointer.clone(),
    };
    match kind {
        Kind::Schema if !document.schemas.contains_key(pointer) => {
            if let Some(schema) = read.schema(node, origin, report) {
                of_schema(&schema, open);
                let name = document.dialect.schema_name(pointer);
                let definition = Definition { name, schema };
                document.schemas.insert(pointer.clone(), definition);
            }
        }
        Kind::Parameter | Kind::Body if !document.parameters.contains_key(pointer) => {
            let parameter = match kind {
                Kind::Body => read.body(node, origin, report),
                _ => read.parameter(node, origin, report),
            };
            if let Some(parameter) = parameter {
                of_parameter(&parameter, open);
                document.parameters.insert(pointer.clone(), parameter);
            }
        }
        Kind::Response if !document.responses.contains_key(pointer) => {
            if let Some(response) = read.response(node, origin, report) {
                of_response(&response, open);
                document.responses.insert(pointer.clone(), response);
            }
        }
        Kind::Header if !document.headers.contains_key(pointer) => {
            if let Some(header) = read.header(node, origin, report) {
                of_header(&header, open);
                document.headers.insert(pointer.clone(), header);
            }
        }
        _ => {}
    }
}

/// `definitions: { Pet: { $ref: "pet.yaml" } }` gives what stands in the file its name.
fn give_homes(document: &mut Document) {
    let mut aliases: Vec<(String, String)> = Vec::new();
    for (pointer, definition) in &document.schemas {
        let target = definition.schema.reference.as_ref();
        if let Some(Ok(target)) = target.map(|it| document.target(it)) {
            aliases.push((pointer.clone(), target.to_owned()));
        }
    }
    aliases.sort();
    for (pointer, target) in aliases {
        let listed = |pointer: &str| document.dialect.is_definition_pointer(pointer);
        if !listed(&pointer) || listed(&target) {
            continue;
        }
        let Some(found) = document.schemas.shift_remove(&target) else {
            continue;
        };
        if let Some(definition) = document.schemas.get_mut(&pointer) {
            definition.schema = found.schema;
        }
        document.homes.insert(target, pointer);
    }
}

fn push(kind: Kind, reference: Option<&Reference>, open: &mut Open) {
    open.extend(reference.map(|it| (kind, it.origin.place.file, it.target.clone())));
}

fn of_operation(operation: &Operation, open: &mut Open) {
    of_parameters(&operation.parameters, open);
    let responses = operation.responses.iter();
    responses.for_each(|(_, response)| of_response(response, open));
}

fn of_parameters(parameters: &[Parameter], open: &mut Open) {
    parameters.iter().for_each(|it| of_parameter(it, open));
}

fn of_parameter(parameter: &Parameter, open: &mut Open) {
    match &parameter.reference {
        Some(reference) => {
            let body = parameter.location == "body";
            let kind = if body { Kind::Body } else { Kind::Parameter };
            push(kind, Some(reference), open);
        }
        None => {
            of_schema(&parameter.schema, open);
            of_content(&parameter.content, open);
        }
    }
}

fn of_content(content: &[Media], open: &mut Open) {
    let schemas = content.iter().filter_map(|it| it.schema.as_ref());
    schemas.for_each(|it| of_schema(it, open));
}

fn of_header(header: &Header, open: &mut Open) {
    match &header.reference {
        Some(reference) => push(Kind::Header, Some(reference), open),
        None => of_schema(&header.schema, open),
    }
}

fn of_response(response: &Response, open: &mut Open) {
    push(Kind::Response, response.reference.as_ref(), open);
    of_content(&response.content, open);
    response.headers.iter().for_each(|it| of_header(it, open));
}

fn of_schema(schema: &Schema, open: &mut Open) {
    push(Kind::Schema, schema.reference.as_ref(), open);
    schema.items.iter().for_each(|it| of_schema(it, open));
    schema.tuple.iter().for_each(|it| of_schema(it, open));
    schema
        .properties
        .values()
        .for_each(|it| of_schema(it, open));
    schema.all_of.iter().for_each(|it| of_schema(it, open));
    schema.one_of.iter().for_each(|it| of_schema(it, open));
    if let Some(AdditionalProperties::Of(values)) = &schema.additional {
        of_schema(values, open);
    }
}

impl Document {
    /// Where a reference to a schema leads: the key of what it means in [`Document::schemas`].
    ///
    /// # Errors
    /// Why it leads nowhere.
    pub fn target(&self, reference: &Reference) -> Result<&str, Broken> {
        self.target_of(Kind::Schema, reference)
    }

    /// Where a reference to something else leads, likewise.
    ///
    /// # Errors
    /// Why it leads nowhere.
    pub fn target_of(&self, kind: Kind, reference: &Reference) -> Result<&str, Broken> {
        let key = (reference.origin.place.file, reference.target.clone());
        match self.links.get(&key) {
            Some(Ok(pointer)) => match self.dialect.defined(pointer) {
                Some(other) if other != kind => Err(Broken::Other(pointer.clone(), kind)),
                _ => Ok(self.home(pointer)),
            },
            Some(Err(broken)) => Err(broken.clone()),
            None => Err(Broken::Missing(reference.target.clone())),
        }
    }

    /// What the `mapping` of a schema means by a reference, or by the name of a definition (OpenAPI 3.0.3,
    /// Discriminator Object).
    pub fn mapped(&self, schema: &Schema, text: &str) -> Option<&str> {
        let key = (schema.origin.place.file, text.to_owned());
        let followed = match self.links.get(&key) {
            Some(Ok(pointer)) => self.schemas.get_key_value(self.home(pointer)),
            _ => None,
        };
        let pointer = || {
            let pointer = self.home(text.strip_prefix('#').unwrap_or(text));
            self.schemas.get_key_value(pointer)
        };
        let called = |name: &str| self.schemas.iter().find(|(_, it)| it.name == name);
        let named = || called(text);
        // a file that nothing else refers to goes by its name
        let file = || called(&self.dialect.schema_name(text.trim_start_matches('#')));
        let found = followed.or_else(pointer).or_else(named).or_else(file);
        found.map(|(pointer, _)| pointer.as_str())
    }

    /// Where the schema of a pointer is kept.
    pub fn home<'s>(&'s self, pointer: &'s str) -> &'s str {
        self.homes.get(pointer).map_or(pointer, String::as_str)
    }
}

impl Broken {
    /// Where the reference would lead, or its text.
    pub fn pointer(&self) -> &str {
        match self {
            Broken::Missing(pointer)
            | Broken::Other(pointer, _)
            | Broken::Circle(pointer)
            | Broken::Network(pointer)
            | Broken::Outside(pointer)
            | Broken::File(pointer, _) => pointer,
        }
    }
}

//! Schemas that need a type and have no name: which there are, and what to call them.

use super::Format;
use super::names::{CaseOf, Ident, Item, is_sentence};
use crate::ir::{Additional, Api, Schema, SchemaId, SchemaKind, Slot, StringFormat};
use crate::pointer::escape;

/// An inline object or enum.
#[derive(Debug, Clone)]
pub(super) struct Inline {
    pub schema: SchemaId,
    pub format: Format,
    pub item: Item,
    /// The choice whose own properties it has.
    pub own: Option<SchemaId>,
}

/// A step from a schema to one that it holds.
#[derive(Debug, Clone)]
enum Step {
    Property(String),
    /// An element of an array or a map, or an alternative, which adds a word and no name.
    Element(String),
}

/// Finds inline schemas from `schema` down, in the order in which they stand. `names_root` tells
/// whether `schema` itself is looked at.
pub(super) fn find(
    api: &Api,
    schema: SchemaId,
    root: &str,
    key: &str,
    format: Format,
    names_root: bool,
) -> Vec<Inline> {
    let mut search = Search {
        api,
        root,
        format,
        found: Vec::new(),
        trail: Vec::new(),
        own: None,
    };
    if names_root {
        search.visit(schema, key);
    } else {
        search.children(schema, key);
    }
    search.found
}

struct Search<'a> {
    api: &'a Api,
    root: &'a str,
    format: Format,
    found: Vec<Inline>,
    trail: Vec<Step>,
    /// The choice whose own properties are visited next.
    own: Option<SchemaId>,
}

impl Search<'_> {
    fn visit(&mut self, id: SchemaId, key: &str) {
        let own = self.own.take();
        let schema = self.api.schema(id);
        if schema.name.is_some() {
            return;
        }
        if matches!(
            schema.kind,
            SchemaKind::Object { .. }
                | SchemaKind::Enum { .. }
                | SchemaKind::Choice { .. }
                | SchemaKind::OneOf(_)
        ) {
            let names = self.names();
            let item = Item {
                key: key.to_owned(),
                text: names.first().cloned().unwrap_or_default(),
                candidates: names.iter().map(|it| Ident::of(it, CaseOf::Type)).collect(),
            };
            self.found.push(Inline {
                schema: id,
                format: self.format,
                item,
                own,
            });
        }
        self.children(id, key);
    }

    fn children(&mut self, id: SchemaId, key: &str) {
        match &self.api.schema(id).kind {
            SchemaKind::Object {
                properties,
                additional,
                ..
            } => {
                for property in properties {
                    let key = format!("{key}/properties/{}", escape(&property.name));
                    let step = Step::Property(property.name.clone());
                    self.step(step, property.slot.schema, &key);
                }
                if let Additional::Of(slot) = additional {
                    let key = format!("{key}/additionalProperties");
                    self.step(Step::Element("value".to_owned()), slot.schema, &key);
                }
            }
            SchemaKind::Array(slot) => {
                self.step(
                    Step::Element("item".to_owned()),
                    slot.schema,
                    &format!("{key}/items"),
                );
            }
            SchemaKind::Map(slot) => {
                let key = format!("{key}/additionalProperties");
                self.step(Step::Element("value".to_owned()), slot.schema, &key);
            }
            SchemaKind::Choice { own: Some(own), .. } => {
                self.step(
                    Step::Property("base".to_owned()),
                    *own,
                    &format!("{key}/base"),
                );
            }
            SchemaKind::OneOf(slots) => {
                for (slot, label) in slots.iter().zip(labels(self.api, slots)) {
                    let key = format!("{key}/oneOf/{}", escape(&label));
                    self.step(Step::Element(label), slot.schema, &key);
                }
            }
            _ => {}
        }
    }

    fn step(&mut self, step: Step, id: SchemaId, key: &str) {
        self.trail.push(step);
        self.visit(id, key);
        self.trail.pop();
    }

    /// What stands nearest, with the words of elements; then the whole way from the root.
    fn names(&self) -> Vec<String> {
        let property = |step: &Step| matches!(step, Step::Property(_));
        let whole = join(Some(self.root), &self.trail);
        match self.trail.iter().rposition(property) {
            Some(at) => vec![join(None, self.trail.get(at..).unwrap_or_default()), whole],
            None => vec![whole],
        }
    }
}

fn join(root: Option<&str>, steps: &[Step]) -> String {
    let steps = steps.iter().map(|step| match step {
        Step::Property(name) | Step::Element(name) => name.as_str(),
    });
    root.into_iter().chain(steps).collect::<Vec<_>>().join(" ")
}

/// What to call each of several alternatives: by its name or its title, else by what it is.
pub(super) fn labels(api: &Api, slots: &[Slot]) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for slot in slots {
        let label = label(api, api.schema(slot.schema));
        let numbers = (2..).map(|number| format!("{label} {number}"));
        let mut names = std::iter::once(label.clone()).chain(numbers);
        labels.extend(names.find(|it| !labels.contains(it)));
    }
    labels
}

fn label(api: &Api, schema: &Schema) -> String {
    let title = schema.title.clone().filter(|it| !is_sentence(it));
    // what says more of a schema in place is called as the schema is
    if let (SchemaKind::Alias(slot), None, None) = (&schema.kind, &schema.name, &title) {
        return label(api, api.schema(slot.schema));
    }
    let kind = match &schema.kind {
        SchemaKind::Boolean => "boolean",
        SchemaKind::Integer(_) => "integer",
        SchemaKind::Number(_) => "number",
        SchemaKind::String(StringFormat::Date) => "date",
        SchemaKind::String(StringFormat::DateTime | StringFormat::HttpDate) => "date time",
        SchemaKind::String(StringFormat::Time) => "time",
        SchemaKind::String(StringFormat::Duration) => "duration",
        SchemaKind::String(StringFormat::Uuid) => "uuid",
        SchemaKind::String(StringFormat::Byte | StringFormat::Base64Url) => "bytes",
        SchemaKind::String(_) => "text",
        SchemaKind::Enum { .. } => "listed",
        SchemaKind::Array(_) => "list",
        SchemaKind::Map(_) => "map",
        SchemaKind::Object { .. } => "object",
        SchemaKind::Choice { .. } | SchemaKind::OneOf(_) | SchemaKind::Alias(_) => "other",
        SchemaKind::Any | SchemaKind::Missing | SchemaKind::File => "any",
    };
    schema
        .name
        .clone()
        .or(title)
        .unwrap_or_else(|| kind.to_owned())
}

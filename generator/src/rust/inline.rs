//! Schemas that need a type and have no name: which there are, and what to call them.

use super::Format;
use super::names::{CaseOf, Ident, Item};
use crate::ir::{Additional, Api, SchemaId, SchemaKind};

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
    /// An element of an array or a map, which adds a word and no name.
    Element(&'static str),
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
            SchemaKind::Object { .. } | SchemaKind::Enum { .. }
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
                    self.step(Step::Element("value"), slot.schema, &key);
                }
            }
            SchemaKind::Array(slot) => {
                self.step(Step::Element("item"), slot.schema, &format!("{key}/items"));
            }
            SchemaKind::Map(slot) => {
                let key = format!("{key}/additionalProperties");
                self.step(Step::Element("value"), slot.schema, &key);
            }
            SchemaKind::Choice { own, .. } => {
                self.step(
                    Step::Property("base".to_owned()),
                    *own,
                    &format!("{key}/base"),
                );
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
        Step::Property(name) => name.as_str(),
        Step::Element(word) => word,
    });
    root.into_iter().chain(steps).collect::<Vec<_>>().join(" ")
}

/// A reference token of a JSON pointer (RFC 6901, section 3).
pub(super) fn escape(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

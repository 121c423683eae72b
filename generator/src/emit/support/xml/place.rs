//! Where the parts of a value stand in an element.

use super::super::schema::{Kind, Property, Schema};
use super::tree::Element;
use super::{meta, resolve};

/// Schemas may lead to each other without a value between them.
const MAX_DEPTH: usize = 400;

/// Where a property stands.
pub(super) enum Place {
    /// In an attribute.
    Attribute(&'static str),
    /// In the text of the element.
    Text,
    /// In an element for each item, of this schema.
    Items(&'static str, &'static Schema),
    /// In one element.
    Element(&'static str),
}

impl Place {
    pub fn of(property: &Property) -> Self {
        let of = meta(property.schema);
        let name = of.name.unwrap_or(property.name);
        match resolve(property.schema).kind {
            _ if of.attribute => Self::Attribute(name),
            _ if of.text => Self::Text,
            Kind::List(items) if !of.wrapped => {
                Self::Items(meta(items).name.unwrap_or(name), items)
            }
            _ => Self::Element(name),
        }
    }
}

/// Whether none of the properties that are not listed can have this name.
pub(super) fn is_taken(properties: &[Property], name: &str) -> bool {
    properties.iter().any(|it| {
        let items = match Place::of(it) {
            Place::Items(items, _) => Some(items),
            _ => None,
        };
        let own = meta(it.schema).name;
        it.name == name || own == Some(name) || items == Some(name)
    })
}

/// The schema that says what an element means: through aliases, by its tag, and of alternatives the first
/// that has a place for everything in it. It is found without a look at what is further inside; the types
/// find out whether it was the right one, as trying all at every level would take forever.
pub(super) fn meant<'s>(schema: &'s Schema, element: &Element) -> &'s Schema {
    let mut schema = resolve(schema);
    for _ in 0..MAX_DEPTH {
        let next = match schema.kind {
            Kind::Choice(property, alternatives) => {
                let inner = element.named(property).next();
                let tag = element.attribute(property);
                let tag = tag.or(inner.map(|it| it.text.trim()));
                let found = alternatives.iter().find(|(value, _)| Some(*value) == tag);
                found.map(|(_, schema)| *schema)
            }
            Kind::OneOf(alternatives) => alternative(alternatives, element),
            _ => None,
        };
        match next {
            Some(next) => schema = resolve(next),
            None => break,
        }
    }
    schema
}

/// `None` where it is a text.
fn alternative(
    alternatives: &'static [&'static Schema],
    element: &Element,
) -> Option<&'static Schema> {
    if element.children.is_empty() && element.attributes.is_empty() {
        return None;
    }
    let composed = || alternatives.iter().copied().filter(|it| !is_simple(it));
    let fitting = composed().find(|it| super::strict::fits(it, element));
    let open = |it: &&Schema| matches!(resolve(it).kind, Kind::Any);
    let open = || alternatives.iter().copied().find(open);
    fitting.or_else(|| composed().next()).or_else(open)
}

fn is_simple(schema: &Schema) -> bool {
    !matches!(
        resolve(schema).kind,
        Kind::List(_) | Kind::Map(_) | Kind::Object(..) | Kind::Choice(..) | Kind::OneOf(_)
    )
}

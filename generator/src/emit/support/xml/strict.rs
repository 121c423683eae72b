//! What a server does not forgive: elements and texts that the value of a document has no place for.

use super::super::schema::{Kind, Property, Rest, Schema};
use super::place::{Place, is_taken, meant};
use super::tree::Element;
use super::{XmlError, local, name, resolve};
use std::collections::HashSet;

/// Whether a document has the root of its schema, and nothing that a reader would have to drop. What an
/// object does not list and does not forbid is no matter, as in JSON.
pub(super) fn check(schema: &Schema, root: &Element) -> Result<(), XmlError> {
    match name(schema) {
        Some(name) if local(&root.name) != name => Err(XmlError::new(format_args!(
            "the root is `{}` and not `{name}`",
            root.name
        ))),
        _ => inside(schema, root),
    }
}

/// Whether an object has a place for everything that stands right in the element.
pub(super) fn fits(schema: &Schema, element: &Element) -> bool {
    match &resolve(schema).kind {
        Kind::Object(properties, rest) => object(properties, rest, element).is_ok(),
        _ => true,
    }
}

fn inside(schema: &Schema, element: &Element) -> Result<(), XmlError> {
    if element.is_nil() {
        textless(element)?;
        return childless(element);
    }
    match &meant(schema, element).kind {
        Kind::Object(properties, rest) => {
            let inner = object(properties, rest, element)?;
            inner.into_iter().try_for_each(|(of, it)| inside(of, it))
        }
        Kind::Map(of) => {
            textless(element)?;
            let mut seen = HashSet::new();
            element.children.iter().try_for_each(|child| {
                once(&mut seen, element, child)?;
                inside(of, child)
            })
        }
        Kind::List(items) => {
            textless(element)?;
            element.children.iter().try_for_each(|it| inside(items, it))
        }
        Kind::Any | Kind::Choice(..) => Ok(()),
        _ => childless(element),
    }
}

/// The elements in that of an object, each with its schema.
fn object<'e>(
    properties: &'static [Property],
    rest: &Rest,
    element: &'e Element,
) -> Result<Vec<(&'static Schema, &'e Element)>, XmlError> {
    let places = properties.iter().map(|it| (Place::of(it), it.schema));
    let places: Vec<_> = places.collect();
    if !places.iter().any(|(it, _)| matches!(it, Place::Text)) {
        textless(element)?;
    }
    if matches!(rest, Rest::Forbidden) {
        // one with a prefix is of somebody else, as `xsi:schemaLocation` is
        let attributes = element.attributes.iter().map(|(name, _)| name.as_str());
        let listed = |name: &str| {
            let mut places = places.iter();
            places.any(|(it, _)| matches!(it, Place::Attribute(known) if *known == name))
        };
        if let Some(name) = { attributes }.find(|it| !it.contains(':') && !listed(it)) {
            return Err(said(element, name, "is no attribute of"));
        }
    }
    let mut seen = HashSet::new();
    let mut inner = Vec::new();
    for child in &element.children {
        let name = local(&child.name);
        let place = places.iter().find(|(it, _)| match it {
            Place::Items(known, _) | Place::Element(known) => *known == name,
            Place::Attribute(_) | Place::Text => false,
        });
        let of = match (place, rest) {
            (Some((Place::Items(_, items), _)), _) => {
                inner.push((*items, child));
                continue;
            }
            (Some((_, schema)), _) => *schema,
            (None, Rest::Allowed) => continue,
            (None, Rest::Of(schema)) if !is_taken(properties, name) => *schema,
            (None, _) => return Err(said(element, &child.name, "has no place in")),
        };
        once(&mut seen, element, child)?;
        inner.push((of, child));
    }
    Ok(inner)
}

fn once<'e>(
    seen: &mut HashSet<&'e str>,
    element: &Element,
    child: &'e Element,
) -> Result<(), XmlError> {
    if seen.insert(local(&child.name)) {
        Ok(())
    } else {
        Err(said(element, &child.name, "is more than once in"))
    }
}

fn textless(element: &Element) -> Result<(), XmlError> {
    if element.text.trim().is_empty() {
        Ok(())
    } else {
        Err(said(element, "a text", "has no place in"))
    }
}

fn childless(element: &Element) -> Result<(), XmlError> {
    match element.children.first() {
        Some(child) => Err(said(element, &child.name, "has no place in")),
        None => Ok(()),
    }
}

fn said(element: &Element, what: &str, how: &str) -> XmlError {
    XmlError::new(format_args!("{what} {how} `{}`", element.name))
}

//! What a server does not forgive: elements and texts that the value of a document has no place for.

use super::super::schema::at::At;
use super::super::schema::{Checker, Kind, Property, Rest, Schema};
use super::place::{Place, is_taken, meant};
use super::tree::Element;
use super::{local, name, resolve};
use std::collections::{HashMap, HashSet};

/// Whether a document has the root of its schema, and nothing that a reader would have to drop. What an
/// object does not list and does not forbid is no matter, as in JSON.
pub(super) fn check(schema: &Schema, root: &Element, at: &At<'_>, checker: &mut Checker) {
    if let Some(name) = name(schema).filter(|it| local(&root.name) != *it) {
        let message = format_args!("the root is `{}` and not `{name}`", root.name);
        checker.wrong(at, message);
    }
    inside(schema, root, at, checker);
}

/// Whether an object has a place for everything that stands right in the element.
pub(super) fn fits(schema: &Schema, element: &Element) -> bool {
    match &resolve(schema).kind {
        Kind::Object(properties, rest) => {
            let mut checker = Checker::request();
            let mut found = Found {
                element,
                at: &At::Root(""),
                checker: &mut checker,
            };
            found.object(properties, rest, &mut |_, _, _, _| {});
            checker.is_well()
        }
        _ => true,
    }
}

fn inside(schema: &Schema, element: &Element, at: &At<'_>, checker: &mut Checker) {
    let mut found = Found {
        element,
        at,
        checker,
    };
    if element.is_nil() {
        found.textless();
        return found.childless();
    }
    match &meant(schema, element).kind {
        Kind::Object(properties, rest) => found.object(properties, rest, &mut inside),
        Kind::Map(of) => {
            found.textless();
            let mut seen = HashSet::new();
            for child in &element.children {
                let name = local(&child.name);
                found.once(&mut seen, name, child);
                inside(of, child, &At::Property(at, name), found.checker);
            }
        }
        Kind::List(items) => {
            found.textless();
            for (index, child) in element.children.iter().enumerate() {
                inside(items, child, &At::Item(at, index), found.checker);
            }
        }
        Kind::Any | Kind::Choice(..) => {}
        _ => found.childless(),
    }
}

/// Goes on in an element of this schema, which stands here.
type Enter<'f> = &'f mut dyn FnMut(&Schema, &Element, &At<'_>, &mut Checker);

/// An element, and what is found in it.
struct Found<'f> {
    element: &'f Element,
    at: &'f At<'f>,
    checker: &'f mut Checker,
}

impl<'f> Found<'f> {
    fn say(&mut self, what: &str, how: &str) {
        let message = format_args!("{what} {how} `{}`", self.element.name);
        self.checker.wrong(self.at, message);
    }

    fn object(&mut self, properties: &[Property], rest: &Rest, enter: Enter<'_>) {
        let places = properties.iter().map(|it| (Place::of(it), it));
        let places: Vec<(Place, &Property)> = places.collect();
        if !places.iter().any(|(it, _)| matches!(it, Place::Text)) {
            self.textless();
        }
        if matches!(rest, Rest::Forbidden) {
            self.attributes(&places);
        }
        let mut seen = HashSet::new();
        let mut items: HashMap<&str, usize> = HashMap::new();
        for child in &self.element.children {
            let name = local(&child.name);
            let place = places.iter().find(|(it, _)| match it {
                Place::Items(known, _) | Place::Element(known) => *known == name,
                Place::Attribute(_) | Place::Text => false,
            });
            match (place, rest) {
                (Some((Place::Items(_, of), property)), _) => {
                    let index = items.entry(property.name).or_default();
                    let list = At::Property(self.at, property.name);
                    enter(of, child, &At::Item(&list, *index), self.checker);
                    *index += 1;
                }
                (Some((_, property)), _) => {
                    self.once(&mut seen, name, child);
                    let at = At::Property(self.at, property.name);
                    enter(property.schema, child, &at, self.checker);
                }
                (None, Rest::Allowed) => {}
                (None, Rest::Of(of)) if !is_taken(properties, name) => {
                    self.once(&mut seen, name, child);
                    enter(of, child, &At::Property(self.at, name), self.checker);
                }
                (None, _) => self.say(&child.name, "has no place in"),
            }
        }
    }

    /// Those that an object that forbids others does not list.
    fn attributes(&mut self, places: &[(Place, &Property)]) {
        let listed = |name: &str| {
            let mut places = places.iter();
            places.any(|(it, _)| matches!(it, Place::Attribute(known) if *known == name))
        };
        let attributes = self.element.attributes.iter().map(|(name, _)| name);
        // one with a prefix is of somebody else, as `xsi:schemaLocation` is
        for name in attributes.filter(|it| !it.contains(':') && !listed(it)) {
            self.say(name, "is no attribute of");
        }
    }

    fn once(&mut self, seen: &mut HashSet<&'f str>, name: &'f str, child: &Element) {
        if !seen.insert(name) {
            self.say(&child.name, "is more than once in");
        }
    }

    fn textless(&mut self) {
        if !self.element.text.trim().is_empty() {
            self.say("a text", "has no place in");
        }
    }

    fn childless(&mut self) {
        for child in &self.element.children {
            self.say(&child.name, "has no place in");
        }
    }
}

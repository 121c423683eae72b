//! Objects and maps: properties, and what else there may be.

use super::catalogue as code;
use super::change::Direction;
use super::deprecation;
use super::draft::Draft;
use super::findings::{Place, Use};
use super::schemas::Nodes;
use super::words;
use crate::ir::{Additional, Api, Origin, Property, SchemaId, SchemaKind, Slot};

/// An object, or a map, which is one without names.
struct Object<'a> {
    /// That of the discriminator among them, where it is declared.
    properties: Vec<&'a Property>,
    rest: Rest,
    /// The property of the discriminator.
    tag: Option<&'a str>,
}

/// Properties that are not named.
enum Rest {
    Any,
    Forbidden,
    Of(Slot),
}

impl<'a> Object<'a> {
    fn of(api: &'a Api, kind: &'a SchemaKind) -> Option<Self> {
        let rest = |slot: Slot| match api.schema(slot.schema).kind {
            SchemaKind::Any => Rest::Any,
            _ => Rest::Of(slot),
        };
        match kind {
            SchemaKind::Map(slot) => Some(Object {
                properties: Vec::new(),
                rest: rest(*slot),
                tag: None,
            }),
            SchemaKind::Object {
                additional, tag, ..
            } => Some(Object {
                properties: kind.declared().collect(),
                rest: match additional {
                    Additional::Ignored => Rest::Any,
                    Additional::Forbidden => Rest::Forbidden,
                    Additional::Of(slot) => rest(*slot),
                },
                tag: tag.as_ref().map(|it| it.property.as_str()),
            }),
            _ => None,
        }
    }

    fn property(&self, name: &str) -> Option<&'a Property> {
        let mut properties = self.properties.iter().copied();
        properties.find(|it| it.name == name)
    }
}

pub(super) fn compare(nodes: &mut Nodes<'_, '_>) {
    compare_with(nodes, None, None);
}

/// With the own properties of a base in the place of the one or the other.
pub(super) fn compare_with(
    nodes: &mut Nodes<'_, '_>,
    own_old: Option<SchemaId>,
    own_new: Option<SchemaId>,
) {
    let (before, after) = (nodes.findings.old, nodes.findings.new);
    let a = own_old.map_or(nodes.a, |id| before.schema(id));
    let b = own_new.map_or(nodes.b, |id| after.schema(id));
    let (Some(old), Some(new)) = (Object::of(before, &a.kind), Object::of(after, &b.kind)) else {
        return;
    };
    for property in &old.properties {
        match new.property(&property.name) {
            Some(other) => both(nodes, property, other),
            // a discriminator that is not declared is there all the same
            None if new.tag == Some(property.name.as_str()) => {}
            None => removed(nodes, property, &new, &b.origin),
        }
    }
    for property in &new.properties {
        let name = property.name.as_str();
        if old.property(name).is_none() && old.tag != Some(name) {
            added(nodes, property, &old, &a.origin);
        }
    }
    rest(nodes, &old.rest, &new.rest);
}

/// Where a property stands, by names. One that is taken from another object is known by that, so that it
/// is one change wherever it is taken from there.
fn subject(nodes: &Nodes<'_, '_>, property: &Property, taken: bool) -> String {
    let own = words::subject(&property.origin).filter(|_| taken);
    own.unwrap_or_else(|| format!("{}.{}", nodes.subject, property.name))
}

/// What the server sets is in its answers alone, and what clients alone send, in requests. Of what is
/// both, the first one counts.
fn way(property: &Property) -> Option<Direction> {
    match (property.read_only, property.write_only) {
        (true, _) => Some(Direction::Response),
        (false, true) => Some(Direction::Request),
        (false, false) => None,
    }
}

fn removed(nodes: &mut Nodes<'_, '_>, property: &Property, new: &Object<'_>, place: &Origin) {
    let (code, says) = match (property.required, &new.rest) {
        (true, Rest::Forbidden) => (
            &code::REQUIRED_PROPERTY_REMOVED_FROM_CLOSED,
            "is gone, and was required, where no other property is allowed",
        ),
        (true, _) => (
            &code::REQUIRED_PROPERTY_REMOVED,
            "is gone, and was required",
        ),
        (false, Rest::Forbidden) => (
            &code::PROPERTY_REMOVED_FROM_CLOSED,
            "is gone, where no other property is allowed",
        ),
        (false, _) => (&code::PROPERTY_REMOVED, "is gone"),
    };
    let left = nodes.findings.names.is_elsewhere(&property.origin, true);
    let draft = Draft::new(code, subject(nodes, property, !left), says);
    let draft = draft.gone(&property.origin, Some(place));
    let draft = draft.only(way(property));
    nodes.add_property(draft, left);
    // under its name there may be one that is not named
    if let Rest::Of(other) = new.rest {
        beside(
            nodes,
            property,
            (property.slot, other),
            (&property.origin, place),
        );
    }
}

fn added(nodes: &mut Nodes<'_, '_>, property: &Property, old: &Object<'_>, place: &Origin) {
    let (code, says) = match (property.required, &old.rest) {
        (true, Rest::Forbidden) => (
            &code::REQUIRED_PROPERTY_ADDED_TO_CLOSED,
            "is new and required, where no other property was allowed",
        ),
        (true, _) => (&code::REQUIRED_PROPERTY_ADDED, "is new and required"),
        (false, Rest::Forbidden) => (
            &code::PROPERTY_ADDED_TO_CLOSED,
            "is new, where no other property was allowed",
        ),
        (false, _) => (&code::PROPERTY_ADDED, "is new"),
    };
    let taken = nodes.findings.names.is_elsewhere(&property.origin, false);
    let draft = Draft::new(code, subject(nodes, property, !taken), says);
    let draft = draft.fresh(Some(place), &property.origin);
    let draft = draft.only(way(property));
    nodes.add_property(draft, taken);
    if let Rest::Of(other) = old.rest {
        beside(
            nodes,
            property,
            (other, property.slot),
            (place, &property.origin),
        );
    }
}

/// A property against those that are not named: one is sent where the other is read.
fn beside(
    nodes: &mut Nodes<'_, '_>,
    property: &Property,
    slots: (Slot, Slot),
    at: (&Origin, &Origin),
) {
    let of = Use {
        slots,
        subject: &format!("{}.{}", nodes.subject, property.name),
        at,
        given: false,
        place: Place::Property(&property.name),
    };
    nodes.property(&of, way(property));
}

/// Required, or optional: of the object that declares it, unless it is another that says so.
fn becomes(nodes: &mut Nodes<'_, '_>, old: &Property, new: &Property, moved: bool) {
    let (code, says, only) = match (old.required, new.required) {
        (false, true) => (&code::PROPERTY_REQUIRED, "becomes required", way(new)),
        (true, false) => (&code::PROPERTY_OPTIONAL, "becomes optional", way(old)),
        _ => return,
    };
    let here = moved || !nodes.findings.names.is_inherited(old, new);
    let draft = Draft::new(code, subject(nodes, old, !here), says);
    let draft = draft.at(Some(&old.origin), Some(&new.origin)).only(only);
    nodes.add_property(draft, here);
}

fn both(nodes: &mut Nodes<'_, '_>, old: &Property, new: &Property) {
    let moved = old.origin.pointer != new.origin.pointer;
    becomes(nodes, old, new, moved);
    let subject = subject(nodes, old, !moved);
    let apis = (nodes.findings.old, nodes.findings.new);
    let mut say = |code, says: &str, only| {
        let draft = Draft::new(code, subject.as_str(), says);
        let draft = draft.at(Some(&old.origin), Some(&new.origin));
        nodes.add_property(draft.only(only), moved);
    };
    match (old.read_only, new.read_only) {
        (false, true) if old.required => {
            let says = "becomes read-only, and was required";
            say(&code::REQUIRED_PROPERTY_READ_ONLY, says, None);
        }
        (false, true) => say(&code::PROPERTY_READ_ONLY, "becomes read-only", None),
        (true, false) if new.required => {
            let says = "is read-only no more, and required";
            say(&code::REQUIRED_PROPERTY_WRITABLE, says, None);
        }
        (true, false) => say(&code::PROPERTY_WRITABLE, "is read-only no more", None),
        _ => {}
    }
    match (old.write_only, new.write_only) {
        (false, true) if old.required => {
            let says = "becomes write-only, and was required";
            say(&code::REQUIRED_PROPERTY_WRITE_ONLY, says, None);
        }
        (false, true) => say(&code::PROPERTY_WRITE_ONLY, "becomes write-only", None),
        (true, false) if new.required => {
            let says = "is write-only no more, and required";
            say(&code::REQUIRED_PROPERTY_READABLE, says, None);
        }
        (true, false) => say(&code::PROPERTY_READABLE, "is write-only no more", None),
        _ => {}
    }
    let codes = (&code::SCHEMA_DEPRECATED, &code::SCHEMA_REVIVED);
    if let Some((code, says)) = deprecation::between(apis, (&old.origin, &new.origin), codes) {
        say(code, says, None);
    }
    if old.description != new.description {
        let says = "is described in other words";
        say(&code::SCHEMA_DESCRIPTION_CHANGED, says, None);
    }
    let only = way(old).filter(|it| way(new) == Some(*it));
    let of = Use {
        slots: (old.slot, new.slot),
        subject: &subject,
        at: (&old.origin, &new.origin),
        // what is read-only need not be in requests
        given: [old, new].iter().all(|it| it.required && !it.read_only),
        place: Place::Property(&old.name),
    };
    nodes.property(&of, only);
}

fn rest(nodes: &mut Nodes<'_, '_>, old: &Rest, new: &Rest) {
    match (old, new) {
        (Rest::Of(old), Rest::Of(new)) => {
            let subject = format!("{}{{}}", nodes.subject);
            nodes.elements(*old, *new, &subject, Place::Entry);
        }
        (Rest::Any, Rest::Any) | (Rest::Forbidden, Rest::Forbidden) => {}
        (_, Rest::Forbidden) => {
            let says = "has no properties any more but those that are named";
            nodes.say(&code::ADDITIONAL_FORBIDDEN, says);
        }
        (Rest::Forbidden, _) => {
            let says = "may have properties that are not named";
            nodes.say(&code::ADDITIONAL_ALLOWED, says);
        }
        (Rest::Any, Rest::Of(_)) => {
            let says = "has properties of a type alone, beside those that are named";
            nodes.say(&code::ADDITIONAL_TYPED, says);
        }
        (Rest::Of(_), Rest::Any) => {
            let says = "may have properties of any type, beside those that are named";
            nodes.say(&code::ADDITIONAL_UNTYPED, says);
        }
    }
}

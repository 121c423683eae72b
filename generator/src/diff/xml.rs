//! Elements of XML: what they are called, which is sent, and how they are written. That depends on the use: a
//! root has the name of its definition, and what stands in an object that of its property, where the schema
//! gives no other. What is said here is what generated crates write (`src/emit/support/xml`).

use super::catalogue as code;
use super::draft::Draft;
use super::findings::{Place, Use};
use super::matching::Names;
use super::{aliases, words};
use crate::ir::{Api, Origin, Schema, SchemaKind, Slot, Xml};

/// How many lists in each other are looked at: one may be of itself.
const LEVELS: usize = 16;

/// What a use makes of a value, and of the elements of lists, which have no place of their own to say it.
pub(super) fn compare((old, new): (&Api, &Api), of: &Use<'_>, names: &Names<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    if of.place == Place::Item {
        return drafts;
    }
    let (mut a, mut b) = (One::of(old, of.slots.0), One::of(new, of.slots.1));
    let (mut subject, mut at) = (of.subject.to_owned(), (of.at.0, of.at.1));
    let mut called = (a.called(of.place), b.called(of.place));
    for level in 0..LEVELS {
        let place = if level == 0 { of.place } else { Place::Item };
        let forms = (a.form(place, called.0), b.form(place, called.1));
        if forms.0 != forms.1 {
            let says = match (a.xml == b.xml, called) {
                (true, (Some(was), Some(is))) if was != is => {
                    format!("is called `{is}` in XML, and was `{was}`")
                }
                _ => "has another form in XML".to_owned(),
            };
            let draft = Draft::new(&code::XML_CHANGED, subject.as_str(), says);
            let draft = draft.at(Some(at.0), Some(at.1));
            drafts.push(match definition(&a, &b, names) {
                Some((name, old, new)) => draft.of(name, old, new),
                None => draft,
            });
        }
        let (Some(from), Some(to)) = (a.items(old), b.items(new)) else {
            break;
        };
        at = (from.origin, to.origin);
        let own = words::subject(at.0).filter(|_| at.0.pointer == at.1.pointer);
        subject = own.unwrap_or_else(|| format!("{subject}[]"));
        // those of a list in an object are called as the list is, where they are called nothing
        let within = matches!(place, Place::Property(_));
        called = match within {
            true => (from.name().or(called.0), to.name().or(called.1)),
            false => (from.called(Place::Item), to.called(Place::Item)),
        };
        (a, b) = (from, to);
    }
    drafts
}

/// A use of a schema.
struct One<'a> {
    origin: &'a Origin,
    schemas: Vec<&'a Schema>,
    /// The first that says anything: what is nearest holds.
    says: Option<&'a Schema>,
    xml: Xml,
}

/// An element, or an attribute, as it is written.
#[derive(Debug, Default, PartialEq)]
struct Form<'a> {
    name: Option<&'a str>,
    prefix: Option<&'a str>,
    namespace: Option<&'a str>,
    attribute: bool,
    wrapped: bool,
    text: bool,
}

impl<'a> One<'a> {
    fn of(api: &'a Api, slot: Slot) -> Self {
        let schemas: Vec<&Schema> = aliases::chain(api, slot).map(|(_, it)| it).collect();
        let mut all = schemas.iter().copied();
        let says = all.find(|it| it.xml.is_some() || it.name.is_some());
        One {
            origin: &api.schema(slot.schema).origin,
            says,
            xml: says.and_then(|it| it.xml.clone()).unwrap_or_default(),
            schemas,
        }
    }

    fn kind(&self) -> Option<&'a SchemaKind> {
        self.schemas.last().map(|it| &it.kind)
    }

    fn items(&self, api: &'a Api) -> Option<Self> {
        match self.kind() {
            Some(SchemaKind::Array(slot)) => Some(One::of(api, *slot)),
            _ => None,
        }
    }

    /// What the schema calls it.
    fn name(&self) -> Option<&'a str> {
        self.says?.xml.as_ref()?.name.as_deref()
    }

    fn called<'p>(&self, place: Place<'p>) -> Option<&'p str>
    where
        'a: 'p,
    {
        let definition = || self.schemas.iter().find_map(|it| it.name.as_deref());
        match place {
            Place::Whole => self.name().or_else(definition).or(Some("root")),
            Place::Item => self.name().or_else(definition).or(Some("item")),
            Place::Property(property) => self.name().or(Some(property)),
            // by the key, and not at all
            Place::Entry | Place::Alternative => None,
        }
    }

    fn form<'f>(&'f self, place: Place<'_>, called: Option<&'f str>) -> Form<'f> {
        use SchemaKind as K;
        let list = matches!(self.kind(), Some(K::Array(_)));
        let object = matches!(
            self.kind(),
            Some(K::Object { .. } | K::Map(_) | K::Choice { .. })
        );
        let property = matches!(place, Place::Property(_));
        let wrapped = property && list && self.xml.wrapped;
        // its items alone are written
        if place == Place::Alternative || property && list && !wrapped {
            return Form::default();
        }
        let text = property && self.xml.text;
        Form {
            name: called.filter(|_| !text),
            prefix: self.xml.prefix.as_deref(),
            namespace: self.xml.namespace.as_deref(),
            // an attribute is a text
            attribute: property && !list && !object && self.xml.attribute,
            wrapped,
            text,
        }
    }
}

/// The definition that says it, before and after.
fn definition<'a>(
    a: &One<'a>,
    b: &One<'a>,
    names: &Names<'_>,
) -> Option<(&'a str, &'a Origin, &'a Origin)> {
    let (old, new) = (a.says?, b.says?);
    let name = old.name.as_deref().filter(|_| names.same(old, new))?;
    Some((name, &old.origin, &new.origin))
}

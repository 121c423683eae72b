//! One object of the document in the model of `openapiv3`.
//!
//! Objects are taken one by one: what stands inside an object and is one of its own is replaced by a
//! reference to its place, and taken from there. So a fault is a fault of the one object where it stands; and
//! the model, which gives a part more than one try, cannot take ever longer the deeper a document is.
//!
//! What the model would refuse is found here, by the fields of the object, and is left out with a diagnostic.

use crate::document::Object;
use crate::ir::Origin;
use crate::report::{Diagnostic, Report, catalogue};
use crate::source::{self, Node};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// A field of an object, and what the model wants there.
pub(super) type Field = (&'static str, Kind);

#[derive(Clone, Copy)]
pub(super) enum Kind {
    Text,
    /// A text that has to be there.
    Required,
    /// One that the model alone cannot do without.
    Wanted,
    /// One of a few texts.
    Name(&'static [&'static str]),
    Flag,
    Texts,
    /// A map of texts.
    TextMap,
    /// An object of its own.
    Part,
    /// A list of such.
    Parts,
    /// A map of such.
    PartMap,
    /// Such an object, or true or false.
    PartOrFlag,
    /// What the model wants and is taken from elsewhere.
    Empty,
    /// An object that the model reads with this one.
    Inner(&'static [Field]),
    /// One that it cannot do without.
    InnerWanted(&'static [Field]),
    /// A list of such.
    Inners(&'static [Field]),
    /// A map of such.
    InnerMap(&'static [Field]),
    /// Left to whoever reads the object, unless it is of this form.
    If(fn(&source::Value) -> bool, &'static Kind),
}

/// The object in the model. `what` names it in diagnostics, as in "a parameter".
pub(super) fn piece<T: DeserializeOwned>(
    object: &Object<'_>,
    fields: &[Field],
    what: &str,
    report: &mut Report,
) -> Option<T> {
    let value = Value::Object(sieve(object, fields, what, report));
    let piece = serde_json::from_value(value);
    if piece.is_err() {
        let message = format!("{what} that is none of OpenAPI 3.0");
        let (place, pointer) = (object.origin.place, &object.origin.pointer);
        let diagnostic = Diagnostic::new(&catalogue::WRONG_KIND, message);
        let diagnostic = diagnostic.at_pointer(place, pointer, "this one");
        report.add(diagnostic.generated("as if it were absent"));
    }
    piece.ok()
}

/// The fields that the model takes, in its terms.
fn sieve(
    object: &Object<'_>,
    fields: &[Field],
    what: &str,
    report: &mut Report,
) -> Map<String, Value> {
    let mut map = Map::new();
    for (key, kind) in fields {
        if let Some(value) = field(object, key, *kind, what, report) {
            map.insert((*key).to_owned(), value);
        }
    }
    map
}

fn field(
    object: &Object<'_>,
    key: &'static str,
    kind: Kind,
    what: &str,
    report: &mut Report,
) -> Option<Value> {
    // a text that is null says as much as none; of an object or a list one may think that it is there
    let scalar = matches!(
        kind,
        Kind::Text | Kind::Required | Kind::Wanted | Kind::Name(_) | Kind::Flag | Kind::If(..)
    );
    if !scalar {
        null(object, key, &format!("`{key}`"), report);
    }
    let entries = |report: &mut Report| {
        let map = object.object(key, report)?;
        let keys = map
            .all()
            .map(|child| (child.key.to_owned(), child.origin()));
        Some(keys.collect::<Vec<_>>())
    };
    Some(match kind {
        Kind::Text => object.text(key, report)?.into(),
        Kind::Required => {
            let text = object.required_text(key, what, report);
            text.unwrap_or_default().into()
        }
        Kind::Wanted => object.text(key, report).unwrap_or_default().into(),
        Kind::Name(names) => {
            let text = object.text(key, report)?;
            if !names.contains(&text.as_str()) {
                unknown(object, key, &text, names, report);
                return None;
            }
            text.into()
        }
        Kind::Flag => object.flag(key, report)?.into(),
        Kind::Texts => object.texts(key, report)?.into(),
        Kind::TextMap => {
            let map = object.object(key, report)?;
            let texts = map.all().filter_map(|child| {
                let text = map.text(child.key, report)?;
                Some((child.key.to_owned(), Value::String(text)))
            });
            Value::Object(texts.collect())
        }
        Kind::Part => part(&object.get(key)?.origin()),
        Kind::PartOrFlag => {
            let child = object.get(key)?;
            match child.node.as_bool() {
                Some(flag) => flag.into(),
                None => part(&child.origin()),
            }
        }
        Kind::Empty => json!({}),
        Kind::If(is, kind) => {
            object.get(key).filter(|child| is(&child.node.value))?;
            field(object, key, *kind, what, report)?
        }
        Kind::Parts => {
            let nodes = object.list(key, report)?;
            nodes.iter().map(|(_, origin)| part(origin)).collect()
        }
        Kind::PartMap => {
            let entries = entries(report)?.into_iter();
            Value::Object(entries.map(|(key, origin)| (key, part(&origin))).collect())
        }
        Kind::Inner(fields) => {
            let inner = object.object(key, report)?;
            Value::Object(sieve(&inner, fields, &format!("`{key}`"), report))
        }
        Kind::InnerWanted(fields) => match object.object(key, report) {
            Some(inner) => Value::Object(sieve(&inner, fields, key, report)),
            None => {
                let wanted = fields.iter().filter(|(_, it)| matches!(it, Kind::Wanted));
                Value::Object(
                    wanted
                        .map(|(key, _)| ((*key).to_owned(), "".into()))
                        .collect(),
                )
            }
        },
        Kind::Inners(fields) => {
            let nodes = object.list(key, report)?;
            let what = format!("an element of `{key}`");
            let inner = |(node, origin): (&Node, Origin), report: &mut Report| {
                let inner = Object::new(node, origin, &what, report)?;
                Some(Value::Object(sieve(&inner, fields, &what, report)))
            };
            let inners = nodes.into_iter().filter_map(|it| inner(it, report));
            inners.collect()
        }
        Kind::InnerMap(fields) => {
            let map = object.object(key, report)?;
            let what = format!("an entry of `{key}`");
            let inners = map.all().filter_map(|child| {
                let inner = Object::new(child.node, child.origin(), &what, report)?;
                let fields = sieve(&inner, fields, &what, report);
                Some((child.key.to_owned(), Value::Object(fields)))
            });
            Value::Object(inners.collect())
        }
    })
}

/// In the place of an object: a reference to where it stands.
fn part(origin: &Origin) -> Value {
    json!({ "$ref": format!("#{}", origin.pointer) })
}

/// Says of something that is null that it is not there: whoever wrote it may think otherwise.
pub(super) fn null(object: &Object<'_>, key: &str, what: &str, report: &mut Report) {
    if let Some(child) = object.all().find(|it| it.key == key && it.node.is_null()) {
        let message = format!("{what} that is null");
        let diagnostic = Diagnostic::new(&catalogue::WRONG_KIND, message);
        let diagnostic = diagnostic.at_pointer(child.key_place, &child.pointer, "this one");
        report.add(diagnostic.generated("as if it were absent"));
    }
}

/// Says of a text that it is none of those that there are here.
pub(super) fn unknown(
    object: &Object<'_>,
    key: &'static str,
    text: &str,
    names: &[&str],
    report: &mut Report,
) {
    let names = names.join("`, `");
    let message = format!("`{key}: {text}` is none of what may stand here: `{names}`");
    let (place, pointer) = match object.get(key) {
        Some(child) => (child.node.place, child.pointer),
        None => (object.origin.place, object.origin.pointer.clone()),
    };
    let diagnostic = Diagnostic::new(&catalogue::WRONG_KIND, message);
    let diagnostic = diagnostic.at_pointer(place, &pointer, "this one");
    report.add(diagnostic.generated("as if it were absent"));
}

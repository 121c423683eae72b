//! What is not compared, since the generator does not read it: the parts that its diagnostics name, where
//! the two documents differ. Nobody is to take "no changes" for more than it says.

use crate::pointer;
use crate::report::{Code, Hides, Report, catalogue as report};
use crate::source::{Node, Place};
use serde_json::Value;
use std::collections::BTreeMap;

/// What diagnostics say of parts that do not get into the API, or not as they are written.
static UNREAD: &[&Code] = &[
    &report::WRONG_KIND,
    &report::UNSUPPORTED_REF,
    &report::FOREIGN_FIELD,
    &report::UNKNOWN_FIELD,
    &report::UNSUPPORTED_SCHEMA,
    &report::UNKNOWN_TYPE,
    &report::NOT_ENFORCED,
    &report::BAD_DEFAULT,
    &report::REQUIRED_NAMES_NOTHING,
    &report::UNSUPPORTED_PATH_FIELD,
    &report::UNSUPPORTED_PARAMETER,
    &report::PARAMETER_TYPE,
    &report::DUPLICATE_PARAMETER,
    &report::MEDIA_TYPE,
    &report::BAD_STATUS,
    &report::SECURITY,
    &report::OTHER_MEDIA_TYPES,
    &report::NOT_BUILT,
    &report::LINKS,
    &report::RESERVED_HEADER,
    &report::SERVER_URL,
    &report::SERVER_VARIABLE,
];

/// The parts of a document that are not read, by pointer, code and message.
#[derive(Debug, Clone, Default)]
pub struct Parts(BTreeMap<(String, &'static str, String), Part>);

#[derive(Debug, Clone)]
struct Part {
    place: Place,
    /// What stands there; nothing in another file.
    text: Option<Value>,
}

impl Parts {
    /// Those that a report names; `root`: the document.
    pub fn of(report: &Report, root: Option<&Node>) -> Self {
        let mut parts = Parts::default();
        let diagnostics = report.diagnostics().iter();
        let unread = diagnostics.filter(|it| UNREAD.contains(&it.code));
        for diagnostic in unread.filter(|it| it.hides != Hides::Nothing) {
            for label in &diagnostic.labels {
                let Some(pointer) = &label.pointer else {
                    continue;
                };
                let key = (
                    pointer.clone(),
                    diagnostic.code.id,
                    diagnostic.message.clone(),
                );
                let root = root.filter(|_| diagnostic.hides == Hides::Place);
                let found = root.and_then(|it| at(it, pointer));
                let part = Part {
                    place: label.place,
                    text: found.map(wordless),
                };
                parts.0.insert(key, part);
            }
        }
        parts
    }
}

/// What is said of it is compared, or means nothing.
fn wordless(node: &Node) -> Value {
    let mut value = node.to_json();
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|key, _| !["title", "description"].contains(&key.as_str()));
    }
    value
}

/// What stands at a pointer (RFC 6901).
fn at<'n>(root: &'n Node, pointer: &str) -> Option<&'n Node> {
    let mut node = root;
    for token in pointer.split('/').skip(1) {
        let token = pointer::unescape(token);
        node = match node.as_sequence() {
            Some(nodes) => nodes.get(token.parse::<usize>().ok()?)?,
            None => node.get(&token)?,
        };
    }
    Some(node)
}

/// A part that is not read, and is another in the two documents.
#[derive(Debug, Clone, PartialEq)]
pub struct Unread {
    pub pointer: String,
    /// What is said of it: the message of the diagnostic.
    pub message: String,
    /// Where it stands in each; nowhere where it is not.
    pub old: Option<Place>,
    pub new: Option<Place>,
}

pub fn unread(old: &Parts, new: &Parts) -> Vec<Unread> {
    let keys = old.0.keys().chain(new.0.keys());
    let keys: std::collections::BTreeSet<_> = keys.collect();
    let differing = keys.into_iter().filter_map(|key| {
        let (a, b) = (old.0.get(key), new.0.get(key));
        let text = |it: Option<&Part>| it.map(|it| it.text.clone());
        (text(a) != text(b)).then(|| Unread {
            pointer: key.0.clone(),
            message: key.2.clone(),
            old: a.map(|it| it.place),
            new: b.map(|it| it.place),
        })
    });
    differing.collect()
}

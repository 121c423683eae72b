//! Reading one mapping of the document: each accessor reports what is not of its kind, and goes on
//! as if it were absent.

use crate::ir::Origin;
use crate::number::Decimal;
use crate::pointer::escape;
use crate::report::{Diagnostic, Hides, Report, catalogue};
use crate::source::{Entry, Mapping, Node, Place};
use std::fmt::Display;

/// A mapping, with its place and pointer.
pub(crate) struct Object<'n> {
    pub origin: Origin,
    mapping: &'n Mapping,
}

/// A value of a mapping, with its key.
pub(crate) struct Child<'n> {
    pub key: &'n str,
    pub key_place: Place,
    pub node: &'n Node,
    pub pointer: String,
}

/// How long a number may be that a message shows.
const MAX_SHOWN: usize = 40;

/// The pointer of a child (RFC 6901, section 4).
pub(crate) fn join(pointer: &str, token: &str) -> String {
    format!("{pointer}/{}", escape(token))
}

impl Child<'_> {
    /// The place of the key: short, and where a reader looks.
    pub fn origin(&self) -> Origin {
        Origin {
            place: self.key_place,
            pointer: self.pointer.clone(),
        }
    }
}

fn wrong_kind(report: &mut Report, node: &Node, pointer: &str, what: &str, expected: &str) {
    // `.nan` is no number that a float can hold, and not "a number" which is none
    let kind = node.kind_name();
    let found = match node.as_text().filter(|it| it.len() <= MAX_SHOWN) {
        Some(text) if kind == "a number" && expected.contains("number") => format!("`{text}`"),
        _ => kind.to_owned(),
    };
    report.add(
        Diagnostic::new(
            &catalogue::WRONG_KIND,
            format!("{what} must be {expected}, not {found}"),
        )
        .at_pointer(node.place, pointer, format!("expected {expected}"))
        .generated("as if it were absent"),
    );
}

/// Says of a value in quotes that it is taken for what stands in them.
fn check_quotes(report: &mut Report, child: &Child<'_>, expected: &str, meant: &dyn Display) {
    if child.node.as_str().is_none() {
        return;
    }
    let message = format!("`{}` must be {expected}, not a string", child.key);
    let diagnostic = Diagnostic::new(&catalogue::WRONG_KIND, message);
    let diagnostic = diagnostic.generated(format!("as if it were `{meant}`"));
    let diagnostic = diagnostic.hides(Hides::Nothing);
    report.add(diagnostic.at_pointer(child.node.place, &child.pointer, "without the quotes"));
}

impl<'n> Object<'n> {
    /// `what` names the object in the diagnostic, as in "a path item".
    pub fn new(node: &'n Node, origin: Origin, what: &str, report: &mut Report) -> Option<Self> {
        match node.as_mapping() {
            Some(mapping) => Some(Object { origin, mapping }),
            None => {
                wrong_kind(report, node, &origin.pointer, what, "a mapping");
                None
            }
        }
    }

    fn child_of(&self, key: &'n str, entry: &'n Entry) -> Child<'n> {
        Child {
            key,
            key_place: entry.key,
            node: &entry.node,
            pointer: join(&self.origin.pointer, key),
        }
    }

    /// The child, unless it is absent or null.
    pub fn get(&self, key: &'n str) -> Option<Child<'n>> {
        let entry = self.mapping.get(key)?;
        (!entry.node.is_null()).then(|| self.child_of(key, entry))
    }

    pub fn all(&self) -> impl Iterator<Item = Child<'n>> {
        self.mapping
            .iter()
            .map(|(key, entry)| self.child_of(key, entry))
    }

    /// Extensions (`x-…`) left out.
    pub fn children(&self) -> impl Iterator<Item = Child<'n>> {
        self.all().filter(|child| !child.key.starts_with("x-"))
    }

    /// Any scalar's text: `version: 1.10` is the text `1.10`.
    pub fn text(&self, key: &'n str, report: &mut Report) -> Option<String> {
        let child = self.get(key)?;
        let text = child.node.as_text();
        if text.is_none() {
            wrong_kind(report, child.node, &child.pointer, &quoted(key), "a string");
        }
        text.map(str::to_owned)
    }

    pub fn flag(&self, key: &'n str, report: &mut Report) -> Option<bool> {
        let child = self.get(key)?;
        let flag = child.node.as_flag();
        match flag {
            None => wrong_kind(
                report,
                child.node,
                &child.pointer,
                &quoted(key),
                "true or false",
            ),
            Some(flag) => check_quotes(report, &child, "true or false", &flag),
        }
        flag
    }

    /// The text of a number. One whose exponent is beyond what the table of schemas reads is none: it
    /// would never be enforced.
    pub fn number(&self, key: &'n str, report: &mut Report) -> Option<String> {
        let child = self.get(key)?;
        let text = child.node.as_text();
        let finite = |text: &&str| {
            text.parse::<f64>().is_ok_and(f64::is_finite) && Decimal::parse(text).is_some()
        };
        let number = text.filter(finite);
        match &number {
            Some(number) => check_quotes(report, &child, "a number", number),
            None => wrong_kind(
                report,
                child.node,
                &child.pointer,
                &quoted(key),
                "a number that a float can hold",
            ),
        }
        number.map(str::to_owned)
    }

    pub fn count(&self, key: &'n str, report: &mut Report) -> Option<u64> {
        let child = self.get(key)?;
        // `1.0` is a count as well
        let whole = |text: &str| {
            text.split_once('.')
                .filter(|(_, zeros)| !zeros.is_empty() && zeros.bytes().all(|it| it == b'0'))
                .map_or(text.to_owned(), |(whole, _)| whole.to_owned())
        };
        let count = child
            .node
            .as_text()
            .and_then(|text| whole(text).parse().ok());
        match &count {
            Some(count) => check_quotes(report, &child, "a number", count),
            None => {
                let what = "a whole number that is not negative";
                wrong_kind(report, child.node, &child.pointer, &quoted(key), what);
            }
        }
        count
    }

    pub fn object(&self, key: &'n str, report: &mut Report) -> Option<Object<'n>> {
        let child = self.get(key)?;
        Object::new(child.node, child.origin(), &quoted(key), report)
    }

    /// The elements of a list, each with its pointer.
    pub fn list(&self, key: &'n str, report: &mut Report) -> Option<Vec<(&'n Node, Origin)>> {
        let child = self.get(key)?;
        let Some(nodes) = child.node.as_sequence() else {
            wrong_kind(report, child.node, &child.pointer, &quoted(key), "a list");
            return None;
        };
        let elements = nodes.iter().enumerate().map(|(index, node)| {
            let origin = Origin {
                place: node.place,
                pointer: join(&child.pointer, &index.to_string()),
            };
            (node, origin)
        });
        Some(elements.collect())
    }

    pub fn texts(&self, key: &'n str, report: &mut Report) -> Option<Vec<String>> {
        let mut texts = Vec::new();
        for (node, origin) in self.list(key, report)? {
            match node.as_text() {
                Some(text) => texts.push(text.to_owned()),
                None => {
                    let what = format!("an element of `{key}`");
                    wrong_kind(report, node, &origin.pointer, &what, "a string");
                }
            }
        }
        Some(texts)
    }

    /// A text that the specification requires.
    pub fn required_text(&self, key: &'n str, what: &str, report: &mut Report) -> Option<String> {
        if self.get(key).is_none() {
            report.add(
                Diagnostic::new(&catalogue::MISSING_FIELD, format!("{what} has no `{key}`"))
                    .at_pointer(self.origin.place, &self.origin.pointer, "here"),
            );
        }
        self.text(key, report)
    }
}

fn quoted(key: &str) -> String {
    format!("`{key}`")
}

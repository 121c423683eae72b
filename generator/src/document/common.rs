//! Objects that the formats have alike.

use super::model::{Reference, RequiredScheme, Requirement};
use super::object::{Object, join};
use crate::ir::{Method, Origin};
use crate::report::Report;

/// The keys of a Path Item Object that are operations.
pub(crate) const METHODS: [(&str, Method); 7] = [
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
    ("options", Method::Options),
    ("head", Method::Head),
    ("patch", Method::Patch),
];

/// Reference Object.
pub(crate) fn reference(object: &Object<'_>, report: &mut Report) -> Option<Reference> {
    let child = object.get("$ref")?;
    let target = object.text("$ref", report)?;
    let origin = Origin {
        place: child.node.place,
        pointer: join(&object.origin.pointer, "$ref"),
    };
    Some(Reference { target, origin })
}

/// A list of Security Requirement Objects.
pub(crate) fn security(object: &Object<'_>, report: &mut Report) -> Option<Vec<Requirement>> {
    let nodes = object.list("security", report)?;
    let requirements = nodes.into_iter().filter_map(|(node, origin)| {
        let object = Object::new(node, origin, "a security requirement", report)?;
        let schemes = object.all().map(|child| RequiredScheme {
            name: child.key.to_owned(),
            scopes: object.texts(child.key, report).unwrap_or_default(),
            origin: child.origin(),
        });
        Some(Requirement {
            schemes: schemes.collect(),
        })
    });
    Some(requirements.collect())
}

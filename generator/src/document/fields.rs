//! Fields that an object of the specification does not have: misspelt, or of something else. They mean nothing,
//! and whoever wrote them thinks that they do.

use super::Object;
use crate::report::{Diagnostic, Report, catalogue};

/// What is said for readers alone, wherever it stands.
const WORDS: &[&str] = &[
    "$comment",
    "$id",
    "$schema",
    "description",
    "example",
    "examples",
    "externalDocs",
    "id",
    "summary",
    "title",
];

/// Reports each field of an object that is none of these, and no extension; `what` it is, with an article.
pub(crate) fn check_fields(
    object: &Object<'_>,
    what: &str,
    known: &[&[&str]],
    report: &mut Report,
) {
    // beside a reference, nothing means anything
    if object.get("$ref").is_some() {
        return;
    }
    let known = || known.iter().copied().flatten().copied();
    for child in object.children() {
        let key = child.key;
        if WORDS.contains(&key) || known().any(|it| it == key) {
            continue;
        }
        let diagnostic = Diagnostic::new(
            &catalogue::UNKNOWN_FIELD,
            format!("`{key}` is no field of {what}"),
        );
        let diagnostic = diagnostic
            .at_pointer(child.key_place, &child.pointer, "this one")
            .generated("as if it were absent");
        report.add(diagnostic.may_mean(key, known()));
    }
}

//! Parameters, headers and schemas that are deprecated, or are so no more: words, as long as they are there.

use super::catalogue::Code;
use crate::ir::{Api, Origin};

/// What became of it, where it is another: `codes` of what is deprecated, and of what is so no more.
pub(super) fn between(
    (old, new): (&Api, &Api),
    (a, b): (&Origin, &Origin),
    codes: (&'static Code, &'static Code),
) -> Option<(&'static Code, &'static str)> {
    match (is_deprecated(old, a), is_deprecated(new, b)) {
        (false, true) => Some((codes.0, "is deprecated")),
        (true, false) => Some((codes.1, "is deprecated no more")),
        _ => None,
    }
}

/// By itself, or by the schema of its own that a parameter and a header have.
fn is_deprecated(api: &Api, origin: &Origin) -> bool {
    let known = &api.info.deprecated;
    known.contains(&origin.pointer) || known.contains(&format!("{}/schema", origin.pointer))
}

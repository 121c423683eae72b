//! Is this an OpenAPI 3.0 document at all?

use crate::report::{Diagnostic, Report, catalogue};
use crate::source::Node;

/// The version that a document says it is of, if it is one of OpenAPI, and not of Swagger.
pub fn version(root: &Node) -> Option<&str> {
    let other = root.get("swagger").is_some();
    root.get("openapi").filter(|_| !other)?.as_text()
}

/// Reports a version that is not read; true for 3.0.
pub(super) fn check(root: &Node, report: &mut Report) -> bool {
    let version = version(root).unwrap_or_default().trim();
    let patch = |it: &str| it.starts_with(|it: char| it.is_ascii_digit());
    if version == "3" || version == "3.0" || version.strip_prefix("3.0.").is_some_and(patch) {
        return true;
    }
    let place = root.get("openapi").unwrap_or(root).place;
    let message = format!("this is an OpenAPI {version} document, which Bindsmith does not read");
    let help = match version.starts_with("3.") {
        true => {
            "Bindsmith reads Swagger 2.0 and OpenAPI 3.0: schemas of later versions are of another kind"
        }
        false => "Bindsmith reads Swagger 2.0 and OpenAPI 3.0",
    };
    let diagnostic = Diagnostic::new(&catalogue::OPENAPI_VERSION, message);
    report.add(diagnostic.at(place, "here").help(help));
    false
}

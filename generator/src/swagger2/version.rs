//! Is this a Swagger 2.0 document at all?

use crate::report::{Code, Diagnostic, Report, catalogue};
use crate::source::Node;

/// Reports what a document of another kind is; true for Swagger 2.0 (Swagger Object, `swagger`).
pub fn check(root: &Node, report: &mut Report) -> bool {
    if root.as_mapping().is_none() {
        return refuse(
            report,
            root,
            &catalogue::NOT_SWAGGER,
            format!(
                "a document of an API is a mapping, not {}",
                root.kind_name()
            ),
            "check that this is the API's document",
        );
    }
    let version = |key| root.get(key).and_then(Node::as_text);
    let place = |key| root.get(key).unwrap_or(root);
    if version("swagger") == Some("2.0") || version("swagger") == Some("2") {
        beside(root, report);
        return true;
    }
    if let Some(version) = version("swaggerVersion") {
        return refuse(
            report,
            place("swaggerVersion"),
            &catalogue::NOT_SWAGGER,
            format!("this is a Swagger {version} document, which Bindsmith does not read"),
            "convert it to Swagger 2.0 or OpenAPI 3.0 first",
        );
    }
    let message = match version("swagger") {
        Some(version) => format!("`swagger` is `{version}`, which Bindsmith does not read"),
        None => "this is neither a Swagger 2.0 nor an OpenAPI 3.0 document".to_owned(),
    };
    let help = "such a document begins with `swagger: \"2.0\"` or `openapi: 3.0.3`";
    refuse(
        report,
        place("swagger"),
        &catalogue::NOT_SWAGGER,
        message,
        help,
    )
}

/// Says which of two versions holds.
fn beside(root: &Node, report: &mut Report) {
    let entry = root.as_mapping().and_then(|it| it.get("openapi"));
    if let Some(entry) = entry.filter(|it| !it.node.is_null()) {
        let message = "`openapi` beside `swagger`: a document is of one version";
        let diagnostic = Diagnostic::new(&catalogue::FOREIGN_FIELD, message);
        let diagnostic = diagnostic.at_pointer(entry.key, "/openapi", "this one");
        let diagnostic = diagnostic.generated("what it is as Swagger 2.0");
        report.add(diagnostic.help("remove the one that the document is not, with an overlay"));
    }
}

fn refuse(
    report: &mut Report,
    node: &Node,
    code: &'static Code,
    message: String,
    help: &str,
) -> bool {
    let mut place = node.place;
    if node.as_mapping().is_some() {
        place.end = place.start;
    }
    report.add(Diagnostic::new(code, message).at(place, "here").help(help));
    false
}

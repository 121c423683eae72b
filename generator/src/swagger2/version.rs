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
            format!("a Swagger document is a mapping, not {}", root.kind_name()),
            "check that this is the API's document",
        );
    }
    let version = |key| root.get(key).and_then(Node::as_text);
    let place = |key| root.get(key).unwrap_or(root);
    if version("swagger") == Some("2.0") || version("swagger") == Some("2") {
        return true;
    }
    if let Some(version) = version("swaggerVersion") {
        return refuse(
            report,
            place("swaggerVersion"),
            &catalogue::NOT_SWAGGER,
            format!("this is a Swagger {version} document; Bindsmith reads Swagger 2.0"),
            "convert it to Swagger 2.0 first",
        );
    }
    let message = match version("swagger") {
        Some(version) => format!("`swagger` is `{version}`; Bindsmith reads Swagger 2.0"),
        None => "this is not a Swagger document: it has no `swagger: \"2.0\"`".to_owned(),
    };
    let help = "a Swagger 2.0 document begins with `swagger: \"2.0\"`";
    refuse(
        report,
        place("swagger"),
        &catalogue::NOT_SWAGGER,
        message,
        help,
    )
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

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
    let version = version(root).unwrap_or_default();
    if is_read(version.trim()) {
        return true;
    }
    let place = root.get("openapi").unwrap_or(root).place;
    let message = format!("this is an OpenAPI {version} document, which Bindsmith does not read");
    let help = if version.starts_with("3.0") {
        "`openapi` is `3.0.0` to `3.0.4`: correct it with an overlay"
    } else if version.starts_with("3.") {
        "Bindsmith reads Swagger 2.0 and OpenAPI 3.0: schemas of later versions are of another kind"
    } else {
        "Bindsmith reads Swagger 2.0 and OpenAPI 3.0"
    };
    let diagnostic = Diagnostic::new(&catalogue::OPENAPI_VERSION, message);
    report.add(diagnostic.at(place, "here").help(help));
    false
}

/// `3.0` and a patch, which says nothing of what there is; perhaps `-rc0` and the like behind it (Semantic
/// Versioning 2.0.0, section 9). Documents leave out the patch as well, where YAML has `3.0` for a number.
fn is_read(version: &str) -> bool {
    let (version, suffix) = match version.split_once('-') {
        Some((version, suffix)) => (version, Some(suffix)),
        None => (version, None),
    };
    let letters = |it: char| it.is_ascii_alphanumeric() || it == '-';
    let identifier = |it: &str| !it.is_empty() && it.chars().all(letters);
    let digits = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_ascii_digit());
    suffix.is_none_or(|it| it.split('.').all(identifier))
        && match version.strip_prefix("3.0.") {
            Some(patch) => digits(patch),
            None => suffix.is_none() && (version == "3" || version == "3.0"),
        }
}

#[cfg(test)]
mod tests {
    use super::is_read;

    #[test]
    fn versions_3_0_are_read_and_what_looks_like_one_is_not() {
        for version in [
            "3.0.0",
            "3.0.4",
            "3.0.12",
            "3.0.0-rc0",
            "3.0.1-rc.2",
            "3.0",
            "3",
        ] {
            assert!(is_read(version), "{version}");
        }
        let others = [
            "",
            "3.0.",
            "3.0.x",
            "3.0.-1",
            "3.0.1.2",
            "3.0.1-",
            "3.0.1-a..b",
            "3.0-rc0",
            "3.00.1",
            "3.1.0",
            "30.0",
            "2.0",
        ];
        for version in others {
            assert!(!is_read(version), "{version}");
        }
    }
}

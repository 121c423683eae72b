//! What a body is written as, by `consumes` and `produces` (Swagger Object, "Mime Types").

use super::Lowering;
use crate::ir::{Content, Origin};
use crate::report::{Diagnostic, catalogue};
use crate::swagger2::model::Schema;

impl Lowering<'_> {
    /// JSON where it is offered; text and bytes as they are. `what` names the body in diagnostics.
    pub(super) fn content(
        &mut self,
        what: &str,
        schema: &Schema,
        media_types: &[String],
    ) -> Content {
        let others: Vec<&str> = media_types
            .iter()
            .map(String::as_str)
            .filter(|it| !is_json(it) && is_printable(it))
            .collect();
        let types = self.types(schema);
        let has = |name: &str| types.iter().any(|it| it == name);
        if has("file") || has("binary") {
            let declared = media_types
                .iter()
                .map(String::as_str)
                .find(|it| is_printable(it));
            let media_type = others.first().copied().or(declared);
            return Content::Bytes {
                media_type: owned(media_type, "application/octet-stream"),
            };
        }
        if media_types.is_empty() || media_types.iter().any(|it| is_json(it)) {
            self.only_json(what, &others, &schema.origin);
            return Content::Json(self.slot(schema));
        }
        let text = others.iter().copied().find(|it| is_text(it));
        if let Some(media_type) = text {
            if !["string", "integer", "number", "boolean"]
                .into_iter()
                .any(has)
            {
                self.not_built(what, media_types, "its text", &schema.origin);
            }
            return Content::Text {
                media_type: owned(Some(media_type), "text/plain"),
            };
        }
        self.not_built(what, media_types, "its bytes", &schema.origin);
        Content::Bytes {
            media_type: owned(others.first().copied(), "application/octet-stream"),
        }
    }

    /// The names in `type`, of what a reference means as well; `binary` for such a string.
    fn types(&self, schema: &Schema) -> Vec<String> {
        let mut schema = schema;
        for _ in 0..10 {
            let Some(reference) = &schema.reference else {
                break;
            };
            let target = self.document.target(reference).ok();
            match target.and_then(|it| self.document.schemas.get(it)) {
                Some(definition) => schema = &definition.schema,
                None => break,
            }
        }
        let mut types = schema.types.clone();
        if types == ["string"] && schema.format.as_deref() == Some("binary") {
            types = vec!["binary".to_owned()];
        }
        types
    }

    /// Says that of several media types JSON alone is built.
    fn only_json(&mut self, what: &str, others: &[&str], origin: &Origin) {
        if others.is_empty() {
            return;
        }
        let message = format!("{what} of `{}` is not built", others.join("`, `"));
        let diagnostic = Diagnostic::new(&catalogue::OTHER_MEDIA_TYPES, message);
        let diagnostic = diagnostic.generated("JSON, which the document offers as well");
        self.warn(diagnostic, origin, "this one");
    }

    fn not_built(&mut self, what: &str, media_types: &[String], instead: &str, origin: &Origin) {
        let message = format!("{what} of `{}` is not built", media_types.join("`, `"));
        let diagnostic = Diagnostic::new(&catalogue::MEDIA_TYPE, message).generated(instead);
        self.warn(diagnostic, origin, "this schema");
    }
}

/// A media type without its parameters, in lower case (RFC 9110, section 8.3.1).
pub(super) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or("");
    essence.trim().to_ascii_lowercase()
}

/// `*/*` stands for JSON as well.
fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json"
        || essence.ends_with("+json")
        || essence == "*/*"
        || essence == "text/json"
}

/// XML is text too, but its schema means elements.
fn is_text(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.starts_with("text/") && !essence.ends_with("xml")
}

/// What can stand in a header.
fn is_printable(media_type: &str) -> bool {
    !media_type.trim().is_empty() && media_type.bytes().all(|byte| (0x20..0x7F).contains(&byte))
}

fn owned(media_type: Option<&str>, otherwise: &str) -> String {
    media_type.unwrap_or(otherwise).trim().to_owned()
}

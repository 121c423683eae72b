//! Responses Object and Response Object.

use super::Lowering;
use crate::ir::{Content, Header, Origin, Response, Status};
use crate::report::{Diagnostic, catalogue};
use crate::swagger2::model::{self, Broken};

impl Lowering<'_> {
    pub(super) fn responses(&mut self, operation: &model::Operation) -> Vec<Response> {
        if operation.responses.is_empty() {
            let diagnostic =
                Diagnostic::new(&catalogue::NO_RESPONSES, "an operation without responses");
            let diagnostic = diagnostic.generated("success and failure with any bytes");
            self.warn(diagnostic, &operation.origin, "this operation");
        }
        let mut responses: Vec<Response> = Vec::new();
        for (key, response) in &operation.responses {
            let Some(status) = status(key) else {
                let message = format!("`{key}` is neither a status code nor `default`");
                let diagnostic = Diagnostic::new(&catalogue::BAD_STATUS, message);
                self.warn(
                    diagnostic.generated("nothing"),
                    &response.origin,
                    "left out",
                );
                continue;
            };
            if responses.iter().all(|known| known.status != status) {
                let response = self.response(status, response, operation);
                responses.push(response);
            }
        }
        responses.sort_by_key(|response| response.status);
        responses
    }

    fn response(
        &mut self,
        status: Status,
        response: &model::Response,
        operation: &model::Operation,
    ) -> Response {
        let document = self.document;
        let target = match &response.reference {
            None => response,
            Some(reference) => {
                let found = document.target(reference).and_then(|pointer| {
                    let target = document.responses.get(pointer);
                    target.ok_or_else(|| Broken::Missing(pointer.to_owned()))
                });
                found.unwrap_or_else(|broken| {
                    self.broken(reference, &broken, "a response without a schema");
                    response
                })
            }
        };
        let schema = target.schema.as_ref();
        let content = schema.map(|schema| self.response_content(schema, operation));
        let headers = target.headers.iter().filter_map(|header| {
            let what = format!("the response header `{}`", header.name);
            let value = self.text_value(&header.schema, &what, false);
            let valid = !header.name.is_empty() && header.name.bytes().all(is_token);
            valid.then(|| Header {
                origin: header.origin.clone(),
                name: header.name.clone(),
                description: header.description.clone(),
                value,
            })
        });
        Response {
            origin: response.origin.clone(),
            status,
            description: target.description.clone(),
            headers: headers.collect(),
            content,
        }
    }

    fn response_content(
        &mut self,
        schema: &model::Schema,
        operation: &model::Operation,
    ) -> Content {
        let produces = operation
            .produces
            .as_ref()
            .or(self.document.produces.as_ref());
        let media_types = produces.map(Vec::as_slice).unwrap_or_default();
        if schema.types.iter().any(|name| name == "file") {
            return Content::Bytes {
                media_type: first(media_types, "application/octet-stream"),
            };
        }
        if is_json(media_types) {
            self.only_json("a response", media_types, &schema.origin);
            return Content::Json(self.slot(schema));
        }
        let list = media_types.join("`, `");
        let diagnostic = Diagnostic::new(
            &catalogue::MEDIA_TYPE,
            format!("a response of `{list}` is not built"),
        );
        self.warn(
            diagnostic.generated("its bytes"),
            &schema.origin,
            "this schema",
        );
        Content::Bytes {
            media_type: first(media_types, "application/octet-stream"),
        }
    }
}

impl Lowering<'_> {
    /// Says that of several media types JSON alone is built.
    pub(super) fn only_json(&mut self, what: &str, media_types: &[String], origin: &Origin) {
        let json = |it: &&String| !is_json(std::slice::from_ref(*it));
        let others: Vec<&str> = media_types
            .iter()
            .filter(json)
            .map(String::as_str)
            .collect();
        if others.is_empty() {
            return;
        }
        let message = format!("{what} of `{}` is not built", others.join("`, `"));
        let diagnostic = Diagnostic::new(&catalogue::OTHER_MEDIA_TYPES, message);
        let diagnostic = diagnostic.generated("JSON, which the document offers as well");
        self.warn(diagnostic, origin, "this one");
    }
}

/// True if JSON is offered, or nothing is said at all.
pub(super) fn is_json(media_types: &[String]) -> bool {
    media_types.is_empty()
        || media_types.iter().any(|media_type| {
            let essence = media_type
                .split(';')
                .next()
                .unwrap_or("")
                .trim()
                .to_ascii_lowercase();
            essence == "application/json"
                || essence.ends_with("+json")
                || essence == "*/*"
                || essence == "text/json"
        })
}

pub(super) fn first(media_types: &[String], otherwise: &str) -> String {
    let printable =
        |text: &&String| !text.is_empty() && text.bytes().all(|byte| (0x20..0x7F).contains(&byte));
    media_types
        .iter()
        .find(printable)
        .map_or_else(|| otherwise.to_owned(), |text| text.trim().to_owned())
}

/// RFC 9110, section 5.6.2: what a field name is made of.
pub(super) fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

fn status(key: &str) -> Option<Status> {
    if key == "default" {
        return Some(Status::Default);
    }
    let code = key.parse().ok().filter(|code| (100..600).contains(code))?;
    Some(Status::Code(code))
}

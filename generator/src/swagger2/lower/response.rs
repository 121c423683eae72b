//! Responses Object and Response Object.

use super::Lowering;
use crate::ir::{Header, Response, Status};
use crate::report::{Diagnostic, catalogue};
use crate::swagger2::model::{self, Broken};

impl<'a> Lowering<'a> {
    pub(super) fn responses(&mut self, operation: &'a model::Operation) -> Vec<Response> {
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
        response: &'a model::Response,
        operation: &'a model::Operation,
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
        let produces = operation.produces.as_ref();
        let media_types = produces.or(document.produces.as_ref());
        let media_types = media_types.map(Vec::as_slice).unwrap_or_default();
        let content = schema.map(|schema| self.content("a response", schema, media_types));
        let offered = match schema {
            Some(_) => Vec::new(),
            None => media_types.to_vec(),
        };
        let headers = target.headers.iter().filter_map(|header| {
            let what = format!("the response header `{}`", header.name);
            let mut value = self.text_value(&header.schema, &what, None);
            value.prefix = self.prefix(header.prefix.as_ref(), &value, &header.origin);
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
            offered,
            examples: target.examples.clone(),
        }
    }
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

//! Responses Object and Response Object.

use super::Lowering;
use crate::document::model::{self, Broken, Kind};
use crate::ir::{Header, Response, Status};
use crate::report::{Diagnostic, Hides, catalogue};
use std::collections::HashSet;

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
            if responses.iter().any(|known| known.status == status) {
                let message = format!("`{key}` is a status that has a response");
                let diagnostic = Diagnostic::new(&catalogue::BAD_STATUS, message);
                let diagnostic = diagnostic.generated("the first one");
                self.warn(diagnostic, &response.origin, "a second one");
                continue;
            }
            if matches!(status, Status::Code(100..=199) | Status::Range(1)) {
                let message =
                    format!("`{key}` is the status of no answer (RFC 9110, section 15.2)");
                let diagnostic = Diagnostic::new(&catalogue::BAD_STATUS, message);
                let diagnostic = diagnostic
                    .generated("what is declared, for which a generated server sends 500")
                    .hides(Hides::Nothing);
                let diagnostic = match status {
                    Status::Code(101) => diagnostic
                        .help("a connection is upgraded by a route or a layer of your own"),
                    _ => diagnostic,
                };
                self.warn(diagnostic, &response.origin, "this one");
            }
            let response = self.response(status, response, operation);
            responses.push(response);
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
                let kind = Kind::Response;
                let found = document.target_of(kind, reference).and_then(|pointer| {
                    let target = document.responses.get(pointer);
                    target.ok_or_else(|| Broken::Other(pointer.to_owned(), kind))
                });
                found.unwrap_or_else(|broken| {
                    self.broken(reference, &broken, "a response without a schema");
                    response
                })
            }
        };
        let content = self.content("a response", &target.content, &operation.produces);
        let offered = match content {
            Some(_) => Vec::new(),
            None => operation.produces.clone(),
        };
        let mut seen: HashSet<String> = HashSet::new();
        let headers = target.headers.iter().filter_map(|written| {
            let header = self.header_target(written)?;
            if !seen.insert(written.name.to_ascii_lowercase()) {
                let message = format!("`{}` is a header that is declared", written.name);
                let diagnostic = Diagnostic::new(&catalogue::DUPLICATE_PARAMETER, message);
                let diagnostic =
                    diagnostic.generated("the first one: case means nothing in names of headers");
                self.warn(diagnostic, &written.origin, "a second one");
                return None;
            }
            if !is_name(&written.name) {
                let message = format!("`{}` cannot be the name of a header", written.name);
                let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_PARAMETER, message);
                let diagnostic = diagnostic.generated("nothing");
                self.warn(diagnostic, &written.origin, "left out");
                return None;
            }
            let what = format!("the response header `{}`", written.name);
            let mut value = self.text_value(&header.schema, &what, None, None);
            value.prefix = self.prefix(header.prefix.as_ref(), &value, &header.origin);
            Some(Header {
                origin: written.origin.clone(),
                name: written.name.clone(),
                description: header.description.clone(),
                value,
            })
        });
        Response {
            origin: response.origin.clone(),
            shared: (target.origin != response.origin).then(|| target.origin.clone()),
            status,
            description: target.description.clone(),
            headers: headers.collect(),
            content,
            offered,
            examples: target.examples.clone(),
        }
    }
}

impl<'a> Lowering<'a> {
    /// What a reference means.
    fn header_target(&mut self, header: &'a model::Header) -> Option<&'a model::Header> {
        let Some(reference) = &header.reference else {
            return Some(header);
        };
        let document = self.document;
        let kind = Kind::Header;
        let found = document.target_of(kind, reference).and_then(|pointer| {
            let target = document.headers.get(pointer);
            target.ok_or_else(|| Broken::Other(pointer.to_owned(), kind))
        });
        found
            .inspect_err(|broken| self.broken(reference, broken, "nothing for this header"))
            .ok()
    }
}

/// RFC 9110, section 5.6.2: what a field name is made of.
pub(super) fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// What a header can be called, and a cookie as well (RFC 6265, section 4.1.1).
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(is_token)
}

fn status(key: &str) -> Option<Status> {
    if key == "default" {
        return Some(Status::Default);
    }
    // `4XX`, of OpenAPI 3
    if let Some(class) = key.strip_suffix("XX").or(key.strip_suffix("xx"))
        && let Ok(class @ 1..=5) = class.parse()
    {
        return Some(Status::Range(class));
    }
    let code = key.parse().ok().filter(|code| (100..600).contains(code))?;
    Some(Status::Code(code))
}

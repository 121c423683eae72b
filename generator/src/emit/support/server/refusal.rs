//! An answer that the handler never sees: problem details (RFC 9457).

use super::super::response::{HeaderError, Response};
use super::super::schema::{Invalid, Violation};
use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use std::fmt::Display;

/// Why a request is not handled.
#[derive(Debug)]
pub struct Refusal {
    status: StatusCode,
    detail: String,
    headers: Vec<(HeaderName, HeaderValue)>,
    violations: Vec<Violation>,
}

impl From<HeaderError> for Refusal {
    fn from(error: HeaderError) -> Self {
        Self::bad_request(error)
    }
}

impl Refusal {
    fn new(status: StatusCode, detail: impl Display) -> Self {
        Self {
            status,
            detail: detail.to_string(),
            headers: Vec::new(),
            violations: Vec::new(),
        }
    }

    pub(in super::super) fn invalid(invalid: &Invalid) -> Self {
        Self {
            violations: invalid.violations().to_vec(),
            ..Self::bad_request("the document does not allow this request")
        }
    }

    fn with_header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }

    pub(in super::super) fn bad_request(detail: impl Display) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    pub(super) fn unauthorized(challenges: &[String]) -> Self {
        let refusal = Self::new(StatusCode::UNAUTHORIZED, "credentials are missing");
        challenges.iter().fold(refusal, |refusal, challenge| {
            refusal.with_header(WWW_AUTHENTICATE, challenge)
        })
    }

    pub(super) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "there is nothing at this path")
    }

    pub(super) fn method_not_allowed(allowed: &[&str]) -> Self {
        let detail = "this path has no such method";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, detail).with_header(ALLOW, &allowed.join(", "))
    }

    pub(super) fn too_large(limit: usize) -> Self {
        let detail = format!("the body is larger than {limit} bytes");
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, detail)
    }

    pub(in super::super) fn unsupported_media_type(expected: &str) -> Self {
        let detail = format!("the body is not `{expected}`");
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail)
    }

    pub(super) fn internal(detail: &str) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, detail)
    }

    pub(super) fn not_implemented() -> Self {
        Self::new(
            StatusCode::NOT_IMPLEMENTED,
            "this operation is not written yet",
        )
    }

    pub(super) fn into_answer(self) -> Response<Bytes> {
        let mut problem = serde_json::json!({
            "title": self.status.canonical_reason().unwrap_or("Error"),
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        if !self.violations.is_empty() {
            // the pointers of RFC 9457, section 3, are into the body; ours begin with `/body`
            let errors = self.violations.iter();
            let errors =
                errors.map(|it| serde_json::json!({"pointer": it.pointer, "detail": it.message}));
            problem["errors"] = errors.collect();
        }
        let mut headers = HeaderMap::new();
        for (name, value) in self.headers {
            headers.append(name, value);
        }
        let media_type = HeaderValue::from_static("application/problem+json");
        headers.insert(CONTENT_TYPE, media_type);
        let bytes = Bytes::from(problem.to_string());
        Response::from_parts(Some(self.status), headers, bytes)
    }
}

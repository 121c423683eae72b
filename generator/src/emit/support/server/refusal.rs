//! An answer that the handler never sees: why a request is refused.

use super::super::operation::Operation;
use super::super::response::{HeaderError, Response};
use super::super::schema::{Invalid, Schema, Violation};
use super::fill::fill;
use bytes::Bytes;
use http::header::{ACCEPT_ENCODING, ALLOW, CONTENT_TYPE, WWW_AUTHENTICATE};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::{Value, json};
use std::fmt::{self, Display};
use std::sync::Arc;
use std::time::Duration;

/// In characters.
const LONGEST_DETAIL: usize = 1000;

/// Why a request is not handled.
pub struct Refusal {
    status: StatusCode,
    detail: String,
    headers: Vec<(HeaderName, HeaderValue)>,
    violations: Vec<Violation>,
    operation: Option<&'static Operation>,
    parts: Option<Arc<Parts>>,
}

/// Without the request, which holds secrets.
impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refusal")
            .field("status", &self.status)
            .field("detail", &self.detail)
            .field("violations", &self.violations)
            .field("operation", &self.operation.map(|it| it.id))
            .finish_non_exhaustive()
    }
}

/// Why, with everything that the document does not allow.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)?;
        for (index, violation) in self.violations.iter().enumerate() {
            let separator = if index == 0 { ":" } else { ";" };
            write!(f, "{separator} {violation}")?;
        }
        Ok(())
    }
}

impl From<HeaderError> for Refusal {
    fn from(error: HeaderError) -> Self {
        Self::bad_request(error)
    }
}

impl Refusal {
    /// The status that it is sent with.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Why, as a sentence without a full stop, and without the violations; `to_string` has both.
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// What the document does not allow of the request, where that is why.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// The operation; `None` where the path, or the method, is that of none.
    pub fn operation(&self) -> Option<&'static Operation> {
        self.operation
    }

    /// The head of the request that is refused: its target, its headers, and in its extensions what layers
    /// around the router have left (a request id, say).
    pub fn request(&self) -> Option<&Parts> {
        self.parts.as_deref()
    }

    /// What the document says of an answer of this status, or else of any.
    pub fn declared(&self) -> Option<&'static Schema> {
        self.operation?.answer(self.status.as_u16())
    }

    /// What is known of it as a value of what is [declared](Self::declared); what is required beside that is
    /// taken from a value of it.
    pub fn filled(&self, otherwise: &Value) -> Option<Value> {
        fill(self.declared()?, self, otherwise)
    }

    /// Problem details (RFC 9457).
    pub fn problem(&self) -> Value {
        let mut problem = json!({
            "title": self.reason(),
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        if !self.violations.is_empty() {
            // the pointers of RFC 9457, section 3, are into the body; ours begin with `/body`
            let errors = self.violations.iter();
            let errors = errors.map(|it| json!({"pointer": it.pointer, "detail": it.message}));
            problem["errors"] = errors.collect();
        }
        problem
    }

    /// What its status is called.
    pub(super) fn reason(&self) -> &'static str {
        self.status.canonical_reason().unwrap_or("Error")
    }

    /// Adds the headers that its answer has, whatever the body is.
    pub(super) fn add_headers(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.headers {
            headers.append(name, value.clone());
        }
    }

    /// The answer in problem details.
    pub(super) fn to_problem(&self) -> Response<Bytes> {
        let mut headers = HeaderMap::new();
        self.add_headers(&mut headers);
        let media_type = HeaderValue::from_static("application/problem+json");
        headers.insert(CONTENT_TYPE, media_type);
        let bytes = Bytes::from(self.problem().to_string());
        Response::from_parts(Some(self.status), headers, bytes)
    }

    fn new(status: StatusCode, detail: impl Display) -> Self {
        let mut detail = detail.to_string();
        // errors of readers quote what they have read
        if let Some((end, _)) = detail.char_indices().nth(LONGEST_DETAIL) {
            detail.truncate(end);
            detail.push('…');
        }
        Self {
            status,
            detail,
            headers: Vec::new(),
            violations: Vec::new(),
            operation: None,
            parts: None,
        }
    }

    /// Of this request, for this operation.
    pub(super) fn of(self, operation: Option<&'static Operation>, parts: Arc<Parts>) -> Self {
        Self {
            operation,
            parts: Some(parts),
            ..self
        }
    }

    fn with_header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }

    fn with_violations(self, invalid: &Invalid) -> Self {
        Self {
            violations: invalid.violations().to_vec(),
            ..self
        }
    }

    pub(in super::super) fn invalid(invalid: &Invalid) -> Self {
        Self::bad_request("the document does not allow this request").with_violations(invalid)
    }

    pub(in super::super) fn bad_request(detail: impl Display) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    pub(super) fn unauthorized(detail: impl Display, challenges: &[String]) -> Self {
        let refusal = Self::new(StatusCode::UNAUTHORIZED, detail);
        let challenges = challenges.iter();
        challenges.fold(refusal, |refusal, it| refusal.challenging(it))
    }

    pub(super) fn challenging(self, challenge: &str) -> Self {
        self.with_header(WWW_AUTHENTICATE, challenge)
    }

    pub(super) fn forbidden(detail: impl Display) -> Self {
        Self::new(StatusCode::FORBIDDEN, detail)
    }

    pub(super) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "there is nothing at this path")
    }

    pub(super) fn method_not_allowed(allowed: &[&str]) -> Self {
        let detail = "this path has no such method";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, detail).with_header(ALLOW, &allowed.join(", "))
    }

    pub(super) fn not_acceptable(offered: &[&str]) -> Self {
        let offered = offered.join("`, `");
        let detail = format!("the answer is only to be had as `{offered}`");
        Self::new(StatusCode::NOT_ACCEPTABLE, detail)
    }

    pub(super) fn too_slow(limit: Duration) -> Self {
        let detail = format!("the body has not come within {limit:?}");
        Self::new(StatusCode::REQUEST_TIMEOUT, detail)
    }

    pub(super) fn too_large(limit: usize) -> Self {
        let detail = format!("the body is larger than {limit} bytes");
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, detail)
    }

    pub(in super::super) fn unsupported_media_type(expected: &str) -> Self {
        let detail = format!("the body is not `{expected}`");
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail)
    }

    pub(super) fn unsupported_charset() -> Self {
        let detail = "the body is not in UTF-8";
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail)
    }

    pub(super) fn unsupported_encoding() -> Self {
        let detail = "the body is encoded";
        // RFC 9110, section 15.5.16
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail)
            .with_header(ACCEPT_ENCODING, "identity")
    }

    pub(in super::super) fn internal(detail: impl Display) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, detail)
    }

    /// An answer of ours that the document does not allow.
    pub(super) fn faulty(invalid: &Invalid) -> Self {
        Self::internal("the document does not allow this answer").with_violations(invalid)
    }

    pub fn not_implemented() -> Self {
        Self::new(
            StatusCode::NOT_IMPLEMENTED,
            "this operation is not written yet",
        )
    }
}

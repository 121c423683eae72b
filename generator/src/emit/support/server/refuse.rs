//! How refusals are worded.

use super::super::json;
use super::super::response::Response;
use super::super::schema;
use super::accept::Accept;
use super::outgoing::{Outgoing, written};
use super::refusal::Refusal;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue};
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;

/// Words refusals: what the server answers by itself, before a handler runs or in its place. See
/// [`Builder::refusals`](super::Builder::refusals).
///
/// ```ignore
/// impl Refuse for Chat {
///     fn refuse(&self, refusal: &Refusal) -> Answer {
///         Answer::json(&AppError::new("api.refused", refusal.detail()))
///     }
/// }
/// ```
pub trait Refuse: Send + Sync + 'static {
    /// The answer. Whatever it is, it gets the headers that belong to the refusal, `Allow` and
    /// `WWW-Authenticate` among them.
    fn refuse(&self, refusal: &Refusal) -> Answer;
}

impl<T: Refuse> Refuse for Arc<T> {
    fn refuse(&self, refusal: &Refusal) -> Answer {
        (**self).refuse(refusal)
    }
}

/// What a refusal is answered with.
#[derive(Debug)]
#[non_exhaustive]
pub enum Answer {
    /// A value of the answer that the document declares for the status, else of its `default`. Where there
    /// is none, and where the document does not allow the value, it is problem details instead.
    Declared(Value),
    /// Problem details: `application/problem+json` (RFC 9457).
    Problem,
    /// This, under its own status where it has one, and whatever the document says.
    Instead(Response<Bytes>),
}

impl Answer {
    /// A value that is [declared](Self::Declared).
    pub fn declared(value: &impl Serialize) -> Self {
        json::to_value(value).map_or(Self::Problem, Self::Declared)
    }

    /// A value as JSON, under the status of the refusal and whatever the document says.
    pub fn json(value: &impl Serialize) -> Self {
        Self::json_of("application/json", value)
    }

    /// The same as another media type that is JSON.
    #[doc(hidden)]
    pub fn json_of(media_type: &str, value: &impl Serialize) -> Self {
        let media_type = HeaderValue::from_str(media_type).ok();
        let parts = serde_json::to_vec(value).ok().zip(media_type);
        parts.map_or(Self::Problem, |(bytes, media_type)| {
            let response = Response::new(Bytes::from(bytes));
            Self::Instead(response.with_header(CONTENT_TYPE, media_type))
        })
    }
}

/// What is done where nobody says otherwise: the declared answer, where what is known of the refusal
/// makes one, else problem details.
pub(super) struct ByDocument;

impl Refuse for ByDocument {
    fn refuse(&self, refusal: &Refusal) -> Answer {
        let value = refusal.filled(&Value::Null);
        value.map_or(Answer::Problem, Answer::Declared)
    }
}

/// The answer to a refusal.
pub(super) fn answer(
    refusals: &dyn Refuse,
    refusal: &Refusal,
    accept: Option<&Accept>,
) -> Outgoing {
    match refusals.refuse(refusal) {
        Answer::Declared(value) => declared(refusal, &value, accept),
        Answer::Problem => None,
        Answer::Instead(response) => {
            let status = response.status_or(refusal.status().as_u16());
            let mut response = response.with_status(status);
            refusal.add_headers(response.headers_mut());
            Some(Outgoing::as_is(response))
        }
    }
    .unwrap_or_else(|| Outgoing::as_is(refusal.to_problem()))
}

fn declared(refusal: &Refusal, value: &Value, accept: Option<&Accept>) -> Option<Outgoing> {
    let (schema, accept) = (refusal.declared()?, accept?);
    schema::validate(schema, value, false).ok()?;
    let mut headers = HeaderMap::new();
    let (media_type, bytes) = written(schema, refusal.status().as_u16(), accept, &headers, value)?;
    let media_type = HeaderValue::from_str(&media_type.content_type()).ok()?;
    headers.insert(CONTENT_TYPE, media_type);
    refusal.add_headers(&mut headers);
    let response = Response::from_parts(Some(refusal.status()), headers, bytes.into());
    Some(Outgoing::as_is(response))
}

//! An answer, as a generated encoder writes it.

use super::super::body::Body;
use super::super::codec;
use super::super::media::{self, Codec, MediaType};
use super::super::operation::Operation;
use super::super::response::{Response, status_code};
use super::super::schema::at::At;
use super::super::schema::{self, Checker, Invalid, Schema};
use super::accept::Accept;
use super::refusal::Refusal;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use serde::Serialize;

const BYTES: &str = "application/octet-stream";

/// An answer that is ready to be sent, or what is refused instead.
#[derive(Debug)]
pub struct Outgoing {
    response: http::Response<Body>,
    /// What the document says of the body, where that is a value.
    value: Option<(&'static Schema, Codec)>,
    arm: Arm,
    /// Whether the value is written as what the document does not declare.
    is_written_otherwise: bool,
    refusal: Option<Box<Refusal>>,
}

/// How the handler has made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arm {
    /// As what is declared for a status.
    Declared,
    /// As what is declared for every other status.
    Default,
    /// As what is not declared.
    Undeclared,
}

impl Outgoing {
    /// A value under the declared status, as what the caller accepts, unless the handler set a content type.
    pub fn value<T: Serialize>(status: u16, response: Response<T>, accept: &Accept) -> Self {
        let (_, headers, value) = response.into_parts();
        let schema = accept.operation.answer(status).unwrap_or(&schema::ANY);
        if is_open(status, &headers)
            && let Err(refusal) = accept.check_value(status)
        {
            return refusal.into();
        }
        match written(schema, status, accept, &headers, &value) {
            Some((media_type, bytes)) => Self {
                value: Some((schema, media_type.codec)),
                is_written_otherwise: is_otherwise(media_type, accept.values(status), &headers),
                ..Self::new(status, headers, &media_type.content_type(), bytes)
            },
            // The cause is ours, so its text is not the caller's business.
            None => Refusal::internal("the answer cannot be written").into(),
        }
    }

    /// A value under the status that the handler set, else `otherwise`.
    pub fn value_default<T: Serialize>(
        otherwise: u16,
        response: Response<T>,
        accept: &Accept,
    ) -> Self {
        let status = response.status_or(otherwise).as_u16();
        Self::value(status, response, accept).otherwise()
    }

    /// Bytes under the declared status, labelled as that of these media types which the caller accepts,
    /// unless the handler set a content type.
    pub fn bytes(
        status: u16,
        response: Response<Bytes>,
        accept: &Accept,
        media_types: &[&'static str],
    ) -> Self {
        Self::stream(status, response.map(Body::from), accept, media_types)
    }

    /// Bytes under the status that the handler set, else `otherwise`.
    pub fn bytes_default(
        otherwise: u16,
        response: Response<Bytes>,
        accept: &Accept,
        media_types: &[&'static str],
    ) -> Self {
        let status = response.status_or(otherwise).as_u16();
        Self::bytes(status, response, accept, media_types).otherwise()
    }

    /// Any body under the declared status, labelled as [`bytes`](Self::bytes) are.
    pub fn stream(
        status: u16,
        response: Response<Body>,
        accept: &Accept,
        media_types: &[&'static str],
    ) -> Self {
        let (_, headers, body) = response.into_parts();
        if is_open(status, &headers)
            && let Err(refusal) = accept.check(media_types)
        {
            return refusal.into();
        }
        let media_types = accept.order(media_types.to_vec(), |it| it);
        let media_type = media_types.first().copied().unwrap_or(BYTES);
        Self::new(status, headers, media_type, body)
    }

    /// Any body under the status that the handler set, else `otherwise`.
    pub fn stream_default(
        otherwise: u16,
        response: Response<Body>,
        accept: &Accept,
        media_types: &[&'static str],
    ) -> Self {
        let status = response.status_or(otherwise).as_u16();
        Self::stream(status, response, accept, media_types).otherwise()
    }

    /// No body, under the declared status.
    pub fn empty(status: u16, response: Response<()>) -> Self {
        let (_, headers, ()) = response.into_parts();
        Self::new(status, headers, "", Body::empty())
    }

    /// No body, under the status that the handler set, else `otherwise`.
    pub fn empty_default(otherwise: u16, response: Response<()>) -> Self {
        Self::empty(response.status_or(otherwise).as_u16(), response).otherwise()
    }

    /// An answer that the document does not declare: as the handler made it, 500 where it set no
    /// status.
    pub fn undeclared(response: Response<Bytes>) -> Self {
        if response == not_implemented() {
            return Refusal::not_implemented().into();
        }
        Self {
            arm: Arm::Undeclared,
            ..Self::as_is(response)
        }
    }

    /// The same, made as `default`.
    fn otherwise(self) -> Self {
        Self {
            arm: Arm::Default,
            ..self
        }
    }

    /// An answer as it was made.
    pub(super) fn as_is(response: Response<Bytes>) -> Self {
        let status = response.status_or(500).as_u16();
        let (_, headers, bytes) = response.into_parts();
        Self::new(status, headers, BYTES, bytes)
    }

    fn new(status: u16, headers: HeaderMap, media_type: &str, body: impl Into<Body>) -> Self {
        // what informs is no answer yet (RFC 9110, section 15.2)
        let status = Some(status_code(status)).filter(|it| !it.is_informational());
        let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = match status {
            // sections 15.3.5, 15.3.6 and 15.4.5
            StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED => {
                Body::empty()
            }
            _ => body.into(),
        };
        let empty = body.as_bytes().is_some_and(Bytes::is_empty);
        let mut response = http::Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        if !empty
            && !media_type.is_empty()
            && let Ok(media_type) = HeaderValue::from_str(media_type)
        {
            let headers = response.headers_mut();
            headers.entry(CONTENT_TYPE).or_insert(media_type);
        }
        Self {
            response,
            value: None,
            arm: Arm::Declared,
            is_written_otherwise: false,
            refusal: None,
        }
    }

    /// What is refused instead.
    ///
    /// # Errors
    /// There is something.
    pub(super) fn into_result(mut self) -> Result<Self, Refusal> {
        match self.refusal.take() {
            Some(refusal) => Err(*refusal),
            None => Ok(self),
        }
    }

    /// Whether it says that the operation is not written.
    pub fn is_unwritten(&self) -> bool {
        let refusal = self.refusal.as_ref();
        refusal.is_some_and(|it| it.status() == StatusCode::NOT_IMPLEMENTED)
    }

    /// Whether the operation declares it.
    pub(super) fn is_declared(&self, operation: &Operation) -> bool {
        !self.is_written_otherwise
            && match self.arm {
                Arm::Declared => true,
                Arm::Default => !operation.declares(self.status().as_u16()),
                Arm::Undeclared => false,
            }
    }

    /// Whether the document allows the value that it holds, and what that is written as.
    ///
    /// # Errors
    /// All that it does not allow.
    pub(super) fn check(&self) -> Result<(), Invalid> {
        let mut checker = Checker::answer();
        if self.is_written_otherwise {
            let content_type = codec::content_type(self.response.headers());
            let message = format_args!("`{content_type}` is none of what is produced");
            checker.wrong(&At::Root("/header/content-type"), message);
        }
        if let (Some((schema, codec)), Some(bytes)) = (self.value, self.response.body().as_bytes())
            // we have just written it, so it can be read
            && let Ok(value) = codec.read(schema, bytes)
        {
            checker.value(schema, &value, &At::Root("/body"));
        }
        checker.finish()
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    pub(super) fn headers_mut(&mut self) -> &mut HeaderMap {
        self.response.headers_mut()
    }

    /// To a request with this method.
    pub(super) fn into_response(mut self, method: &Method) -> axum::response::Response {
        // a length that is not that of the bytes would break the connection; that of a stream is the handler's
        let known = self.response.body().as_bytes().is_some();
        if known && method != Method::HEAD {
            self.response.headers_mut().remove(CONTENT_LENGTH);
        }
        self.response.map(axum::body::Body::new)
    }
}

/// Whether what the caller accepts decides: an error is better than none, and a handler knows best.
fn is_open(status: u16, headers: &HeaderMap) -> bool {
    (200..300).contains(&status) && !headers.contains_key(CONTENT_TYPE)
}

/// Whether a value is written as none of these media types, which are declared: as what the handler calls it,
/// or as what alone can hold it. Where none is declared, it may be any.
fn is_otherwise(written: MediaType, declared: Vec<MediaType>, headers: &HeaderMap) -> bool {
    let given = headers.get(CONTENT_TYPE);
    let given = given.map(|it| it.to_str().unwrap_or_default());
    let fits = |it: &MediaType| match given {
        Some(given) => media::covers(it.name, given).is_some(),
        None => it.name == written.name,
    };
    !declared.is_empty() && !declared.iter().any(fits)
}

/// A value of a schema and a status in bytes: as what these headers say, else as what the caller accepts.
pub(super) fn written<T: Serialize>(
    schema: &Schema,
    status: u16,
    accept: &Accept,
    headers: &HeaderMap,
    value: &T,
) -> Option<(MediaType, Vec<u8>)> {
    let produces = accept.operation.produced(status);
    let media_types = if headers.contains_key(CONTENT_TYPE) {
        vec![codec::of_value(produces, headers)]
    } else {
        accept.values(status)
    };
    // a list, say, is no text; what XML cannot hold is a fault of the handler
    let other = |it: &MediaType| matches!(it.codec, Codec::Other(_));
    let otherwise = (!produces.iter().any(other)).then_some(MediaType::JSON);
    let mut media_types = media_types.into_iter().chain(otherwise);
    media_types.find_map(|it| Some((it, it.codec.encode(schema, value).ok()?)))
}

impl From<Refusal> for Outgoing {
    fn from(refusal: Refusal) -> Self {
        Self {
            refusal: Some(Box::new(refusal)),
            ..Self::new(500, HeaderMap::new(), "", Body::empty())
        }
    }
}

/// What an operation answers that is not written yet: 501.
pub fn not_implemented() -> Response<Bytes> {
    Refusal::not_implemented().to_problem()
}

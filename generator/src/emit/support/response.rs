//! What an operation answers with: a body, and the status and headers around it.

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use std::error::Error;
use std::fmt;
use std::ops::{Deref, DerefMut};

/// A body of type `T` with the status and the headers it comes with; it dereferences to the body.
///
/// It is one pointer wide, so that the error enums that hold one stay small.
#[derive(Clone, Default, PartialEq)]
pub struct Response<T> {
    inner: Box<Inner<T>>,
}

#[derive(Clone, Default, PartialEq)]
struct Inner<T> {
    status: Option<StatusCode>,
    headers: HeaderMap,
    body: T,
}

/// Without the values of headers: cookies are among them.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Response");
        shown.field("status", &self.inner.status);
        let names: Vec<&HeaderName> = self.inner.headers.keys().collect();
        shown
            .field("headers", &names)
            .field("body", &self.inner.body);
        shown.finish()
    }
}

impl<T> Response<T> {
    /// A response without headers, whose status is the declared one.
    pub fn new(body: T) -> Self {
        Self::from_parts(None, HeaderMap::new(), body)
    }

    pub(super) fn from_parts(status: Option<StatusCode>, headers: HeaderMap, body: T) -> Self {
        let inner = Box::new(Inner {
            status,
            headers,
            body,
        });
        Self { inner }
    }

    pub(super) fn into_parts(self) -> (Option<StatusCode>, HeaderMap, T) {
        let Inner {
            status,
            headers,
            body,
        } = *self.inner;
        (status, headers, body)
    }

    /// On a client the status that was received; on a server the one that [`with_status`] set, else 200.
    ///
    /// [`with_status`]: Self::with_status
    pub fn status(&self) -> StatusCode {
        self.inner.status.unwrap_or(StatusCode::OK)
    }

    /// The status, or `code` where none was received or set.
    pub fn status_or(&self, code: u16) -> StatusCode {
        self.inner.status.unwrap_or_else(|| status_code(code))
    }

    /// Sets the status. Only the answers whose status the document leaves open (`default`, `4XX`, and those
    /// that it does not declare) heed it; every other is sent with the status that it is declared for, and
    /// one of a class as its first where this is of another.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.inner.status = Some(status);
        self
    }

    /// The same without a status that is not of this class: 4 of `4XX`.
    #[must_use]
    pub fn of_class(mut self, class: u16) -> Self {
        self.inner.status = self.inner.status.filter(|it| it.as_u16() / 100 == class);
        self
    }

    /// The headers that were received or are to be sent.
    pub fn headers(&self) -> &HeaderMap {
        &self.inner.headers
    }

    /// The headers, to change them.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.inner.headers
    }

    /// Sets a header, in place of any of that name.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.inner.headers.insert(name, value);
        self
    }

    /// The headers that the document declares, as `H`.
    ///
    /// # Errors
    /// A header is there, but is not what the document says.
    pub fn declared_headers<H: DeclaredHeaders>(&self) -> Result<H, HeaderError> {
        H::read(&self.inner.headers)
    }

    /// Sets the headers that the document declares.
    ///
    /// # Errors
    /// A value cannot stand in a header: it holds a line break, say.
    pub fn with_declared_headers<H: DeclaredHeaders>(
        mut self,
        headers: &H,
    ) -> Result<Self, HeaderError> {
        headers.write(&mut self.inner.headers)?;
        Ok(self)
    }

    /// The body alone.
    pub fn into_body(self) -> T {
        self.inner.body
    }

    /// The same response with another body.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U> {
        let (status, headers, body) = self.into_parts();
        Response::from_parts(status, headers, change(body))
    }
}

impl<T> From<T> for Response<T> {
    fn from(body: T) -> Self {
        Self::new(body)
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.inner.body
    }
}

impl<T> DerefMut for Response<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.inner.body
    }
}

/// A status code by its number; 500 for a number that is none (RFC 9110, section 15).
pub fn status_code(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The headers that the document declares for a response, typed; every one optional.
pub trait DeclaredHeaders: Sized {
    /// Reads those that are there.
    ///
    /// # Errors
    /// A header is there, but is not what the document says.
    fn read(headers: &HeaderMap) -> Result<Self, HeaderError>;

    /// Sets those that are given.
    ///
    /// # Errors
    /// A value cannot stand in a header.
    fn write(&self, headers: &mut HeaderMap) -> Result<(), HeaderError>;
}

/// A header whose value is not what the document says, or cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderError {
    name: String,
    message: String,
}

impl HeaderError {
    pub(super) fn new(name: &str, message: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            message: message.into(),
        }
    }
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "header `{}`: {}", self.name, self.message)
    }
}

impl Error for HeaderError {}

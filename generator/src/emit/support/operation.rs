//! What client and server both know of an operation.

use super::media::MediaType;

/// An operation of the document.
#[derive(Debug)]
pub struct Operation {
    /// Its name in Rust.
    pub id: &'static str,
    /// Its method, in upper case.
    pub method: &'static str,
    /// Its path template, with the base path: `/api/v4/users/{user_id}`. Pairs of a query behind it
    /// are sent as they stand.
    pub path: &'static str,
    /// Where it stands in the document (RFC 6901).
    pub pointer: &'static str,
    /// What a caller has to show: any one of these alternatives, and of that one every scheme.
    /// Empty: nothing.
    pub security: &'static [&'static [SecurityScheme]],
    /// What its body may be sent as, the preferred one first. Empty: JSON.
    pub consumes: &'static [MediaType],
    /// What its answers may be, the preferred one first. Empty: JSON.
    pub produces: &'static [MediaType],
}

/// A way to show who is calling (Swagger 2.0, "Security Scheme Object").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: &'static str,
    /// How the credential travels.
    pub kind: SecurityKind,
}

/// How a credential travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecurityKind {
    /// `Authorization: Basic …` (RFC 7617).
    Basic,
    /// `Authorization: Bearer …` (RFC 6750); what `oauth2` comes to.
    Bearer,
    /// An API key.
    ApiKey {
        /// Where it stands.
        location: KeyLocation,
        /// The header or the query parameter.
        name: &'static str,
        /// A word before the key, such as `Bearer`.
        prefix: Option<&'static str>,
    },
}

/// Where an API key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyLocation {
    /// In a header.
    Header,
    /// In the query.
    Query,
}

//! How much a caller may ask of the server.

use super::super::schema::Checker;
use std::time::Duration;

/// What a request must not exceed, lest it be refused.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a body that is read as a whole.
    pub body: usize,
    /// How long such a body may take, and how long the next bytes of a stream.
    pub body_timeout: Option<Duration>,
    /// Lists and objects within each other.
    pub json_depth: usize,
    /// Parts of a multipart form.
    pub parts: usize,
    /// Bytes of the headers of one of them.
    pub part_headers: usize,
    /// Whether it may say what nothing is read of, in the query and in forms.
    pub undeclared: bool,
}

impl Limits {
    pub(super) const DEFAULT: Self = Self {
        // as in axum
        body: 2 * 1024 * 1024,
        body_timeout: Some(Duration::from_secs(30)),
        json_depth: Checker::JSON_DEPTH,
        parts: 1000,
        part_headers: 8 * 1024,
        undeclared: true,
    };

    /// Of a request.
    pub(super) fn checker(&self) -> Checker {
        Checker::request().with_json_depth(self.json_depth)
    }
}

//! Values against the table.

use super::super::json;
use super::Schema;
use super::at::At;
use super::check::Check;
use super::violation::Invalid;
use serde::Serialize;
use serde_json::Value;
use std::fmt::Display;

/// A type of which the document says what values it allows.
pub trait Validate: Serialize {
    /// What it says.
    const SCHEMA: &'static Schema;

    /// Whether the document allows the value, as one that a client sends.
    ///
    /// # Errors
    /// Everything that it does not allow, each with its JSON pointer.
    fn validate(&self) -> Result<(), Invalid> {
        validate_as(Self::SCHEMA, self)
    }
}

/// Collects what is wrong with the parts of a request, or of an answer.
pub struct Checker {
    check: Check,
    json_depth: usize,
}

impl Checker {
    /// So many lists and objects of JSON stand within each other at most: serde_json goes no deeper.
    pub const JSON_DEPTH: usize = 127;

    /// Of what a client sends.
    pub fn request() -> Self {
        Self::of(true)
    }

    /// Of what a server answers.
    pub fn answer() -> Self {
        Self::of(false)
    }

    fn of(request: bool) -> Self {
        Self {
            check: Check::new(request),
            json_depth: Self::JSON_DEPTH,
        }
    }

    /// Allows so many lists and objects of JSON within each other.
    #[must_use]
    pub fn with_json_depth(self, json_depth: usize) -> Self {
        Self { json_depth, ..self }
    }

    /// How many it allows.
    pub fn json_depth(&self) -> usize {
        self.json_depth
    }

    /// Something else is wrong with what stands here.
    pub fn wrong(&mut self, at: &At<'_>, message: impl Display) {
        self.check.add(at, message);
    }

    /// Checks a value that stands here.
    pub fn value(&mut self, schema: &Schema, value: &Value, at: &At<'_>) {
        self.check.value(schema, value, at);
    }

    /// Nothing stands here, and something must.
    pub fn missing(&mut self, at: &At<'_>) {
        self.check.add(at, "is required");
    }

    /// Several things stand here.
    pub fn twice(&mut self, at: &At<'_>) {
        self.check.add(at, "is there more than once");
    }

    /// Whether nothing was found yet.
    pub fn is_well(&self) -> bool {
        self.check.violations.is_empty()
    }

    /// What was found.
    ///
    /// # Errors
    /// Something was.
    pub fn finish(self) -> Result<(), Invalid> {
        Invalid::check(self.check.violations)
    }
}

/// Whether a schema allows a JSON value; `request` tells whether a client sends it, so that what is
/// read-only may be absent.
///
/// # Errors
/// Everything that it does not allow, each with its JSON pointer.
pub fn validate(schema: &Schema, value: &Value, request: bool) -> Result<(), Invalid> {
    let mut check = Check::new(request);
    check.value(schema, value, &At::Root(""));
    Invalid::check(check.violations)
}

/// Whether a schema allows what a value is as JSON, where a client sends it.
///
/// # Errors
/// As [`validate`]; and the value is none of JSON.
pub fn validate_as<T: Serialize + ?Sized>(schema: &Schema, value: &T) -> Result<(), Invalid> {
    match json::to_value(value) {
        Ok(value) => validate(schema, &value, true),
        Err(error) => {
            let mut check = Check::new(true);
            check.add(&At::Root(""), format!("is not JSON: {error}"));
            Invalid::check(check.violations)
        }
    }
}

//! What the document declares of answers, and what it shows of values: data that a mock alone reads.

use super::super::operation::{Input, Operation};
use super::super::random::Shown;
use super::super::schema::Schema;

/// All that a mock has to know beside the tables.
#[derive(Debug)]
pub struct Document {
    /// The operations of each group, and what they answer.
    pub operations: &'static [&'static [(&'static Operation, &'static [Declared])]],
    /// What the document shows of the values of definitions.
    pub shown: &'static [(&'static Schema, Shown)],
}

/// An answer.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    /// Its status; 0 stands for `default`.
    pub status: u16,
    /// What its body is.
    pub body: Body,
    /// Its headers.
    pub headers: &'static [Header],
    /// Whole bodies, by media type: text as it is, else JSON.
    pub examples: &'static [(&'static str, &'static str)],
    /// What the document shows of its body, where the schema is no definition.
    pub shown: Shown,
}

/// What the body of an answer is.
#[derive(Clone, Copy, Debug)]
pub enum Body {
    /// A value of the schema in the table.
    Value,
    /// Bytes of one of these media types.
    Bytes(&'static [&'static str]),
    /// Nothing, though it is said what it would be of.
    Empty(&'static [&'static str]),
}

/// A header of an answer.
#[derive(Clone, Copy, Debug)]
pub struct Header {
    /// As if it were a parameter.
    pub input: Input,
    /// What the document shows of its values.
    pub shown: Shown,
}

impl Declared {
    /// One that is a value.
    pub const fn value(status: u16) -> Self {
        Self::new(status, Body::Value)
    }

    /// One of bytes.
    pub const fn bytes(status: u16, media_types: &'static [&'static str]) -> Self {
        Self::new(status, Body::Bytes(media_types))
    }

    /// One without a body.
    pub const fn empty(status: u16, media_types: &'static [&'static str]) -> Self {
        Self::new(status, Body::Empty(media_types))
    }

    const fn new(status: u16, body: Body) -> Self {
        Self {
            status,
            body,
            headers: &[],
            examples: &[],
            shown: &[],
        }
    }

    /// The same with headers.
    #[must_use]
    pub const fn headers(mut self, headers: &'static [Header]) -> Self {
        self.headers = headers;
        self
    }

    /// The same with whole bodies.
    #[must_use]
    pub const fn examples(mut self, examples: &'static [(&'static str, &'static str)]) -> Self {
        self.examples = examples;
        self
    }

    /// The same with values that are shown.
    #[must_use]
    pub const fn shown(mut self, shown: Shown) -> Self {
        self.shown = shown;
        self
    }
}

impl Header {
    /// A header of which nothing is shown.
    pub const fn new(input: Input) -> Self {
        Self { input, shown: &[] }
    }

    /// The same with values that are shown.
    #[must_use]
    pub const fn shown(mut self, shown: Shown) -> Self {
        self.shown = shown;
        self
    }
}

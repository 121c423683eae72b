//! What came of a document.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Row {
    pub document: String,
    pub outcome: Outcome,
    /// The package of the crate, and the folder that it stands in.
    pub package: String,
    /// Of everything that compiling depends on.
    pub key: String,
    pub operations: usize,
    /// Operations of the document that the crate has not.
    pub dropped: usize,
    pub types: usize,
    pub lines: usize,
    /// Those of the client's methods: neither blank nor a comment.
    pub client: usize,
    /// By code.
    pub diagnostics: BTreeMap<String, Said>,
    /// The pointers of schemas that are any JSON value though they say more, by what they say.
    pub untyped: BTreeMap<String, Vec<String>>,
    /// How long generation took.
    pub milliseconds: u128,
    /// What must not be.
    pub faults: Vec<String>,
    pub compiled: Option<Compiled>,
}

/// How much the report says: entries, and the places that they have.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Said {
    pub entries: usize,
    pub places: usize,
}

#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Compiled {
    pub errors: usize,
    pub warnings: usize,
}

#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    #[default]
    Generated,
    /// The first error of the report.
    Refused(String),
    Panicked,
}

impl Row {
    /// Whether a document that breaks the specification, as its folder says.
    fn may_be_refused(&self) -> bool {
        self.document.starts_with("invalid/")
    }

    pub fn is_well(&self) -> bool {
        let outcome = match &self.outcome {
            Outcome::Generated => true,
            Outcome::Refused(_) => self.may_be_refused(),
            Outcome::Panicked => false,
        };
        let compiled = self.compiled.unwrap_or_default();
        outcome && self.faults.is_empty() && compiled.errors + compiled.warnings == 0
    }
}

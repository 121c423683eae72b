//! What is said of a change: the grades, with the reasons, the places, and the operations that it
//! reaches.

use super::catalogue::Code;
use crate::ir::{Method, Origin};

/// One difference between two documents.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The entry of the catalogue.
    pub code: &'static Code,
    /// What changed, by names that neither order nor line alters: `Pet.name`, `GET /pets query limit`.
    /// With the code it tells the change from others, from one run to the next.
    pub subject: String,
    /// One sentence.
    pub message: String,
    /// Where it stood, or what it stood in; `None` where nothing of it was there.
    pub old: Option<Origin>,
    /// Where it stands, or what it stood in.
    pub new: Option<Origin>,
    /// Between any clients and servers that take the document at its word.
    pub wire: Verdict<Wire>,
    /// Between those that Bindsmith generates, where that is another: they keep what they do not know.
    pub generated: Option<Verdict<Wire>>,
    /// For code that uses the generated crate.
    pub rust: Verdict<Rust>,
    /// The items of the crate that break, or that are new: `types::Pet::new`.
    pub items: Vec<String>,
    /// The operations that it reaches, by path and method; empty where none uses it.
    pub operations: Vec<Reached>,
    /// What to do: an entry of `bindsmith.toml` that keeps a name, say.
    pub help: Option<String>,
}

/// A grade, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict<G> {
    pub grade: G,
    pub reason: String,
}

impl<G> Verdict<G> {
    pub fn new(grade: G, reason: impl Into<String>) -> Self {
        Verdict {
            grade,
            reason: reason.into(),
        }
    }
}

/// What a change does to requests and responses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wire {
    /// Nothing: words for readers.
    Docs,
    /// Old and new understand each other, as long as nobody uses what is new.
    Compatible,
    /// A server of the old document may be sent what it refuses by clients of the new one that have no
    /// choice, or answer what they cannot read.
    BreaksServers,
    /// A client of the old document may be refused by a server of the new one, or not read its answer.
    BreaksClients,
    BreaksBoth,
}

impl Wire {
    pub fn breaks_clients(self) -> bool {
        matches!(self, Wire::BreaksClients | Wire::BreaksBoth)
    }

    pub fn breaks_servers(self) -> bool {
        matches!(self, Wire::BreaksServers | Wire::BreaksBoth)
    }

    pub fn breaks(self) -> bool {
        self >= Wire::BreaksServers
    }

    /// What two do together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Wire::BreaksClients, Wire::BreaksServers)
            | (Wire::BreaksServers, Wire::BreaksClients) => Wire::BreaksBoth,
            _ => self.max(other),
        }
    }

    /// In words that do not change: for programs and for documents.
    pub fn as_str(self) -> &'static str {
        match self {
            Wire::Docs => "docs",
            Wire::Compatible => "compatible",
            Wire::BreaksServers => "breaks-servers",
            Wire::BreaksClients => "breaks-clients",
            Wire::BreaksBoth => "breaks-both",
        }
    }
}

/// What a change does to code that uses the generated crate, as the compiler judges it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rust {
    None,
    /// New items; what compiled compiles.
    Additive,
    Breaking,
}

impl Rust {
    pub fn as_str(self) -> &'static str {
        match self {
            Rust::None => "none",
            Rust::Additive => "additive",
            Rust::Breaking => "breaking",
        }
    }
}

/// An operation that a change reaches, and which way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reached {
    /// The template, as the new document has it, or the old one where it is gone.
    pub path: String,
    pub method: Method,
    pub operation_id: Option<String>,
    pub requests: bool,
    pub responses: bool,
}

/// Which way a value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    Request,
    Response,
}

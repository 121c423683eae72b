//! What came of the laps of a crate, as JSON.

use serde_json::{Value, json};
use std::collections::BTreeMap;

/// So many are told of each kind.
const TOLD: usize = 3;

#[derive(Debug, Default)]
pub struct Tally {
    pub operations: usize,
    pub requests: usize,
    pub answers: usize,
    /// What the client refused to send, by why.
    pub refused: BTreeMap<&'static str, usize>,
    /// What could not be made, by why.
    pub skipped: BTreeMap<String, usize>,
    pub mismatches: usize,
    told: Vec<String>,
    /// Of one operation.
    of_this: usize,
}

impl Tally {
    pub fn next_operation(&mut self) {
        self.operations += 1;
        self.of_this = 0;
    }

    pub fn mismatch(&mut self, text: String) {
        self.mismatches += 1;
        self.of_this += 1;
        if self.of_this <= TOLD {
            self.told.push(text);
        }
    }

    pub fn json(&self) -> Value {
        json!({
            "operations": self.operations,
            "requests": self.requests,
            "answers": self.answers,
            "refused": self.refused,
            "skipped": self.skipped,
            "mismatches": self.mismatches,
            "told": self.told,
        })
    }
}

/// Why a client refuses to send a value: the classes of `docs/wire.md`, each with what the client says.
const CLASSES: &[(&str, &str)] = &[
    ("separator in an element", "holds the separator"),
    (
        "list of one empty text",
        "cannot be told from an empty list",
    ),
    ("empty in a path", "a value in a path cannot be empty"),
    ("dots in a path", "would name another path"),
    (
        "character that no header has",
        "holds a character that a header cannot",
    ),
    (
        "space around a header",
        "a header loses the space around its value",
    ),
    (
        "space around a header's element",
        "loses the space around its elements",
    ),
];

/// The class of a refusal that names the parameter.
pub fn class(message: &str, name: &str) -> Option<&'static str> {
    let named = message.contains(&format!("`{name}`"));
    let (class, _) = CLASSES.iter().find(|(_, said)| message.contains(said))?;
    named.then_some(*class)
}

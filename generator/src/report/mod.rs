//! What the generator has to say about a document: one catalogue of codes, one collector, one
//! renderer.
//!
//! A stage that meets something wrong or unsupported adds a [`Diagnostic`] and goes on with the
//! fallback that the diagnostic names, so that one run reports everything at once.

pub mod catalogue;
mod finding;
pub(crate) mod github;
mod render;

use crate::source::Place;
pub use catalogue::{Code, Level};
pub use render::{Format, render, summary};
pub(crate) use render::{visible, visible_json};
use std::collections::{HashMap, HashSet};

/// How alike a key has to be to one that may be meant.
const ALIKE: f64 = 0.8;

/// One thing to say, with every place where it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// The entry of the catalogue.
    pub code: &'static Code,
    /// One sentence, specific to the case: names what it is about.
    pub message: String,
    /// Where, the first place first; empty where the fault has no place (a missing file).
    pub labels: Vec<Label>,
    /// What was generated in its place, where the run goes on.
    pub generated: Option<String>,
    /// More to know.
    pub notes: Vec<String>,
    /// How to mend it.
    pub help: Option<String>,
    pub hides: Hides,
}

/// What is not read on its account, for whoever compares two documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Hides {
    /// What stands in the place, but for words.
    #[default]
    Place,
    /// What the message names.
    Message,
    /// All of it is read.
    Nothing,
}

/// A place and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Label {
    pub place: Place,
    /// The JSON pointer of the place, where it is in a document.
    pub pointer: Option<String>,
    pub text: String,
}

impl Diagnostic {
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            message: message.into(),
            labels: Vec::new(),
            generated: None,
            notes: Vec::new(),
            help: None,
            hides: Hides::default(),
        }
    }

    /// Adds a place, with the few words that stand beside it.
    #[must_use]
    pub fn at(mut self, place: Place, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            place,
            pointer: None,
            text: text.into(),
        });
        self
    }

    /// Adds a place of a document, with its JSON pointer.
    #[must_use]
    pub fn at_pointer(mut self, place: Place, pointer: &str, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            place,
            pointer: Some(pointer.to_owned()),
            text: text.into(),
        });
        self
    }

    #[must_use]
    pub fn hides(mut self, hides: Hides) -> Self {
        self.hides = hides;
        self
    }

    #[must_use]
    pub fn generated(mut self, what: impl Into<String>) -> Self {
        self.generated = Some(what.into());
        self
    }

    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Names the one of these that is meant by a misspelt key, if one is alike.
    #[must_use]
    pub(crate) fn may_mean<'k>(self, key: &str, known: impl Iterator<Item = &'k str>) -> Self {
        let likeness = |it: &str| strsim::jaro_winkler(it, key);
        let nearest = known.max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        match nearest.filter(|it| likeness(it) >= ALIKE) {
            Some(nearest) => self.help(format!("`{nearest}` may be meant")),
            None => self,
        }
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The collector. Diagnostics that say the same of several places become one entry.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    /// By what makes two the same: a document may be at fault in a hundred thousand places.
    entries: HashMap<Same, usize>,
    labels: HashSet<(usize, Label)>,
}

/// The code, the message, and what was generated.
type Same = (&'static str, String, Option<String>);

impl Report {
    /// Adds a diagnostic, or its places to the entry that already says the same.
    pub fn add(&mut self, mut diagnostic: Diagnostic) {
        let labels = std::mem::take(&mut diagnostic.labels);
        let (message, generated) = (&diagnostic.message, &diagnostic.generated);
        let same = (diagnostic.code.id, message.clone(), generated.clone());
        let index = *self.entries.entry(same).or_insert(self.diagnostics.len());
        if index == self.diagnostics.len() {
            self.diagnostics.push(diagnostic);
        }
        let Some(known) = self.diagnostics.get_mut(index) else {
            return;
        };
        for label in labels {
            if self.labels.insert((index, label.clone())) {
                known.labels.push(label);
            }
        }
    }

    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// True if something was found that no generation can follow.
    pub fn has_errors(&self) -> bool {
        self.count(Level::Error) > 0
    }

    pub fn count(&self, level: Level) -> usize {
        self.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.code.level == level)
            .count()
    }
}

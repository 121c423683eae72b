//! A change, from what a rule says of it to what it is.

use super::catalogue::Code;
use super::change::{Change, Direction};
use crate::ir::Origin;
use std::collections::BTreeSet;

/// A change before it is known whom it reaches.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub code: &'static Code,
    pub subject: String,
    /// What is true of the subject: the rest of the sentence.
    pub says: String,
    pub old: Option<Origin>,
    pub new: Option<Origin>,
    /// What it is that changed, in both documents: pointers, or what says more.
    pub keys: (Option<String>, Option<String>),
    /// Of a value that goes this way alone.
    pub only: Option<Direction>,
    /// What makes two of them one change: else where they stand.
    same: Option<String>,
    /// What it is of, where it may be one of many operations.
    pub many: Option<&'static str>,
    /// What was another type by its name becomes one of its own, or the other way round.
    pub retyped: bool,
}

impl Draft {
    pub fn new(code: &'static Code, subject: impl Into<String>, says: impl Into<String>) -> Self {
        Draft {
            code,
            subject: subject.into(),
            says: says.into(),
            old: None,
            new: None,
            keys: (None, None),
            only: None,
            same: None,
            many: None,
            retyped: false,
        }
    }

    /// Of a value that goes one way alone.
    pub fn only(mut self, only: Option<Direction>) -> Self {
        self.only = only;
        self
    }

    /// Where it stands in both.
    pub fn at(mut self, old: Option<&Origin>, new: Option<&Origin>) -> Self {
        let key = |it: Option<&Origin>| it.map(|it| it.pointer.clone());
        self.keys = (key(old), key(new));
        (self.old, self.new) = (old.cloned(), new.cloned());
        self
    }

    /// What stood there, and where it would stand now.
    pub fn gone(self, old: &Origin, place: Option<&Origin>) -> Self {
        let mut draft = self.at(Some(old), place);
        draft.keys.1 = None;
        draft
    }

    /// Where it would have stood, and what stands there now. It is one change, wherever it would have
    /// stood.
    pub fn fresh(self, place: Option<&Origin>, new: &Origin) -> Self {
        let mut draft = self.at(place, Some(new));
        draft.keys.0 = None;
        draft.same = Some(new.pointer.clone());
        draft
    }

    /// Told of this in its place: what changed for it changed there.
    pub fn of(mut self, subject: &str, old: &Origin, new: &Origin) -> Self {
        subject.clone_into(&mut self.subject);
        (self.old, self.new) = (Some(old.clone()), Some(new.clone()));
        self
    }

    /// A part of what stands there.
    pub fn part(mut self, key: impl Fn(&str) -> String) -> Self {
        let (old, new) = &self.keys;
        self.keys = (old.as_deref().map(&key), new.as_deref().map(&key));
        self
    }

    /// The places where it stands say nothing: what is the same in many operations is one change.
    pub fn wherever(mut self, what: &'static str) -> Self {
        self.same = Some(self.says.clone());
        self.many = Some(what);
        self
    }

    /// One of this subject alone, whatever others stand in the same place.
    pub fn here(mut self) -> Self {
        self.same = Some(self.subject.clone());
        self
    }

    /// What is copied into several places (a parameter of a path, a property of a base) is one change.
    pub fn key(&self) -> (&'static str, String, String) {
        let pointer = |it: &Option<Origin>| it.as_ref().map(|it| it.pointer.clone());
        let place = match &self.same {
            Some(same) => same.clone(),
            None => pointer(&self.old)
                .or(pointer(&self.new))
                .unwrap_or_default(),
        };
        (self.code.id, place, self.says.clone())
    }
}

/// A change, and what it is that changed: the keys of all that became one.
#[derive(Debug)]
pub(super) struct Finding {
    pub change: Change,
    pub retyped: bool,
    pub old: BTreeSet<String>,
    pub new: BTreeSet<String>,
}

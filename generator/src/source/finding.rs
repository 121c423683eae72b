//! What reading a text meets.

use super::Place;

/// A fault of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub kind: FindingKind,
    pub message: String,
    pub place: Place,
    /// Another place that belongs to it, and what is said of that.
    pub related: Option<(Place, &'static str)>,
}

impl Finding {
    pub(super) fn new(kind: FindingKind, message: impl Into<String>, place: Place) -> Self {
        Finding {
            kind,
            message: message.into(),
            place,
            related: None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingKind {
    /// Neither YAML nor JSON.
    Syntax,
    Empty,
    /// A key that stands twice; the first holds.
    DuplicateKey,
    /// A key that is a list or a mapping; left out.
    ComplexKey,
    /// `---` at the end.
    TrailingDocument,
    SeveralDocuments,
    /// Aliases that grow beyond all bounds, or hold themselves.
    Aliases,
    TooDeep,
}

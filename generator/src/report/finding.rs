//! A fault of a text as a diagnostic.

use super::{Code, Diagnostic, catalogue};
use crate::source::{Finding, FindingKind};

impl From<Finding> for Diagnostic {
    fn from(finding: Finding) -> Self {
        let (code, generated, help): (&Code, &str, &str) = match finding.kind {
            FindingKind::Syntax => (&catalogue::SYNTAX, "", ""),
            FindingKind::Empty => (&catalogue::EMPTY, "", ""),
            FindingKind::DuplicateKey => (
                &catalogue::DUPLICATE_KEY,
                "the first one",
                "remove one of the two",
            ),
            FindingKind::ComplexKey => (&catalogue::COMPLEX_KEY, "nothing for it", ""),
            FindingKind::TrailingDocument => (
                &catalogue::TRAILING_DOCUMENT,
                "the first document",
                "remove the `---` at the end",
            ),
            FindingKind::SeveralDocuments => (
                &catalogue::SEVERAL_DOCUMENTS,
                "",
                "split the file, and give one document at a time",
            ),
            FindingKind::Aliases => (&catalogue::ALIASES, "", ""),
            FindingKind::TooDeep => (&catalogue::TOO_DEEP, "", ""),
        };
        let mut diagnostic = Diagnostic::new(code, finding.message).at(finding.place, "here");
        if let Some((place, text)) = finding.related {
            diagnostic = diagnostic.at(place, text);
        }
        if !generated.is_empty() {
            diagnostic = diagnostic.generated(generated);
        }
        if !help.is_empty() {
            diagnostic = diagnostic.help(help);
        }
        diagnostic
    }
}

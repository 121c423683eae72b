//! What is wrong with a value.

use std::error::Error;
use std::fmt;

/// One thing that the document does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// Where: a JSON pointer into the value (RFC 6901). One of more than 500 bytes is cut, and ends in `…`.
    pub pointer: String,
    /// What, as a sentence without a subject: "is longer than 20 characters".
    pub message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.pointer.as_str() {
            "" => write!(f, "the value {}", self.message),
            pointer => write!(f, "`{pointer}` {}", self.message),
        }
    }
}

/// A value that the document does not allow: everything that is wrong with it, but for what is behind
/// the first hundred.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    violations: Vec<Violation>,
}

/// A hostile value has no end of faults.
pub(super) const MOST: usize = 100;

impl Invalid {
    pub(super) fn check(violations: Vec<Violation>) -> Result<(), Self> {
        if violations.is_empty() {
            Ok(())
        } else {
            Err(Self { violations })
        }
    }

    /// What is wrong, in the order of the value; never empty.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.violations.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            violation.fmt(f)?;
        }
        Ok(())
    }
}

impl Error for Invalid {}

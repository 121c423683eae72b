//! Parameters whose text may be empty (Swagger 2.0, Parameter Object, `allowEmptyValue`).

use super::text::{TextError, WireText};

/// A value, or an empty text: `?limit=` or `?limit`. One that is absent is neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrEmpty<T> {
    /// The parameter is there, and has no value.
    #[default]
    Empty,
    /// A value.
    Value(T),
}

impl<T> OrEmpty<T> {
    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Empty => None,
            Self::Value(value) => Some(value),
        }
    }
}

impl<T> From<T> for OrEmpty<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: WireText> WireText for OrEmpty<T> {
    fn to_wire(&self) -> Result<String, TextError> {
        match self {
            Self::Empty => Ok(String::new()),
            Self::Value(value) => value.to_wire(),
        }
    }

    fn from_wire(text: &str) -> Result<Self, TextError> {
        match text {
            "" => Ok(Self::Empty),
            text => T::from_wire(text).map(Self::Value),
        }
    }
}

//! What a document shows of values, beside their schemas.

use super::super::schema::Schema;
use serde_json::Value;
use std::collections::HashMap;
use std::ptr::from_ref;

/// Values as JSON, by their pointer (RFC 6901) in the whole; an element of a list, and a value of a map, has
/// the token `-`.
pub type Shown = &'static [(&'static str, &'static str)];

/// What is shown of the values of definitions.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// By the address of the schema, which is a static.
    definitions: HashMap<usize, Shown>,
}

impl Examples {
    /// Of these definitions.
    pub fn new(definitions: &'static [(&'static Schema, Shown)]) -> Self {
        let definitions = definitions.iter();
        let definitions = definitions.map(|(schema, shown)| (address(schema), *shown));
        Self {
            definitions: definitions.collect(),
        }
    }
}

fn address(schema: &Schema) -> usize {
    from_ref(schema).addr()
}

/// Where a value stands in what is shown.
#[derive(Clone, Default)]
pub(super) struct Spot<'e> {
    examples: Option<&'e Examples>,
    shown: Shown,
    pointer: String,
}

impl<'e> Spot<'e> {
    pub fn new(examples: &'e Examples, shown: Shown) -> Self {
        Self {
            examples: Some(examples),
            shown,
            pointer: String::new(),
        }
    }

    /// Whether a document shows anything at all: such a value is for people.
    pub fn is_shown(&self) -> bool {
        self.examples.is_some()
    }

    /// The same spot, where it is that of a definition in what the definition shows.
    pub fn of(&self, schema: &Schema) -> Self {
        let definitions = self.examples.map(|it| &it.definitions);
        match definitions.and_then(|it| it.get(&address(schema))) {
            Some(shown) => Self {
                examples: self.examples,
                shown,
                pointer: String::new(),
            },
            None => self.clone(),
        }
    }

    /// What is shown here.
    pub fn value(&self) -> Option<Value> {
        let mut shown = self.shown.iter();
        let (_, text) = shown.find(|(pointer, _)| *pointer == self.pointer)?;
        serde_json::from_str(text).ok()
    }

    pub fn property(&self, name: &str) -> Self {
        self.below(|| name.replace('~', "~0").replace('/', "~1"))
    }

    pub fn element(&self) -> Self {
        self.below(|| "-".to_owned())
    }

    fn below(&self, token: impl FnOnce() -> String) -> Self {
        match self.shown {
            [] => self.clone(),
            shown => Self {
                examples: self.examples,
                shown,
                pointer: format!("{}/{}", self.pointer, token()),
            },
        }
    }
}

//! What differs between formats and is more than reading.

use super::link;
use super::model::Kind;

/// A format of documents, as far as anybody but its reader has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// As in "is none of Swagger 2.0".
    pub name: &'static str,
    /// Where the definitions stand: the keys that lead to them.
    pub definitions: &'static [&'static str],
    /// Where else what references lead to is defined: the keys, and what it is.
    pub sections: &'static [(&'static [&'static str], Kind)],
    /// Keys that say nothing of what stands below them, which names of schemas go without.
    pub structure: &'static [&'static str],
    /// Where security schemes are defined.
    pub security: &'static str,
    /// The kinds of these that there are.
    pub security_kinds: &'static str,
    /// Whether parameters may be in cookies.
    pub cookies: bool,
    /// How to tell lists in a list in a parameter apart.
    pub inner_lists: &'static str,
}

impl Dialect {
    /// Whether these tokens of a pointer are of a definition.
    pub fn is_definition<T: AsRef<str>>(&self, tokens: &[T]) -> bool {
        let section = self.definitions.iter();
        tokens.len() == self.definitions.len() + 1
            && section
                .zip(tokens)
                .all(|(key, token)| *key == token.as_ref())
    }

    /// Whether the pointer is of a definition.
    pub fn is_definition_pointer(&self, pointer: &str) -> bool {
        let tokens: Vec<&str> = pointer.split('/').skip(1).collect();
        pointer.starts_with('/') && self.is_definition(&tokens)
    }

    /// What is defined at a pointer; `None` for what stands elsewhere, where it is what it is used as.
    pub fn defined(&self, pointer: &str) -> Option<Kind> {
        let (_, pointer) = pointer.split_once('#').unwrap_or(("", pointer));
        if self.is_definition_pointer(pointer) {
            return Some(Kind::Schema);
        }
        let (section, _) = pointer.strip_prefix('/')?.rsplit_once('/')?;
        let mut sections = self.sections.iter();
        let found = sections.find(|(keys, _)| section.split('/').eq(keys.iter().copied()));
        found.map(|(_, kind)| *kind)
    }

    /// What to call the schema at a pointer.
    pub fn schema_name(&self, pointer: &str) -> String {
        link::name(self, pointer)
    }
}

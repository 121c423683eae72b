//! Names: the one place that makes identifiers.
//!
//! An [`Ident`] is made here only, so text of the document cannot reach the code as anything else.
//! [`Names`] settles the names of items that must differ.

mod kind;
mod reserved;
mod scope;
mod words;

pub use kind::Kind;
pub use reserved::{Reserved, is_device};
pub use scope::{Item, Names, Settled};
pub use words::{CaseOf, is_sentence, words};

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};

/// A Rust identifier: ASCII, valid, and raw where it is a keyword.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    /// One that this code base knows, such as `Default`.
    pub(crate) fn fixed(name: &'static str) -> Self {
        Ident(name.to_owned())
    }

    /// From text that a caller requires or that an earlier run gave, if it is an identifier.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.strip_prefix("r#").unwrap_or(text);
        let mut bytes = plain.bytes();
        let first = bytes.next()?;
        let valid = (first.is_ascii_alphabetic() || first == b'_')
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && plain.bytes().any(|byte| byte.is_ascii_alphanumeric())
            && !reserved::is_never_raw(plain);
        valid.then(|| Ident(plain.to_owned()))
    }

    /// Of the text of a document, in a case; `otherwise` stands before what begins with a digit.
    pub fn of(text: &str, case: CaseOf) -> Self {
        Ident::made(words::cased(text, case), case)
    }

    fn made(name: String, case: CaseOf) -> Self {
        if !reserved::is_never_raw(&name) {
            return Ident(name);
        }
        let suffix = match case {
            CaseOf::Type => "Type",
            CaseOf::Variant => "Value",
            CaseOf::Value | CaseOf::Constant => "_",
        };
        Ident(format!("{name}{suffix}"))
    }

    /// This and another word behind it.
    pub fn with_suffix(&self, suffix: &str) -> Self {
        Ident(format!("{}{suffix}", self.0))
    }

    /// The same words in another case.
    pub fn recased(&self, case: CaseOf) -> Self {
        Ident::made(words::joined(&self.0, case), case)
    }

    /// Without `r#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it stands in code.
    pub fn code(&self) -> String {
        if reserved::is_keyword(&self.0) {
            format!("r#{}", self.0)
        } else {
            self.0.clone()
        }
    }

    /// What two names must differ in to be told apart, whatever their case.
    fn key(&self) -> String {
        collision_key(&self.0)
    }
}

fn collision_key(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|character| character.to_ascii_lowercase())
        .collect()
}

impl std::fmt::Display for Ident {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(if reserved::is_keyword(&self.0) {
            proc_macro2::Ident::new_raw(&self.0, Span::call_site())
        } else {
            proc_macro2::Ident::new(&self.0, Span::call_site())
        });
    }
}

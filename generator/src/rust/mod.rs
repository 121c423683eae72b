//! Decisions of Rust: names, types, boxing, derives, modules. No tokens yet.
//!
//! [`plan`] turns an api into a [`Crate`], which says everything that the emitter writes.

mod calls;
mod choices;
mod docs;
mod fields;
mod groups;
mod inline;
mod inputs;
mod limits;
mod media;
mod mock;
pub mod names;
mod operations;
mod patterns;
mod plan;
mod responses;
mod scalars;
mod schemas;
mod schemes;
mod shapes;
mod tables;
mod types;

pub use calls::*;
pub use docs::{Docs, paragraph};
pub use mock::{Declared, DeclaredBody, Shown};
pub use names::Ident;
pub use plan::plan;
pub use schemas::{
    Constant, Limit, Need, Rest, SchemaDef, SchemaProperty, SchemaShape, SchemaUse, SchemaXml,
};
pub use shapes::*;
pub use tables::{Table, TextInput};

use crate::ir::SecurityKind;
use std::collections::BTreeSet;

/// The generated crate.
#[derive(Debug, Clone)]
pub struct Crate {
    pub package: Package,
    pub schemes: Vec<Scheme>,
    /// The definitions, by name.
    pub types: Vec<TypeModule>,
    pub groups: Vec<Group>,
    /// What the document shows of the values of definitions, for a mock.
    pub shown: Vec<(SchemaUse, Shown)>,
    pub capabilities: BTreeSet<Capability>,
    /// Where types hold each other deeper than the compiler follows by itself.
    pub recursion_limit: Option<usize>,
}

/// What `Cargo.toml` and the crate's front page say.
#[derive(Debug, Clone)]
pub struct Package {
    pub name: String,
    pub version: String,
    pub title: String,
    pub docs: Vec<String>,
    /// Tables that the configuration adds to the manifest.
    pub manifest: toml::Table,
}

/// What a document may need, with its file in support and the crates behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Capability {
    Base64,
    Base64Url,
    /// Basic authentication.
    Basic,
    DateTime,
    Decimal,
    Duration,
    /// Forms, whichever way they are sent.
    Form,
    /// Headers whose names share a prefix.
    HeaderCollection,
    HttpDate,
    /// Forms that hold files, or may.
    Multipart,
    Nullable,
    OneOf,
    /// `allowEmptyValue`.
    OrEmpty,
    /// Regular expressions.
    Pattern,
    /// Optional properties that may be null.
    Present,
    Time,
    UnixTime,
    Uuid,
    Xml,
}

/// A security scheme: a constant, and a method of the client's builder.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// The method: `bearer_token`.
    pub ident: Ident,
    pub constant: Ident,
    /// The name in the document.
    pub name: String,
    pub kind: SecurityKind,
    pub docs: Docs,
}

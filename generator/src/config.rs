//! The configuration: what `bindsmith.toml` says, or the defaults.

mod package;
mod read;

use crate::source::Place;
use std::path::PathBuf;

pub use read::read;

/// A setting with the place in `bindsmith.toml` that made it, so that one that applies to nothing
/// can be named. `None` for settings that come from the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting<T> {
    pub value: T,
    pub place: Option<Place>,
}

/// Everything that steers a run. Paths are as the caller can open them.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The document.
    pub document: PathBuf,
    /// Overlays, applied in order.
    pub overlays: Vec<PathBuf>,
    /// Where the names that were given are kept.
    pub lock: PathBuf,
    /// Where that is said.
    pub lock_place: Option<Place>,
    /// The folder of the generated crate.
    pub output: PathBuf,
    pub package: Package,
    pub names: Names,
    pub filter: Filter,
    /// Extra derives and attributes per type pattern.
    pub types: Vec<TypeRule>,
    /// What a `$ref` to nothing is.
    pub dangling_refs: Dangling,
    /// The folder below which a `$ref` may reach files; `None`: that of the document.
    pub ref_root: Option<PathBuf>,
}

impl Config {
    /// The configuration of a document that has none.
    pub fn of(document: impl Into<PathBuf>) -> Self {
        Config {
            document: document.into(),
            overlays: Vec::new(),
            lock: PathBuf::new(),
            lock_place: None,
            output: PathBuf::new(),
            package: Package::default(),
            names: Names::default(),
            filter: Filter::default(),
            types: Vec::new(),
            dangling_refs: Dangling::default(),
            ref_root: None,
        }
    }
}

/// The generated package. What is `None` follows from the document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Package {
    pub name: Option<String>,
    pub version: Option<String>,
    /// Where the version stands.
    pub version_place: Option<Place>,
    /// Tables that are merged into the generated `Cargo.toml`, such as `dev-dependencies`.
    pub manifest: toml::Table,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Names {
    /// Where operation names come from; `None`: decided per operation, by that operation alone.
    pub operations: Option<OperationNames>,
    /// Names that the user requires: JSON pointer → Rust name.
    pub rename: Vec<(Setting<String>, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperationNames {
    OperationId,
    Summary,
    Path,
}

/// Which operations are generated: those that match an `include` (or all, where there is none) and
/// no `exclude`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    pub include: Selection,
    pub exclude: Selection,
}

/// Patterns with `*` for any run of characters.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Selection {
    pub tags: Vec<Setting<String>>,
    /// Path templates, as in the document.
    pub paths: Vec<Setting<String>>,
    /// operationIds, or `METHOD /path`.
    pub operations: Vec<Setting<String>>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TypeRule {
    /// A pattern over Rust type names (`App*`, `pet::Status`).
    pub pattern: Setting<String>,
    /// Paths to derive, such as `Eq` or `schemars::JsonSchema`.
    pub derives: Vec<String>,
    /// Attributes without `#[` and `]`.
    pub attributes: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Dangling {
    /// A warning, and an opaque type that keeps the name.
    #[default]
    Warn,
    Error,
}

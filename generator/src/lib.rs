//! Bindsmith reads a Swagger 2.0 or OpenAPI 3.0 document and writes a Rust crate: types, requests, responses, an
//! async client, and server traits with a router.
//!
//! Data flows one way; each stage is a module that knows those before it and none after:
//!
//! ```text
//! text ──source──▶ Tree ──overlay──▶ Tree ──swagger2──▶ Document ──lower──▶ ir::Api ──rust──▶ Crate ──emit──▶ FileSet ──cli──▶ disk
//!                                     └───openapi3───────▲
//! ```
//!
//! | module | holds |
//! |---|---|
//! | [`source`] | YAML and JSON text → a tree with places |
//! | [`overlay`] | OpenAPI Overlay actions on a tree |
//! | [`document`] | the document as it is written, in the terms that every format comes to |
//! | [`swagger2`], [`openapi3`] | their readers, the latter through the crate `openapiv3`; nothing outside knows a format |
//! | [`lower`] | what a document means |
//! | [`ir`] | the API as it is meant: no `$ref`, every inherited default applied |
//! | [`rust`] | decisions of Rust: names, types, boxing, derives, modules, dependencies; no tokens yet |
//! | [`emit`] | the crate → tokens → formatted files; makes no decisions |
//! | [`diff`] | two apis → graded changes |
//! | [`report`] | diagnostics: one catalogue of codes, one collector, one renderer |
//! | [`config`], [`lock`] | what steers a run, and the names that earlier runs gave |
//! | `pointer`, `number` | what several stages share: tokens of JSON pointers, numbers without loss |
//! | [`fileset`] | what a run produces, in memory |
//! | [`cli`] | the commands; alone in touching terminal and disk |
//!
//! [`Session`] is the facade: it runs the stages, reads through a [`Reader`], and writes nothing.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::todo,
        clippy::unimplemented,
        clippy::indexing_slicing
    )
)]

pub mod cli;
pub mod config;
pub mod diff;
pub mod document;
pub mod emit;
pub mod fileset;
pub mod ir;
pub mod lock;
pub mod lower;
// the rule by which generated crates compare numbers is the one by which the generator does
#[path = "emit/support/schema/number.rs"]
mod number;
pub mod openapi3;
pub mod overlay;
mod pointer;
pub mod report;
pub mod rust;
pub mod session;
pub mod source;
pub mod swagger2;

pub use session::{Generated, Session};
pub use source::Reader;

//! What judges of a folder of documents share: which there are, work on all of them, their crates in
//! one workspace, and the support code as it stands.

pub mod cargo;
pub mod documents;
pub mod parallel;

// the support code that generated crates carry
#[path = "../../../generator/src/emit/support/mod.rs"]
#[allow(dead_code, unused_imports, missing_docs)]
pub mod support;

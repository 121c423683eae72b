//! The support code that generated crates carry, compiled and tested as it stands.

#[path = "../src/emit/support/mod.rs"]
pub mod support;

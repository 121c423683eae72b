//! The crate → tokens → formatted files; one construct, one small file. Makes no decisions.

mod choices;
mod client;
mod code;
mod dispatch;
mod enums;
mod imports;
mod manifest;
mod media;
mod methods;
mod mock;
mod one_of;
mod operations;
mod outcome;
mod root;
mod schemas;
mod security;
mod server;
mod structs;
mod supports;
mod ty;
mod types;

use crate::fileset::FileSet;
use crate::rust::Crate;
pub(crate) use root::exports;

/// Generated code that is no Rust: a fault of Bindsmith, or of an attribute in the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmitError {
    /// The file, relative to the crate.
    pub path: String,
    pub message: String,
}

/// Every file of the crate.
///
/// # Errors
/// The tokens of a file do not parse as Rust.
pub fn emit(planned: &Crate) -> Result<FileSet, EmitError> {
    let mut files = FileSet::default();
    files.insert("Cargo.toml", manifest::manifest(planned));
    files.insert("src/lib.rs", root::lib(planned));
    supports::supports(planned, &mut files);
    types::types(planned, &mut files)?;
    operations::operations(planned, &mut files)?;
    client::client(planned, &mut files)?;
    server::server(planned, &mut files)?;
    mock::mock(planned, &mut files)?;
    if !planned.schemes.is_empty() {
        security::security(planned, &mut files)?;
    }
    Ok(files)
}

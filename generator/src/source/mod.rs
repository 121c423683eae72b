//! Text → [`Tree`]: YAML and JSON as one model, with places.
//!
//! A tree keeps what serde would lose: the order and the places of everything, the text of each
//! scalar (`version: 1.10`, the key `0x1F`), and duplicate keys as findings.

mod files;
mod finding;
mod json;
mod library;
mod node;
mod write;
mod yaml;

#[cfg(test)]
mod tests;

pub use files::{FileId, Place, Position, Sources, decode_text};
pub use finding::{Finding, FindingKind};
pub use library::{Fault, Library, Reader, normal};
pub use node::{Entry, Mapping, Node, Scalar, ScalarKind, Tree, Value};

/// How deep mappings and sequences may nest. Real documents stay under 50.
const MAX_DEPTH: usize = 500;
/// How many nodes aliases may add to those that are written.
const MAX_ALIASED: usize = 1_000_000;

/// Reads the text of a file as YAML 1.2 or JSON (RFC 8259). Findings are things to warn of.
///
/// # Errors
/// The first fault after which nothing can be read.
pub fn parse(sources: &Sources, file: FileId) -> Result<(Tree, Vec<Finding>), Finding> {
    let text = sources.text(file);
    let mut findings = Vec::new();
    let is_json_name = sources.name(file).to_ascii_lowercase().ends_with(".json");
    // JSON goes to a parser of its own: YAML's refuses U+0080, which JSON allows
    let looks_like_json = text.trim_start().starts_with(['{', '[']);
    if looks_like_json {
        match json::parse(text, file, &mut findings) {
            Ok(root) => return Ok((Tree { root }, findings)),
            Err(error) if is_json_name || error.kind != FindingKind::Syntax => return Err(error),
            Err(_) => findings.clear(),
        }
    }
    let root = yaml::parse(text, file, &mut findings)?;
    Ok((Tree { root }, findings))
}

//! `pattern` (JSON Schema Validation, section 5.2.3). Expressions are matched in linear time.

use super::schema::Limit;
use regex::Regex;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

/// The limit of a pattern: as the document has it, and as a regular expression of Rust.
pub const fn pattern(written: &'static str, pattern: &'static str) -> Limit {
    Limit::Pattern(written, pattern, matches)
}

/// An expression, `None` for what is none. It is shared and not cloned: each clone of a `Regex` has a cache
/// of its own, which is costly to fill.
type Known = Option<Arc<Regex>>;

/// Whether some part of the text is of the pattern. One that is no expression allows everything.
pub fn matches(pattern: &str, text: &str) -> bool {
    // compiled when first met: most patterns of a document are met never
    static KNOWN: LazyLock<RwLock<HashMap<String, Known>>> = LazyLock::new(RwLock::default);
    let known = {
        let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
        known.get(pattern).cloned()
    };
    let regex = known.unwrap_or_else(|| {
        let regex: Known = Regex::new(pattern).ok().map(Arc::new);
        let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(pattern.to_owned(), regex.clone());
        regex
    });
    regex.is_none_or(|regex| regex.is_match(text))
}

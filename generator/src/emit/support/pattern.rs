//! `pattern` (JSON Schema Validation, section 5.2.3). Expressions are matched in linear time.

use super::schema::Limit;
use regex::Regex;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The limit of a pattern: as the document has it, and as a regular expression of Rust.
pub const fn pattern(written: &'static str, pattern: &'static str) -> Limit {
    Limit::Pattern(written, pattern, matches)
}

/// Whether some part of the text is of the pattern. One that is no expression allows everything.
pub fn matches(pattern: &str, text: &str) -> bool {
    // compiled when first met: most patterns of a document are met never
    static KNOWN: Mutex<Option<HashMap<String, Option<Regex>>>> = Mutex::new(None);
    let regex = {
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known.get_or_insert_default();
        match known.get(pattern) {
            Some(regex) => regex.clone(),
            None => {
                let regex = Regex::new(pattern).ok();
                known.insert(pattern.to_owned(), regex.clone());
                regex
            }
        }
    };
    regex.is_none_or(|regex| regex.is_match(text))
}

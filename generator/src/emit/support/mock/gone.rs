//! What was deleted, where a mock remembers it.

use super::super::percent;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// So many paths are remembered.
const MOST: usize = 10_000;

/// The paths that were deleted, where nothing was made since.
#[derive(Debug, Default)]
pub(super) struct Gone(Mutex<BTreeSet<String>>);

impl Gone {
    /// Whether a request is for what is gone: at the path of it, or below. PUT makes what is at its path.
    pub fn lacks(&self, method: &str, target: &str) -> bool {
        let path = path(target);
        let gone = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        gone.iter()
            .any(|it| is_within(&path, it) && !(method == "PUT" && *it == path))
    }

    /// Takes note of a request that went well.
    pub fn follow(&self, method: &str, target: &str) {
        let path = path(target);
        let mut gone = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match method {
            "DELETE" if gone.len() < MOST => drop(gone.insert(path)),
            "PATCH" | "POST" | "PUT" => gone.retain(|it| !is_within(it, &path)),
            _ => {}
        }
    }
}

fn path(target: &str) -> String {
    let path = target.split('?').next().unwrap_or_default();
    percent::normalize(path)
}

/// Whether a path is this one, or one below it.
fn is_within(path: &str, other: &str) -> bool {
    let rest = path.strip_prefix(other.trim_end_matches('/'));
    rest.is_some_and(|it| it.is_empty() || it.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::Gone;

    #[test]
    fn what_was_deleted_is_gone_until_something_is_made_there_or_above() {
        let gone = Gone::default();
        gone.follow("DELETE", "/pets/%31?hard=1");
        for (method, target, lacks) in [
            ("GET", "/pets/1", true),
            ("GET", "/pets/1/toys", true),
            ("POST", "/pets/1/toys", true),
            ("DELETE", "/pets/1?x", true),
            ("PUT", "/pets/1", false),
            ("PUT", "/pets/1/name", true),
            ("GET", "/pets/10", false),
            ("GET", "/pets", false),
        ] {
            assert_eq!(gone.lacks(method, target), lacks, "{method} {target}");
        }
        for (method, target) in [("PUT", "/pets/1"), ("POST", "/pets"), ("POST", "/")] {
            gone.follow("DELETE", "/pets/1");
            gone.follow("GET", target);
            gone.follow("POST", "/pets/2");
            assert!(gone.lacks("GET", "/pets/1"));
            gone.follow(method, target);
            assert!(!gone.lacks("GET", "/pets/1"), "{method} {target}");
        }
    }
}

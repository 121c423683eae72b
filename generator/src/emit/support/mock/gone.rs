//! What was deleted, where a mock remembers it.

use super::super::operation::{Operation, Place};
use super::super::percent;
use std::sync::{Mutex, PoisonError};

/// So many deletions are remembered, the last ones.
const MOST: usize = 1000;

/// The paths of what was deleted, where nothing was made since, each in its segments.
#[derive(Debug, Default)]
pub(super) struct Gone(Mutex<Vec<Vec<String>>>);

impl Gone {
    /// Whether a request is for what is gone: at the path of it, or below. PUT and POST may make it anew.
    pub fn lacks(&self, operation: &Operation, target: &str) -> bool {
        let path = path(target);
        let makes = ["POST", "PUT"].contains(&operation.method);
        let gone = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut gone = gone.iter();
        gone.any(|it| path.starts_with(it) && !(makes && *it == path))
    }

    /// Takes note of a request that went well.
    pub fn follow(&self, operation: &Operation, target: &str) {
        let path = path(target);
        let mut gone = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match operation.method {
            "DELETE" if deletes_one(operation, target) => {
                gone.retain(|it| *it != path);
                gone.push(path);
                if gone.len() > MOST {
                    gone.remove(0);
                }
            }
            "PATCH" | "POST" | "PUT" => gone.retain(|it| !it.starts_with(&path)),
            _ => {}
        }
    }
}

/// Whether what it deletes is what its path names. Of a collection it empties it, and a query says what of it.
fn deletes_one(operation: &Operation, target: &str) -> bool {
    let mut inputs = operation.inputs.iter();
    inputs.any(|it| it.place == Place::Path) && !target.contains('?')
}

fn path(target: &str) -> Vec<String> {
    let path = target.split('?').next().unwrap_or_default();
    let decode = |it: &str| percent::decode(it).unwrap_or_else(|_| it.to_owned());
    path.split('/').map(decode).collect()
}

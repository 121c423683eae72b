//! What was deleted, where a mock remembers it.

use super::super::operation::{Operation, Place};
use super::super::percent;
use super::super::template;
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
            "POST" | "PUT" => gone.retain(|it| !it.starts_with(&path)),
            _ => {}
        }
    }
}

/// Whether what it deletes is what its path names: one of many, and not what a query says of it. A collection is
/// there when it is empty.
fn deletes_one(operation: &Operation, target: &str) -> bool {
    let (_, query) = target.split_once('?').unwrap_or_default();
    let pairs = percent::pairs(query).unwrap_or_default();
    let mut names = pairs.iter().map(|(name, _)| name);
    let (_, of_template) = template::split(operation.path);
    let mut inputs = operation.inputs.iter();
    inputs.any(|it| it.place == Place::Path)
        && of_template.is_empty()
        && !names.any(|it| operation.reads(it) && !operation.is_key(it))
}

/// The segments, without the empty one that a slash at the end makes.
fn path(target: &str) -> Vec<String> {
    let path = target.split('?').next().unwrap_or_default();
    let path = path.strip_suffix('/').unwrap_or(path);
    let decode = |it: &str| percent::decode(it).unwrap_or_else(|_| it.to_owned());
    path.split('/').map(decode).collect()
}

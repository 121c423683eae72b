//! What changed between two versions of an API: for the wire, and for Rust.
//!
//! Two [`ir::Api`](crate::ir::Api)s are compared, so that formatting, order, `$ref` or inline, and YAML
//! or JSON do not show. What a change does to the wire stands in the [`catalogue`], by direction; what
//! it does to Rust is read off the two planned crates ([`surface`]), so that it cannot be anything else
//! than what is emitted.
//!
//! | module | holds |
//! |---|---|
//! | [`change`] | what is said of a change |
//! | [`catalogue`] | every code, with what it does to the wire and why |
//! | `api`, `operations`, `parameters`, `bodies`, `responses`, `schemas`, `values`, `security` | the rules, area by area |
//! | `matching` | which operation is which |
//! | `findings` | the graph of schemas that are compared, and whom a change reaches |
//! | [`surface`] | what the crate offers to its users, and how two of them differ |

mod api;
mod bodies;
pub mod catalogue;
pub mod change;
mod definitions;
mod findings;
mod matching;
mod objects;
mod operations;
mod parameters;
mod render;
mod responses;
mod schemas;
mod security;
mod values;
mod words;

use crate::ir::Api;
use crate::lock::Lock;
use crate::rust::Crate;
pub use change::{Change, Direction, Reached, Rust, Verdict, Wire};
pub use render::render;

/// One of the two: the API, and the crate that is made of it.
#[derive(Debug, Clone)]
pub struct Version {
    pub api: Api,
    pub planned: Crate,
    /// The names that it was given; those of the new version begin with those of the old.
    pub lock: Lock,
}

/// Every change, those that break first.
pub fn compare(old: &Version, new: &Version) -> Vec<Change> {
    let mut findings = findings::Findings::new(&old.api, &new.api);
    api::compare(&mut findings);
    operations::compare(&mut findings);
    security::schemes(&mut findings);
    definitions::compare(&mut findings);
    let mut changes = findings.changes();
    changes.sort_by_cached_key(|it| {
        (
            std::cmp::Reverse((it.wire.grade.breaks(), it.rust.grade == Rust::Breaking)),
            it.wire.grade == Wire::Docs,
            it.code.id,
            it.subject.clone(),
            it.message.clone(),
        )
    });
    changes
}

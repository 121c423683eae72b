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
//! | `api`, `servers`, `operations`, `parameters`, `bodies`, `responses`, `security`, `definitions` | the rules, area by area |
//! | `schemas`, `uses`, `aliases`, `objects`, `alternatives`, `values`, `decimal`, `xml` | those of schemas |
//! | `deprecation` | what is deprecated, but for operations |
//! | `shapes` | what a schema looks like, by which alternatives are known |
//! | `matching`, `renames` | which operation is which, and what keeps the names of what is called otherwise |
//! | `draft`, `findings` | what a rule finds; the graph of schemas that are compared, and whom a change reaches |
//! | [`surface`], `attribution` | what the crate offers to its users, how two of them differ, and which change made it |
//! | `unread` | what is not compared, since it is not read |
//! | `render`, `words` | the report for people |

mod aliases;
mod alternatives;
mod api;
mod attribution;
mod bodies;
mod bump;
pub mod catalogue;
pub mod change;
mod decimal;
mod definitions;
mod deprecation;
mod draft;
mod findings;
mod grading;
mod matching;
mod objects;
mod operations;
mod parameters;
mod reach;
mod renames;
mod render;
mod responses;
mod schemas;
mod security;
mod servers;
mod shapes;
pub mod surface;
mod unread;
mod uses;
mod values;
mod words;
mod xml;

use crate::ir::{Api, Origin};
use crate::lock::Lock;
use crate::rust::Crate;
pub use bump::Bump;
pub use change::{Change, Direction, Reached, Rust, Verdict, Wire};
pub use render::{Comparison, Format, Side, render, summary, write};
use std::collections::HashMap;
use surface::Surface;
pub use unread::{Parts, Unread, unread};

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
    let (a, b) = (Surface::of(old), Surface::of(new));
    let places = (places(&old.api), places(&new.api));
    let place = |pointer: &str, in_new: bool| {
        let places = if in_new { &places.1 } else { &places.0 };
        places.get(pointer).map(|it| (*it).clone())
    };
    let pairs = findings.pairs.clone();
    let graded = findings.graded();
    let mut changes = attribution::attribute(graded, &a, &b, place, |it| findings.users(it));
    renames::propose(&mut changes, &pairs, &old.lock, &new.lock);
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

/// Where things stand, by pointer.
fn places(api: &Api) -> HashMap<&str, &Origin> {
    let properties = api.schemas.iter().flat_map(|it| it.kind.declared());
    let properties = properties.map(|it| &it.origin);
    let operations = api.operations.iter().flat_map(|it| {
        let parameters = it.parameters.iter().map(|it| &it.origin);
        let body = it.body.iter().map(|it| &it.origin);
        let responses = it.responses.iter().map(|it| &it.origin);
        parameters.chain(body).chain(responses).chain([&it.origin])
    });
    let schemas = api.schemas.iter().map(|it| &it.origin);
    let all = properties.chain(operations).chain(schemas);
    all.map(|it| (it.pointer.as_str(), it)).collect()
}

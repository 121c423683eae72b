//! What a request says that nothing is read of, where that is refused.

use super::super::operation::{Operation, Place};
use super::super::schema::Checker;
use super::super::schema::at::At;
use super::super::template;
use std::collections::BTreeSet;

/// The names in the query that nothing is read of.
pub(super) fn query(checker: &mut Checker, operation: &Operation, query: &[(String, String)]) {
    let (_, pairs) = template::split(operation.path);
    let names: BTreeSet<&str> = query.iter().map(|(name, _)| name.as_str()).collect();
    for name in names {
        if !operation.reads(name) && !pairs.iter().any(|(known, _)| *known == name) {
            checker.wrong(&At::Property(&At::Root("/query"), name), UNDECLARED);
        }
    }
}

/// The names in a form that nothing is read of.
pub(super) fn form<'a>(
    checker: &mut Checker,
    operation: &Operation,
    names: impl Iterator<Item = &'a str>,
) {
    for name in names.collect::<BTreeSet<&str>>() {
        let mut inputs = operation.inputs.iter();
        if !inputs.any(|it| it.place == Place::Form && it.name == name) {
            checker.wrong(&At::Property(&At::Root("/form"), name), UNDECLARED);
        }
    }
}

const UNDECLARED: &str = "is not declared";

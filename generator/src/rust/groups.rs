//! The group and the name of an operation, each decided by that operation alone.

use super::names::{CaseOf, Ident, is_sentence, words};
use crate::config::OperationNames;
use crate::ir::Operation;
use heck::ToSnakeCase;

/// The text that an operation's group comes from: its tag, where it has exactly one, else the first
/// segment of its path that says something.
fn group_text(operation: &Operation) -> String {
    if let [tag] = operation.tags.as_slice()
        && !words(tag).is_empty()
        && !is_sentence(tag)
    {
        return tag.clone();
    }
    segment(operation)
}

fn segment(operation: &Operation) -> String {
    let path = operation.path.split('?').next().unwrap_or("");
    let mut segments = path.split('/');
    let said = segments.find(|it| !it.contains('{') && !words(it).is_empty());
    said.unwrap_or("root").to_owned()
}

/// Every group that an operation may be said to be of, the one that it is of by itself first. The lock
/// chooses among them: a tag more moves no operation.
pub(super) fn group_texts(operation: &Operation) -> Vec<String> {
    let tags = operation.tags.iter();
    let tags = tags.filter(|tag| !words(tag).is_empty() && !is_sentence(tag));
    let own = [group_text(operation), segment(operation)];
    own.into_iter().chain(tags.cloned()).collect()
}

/// Spellings of one tag are one group: `Pets`, `pets`.
pub(super) fn group_key(text: &str) -> String {
    words(text).to_snake_case()
}

/// Names for an operation, the best first, and the text of the first.
pub(super) fn operation_names(
    operation: &Operation,
    strategy: Option<OperationNames>,
) -> (String, Vec<Ident>) {
    let said = |text: &Option<String>| text.clone().filter(|text| !words(text).is_empty());
    let usable = |text: &Option<String>| said(text).filter(|text| !is_sentence(text));
    let path = path_words(operation);
    let asked = match strategy {
        Some(OperationNames::OperationId) => said(&operation.operation_id),
        Some(OperationNames::Summary) => said(&operation.summary),
        Some(OperationNames::Path) => Some(path.clone()),
        None => None,
    };
    let text = asked
        .or_else(|| usable(&operation.operation_id))
        .or_else(|| usable(&operation.summary))
        .unwrap_or_else(|| path.clone());
    let candidates = [&text, &path].map(|text| Ident::of(text, CaseOf::Value));
    (text, candidates.into())
}

/// `GET /users/{id}/posts` is `get users by id posts`.
fn path_words(operation: &Operation) -> String {
    let mut text = operation.method.as_str().to_lowercase();
    for segment in operation.path.split('/').filter(|it| !it.is_empty()) {
        text.push(' ');
        text.push_str(&segment.replace('{', " by ").replace('}', " "));
    }
    text
}

//! What is called otherwise, and breaks Rust alone: the entries of `bindsmith.toml` that keep the names.

use super::catalogue as code;
use super::change::{Change, Rust};
use super::matching::Pair;
use crate::lock::Lock;
use crate::pointer;
use std::collections::{BTreeMap, BTreeSet};

/// Says of each rename how to undo it.
pub(super) fn propose(changes: &mut [Change], pairs: &[Pair<'_>], old: &Lock, new: &Lock) {
    for change in changes
        .iter_mut()
        .filter(|it| it.rust.grade == Rust::Breaking)
    {
        let code = change.code;
        let moves = [
            &code::PATH_PARAMETER_RENAMED,
            &code::OPERATION_MOVED,
            &code::BASE_PATH_MOVED,
            &code::OPERATION_TAGS_CHANGED,
        ];
        let mut entries = BTreeMap::new();
        if code == &code::DEFINITION_RENAMED
            && let (Some(from), Some(to)) = (&change.old, &change.new)
        {
            entries.extend(kept(old, new, &from.pointer, &to.pointer, &[]));
        } else if moves.contains(&code) {
            for pair in pairs {
                let (Some(a), Some(b)) = (pair.old, pair.new) else {
                    continue;
                };
                // one change may be of several methods
                let own = change
                    .new
                    .as_ref()
                    .is_some_and(|it| it.pointer == b.origin.pointer);
                let renamed = !pair.renamed.is_empty() && b.path == change.subject;
                let of = own || renamed || code == &code::BASE_PATH_MOVED;
                if of {
                    let (from, to) = (&a.origin.pointer, &b.origin.pointer);
                    entries.extend(kept(old, new, from, to, &pair.renamed));
                    entries.extend(group(old, new, from, to));
                }
            }
        }
        if !entries.is_empty() {
            let lines = entries.iter().map(|(key, name)| {
                let text = |it: &str| serde_json::Value::from(it).to_string();
                format!("{} = {}", text(key), text(name))
            });
            let lines = lines.collect::<Vec<_>>().join("\n");
            change.help = Some(format!(
                "to keep the names, in bindsmith.toml:\n[names.rename]\n{lines}"
            ));
        }
    }
}

/// The group of an operation, where it is called otherwise as a whole.
fn group(old: &Lock, new: &Lock, from: &str, to: &str) -> Option<(String, String)> {
    let (before, after) = (old.get("member", from)?, new.get("member", to)?);
    let renamed = new.get("group", before).is_none() && old.get("group", after).is_none();
    let name = old.get("group", before).filter(|_| renamed)?;
    Some((after.to_owned(), name.to_owned()))
}

/// New keys with the names that their old ones had, where they have others now.
fn kept(
    old: &Lock,
    new: &Lock,
    from: &str,
    to: &str,
    parameters: &[(String, String)],
) -> BTreeMap<String, String> {
    let mut kept = BTreeMap::new();
    let mut ambiguous = BTreeSet::new();
    for (kind, key, name) in old.entries() {
        let Some(rest) = key.strip_prefix(from) else {
            continue;
        };
        if !rest.is_empty() && !rest.starts_with('/') {
            continue;
        }
        let mut key = format!("{to}{rest}");
        for (before, after) in parameters {
            let place = |name: &str| {
                let name = pointer::escape(name);
                format!("{to}/parameters/path:{name}")
            };
            let moved = key
                .strip_prefix(&place(before))
                .map(|rest| place(after) + rest);
            key = moved.unwrap_or(key);
        }
        match new.get(kind, &key) {
            // a rename is of a key, whatever the kind
            Some(other) if other != name && kind != "member" => {
                kept.insert(key, name.to_owned());
            }
            Some(_) if kind != "member" => {
                ambiguous.insert(key);
            }
            _ => {}
        }
    }
    kept.retain(|key, _| !ambiguous.contains(key));
    kept
}

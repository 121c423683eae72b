//! Which operations are generated: `[filter]` of the configuration.

use super::{Api, Operation};
use crate::config::{Filter, Selection, Setting};
use crate::report::{Diagnostic, Report, catalogue};
use std::collections::HashSet;

/// Keeps the operations that match an `include` (or all, where there is none) and no `exclude`.
/// A pattern that matches nothing is an error: overrides must not rot.
pub fn select(api: &mut Api, filter: &Filter, report: &mut Report) {
    for (table, selection) in [("include", &filter.include), ("exclude", &filter.exclude)] {
        check(api, table, selection, report);
    }
    let all = is_empty(&filter.include);
    api.operations.retain(|operation| {
        (all || matches(&filter.include, operation)) && !matches(&filter.exclude, operation)
    });
}

pub fn is_empty(selection: &Selection) -> bool {
    selection.tags.is_empty() && selection.paths.is_empty() && selection.operations.is_empty()
}

type Test = fn(&str, &Operation) -> bool;

fn tests(selection: &Selection) -> impl Iterator<Item = (&'static str, &Setting<String>, Test)> {
    let tags = selection.tags.iter().map(|it| ("tags", it, by_tag as Test));
    let paths = selection
        .paths
        .iter()
        .map(|it| ("paths", it, by_path as Test));
    let operations = selection.operations.iter();
    tags.chain(paths)
        .chain(operations.map(|it| ("operations", it, by_operation as Test)))
}

fn matches(selection: &Selection, operation: &Operation) -> bool {
    tests(selection).any(|(_, setting, test)| test(&setting.value, operation))
}

fn by_tag(pattern: &str, operation: &Operation) -> bool {
    operation.tags.iter().any(|tag| glob(pattern, tag))
}

fn by_path(pattern: &str, operation: &Operation) -> bool {
    glob(pattern, &operation.path)
}

fn by_operation(pattern: &str, operation: &Operation) -> bool {
    let id = operation.operation_id.as_deref();
    id.is_some_and(|id| glob(pattern, id))
        || glob(
            pattern,
            &format!("{} {}", operation.method.as_str(), operation.path),
        )
}

fn check(api: &Api, table: &str, selection: &Selection, report: &mut Report) {
    for (key, setting, test) in tests(selection) {
        if !api.operations.iter().any(|it| test(&setting.value, it)) {
            let mut diagnostic = Diagnostic::new(
                &catalogue::CONFIG_MATCHES_NOTHING,
                format!(
                    "`filter.{table}.{key}`: no operation matches `{}`",
                    setting.value
                ),
            )
            .help("correct the pattern, or remove it");
            if let Some(place) = setting.place {
                diagnostic = diagnostic.at(place, "matches nothing");
            }
            report.add(diagnostic);
        }
    }
}

/// Whether `text` is of the `pattern`, in which `*` stands for any run of characters.
pub fn glob(pattern: &str, text: &str) -> bool {
    let mut reached: HashSet<usize> = HashSet::from([0]);
    let text: Vec<char> = text.chars().collect();
    for part in pattern.chars() {
        reached = match part {
            '*' => match reached.iter().min() {
                Some(first) => (*first..=text.len()).collect(),
                None => return false,
            },
            part => reached
                .into_iter()
                .filter(|at| text.get(*at) == Some(&part))
                .map(|at| at + 1)
                .collect(),
        };
    }
    reached.contains(&text.len())
}

#[cfg(test)]
mod tests {
    use super::glob;

    #[test]
    fn a_star_stands_for_any_run_of_characters() {
        assert!(glob("/users/*", "/users/{id}/posts"));
        assert!(glob("*", ""));
        assert!(glob("a*b*c", "a--b--bc"));
        assert!(!glob("a*b", "abc"));
        assert!(!glob("", "a"));
    }
}

//! Which operation a request is for.
//!
//! axum knows placeholders of whole segments only, and refuses two names for one. So templates are
//! reduced to patterns of whole segments, templates of one pattern share a route, and among these
//! the operation is found here, by the text around its placeholders.

use super::super::check;
use super::super::operation::{Input, Operation, Place};
use super::super::percent;
use super::super::reserved;
use super::super::template::{self, Part};
use std::collections::BTreeSet;

/// An operation, and the service that handles it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    pub operation: &'static Operation,
    /// The group of the service.
    pub group: usize,
    /// The operation in its group.
    pub index: usize,
}

/// What was found for a path and a method.
pub(super) enum Found {
    Operation(Target, Values),
    /// The path is known, with these methods.
    Methods(Vec<&'static str>),
    Nothing,
}

/// The texts of the placeholders of a template.
type Values = Vec<(&'static str, String)>;

/// All operations that a URL of one pattern may be of, those with the most literal text first.
#[derive(Clone, Debug)]
pub(super) struct Table {
    targets: Vec<Target>,
    /// Whether they are of several templates.
    several: bool,
}

impl Table {
    pub fn new(mut targets: Vec<Target>) -> Self {
        let literal = |it: &Target| {
            let parts = template::parts(it.operation.path).into_iter();
            parts
                .map(|part| match part {
                    Part::Literal(text) => text.len(),
                    Part::Parameter(_) => 0,
                })
                .sum()
        };
        targets.sort_by_cached_key(|it| {
            let spans = spanning(it.operation).is_some();
            (std::cmp::Reverse::<usize>(literal(it)), spans)
        });
        let mut templates = targets.iter().map(|it| it.operation.path);
        let first = templates.next();
        let several = templates.any(|it| Some(it) != first);
        Self { targets, several }
    }

    /// `path` and `query` are as they stand in the request.
    pub fn find(&self, method: &str, path: &str, query: &str) -> Found {
        let path = percent::normalize(path);
        let query = percent::pairs(query).unwrap_or_default();
        let met = self.targets.iter().filter_map(|target| {
            let (_, pairs) = template::split(target.operation.path);
            let values = values(target.operation, &path)?;
            let asked = |(name, value): &(&str, Option<&str>)| {
                let mut known = query.iter();
                known.any(|(key, text)| key == name && value.is_none_or(|value| value == text))
            };
            pairs.iter().all(asked).then_some((*target, values))
        });
        if self.several {
            choose(method, taking(met.collect()))
        } else {
            choose(method, met)
        }
    }
}

/// Where a URL is of several templates, those are left out of which no operation takes its texts, unless none
/// is left: `/pets/all` is no `/pets/{id}` where ids are numbers. Operations that do not take them are last.
fn taking(met: Vec<(Target, Values)>) -> Vec<(Target, Values)> {
    let template = |(target, _): &(Target, Values)| target.operation.path;
    let first = met.first().map(template);
    if met.iter().all(|it| Some(template(it)) == first) {
        return met;
    }
    let takes = |(target, values): &(Target, Values)| check::path(target.operation, values).is_ok();
    let (mut taking, others): (Vec<_>, Vec<_>) = met.into_iter().partition(takes);
    let templates: Vec<&str> = taking.iter().map(template).collect();
    let left = |it: &_| templates.is_empty() || templates.contains(&template(it));
    taking.extend(others.into_iter().filter(left));
    taking
}

/// Of the operations that a URL is of, the one of the method.
fn choose(method: &str, met: impl IntoIterator<Item = (Target, Values)>) -> Found {
    let mut methods = Vec::new();
    let mut by_get = None;
    for (target, values) in met {
        if target.operation.method == method {
            return Found::Operation(target, values);
        }
        if !methods.contains(&target.operation.method) {
            methods.push(target.operation.method);
        }
        if target.operation.method == "GET" && by_get.is_none() {
            by_get = Some((target, values));
        }
    }
    match by_get {
        // RFC 9110, section 9.3.2: HEAD is GET without the body, which axum takes off.
        Some((target, values)) if method == "HEAD" => Found::Operation(target, values),
        Some(_) if !methods.contains(&"HEAD") => {
            methods.push("HEAD");
            Found::Methods(methods)
        }
        None if methods.is_empty() => Found::Nothing,
        _ => Found::Methods(methods),
    }
}

/// The pattern of a template in axum's notation: `/files/{id}.json` is `/files/{2}`, and where the id may
/// hold a `/`, `/files/{*2}`.
pub(super) fn pattern(operation: &Operation) -> String {
    let (path, _) = template::split(operation.path);
    let spanning = spanning(operation);
    let mut pattern = Vec::new();
    for (index, segment) in path.split('/').enumerate() {
        if spanning == Some(index) {
            pattern.push(format!("{{*{index}}}"));
            break;
        }
        let literal = percent::normalize(segment);
        // What has an escape in it could be escaped in other ways as well, and a router around this one may
        // hold a literal `:` or `*` for a placeholder of axum 0.7.
        pattern.push(
            if literal.contains('%') || literal.starts_with([':', '*']) {
                format!("{{{index}}}")
            } else {
                literal
            },
        );
    }
    pattern.join("/")
}

/// So many parameters of a path may be empty, the first ones.
const MOST_EMPTY: usize = 3;

/// The pattern of a template, and those without its parameters that may be empty: a placeholder of axum
/// never is.
pub(super) fn patterns(operation: &Operation) -> Vec<String> {
    let (path, _) = template::split(operation.path);
    let segments = path.split('/').enumerate();
    let empty = segments.filter(|(_, it)| may_be_empty(operation, it).is_some());
    let mut patterns = vec![pattern(operation)];
    for (index, _) in empty.take(MOST_EMPTY) {
        let without = patterns.iter().map(|pattern| {
            let segments = pattern.split('/').enumerate();
            let segments = segments.map(|(at, it)| if at == index { "" } else { it });
            segments.collect::<Vec<_>>().join("/")
        });
        let without: Vec<String> = without.collect();
        patterns.extend(without);
    }
    patterns
}

/// The parameter that is all of a segment, where the document lists the empty text among its values.
fn may_be_empty(operation: &Operation, segment: &'static str) -> Option<&'static str> {
    let parts = template::parts(segment);
    let [Part::Parameter(name)] = parts.as_slice() else {
        return None;
    };
    let listed =
        |it: &Input| it.place == Place::Path && it.name == *name && it.schema.lists_empty();
    operation.inputs.iter().any(listed).then_some(*name)
}

/// The patterns that have a route: axum has no `/files/{1}` beside `/files/{*1}`, which stands for both.
pub(super) fn routed<'p>(patterns: &BTreeSet<&'p str>) -> Vec<&'p str> {
    let spanning = patterns.iter().filter_map(|it| it.split_once("{*"));
    let spanning: Vec<&str> = spanning.map(|(prefix, _)| prefix).collect();
    let is_covered = |pattern: &str| {
        spanning.iter().any(|prefix| {
            let rest = pattern.strip_prefix(prefix);
            rest.is_some_and(|rest| rest.starts_with('{') && !rest.starts_with("{*"))
        })
    };
    let routed = patterns.iter().copied().filter(|it| !is_covered(it));
    routed.collect()
}

/// The segment of the template that may be several of a path: the last with a parameter that may hold `/`.
fn spanning(operation: &Operation) -> Option<usize> {
    let (path, _) = template::split(operation.path);
    path.split('/').collect::<Vec<_>>().iter().rposition(|it| {
        template::parts(it).iter().any(|part| match part {
            Part::Parameter(name) => reserved::is_allowed(operation, Place::Path, name),
            Part::Literal(_) => false,
        })
    })
}

/// The values of the placeholders, where the normalized `path` is of the template.
fn values(operation: &'static Operation, path: &str) -> Option<Values> {
    let (template, _) = template::split(operation.path);
    let template: Vec<&'static str> = template.split('/').collect();
    let mut values = Vec::new();
    let segments = segments(path, template.len(), spanning(operation))?;
    for (template, segment) in template.into_iter().zip(segments) {
        match may_be_empty(operation, template) {
            Some(name) if segment.is_empty() => values.push((name, segment)),
            _ => segment_values(template, segment, &mut values)?,
        }
    }
    let decode = |(name, text): (&'static str, &str)| {
        let value = reserved::decode_path(operation, name, text).ok()?;
        let spans = reserved::is_allowed(operation, Place::Path, name);
        (spans || !text.contains('/')).then_some((name, value))
    };
    if spanning(operation).is_some() && reserved::has_dots(path) {
        return None;
    }
    once(values.into_iter().map(decode).collect::<Option<_>>()?)
}

/// A placeholder that a template has twice is the same value twice.
fn once(values: Values) -> Option<Values> {
    let mut known = Values::new();
    for (name, value) in values {
        match known.iter().find(|(it, _)| *it == name) {
            Some((_, before)) if *before != value => return None,
            Some(_) => {}
            None => known.push((name, value)),
        }
    }
    Some(known)
}

/// A path in so many segments, of which one takes what is too many.
fn segments(path: &str, count: usize, spanning: Option<usize>) -> Option<Vec<&str>> {
    let Some(index) = spanning else {
        let segments: Vec<&str> = path.split('/').collect();
        return (segments.len() == count).then_some(segments);
    };
    let mut segments: Vec<&str> = path.splitn(index + 1, '/').collect();
    let rest = segments.pop().filter(|_| segments.len() == index)?;
    let behind = count - index;
    let mut last: Vec<&str> = rest.rsplitn(behind, '/').collect();
    last.reverse();
    segments.extend(last);
    (segments.len() == count).then_some(segments)
}

/// Each placeholder but the last takes as little as it can, and never nothing. That finds a match
/// where there is one, in one pass.
fn segment_values<'a>(
    template: &'static str,
    text: &'a str,
    values: &mut Vec<(&'static str, &'a str)>,
) -> Option<()> {
    let mut rest = text;
    let mut open: Option<&'static str> = None;
    let parts = template::parts(template);
    for (index, part) in parts.iter().enumerate() {
        match part {
            Part::Literal(literal) => {
                let literal = percent::normalize(literal);
                let Some(name) = open.take() else {
                    rest = rest.strip_prefix(&*literal)?;
                    continue;
                };
                let last = index + 1 == parts.len();
                let at = if last {
                    rest.strip_suffix(&*literal)?.len()
                } else {
                    1 + rest.get(1..)?.find(&*literal)?
                };
                values.push((name, rest.get(..at).filter(|value| !value.is_empty())?));
                rest = rest.get(at + literal.len()..)?;
            }
            Part::Parameter(name) => {
                if let Some(before) = open.replace(name) {
                    values.push((before, rest.get(..1)?));
                    rest = rest.get(1..)?;
                }
            }
        }
    }
    match open {
        Some(name) if !rest.is_empty() => values.push((name, rest)),
        None if rest.is_empty() => {}
        _ => return None,
    }
    Some(())
}

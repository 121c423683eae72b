//! Which operation of the old document is which of the new one.

use super::change::Reached;
use crate::ir::{Api, Method, Operation, Origin, Property, Schema, Status};
use std::collections::{BTreeMap, BTreeSet};

/// An operation of both documents, or of one.
#[derive(Debug, Clone)]
pub(super) struct Pair<'a> {
    pub old: Option<&'a Operation>,
    pub new: Option<&'a Operation>,
    /// Parameters of the path that have another name: old and new, in the order of the path.
    pub renamed: Vec<(String, String)>,
    /// Where a name stands now, and what stood there: a name that both have is none that is new.
    pub swapped: Vec<(String, String)>,
}

impl Pair<'_> {
    pub fn reached(&self) -> Reached {
        let operation = self.new.or(self.old);
        Reached {
            path: operation.map(|it| it.path.clone()).unwrap_or_default(),
            method: operation.map_or(Method::Get, |it| it.method),
            operation_id: operation.and_then(|it| it.operation_id.clone()),
            requests: false,
            responses: false,
        }
    }

    /// As people write it: `GET /pets/{id}`.
    pub fn subject(&self) -> String {
        self.new.or(self.old).map(name).unwrap_or_default()
    }
}

pub(super) fn name(operation: &Operation) -> String {
    format!("{} {}", operation.method.as_str(), operation.path)
}

pub(super) fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(class) => format!("{class}XX"),
        Status::Default => "default".to_owned(),
    }
}

type Declared<'a> = BTreeMap<&'a str, Option<bool>>;

/// Which definitions there are, and which properties.
pub(super) struct Names<'a> {
    old: BTreeSet<&'a str>,
    new: BTreeSet<&'a str>,
    /// By the pointers of properties: whether they are required where they are declared, if an object
    /// of these is there.
    properties: (Declared<'a>, Declared<'a>),
}

impl<'a> Names<'a> {
    pub fn new(old: &'a Api, new: &'a Api) -> Self {
        let names = |api: &'a Api| {
            let names = api.schemas.iter().filter_map(|it| it.name.as_deref());
            names.collect()
        };
        Names {
            old: names(old),
            new: names(new),
            properties: (properties(old), properties(new)),
        }
    }

    /// Whether they are of one name, or one that may have been renamed.
    pub fn same(&self, old: &Schema, new: &Schema) -> bool {
        match (&old.name, &new.name) {
            (Some(a), Some(b)) => {
                let renamed = !self.new.contains(a.as_str()) && !self.old.contains(b.as_str());
                a == b || renamed
            }
            (None, None) => true,
            _ => false,
        }
    }

    /// Whether the other document still, or already, has the property where it is declared: an object
    /// that has it no more, or has it now, took it from there.
    pub fn is_elsewhere(&self, origin: &Origin, in_new: bool) -> bool {
        let (old, new) = &self.properties;
        let of = if in_new { new } else { old };
        of.contains_key(origin.pointer.as_str())
    }

    /// Whether it becomes required, or optional, where it is declared as well.
    pub fn is_inherited(&self, old: &Property, new: &Property) -> bool {
        let declared = |of: &Declared<'_>, it: &Property| {
            let known = of.get(it.origin.pointer.as_str()).copied().flatten();
            known.is_none_or(|required| required == it.required)
        };
        declared(&self.properties.0, old) && declared(&self.properties.1, new)
    }
}

fn properties(api: &Api) -> Declared<'_> {
    let mut declared = Declared::new();
    for schema in &api.schemas {
        for property in schema.kind.declared() {
            let pointer = property.origin.pointer.as_str();
            let above = pointer.strip_prefix(schema.origin.pointer.as_str());
            let path = above.and_then(|it| it.strip_prefix("/properties/"));
            let own = path.is_some_and(|it| !it.contains('/'));
            let known = declared.entry(pointer).or_default();
            if own {
                *known = Some(property.required);
            }
        }
    }
    declared
}

/// By method and path, whatever its parameters are called; what is left by operationId. Paths count
/// with the base path where that finds more, which is told too.
pub(super) fn pairs<'a>(old: &'a Api, new: &'a Api) -> (Vec<Pair<'a>>, bool) {
    let relative = |_: &Api, it: &Operation| it.path.clone();
    let whole = |api: &Api, it: &Operation| format!("{}{}", api.base_path, it.path);
    let mut pairs = by_path(old, new, relative);
    let mut whole_paths = false;
    if old.base_path != new.base_path {
        let wholly = by_path(old, new, whole);
        let matched = |pairs: &[Pair<'_>]| {
            let both = pairs
                .iter()
                .filter(|it| it.old.is_some() && it.new.is_some());
            both.count()
        };
        if matched(&wholly) > matched(&pairs) {
            pairs = wholly;
            whole_paths = true;
        }
    }
    by_operation_id(&mut pairs);
    pairs.sort_by_cached_key(|it| {
        let operation = it.new.or(it.old);
        operation.map(|it| (it.path.clone(), it.method, it.origin.pointer.clone()))
    });
    (pairs, whole_paths)
}

fn by_path<'a>(
    old: &'a Api,
    new: &'a Api,
    path: impl Fn(&Api, &Operation) -> String,
) -> Vec<Pair<'a>> {
    let mut open: Vec<Option<&Operation>> = new.operations.iter().map(Some).collect();
    let mut exact: BTreeMap<(Method, String), Vec<usize>> = BTreeMap::new();
    let mut shaped: BTreeMap<(Method, String), Vec<usize>> = BTreeMap::new();
    // backwards, since the last of a list is taken first
    for (index, operation) in new.operations.iter().enumerate().rev() {
        let path = path(new, operation);
        let shape = shape(&path);
        exact
            .entry((operation.method, path))
            .or_default()
            .push(index);
        shaped
            .entry((operation.method, shape))
            .or_default()
            .push(index);
    }
    let mut pairs: Vec<Pair<'a>> = old
        .operations
        .iter()
        .map(|operation| Pair {
            old: Some(operation),
            new: None,
            renamed: Vec::new(),
            swapped: Vec::new(),
        })
        .collect();
    for (candidates, by_shape) in [(&mut exact, false), (&mut shaped, true)] {
        for pair in pairs.iter_mut().filter(|it| it.new.is_none()) {
            let Some(operation) = pair.old else { continue };
            let path = path(old, operation);
            let text = if by_shape { shape(&path) } else { path };
            let mut candidates = candidates.get_mut(&(operation.method, text));
            while let Some(index) = candidates.as_deref_mut().and_then(Vec::pop) {
                if let Some(found) = open.get_mut(index).and_then(Option::take) {
                    pair.new = Some(found);
                    break;
                }
            }
            if let (true, Some(found)) = (by_shape, pair.new) {
                let names = placeholders(&operation.path).zip(placeholders(&found.path));
                let names = names.filter(|(old, new)| old != new);
                let known = |name: &str, path: &str| placeholders(path).any(|it| it == name);
                for (old, new) in names {
                    let stays = known(old, &found.path);
                    if known(new, &operation.path) {
                        pair.swapped.push((new.to_owned(), old.to_owned()));
                    } else if !stays {
                        pair.renamed.push((old.to_owned(), new.to_owned()));
                    }
                }
            }
        }
    }
    pairs.extend(open.into_iter().flatten().map(|operation| Pair {
        old: None,
        new: Some(operation),
        renamed: Vec::new(),
        swapped: Vec::new(),
    }));
    pairs
}

/// An operation that is gone and one that is new are one that has moved, if their id is the same.
fn by_operation_id(pairs: &mut Vec<Pair<'_>>) {
    let mut fresh: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, pair) in pairs.iter().enumerate() {
        if let (None, Some(new)) = (pair.old, pair.new)
            && let Some(id) = &new.operation_id
        {
            fresh.entry(id).or_default().push(index);
        }
    }
    let mut taken = Vec::new();
    let mut moves = Vec::new();
    for (index, pair) in pairs.iter().enumerate() {
        if let (Some(old), None) = (pair.old, pair.new)
            && let Some(id) = &old.operation_id
            && let Some([new]) = fresh.get(id.as_str()).map(Vec::as_slice)
            && !taken.contains(new)
        {
            taken.push(*new);
            moves.push((index, *new));
        }
    }
    for (old, new) in moves {
        let found = pairs.get(new).and_then(|it| it.new);
        if let Some(pair) = pairs.get_mut(old) {
            pair.new = found;
        }
    }
    let mut index = 0;
    pairs.retain(|_| {
        index += 1;
        !taken.contains(&(index - 1))
    });
}

/// A template with nameless placeholders: two of one shape match the same requests.
pub(super) fn shape(path: &str) -> String {
    let mut shape = String::new();
    let mut rest = path;
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((_, after)) = behind.split_once('}') else {
            break;
        };
        shape.push_str(before);
        shape.push_str("{}");
        rest = after;
    }
    shape + rest
}

/// The names in a template, in their order.
fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    let parts = path.split('{').skip(1);
    parts.filter_map(|part| part.split_once('}').map(|(name, _)| name))
}

#[cfg(test)]
mod tests {
    use super::{placeholders, shape};

    #[test]
    fn a_shape_has_no_names() {
        assert_eq!(shape("/a/{b}.{c}/d"), "/a/{}.{}/d");
        assert_eq!(shape("/a/{b"), "/a/{b");
        let names: Vec<&str> = placeholders("/a/{b}.{c}/{d").collect();
        assert_eq!(names, ["b", "c"]);
    }
}

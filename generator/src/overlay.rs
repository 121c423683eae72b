//! OpenAPI Overlay 1.0.0 (<https://spec.openapis.org/overlay/v1.0.0>): corrections to a document,
//! in a file of their own.

use crate::report::{Code, Diagnostic, Hides, Report, catalogue};
use crate::source::{Entry, Mapping, Node, Place, Tree, Value};
use serde_json_path::{JsonPath, PathElement};

/// Applies the overlay to the document, action by action. Nodes that it brings keep their place in
/// the overlay. Every action that is malformed or matches nothing is an error of the report.
pub fn apply(document: &mut Tree, overlay: &Tree, report: &mut Report) {
    let root = &overlay.root;
    match root.get("overlay").and_then(Node::as_text) {
        Some(version) if version == "1.0" || version.starts_with("1.0.") => {}
        Some(version) => {
            let message = format!("an overlay of version `{version}`; Bindsmith reads 1.0");
            let node = root.get("overlay").unwrap_or(root);
            report.add(*malformed(message, node.place));
            return;
        }
        None => {
            let message = "an overlay needs `overlay: 1.0.0`, `info` and `actions`";
            report.add(*malformed(message, start(root.place)));
            return;
        }
    }
    let Some(actions) = root.get("actions").and_then(Node::as_sequence) else {
        report.add(*malformed(
            "an overlay needs a list of `actions`",
            start(root.place),
        ));
        return;
    };
    check_fields(root, "an overlay", FIELDS, report);
    for action in actions {
        check_fields(action, "an action", ACTION, report);
        if let Err(diagnostic) = apply_action(document, action) {
            report.add(*diagnostic);
        }
    }
}

/// Section 4.4.1.
const FIELDS: &[&str] = &["actions", "extends", "info", "overlay"];
/// Section 4.4.3.
const ACTION: &[&str] = &["description", "remove", "target", "update"];

/// Reports fields that are none of the specification; whoever wrote them thinks that they do something.
fn check_fields(node: &Node, what: &str, known: &[&str], report: &mut Report) {
    for (key, entry) in node.as_mapping().into_iter().flatten() {
        if known.contains(&key.as_str()) || key.starts_with("x-") {
            continue;
        }
        let message = format!("`{key}` is no field of {what}");
        let diagnostic = Diagnostic::new(&catalogue::UNKNOWN_FIELD, message)
            .at(entry.key, "this one")
            .generated("as if it were absent")
            .hides(Hides::Nothing);
        report.add(diagnostic.may_mean(key, known.iter().copied()));
    }
}

fn start(place: Place) -> Place {
    Place {
        end: place.start,
        ..place
    }
}

fn malformed(message: impl Into<String>, place: Place) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(&catalogue::OVERLAY_MALFORMED, message).at(place, "here"))
}

fn apply_action(document: &mut Tree, action: &Node) -> Result<(), Box<Diagnostic>> {
    let Some(target) = action.get("target") else {
        return Err(malformed("an action needs a `target`", start(action.place)));
    };
    let Some(text) = target.as_str() else {
        return Err(malformed(
            "a `target` is a string: a JSONPath",
            target.place,
        ));
    };
    let path = JsonPath::parse(text).map_err(|error| {
        malformed(
            format!("`{text}` is not a JSONPath (RFC 9535): {error}"),
            target.place,
        )
    })?;
    let remove = match action.get("remove").filter(|it| !it.is_null()) {
        Some(node) => node.as_bool().ok_or_else(|| {
            let kind = node.kind_name();
            malformed(format!("`remove` is true or false, not {kind}"), node.place)
        })?,
        None => false,
    };
    let update = action.get("update");
    if update.is_none() && !remove {
        let message = "an action needs an `update`, or `remove: true`";
        return Err(malformed(message, target.place));
    }
    let json = document.root.to_json();
    let mut places: Vec<Vec<Step>> = path
        .query_located(&json)
        .locations()
        .map(|location| location.iter().map(Step::from).collect())
        .collect();
    if places.is_empty() {
        let diagnostic = Diagnostic::new(
            &catalogue::OVERLAY_MATCHES_NOTHING,
            format!("the target `{text}` matches nothing in the document"),
        )
        .at(target.place, "no such place")
        .help("correct the target, or remove the action if the document was mended");
        return Err(Box::new(diagnostic));
    }
    if remove && places.iter().any(Vec::is_empty) {
        let message = format!("`{text}` is the document itself, which cannot be removed");
        let diagnostic = Diagnostic::new(&catalogue::OVERLAY_TARGET, message);
        return Err(Box::new(diagnostic.at(target.place, "this target")));
    }
    // the last first, so that removing an element moves none that is still to go
    places.sort();
    places.dedup();
    for steps in places.iter().rev() {
        if remove {
            remove_at(&mut document.root, steps);
        } else if let (Some(node), Some(update)) = (find(&mut document.root, steps), update) {
            update_node(node, update, target.place, text)?;
        }
    }
    Ok(())
}

/// A step of a normalized path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Name(String),
    Index(usize),
}

impl From<&PathElement<'_>> for Step {
    fn from(element: &PathElement<'_>) -> Self {
        match element {
            PathElement::Name(name) => Step::Name((*name).to_owned()),
            PathElement::Index(index) => Step::Index(*index),
        }
    }
}

fn find<'n>(root: &'n mut Node, steps: &[Step]) -> Option<&'n mut Node> {
    steps
        .iter()
        .try_fold(root, |node, step| match (&mut node.value, step) {
            (Value::Mapping(mapping), Step::Name(name)) => Some(&mut mapping.get_mut(name)?.node),
            (Value::Sequence(nodes), Step::Index(index)) => nodes.get_mut(*index),
            _ => None,
        })
}

fn remove_at(root: &mut Node, steps: &[Step]) {
    let Some((last, parents)) = steps.split_last() else {
        return;
    };
    match (find(root, parents).map(|node| &mut node.value), last) {
        (Some(Value::Mapping(mapping)), Step::Name(name)) => {
            mapping.shift_remove(name);
        }
        (Some(Value::Sequence(nodes)), Step::Index(index)) if *index < nodes.len() => {
            nodes.remove(*index);
        }
        _ => {}
    }
}

/// "If the target selects an object node, the value of this field MUST be an object with the
/// properties and values to merge; if an array, an entry to append" (section 4.4.3).
fn update_node(
    node: &mut Node,
    update: &Node,
    place: Place,
    text: &str,
) -> Result<(), Box<Diagnostic>> {
    let refuse = |message: String, code: &'static Code| {
        Err(Box::new(
            Diagnostic::new(code, message).at(place, "this target"),
        ))
    };
    match (&mut node.value, &update.value) {
        (Value::Mapping(mapping), Value::Mapping(updates)) => merge(mapping, updates),
        (Value::Sequence(nodes), _) => nodes.push(update.clone()),
        (Value::Mapping(_), _) => {
            let message = format!(
                "`{text}` is a mapping; its update is {}",
                update.kind_name()
            );
            return refuse(message, &catalogue::OVERLAY_TARGET);
        }
        (Value::Scalar(_), _) => {
            let kind = node.kind_name();
            let message = format!("`{text}` is {kind}: only mappings and lists can be updated");
            return refuse(message, &catalogue::OVERLAY_TARGET);
        }
    }
    Ok(())
}

/// Mappings merge, lists are joined, everything else is replaced.
fn merge(mapping: &mut Mapping, updates: &Mapping) {
    for (key, entry) in updates {
        match mapping.get_mut(key) {
            None => {
                mapping.insert(key.clone(), entry.clone());
            }
            Some(known) => match (&mut known.node.value, &entry.node.value) {
                (Value::Mapping(mapping), Value::Mapping(updates)) => merge(mapping, updates),
                (Value::Sequence(nodes), Value::Sequence(more)) => nodes.extend(more.clone()),
                _ => *known = Entry::clone(entry),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, parse};

    fn run(document: &str, overlay: &str) -> (serde_json::Value, Report, Sources) {
        let mut sources = Sources::default();
        let document = sources.add("document.yaml", document.to_owned());
        let overlay = sources.add("overlay.yaml", overlay.to_owned());
        let mut document = parse(&sources, document).unwrap().0;
        let overlay = parse(&sources, overlay).unwrap().0;
        let mut report = Report::default();
        apply(&mut document, &overlay, &mut report);
        (document.root.to_json(), report, sources)
    }

    #[test]
    fn mappings_merge_lists_grow_and_scalars_are_replaced() {
        let (json, report, _) = run(
            "a: {b: 1, c: [1], d: {e: 1}}\n",
            "overlay: 1.0.0\nactions:\n- target: $.a\n  update: {b: 2, c: [2], d: {f: 2}}\n- target: $.a.c\n  update: 3\n",
        );
        assert_eq!(report.diagnostics(), []);
        let expected = serde_json::json!({"a": {"b": 2, "c": [1, 2, 3], "d": {"e": 1, "f": 2}}});
        assert_eq!(json, expected);
    }

    #[test]
    fn every_match_is_removed() {
        let (json, report, _) = run(
            "a: [{n: 1}, {n: 2}, {n: 1}]\n",
            "overlay: 1.0.0\nactions:\n- target: $.a[?@.n == 1]\n  remove: true\n",
        );
        assert_eq!(report.diagnostics(), []);
        assert_eq!(json, serde_json::json!({"a": [{"n": 2}]}));
    }

    #[test]
    fn an_action_that_matches_nothing_is_an_error_at_its_line() {
        let (_, report, sources) = run(
            "a: 1\n",
            "overlay: 1.0.0\nactions:\n- target: $.b\n  update: {}\n",
        );
        let [diagnostic] = report.diagnostics() else {
            panic!("{report:?}")
        };
        assert_eq!(diagnostic.code.id, "BS0102");
        assert_eq!(sources.position(diagnostic.labels[0].place).line, 3);
    }

    #[test]
    fn what_an_action_does_not_do_is_told() {
        for (action, code, part, told) in [
            (
                "target: $.a\n  update: {}\n  remove: 'true'",
                "BS0101",
                "not a string",
                6,
            ),
            ("target: $.a\n  remove: 1", "BS0101", "not a number", 5),
            (
                "target: $\n  remove: true",
                "BS0103",
                "the document itself",
                4,
            ),
            (
                "target: $..*\n  updaet: {}\n  remove: true",
                "BS0210",
                "`updaet` is no field of an action",
                5,
            ),
        ] {
            let overlay = format!("overlay: 1.0.0\nx-a: 1\nactions:\n- {action}\n");
            let (_, report, sources) = run("a: {}\n", &overlay);
            let [diagnostic] = report.diagnostics() else {
                panic!("{action}: {report:?}")
            };
            assert_eq!(diagnostic.code.id, code, "{action}");
            assert!(diagnostic.message.contains(part), "{diagnostic:?}");
            assert_eq!(
                sources.position(diagnostic.labels[0].place).line,
                told,
                "{action}"
            );
        }
        let overlay = "overlay: 1.0.0\nextends: a.yaml\nactoins: []\nactions: []\n";
        let (_, report, _) = run("a: {}\n", overlay);
        let [diagnostic] = report.diagnostics() else {
            panic!("{report:?}")
        };
        assert_eq!(diagnostic.help.as_deref(), Some("`actions` may be meant"));
    }
}

//! Schemas that became any JSON value though the document says more of them, by what it says. Told
//! from the document alone, so that a fallback without a diagnostic is seen as well.

use crate::documents::Document;
use bindsmith::ir::SchemaKind;
use bindsmith::source::{Node, Place, Sources, parse};
use std::collections::{BTreeMap, HashMap};

/// The reasons, each with the pointers of its schemas.
pub fn find(document: &Document) -> BTreeMap<String, Vec<String>> {
    document.with_session(None, |session| {
        let tree = session.tree();
        let (Some(api), Some(tree)) = (session.api(), tree) else {
            return BTreeMap::new();
        };
        let mut reasons: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut nodes = Nodes::default();
        nodes.add(&tree.root);
        let others = others(&session.sources, &tree.root);
        for other in &others {
            nodes.add(other);
        }
        for schema in &api.schemas {
            let node = nodes.by_place.get(&schema.origin.place).copied();
            let reason = match &schema.kind {
                SchemaKind::Missing => Some("a `$ref` that leads nowhere".to_owned()),
                SchemaKind::Any => node.and_then(|node| says(node, &tree.root, 0)),
                _ => None,
            };
            if let Some(reason) = reason {
                let pointer = schema.origin.pointer.clone();
                reasons.entry(reason).or_default().push(pointer);
            }
        }
        reasons
    })
}

/// The trees of the files that references lead to.
fn others(sources: &Sources, main: &Node) -> Vec<Node> {
    let files = sources.files().filter(|file| *file != main.place.file);
    let trees = files.filter_map(|file| parse(sources, file).ok());
    trees.map(|(tree, _)| tree.root).collect()
}

/// Nodes by the place that an origin may have: their own, or that of their key.
#[derive(Default)]
struct Nodes<'a> {
    by_place: HashMap<Place, &'a Node>,
}

impl<'a> Nodes<'a> {
    fn add(&mut self, node: &'a Node) {
        self.by_place.insert(node.place, node);
        for entry in node.as_mapping().into_iter().flat_map(|it| it.values()) {
            self.by_place.insert(entry.key, &entry.node);
            self.add(&entry.node);
            self.by_place.insert(entry.key, &entry.node);
        }
        for node in node.as_sequence().into_iter().flatten() {
            self.add(node);
        }
    }
}

/// What a schema says of its values, if anything.
fn says(node: &Node, root: &Node, depth: usize) -> Option<String> {
    if depth > 20 {
        return Some("a `$ref` in a circle".to_owned());
    }
    if let Some(reference) = node.get("$ref").and_then(Node::as_str) {
        let Some(pointer) = reference.strip_prefix('#') else {
            return Some("a `$ref` to a file".to_owned());
        };
        return match resolve(root, pointer) {
            Some(target) => says(target, root, depth + 1),
            None => Some("a `$ref` that leads nowhere".to_owned()),
        };
    }
    for keyword in ["oneOf", "anyOf", "not"] {
        if node.get(keyword).is_some() {
            return Some(format!("`{keyword}`"));
        }
    }
    let parts = node.get("allOf").and_then(Node::as_sequence);
    if let Some(said) = parts.and_then(|parts| {
        let mut said = parts.iter().filter_map(|part| says(part, root, depth + 1));
        said.next()
    }) {
        return Some(format!("`allOf`: {said}"));
    }
    // what is listed of objects and lists are examples: their type is an object's or a list's
    let held = node.get("type").and_then(Node::as_str);
    if node.get("enum").is_some() && !matches!(held, Some("object" | "array")) {
        return Some("`enum` of several types".to_owned());
    }
    // what a keyword says that is for another type is nothing
    let keywords: &[&str] = match node.get("type") {
        None => &["properties", "additionalProperties", "items"],
        Some(name) => match name.as_str() {
            Some("object") => &["properties", "additionalProperties"],
            Some("array") => &["items"],
            _ if name.as_sequence().is_some() => return Some("a list of types".to_owned()),
            _ => return Some(format!("`type: {}`", name.as_text().unwrap_or("null"))),
        },
    };
    let filled = |key: &&&str| {
        let node = node.get(key).and_then(Node::as_mapping);
        node.is_some_and(|it| !it.is_empty())
    };
    keywords.iter().find(filled).map(|key| format!("`{key}`"))
}

/// RFC 6901.
fn resolve<'a>(root: &'a Node, pointer: &str) -> Option<&'a Node> {
    let mut tokens = pointer.split('/').skip(1);
    tokens.try_fold(root, |node, token| {
        let token = token.replace("~1", "/").replace("~0", "~");
        match node.as_sequence() {
            Some(nodes) => nodes.get(token.parse::<usize>().ok()?),
            None => node.get(&token),
        }
    })
}

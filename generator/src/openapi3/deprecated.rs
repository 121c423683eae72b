//! `deprecated`, of what is no operation. Nothing is generated of it, so no stage carries it with the object.

use crate::pointer::escape;
use crate::source::Node;
use std::collections::BTreeSet;

/// Where it stands in the document, by pointer; of other files that are referred to it is not read.
pub(super) fn pointers(root: &Node) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![(String::new(), root)];
    while let Some((pointer, node)) = open.pop() {
        if node.get("deprecated").and_then(Node::as_bool) == Some(true) {
            found.insert(pointer.clone());
        }
        let fields = node.as_mapping().into_iter().flatten();
        open.extend(fields.map(|(key, it)| (format!("{pointer}/{}", escape(key)), &it.node)));
        let elements = node.as_sequence().into_iter().flatten().enumerate();
        open.extend(elements.map(|(index, it)| (format!("{pointer}/{index}"), it)));
    }
    found
}

//! A tree as JSON text, so that it can take the place of the document.

use bindsmith::source::{Node, ScalarKind, Value};
use std::fmt::Write;

pub fn json(node: &Node) -> String {
    let mut text = String::new();
    write(node, &mut text);
    text
}

fn write(node: &Node, text: &mut String) {
    match &node.value {
        Value::Mapping(mapping) => {
            text.push('{');
            for (index, (key, entry)) in mapping.iter().enumerate() {
                let comma = if index > 0 { ",\n" } else { "" };
                let _ = write!(text, "{comma}{}: ", serde_json::Value::from(key.as_str()));
                write(&entry.node, text);
            }
            text.push('}');
        }
        Value::Sequence(nodes) => {
            text.push('[');
            for (index, node) in nodes.iter().enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                write(node, text);
            }
            text.push(']');
        }
        Value::Scalar(scalar) => {
            let kept = scalar.kind == ScalarKind::Number
                && serde_json::from_str::<serde_json::Number>(&scalar.text).is_ok();
            if kept {
                // 23 digits stay 23 digits
                text.push_str(&scalar.text);
            } else {
                let _ = write!(text, "{}", node.to_json());
            }
        }
    }
}

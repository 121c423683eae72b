//! The tree.

use super::Place;
use indexmap::IndexMap;

/// A document.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    pub root: Node,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub place: Place,
    pub value: Value,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Scalar(Scalar),
    Sequence(Vec<Node>),
    Mapping(Mapping),
}

/// A scalar, with its text once quotes and escapes are undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    pub kind: ScalarKind,
    pub text: String,
}

/// What a scalar is by YAML's core schema (YAML 1.2.2, section 10.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarKind {
    Null,
    Bool(bool),
    Number,
    String,
}

/// Keys are strings, whatever the scalar was; their order is kept.
pub type Mapping = IndexMap<String, Entry>;

#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key's own place.
    pub key: Place,
    pub node: Node,
}

impl Node {
    pub fn as_mapping(&self) -> Option<&Mapping> {
        match &self.value {
            Value::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    pub fn as_sequence(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Sequence(nodes) => Some(nodes),
            _ => None,
        }
    }

    fn as_scalar(&self) -> Option<&Scalar> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        let scalar = self.as_scalar()?;
        (scalar.kind == ScalarKind::String).then_some(scalar.text.as_str())
    }

    /// The text of any scalar but null.
    pub fn as_text(&self) -> Option<&str> {
        let scalar = self.as_scalar()?;
        (scalar.kind != ScalarKind::Null).then_some(scalar.text.as_str())
    }

    pub fn as_bool(&self) -> Option<bool> {
        match self.as_scalar()?.kind {
            ScalarKind::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// `true` or `false`, be it in quotes: what `"true"` means is plain, and many write it.
    pub fn as_flag(&self) -> Option<bool> {
        let quoted = match self.as_str() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => None,
        };
        self.as_bool().or(quoted)
    }

    pub fn is_null(&self) -> bool {
        self.as_scalar()
            .is_some_and(|scalar| scalar.kind == ScalarKind::Null)
    }

    /// The value of a key, if this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        Some(&self.as_mapping()?.get(key)?.node)
    }

    /// What this is, for a message: "a mapping".
    pub fn kind_name(&self) -> &'static str {
        match &self.value {
            Value::Mapping(_) => "a mapping",
            Value::Sequence(_) => "a list",
            Value::Scalar(scalar) => match scalar.kind {
                ScalarKind::Null => "null",
                ScalarKind::Bool(_) => "true or false",
                ScalarKind::Number => "a number",
                ScalarKind::String => "a string",
            },
        }
    }

    /// As JSON; numbers that JSON's types do not hold become the nearest.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Mapping(mapping) => mapping
                .iter()
                .map(|(key, entry)| (key.clone(), entry.node.to_json()))
                .collect(),
            Value::Sequence(nodes) => nodes.iter().map(Node::to_json).collect(),
            Value::Scalar(scalar) => scalar.to_json(),
        }
    }
}

impl Scalar {
    /// As JSON; a number that JSON's types do not hold becomes the nearest.
    pub fn to_json(&self) -> serde_json::Value {
        match self.kind {
            ScalarKind::Null => serde_json::Value::Null,
            ScalarKind::Bool(value) => value.into(),
            ScalarKind::Number => number(&self.text),
            ScalarKind::String => self.text.as_str().into(),
        }
    }
}

fn number(text: &str) -> serde_json::Value {
    let radix = |prefix, radix| i64::from_str_radix(text.strip_prefix(prefix)?, radix).ok();
    let integer = text.parse().ok().or_else(|| radix("0x", 16));
    if let Some(value) = integer.or_else(|| radix("0o", 8)) {
        return value.into();
    }
    if let Ok(value) = text.parse::<u64>() {
        return value.into();
    }
    // NaN and the infinities have no JSON: they stay text
    match text
        .parse::<f64>()
        .ok()
        .and_then(serde_json::Number::from_f64)
    {
        Some(number) => number.into(),
        None => text.into(),
    }
}

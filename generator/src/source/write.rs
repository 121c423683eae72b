//! Nodes → YAML, such as reads back as what they are: every scalar with its text, in quotes only where
//! YAML would read another thing without.

use super::yaml::kind;
use super::{Mapping, Node, Scalar, ScalarKind, Tree, Value};
use granit_parser::ScalarStyle;
use std::fmt::{self, Display, Formatter, Write};

/// YAML in blocks, for `show`.
impl Display for Tree {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.root.value {
            Value::Mapping(it) if !it.is_empty() => mapping(f, it, 0, false),
            Value::Sequence(it) if !it.is_empty() => sequence(f, it, 0, false),
            value => inline(f, value, 0),
        }
    }
}

/// How long a key may be that stands on the line of its value (YAML 1.2.2, section 7.4.2).
const LONGEST_KEY: usize = 1024;

/// `begun`: the first line has its indent already.
fn mapping(f: &mut Formatter<'_>, mapping: &Mapping, indent: usize, begun: bool) -> fmt::Result {
    for (index, (key, entry)) in mapping.iter().enumerate() {
        if index > 0 || !begun {
            write!(f, "{:indent$}", "")?;
        }
        let key = on_a_line(key);
        if key.len() > LONGEST_KEY {
            write!(f, "? {key}\n{:indent$}:", "")?;
        } else {
            write!(f, "{key}:")?;
        }
        match &entry.node.value {
            Value::Mapping(it) if !it.is_empty() => {
                f.write_char('\n')?;
                self::mapping(f, it, indent + 2, false)?;
            }
            Value::Sequence(it) if !it.is_empty() => {
                f.write_char('\n')?;
                sequence(f, it, indent, false)?;
            }
            value => {
                f.write_char(' ')?;
                inline(f, value, indent)?;
            }
        }
    }
    Ok(())
}

fn sequence(f: &mut Formatter<'_>, nodes: &[Node], indent: usize, begun: bool) -> fmt::Result {
    for (index, node) in nodes.iter().enumerate() {
        if index > 0 || !begun {
            write!(f, "{:indent$}", "")?;
        }
        f.write_char('-')?;
        match &node.value {
            Value::Mapping(it) if !it.is_empty() => {
                f.write_char(' ')?;
                mapping(f, it, indent + 2, true)?;
            }
            Value::Sequence(it) if !it.is_empty() => {
                f.write_char(' ')?;
                sequence(f, it, indent + 2, true)?;
            }
            value => {
                f.write_char(' ')?;
                inline(f, value, indent)?;
            }
        }
    }
    Ok(())
}

/// What is no collection, or an empty one.
fn inline(f: &mut Formatter<'_>, value: &Value, indent: usize) -> fmt::Result {
    match value {
        Value::Mapping(_) => f.write_str("{}\n"),
        Value::Sequence(_) => f.write_str("[]\n"),
        Value::Scalar(Scalar { text, kind }) if *kind == ScalarKind::Null && text.is_empty() => {
            f.write_str("~\n")
        }
        Value::Scalar(Scalar { kind, text }) if *kind != ScalarKind::String => {
            writeln!(f, "{text}")
        }
        Value::Scalar(Scalar { text, .. }) if is_literal(text) => literal(f, text, indent + 2),
        Value::Scalar(Scalar { text, .. }) => writeln!(f, "{}", on_a_line(text)),
    }
}

/// Whether a text can stand as lines (YAML 1.2.2, section 8.1.2). The indent is told by the first that is
/// not empty.
fn is_literal(text: &str) -> bool {
    let mut lines = text.split('\n');
    let first = lines.find(|it| !it.is_empty());
    let printed = |it: char| it == '\n' || it == '\t' || is_printable(it);
    text.contains('\n')
        && first.is_some_and(|it| !it.starts_with([' ', '\t']))
        && text.chars().all(printed)
}

fn literal(f: &mut Formatter<'_>, text: &str, indent: usize) -> fmt::Result {
    let (lines, end) = match text.strip_suffix('\n') {
        None => (text, "-"),
        Some(lines) if lines.ends_with('\n') => (lines, "+"),
        Some(lines) => (lines, ""),
    };
    writeln!(f, "|{end}")?;
    for line in lines.split('\n') {
        match line {
            "" => f.write_char('\n')?,
            line => writeln!(f, "{:indent$}{line}", "")?,
        }
    }
    Ok(())
}

/// A string that ends on the line where it begins.
fn on_a_line(text: &str) -> String {
    if !text.chars().all(is_printable) {
        return in_quotes(text);
    }
    let written = serde_yaml::to_string(text).unwrap_or_default();
    let written = written.strip_suffix('\n').unwrap_or(&written);
    let plain = written == text;
    if written.is_empty() || plain && kind(text, ScalarStyle::Plain, None) != ScalarKind::String {
        return in_quotes(text);
    }
    written.to_owned()
}

/// A string of JSON is one of YAML, but for what is not to be seen (YAML 1.2.2, section 5.1).
fn in_quotes(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let mut quoted = String::new();
    for it in json.chars() {
        if is_printable(it) {
            quoted.push(it);
        } else {
            quoted.push_str(&format!("\\U{:08X}", u32::from(it)));
        }
    }
    quoted
}

/// Without the ends of lines, of any version of YAML.
fn is_printable(it: char) -> bool {
    !it.is_control()
        && !matches!(
            it,
            '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'
        )
}

#[cfg(test)]
mod tests {
    use super::super::{Entry, Place, Sources, parse};
    use super::*;
    use proptest::prelude::*;

    fn place() -> Place {
        let mut sources = Sources::default();
        Place::new(sources.add("a.yaml", String::new()), 0..0)
    }

    /// Without the places.
    fn bare(node: &Node) -> Node {
        let value = match &node.value {
            Value::Scalar(it) => Value::Scalar(it.clone()),
            Value::Sequence(nodes) => Value::Sequence(nodes.iter().map(bare).collect()),
            Value::Mapping(mapping) => Value::Mapping(
                mapping
                    .iter()
                    .map(|(key, entry)| {
                        let (key_place, node) = (place(), bare(&entry.node));
                        (
                            key.clone(),
                            Entry {
                                key: key_place,
                                node,
                            },
                        )
                    })
                    .collect(),
            ),
        };
        Node {
            place: place(),
            value,
        }
    }

    fn read(text: &str) -> Tree {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", text.to_owned());
        let (tree, _) = parse(&sources, file).unwrap_or_else(|it| panic!("{it:?}\n{text}"));
        tree
    }

    #[test]
    fn what_is_written_is_laid_out_as_people_do() {
        let text = "\
openapi: 3.0.3
version: 1.10
hex: 0x1F
signed: +5
long: 12345678901234567890123
nothing: null
tilde: ~
yes: True
'200':
  quoted: '1.10'
  description: |
    Two

    lines
  open: |-
    a
      b
  empty: []
  none: {}
list:
- a: 1
  b: 'on: x'
- - x
  - ~
  - 'true'
";
        assert_eq!(read(text).to_string(), text);
    }

    fn nodes() -> impl Strategy<Value = Node> {
        let node = |value| Node {
            place: place(),
            value,
        };
        let scalar = move |kind, text: &str| {
            let text = text.to_owned();
            node(Value::Scalar(Scalar { kind, text }))
        };
        let texts =
            "[-a:\\[\\]{}&*>\"'|#,%!?@` \n\t\r\u{7}\u{80}\u{85}\u{2028}\u{FEFF}ü😀0x1.e+~=_y]{0,9}";
        let words = [
            "yes",
            "on",
            "0o7",
            "0777",
            "1_000",
            "null",
            "---",
            "...",
            "2020-01-01",
            "1:30",
        ];
        let numbers = [
            "1.10", "0x1F", "+5", "1E400", "-0", "0o7", ".inf", "007", "1e+3", ".5",
        ];
        let leaf = prop_oneof![
            texts.prop_map(move |it| scalar(ScalarKind::String, &it)),
            proptest::sample::select(words.to_vec())
                .prop_map(move |it| scalar(ScalarKind::String, it)),
            proptest::sample::select(numbers.to_vec())
                .prop_map(move |it| scalar(ScalarKind::Number, it)),
            proptest::sample::select(&["~", "Null", "null"][..])
                .prop_map(move |it| scalar(ScalarKind::Null, it)),
            Just(scalar(ScalarKind::Bool(true), "TRUE")),
        ];
        leaf.prop_recursive(5, 40, 4, move |inner| {
            let entry = |node| Entry { key: place(), node };
            let mapping = proptest::collection::vec((texts, inner.clone()), 0..4);
            prop_oneof![
                proptest::collection::vec(inner, 0..4)
                    .prop_map(move |it| node(Value::Sequence(it))),
                mapping.prop_map(move |it| {
                    let entries = it.into_iter().map(|(key, node)| (key, entry(node)));
                    node(Value::Mapping(entries.collect()))
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_as_what_it_is(node in nodes()) {
            // a file of nothing is no document
            let root = Node { place: place(), value: Value::Sequence(vec![node]) };
            let text = Tree { root: root.clone() }.to_string();
            prop_assert_eq!(bare(&read(&text).root), root, "{}", text);
        }
    }

    #[test]
    fn a_long_key_stands_by_itself() {
        let text = format!(
            "? {}\n:\n  a: 1\n? {}\n:\n- b\n",
            "k".repeat(2000),
            "l".repeat(2000)
        );
        assert_eq!(read(&text).to_string(), text);
    }
}

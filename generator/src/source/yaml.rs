//! YAML 1.2 → nodes, from the events of the parser.

use super::json::insert;
use super::{
    Entry, FileId, Finding, FindingKind, MAX_ALIASED, MAX_DEPTH, Mapping, Node, Place, Scalar,
    ScalarKind, Value,
};
use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span};
use std::collections::HashMap;

/// The first document of the text.
pub fn parse(text: &str, file: FileId, findings: &mut Vec<Finding>) -> Result<Node, Finding> {
    let mut builder = Builder::new(file, text, findings);
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| builder.syntax(&error))?;
        builder.event(event, &span)?;
    }
    match builder.root {
        Some(root) if !root.is_null() => Ok(root),
        _ => Err(Finding::new(
            FindingKind::Empty,
            "the file is empty",
            Place::new(file, 0..0),
        )),
    }
}

/// A collection whose end has not come yet.
struct Open {
    place: Place,
    anchor: usize,
    value: Value,
    /// In a mapping: the key that waits for its value. `None` inside stands for a key that is no
    /// scalar, whose value is dropped.
    key: Option<Option<(String, Place)>>,
    /// What `<<` brought; explicit keys win.
    merged: Vec<Mapping>,
}

struct Builder<'a> {
    file: FileId,
    text: &'a str,
    findings: &'a mut Vec<Finding>,
    stack: Vec<Open>,
    /// Each anchor's node, with the number of nodes in it.
    anchors: HashMap<usize, (Node, usize)>,
    aliased: usize,
    documents: usize,
    root: Option<Node>,
}

impl<'a> Builder<'a> {
    fn new(file: FileId, text: &'a str, findings: &'a mut Vec<Finding>) -> Self {
        Builder {
            file,
            text,
            findings,
            stack: Vec::new(),
            anchors: HashMap::new(),
            aliased: 0,
            documents: 0,
            root: None,
        }
    }

    fn place(&self, span: &Span) -> Place {
        let offset = |marker: &granit_parser::Marker| {
            marker.byte_offset().unwrap_or_else(|| {
                let nth = self.text.char_indices().nth(marker.index());
                nth.map_or(self.text.len(), |(offset, _)| offset)
            })
        };
        let (start, end) = (offset(&span.start), offset(&span.end));
        // the span of a block reaches to the next token: leave out the blanks behind it
        let text = self.text.get(start..end).unwrap_or("");
        Place::new(self.file, start..start + text.trim_end().len())
    }

    fn syntax(&self, error: &ScanError) -> Finding {
        let marker = *error.marker();
        let place = self.place(&Span::new(marker, marker));
        Finding::new(FindingKind::Syntax, error.info(), place)
    }

    fn event(&mut self, event: Event<'_>, span: &Span) -> Result<(), Finding> {
        match event {
            Event::DocumentStart(..) => self.documents += 1,
            Event::Scalar(text, style, anchor, tag) => {
                let tag = tag.as_deref().and_then(|tag| tag.core_suffix());
                let kind = kind(&text, style, tag);
                let text = text.into_owned();
                let node = Node {
                    place: self.place(span),
                    value: Value::Scalar(Scalar { kind, text }),
                };
                self.add(node, anchor, false)?;
            }
            Event::SequenceStart(_, anchor, _) => {
                self.open(span, anchor, Value::Sequence(Vec::new()))?;
            }
            Event::MappingStart(_, anchor, _) => {
                self.open(span, anchor, Value::Mapping(Mapping::new()))?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span)?,
            Event::Alias(anchor) => self.alias(anchor, span)?,
            Event::UnresolvedAlias(name) => {
                let message = format!("the alias `*{name}` has no anchor before it");
                let place = self.place(span);
                return Err(Finding::new(FindingKind::Aliases, message, place));
            }
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, span: &Span, anchor: usize, value: Value) -> Result<(), Finding> {
        let place = self.place(span);
        if self.stack.len() >= MAX_DEPTH {
            let message = format!("nested deeper than {MAX_DEPTH} levels");
            return Err(Finding::new(FindingKind::TooDeep, message, place));
        }
        self.stack.push(Open {
            place,
            anchor,
            value,
            key: None,
            merged: Vec::new(),
        });
        Ok(())
    }

    fn close(&mut self, span: &Span) -> Result<(), Finding> {
        let end = self.place(span).end;
        let Some(mut open) = self.stack.pop() else {
            return Ok(());
        };
        if let Value::Mapping(mapping) = &mut open.value {
            for merged in open.merged {
                for (key, entry) in merged {
                    mapping.entry(key).or_insert(entry);
                }
            }
        }
        let start = open.place.start;
        let text = self.text.get(start as usize..end as usize).unwrap_or("");
        let end = start as usize + text.trim_end().len();
        let node = Node {
            place: Place::new(self.file, start as usize..end),
            value: open.value,
        };
        self.add(node, open.anchor, false)
    }

    fn alias(&mut self, anchor: usize, span: &Span) -> Result<(), Finding> {
        let refuse = |message: &str, place| Finding::new(FindingKind::Aliases, message, place);
        let place = self.place(span);
        let Some((node, size)) = self.anchors.get(&anchor) else {
            return Err(refuse("an alias that stands inside its own anchor", place));
        };
        self.aliased = self.aliased.saturating_add(*size);
        if self.aliased > MAX_ALIASED {
            return Err(refuse(
                "the aliases of this file grow beyond all bounds",
                place,
            ));
        }
        let node = node.clone();
        if self.stack.len() + depth(&node) > MAX_DEPTH {
            let message = format!("nested deeper than {MAX_DEPTH} levels");
            return Err(Finding::new(FindingKind::TooDeep, message, place));
        }
        self.add(node, 0, true)
    }

    fn add(&mut self, node: Node, anchor: usize, alias: bool) -> Result<(), Finding> {
        if anchor != 0 {
            let size = size(&node);
            self.anchors.insert(anchor, (node.clone(), size));
        }
        let Some(open) = self.stack.last_mut() else {
            return self.finish(node);
        };
        match &mut open.value {
            Value::Sequence(nodes) => nodes.push(node),
            Value::Mapping(mapping) => match open.key.take() {
                None => {
                    let key = match node.value {
                        Value::Scalar(scalar) => Some((scalar.text, node.place)),
                        _ => {
                            self.findings.push(Finding::new(
                                FindingKind::ComplexKey,
                                "a key that is not a scalar is left out",
                                node.place,
                            ));
                            None
                        }
                    };
                    open.key = Some(key);
                }
                Some(Some((key, _))) if key == "<<" && merges(&node, alias) => match node.value {
                    Value::Mapping(merged) => open.merged.push(merged),
                    Value::Sequence(nodes) => {
                        open.merged
                            .extend(nodes.into_iter().filter_map(|node| match node.value {
                                Value::Mapping(merged) => Some(merged),
                                _ => None,
                            }));
                    }
                    Value::Scalar(_) => {}
                },
                Some(Some((key, place))) => {
                    let entry = Entry { key: place, node };
                    insert(mapping, &key, entry, self.findings);
                }
                Some(None) => {}
            },
            Value::Scalar(_) => {}
        }
        Ok(())
    }

    fn finish(&mut self, node: Node) -> Result<(), Finding> {
        let place = node.place;
        if self.root.is_none() {
            self.root = Some(node);
        } else if node.is_null() {
            self.findings.push(Finding::new(
                FindingKind::TrailingDocument,
                "the file ends with an empty second YAML document",
                self.separator(place),
            ));
        } else {
            return Err(Finding::new(
                FindingKind::SeveralDocuments,
                "the file holds several YAML documents",
                place,
            ));
        }
        Ok(())
    }

    /// The `---` before a place.
    fn separator(&self, place: Place) -> Place {
        let before = self.text.get(..place.start as usize).unwrap_or(self.text);
        match before.rfind("---") {
            Some(at) => Place::new(self.file, at..at + 3),
            None => place,
        }
    }
}

/// A merge key (<https://yaml.org/type/merge.html>) has mappings for its value.
fn merges(node: &Node, alias: bool) -> bool {
    let mapping = |node: &Node| node.as_mapping().is_some();
    match &node.value {
        Value::Sequence(nodes) => nodes.iter().all(mapping),
        _ => alias && mapping(node) || mapping(node),
    }
}

fn size(node: &Node) -> usize {
    match &node.value {
        Value::Scalar(_) => 1,
        Value::Sequence(nodes) => 1 + nodes.iter().map(size).sum::<usize>(),
        Value::Mapping(mapping) => 1 + mapping.values().map(|it| size(&it.node)).sum::<usize>(),
    }
}

fn depth(node: &Node) -> usize {
    match &node.value {
        Value::Scalar(_) => 0,
        Value::Sequence(nodes) => 1 + nodes.iter().map(depth).max().unwrap_or(0),
        Value::Mapping(it) => 1 + it.values().map(|it| depth(&it.node)).max().unwrap_or(0),
    }
}

/// Core schema (YAML 1.2.2, section 10.3.2): `on` and `yes` are strings.
pub(super) fn kind(text: &str, style: ScalarStyle, tag: Option<&str>) -> ScalarKind {
    match tag {
        Some("str") => return ScalarKind::String,
        None | Some("bool" | "int" | "float" | "null") => {}
        Some(_) => return ScalarKind::String,
    }
    if tag.is_none() && style != ScalarStyle::Plain {
        return ScalarKind::String;
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => ScalarKind::Null,
        "true" | "True" | "TRUE" => ScalarKind::Bool(true),
        "false" | "False" | "FALSE" => ScalarKind::Bool(false),
        text if is_number(text) => ScalarKind::Number,
        _ => ScalarKind::String,
    }
}

fn is_number(text: &str) -> bool {
    let all = |digits: &str, test: fn(&char) -> bool| {
        !digits.is_empty() && digits.chars().all(|digit| test(&digit))
    };
    if let Some(digits) = text.strip_prefix("0x") {
        return all(digits, char::is_ascii_hexdigit);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return all(digits, |digit| ('0'..='7').contains(digit));
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let exponent_holds = exponent.is_none_or(|exponent| {
        all(
            exponent.strip_prefix(['+', '-']).unwrap_or(exponent),
            char::is_ascii_digit,
        )
    });
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    exponent_holds && all(&digits, char::is_ascii_digit)
}

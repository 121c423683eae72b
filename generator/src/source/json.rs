//! JSON (RFC 8259) → nodes.

use super::{
    Entry, FileId, Finding, FindingKind, MAX_DEPTH, Mapping, Node, Place, Scalar, ScalarKind, Value,
};
use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

/// JSON alone, none of the dialects.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

pub fn parse(text: &str, file: FileId, findings: &mut Vec<Finding>) -> Result<Node, Finding> {
    check_depth(text, file)?;
    let parsed = parse_to_ast(text, &CollectOptions::default(), &STRICT).map_err(|error| {
        let range = error.range();
        let place = Place::new(file, range.start..range.end);
        Finding::new(FindingKind::Syntax, error.kind().to_string(), place)
    })?;
    match parsed.value {
        Some(value) => Ok(Reader { file, findings }.node(&value)),
        None => {
            let place = Place::new(file, 0..0);
            Err(Finding::new(FindingKind::Empty, "the file is empty", place))
        }
    }
}

/// Before the parser, which recurses.
fn check_depth(text: &str, file: FileId) -> Result<(), Finding> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            let message = format!("nested deeper than {MAX_DEPTH} levels");
            let place = Place::new(file, at..at + 1);
            return Err(Finding::new(FindingKind::TooDeep, message, place));
        }
    }
    Ok(())
}

struct Reader<'a> {
    file: FileId,
    findings: &'a mut Vec<Finding>,
}

impl Reader<'_> {
    fn node(&mut self, value: &ast::Value<'_>) -> Node {
        let range = value.range();
        let scalar = |kind, text: &str| {
            let text = text.to_owned();
            Value::Scalar(Scalar { kind, text })
        };
        let node = match value {
            ast::Value::StringLit(it) => scalar(ScalarKind::String, &it.value),
            ast::Value::NumberLit(it) => scalar(ScalarKind::Number, it.value),
            ast::Value::BooleanLit(it) => scalar(
                ScalarKind::Bool(it.value),
                if it.value { "true" } else { "false" },
            ),
            ast::Value::NullKeyword(_) => scalar(ScalarKind::Null, "null"),
            ast::Value::Array(it) => {
                Value::Sequence(it.elements.iter().map(|it| self.node(it)).collect())
            }
            ast::Value::Object(it) => Value::Mapping(self.mapping(it)),
        };
        Node {
            place: Place::new(self.file, range.start..range.end),
            value: node,
        }
    }

    fn mapping(&mut self, object: &ast::Object<'_>) -> Mapping {
        let mut mapping = Mapping::new();
        for property in &object.properties {
            let range = property.name.range();
            let key = Place::new(self.file, range.start..range.end);
            let node = self.node(&property.value);
            insert(
                &mut mapping,
                property.name.as_str(),
                Entry { key, node },
                self.findings,
            );
        }
        mapping
    }
}

/// Adds an entry, unless its key is there: then the first holds, and a finding names both.
pub fn insert(mapping: &mut Mapping, key: &str, entry: Entry, findings: &mut Vec<Finding>) {
    if let Some(first) = mapping.get(key) {
        findings.push(Finding {
            kind: FindingKind::DuplicateKey,
            message: format!("the key `{key}` stands twice in one mapping"),
            place: entry.key,
            related: Some((first.key, "the first one holds")),
        });
        return;
    }
    mapping.insert(key.to_owned(), entry);
}

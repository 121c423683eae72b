//! Path templates (Swagger 2.0, "Path Templating"), and the pairs of a query that some documents write
//! behind them: `/buckets/{name}?acl`.

/// A piece of a path template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Text that stands for itself.
    Literal(&'a str),
    /// The name between `{` and `}`.
    Parameter(&'a str),
}

/// The parts of a template, in order. A brace that opens no parameter is a literal.
pub fn parts(template: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut literal = 0;
    let mut from = 0;
    while let Some(open) = find(template, from, '{') {
        let Some(end) = find(template, open, '}') else {
            break;
        };
        let name = template.get(open + 1..end).unwrap_or_default();
        if name.is_empty() || name.contains(['{', '/']) {
            from = open + 1;
            continue;
        }
        push_literal(&mut parts, template.get(literal..open));
        parts.push(Part::Parameter(name));
        literal = end + 1;
        from = literal;
    }
    push_literal(&mut parts, template.get(literal..));
    parts
}

/// The path, and the pairs behind its `?`: each a name, and the value where there is one.
pub fn split(template: &str) -> (&str, Vec<(&str, Option<&str>)>) {
    let (path, query) = template.split_once('?').unwrap_or((template, ""));
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| match pair.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (pair, None),
    });
    (path, pairs.collect())
}

fn find(text: &str, from: usize, character: char) -> Option<usize> {
    Some(from + text.get(from..)?.find(character)?)
}

fn push_literal<'a>(parts: &mut Vec<Part<'a>>, text: Option<&'a str>) {
    parts.extend(text.filter(|text| !text.is_empty()).map(Part::Literal));
}

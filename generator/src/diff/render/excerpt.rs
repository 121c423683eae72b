//! Where something stands, with the text that stands there.

use super::Side;
use crate::ir::Origin;
use crate::report::visible;
use crate::source::Position;

/// How much of a value is shown.
const LINES: usize = 12;
/// How much of a line, in characters: documents of one line of 4 MB exist.
const WIDTH: usize = 160;

pub(super) struct Excerpt<'a> {
    /// From the folder in which the command ran, or from the top of the repository.
    pub file: &'a str,
    pub start: Position,
    pub end: Position,
    pub pointer: &'a str,
    /// With their numbers.
    pub lines: Vec<(usize, String)>,
    /// Whether there are more.
    pub more: bool,
}

impl<'a> Excerpt<'a> {
    pub fn of(origin: &'a Origin, side: &Side<'a>) -> Self {
        let (sources, place) = (side.sources, origin.place);
        let start = sources.position(place);
        let (_, first) = sources.line(place);
        let text = sources.text(place.file).get(first..).unwrap_or("");
        let (mut lines, mut more) = (Vec::new(), false);
        let before = (place.start as usize).saturating_sub(first);
        for (index, line) in below(text).enumerate() {
            if index == LINES {
                more = true;
                break;
            }
            let skipped = if index == 0 { before } else { 0 };
            lines.push((start.line + index, cut(line, skipped)));
        }
        Excerpt {
            file: path(sources.name(place.file), side.revision),
            start,
            end: sources.end_position(place),
            pointer: &origin.pointer,
            lines,
            more,
        }
    }
}

/// A line and those that are indented below it, whether it is YAML or JSON, and the bracket that ends
/// them.
fn below(text: &str) -> impl Iterator<Item = &str> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let own = text.lines().next().map_or(0, indent);
    let mut ended = false;
    text.lines().enumerate().map_while(move |(index, line)| {
        let inside = index == 0 || line.trim().is_empty() || indent(line) > own;
        let bracket = line.trim_start().starts_with(['}', ']']);
        if ended || !(inside || (bracket && indent(line) == own)) {
            return None;
        }
        ended = !inside;
        Some(line)
    })
}

/// What stands around the value, of a line that is too long.
fn cut(line: &str, skipped: usize) -> String {
    const AROUND: usize = 40;
    if line.len() <= WIDTH {
        return visible(line);
    }
    let from = line.floor_char_boundary(skipped.saturating_sub(AROUND));
    let rest = line.get(from..).unwrap_or("");
    let shown: String = rest.chars().take(WIDTH).collect();
    let before = if from > 0 { "…" } else { "" };
    let behind = if shown.len() < rest.len() { "…" } else { "" };
    format!("{before}{}{behind}", visible(&shown))
}

/// Without the revision that it is of.
fn path<'n>(name: &'n str, revision: Option<&str>) -> &'n str {
    let rest = revision.and_then(|it| name.strip_prefix(it)?.strip_prefix(':'));
    rest.unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, below, cut};

    #[test]
    fn what_is_indented_belongs_to_it() {
        let lines = |text| below(text).collect::<Vec<_>>();
        assert_eq!(
            lines("  a:\n    b: 1\n\n    c: 2\n  d: 3\n"),
            ["  a:", "    b: 1", "", "    c: 2"]
        );
        assert_eq!(
            lines("  \"a\": {\n    \"b\": 1\n  },\n  \"c\": 2\n"),
            ["  \"a\": {", "    \"b\": 1", "  },"]
        );
        assert_eq!(lines("- a: 1\n  b: 2\n- a: 3\n"), ["- a: 1", "  b: 2"]);
        assert_eq!(lines("a"), ["a"]);
    }

    #[test]
    fn a_long_line_is_cut_around_the_value() {
        let line = format!("{}ü{}", "x".repeat(500), "y".repeat(500));
        let shown = cut(&line, 500);
        assert!(shown.contains("xxü") && shown.starts_with('…') && shown.ends_with('…'));
        assert_eq!(shown.chars().count(), WIDTH + 2);
    }
}

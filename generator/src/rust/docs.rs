//! Texts of the document as Rust documentation.
//!
//! They are Markdown that nobody has checked: a code block must not become a doctest, a bracket no
//! broken link, HTML no HTML.

/// The documentation of an item, in lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    pub lines: Vec<String>,
    pub deprecated: bool,
}

impl Docs {
    /// Of texts of the document; each is a paragraph or more.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut docs = Docs::default();
        let mut seen: Vec<&str> = Vec::new();
        for text in texts {
            let text = text.trim();
            if !seen
                .iter()
                .any(|known| known.trim_end_matches('.') == text.trim_end_matches('.'))
            {
                seen.push(text);
                docs.push(markdown(text));
            }
        }
        docs
    }

    /// Adds a paragraph of our own, or one of what is there already.
    #[must_use]
    pub fn and(mut self, paragraph: impl Into<String>) -> Self {
        self.push(vec![paragraph.into()]);
        self
    }

    /// This, unless the document says something.
    #[must_use]
    pub fn or(mut self, paragraph: impl FnOnce() -> String) -> Self {
        if self.lines.is_empty() {
            self.push(vec![paragraph()]);
        }
        self
    }

    fn push(&mut self, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(lines);
    }
}

/// A short text in a sentence of ours: one line, in code.
pub fn paragraph(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|it| if is_harmful(it) || it == '`' { ' ' } else { it })
        .collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        "` `".to_owned()
    } else {
        format!("`{}`", words.join(" "))
    }
}

fn markdown(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        let line: String = line
            .chars()
            .map(|it| if is_harmful(it) { ' ' } else { it })
            .collect();
        if is_fence(line.trim()) {
            fenced = !fenced;
            lines.push(if fenced { "```text" } else { "```" }.to_owned());
        } else if fenced {
            lines.push(line.trim_end().to_owned());
        } else {
            // runs of spaces go, so that no indented code block comes about
            let words: Vec<&str> = line.split_whitespace().collect();
            lines.push(escape(&words.join(" ")));
        }
    }
    if fenced {
        lines.push("```".to_owned());
    }
    lines.dedup_by(|a, b| a.is_empty() && b.is_empty());
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// Whether a line begins or ends a block of code: behind backticks that do there are no others (CommonMark,
/// section 4.5).
fn is_fence(line: &str) -> bool {
    let behind = line
        .strip_prefix("```")
        .map(|it| it.trim_start_matches('`'));
    behind.is_some_and(|it| !it.contains('`')) || line.starts_with("~~~")
}

/// Control characters, and those that change the direction of the text around them.
fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{2028}' | '\u{2029}')
}

/// A line without HTML, without references, with its links and its code.
fn escape(line: &str) -> String {
    let code = !line.contains("``") && line.matches('`').count().is_multiple_of(2);
    // in a table, a pipe ends a cell, and the code in it (GitHub Flavored Markdown, section 4.10)
    let cut = |it: &str| it.contains('|') && it.contains(['<', '>', '[', ']']);
    let code = code && !line.split('`').skip(1).step_by(2).any(cut);
    let mut escaped = String::new();
    let mut rest = line;
    let mut in_code = false;
    while let Some(character) = rest.chars().next() {
        if character == '`' && code {
            in_code = !in_code;
        } else if !in_code {
            if let Some((link, behind)) = link(rest) {
                escaped.push_str(&link);
                rest = behind;
                continue;
            }
            if matches!(character, '<' | '>' | '[' | ']' | '`' | '~' | '\\') {
                // `>` at the start of a line is a quote
                escaped.push('\\');
            }
        }
        escaped.push(character);
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
    }
    escaped
}

/// `[text](https://…)`, `<https://…>` or a bare URL at the start, as a link; and what is behind it.
fn link(text: &str) -> Option<(String, &str)> {
    if let Some(inside) = text.strip_prefix('[') {
        let (words, behind) = inside.split_once("](")?;
        let (url, behind) = url(behind)?;
        let behind = behind.strip_prefix(')')?;
        let plain = words
            .chars()
            .all(|it| it.is_alphanumeric() || " -_.,/".contains(it));
        return (plain && !words.trim().is_empty()).then(|| (format!("[{words}]({url})"), behind));
    }
    let inside = text.strip_prefix('<');
    let (url, behind) = url(inside.unwrap_or(text))?;
    let behind = match inside {
        Some(_) => behind.strip_prefix('>')?,
        None => behind,
    };
    Some((format!("<{url}>"), behind))
}

fn url(text: &str) -> Option<(&str, &str)> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|it| text.starts_with(it))?;
    let end = text
        .find(|it: char| !(it.is_ascii_alphanumeric() || "-._~:/?#@!$&*+,;=%".contains(it)))
        .unwrap_or(text.len());
    let url = text
        .get(..end)?
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    let behind = text.get(url.len()..)?;
    (url.len() > scheme.len()).then_some((url, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> String {
        Docs::of([text]).lines.join("\n")
    }

    #[test]
    fn code_blocks_are_no_doctests() {
        assert_eq!(one("```rust\nfn x() {}\n```"), "```text\nfn x() {}\n```");
        assert_eq!(one("a\n\n        indented"), "a\n\nindented");
        assert_eq!(one("- ```\n  x"), "- \\`\\`\\`\nx");
        assert_eq!(one("~~~\nx"), "```text\nx\n```");
        assert_eq!(one("```x``` y\nz"), "\\`\\`\\`x\\`\\`\\` y\nz");
    }

    #[test]
    fn html_and_references_are_escaped_and_links_stay() {
        assert_eq!(one("<b>x</b> [y]"), "\\<b\\>x\\</b\\> \\[y\\]");
        assert_eq!(
            one("see [docs](https://a.b/c)."),
            "see [docs](https://a.b/c)."
        );
        assert_eq!(one("see https://a.b/c."), "see <https://a.b/c>.");
        assert_eq!(one("`[x]` <y>"), "`[x]` \\<y\\>");
        assert_eq!(one("a | `b|c` | `<d>`"), "a | `b|c` | `<d>`");
        assert_eq!(one("a | `<b>|c`"), "a | \\`\\<b\\>|c\\`");
    }

    #[test]
    fn what_changes_the_direction_of_text_is_dropped() {
        assert_eq!(one("a\u{202E}b\u{0}c"), "a b c");
    }

    #[test]
    fn a_description_that_repeats_the_summary_stands_once() {
        assert_eq!(Docs::of(["Find it", "Find it."]).lines, ["Find it"]);
    }
}

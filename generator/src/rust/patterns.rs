//! Regular expressions of a document (ECMA-262, edition 5.1, section 15.10) as those of the `regex`
//! crate, which matches in linear time and so has no look-around and no back-references.

use regex::Regex;

/// The same expression in Rust.
///
/// # Errors
/// Why there is none.
pub(super) fn translate(pattern: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut characters = pattern.chars().peekable();
    // inside a class: whether what stands there may begin a range
    let mut class: Option<Range> = None;
    while let Some(character) = characters.next() {
        if let Some(range) = class {
            class = in_class(character, range, &mut characters, &mut out);
            continue;
        }
        match character {
            '\\' => escape(&mut characters, &mut out, false),
            '[' => {
                out.push('[');
                if characters.next_if_eq(&'^').is_some() {
                    out.push('^');
                }
                class = Some(Range::Nothing);
                // `[]` is empty, `[^]` is everything
                if characters.next_if_eq(&']').is_some() {
                    class = None;
                    let negated = out.ends_with('^');
                    out.truncate(out.len() - if negated { 2 } else { 1 });
                    out.push_str(if negated { "(?s:.)" } else { "[^\\s\\S]" });
                }
            }
            // a brace that begins no count stands for itself
            '{' if !is_count(characters.clone()) => out.push_str("\\{"),
            '}' if !closes(&out) => out.push_str("\\}"),
            '$' => out.push_str("\\z"),
            '^' => out.push_str("\\A"),
            '.' => out.push_str("[^\\n\\r\\u{2028}\\u{2029}]"),
            character => out.push(character),
        }
    }
    Regex::new(&out)
        .map(|_| out)
        .map_err(|error| problem(&error))
}

/// How far a range of a class is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Range {
    /// A hyphen here is a hyphen.
    Nothing,
    /// A character stands here, which a hyphen would make the first of a range.
    Begun,
    /// What follows is the last of a range.
    Open,
}

/// A character of a class; `None` behind its end.
fn in_class(
    character: char,
    range: Range,
    characters: &mut Characters<'_>,
    out: &mut String,
) -> Option<Range> {
    let next = match range {
        Range::Open => Range::Nothing,
        Range::Nothing | Range::Begun => Range::Begun,
    };
    match character {
        ']' => {
            out.push(']');
            return None;
        }
        '\\' => {
            let of_class = is_class(characters.peek().copied());
            escape(characters, out, true);
            // beside a class, a hyphen is no range
            return Some(if of_class { Range::Nothing } else { next });
        }
        '-' => {
            let last = characters.peek() == Some(&']') || before_class(characters.clone());
            if range == Range::Begun && !last {
                out.push('-');
                return Some(Range::Open);
            }
            out.push_str("\\-");
        }
        // Rust has classes in classes, and operators between them
        '[' | '&' | '~' => {
            out.push('\\');
            out.push(character);
        }
        character => out.push(character),
    }
    Some(next)
}

type Characters<'p> = std::iter::Peekable<std::str::Chars<'p>>;

fn is_class(escaped: Option<char>) -> bool {
    matches!(escaped, Some('d' | 'D' | 'w' | 'W' | 's' | 'S'))
}

fn before_class(mut characters: Characters<'_>) -> bool {
    characters.next() == Some('\\') && is_class(characters.next())
}

fn escape(characters: &mut Characters<'_>, out: &mut String, class: bool) {
    // the classes of ECMA-262 are of ASCII; those of Rust are of Unicode
    let text = match characters.next() {
        Some('d') => "[0-9]",
        Some('D') => "[^0-9]",
        Some('w') => "[0-9A-Za-z_]",
        Some('W') => "[^0-9A-Za-z_]",
        Some('b') if class => "\\x08",
        Some('b') => "(?-u:\\b)",
        Some('0') => "\\x00",
        Some('c') => {
            let letter = characters.next().unwrap_or('@');
            out.push_str(&format!("\\x{:02X}", u32::from(letter) % 32));
            return;
        }
        Some(
            character @ ('x' | 'u' | 'p' | 'P' | 's' | 'S' | 'n' | 'r' | 't' | 'f' | 'v' | 'B'),
        ) => {
            out.push('\\');
            out.push(character);
            return;
        }
        // an escaped letter that means nothing is the letter
        Some(character) if character.is_ascii_alphabetic() => {
            out.push(character);
            return;
        }
        Some(character) if character.is_ascii_digit() => {
            // a back-reference, which the library refuses
            out.push('\\');
            out.push(character);
            return;
        }
        Some(character) => {
            out.push_str(&regex::escape(&character.to_string()));
            return;
        }
        None => "\\\\",
    };
    out.push_str(text);
}

/// Whether a count follows: `2}`, `2,}`, `2,3}`.
fn is_count(characters: Characters<'_>) -> bool {
    let count: String = characters.take_while(|it| *it != '}').collect();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    match count.split_once(',') {
        Some((least, most)) => digits(least) && (most.is_empty() || digits(most)),
        None => digits(&count),
    }
}

/// Whether a brace closes the count that was written last.
fn closes(out: &str) -> bool {
    let Some(at) = out.rfind('{') else {
        return false;
    };
    let inner = out.get(at + 1..).unwrap_or_default();
    let escaped = out.get(..at).is_some_and(|it| it.ends_with('\\'));
    // `\x{…}`, `\u{…}` and `\p{…}` are closed by theirs
    let named = out
        .get(..at)
        .is_some_and(|it| it.ends_with(['x', 'u', 'p', 'P']));
    !inner.contains('}') && (!escaped || named)
}

/// One line of what the library says.
fn problem(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    last.trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::translate;
    use regex::Regex;

    fn matches(pattern: &str, text: &str) -> bool {
        Regex::new(&translate(pattern).unwrap())
            .unwrap()
            .is_match(text)
    }

    #[test]
    fn classes_are_of_ascii() {
        assert!(matches(r"^\d+$", "123"));
        assert!(!matches(r"^\d+$", "१२३"));
        assert!(matches(r"^[\w\-.]+$", "a_b-c.d"));
        assert!(!matches(r"^\w$", "é"));
        assert!(matches(r"^[\w-.]+$", "a-.") && matches(r"^[.-\d]+$", ".-1"));
    }

    #[test]
    fn what_rust_reads_otherwise_is_escaped() {
        assert!(matches(r"^\/a\-b\_c$", "/a-b_c"));
        assert!(matches("^[[a]+$", "[a"));
        assert!(matches("^[a&&b]+$", "a&b"));
        assert!(matches("^{a}$", "{a}"));
        assert!(matches("^a{2,3}$", "aaa"));
        assert!(matches("^{}$", "{}"));
        assert!(matches("^[^]$", "\n"));
        assert!(!matches("[]", "a"));
        assert!(matches(r"^\u00e9\x41$", "éA"));
        assert!(!matches("^a$", "a\n"));
        assert!(!matches("^.$", "\r") && matches("^.$", "é"));
        assert!(matches("^[+--]+$", "+,-") && !matches("^[+--]+$", "."));
        assert!(matches("^[--/]+$", "-./") && !matches("^[--/]+$", ","));
        assert!(matches("^[a-c-e]+$", "b-e") && !matches("^[a-c-e]+$", "d"));
    }

    #[test]
    fn what_is_not_linear_is_refused() {
        for pattern in ["(?=a)b", "(?<!a)b", r"(a)\1", "("] {
            assert!(translate(pattern).is_err(), "{pattern}");
        }
    }
}

//! From any text to words, and from words to a case.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use sha2::{Digest, Sha256};

/// How the words of a name are joined, and what stands before a digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseOf {
    /// `FooBar`
    Type,
    /// `FooBar`
    Variant,
    /// `foo_bar`
    Value,
    /// `FOO_BAR`
    Constant,
}

/// The words of a text in ASCII, apart by spaces. Empty where the text has none.
pub fn words(text: &str) -> String {
    let ascii = deunicode::deunicode(text);
    let mut words = String::new();
    let mut characters = ascii.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            // "don't" is one word
            '\'' => {}
            // a sign: `+1` and `-1` are two names
            '+' | '-'
                if words.is_empty() && characters.peek().is_some_and(char::is_ascii_digit) =>
            {
                words.push_str(if character == '+' { "plus " } else { "minus " });
            }
            character if character.is_ascii_alphanumeric() => words.push(character),
            _ => words.push(' '),
        }
    }
    let words = words.trim().to_owned();
    if words.is_empty() {
        symbols(&ascii)
    } else {
        words
    }
}

/// Names of symbols, for texts that hold nothing else: `*`, `<=`.
fn symbols(text: &str) -> String {
    let names = text.chars().map(|symbol| match symbol {
        '*' => "star",
        '+' => "plus",
        '-' => "minus",
        '/' => "slash",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '&' => "and",
        '|' => "or",
        '%' => "percent",
        '$' => "dollar",
        '@' => "at",
        '#' => "hash",
        '~' => "tilde",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '_' => "underscore",
        '^' => "caret",
        '(' | '[' | '{' => "open",
        ')' | ']' | '}' => "close",
        _ => "",
    });
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    names.join(" ")
}

/// More words, or longer, than a name should have: a sentence, cut off in the middle perhaps.
pub fn is_sentence(text: &str) -> bool {
    text.len() > 64 || words(text).to_snake_case().split('_').count() > 8
}

/// Longer names are cut at a word, and end in a hash of the whole: file systems end at 255 bytes.
const MAX_LENGTH: usize = 100;

pub(super) fn cased(text: &str, case: CaseOf) -> String {
    let words = words(text);
    let words = if words.is_empty() { "empty" } else { &words };
    joined(&cut(&words.to_snake_case()), case)
}

pub(super) fn joined(words: &str, case: CaseOf) -> String {
    let name = words.to_snake_case();
    let name = match case {
        CaseOf::Type | CaseOf::Variant => name.to_upper_camel_case(),
        CaseOf::Value => name,
        CaseOf::Constant => name.to_shouty_snake_case(),
    };
    if !name.starts_with(|first: char| first.is_ascii_digit()) {
        return name;
    }
    match case {
        CaseOf::Type => format!("Type{name}"),
        CaseOf::Variant => format!("Value{name}"),
        // of underscores and digits alone, a name says nothing (clippy)
        CaseOf::Value if !name.contains(|it: char| it.is_ascii_alphabetic()) => format!("n{name}"),
        CaseOf::Value | CaseOf::Constant => format!("_{name}"),
    }
}

/// Whether the compiler minds the letters of a name (`non_camel_case_types`, `non_snake_case`).
pub(super) fn fits(name: &str, case: CaseOf) -> bool {
    let name = name.trim_matches('_');
    let lower = |it: char| it.is_ascii_lowercase();
    let upper = |it: char| it.is_ascii_uppercase();
    if name.contains("__") {
        return false;
    }
    match case {
        // digits alone may be apart: `V1_2`
        CaseOf::Type | CaseOf::Variant => {
            let mut parts = name.split('_').skip(1).zip(name.split('_'));
            let digit = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
            let apart = |after: &str, before: &str| {
                digit(before.chars().next_back()) && digit(after.chars().next())
            };
            !name.starts_with(lower) && parts.all(|(after, before)| apart(after, before))
        }
        CaseOf::Value => !name.contains(upper),
        CaseOf::Constant => !name.contains(lower),
    }
}

fn cut(snake: &str) -> String {
    if snake.len() <= MAX_LENGTH {
        return snake.to_owned();
    }
    let head: String = snake.chars().take(MAX_LENGTH).collect();
    let head = match head.rsplit_once('_') {
        Some((whole, _)) if !whole.is_empty() => whole,
        _ => &head,
    };
    let digest = Sha256::digest(snake);
    let hash = digest.iter().take(4).map(|byte| format!("{byte:02x}"));
    format!("{head}_{}", hash.collect::<String>())
}

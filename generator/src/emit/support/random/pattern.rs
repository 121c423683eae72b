//! Texts that match a regular expression, as far as it is of the plain kind: characters, classes, groups,
//! alternatives and counts. The others have no sample; whoever asks checks what comes.

use super::Random;
use std::iter::Peekable;
use std::str::Chars;

/// Nested deeper, there is no sample.
const DEPTH: usize = 30;
/// What is repeated without end is repeated so often at most, beyond what must be.
const REPEATED: usize = 6;
/// What must be repeated more often has no sample.
const MOST: usize = 2_000;

/// A text that matches, likely; `length` is how long it should be at least.
pub(super) fn sample(random: &mut Random, pattern: &str, length: usize) -> Option<String> {
    let mut parser = Parser {
        rest: pattern.chars().peekable(),
        depth: 0,
    };
    let node = parser.alternatives()?;
    if parser.rest.next().is_some() {
        return None;
    }
    let mut out = String::new();
    node.write(random, length, &mut out);
    Some(out)
}

enum Node {
    /// One of these ranges.
    Class(Vec<(char, char)>),
    Sequence(Vec<Node>),
    Alternatives(Vec<Node>),
    /// So often at least, and at most.
    Repeat(Box<Node>, usize, Option<usize>),
}

impl Node {
    fn write(&self, random: &mut Random, length: usize, out: &mut String) {
        match self {
            Self::Class(ranges) => {
                if let Some((first, last)) = random.pick(ranges) {
                    let width = (*last as usize).saturating_sub(*first as usize);
                    let code = *first as usize + random.below(width + 1);
                    let character = u32::try_from(code).ok().and_then(char::from_u32);
                    out.push(character.unwrap_or(*first));
                }
            }
            Self::Sequence(nodes) => nodes.iter().for_each(|it| it.write(random, length, out)),
            Self::Alternatives(nodes) => {
                if let Some(node) = random.pick(nodes) {
                    node.write(random, length, out);
                }
            }
            Self::Repeat(node, least, most) => {
                let missing = length.saturating_sub(out.chars().count()).min(MOST);
                let wanted = (*least).max(missing) + random.below(REPEATED);
                let most = most.unwrap_or(usize::MAX);
                for _ in 0..wanted.min(most).max(*least) {
                    node.write(random, 0, out);
                }
            }
        }
    }
}

struct Parser<'a> {
    rest: Peekable<Chars<'a>>,
    depth: usize,
}

impl Parser<'_> {
    fn alternatives(&mut self) -> Option<Node> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let mut all = vec![self.sequence()?];
        while self.rest.next_if_eq(&'|').is_some() {
            all.push(self.sequence()?);
        }
        self.depth -= 1;
        Some(Node::Alternatives(all))
    }

    fn sequence(&mut self) -> Option<Node> {
        let mut nodes = Vec::new();
        while let Some(next) = self.rest.peek() {
            if matches!(next, '|' | ')') {
                break;
            }
            let node = self.atom()?;
            nodes.push(self.counted(node)?);
        }
        Some(Node::Sequence(nodes))
    }

    fn atom(&mut self) -> Option<Node> {
        match self.rest.next()? {
            '(' => {
                // `(?:…)`, `(?P<name>…)`; flags are for nobody but the engine
                if self.rest.next_if_eq(&'?').is_some() {
                    match self.rest.next()? {
                        ':' => {}
                        's' if self.rest.next_if_eq(&':').is_some() => {}
                        'P' | '<' => {
                            self.rest.by_ref().find(|it| *it == '>')?;
                        }
                        _ => return None,
                    }
                }
                let inside = self.alternatives()?;
                self.rest.next_if_eq(&')')?;
                Some(inside)
            }
            '[' => self.class(),
            '\\' => self.escape(),
            '.' => Some(Node::Class(vec![('a', 'z'), ('0', '9')])),
            '^' | '$' => Some(Node::Sequence(Vec::new())),
            character => Some(Node::Class(vec![(character, character)])),
        }
    }

    fn escape(&mut self) -> Option<Node> {
        if self.rest.peek().is_some_and(|it| "AzbB".contains(*it)) {
            // places, not characters
            self.rest.next();
            return Some(Node::Sequence(Vec::new()));
        }
        self.escaped().map(Node::Class)
    }

    /// What stands behind a backslash, in a class too.
    fn escaped(&mut self) -> Option<Vec<(char, char)>> {
        Some(match self.rest.next()? {
            'd' => vec![('0', '9')],
            'w' => vec![('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')],
            's' => vec![(' ', ' ')],
            'D' | 'S' => vec![('a', 'z')],
            'W' => vec![('-', '-')],
            'n' => vec![('\n', '\n')],
            'r' => vec![('\r', '\r')],
            't' => vec![('\t', '\t')],
            'p' | 'P' => {
                if self.rest.next()? == '{' {
                    self.rest.by_ref().find(|it| *it == '}')?;
                }
                vec![('a', 'z')]
            }
            'u' | 'x' => {
                self.rest.next_if_eq(&'{')?;
                let digits: String = self.rest.by_ref().take_while(|it| *it != '}').collect();
                let code = u32::from_str_radix(&digits, 16).ok()?;
                let character = char::from_u32(code)?;
                vec![(character, character)]
            }
            character if character.is_ascii_alphanumeric() => return None,
            character => vec![(character, character)],
        })
    }

    fn class(&mut self) -> Option<Node> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let negated = self.rest.next_if_eq(&'^').is_some();
        let mut ranges: Vec<(char, char)> = Vec::new();
        loop {
            let first = match self.rest.next()? {
                ']' if ranges.is_empty() => ']',
                ']' => break,
                // a class in a class; one of POSIX, or what two classes share, has no sample
                '[' if self.rest.peek() == Some(&':') => return None,
                '&' if self.rest.peek() == Some(&'&') => return None,
                '[' => {
                    let Node::Class(inner) = self.class()? else {
                        return None;
                    };
                    ranges.extend(inner);
                    continue;
                }
                '\\' => match self.escaped()?.as_slice() {
                    [(one, last)] if one == last => *one,
                    several => {
                        ranges.extend(several);
                        continue;
                    }
                },
                character => character,
            };
            let mut ahead = self.rest.clone();
            let is_range = ahead.next() == Some('-') && ahead.next().is_some_and(|it| it != ']');
            if !is_range {
                ranges.push((first, first));
                continue;
            }
            self.rest.next();
            let last = match self.rest.next()? {
                '\\' => self.escaped()?.first()?.0,
                character => character,
            };
            ranges.push((first, last));
        }
        self.depth -= 1;
        if !negated {
            return Some(Node::Class(ranges));
        }
        let is_in = |it: char| {
            ranges
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&it))
        };
        let others = (' '..='~').filter(|it| !is_in(*it));
        let others: Vec<(char, char)> = others.map(|it| (it, it)).collect();
        (!others.is_empty()).then_some(Node::Class(others))
    }

    fn counted(&mut self, node: Node) -> Option<Node> {
        let (least, most) = match self.rest.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.rest.next();
                let text: String = self.rest.by_ref().take_while(|it| *it != '}').collect();
                let (least, most) = match text.split_once(',') {
                    Some((least, "")) => (least.parse().ok()?, None),
                    Some((least, most)) => (least.parse().ok()?, Some(most.parse().ok()?)),
                    None => (text.parse().ok()?, Some(text.parse().ok()?)),
                };
                self.rest.next_if_eq(&'?');
                return (least <= MOST).then(|| Node::Repeat(Box::new(node), least, most));
            }
            _ => return Some(node),
        };
        self.rest.next();
        // a lazy one matches the same texts
        self.rest.next_if_eq(&'?');
        Some(Node::Repeat(Box::new(node), least, most))
    }
}

//! Where a value stands in another.

/// Names in a pointer are as long as a caller likes, and what is wrong with a value has many of them.
const LONGEST: usize = 500;

/// Where the value stands, from the inside out.
pub enum At<'a> {
    Root(&'a str),
    Property(&'a At<'a>, &'a str),
    Item(&'a At<'a>, usize),
}

impl At<'_> {
    /// The JSON pointer (RFC 6901); a long one is cut, and ends in `…`.
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        if self.write(&mut pointer).is_none() {
            pointer.push('…');
        }
        pointer
    }

    /// `None` where it is full.
    fn write(&self, pointer: &mut String) -> Option<()> {
        match self {
            Self::Root(text) => push(pointer, text.chars()),
            Self::Property(of, name) => {
                of.write(pointer)?;
                push(
                    pointer,
                    ['/'].into_iter().chain(name.chars().flat_map(escaped)),
                )
            }
            Self::Item(of, index) => {
                of.write(pointer)?;
                push(pointer, format!("/{index}").chars())
            }
        }
    }
}

fn push(pointer: &mut String, text: impl Iterator<Item = char>) -> Option<()> {
    for character in text {
        if pointer.len() >= LONGEST {
            return None;
        }
        pointer.push(character);
    }
    Some(())
}

fn escaped(character: char) -> impl Iterator<Item = char> {
    let (first, second) = match character {
        '~' => ('~', Some('0')),
        '/' => ('~', Some('1')),
        other => (other, None),
    };
    [first].into_iter().chain(second)
}

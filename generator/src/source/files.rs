//! The files of a run, and places in them.

use std::borrow::Cow;

/// A file of a [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    pub(crate) const FIRST: FileId = FileId(0);
}

/// A range of bytes in the text of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

impl Place {
    pub(crate) fn new(file: FileId, range: std::ops::Range<usize>) -> Self {
        let clamp = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Place {
            file,
            start: clamp(range.start),
            end: clamp(range.end),
        }
    }
}

/// Both begin at 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

#[derive(Debug, Clone)]
struct SourceFile {
    name: String,
    text: String,
    /// The offset of each line's first byte.
    lines: Vec<usize>,
}

impl Sources {
    /// `name` is what diagnostics show.
    pub fn add(&mut self, name: impl Into<String>, text: String) -> FileId {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        self.files.push(SourceFile {
            name: name.into(),
            text,
            lines,
        });
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// Every file, in the order in which they were read.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        let count = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        (0..count).map(FileId)
    }

    fn file(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(file.0 as usize)
    }

    pub fn text(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.text)
    }

    pub fn name(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.name)
    }

    /// Where a place begins.
    pub fn position(&self, place: Place) -> Position {
        self.locate(place.file, place.start as usize)
    }

    /// Where a place ends: the position behind its last character.
    pub fn end_position(&self, place: Place) -> Position {
        self.locate(place.file, place.end as usize)
    }

    fn locate(&self, file: FileId, offset: usize) -> Position {
        let Some(file) = self.file(file) else {
            return Position { line: 1, column: 1 };
        };
        let line = file.lines.partition_point(|start| *start <= offset).max(1);
        let start = file.lines.get(line - 1).copied().unwrap_or(0);
        let before = file.text.get(start..offset).unwrap_or("");
        Position {
            line,
            column: before.chars().count() + 1,
        }
    }

    /// The text of the line that a place begins in, and the offset of its first byte.
    pub fn line(&self, place: Place) -> (&str, usize) {
        let line = self.position(place).line;
        let Some(file) = self.file(place.file) else {
            return ("", 0);
        };
        let start = file.lines.get(line - 1).copied().unwrap_or(0);
        let end = file.lines.get(line).copied().unwrap_or(file.text.len());
        let text = file.text.get(start..end).unwrap_or("");
        (text.trim_end_matches(['\n', '\r']), start)
    }
}

/// The text of a file: UTF-8 or, with a byte order mark, UTF-16. The mark is dropped.
///
/// # Errors
/// A sentence that names the first byte that is wrong, and its line.
pub fn decode_text(bytes: &[u8]) -> Result<String, String> {
    let utf16 = |rest: &[u8], read: fn([u8; 2]) -> u16| {
        let (pairs, odd) = rest.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| read(*pair)).collect();
        match String::from_utf16(&units) {
            Ok(text) if odd.is_empty() => Ok(text),
            _ => Err("it begins like UTF-16 and is not".to_owned()),
        }
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        _ => {}
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match String::from_utf8_lossy(bytes) {
        Cow::Borrowed(text) => Ok(text.to_owned()),
        Cow::Owned(_) => {
            let valid = std::str::from_utf8(bytes)
                .err()
                .map_or(0, |error| error.valid_up_to());
            let before = bytes.get(..valid).unwrap_or_default();
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            Err(format!("it is not UTF-8: byte {valid}, in line {line}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let mut sources = Sources::default();
        let file = sources.add("a", "ab\nüö: x\n".to_owned());
        let at = "ab\nüö: ".len();
        let position = sources.position(Place::new(file, at..at + 1));
        assert_eq!(position, Position { line: 2, column: 5 });
        assert_eq!(sources.line(Place::new(file, at..at)), ("üö: x", 3));
    }

    #[test]
    fn text_that_is_not_utf_8_is_refused_with_its_line() {
        let error = decode_text(b"a\nb\xFF").unwrap_err();
        assert!(error.contains("byte 3, in line 2"), "{error}");
    }

    #[test]
    fn a_byte_order_mark_is_dropped() {
        assert_eq!(decode_text(b"\xEF\xBB\xBFa").as_deref(), Ok("a"));
        assert_eq!(decode_text(b"\xFF\xFEa\0").as_deref(), Ok("a"));
    }
}

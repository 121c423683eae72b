//! The names that were given: kind and key → Rust name. Written by codegen, committed, and an
//! input of the next run, so that what exists keeps its name when something is added.

use crate::report::{Diagnostic, Report, catalogue};
use crate::source::{Place, Sources};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// `bindsmith.lock`. Keys are JSON pointers, with list positions replaced by what identifies the
/// element (a parameter's place and name, an enum's value), so that order does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    kinds: BTreeMap<String, BTreeMap<String, String>>,
}

/// The version of the lock's format.
const VERSION: i64 = 1;

/// The kinds of names. A table of another kind is not dropped: the file may be no lock at all.
const KINDS: &[&str] = &[
    "credential",
    "field",
    "group",
    "member",
    "operation",
    "type",
    "variant",
];

impl Lock {
    pub fn get(&self, kind: &str, key: &str) -> Option<&str> {
        self.kinds.get(kind)?.get(key).map(String::as_str)
    }

    pub fn insert(&mut self, kind: &str, key: impl Into<String>, name: impl Into<String>) {
        self.kinds
            .entry(kind.to_owned())
            .or_default()
            .insert(key.into(), name.into());
    }

    /// Every name: kind, key, name.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.kinds.iter().flat_map(|(kind, names)| {
            let names = names.iter();
            names.map(move |(key, name)| (kind.as_str(), key.as_str(), name.as_str()))
        })
    }

    /// Reads a lock.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let table = DeTable::parse(text).map_err(|error| Malformed {
            message: error.message().trim_end().to_owned(),
            range: error.span().unwrap_or(0..0),
            help: "mend it, or take the names from an earlier revision",
        })?;
        let (mut lock, mut versioned) = (Lock::default(), false);
        for (key, value) in table.get_ref() {
            let (kind, range) = (key.get_ref(), key.span());
            if kind == "version" {
                known(value)?;
                versioned = true;
                continue;
            }
            if !KINDS.contains(&kind.as_ref()) {
                let message = format!("`{kind}` is no table of a names lock");
                return Err(Malformed::other(message, range));
            }
            let Some(names) = value.get_ref().as_table() else {
                let message = format!("`{kind}` is not a table of names");
                return Err(Malformed::other(message, range));
            };
            for (key, name) in names {
                let key = key.get_ref();
                let Some(name) = name.get_ref().as_str() else {
                    let message = format!("the name of `{key}` is not a string");
                    return Err(Malformed::other(message, name.span()));
                };
                lock.insert(kind, key.as_ref(), name);
            }
        }
        if !versioned {
            return Err(Malformed::other("a names lock has a `version`", 0..0));
        }
        Ok(lock)
    }
}

/// Refuses other versions of the format.
fn known(version: &Spanned<DeValue<'_>>) -> Result<(), Malformed> {
    let written = version.get_ref().as_integer();
    let written = written.and_then(|it| i64::from_str_radix(it.as_str(), it.radix()).ok());
    if written == Some(VERSION) {
        return Ok(());
    }
    let message = format!("a names lock of another version; this Bindsmith knows {VERSION}");
    Err(Malformed::other(message, version.span()))
}

/// Why a text is no lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    message: String,
    range: Range<usize>,
    help: &'static str,
}

impl Malformed {
    /// The file may be somebody's who did not mean it to be written over.
    fn other(message: impl Into<String>, range: Range<usize>) -> Self {
        Malformed {
            message: message.into(),
            range,
            help: "if the file is something else, name another as `lock` of the configuration",
        }
    }
}

/// Reads the lock at `path`, whose text is `text`, and adds it to the sources. What is wrong with it
/// is an error of the report, and gives `None`.
pub fn read(path: &str, text: &str, sources: &mut Sources, report: &mut Report) -> Option<Lock> {
    let file = sources.add(path, text.to_owned());
    match Lock::parse(text) {
        Ok(lock) => Some(lock),
        Err(malformed) => {
            let place = Place::new(file, malformed.range);
            let diagnostic = Diagnostic::new(&catalogue::LOCK_MALFORMED, malformed.message);
            report.add(diagnostic.at(place, "here").help(malformed.help));
            None
        }
    }
}

/// The text of the file.
impl std::fmt::Display for Lock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(
            f,
            "# The Rust names that codegen gave. Commit this file: a name in it stays.\nversion = {VERSION}"
        )?;
        for (kind, names) in &self.kinds {
            writeln!(f, "\n[{kind}]")?;
            for (key, name) in names {
                writeln!(f, "{} = {}", basic_string(key), basic_string(name))?;
            }
        }
        Ok(())
    }
}

/// A TOML basic string: a JSON string, with the one control character escaped that JSON leaves.
fn basic_string(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    json.replace('\u{7F}', "\\u007F")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_reads_back_what_it_wrote() {
        let mut lock = Lock::default();
        lock.insert("type", "/definitions/a\"b'\n\\\u{7F}", "AB");
        lock.insert("type", "/definitions/x", "X");
        lock.insert("operation", "/paths/~1a/get", "get_a");
        assert_eq!(Lock::parse(&lock.to_string()), Ok(lock));
    }

    #[test]
    fn what_is_no_lock_is_refused_where_it_shows() {
        for (text, shows) in [
            ("version = 2", "2"),
            ("version = '1'", "'1'"),
            ("version = 1\n[typ]\na = 'A'", "typ"),
            ("version = 1\ntype = 5", "type"),
            ("version = 1\n[type]\na = 5", "5"),
            ("version = 1\n<<<<<<< ours", "ours"),
            // of somebody else
            ("[package]\nname = 'mine'", "package"),
            ("[type]\na = 'A'", ""),
            ("", ""),
        ] {
            let malformed = Lock::parse(text).unwrap_err();
            assert_eq!(Some(malformed.range.start), text.find(shows), "{text}");
        }
    }
}

//! The names that were given: kind and key → Rust name. Written by codegen, committed, and an
//! input of the next run, so that what exists keeps its name when something is added.

use std::collections::BTreeMap;

/// `bindsmith.lock`. Keys are JSON pointers, with list positions replaced by what identifies the
/// element (a parameter's place and name, an enum's value), so that order does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    kinds: BTreeMap<String, BTreeMap<String, String>>,
}

/// The version of the lock's format.
const VERSION: i64 = 1;

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
    /// A sentence that says what is wrong, with the line where the TOML does not parse.
    pub fn parse(text: &str) -> Result<Self, String> {
        let table: toml::Table = text
            .parse()
            .map_err(|error: toml::de::Error| error.to_string())?;
        let mut lock = Lock::default();
        for (kind, names) in table {
            if kind == "version" {
                if names.as_integer() != Some(VERSION) {
                    return Err(format!(
                        "its version is {names}; this Bindsmith knows {VERSION}"
                    ));
                }
                continue;
            }
            let toml::Value::Table(names) = names else {
                return Err(format!("`{kind}` is not a table of names"));
            };
            for (key, name) in names {
                let Some(name) = name.as_str() else {
                    return Err(format!("the name of `{key}` is not a string"));
                };
                lock.insert(&kind, key, name);
            }
        }
        Ok(lock)
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
    fn a_lock_of_another_version_is_refused() {
        assert!(Lock::parse("version = 2").is_err());
    }
}

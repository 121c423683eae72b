//! JSON that says one thing: RFC 8259, section 4, leaves open what an object means that has a name twice,
//! and readers take the first value, the last, or both. Here it has none of them.

use super::schema::Checker;
use super::schema::at::At;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::HashSet;
use std::fmt;

/// Whether a text that stands here is JSON, nested no deeper than the checker allows; a name that an object
/// has twice is for the checker.
///
/// # Errors
/// It is none, or nested deeper.
pub fn check(checker: &mut Checker, at: At<'_>, bytes: &[u8]) -> Result<(), serde_json::Error> {
    let depth = checker.json_depth();
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let seen = Node { checker, at, depth };
    seen.deserialize(&mut reader).and_then(|()| reader.end())
}

/// A value, and where it stands.
struct Node<'a> {
    checker: &'a mut Checker,
    at: At<'a>,
    depth: usize,
}

/// What stands inside.
fn inner<'a, E: Error>(checker: &'a mut Checker, at: At<'a>, depth: usize) -> Result<Node<'a>, E> {
    let depth = depth.checked_sub(1);
    let depth = depth.ok_or_else(|| E::custom("it is nested too deep"))?;
    Ok(Node { checker, at, depth })
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        for index in 0.. {
            let item = inner(self.checker, At::Item(&self.at, index), self.depth)?;
            if items.next_element_seed(item)?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let mut seen = HashSet::new();
        while let Some(name) = object.next_key::<String>()? {
            let at = At::Property(&self.at, &name);
            if seen.contains(&name) {
                self.checker.twice(&at);
            }
            object.next_value_seed(inner(self.checker, at, self.depth)?)?;
            seen.insert(name);
        }
        Ok(())
    }
}

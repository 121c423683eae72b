//! JSON that says one thing, whoever reads it.
//!
//! RFC 8259, section 4, leaves open what an object means that has a name twice: readers take the first value,
//! the last, or both. And serde_json has names of its own, by which it hands texts and numbers from one reader
//! to another: with its feature `raw_value`, which any crate may have turned on, the text in such an object is
//! read as JSON once more, as deep again, and as another value than others see.

use super::schema::Checker;
use super::schema::at::At;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};
use std::fmt;

/// How the names begin that serde_json has for itself.
const PRIVATE: &[u8] = b"$serde_json::private::";

/// What it calls a number, with its feature `arbitrary_precision`.
const NUMBER: &str = "$serde_json::private::Number";

/// What a text that stands here says, nested no deeper than the checker allows; a name that an object has
/// twice is for the checker.
///
/// # Errors
/// It is no JSON, is nested deeper, or has a name of serde_json's own.
pub fn check(checker: &mut Checker, at: At<'_>, bytes: &[u8]) -> Result<Value, serde_json::Error> {
    let depth = checker.json_depth();
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = Node { checker, at, depth }.deserialize(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// What a text says; of a name that is there twice, the last value holds.
///
/// # Errors
/// As [`check`].
pub fn read(bytes: &[u8]) -> Result<Value, serde_json::Error> {
    check(&mut Checker::request(), At::Root(""), bytes)
}

/// What a text says, as a value of a type.
///
/// # Errors
/// As [`check`]; or it is none of the type.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, serde_json::Error> {
    let has = |text: &[u8]| bytes.windows(text.len()).any(|it| it == text);
    // hardly a text has such a name, be it escaped
    if has(PRIVATE) || has(b"\\u") {
        read(bytes)?;
    }
    serde_json::from_slice(bytes)
}

/// A value as one of a type.
///
/// # Errors
/// It is none of the type, or has a name of serde_json's own.
pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, serde_json::Error> {
    match has_private(&value) {
        true => Err(private()),
        false => serde_json::from_value(value),
    }
}

/// A value of a type as what it is in JSON. To serde_json's own `to_value`, a number of 32 bits is one of 64,
/// with more digits.
///
/// # Errors
/// It is nothing in JSON, or as [`check`].
pub fn to_value(value: &(impl Serialize + ?Sized)) -> Result<Value, serde_json::Error> {
    read(&serde_json::to_vec(value)?)
}

fn has_private(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(has_private),
        Value::Object(object) => {
            let mut entries = object.iter();
            entries.any(|(name, value)| is_private(name) || has_private(value))
        }
        _ => false,
    }
}

fn is_private(name: &str) -> bool {
    name.as_bytes().starts_with(PRIVATE)
}

fn private<E: Error>() -> E {
    E::custom("an object has a name that is not read")
}

/// The text of a number, as serde_json hands it on: what stands in a document is borrowed from it.
struct Digits(String);

impl<'de> Deserialize<'de> for Digits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Owned;

        impl Visitor<'_> for Owned {
            type Value = Digits;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }

            fn visit_str<E: Error>(self, _: &str) -> Result<Digits, E> {
                Err(private())
            }

            fn visit_string<E>(self, text: String) -> Result<Digits, E> {
                Ok(Digits(text))
            }
        }

        deserializer.deserialize_string(Owned)
    }
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
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            let at = At::Item(&self.at, list.len());
            let item = inner(self.checker, at, self.depth)?;
            match items.next_element_seed(item)? {
                Some(item) => list.push(item),
                None => return Ok(list.into()),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = entries.next_key::<String>()? {
            if name == NUMBER && object.is_empty() {
                let number = entries.next_value::<Digits>()?.0.parse::<Number>();
                return match entries.next_key::<String>()? {
                    None => number.map(Value::Number).map_err(A::Error::custom),
                    Some(_) => Err(private()),
                };
            }
            if is_private(&name) {
                return Err(private());
            }
            let at = At::Property(&self.at, &name);
            if object.contains_key(&name) {
                self.checker.twice(&at);
            }
            let value = entries.next_value_seed(inner(self.checker, at, self.depth)?)?;
            object.insert(name, value);
        }
        Ok(object.into())
    }
}

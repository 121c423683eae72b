//! `format`, and names in `type` that are none of the format (Data Types; the registry of formats;
//! and those in wide use).

use super::Lowering;
use crate::document::model::Schema;
use crate::ir::{IntegerFormat, NumberFormat, SchemaKind, StringFormat};
use crate::report::{Diagnostic, catalogue};
use regex::Regex;

/// What a name in `type` stands for: the type, and the format that goes with it. The names are those
/// of other languages, and formats that stand in the wrong place.
pub(super) fn meant(name: &str) -> Option<(&'static str, Option<&'static str>)> {
    Some(match name.to_ascii_lowercase().as_str() {
        "string" | "str" | "text" => ("string", None),
        "date" => ("string", Some("date")),
        "date-time" | "datetime" => ("string", Some("date-time")),
        "uuid" | "guid" => ("string", Some("uuid")),
        "uri" | "url" => ("string", Some("uri")),
        "email" => ("string", Some("email")),
        "byte" => ("string", Some("byte")),
        "binary" => ("string", Some("binary")),
        "password" => ("string", Some("password")),
        "integer" | "int" => ("integer", None),
        "int32" => ("integer", Some("int32")),
        "int64" | "long" => ("integer", Some("int64")),
        "number" => ("number", None),
        "float" => ("number", Some("float")),
        "double" => ("number", Some("double")),
        "decimal" => ("number", Some("decimal")),
        "boolean" | "bool" => ("boolean", None),
        "array" | "list" => ("array", None),
        "object" | "map" | "dict" | "dictionary" | "hash" => ("object", None),
        "file" => ("file", None),
        _ => return None,
    })
}

/// The format, or the one that a misplaced name implies; in lower case, as the names of formats are.
fn format(schema: &Schema) -> Option<String> {
    let written = schema.format.as_deref().unwrap_or("");
    // one that repeats the type says nothing
    let says_nothing = written.is_empty() || schema.types.iter().any(|it| it == written);
    let mut implied = schema.types.iter().filter_map(|it| meant(it)?.1);
    let format = if says_nothing {
        implied.next()?
    } else {
        written
    };
    Some(format.to_ascii_lowercase())
}

/// The type that a format alone implies.
pub(super) fn implied(format: &str) -> Option<&'static str> {
    match format {
        "decimal" | "float" | "double" => Some("number"),
        "unixtime" => Some("integer"),
        "binary" | "email" | "hostname" | "ipv4" | "ipv6" | "password" | "uri" => Some("string"),
        format if of_integers(format).is_some() => Some("integer"),
        format if of_strings(format).is_some() => Some("string"),
        _ => None,
    }
}

fn of_integers(format: &str) -> Option<IntegerFormat> {
    Some(match format {
        "int8" => IntegerFormat::Int8,
        "int16" => IntegerFormat::Int16,
        "int32" => IntegerFormat::Int32,
        "int64" => IntegerFormat::Int64,
        "uint8" => IntegerFormat::Uint8,
        "uint16" => IntegerFormat::Uint16,
        "uint32" => IntegerFormat::Uint32,
        "uint64" => IntegerFormat::Uint64,
        _ => return None,
    })
}

fn of_strings(format: &str) -> Option<StringFormat> {
    Some(match format {
        "byte" => StringFormat::Byte,
        "base64url" => StringFormat::Base64Url,
        "date" => StringFormat::Date,
        "date-time" => StringFormat::DateTime,
        "date-time-rfc1123" | "rfc1123" => StringFormat::HttpDate,
        "time" => StringFormat::Time,
        "duration" => StringFormat::Duration,
        "decimal" => StringFormat::Decimal,
        "uuid" => StringFormat::Uuid,
        _ => return None,
    })
}

/// Whether a `pattern` takes UUIDs in capitals alone. One that is no expression of Rust takes neither.
fn is_of_capitals(pattern: &str) -> bool {
    let Ok(pattern) = Regex::new(pattern) else {
        return false;
    };
    // RFC 9562, section 4: of each version, and of none
    let mut versions = (0..=15).map(|it| format!("0a1b2c3d-4e5f-{it:x}a7b-8c9d-0e1f2a3b4c5d"));
    let small = versions.clone().any(|it| pattern.is_match(&it));
    !small && versions.any(|it| pattern.is_match(&it.to_ascii_uppercase()))
}

/// The integers of a schema of that type, where it has integers.
pub(super) fn integers(schema: &Schema, of: &str) -> Option<IntegerFormat> {
    let known = match format(schema).as_deref() {
        Some("integer" | "int" | "long") => Some(IntegerFormat::Int64),
        Some("unixtime") if of == "integer" => Some(IntegerFormat::UnixTime),
        name => name.and_then(of_integers),
    };
    match of {
        "integer" => Some(known.unwrap_or(IntegerFormat::Int64)),
        "number" => known,
        _ => None,
    }
}

/// The format of a string that has a type of its own.
pub(super) fn strings(schema: &Schema) -> Option<StringFormat> {
    of_strings(&format(schema)?)
}

impl Lowering<'_> {
    pub(super) fn integer_format(&mut self, schema: &Schema) -> IntegerFormat {
        let format = format(schema);
        match format.as_deref() {
            None | Some("int" | "long") => IntegerFormat::Int64,
            Some("unixtime") => IntegerFormat::UnixTime,
            Some(name) => of_integers(name).unwrap_or_else(|| {
                self.unknown_format(schema, name, "an integer of 64 bits");
                IntegerFormat::Int64
            }),
        }
    }

    /// A `number` whose format is one of integers is an integer: `5.0` would be no such thing for its
    /// readers, and an `f64` does not hold every integer of 64 bits.
    pub(super) fn number_kind(&mut self, schema: &Schema) -> SchemaKind {
        let format = format(schema);
        SchemaKind::Number(match format.as_deref() {
            None | Some("double" | "float64") => NumberFormat::Double,
            Some("float" | "float32") => NumberFormat::Float,
            Some("decimal") => NumberFormat::Decimal,
            Some("integer" | "int" | "long") => return SchemaKind::Integer(IntegerFormat::Int64),
            Some(name) => match of_integers(name) {
                Some(format) => return SchemaKind::Integer(format),
                None => {
                    self.unknown_format(schema, name, "a number");
                    NumberFormat::Double
                }
            },
        })
    }

    /// A format of numbers on a string is a string on the wire: `type` says what is sent.
    pub(super) fn string_format(&mut self, schema: &Schema) -> StringFormat {
        let Some(name) = format(schema) else {
            return StringFormat::Plain;
        };
        if let Some(format) = of_strings(&name) {
            let pattern = schema.limits.pattern.as_deref().unwrap_or_default();
            if format != StringFormat::Uuid || !is_of_capitals(pattern) {
                return format;
            }
            let message =
                "the `pattern` wants a UUID in capitals, and the type of UUIDs writes none";
            let diagnostic = Diagnostic::new(&catalogue::UNKNOWN_FORMAT, message);
            self.warn(diagnostic.generated("a string"), &schema.origin, "this one");
            return StringFormat::Other(name);
        }
        if implied(&name).is_none() {
            self.unknown_format(schema, &name, "a string");
        }
        StringFormat::Other(name)
    }

    fn unknown_format(&mut self, schema: &Schema, name: &str, instead: &str) {
        let message = format!("the format `{name}` has no type of its own");
        let diagnostic = Diagnostic::new(&catalogue::UNKNOWN_FORMAT, message);
        self.warn(diagnostic.generated(instead), &schema.origin, "this one");
    }

    /// Says of names in `type` that are none of the format what they were taken for.
    pub(super) fn misspelt(&mut self, schema: &Schema) {
        for name in &schema.types {
            if let Some((meant, _)) = meant(name).filter(|(meant, _)| meant != name) {
                let dialect = self.document.dialect.name;
                let message = format!("the type `{name}` is not one of {dialect}");
                let diagnostic = Diagnostic::new(&catalogue::UNKNOWN_TYPE, message);
                let diagnostic = diagnostic.generated(format!("what `{meant}` is"));
                self.warn(diagnostic, &schema.origin, "this schema");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_of_capitals;

    #[test]
    fn a_pattern_that_takes_small_letters_too_is_not_of_capitals() {
        let v4 = "-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$";
        assert!(is_of_capitals(&format!("^[0-9A-F]{{8}}-[0-9A-F]{{4}}{v4}")));
        assert!(is_of_capitals("^[^a-z]+$"));
        for both in [
            "",
            "[0-9A-Fa-f]{12}$",
            "(?i)^[0-9A-F-]{36}$",
            "[0-9a-f]{12}",
            r"(\d+)x",
            "(",
        ] {
            assert!(!is_of_capitals(both), "{both}");
        }
    }
}

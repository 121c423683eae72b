//! What schemas are called in sentences, and where things stand by names.

use crate::ir::{
    Api, EnumBase, IntegerFormat, Layout, NumberFormat, Origin, Schema, SchemaKind, Separator,
    StringFormat,
};
use crate::pointer::unescape;

/// What a value is, in a word or two.
pub(super) fn kind(api: &Api, schema: &Schema) -> String {
    if let Some(name) = &schema.name
        && matches!(
            schema.kind,
            SchemaKind::Object { .. } | SchemaKind::Choice { .. } | SchemaKind::OneOf(_)
        )
    {
        return format!("`{name}`");
    }
    let word = match &schema.kind {
        SchemaKind::Any | SchemaKind::Missing => "any value",
        SchemaKind::File => "file",
        SchemaKind::Boolean
        | SchemaKind::Enum {
            base: EnumBase::Boolean,
            ..
        } => "boolean",
        SchemaKind::Integer(format)
        | SchemaKind::Enum {
            base: EnumBase::Integer(format),
            ..
        } => {
            return format!("integer ({})", integer(*format));
        }
        SchemaKind::Number(format)
        | SchemaKind::Enum {
            base: EnumBase::Number(format),
            ..
        } => {
            return format!("number ({})", number(*format));
        }
        SchemaKind::Enum {
            base: EnumBase::Any,
            ..
        } => "enum",
        SchemaKind::Enum {
            base: EnumBase::String,
            ..
        } => "string",
        SchemaKind::String(format) => match string(format) {
            Some(format) => return format!("string ({format})"),
            None => "string",
        },
        SchemaKind::Array(slot) => {
            let element = api.schema(slot.schema);
            // a word or two, not a whole tree
            return match element.kind {
                SchemaKind::Array(_) | SchemaKind::Map(_) => "list of lists".to_owned(),
                _ => format!("list of {}", kind(api, element)),
            };
        }
        SchemaKind::Map(_) => "map",
        SchemaKind::Object { .. } => "object",
        SchemaKind::Choice { .. } | SchemaKind::OneOf(_) => "one of several",
        SchemaKind::Alias(slot) => return kind(api, api.schema(slot.schema)),
    };
    word.to_owned()
}

fn integer(format: IntegerFormat) -> &'static str {
    match format {
        IntegerFormat::Int8 => "int8",
        IntegerFormat::Int16 => "int16",
        IntegerFormat::Int32 => "int32",
        IntegerFormat::Int64 => "int64",
        IntegerFormat::Uint8 => "uint8",
        IntegerFormat::Uint16 => "uint16",
        IntegerFormat::Uint32 => "uint32",
        IntegerFormat::Uint64 => "uint64",
        IntegerFormat::UnixTime => "unixtime",
    }
}

fn number(format: NumberFormat) -> &'static str {
    match format {
        NumberFormat::Float => "float",
        NumberFormat::Double => "double",
        NumberFormat::Decimal => "decimal",
    }
}

fn string(format: &StringFormat) -> Option<&str> {
    Some(match format {
        StringFormat::Plain => return None,
        StringFormat::Byte => "byte",
        StringFormat::Base64Url => "base64url",
        StringFormat::Date => "date",
        StringFormat::DateTime => "date-time",
        StringFormat::HttpDate => "date-time-rfc1123",
        StringFormat::Time => "time",
        StringFormat::Duration => "duration",
        StringFormat::Decimal => "decimal",
        StringFormat::Uuid => "uuid",
        StringFormat::Other(other) => other,
    })
}

/// The value of `collectionFormat`.
pub(super) fn separators(separator: Separator) -> &'static str {
    match separator {
        Separator::Csv => "csv",
        Separator::Ssv => "ssv",
        Separator::Tsv => "tsv",
        Separator::Pipes => "pipes",
        Separator::Multi => "multi",
    }
}

/// How a value is laid out, by what a document says of it.
pub(super) fn layout(layout: Layout) -> String {
    let exploded = |style: &str, explode: bool| match explode {
        true => format!("`{style}`, exploded"),
        false => format!("`{style}`"),
    };
    match layout {
        Layout::Plain => "plain text".to_owned(),
        Layout::Label { explode } => exploded("label", explode),
        Layout::Matrix { explode } => exploded("matrix", explode),
        Layout::Entries(Separator::Ssv) => exploded("spaceDelimited", false),
        Layout::Entries(Separator::Pipes) => exploded("pipeDelimited", false),
        Layout::Entries(_) => "names and values between commas".to_owned(),
        Layout::Assignments => "assignments between commas".to_owned(),
        Layout::Properties => exploded("form", true),
        Layout::Deep => exploded("deepObject", true),
        Layout::Json => "JSON".to_owned(),
    }
}

/// What stands in a definition, by names alone: `/definitions/Pet/properties/tags/items` is `Pet.tags[]`.
pub(super) fn subject(origin: &Origin) -> Option<String> {
    let pointer = origin.pointer.rsplit('#').next()?;
    let rest = ["/definitions/", "/components/schemas/"];
    let rest = rest.iter().find_map(|it| pointer.strip_prefix(it))?;
    let mut tokens = rest.split('/').map(unescape);
    let mut subject = tokens.next()?;
    while let Some(token) = tokens.next() {
        match token.as_str() {
            "properties" => subject = format!("{subject}.{}", tokens.next()?),
            "items" => subject.push_str("[]"),
            "additionalProperties" => subject.push_str("{}"),
            // a position says nothing: the parts of a composition make one
            "allOf" => drop(tokens.next()?),
            _ => return None,
        }
    }
    Some(subject)
}

/// What operations share, by where it is declared: `parameters limit`.
pub(super) fn shared(origin: &Origin, what: &str) -> Option<String> {
    let pointer = origin.pointer.rsplit('#').next()?;
    let (above, key) = pointer.rsplit_once(&format!("/{what}/"))?;
    let shared = ["", "/components"].contains(&above);
    shared.then(|| format!("{what} {}", unescape(key)))
}

/// A value as JSON, short.
pub(super) fn value(value: &serde_json::Value) -> String {
    short(&value.to_string())
}

/// A text that fits a line.
pub(super) fn short(text: &str) -> String {
    format!("`{}`", cut(text))
}

pub(super) fn cut(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::subject;
    use crate::ir::Schema;
    use crate::ir::{Origin, SchemaKind};

    fn origin(pointer: &str) -> Origin {
        let place = Schema::of(
            Origin {
                place: crate::source::Place::new(crate::source::FileId::FIRST, 0..0),
                pointer: pointer.to_owned(),
            },
            SchemaKind::Any,
        );
        place.origin
    }

    #[test]
    fn a_subject_is_made_of_names() {
        for (pointer, known) in [
            ("/definitions/Pet", Some("Pet")),
            ("/definitions/a~1b/properties/c~0/items", Some("a/b.c~[]")),
            (
                "/definitions/Pet/allOf/1/properties/x/additionalProperties",
                Some("Pet.x{}"),
            ),
            ("other.yaml#/definitions/Pet/properties/x", Some("Pet.x")),
            ("/paths/~1a/get", None),
        ] {
            assert_eq!(subject(&origin(pointer)).as_deref(), known, "{pointer}");
        }
    }
}

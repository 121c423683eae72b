//! Scalars as Rust types, and their values as words.

use super::types::Types;
use super::{Capability, Type};
use crate::ir::{EnumBase, NumberFormat, StringFormat, TextValue};

/// A value of an enum as words of a name.
pub(super) fn in_words(base: EnumBase, value: &str) -> String {
    let number = |it: &str| {
        let it = it.to_ascii_lowercase().replace('+', "");
        let it = it.replace('-', " minus ").replace('.', " point ");
        format!("value {it}")
    };
    match base {
        EnumBase::String | EnumBase::Boolean => value.to_owned(),
        EnumBase::Integer(_) | EnumBase::Number(_) => number(value),
        EnumBase::Any => match serde_json::from_str(value) {
            Ok(serde_json::Value::String(text)) => text,
            Ok(serde_json::Value::Number(_)) => number(value),
            _ => value.to_owned(),
        },
    }
}

pub(super) fn number(format: NumberFormat) -> (Type, Option<Capability>) {
    match format {
        NumberFormat::Float => (Type::F32, None),
        NumberFormat::Double => (Type::F64, None),
        NumberFormat::Decimal => (Type::Decimal, Some(Capability::Decimal)),
    }
}

pub(super) fn string(format: &StringFormat) -> (Type, Option<Capability>) {
    let (ty, capability) = match format {
        StringFormat::Plain | StringFormat::Other(_) => return (Type::String, None),
        StringFormat::Byte => (Type::Base64, Capability::Base64),
        StringFormat::Base64Url => (Type::Base64Url, Capability::Base64Url),
        StringFormat::Date => (Type::Date, Capability::DateTime),
        StringFormat::DateTime => (Type::DateTime, Capability::DateTime),
        StringFormat::HttpDate => (Type::HttpDate, Capability::HttpDate),
        StringFormat::Time => (Type::Time, Capability::Time),
        StringFormat::Duration => (Type::Duration, Capability::Duration),
        StringFormat::Decimal => (Type::DecimalString, Capability::Decimal),
        StringFormat::Uuid => (Type::Uuid, Capability::Uuid),
    };
    (ty, Some(capability))
}

impl Types<'_, '_> {
    /// The type of a text, of lists of it, or of a collection of headers.
    pub(super) fn text_type(&mut self, value: &TextValue, text: Type) -> Type {
        let lists = value.lists.iter();
        let ty = lists.fold(text, |of, _| Type::List(Box::new(of)));
        if value.prefix.is_none() {
            return ty;
        }
        self.capabilities.insert(Capability::HeaderCollection);
        Type::Map(Box::new(ty))
    }
}

//! What must stay as it is of an item, and when it does.

use super::Surface;
use crate::ir::IntegerFormat;
use crate::rust::{Home, Type};
use std::borrow::Cow;

/// A row of words and types.
#[derive(Debug, Clone, Default)]
pub struct Signature<'a> {
    pub parts: Vec<Part<'a>>,
    /// The names of arguments that are told apart by their order.
    pub arguments: Vec<&'a str>,
}

#[derive(Debug, Clone)]
pub enum Part<'a> {
    Word(Cow<'a, str>),
    Type(&'a Type),
}

impl<'a> Signature<'a> {
    pub fn word(word: impl Into<Cow<'a, str>>) -> Self {
        Signature::default().and(word)
    }

    pub fn and(mut self, word: impl Into<Cow<'a, str>>) -> Self {
        self.parts.push(Part::Word(word.into()));
        self
    }

    pub fn of(mut self, ty: &'a Type) -> Self {
        self.parts.push(Part::Type(ty));
        self
    }

    /// An argument: a box is made of it inside.
    pub fn argument(self, ty: &'a Type) -> Self {
        match ty {
            Type::Boxed(of) => self.of(of),
            ty => self.of(ty),
        }
    }

    /// Whether it is this word, and no more.
    pub fn is(&self, word: &str) -> bool {
        matches!(self.parts.as_slice(), [Part::Word(it)] if it == word)
    }

    /// As people read it.
    pub fn spelled(&self) -> String {
        let parts = self.parts.iter().map(|part| match part {
            Part::Word(word) => word.to_string(),
            Part::Type(ty) => spell(ty, None),
        });
        parts.collect()
    }
}

/// Whether what compiles with the one compiles with the other.
pub(super) fn same(
    old: &Surface<'_>,
    new: &Surface<'_>,
    a: &Signature<'_>,
    b: &Signature<'_>,
) -> bool {
    let parts = a.parts.len() == b.parts.len()
        && a.parts.iter().zip(&b.parts).all(|parts| match parts {
            (Part::Word(a), Part::Word(b)) => a == b,
            // what an alias means is told where the alias stands
            (Part::Type(a), Part::Type(b)) => a == b || spell(a, Some(old)) == spell(b, Some(new)),
            _ => false,
        });
    // of two texts the one may stand where the other stood: what compiles means something else
    parts && a.arguments == b.arguments
}

/// A type; with a crate, what its aliases mean.
fn spell(ty: &Type, meaning: Option<&Surface<'_>>) -> String {
    let of = |name: &str, ty: &Type| format!("{name}<{}>", spell(ty, meaning));
    let word = match ty {
        Type::Boolean => "bool",
        Type::Integer(format) => match format {
            IntegerFormat::Int8 => "i8",
            IntegerFormat::Int16 => "i16",
            IntegerFormat::Int32 => "i32",
            IntegerFormat::Int64 | IntegerFormat::UnixTime => "i64",
            IntegerFormat::Uint8 => "u8",
            IntegerFormat::Uint16 => "u16",
            IntegerFormat::Uint32 => "u32",
            IntegerFormat::Uint64 => "u64",
        },
        Type::F32 => "f32",
        Type::F64 => "f64",
        Type::Decimal => "Decimal",
        Type::DecimalString => "DecimalString",
        Type::String => "String",
        Type::Base64 => "Base64",
        Type::Base64Url => "Base64Url",
        Type::Date => "Date",
        Type::DateTime => "DateTime",
        Type::HttpDate => "HttpDate",
        Type::Time => "Time",
        Type::UnixTime => "UnixTime",
        Type::Duration => "Duration",
        Type::Uuid => "Uuid",
        Type::Json => "Value",
        Type::Body => "Body",
        Type::Upload => "Upload",
        Type::List(it) => return of("Vec", it),
        Type::Map(it) => return format!("BTreeMap<String, {}>", spell(it, meaning)),
        Type::Boxed(it) => return of("Box", it),
        Type::Nullable(it) => return of("Nullable", it),
        Type::OrEmpty(it) => return of("OrEmpty", it),
        Type::Named(home, ident) => {
            let alias = meaning.and_then(|it| it.aliases.get(&(home.clone(), ident.clone())));
            return match alias {
                Some(of) => spell(of, meaning),
                None => match home {
                    Home::Types => format!("types::{ident}"),
                    Home::Inside(module) => format!("types::{module}::{ident}"),
                    Home::Operation { group, operation } => {
                        format!("operations::{group}::{operation}::{ident}")
                    }
                    Home::Group => ident.to_string(),
                },
            };
        }
    };
    word.to_owned()
}

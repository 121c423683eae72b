//! Uses of types, and how a value of one is handed over.

use super::imports::{self, Scope};
use crate::ir::IntegerFormat;
use crate::rust::Type;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn ty(scope: &Scope, of: &Type) -> TokenStream {
    match of {
        Type::Boolean => quote!(bool),
        Type::Integer(IntegerFormat::Int8) => quote!(i8),
        Type::Integer(IntegerFormat::Int16) => quote!(i16),
        Type::Integer(IntegerFormat::Int32) => quote!(i32),
        Type::Integer(IntegerFormat::Int64 | IntegerFormat::UnixTime) => quote!(i64),
        Type::Integer(IntegerFormat::Uint8) => quote!(u8),
        Type::Integer(IntegerFormat::Uint16) => quote!(u16),
        Type::Integer(IntegerFormat::Uint32) => quote!(u32),
        Type::Integer(IntegerFormat::Uint64) => quote!(u64),
        Type::F32 => quote!(f32),
        Type::F64 => quote!(f64),
        Type::Decimal => quote!(crate::Decimal),
        Type::DecimalString => quote!(crate::DecimalString),
        Type::String => quote!(String),
        Type::Base64Url => quote!(crate::Base64Url),
        Type::HttpDate => quote!(crate::HttpDate),
        Type::Time => quote!(crate::Time),
        Type::UnixTime => quote!(crate::UnixTime),
        Type::Duration => quote!(crate::Duration),
        Type::Base64 => scope.name(imports::BASE64),
        Type::Date => quote!(crate::Date),
        Type::DateTime => quote!(crate::DateTime),
        Type::Uuid => quote!(uuid::Uuid),
        Type::Json => quote!(serde_json::Value),
        Type::Body => scope.name(imports::BODY),
        Type::Upload => scope.name(imports::UPLOAD),
        Type::List(element) => {
            let element = ty(scope, element);
            quote!(Vec<#element>)
        }
        Type::Map(value) => {
            let (map, value) = (scope.name(imports::BTREE_MAP), ty(scope, value));
            quote!(#map<String, #value>)
        }
        Type::Boxed(value) => {
            let value = ty(scope, value);
            quote!(Box<#value>)
        }
        Type::Nullable(value) => {
            let (nullable, value) = (scope.name(imports::NULLABLE), ty(scope, value));
            quote!(#nullable<#value>)
        }
        Type::OrEmpty(value) => {
            let (or_empty, value) = (scope.name(imports::OR_EMPTY), ty(scope, value));
            quote!(#or_empty<#value>)
        }
        Type::Named(home, ident) => scope.planned(home, ident),
    }
}

/// Whether an argument of this type is anything that becomes it.
fn is_converted(of: &Type) -> bool {
    matches!(
        of,
        Type::String
            | Type::Json
            | Type::Body
            | Type::Upload
            | Type::Base64
            | Type::Base64Url
            | Type::Decimal
            | Type::DecimalString
            | Type::Date
            | Type::DateTime
            | Type::Duration
            | Type::HttpDate
            | Type::Time
            | Type::UnixTime
            | Type::Nullable(_)
            | Type::OrEmpty(_)
    )
}

/// The type of an argument that becomes a value of this type.
pub(super) fn argument(scope: &Scope, of: &Type) -> TokenStream {
    match of {
        Type::Boxed(value) => ty(scope, value),
        of if is_converted(of) => {
            let of = ty(scope, of);
            quote!(impl Into<#of>)
        }
        of => ty(scope, of),
    }
}

/// The value that an argument becomes.
pub(super) fn value(of: &Type, argument: &TokenStream) -> TokenStream {
    match of {
        Type::Boxed(_) => quote!(Box::new(#argument)),
        of if is_converted(of) => quote!(#argument.into()),
        _ => argument.clone(),
    }
}

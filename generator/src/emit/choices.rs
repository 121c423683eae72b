//! Enums of objects that a property tells apart.

use super::code::docs;
use super::imports::{DESERIALIZE, SERIALIZE, Scope};
use super::structs::attributes;
use super::ty::ty;
use crate::rust::{Alternative, Choice, Type, TypeDef, paragraph};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn choice(scope: &Scope, def: &TypeDef, of: &Choice) -> Vec<TokenStream> {
    let unknown = quote! {
        /// Of a kind that the document does not list, as it came.
        Unknown(serde_json::Map<String, serde_json::Value>)
    };
    let said = |it: &Alternative| format!("{}.", paragraph(&it.value));
    let mut items = vec![declaration(scope, def, &of.alternatives, said, &unknown)];
    items.extend(conversions(scope, def, &of.alternatives));
    items.push(written(scope, def, &of.alternatives));
    items.push(read(scope, def, of));
    items
}

/// An enum of alternatives; `said` documents those that the document does not.
pub(super) fn declaration(
    scope: &Scope,
    def: &TypeDef,
    alternatives: &[Alternative],
    said: impl Fn(&Alternative) -> String,
    unknown: &TokenStream,
) -> TokenStream {
    let ident = &def.ident;
    let docs_of = docs(&def.docs);
    let more = def.derives.iter();
    let more = more.filter(|it| !["Clone", "Debug", "PartialEq"].contains(&it.as_str()));
    let more: Vec<TokenStream> = more.filter_map(|it| it.parse().ok()).collect();
    let attributes = attributes(def);
    let variants = alternatives.iter().map(|alternative| {
        let (name, ty) = (&alternative.ident, ty(scope, &alternative.ty));
        let docs = docs(&alternative.docs.clone().or(|| said(alternative)));
        quote!(#docs #name(#ty))
    });
    quote! {
        #docs_of
        #[derive(Clone, Debug, PartialEq #(, #more)*)]
        #attributes
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
            #unknown,
        }
    }
}

/// `From`, for the alternatives that a type alone means.
pub(super) fn conversions(scope: &Scope, def: &TypeDef, of: &[Alternative]) -> Vec<TokenStream> {
    let converting = of.iter().filter(|it| it.converts);
    converting.map(|it| convert(scope, def, it)).collect()
}

fn convert(scope: &Scope, def: &TypeDef, alternative: &Alternative) -> TokenStream {
    let (ident, name) = (&def.ident, &alternative.ident);
    let (of, value) = match &alternative.ty {
        Type::Boxed(of) => (ty(scope, of), quote!(Box::new(value))),
        of => (ty(scope, of), quote!(value)),
    };
    quote! {
        impl From<#of> for #ident {
            fn from(value: #of) -> Self {
                Self::#name(#value)
            }
        }
    }
}

/// The value alone is written.
pub(super) fn written(scope: &Scope, def: &TypeDef, of: &[Alternative]) -> TokenStream {
    let (ident, serialize) = (&def.ident, scope.name(SERIALIZE));
    let names = of.iter().map(|it| &it.ident);
    quote! {
        impl #serialize for #ident {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    #(Self::#names(value) => value.serialize(serializer),)*
                    Self::Unknown(value) => value.serialize(serializer),
                }
            }
        }
    }
}

fn read(scope: &Scope, def: &TypeDef, of: &Choice) -> TokenStream {
    let (ident, tag, deserialize) = (&def.ident, &of.tag, scope.name(DESERIALIZE));
    let names = of.alternatives.iter().map(|it| &it.ident);
    let values = of.alternatives.iter().map(|it| &it.value);
    quote! {
        impl<'de> #deserialize<'de> for #ident {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let object = serde_json::Map::deserialize(deserializer)?;
                let value = match object.get(#tag).and_then(serde_json::Value::as_str) {
                    #(Some(#values) => serde_json::from_value(object.into()).map(Self::#names),)*
                    _ => Ok(Self::Unknown(object)),
                };
                value.map_err(serde::de::Error::custom)
            }
        }
    }
}

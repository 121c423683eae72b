//! Enums of objects that a property tells apart.

use super::code::docs;
use super::imports::{DESERIALIZE, SERIALIZE, Scope};
use super::structs::attributes;
use super::ty::ty;
use crate::rust::{Alternative, Choice, Type, TypeDef, paragraph};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn choice(scope: &Scope, def: &TypeDef, of: &Choice) -> Vec<TokenStream> {
    let ident = &def.ident;
    let docs_of = docs(&def.docs);
    let more = def.derives.iter();
    let more = more.filter(|it| !["Clone", "Debug", "PartialEq"].contains(&it.as_str()));
    let more: Vec<TokenStream> = more.filter_map(|it| it.parse().ok()).collect();
    let attributes = attributes(def);
    let variants = of.alternatives.iter().map(|alternative| {
        let (name, ty) = (&alternative.ident, ty(scope, &alternative.ty));
        let said = || format!("{}.", paragraph(&alternative.value));
        let docs = docs(&alternative.docs.clone().or(said));
        quote!(#docs #name(#ty))
    });
    let mut items = vec![quote! {
        #docs_of
        #[derive(Clone, Debug, PartialEq #(, #more)*)]
        #attributes
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
            /// Of a kind that the document does not list, as it came.
            Unknown(serde_json::Map<String, serde_json::Value>),
        }
    }];
    let converting = of.alternatives.iter().filter(|it| it.converts);
    items.extend(converting.map(|it| convert(scope, def, it)));
    items.extend(serde(scope, def, of));
    items
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

fn serde(scope: &Scope, def: &TypeDef, of: &Choice) -> Vec<TokenStream> {
    let (ident, tag) = (&def.ident, &of.tag);
    let (serialize, deserialize) = (scope.name(SERIALIZE), scope.name(DESERIALIZE));
    let names: Vec<_> = of.alternatives.iter().map(|it| &it.ident).collect();
    let values = of.alternatives.iter().map(|it| &it.value);
    vec![
        quote! {
            impl #serialize for #ident {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    match self {
                        #(Self::#names(value) => value.serialize(serializer),)*
                        Self::Unknown(value) => value.serialize(serializer),
                    }
                }
            }
        },
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
        },
    ]
}

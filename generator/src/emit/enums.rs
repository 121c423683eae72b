//! String enums that keep what they do not know.

use super::code::docs;
use super::imports::{DESERIALIZE, SERIALIZE, Scope, TEXT_ERROR, WIRE_TEXT};
use super::structs::attributes;
use crate::rust::{Enum, Format, TypeDef, paragraph};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn open_enum(scope: &Scope, def: &TypeDef, of: &Enum) -> Vec<TokenStream> {
    let ident = &def.ident;
    let docs_of = docs(&def.docs);
    let ours = [
        "Clone",
        "Debug",
        "PartialEq",
        "Eq",
        "PartialOrd",
        "Ord",
        "Hash",
    ];
    let more = def.derives.iter().filter(|it| !ours.contains(&it.as_str()));
    let more: Vec<TokenStream> = more.filter_map(|it| it.parse().ok()).collect();
    let attributes = attributes(def);
    let variants = of.variants.iter().map(|variant| {
        let name = &variant.ident;
        let docs = docs(
            &variant
                .docs
                .clone()
                .or(|| format!("{}.", paragraph(&variant.wire))),
        );
        quote!(#docs #name)
    });
    let (names, wires): (Vec<_>, Vec<_>) =
        of.variants.iter().map(|it| (&it.ident, &it.wire)).unzip();
    let format = match of.format {
        Format::Json => json(scope, def),
        Format::Text => text(scope, def),
    };
    let mut items = vec![
        quote! {
            #docs_of
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash #(, #more)*)]
            #attributes
            #[non_exhaustive]
            pub enum #ident {
                #(#variants,)*
                /// A value that the document does not list, as it came.
                Unknown(String),
            }
        },
        quote! {
            impl #ident {
                /// The value on the wire.
                pub fn as_str(&self) -> &str {
                    match self {
                        #(Self::#names => #wires,)*
                        Self::Unknown(text) => text,
                    }
                }
            }
        },
        quote! {
            impl From<String> for #ident {
                fn from(text: String) -> Self {
                    match text.as_str() {
                        #(#wires => Self::#names,)*
                        _ => Self::Unknown(text),
                    }
                }
            }
        },
        quote! {
            impl From<&str> for #ident {
                fn from(text: &str) -> Self {
                    Self::from(text.to_owned())
                }
            }
        },
        quote! {
            impl std::fmt::Display for #ident {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(self.as_str())
                }
            }
        },
    ];
    items.extend(format);
    items
}

fn json(scope: &Scope, def: &TypeDef) -> Vec<TokenStream> {
    let ident = &def.ident;
    let (serialize, deserialize) = (scope.name(SERIALIZE), scope.name(DESERIALIZE));
    vec![
        quote! {
            impl #serialize for #ident {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.as_str())
                }
            }
        },
        quote! {
            impl<'de> #deserialize<'de> for #ident {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    String::deserialize(deserializer).map(Self::from)
                }
            }
        },
    ]
}

fn text(scope: &Scope, def: &TypeDef) -> Vec<TokenStream> {
    let ident = &def.ident;
    let (wire_text, error) = (scope.name(WIRE_TEXT), scope.name(TEXT_ERROR));
    vec![quote! {
        impl #wire_text for #ident {
            fn to_wire(&self) -> Result<String, #error> {
                Ok(self.as_str().to_owned())
            }

            fn from_wire(text: &str) -> Result<Self, #error> {
                Ok(Self::from(text))
            }
        }
    }]
}

//! Enums of strings and of integers that keep what they do not know.

use super::code::docs;
use super::imports::{DESERIALIZE, SERIALIZE, Scope, TEXT_ERROR, WIRE_TEXT};
use super::structs::attributes;
use super::ty::ty;
use crate::ir::EnumBase;
use crate::rust::{Enum, Format, Type, TypeDef, paragraph};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn open_enum(scope: &Scope, def: &TypeDef, of: &Enum) -> Vec<TokenStream> {
    match of.base {
        EnumBase::String => string_enum(scope, def, of),
        EnumBase::Integer(format) => {
            let integer = ty(scope, &Type::Integer(format));
            integer_enum(scope, def, of, &integer)
        }
    }
}

const DERIVES: [&str; 7] = [
    "Clone",
    "Debug",
    "PartialEq",
    "Eq",
    "PartialOrd",
    "Ord",
    "Hash",
];

/// The enum itself; what is unknown is kept as `unknown`.
fn declaration(def: &TypeDef, of: &Enum, more: &TokenStream, unknown: &TokenStream) -> TokenStream {
    let ident = &def.ident;
    let docs_of = docs(&def.docs);
    let known = |it: &&String| DERIVES.contains(&it.as_str()) || more.to_string().contains(*it);
    let extra = def.derives.iter().filter(|it| !known(it));
    let extra: Vec<TokenStream> = extra.filter_map(|it| it.parse().ok()).collect();
    let attributes = attributes(def);
    let variants = of.variants.iter().map(|variant| {
        let name = &variant.ident;
        let said = || format!("{}.", paragraph(&variant.wire));
        let docs = docs(&variant.docs.clone().or(said));
        quote!(#docs #name)
    });
    quote! {
        #docs_of
        #[derive(Clone, #more Debug, PartialEq, Eq, PartialOrd, Ord, Hash #(, #extra)*)]
        #attributes
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
            /// A value that the document does not list, as it came.
            Unknown(#unknown),
        }
    }
}

fn string_enum(scope: &Scope, def: &TypeDef, of: &Enum) -> Vec<TokenStream> {
    let ident = &def.ident;
    let (names, wires): (Vec<_>, Vec<_>) =
        of.variants.iter().map(|it| (&it.ident, &it.wire)).unzip();
    let format = match of.format {
        Format::Json => string_json(scope, def),
        Format::Text => string_text(scope, def),
    };
    let mut items = vec![
        declaration(def, of, &quote!(), &quote!(String)),
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

fn string_json(scope: &Scope, def: &TypeDef) -> Vec<TokenStream> {
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

fn string_text(scope: &Scope, def: &TypeDef) -> Vec<TokenStream> {
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

fn integer_enum(
    scope: &Scope,
    def: &TypeDef,
    of: &Enum,
    integer: &TokenStream,
) -> Vec<TokenStream> {
    let ident = &def.ident;
    let names: Vec<_> = of.variants.iter().map(|it| &it.ident).collect();
    // decimal digits, behind a minus perhaps
    let values = of.variants.iter().filter_map(|it| it.wire.parse().ok());
    let values: Vec<TokenStream> = values.collect();
    let format = match of.format {
        Format::Json => integer_json(scope, def, integer),
        Format::Text => integer_text(scope, def, integer),
    };
    let mut items = vec![
        declaration(def, of, &quote!(Copy,), integer),
        quote! {
            impl #ident {
                /// The value on the wire.
                pub fn value(self) -> #integer {
                    match self {
                        #(Self::#names => #values,)*
                        Self::Unknown(value) => value,
                    }
                }
            }
        },
        quote! {
            impl From<#integer> for #ident {
                fn from(value: #integer) -> Self {
                    match value {
                        #(#values => Self::#names,)*
                        _ => Self::Unknown(value),
                    }
                }
            }
        },
        quote! {
            impl std::fmt::Display for #ident {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    self.value().fmt(f)
                }
            }
        },
    ];
    items.extend(format);
    items
}

fn integer_json(scope: &Scope, def: &TypeDef, integer: &TokenStream) -> Vec<TokenStream> {
    let ident = &def.ident;
    let (serialize, deserialize) = (scope.name(SERIALIZE), scope.name(DESERIALIZE));
    vec![
        quote! {
            impl #serialize for #ident {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    self.value().serialize(serializer)
                }
            }
        },
        quote! {
            impl<'de> #deserialize<'de> for #ident {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    #integer::deserialize(deserializer).map(Self::from)
                }
            }
        },
    ]
}

fn integer_text(scope: &Scope, def: &TypeDef, integer: &TokenStream) -> Vec<TokenStream> {
    let ident = &def.ident;
    let (wire_text, error) = (scope.name(WIRE_TEXT), scope.name(TEXT_ERROR));
    vec![quote! {
        impl #wire_text for #ident {
            fn to_wire(&self) -> Result<String, #error> {
                self.value().to_wire()
            }

            fn from_wire(text: &str) -> Result<Self, #error> {
                #integer::from_wire(text).map(Self::from)
            }
        }
    }]
}

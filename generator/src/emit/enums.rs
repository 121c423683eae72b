//! Enums of scalars that keep what they do not know.

use super::code::docs;
use super::imports::{DESERIALIZE, SERIALIZE, Scope, TEXT_ERROR, WIRE_TEXT};
use super::structs::attributes;
use super::ty::ty;
use crate::ir::{EnumBase, NumberFormat};
use crate::rust::{Enum, Format, Type, TypeDef, paragraph};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn open_enum(scope: &Scope, def: &TypeDef, of: &Enum) -> Vec<TokenStream> {
    let of = Open { scope, def, of };
    let copied = match of.of.base {
        EnumBase::String => return of.strings(),
        EnumBase::Any => return of.any(),
        EnumBase::Integer(format) => Type::Integer(format),
        EnumBase::Number(NumberFormat::Float) => Type::F32,
        EnumBase::Number(_) => Type::F64,
        EnumBase::Boolean => Type::Boolean,
    };
    of.copied(&ty(scope, &copied))
}

struct Open<'a> {
    scope: &'a Scope,
    def: &'a TypeDef,
    of: &'a Enum,
}

impl Open<'_> {
    /// The enum itself; what is unknown is kept as `unknown`.
    fn declaration(&self, derives: &[&str], unknown: &TokenStream) -> TokenStream {
        let ident = &self.def.ident;
        let docs_of = docs(&self.def.docs);
        let extra = self.def.derives.iter().map(String::as_str);
        let extra = extra.filter(|it| !derives.contains(it));
        let derives = derives.iter().copied().chain(extra);
        let derives: Vec<TokenStream> = derives.filter_map(|it| it.parse().ok()).collect();
        let attributes = attributes(self.def);
        let variants = self.of.variants.iter().map(|variant| {
            let name = &variant.ident;
            let said = || format!("{}.", paragraph(&variant.wire));
            let docs = docs(&variant.docs.clone().or(said));
            quote!(#docs #name)
        });
        quote! {
            #docs_of
            #[derive(#(#derives),*)]
            #attributes
            #[non_exhaustive]
            pub enum #ident {
                #(#variants,)*
                /// A value that the document does not list, as it came.
                Unknown(#unknown),
            }
        }
    }

    fn names(&self) -> Vec<&crate::rust::Ident> {
        self.of.variants.iter().map(|it| &it.ident).collect()
    }

    fn strings(&self) -> Vec<TokenStream> {
        let (ident, names) = (&self.def.ident, self.names());
        let wires: Vec<_> = self.of.variants.iter().map(|it| &it.wire).collect();
        let derives = [
            "Clone",
            "Debug",
            "PartialEq",
            "Eq",
            "PartialOrd",
            "Ord",
            "Hash",
        ];
        let mut items = vec![
            self.declaration(&derives, &quote!(String)),
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
            self.display(&quote!(f.write_str(self.as_str()))),
        ];
        items.extend(self.formats(
            || {
                self.serde(
                    &quote!(serializer.serialize_str(self.as_str())),
                    &quote!(String),
                )
            },
            || {
                self.text(
                    &quote!(Ok(self.as_str().to_owned())),
                    &quote!(Ok(Self::from(text))),
                )
            },
        ));
        items
    }

    /// An enum of values that are copied: integers, numbers, booleans.
    fn copied(&self, value: &TokenStream) -> Vec<TokenStream> {
        let (ident, names) = (&self.def.ident, self.names());
        let wires = self.of.variants.iter();
        let wires: Vec<_> = wires
            .filter_map(|it| literal(self.of.base, &it.wire))
            .collect();
        let derives: &[&str] = match self.of.base {
            EnumBase::Number(_) => &["Clone", "Copy", "Debug", "PartialEq", "PartialOrd"],
            _ => &[
                "Clone",
                "Copy",
                "Debug",
                "PartialEq",
                "Eq",
                "PartialOrd",
                "Ord",
                "Hash",
            ],
        };
        let mut items = vec![
            self.declaration(derives, value),
            quote! {
                impl #ident {
                    /// The value on the wire.
                    pub fn value(self) -> #value {
                        match self {
                            #(Self::#names => #wires,)*
                            Self::Unknown(value) => value,
                        }
                    }
                }
            },
            quote! {
                impl From<#value> for #ident {
                    fn from(value: #value) -> Self {
                        match value {
                            #(#wires => Self::#names,)*
                            _ => Self::Unknown(value),
                        }
                    }
                }
            },
            self.display(&quote!(self.value().fmt(f))),
        ];
        items.extend(self.formats(
            || self.serde(&quote!(self.value().serialize(serializer)), value),
            || {
                self.text(
                    &quote!(self.value().to_wire()),
                    &quote!(#value::from_wire(text).map(Self::from)),
                )
            },
        ));
        items
    }

    /// An enum of values of several types.
    fn any(&self) -> Vec<TokenStream> {
        let (ident, names) = (&self.def.ident, self.names());
        let wires = self.of.variants.iter();
        let wires: Vec<_> = wires
            .filter_map(|it| literal(self.of.base, &it.wire))
            .collect();
        let value = quote!(serde_json::Value);
        let mut items = vec![
            self.declaration(&["Clone", "Debug", "PartialEq"], &value),
            quote! {
                impl #ident {
                    /// The value on the wire.
                    pub fn value(&self) -> serde_json::Value {
                        match self {
                            #(Self::#names => serde_json::Value::from(#wires),)*
                            Self::Unknown(value) => value.clone(),
                        }
                    }
                }
            },
            quote! {
                impl From<serde_json::Value> for #ident {
                    fn from(value: serde_json::Value) -> Self {
                        match &value {
                            #(it if *it == #wires => Self::#names,)*
                            _ => Self::Unknown(value),
                        }
                    }
                }
            },
            self.display(&quote!(self.value().fmt(f))),
        ];
        items.extend(self.formats(
            || self.serde(&quote!(self.value().serialize(serializer)), &value),
            || self.text(
                &quote! {
                    Ok(match self.value() {
                        serde_json::Value::String(text) => text,
                        value => value.to_string(),
                    })
                },
                // a text is a string first: only then what it is as JSON
                &quote! {
                    let string = Self::from(serde_json::Value::from(text));
                    let value = crate::support::json::read(text.as_bytes()).map(Self::from);
                    Ok(match (&string, value) {
                        (Self::Unknown(_), Ok(value)) if !matches!(value, Self::Unknown(_)) => value,
                        _ => string,
                    })
                },
            ),
        ));
        items
    }

    fn formats(
        &self,
        json: impl Fn() -> Vec<TokenStream>,
        text: impl Fn() -> Vec<TokenStream>,
    ) -> Vec<TokenStream> {
        let of = |it: &Format| match it {
            Format::Json => json(),
            Format::Text => text(),
        };
        self.of.formats.iter().flat_map(of).collect()
    }

    fn display(&self, body: &TokenStream) -> TokenStream {
        let ident = &self.def.ident;
        quote! {
            impl std::fmt::Display for #ident {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    #body
                }
            }
        }
    }

    fn serde(&self, serialized: &TokenStream, read: &TokenStream) -> Vec<TokenStream> {
        let ident = &self.def.ident;
        let (serialize, deserialize) = (self.scope.name(SERIALIZE), self.scope.name(DESERIALIZE));
        vec![
            quote! {
                impl #serialize for #ident {
                    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                        #serialized
                    }
                }
            },
            quote! {
                impl<'de> #deserialize<'de> for #ident {
                    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                        #read::deserialize(deserializer).map(Self::from)
                    }
                }
            },
        ]
    }

    fn text(&self, written: &TokenStream, read: &TokenStream) -> Vec<TokenStream> {
        let ident = &self.def.ident;
        let (wire_text, error) = (self.scope.name(WIRE_TEXT), self.scope.name(TEXT_ERROR));
        vec![quote! {
            impl #wire_text for #ident {
                fn to_wire(&self) -> Result<String, #error> {
                    #written
                }

                fn from_wire(text: &str) -> Result<Self, #error> {
                    #read
                }
            }
        }]
    }
}

/// A value of an enum as it stands in code: never the document's text, but what it was read as.
fn literal(base: EnumBase, wire: &str) -> Option<TokenStream> {
    match base {
        EnumBase::String => Some(quote!(#wire)),
        // decimal digits, behind a minus perhaps
        EnumBase::Integer(_) => wire.parse().ok(),
        EnumBase::Number(NumberFormat::Float) => Some(float(wire.parse::<f32>().ok()?)),
        EnumBase::Number(_) => Some(float(wire.parse::<f64>().ok()?)),
        EnumBase::Boolean => wire.parse().ok().map(|it: bool| quote!(#it)),
        EnumBase::Any => Some(match serde_json::from_str(wire).ok()? {
            serde_json::Value::String(text) => quote!(#text),
            serde_json::Value::Bool(it) => quote!(#it),
            serde_json::Value::Number(it) => match (it.as_i64(), it.as_u64(), it.as_f64()) {
                (Some(it), _, _) => quote!(#it),
                (_, Some(it), _) => quote!(#it),
                (_, _, it) => float(it?),
            },
            _ => return None,
        }),
    }
}

/// The shortest digits that give the number back.
fn float(value: impl std::fmt::Debug) -> TokenStream {
    format!("{value:?}").parse().unwrap_or_else(|_| {
        let nothing = Literal::f64_unsuffixed(0.0);
        quote!(#nothing)
    })
}

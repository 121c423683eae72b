//! Structs of a schema.

use super::code::docs;
use super::imports::{DESERIALIZE, SERIALIZE, Scope};
use super::methods::{field_type, methods, plain};
use crate::ir::Tag;
use crate::rust::{Field, Ident, Presence, Struct, Type, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn structure(scope: &Scope, def: &TypeDef, of: &Struct) -> Vec<TokenStream> {
    let ident = &def.ident;
    let docs_of = docs(&def.docs);
    let default = of.new.required.is_empty().then_some("Default");
    let mut derives: Vec<&str> = vec!["Clone", "Debug"];
    derives.extend(default);
    derives.push("PartialEq");
    let derives = derive(scope, &derives, def);
    let own = of.fields.iter().find(|it| it.presence == Presence::Tag);
    let tag = of.tag.iter().filter(|_| own.is_none()).map(|tag| {
        let (property, value) = (&tag.property, &tag.value);
        quote!(#[serde(tag = #property, rename = #value)])
    });
    let fields = of.fields.iter().map(|field| {
        if field.presence == Presence::Tag {
            return tag_field(field, ident);
        }
        let (name, ty) = (&field.ident, field_type(scope, field));
        let docs = docs(&field.docs);
        let serde = serde(field);
        quote!(#docs #serde pub #name: #ty)
    });
    let all: Vec<&Field> = of.fields.iter().collect();
    let methods = methods(scope, &all, &of.new);
    let tag_methods = of.tag.iter().filter(|_| own.is_some()).map(tag_methods);
    vec![
        quote! {
            #docs_of
            #derives
            #(#tag)*
            #[non_exhaustive]
            pub struct #ident { #(#fields),* }
        },
        quote!(impl #ident { #methods #(#tag_methods)* }),
        plain(scope, ident, &all, &of.new),
    ]
}

/// What takes the tag, and gives it back. Clippy takes a `()` for another way to say `non_exhaustive`.
fn tag_field(field: &Field, ident: &Ident) -> TokenStream {
    let (name, wire) = (&field.ident, &field.wire);
    let (read, write) = (format!("{ident}::read_tag"), format!("{ident}::write_tag"));
    quote! {
        #[serde(rename = #wire, default, deserialize_with = #read, serialize_with = #write)]
        #name: std::marker::PhantomData<()>
    }
}

fn tag_methods(tag: &Tag) -> TokenStream {
    let value = &tag.value;
    let nothing = quote!(std::marker::PhantomData<()>);
    quote! {
        fn read_tag<'de, D>(deserializer: D) -> Result<#nothing, D::Error>
        where
            D: serde::Deserializer<'de>,
        {
            serde::de::IgnoredAny::deserialize(deserializer).map(|_| std::marker::PhantomData)
        }

        fn write_tag<S>(_: &#nothing, serializer: S) -> Result<S::Ok, S::Error>
        where
            S: serde::Serializer,
        {
            serializer.serialize_str(#value)
        }
    }
}

fn serde(field: &Field) -> TokenStream {
    if field.presence == Presence::Rest {
        return quote!(#[serde(flatten)]);
    }
    let mut settings = Vec::new();
    // serde takes the name of a raw identifier without `r#`
    if field.ident.as_str() != field.wire {
        let wire = &field.wire;
        settings.push(quote!(rename = #wire));
    }
    if field.presence == Presence::Optional {
        if field.nullable {
            settings.push(quote!(default));
            settings.push(quote!(
                deserialize_with = "crate::support::present::present"
            ));
        }
        settings.push(quote!(skip_serializing_if = "Option::is_none"));
    }
    if settings.is_empty() {
        TokenStream::new()
    } else {
        quote!(#[serde(#(#settings),*)])
    }
}

/// A struct of one field, which stands for its value.
pub(super) fn newtype(scope: &Scope, def: &TypeDef, of: &Type) -> Vec<TokenStream> {
    let ident: &Ident = &def.ident;
    let docs = docs(&def.docs);
    let derives = derive(scope, &["Clone", "Debug", "PartialEq"], def);
    let ty = super::ty::ty(scope, of);
    vec![
        quote! {
            #docs
            #derives
            #[serde(transparent)]
            pub struct #ident(pub #ty);
        },
        quote! {
            impl From<#ty> for #ident {
                fn from(value: #ty) -> Self {
                    Self(value)
                }
            }
        },
    ]
}

/// Our derives with those of serde, the configuration's, and its attributes.
fn derive(scope: &Scope, ours: &[&str], def: &TypeDef) -> TokenStream {
    let serialize = scope.name(SERIALIZE);
    let deserialize = scope.name(DESERIALIZE);
    let ours: Vec<TokenStream> = ours.iter().filter_map(|it| it.parse().ok()).collect();
    let known = |it: &String| ours.iter().any(|ours| ours.to_string() == *it);
    let more = def.derives.iter().filter(|it| !known(it));
    let more = more.filter_map(|it| it.parse::<TokenStream>().ok());
    let more: Vec<TokenStream> = more.collect();
    let attributes = attributes(def);
    quote! {
        #[derive(#(#ours,)* #serialize, #deserialize #(, #more)*)]
        #attributes
    }
}

pub(super) fn attributes(def: &TypeDef) -> TokenStream {
    let attributes = def.attributes.iter();
    let attributes = attributes.filter_map(|it| it.parse::<TokenStream>().ok());
    attributes.map(|attribute| quote!(#[#attribute])).collect()
}

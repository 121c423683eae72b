//! `new` and `with_…`, for structs of a schema and of a request alike.

use super::code::comment;
use super::imports::Scope;
use super::ty::{argument, ty, value};
use crate::rust::{Field, Ident, New, Presence};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The type of a field as it is declared.
pub(super) fn field_type(scope: &Scope, field: &Field) -> TokenStream {
    let ty = ty(scope, &field.ty);
    if field.presence == Presence::Optional {
        quote!(Option<#ty>)
    } else {
        ty
    }
}

/// `new`, and a `with_…` for each field that is not required.
pub(super) fn methods(scope: &Scope, fields: &[&Field], new: &New) -> TokenStream {
    let new = constructor(scope, fields, new);
    let setters = fields
        .iter()
        .filter(|field| matches!(field.presence, Presence::Optional | Presence::Rest))
        .map(|field| {
            let name = &field.ident;
            let setter = format_ident!("with_{}", name.as_str().trim_start_matches('_'));
            let argument = argument(scope, &field.ty);
            let value = value(&field.ty, &quote!(#name));
            let value = match field.presence {
                Presence::Optional => quote!(Some(#value)),
                Presence::Required | Presence::Rest | Presence::Tag => value,
            };
            let docs = comment(&format!("Sets `{name}`."));
            quote! {
                #docs
                #[must_use]
                pub fn #setter(mut self, #name: #argument) -> Self {
                    self.#name = #value;
                    self
                }
            }
        });
    quote!(#new #(#setters)*)
}

fn constructor(scope: &Scope, fields: &[&Field], new: &New) -> TokenStream {
    let required = |index: &usize| fields.get(*index).copied();
    let required: Vec<&Field> = new.required.iter().filter_map(required).collect();
    if required.is_empty() {
        let docs = comment("One of which nothing is given yet.");
        return quote! {
            #docs
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let names = required.iter().map(|field| &field.ident);
    if let Some(plain) = &new.plain {
        let docs = comment(&format!("One of what is required, see [`{plain}`]."));
        let inits = fields.iter().map(|field| init(field, false));
        return quote! {
            #docs
            pub fn new(required: #plain) -> Self {
                let #plain { #(#names),* } = required;
                Self { #(#inits),* }
            }
        };
    }
    let docs = comment(&format!("One of what is required ({}).", list(&required)));
    let arguments = required.iter().map(|field| {
        let (name, argument) = (&field.ident, argument(scope, &field.ty));
        quote!(#name: #argument)
    });
    let inits = fields.iter().map(|field| init(field, true));
    quote! {
        #docs
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#inits),* }
        }
    }
}

fn list(fields: &[&Field]) -> String {
    let names = fields.iter().map(|field| format!("`{}`", field.ident));
    names.collect::<Vec<_>>().join(", ")
}

fn init(field: &Field, converted: bool) -> TokenStream {
    let name = &field.ident;
    match field.presence {
        Presence::Required => {}
        Presence::Optional => return quote!(#name: None),
        Presence::Rest => return quote!(#name: Default::default()),
        Presence::Tag => return quote!(#name: std::marker::PhantomData),
    }
    let value = value(&field.ty, &quote!(#name));
    if converted && value.to_string() != quote!(#name).to_string() {
        quote!(#name: #value)
    } else {
        quote!(#name)
    }
}

/// The struct of the required fields, where there are too many for arguments.
pub(super) fn plain(scope: &Scope, ident: &Ident, fields: &[&Field], new: &New) -> TokenStream {
    let Some(plain) = &new.plain else {
        return TokenStream::new();
    };
    let docs = comment(&format!("What a [`{ident}`] requires."));
    let derives = derives(fields, false);
    let fields = new.required.iter().filter_map(|index| {
        let field = fields.get(*index)?;
        let (name, ty) = (&field.ident, ty(scope, &field.ty));
        let docs = super::code::docs(&field.docs);
        Some(quote!(#docs pub #name: #ty))
    });
    quote! {
        #docs
        #[derive(#derives)]
        pub struct #plain { #(#fields),* }
    }
}

/// What a request derives: a stream can be neither cloned nor compared.
pub(super) fn derives(fields: &[&Field], default: bool) -> TokenStream {
    let default = default.then(|| quote!(, Default));
    if fields.iter().any(|field| field.ty.streams()) {
        quote!(Debug #default)
    } else {
        quote!(Clone, Debug #default, PartialEq)
    }
}

//! Enums of media types.

use super::code::docs;
use super::imports::{CODEC, MEDIA_TYPE, Scope, XML};
use crate::ir::{Codec, MediaType};
use crate::rust::{MediaChoice, paragraph};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

pub(super) fn choice(choice: &MediaChoice) -> Vec<TokenStream> {
    let (ident, said) = (&choice.ident, docs(&choice.docs));
    let variants = choice.variants.iter().map(|variant| {
        let name = &variant.ident;
        let said = || format!("{}.", paragraph(&variant.wire));
        let docs = docs(&variant.docs.clone().or(said));
        quote!(#docs #name)
    });
    let variants = variants.collect::<Vec<_>>();
    let (names, wires): (Vec<_>, Vec<_>) = choice
        .variants
        .iter()
        .map(|it| (&it.ident, &it.wire))
        .unzip();
    vec![
        quote! {
            #said
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #ident { #(#variants),* }
        },
        quote! {
            impl #ident {
                /// Every one, the preferred first.
                pub const ALL: &[Self] = &[#(Self::#names),*];

                /// As it stands in a header.
                pub fn as_str(self) -> &'static str {
                    match self { #(Self::#names => #wires,)* }
                }
            }
        },
    ]
}

/// A list of them, with their codecs.
pub(super) fn table(scope: &Scope, media_types: &[MediaType]) -> TokenStream {
    let entries = media_types.iter().map(|MediaType { name, codec }| {
        let ty = scope.name(MEDIA_TYPE);
        // what is named is imported
        let of = |symbol, name| {
            let (symbol, name) = (scope.name(symbol), format_ident!("{name}"));
            quote!(#symbol::#name)
        };
        let codec = match codec {
            Codec::Json => of(CODEC, "Json"),
            Codec::Text => of(CODEC, "Text"),
            Codec::Xml => of(XML, "XML"),
            Codec::Form | Codec::Bytes => of(CODEC, "Bytes"),
        };
        quote!(#ty::new(#name, #codec))
    });
    quote!(&[#(#entries),*])
}

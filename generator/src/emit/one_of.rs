//! Enums of types that are told apart by what they are.

use super::choices::{conversions, declaration, written};
use super::imports::{DESERIALIZE, ONE_OF, Scope};
use super::ty::ty;
use crate::rust::{Alternative, Attempt, Json, OneOf, Type, TypeDef, paragraph};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn one_of(scope: &Scope, def: &TypeDef, of: &OneOf) -> Vec<TokenStream> {
    let unknown = quote! {
        /// None of these, as it came.
        Unknown(serde_json::Value)
    };
    let said = |it: &Alternative| format!("{}.", paragraph(&it.value));
    let mut items = vec![declaration(scope, def, &of.alternatives, said, &unknown)];
    items.extend(conversions(scope, def, &of.alternatives));
    items.push(written(scope, def, &of.alternatives));
    items.push(read(scope, def, of));
    items
}

fn read(scope: &Scope, def: &TypeDef, of: &OneOf) -> TokenStream {
    let (ident, deserialize) = (&def.ident, scope.name(DESERIALIZE));
    let attempts = of
        .attempts
        .iter()
        .filter_map(|it| attempt(scope, it, of.alternatives.get(it.alternative)?));
    quote! {
        /// The first alternative that fits holds; those that say more of a value are tried before others.
        impl<'de> #deserialize<'de> for #ident {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = serde_json::Value::deserialize(deserializer)?;
                #(#attempts)*
                Ok(Self::Unknown(value))
            }
        }
    }
}

fn attempt(scope: &Scope, of: &Attempt, alternative: &Alternative) -> Option<TokenStream> {
    let (name, one_of) = (&alternative.ident, scope.name(ONE_OF));
    let json = match of.json {
        Json::Boolean => Some(quote!(value.is_boolean())),
        Json::Integer => Some(quote!(#one_of::is_integer(&value))),
        Json::Number => Some(quote!(value.is_number())),
        Json::String => Some(quote!(value.is_string())),
        Json::Array => Some(quote!(value.is_array())),
        Json::Object => Some(quote!(value.is_object())),
        Json::Any => None,
    };
    let json = json.map(|it| {
        if of.nullable {
            quote!((#it || value.is_null()))
        } else {
            it
        }
    });
    let known = of
        .known
        .as_ref()
        .map(|known| quote!(#one_of::has_only(&value, &[#(#known),*])));
    let constants = of.constants.iter().map(|(property, constant, required)| {
        if *required {
            quote!(value[#property] == #constant)
        } else {
            quote!(#one_of::may_be(&value, #property, #constant))
        }
    });
    let listed = of.listed.then(|| match &alternative.ty {
        Type::Boxed(of) => (quote!(*it), ty(scope, of)),
        of => (quote!(it), ty(scope, of)),
    });
    let listed = listed.map(|(it, ty)| quote!(!matches!(#it, #ty::Unknown(_))));
    // what a box holds is looked at before it is known to be one
    let read = match &alternative.ty {
        Type::Boxed(inner) if of.listed => {
            let inner = ty(scope, inner);
            quote!(let Some(it) = #one_of::read::<Box<#inner>>(&value))
        }
        _ => quote!(let Some(it) = #one_of::read(&value)),
    };
    let conditions = json
        .into_iter()
        .chain(constants)
        .chain(known)
        .chain([read])
        .chain(listed);
    Some(quote! {
        if #(#conditions)&&* {
            return Ok(Self::#name(it));
        }
    })
}

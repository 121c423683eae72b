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
    let (ident, deserialize, one_of) = (&def.ident, scope.name(DESERIALIZE), scope.name(ONE_OF));
    let attempts = of
        .attempts
        .iter()
        .filter_map(|it| Some(attempt(scope, it, of.alternatives.get(it.alternative)?)));
    quote! {
        /// Of the alternatives that fit, the one that leaves out the least of a value holds; those that say
        /// more of it are tried before others.
        impl<'de> #deserialize<'de> for #ident {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = serde_json::Value::deserialize(deserializer)?;
                let mut reading = #one_of::Reading::of(&value);
                #(#attempts)*
                Ok(reading.best().unwrap_or(Self::Unknown(value)))
            }
        }
    }
}

fn attempt(scope: &Scope, of: &Attempt, alternative: &Alternative) -> TokenStream {
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
    let json = json.map(|it| match of.nullable {
        true if of.known.is_some() || !of.constants.is_empty() => quote!((#it || value.is_null())),
        true => quote!(#it || value.is_null()),
        false => it,
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
    let conditions: Vec<TokenStream> = json.into_iter().chain(constants).chain(known).collect();
    let attempt = if of.last {
        quote!(reading.otherwise(Self::#name);)
    } else if of.listed {
        let (of, make) = match &alternative.ty {
            Type::Boxed(inner) => (ty(scope, inner), quote!(|it| Self::#name(Box::new(it)))),
            of => (ty(scope, of), quote!(Self::#name)),
        };
        quote!(reading.attempt_if(|it: &#of| !matches!(it, #of::Unknown(_)), #make);)
    } else {
        quote!(reading.attempt(Self::#name);)
    };
    if conditions.is_empty() {
        attempt
    } else {
        quote!(if #(#conditions)&&* { #attempt })
    }
}

//! One function of the program for each thing that an item offers.

use super::modules::{Module, is_public};
use super::names::{Names, ident};
use proc_macro2::TokenStream;
use quote::quote;
use syn::visit_mut::VisitMut;
use syn::{
    Field, Fields, FnArg, ImplItem, ImplItemFn, ItemEnum, ItemImpl, ItemStruct, ItemTrait, Pat,
    ReceiverKind, ReturnType, TraitItem, Type, TypeParamBound,
};

/// What is not touched, and why.
pub type Skipped = String;

/// Tokens of the bodies of functions: `wrap` gives them names.
pub type Touches = Vec<Result<TokenStream, Skipped>>;

pub struct Place<'a> {
    pub names: &'a Names,
    pub module: &'a Module,
}

impl Place<'_> {
    /// How a user names an item of this module.
    pub fn item(&self, name: &proc_macro2::Ident) -> Result<Type, Skipped> {
        self.ty(&syn::parse_quote!(#name), None)
    }

    fn ty(&self, of: &Type, own: Option<&Type>) -> Result<Type, Skipped> {
        self.names.ty(of, &self.module.path, own)
    }
}

fn visible(fields: &Fields) -> Vec<&Field> {
    fields.iter().filter(|it| is_public(&it.vis)).collect()
}

fn is_open(attributes: &[syn::Attribute]) -> bool {
    attributes
        .iter()
        .any(|it| it.path().is_ident("non_exhaustive"))
}

/// Fields, with their types; where the struct is closed, that it is made of these and no others.
pub fn structure(place: &Place<'_>, item: &ItemStruct) -> Touches {
    let mut touches = Vec::new();
    let own = match place.item(&item.ident) {
        Ok(own) => own,
        Err(why) => return vec![Err(why)],
    };
    touches.extend(derives(&own, &item.attrs));
    let fields = visible(&item.fields);
    let types: Result<Vec<Type>, _> = fields.iter().map(|it| place.ty(&it.ty, None)).collect();
    let types = match types {
        Ok(types) => types,
        Err(why) => return [touches, vec![Err(why)]].concat(),
    };
    let members: Vec<syn::Member> = item.fields.members().collect();
    let whole = fields.len() == item.fields.len() && !is_open(&item.attrs);
    let public = item
        .fields
        .iter()
        .zip(&members)
        .filter(|(it, _)| is_public(&it.vis));
    for ((_, member), ty) in public.zip(&types) {
        touches.push(Ok(quote!((it: &#own) { let _: &#ty = &it.#member; })));
    }
    if whole && !fields.is_empty() {
        let names: Vec<_> = (0..types.len())
            .map(|it| ident(&format!("a{it}")))
            .collect();
        touches.push(Ok(
            quote!((#(#names: #types),*) -> #own { #own { #(#members: #names),*  } }),
        ));
        touches.push(Ok(quote!((it: #own) { let #own { #(#members: #names),* } = it; #(let _: #types = #names;)* })));
    }
    touches
}

/// Variants, made and met.
pub fn variants(place: &Place<'_>, item: &ItemEnum) -> Touches {
    let own = match place.item(&item.ident) {
        Ok(own) => own,
        Err(why) => return vec![Err(why)],
    };
    let mut touches = derives(&own, &item.attrs);
    for variant in &item.variants {
        let name = &variant.ident;
        let types = variant.fields.iter().map(|it| place.ty(&it.ty, Some(&own)));
        let types: Vec<Type> = match types.collect() {
            Ok(types) => types,
            Err(why) => {
                touches.push(Err(why));
                continue;
            }
        };
        let names: Vec<_> = (0..types.len())
            .map(|it| ident(&format!("a{it}")))
            .collect();
        if types.is_empty() {
            touches.push(Ok(quote!((it: #own) -> #own { match it { #own::#name => #own::#name, other => other } })));
        } else {
            touches.push(Ok(
                quote!((#(#names: #types),*) -> #own { #own::#name(#(#names),*) }),
            ));
            touches.push(Ok(quote!((it: #own) { if let #own::#name(#(#names),*) = it { #(let _: #types = #names;)* } })));
        }
    }
    touches
}

/// What a derive asks for is promised.
fn derives(own: &Type, attributes: &[syn::Attribute]) -> Touches {
    let derives = attributes.iter().filter(|it| it.path().is_ident("derive"));
    let mut touches = Vec::new();
    for derive in derives {
        let _ = derive.parse_nested_meta(|meta| {
            let name = meta.path.segments.last().map(|it| it.ident.to_string());
            let implemented = match name.as_deref().unwrap_or_default() {
                "Serialize" => quote!(::serde::Serialize),
                "Deserialize" => quote!(::serde::de::DeserializeOwned),
                "Debug" => quote!(::std::fmt::Debug),
                "Hash" => quote!(::std::hash::Hash),
                _ => {
                    let path = &meta.path;
                    quote!(#path)
                }
            };
            touches.push(Ok(quote!(() { fn is<T: #implemented>() {} is::<#own>(); })));
            Ok(())
        });
    }
    touches
}

/// What a type does: its functions and constants, or that it implements a trait that users know.
pub fn implementation(place: &Place<'_>, item: &ItemImpl) -> Touches {
    // one for every type that has another
    if item.generics.type_params().next().is_some() {
        return Vec::new();
    }
    // a type that no user can name has nothing to offer
    let Ok(own) = place.ty(&item.self_ty, None) else {
        return Vec::new();
    };
    let Some((implemented, _)) = &item.trait_ else {
        let items = item.items.iter();
        return items.filter_map(|it| inherent(place, &own, it)).collect();
    };
    let last = implemented.segments.last().map(|it| it.ident.to_string());
    let implemented = match last.as_deref() {
        Some("Deserialize") => quote!(::serde::de::DeserializeOwned),
        _ => match place.names.path(implemented, &place.module.path) {
            Ok(mut path) => {
                Lasting.visit_path_mut(&mut path);
                quote!(#path)
            }
            // a trait of the support code
            Err(_) => return Vec::new(),
        },
    };
    vec![Ok(quote!(() { fn is<T: #implemented>() {} is::<#own>(); }))]
}

/// References live as long as anyone asks.
struct Lasting;

impl VisitMut for Lasting {
    fn visit_type_reference_mut(&mut self, of: &mut syn::TypeReference) {
        of.lifetime.get_or_insert(syn::parse_quote!('static));
    }
}

fn inherent(
    place: &Place<'_>,
    own: &Type,
    item: &ImplItem,
) -> Option<Result<TokenStream, Skipped>> {
    match item {
        ImplItem::Const(it) if is_public(&it.vis) => {
            let name = &it.ident;
            // its type may be of the support code
            Some(Ok(match place.ty(&it.ty, Some(own)) {
                Ok(ty) => quote!(() { let _: #ty = #own::#name; }),
                Err(_) => quote!(() { let _ = #own::#name; }),
            }))
        }
        ImplItem::Fn(it) if is_public(&it.vis) => Some(function(place, own, it)),
        _ => None,
    }
}

fn function(place: &Place<'_>, own: &Type, item: &ImplItemFn) -> Result<TokenStream, Skipped> {
    let signature = &item.sig;
    let (mut parameters, mut arguments, mut before) = (Vec::new(), Vec::new(), quote!());
    for (index, input) in signature.inputs.iter().enumerate() {
        let name = ident(&format!("a{index}"));
        let ty = match input {
            FnArg::Receiver(it) => match &it.kind {
                ReceiverKind::Reference(_, _, mutability) => quote!(&#mutability #own),
                _ => quote!(#own),
            },
            FnArg::Typed(it) => match &*it.ty {
                Type::ImplTrait(of) => {
                    let (ty, more) = argument(place, own, of)?;
                    before.extend(more);
                    ty
                }
                ty => {
                    let ty = place.ty(ty, Some(own))?;
                    quote!(#ty)
                }
            },
        };
        parameters.push(quote!(#name: #ty));
        arguments.push(name);
    }
    let output = match &signature.output {
        ReturnType::Default => quote!(),
        ReturnType::Type(_, ty) => {
            let ty = place.ty(ty, Some(own))?;
            quote!(-> #ty)
        }
    };
    let name = &signature.ident;
    let (asynchronous, wait) = match signature.asyncness {
        Some(_) => (quote!(async), quote!(.await)),
        None => (quote!(), quote!()),
    };
    Ok(
        quote!(#asynchronous (#(#parameters),*) #output { #before #own::#name(#(#arguments),*) #wait }),
    )
}

/// What a user gives where anything goes that does something.
fn argument(
    place: &Place<'_>,
    own: &Type,
    of: &syn::TypeImplTrait,
) -> Result<(TokenStream, TokenStream), Skipped> {
    let bounds = of.bounds.iter().filter_map(|it| match it {
        TypeParamBound::Trait(it) => Some(&it.path),
        _ => None,
    });
    for bound in bounds {
        let Some(last) = bound.segments.last() else {
            continue;
        };
        if last.ident == "Into"
            && let syn::PathArguments::AngleBracketed(of) = &last.arguments
            && let Some(syn::GenericArgument::Type(ty)) = of.args.first()
        {
            let ty = place.ty(ty, Some(own))?;
            return Ok((quote!(#ty), quote!()));
        }
        if let Ok(path) = place.names.path(bound, &place.module.path) {
            // a group of the server: that it is served at all is said where the trait stands
            return Ok((
                quote!(Served),
                quote!(struct Served; impl #path for Served {}),
            ))
            .map(|(_, more)| (quote!(impl #path), more));
        }
    }
    Err(quote!(#of).to_string())
}

/// A trait, implemented whole.
pub fn implemented(place: &Place<'_>, item: &ItemTrait) -> Touches {
    let own = match place.item(&item.ident) {
        Ok(own) => own,
        Err(why) => return vec![Err(why)],
    };
    let mut methods = Vec::new();
    for item in &item.items {
        let TraitItem::Fn(method) = item else {
            return vec![Err(format!("an item of a trait: {}", quote!(#item)))];
        };
        let mut signature = method.sig.clone();
        for (index, input) in signature.inputs.iter_mut().enumerate() {
            if let FnArg::Typed(it) = input {
                match place.ty(&it.ty, None) {
                    Ok(ty) => *it.ty = ty,
                    Err(why) => return vec![Err(why)],
                }
                let name = ident(&format!("a{index}"));
                *it.pat = Pat::Verbatim(quote!(#name));
            }
        }
        if let ReturnType::Type(_, ty) = &mut signature.output {
            match place.ty(ty, None) {
                Ok(translated) => **ty = translated,
                Err(why) => return vec![Err(why)],
            }
        }
        methods.push(quote!(#signature { async { ::std::todo!() } }));
    }
    vec![Ok(
        quote!(() { struct Mine; impl #own for Mine { #(#methods)* } }),
    )]
}

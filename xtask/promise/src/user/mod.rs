//! A program that touches everything that a generated crate offers to its users: bindings with types, no
//! globs, no exhaustive match on what is open. It is read off the emitted files, and so from something
//! else than the grade is.

mod modules;
mod names;
mod touch;

use bindsmith::fileset::FileSet;
use modules::{Module, absolute, is_public};
use names::{CRATE, Names, ident};
use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;
use touch::{Place, Touches};

pub struct Program {
    pub text: String,
    /// How many things it touches.
    pub touches: usize,
    /// What it should, and cannot.
    pub skipped: Vec<String>,
}

pub fn program(files: &FileSet) -> Result<Program, String> {
    let modules = modules::modules(files)?;
    let names = Names::of(&modules);
    let (mut functions, mut skipped) = (Vec::new(), Vec::new());
    for module in &modules {
        for touch in touches(&names, module, &modules) {
            match touch {
                Ok(body) => functions.push(wrap(functions.len(), body)),
                Err(why) => {
                    let path = module.path.join("::");
                    skipped.push(format!("{path}: {why}"));
                }
            }
        }
    }
    let tokens = quote! {
        #![allow(warnings)]
        #(#functions)*
    };
    let file = syn::parse2(tokens.clone()).map_err(|error| format!("{error}: {tokens}"))?;
    Ok(Program {
        text: prettyplease::unparse(&file),
        touches: functions.len(),
        skipped,
    })
}

/// A function of a name of its own.
fn wrap(number: usize, body: TokenStream) -> TokenStream {
    let name = ident(&format!("touch_{number}"));
    let mut tokens = body.into_iter().peekable();
    let is_async = matches!(tokens.peek(),
        Some(proc_macro2::TokenTree::Ident(it)) if it == "async");
    if is_async {
        tokens.next();
    }
    let asynchronous = is_async.then(|| quote!(async));
    quote!(pub #asynchronous fn #name #(#tokens)*)
}

fn touches(names: &Names, module: &Module, all: &[Module]) -> Touches {
    let place = Place { names, module };
    let mut touches = Vec::new();
    for item in &module.items {
        touches.extend(match item {
            Item::Struct(it) if is_public(&it.vis) => touch::structure(&place, it),
            Item::Enum(it) if is_public(&it.vis) => touch::variants(&place, it),
            Item::Trait(it) if is_public(&it.vis) => touch::implemented(&place, it),
            Item::Impl(it) => touch::implementation(&place, it),
            Item::Type(it) if is_public(&it.vis) => vec![alias(&place, it)],
            Item::Const(it) if is_public(&it.vis) => vec![value(&place, &it.ident)],
            Item::Static(it) if is_public(&it.vis) => vec![reference(&place, &it.ident)],
            Item::Fn(it) if is_public(&it.vis) => vec![value(&place, &it.sig.ident)],
            _ => Vec::new(),
        });
    }
    if module.public {
        touches.extend(exports(module, all).into_iter().map(Ok));
    }
    touches
}

fn alias(place: &Place<'_>, item: &syn::ItemType) -> Result<TokenStream, String> {
    let own = place.item(&item.ident)?;
    let target = place.names.ty(&item.ty, &place.module.path, None)?;
    Ok(quote!((it: #own) -> #target { it }))
}

fn value(place: &Place<'_>, name: &proc_macro2::Ident) -> Result<TokenStream, String> {
    let own = place.item(name)?;
    Ok(quote!(() { let _ = #own; }))
}

fn reference(place: &Place<'_>, name: &proc_macro2::Ident) -> Result<TokenStream, String> {
    let own = place.item(name)?;
    Ok(quote!(() { let _ = &#own; }))
}

/// What is brought from elsewhere, by each of its names.
fn exports(module: &Module, all: &[Module]) -> Vec<TokenStream> {
    let mut names: Vec<String> = names::exported(module).into_iter().map(|it| it.0).collect();
    let globs = module
        .items
        .iter()
        .any(|it| matches!(it, Item::Use(of) if is_public(&of.vis)));
    for glob in module.globs.iter().filter(|_| globs) {
        let from = all.iter().find(|it| absolute(&it.path) == *glob);
        names.extend(
            from.iter()
                .flat_map(|it| it.own.difference(&it.private).cloned()),
        );
    }
    let path: Vec<_> = module.path.iter().map(|it| ident(it)).collect();
    let root = ident(CRATE);
    let uses = names.iter().map(|name| {
        let name = ident(name);
        quote!(() { use ::#root::#(#path::)*#name as Touched; })
    });
    uses.collect()
}

//! The module of the definitions: a file each.

use super::EmitError;
use super::choices::choice;
use super::code::{docs, file};
use super::enums::open_enum;
use super::imports::{At, Scope};
use super::one_of::one_of;
use super::schemas::schemas;
use super::structs::{newtype, structure};
use super::ty::ty;
use crate::fileset::FileSet;
use crate::rust::{Crate, Shape, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn types(planned: &Crate, files: &mut FileSet) -> Result<(), EmitError> {
    let mut modules = TokenStream::new();
    let mut exports = TokenStream::new();
    for module in &planned.types {
        let Some(root) = module.types.first() else {
            continue;
        };
        let (name, ident) = (&module.module, &root.ident);
        modules.extend(quote!(pub mod #name;));
        exports.extend(quote!(pub use self::#name::#ident;));
        let scope = Scope::new(At::Definition {
            module: name.clone(),
            ident: ident.clone(),
        })
        .declaring(module.types.iter().flat_map(TypeDef::items));
        let mut items: Vec<TokenStream> = module
            .types
            .iter()
            .flat_map(|def| type_def(&scope, def))
            .collect();
        items.extend(schemas(&scope, module, root));
        let path = format!("src/types/{name}.rs");
        let text = file(
            &path,
            &format!("[`{ident}`], and what stands inside it."),
            &scope,
            &items,
        )?;
        files.insert(path, text);
    }
    let scope = Scope::new(At::Group);
    let path = "src/types/mod.rs";
    let text = file(
        path,
        "The definitions of the document.",
        &scope,
        &[modules, exports],
    )?;
    files.insert(path, text);
    Ok(())
}

pub(super) fn type_def(scope: &Scope, def: &TypeDef) -> Vec<TokenStream> {
    match &def.shape {
        Shape::Struct(of) => structure(scope, def, of),
        Shape::Enum(of) => open_enum(scope, def, of),
        Shape::Choice(of) => choice(scope, def, of),
        Shape::OneOf(of) => one_of(scope, def, of),
        Shape::Newtype(of) => newtype(scope, def, of),
        Shape::Alias(of) => {
            let (ident, docs, ty) = (&def.ident, docs(&def.docs), ty(scope, of));
            vec![quote!(#docs pub type #ident = #ty;)]
        }
    }
}

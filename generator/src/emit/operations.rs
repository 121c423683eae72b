//! Requests and answers: a file per group.

use super::code::{comment, docs, file};
use super::imports::{At, OPERATION, SECURITY, Scope};
use super::media::{choice, table};
use super::methods::{derives, field_type, methods, plain};
use super::types::type_def;
use super::{EmitError, outcome, schemas};
use crate::fileset::FileSet;
use crate::rust::{Crate, Field, Group, Operation, TypeDef, paragraph};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn operations(planned: &Crate, files: &mut FileSet) -> Result<(), EmitError> {
    let mut modules = TokenStream::new();
    let mut exports = TokenStream::new();
    for group in &planned.groups {
        let name = &group.ident;
        modules.extend(quote!(pub mod #name;));
        exports.extend(quote!(pub use self::#name::*;));
        let path = format!("src/operations/{name}.rs");
        let text = group_file(planned, group, &path)?;
        files.insert(path, text);
    }
    let scope = Scope::new(At::Group);
    let path = "src/operations/mod.rs";
    let docs = "What the operations are given, and what they answer.";
    let text = file(path, docs, &scope, &[modules, exports])?;
    files.insert(path, text);
    Ok(())
}

fn group_file(planned: &Crate, group: &Group, path: &str) -> Result<String, EmitError> {
    let scope = Scope::new(At::Group).declaring(group.items());
    let mut items = Vec::new();
    for operation in &group.operations {
        items.extend(request(&scope, planned, operation));
        items.extend(outcome::outcome(&scope, operation));
        items.push(inline(operation));
    }
    let docs = format!("The operations of the group {}.", paragraph(&group.text));
    file(path, &docs, &scope, &items)
}

fn request(scope: &Scope, planned: &Crate, operation: &Operation) -> Vec<TokenStream> {
    let ident = operation.base.with_suffix("Request");
    let said = comment(&format!(
        "What [`{}`](Self::OPERATION) is given.",
        operation.ident
    ));
    let fields: Vec<&Field> = operation.inputs.iter().map(|input| &input.field).collect();
    let declared = fields.iter().map(|field| {
        let (name, ty) = (&field.ident, field_type(scope, field));
        let docs = docs(&field.docs);
        quote!(#docs pub #name: #ty)
    });
    let derives = derives(&fields, operation.new.required.is_empty());
    let constant = constant(scope, planned, operation);
    let methods = methods(scope, &fields, &operation.new);
    let mut items = vec![
        quote! {
            #said
            #[derive(#derives)]
            #[non_exhaustive]
            pub struct #ident { #(#declared),* }
        },
        quote!(impl #ident { #constant #methods }),
        plain(scope, &ident, &fields, &operation.new),
    ];
    items.extend(operation.choices.iter().flat_map(choice));
    items
}

/// A static, since schemas may be recursive, and constants may not.
fn constant(scope: &Scope, planned: &Crate, operation: &Operation) -> TokenStream {
    let (id, pointer) = (operation.ident.as_str(), &operation.pointer);
    let (method, path) = (operation.method.as_str(), &operation.path);
    let ty = scope.name(OPERATION);
    let security = operation.security.iter().map(|alternative| {
        let schemes = alternative.iter().filter_map(|it| {
            let constant = &planned.schemes.get(it.scheme)?.constant;
            let security = scope.name(SECURITY);
            let scopes = (!it.scopes.is_empty()).then(|| {
                let scopes = &it.scopes;
                quote!(.with_scopes(&[#(#scopes),*]))
            });
            Some(quote!(#security::#constant #scopes))
        });
        quote!(&[#(#schemes),*])
    });
    let docs = docs(&operation.docs.clone().and(line(operation)));
    let consumes = table(scope, &operation.consumes);
    let produces = table(scope, &operation.produces);
    let schemas = schemas::table(scope, &operation.table);
    quote! {
        #docs
        pub const OPERATION: &'static #ty = {
            static OPERATION: #ty = #ty {
                id: #id,
                method: #method,
                path: #path,
                pointer: #pointer,
                security: &[#(#security),*],
                consumes: #consumes,
                produces: #produces,
                #schemas
            };
            &OPERATION
        };
    }
}

/// Method and path, and where the operation stands in the document.
pub(super) fn line(operation: &Operation) -> String {
    let request = paragraph(&format!("{} {}", operation.method.as_str(), operation.path));
    let pointer = paragraph(&format!("#{}", operation.pointer));
    format!("{request}, in the document {pointer}.")
}

/// The module of what stands inside an operation.
fn inline(operation: &Operation) -> TokenStream {
    if operation.types.is_empty() {
        return TokenStream::new();
    }
    let declared = operation.types.iter().flat_map(TypeDef::items);
    let scope = Scope::new(At::Operation(operation.ident.clone())).declaring(declared);
    let types = operation.types.iter().flat_map(|def| type_def(&scope, def));
    let types: Vec<TokenStream> = types.collect();
    let (ident, uses) = (&operation.ident, scope.uses());
    let docs = comment(&format!("What stands inside `{ident}`."));
    quote!(#docs pub mod #ident { #uses #(#types)* })
}

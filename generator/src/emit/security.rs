//! The security schemes as constants.

use super::EmitError;
use super::code::{docs, file};
use super::imports::{At, COOKIE, KEY_LOCATION, SECURITY_KIND, SECURITY_SCHEME, Scope};
use crate::fileset::FileSet;
use crate::ir::{KeyLocation, SecurityKind};
use crate::rust::{Crate, Scheme, paragraph};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn security(planned: &Crate, files: &mut FileSet) -> Result<(), EmitError> {
    let scope = Scope::new(At::Group);
    let constants = planned
        .schemes
        .iter()
        .map(|scheme| constant(&scope, scheme));
    let constants: Vec<TokenStream> = constants.collect();
    let path = "src/security.rs";
    let text = file(path, "How callers show who they are.", &scope, &constants)?;
    files.insert(path, text);
    Ok(())
}

fn constant(scope: &Scope, scheme: &Scheme) -> TokenStream {
    let (constant, name) = (&scheme.constant, &scheme.name);
    let (ty, kind) = (scope.name(SECURITY_SCHEME), kind(scope, &scheme.kind));
    let docs = docs(
        &scheme
            .docs
            .clone()
            .or(|| format!("The scheme {}.", paragraph(name))),
    );
    quote! {
        #docs
        pub const #constant: #ty = #ty {
            name: #name,
            kind: #kind,
            scopes: &[],
        };
    }
}

fn kind(scope: &Scope, kind: &SecurityKind) -> TokenStream {
    let ty = scope.name(SECURITY_KIND);
    match kind {
        SecurityKind::Basic => quote!(#ty::Basic),
        SecurityKind::Bearer => quote!(#ty::Bearer),
        SecurityKind::ApiKey {
            location,
            name,
            prefix,
        } => {
            let key = scope.name(KEY_LOCATION);
            let location = match location {
                KeyLocation::Header => quote!(#key::Header),
                KeyLocation::Query => quote!(#key::Query),
                KeyLocation::Cookie => {
                    let cookie = scope.name(COOKIE);
                    quote!(#key::Cookie(&#cookie::JAR))
                }
            };
            let prefix = match prefix {
                Some(prefix) => quote!(Some(#prefix)),
                None => quote!(None),
            };
            quote!(#ty::ApiKey { location: #location, name: #name, prefix: #prefix })
        }
    }
}

//! What an operation answers: the success, the errors, the declared headers.

use super::code::{comment, docs};
use super::imports::{
    BODY, BYTES, DECLARED_HEADERS, HEADER_COLLECTION, HEADER_ERROR, HEADER_MAP, PARAMETER,
    RESPONSE, SEPARATOR, STATUS_CODE, Scope,
};
use super::methods::{field_type, methods};
use super::ty::ty;
use crate::ir::{Separator, Status};
use crate::rust::{Arm, Field, New, Operation, Payload, Success};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn outcome(scope: &Scope, operation: &Operation) -> Vec<TokenStream> {
    let mut items = Vec::new();
    if let Success::Several(arms) = &operation.success {
        items.push(success(scope, operation, arms));
    }
    items.extend(error(scope, operation));
    items.extend(headers(scope, operation));
    items
}

/// The type of an answer with its status and headers.
pub(super) fn response(scope: &Scope, payload: &Payload) -> TokenStream {
    let response = scope.name(RESPONSE);
    let body = match payload {
        Payload::Value(of) => ty(scope, of),
        Payload::Bytes { .. } => scope.name(BYTES),
        Payload::Stream { .. } => scope.name(BODY),
        Payload::Empty => quote!(()),
    };
    quote!(#response<#body>)
}

/// What a call returns when it goes well.
pub(super) fn success_type(scope: &Scope, operation: &Operation) -> TokenStream {
    match &operation.success {
        Success::One(_, payload) => response(scope, payload),
        Success::Several(_) => scope.beside(&operation.base.with_suffix("Response")),
    }
}

fn success(scope: &Scope, operation: &Operation, arms: &[Arm]) -> TokenStream {
    let ident = operation.base.with_suffix("Response");
    let said = comment(&format!(
        "What `{}` answers when it succeeds.",
        operation.ident
    ));
    let variants = arms.iter().map(|arm| variant(scope, arm));
    let streams = arms
        .iter()
        .any(|arm| matches!(arm.payload, Payload::Stream { .. }));
    let derives = if streams {
        quote!(Debug)
    } else {
        quote!(Clone, Debug, PartialEq)
    };
    quote! {
        #said
        #[derive(#derives)]
        #[non_exhaustive]
        pub enum #ident { #(#variants),* }
    }
}

fn variant(scope: &Scope, arm: &Arm) -> TokenStream {
    let (ident, response) = (&arm.ident, response(scope, &arm.payload));
    let status = match arm.status {
        Status::Code(code) => format!("Status {code}."),
        Status::Range(class) => format!("Any status of {class}XX that is not declared."),
        Status::Default => "Any status that is not declared.".to_owned(),
    };
    let docs = docs(&arm.docs.clone().and(status));
    quote!(#docs #ident(#response))
}

fn error(scope: &Scope, operation: &Operation) -> Vec<TokenStream> {
    let ident = operation.base.with_suffix("Error");
    let id = operation.ident.as_str();
    let (bytes, status) = (scope.name(BYTES), scope.name(STATUS_CODE));
    let response = scope.name(RESPONSE);
    let said = comment(&format!("What `{id}` answers when it does not succeed."));
    let arms = operation.errors.iter().map(|arm| variant(scope, arm));
    let statuses = operation.errors.iter().map(|arm| {
        let name = &arm.ident;
        let otherwise = Literal::u16_unsuffixed(match arm.status {
            Status::Code(code) => code,
            Status::Range(class) => u16::from(class) * 100,
            Status::Default => 500,
        });
        quote!(Self::#name(response) => response.status_or(#otherwise))
    });
    let text = format!("{id}: {{}}");
    vec![
        quote! {
            #said
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #ident {
                #(#arms,)*
                /// An answer that the document does not declare, as it came.
                Undeclared(#response<#bytes>),
            }
        },
        quote! {
            impl #ident {
                /// The status.
                pub fn status(&self) -> #status {
                    match self {
                        #(#statuses,)*
                        Self::Undeclared(response) => response.status_or(500),
                    }
                }
            }
        },
        quote! {
            impl std::fmt::Display for #ident {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    write!(f, #text, self.status())
                }
            }
        },
        quote!(impl std::error::Error for #ident {}),
    ]
}

fn headers(scope: &Scope, operation: &Operation) -> Vec<TokenStream> {
    if operation.headers.is_empty() {
        return Vec::new();
    }
    let ident = operation.base.with_suffix("Headers");
    let said = comment(&format!("The headers that `{}` declares.", operation.ident));
    let (declared, map) = (scope.name(DECLARED_HEADERS), scope.name(HEADER_MAP));
    let error = scope.name(HEADER_ERROR);
    let fields: Vec<&Field> = operation
        .headers
        .iter()
        .map(|header| &header.field)
        .collect();
    let declarations = fields.iter().map(|field| {
        let (name, ty) = (&field.ident, field_type(scope, field));
        let docs = docs(&field.docs);
        quote!(#docs pub #name: #ty)
    });
    let (mut reads, mut writes, mut collections) = (Vec::new(), Vec::new(), Vec::new());
    for header in &operation.headers {
        let (name, wire) = (&header.field.ident, &header.field.wire);
        if let Some(prefix) = &header.prefix {
            let module = scope.name(HEADER_COLLECTION);
            let others = others(operation, prefix);
            reads.push(quote!(#name: #module::read(headers, #prefix, &[#(#others),*])?));
            collections.push(quote!(#module::add(headers, #prefix, &self.#name)?;));
        } else if header.separators.is_empty() {
            let parameter = scope.name(PARAMETER);
            reads.push(quote!(#name: #parameter::read_header(headers, #wire)?));
            writes.push(quote!(#parameter::write_header(headers, #wire, &self.#name)?;));
        } else {
            let parameter = scope.name(PARAMETER);
            let lists = separators(scope, &header.separators);
            reads.push(quote!(#name: #parameter::read_header_list(headers, #wire, #lists)?));
            writes
                .push(quote!(#parameter::write_header_list(headers, #wire, &self.#name, #lists)?;));
        }
    }
    let methods = methods(scope, &fields, &New::default());
    vec![
        quote! {
            #said
            #[derive(Clone, Debug, Default, PartialEq)]
            #[non_exhaustive]
            pub struct #ident { #(#declarations),* }
        },
        quote!(impl #ident { #methods }),
        quote! {
            impl #declared for #ident {
                fn read(headers: &#map) -> Result<Self, #error> {
                    Ok(Self { #(#reads),* })
                }

                fn write(&self, headers: &mut #map) -> Result<(), #error> {
                    #(#writes)*
                    #(#collections)*
                    Ok(())
                }
            }
        },
    ]
}

/// The separators of a list and of those in it.
pub(super) fn separators(scope: &Scope, separators: &[Separator]) -> TokenStream {
    let ty = scope.name(SEPARATOR);
    let names = separators.iter().map(|separator| match separator {
        Separator::Csv => quote!(#ty::Csv),
        Separator::Ssv => quote!(#ty::Ssv),
        Separator::Tsv => quote!(#ty::Tsv),
        Separator::Pipes => quote!(#ty::Pipes),
        Separator::Multi => quote!(#ty::Multi),
    });
    quote!(&[#(#names),*])
}

/// The declared headers whose names begin as those of a collection do.
fn others<'a>(operation: &'a Operation, prefix: &str) -> Vec<&'a str> {
    let prefix = prefix.to_ascii_lowercase();
    let single = operation.headers.iter().filter(|it| it.prefix.is_none());
    let names = single.map(|it| it.field.wire.as_str());
    let begins = |name: &&str| name.to_ascii_lowercase().starts_with(&prefix);
    names.filter(begins).collect()
}

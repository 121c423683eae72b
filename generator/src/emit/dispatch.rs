//! What stands between a server's trait and the wire: the dispatch of a group, and the decoder and the
//! encoder of each operation.
//!
//! A trait's futures are of types that only its implementor's crate knows, and whatever mentions them is
//! compiled there, again and again. So a trait of boxed futures stands in between, and all else is compiled
//! with the generated crate.

use super::client::{is_file, names};
use super::code::comment;
use super::imports::{
    ACCEPT, FORM_READER, HANDLED, HEADER_COLLECTION, INCOMING, OUTGOING, REFUSAL, SERVICE,
    SERVICE_FUTURE, Scope,
};
use super::outcome::{separators, success_type};
use super::schemas::place;
use super::ty::ty;
use crate::ir::{Form, Location, Status};
use crate::rust::{Arm, Group, Input, InputPlace, Operation, Payload, Presence, Success};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

/// From an index to the method of the trait, which is called by its path: `Box` and what else holds a
/// service have methods of their own, such as `drop`.
pub(super) fn group(scope: &Scope, group: &Group) -> Vec<TokenStream> {
    let service = &group.service;
    let (wrapper, erased) = (group.wrapper(), group.erased());
    let (trait_, future) = (scope.name(SERVICE), scope.name(SERVICE_FUTURE));
    let (incoming, refusal) = (scope.name(INCOMING), scope.name(REFUSAL));
    let arms = group
        .operations
        .iter()
        .enumerate()
        .map(|(index, operation)| {
            let (index, ident) = (Literal::usize_unsuffixed(index), &operation.ident);
            let (decode, encode) = functions(operation);
            let (keep, accept) = answers(operation)
                .then(|| (quote!(let accept = request.accept();), quote!(, &accept)))
                .unzip();
            quote! {
                #index => Box::pin(async move {
                    #keep
                    let request = #decode(request).await?;
                    let result = #erased::#ident(&*self.0, request).await;
                    Ok(#encode(result #accept))
                })
            }
        });
    let signatures: Vec<_> = group.operations.iter().map(|it| boxed(scope, it)).collect();
    let idents = group.operations.iter().map(|it| &it.ident);
    let about_erased = comment(&format!(
        "[`{service}`] with boxed futures, so that what calls it is compiled once."
    ));
    let about_wrapper = comment(&format!("A [`{service}`] without its type."));
    vec![
        quote! {
            #about_erased
            pub(super) trait #erased: Send + Sync { #(#signatures;)* }
        },
        quote! {
            impl<T: #service> #erased for T {
                #(#signatures { Box::pin(#service::#idents(self, request)) })*
            }
        },
        quote!(#about_wrapper pub(super) struct #wrapper(pub(super) Box<dyn #erased>);),
        quote! {
            impl #trait_ for #wrapper {
                fn call(&self, operation: usize, request: #incoming) -> #future<'_> {
                    match operation {
                        #(#arms,)*
                        _ => Box::pin(async { Err(#refusal::not_implemented()) }),
                    }
                }
            }
        },
    ]
}

/// The signature of a trait's method, with a future of one type.
fn boxed(scope: &Scope, operation: &Operation) -> TokenStream {
    let (ident, handled) = (&operation.ident, scope.name(HANDLED));
    let (request, error) = names(scope, operation);
    let success = success_type(scope, operation);
    quote!(fn #ident(&self, request: #request) -> #handled<'_, #success, #error>)
}

fn functions(operation: &Operation) -> (TokenStream, TokenStream) {
    let ident = operation.ident.as_str().trim_start_matches('_');
    let decode = format_ident!("decode_{ident}");
    let encode = format_ident!("encode_{ident}");
    (quote!(#decode), quote!(#encode))
}

/// From a request on the wire to one of the trait.
pub(super) fn decoder(scope: &Scope, operation: &Operation) -> TokenStream {
    let (decode, _) = functions(operation);
    let (request, _) = names(scope, operation);
    let (incoming, refusal) = (scope.name(INCOMING), scope.name(REFUSAL));
    if operation.inputs.is_empty() {
        return quote! {
            async fn #decode(_incoming: #incoming) -> Result<#request, #refusal> {
                Ok(#request::new())
            }
        };
    }
    let body = operation
        .inputs
        .iter()
        .any(|it| matches!(it.place, InputPlace::Body | InputPlace::Stream))
        || operation.form.is_some();
    let mutable = body.then(|| quote!(mut));
    let fields = operation.inputs.iter().map(|input| {
        let (name, read) = (&input.field.ident, read(scope, input));
        quote!(#name: #read)
    });
    let form = operation.form.map(|form| {
        let read = match form {
            Form::Urlencoded => quote!(read),
            Form::Multipart => quote!(read_multipart),
            Form::Either => quote!(read_either),
        };
        let reader = scope.name(FORM_READER);
        quote!(let form = #reader::#read(&mut incoming).await?;)
    });
    quote! {
        async fn #decode(#mutable incoming: #incoming) -> Result<#request, #refusal> {
            #form
            Ok(#request { #(#fields),* })
        }
    }
}

fn read(scope: &Scope, input: &Input) -> TokenStream {
    let (wire, optional) = (
        &input.field.wire,
        input.field.presence == Presence::Optional,
    );
    match &input.place {
        InputPlace::Text(Location::Form, _) if is_file(&input.field.ty) => {
            quote!(form.get_files(#wire)?)
        }
        InputPlace::Text(location, lists) => {
            let owner = match location {
                Location::Form => quote!(form),
                _ => quote!(incoming),
            };
            let method = match location {
                Location::Path => "path",
                Location::Query => "query",
                Location::Header => "header",
                Location::Cookie => "cookie",
                Location::Form => "get",
            };
            if lists.is_empty() {
                let method = format_ident!("{method}");
                quote!(#owner.#method(#wire)?)
            } else {
                let method = format_ident!("{method}_list");
                let lists = separators(scope, lists);
                quote!(#owner.#method(#wire, #lists)?)
            }
        }
        InputPlace::LaidOut(Location::Form) => quote!(form.get_json(#wire)?),
        InputPlace::LaidOut(location) => {
            let place = place(scope, *location);
            quote!(incoming.laid_out(#place, #wire)?)
        }
        InputPlace::Headers(prefix) => {
            let module = scope.name(HEADER_COLLECTION);
            quote!(#module::read(incoming.headers(), #prefix, &incoming.operation().headers())?)
        }
        InputPlace::Body if optional => quote!(incoming.value_option().await?),
        InputPlace::Body => quote!(incoming.value().await?),
        InputPlace::Stream if optional => quote!(incoming.stream_option()?),
        InputPlace::Stream => quote!(incoming.stream()?),
        InputPlace::ContentType => {
            let ty = ty(scope, &input.field.ty);
            quote!(incoming.content_type_of(#ty::ALL, #ty::as_str))
        }
        InputPlace::Accept => {
            let ty = ty(scope, &input.field.ty);
            quote!(incoming.accept().of(#ty::ALL, #ty::as_str))
        }
    }
}

/// Whether an answer has a body, which is written as what the caller accepts.
fn answers(operation: &Operation) -> bool {
    let has_body = |payload: &Payload| *payload != Payload::Empty;
    let success = match &operation.success {
        Success::One(_, payload) => has_body(payload),
        Success::Several(arms) => arms.iter().any(|arm| has_body(&arm.payload)),
    };
    success || operation.errors.iter().any(|arm| has_body(&arm.payload))
}

/// From what the trait's method gave to an answer on the wire.
pub(super) fn encoder(scope: &Scope, operation: &Operation) -> TokenStream {
    let (_, encode) = functions(operation);
    let (_, error) = names(scope, operation);
    let success = success_type(scope, operation);
    let outgoing = scope.name(OUTGOING);
    let accept = answers(operation).then(|| {
        let ty = scope.name(ACCEPT);
        quote!(, accept: &#ty)
    });
    let mut arms = match &operation.success {
        Success::One(status, payload) => {
            // where nothing is declared, any 2xx is as good as 200
            let status = status.unwrap_or(Status::Default);
            let write = write(scope, status, 200, payload);
            vec![quote!(Ok(response) => #write)]
        }
        Success::Several(several) => {
            let arm = |Arm {
                           ident: name,
                           status,
                           payload,
                           ..
                       }: &Arm| {
                let write = write(scope, *status, 200, payload);
                quote!(Ok(#success::#name(response)) => #write)
            };
            several.iter().map(arm).collect()
        }
    };
    arms.extend(operation.errors.iter().map(|arm| {
        let (name, write) = (&arm.ident, write(scope, arm.status, 500, &arm.payload));
        quote!(Err(#error::#name(response)) => #write)
    }));
    quote! {
        fn #encode(result: Result<#success, #error> #accept) -> #outgoing {
            match result {
                #(#arms,)*
                Err(#error::Undeclared(response)) => #outgoing::undeclared(response),
            }
        }
    }
}

fn write(scope: &Scope, status: Status, otherwise: u16, payload: &Payload) -> TokenStream {
    let outgoing = scope.name(OUTGOING);
    let (suffix, code) = match status {
        Status::Code(code) => ("", code),
        Status::Range(class) => ("_default", u16::from(class) * 100),
        Status::Default => ("_default", otherwise),
    };
    let code = Literal::u16_unsuffixed(code);
    let (method, more) = match payload {
        Payload::Value(_) => ("value", quote!(, accept)),
        Payload::Bytes { media_types } => ("bytes", quote!(, accept, &[#(#media_types),*])),
        Payload::Stream { media_types } => ("stream", quote!(, accept, &[#(#media_types),*])),
        Payload::Empty => ("empty", quote!()),
    };
    let method = format_ident!("{method}{suffix}");
    let response = match status {
        Status::Range(class) => {
            let class = Literal::u16_unsuffixed(class.into());
            quote!(response.of_class(#class))
        }
        Status::Code(_) | Status::Default => quote!(response),
    };
    quote!(#outgoing::#method(#code, #response #more))
}

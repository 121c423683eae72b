//! The client's methods: a file per group.

use super::EmitError;
use super::code::{comment, docs, file};
use super::imports::{At, CALL, CLIENT, CLIENT_ERROR, FORM_WRITER, HEADER_COLLECTION, Scope};
use super::operations::line;
use super::outcome::{separators, success_type};
use super::schemas::place;
use super::ty::ty;
use crate::fileset::FileSet;
use crate::ir::{Form, Location, SecurityKind, Status};
use crate::rust::{
    Crate, Docs, Group, Input, InputPlace, Operation, Payload, Presence, Scheme, Success, Type,
};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

pub(super) fn client(planned: &Crate, files: &mut FileSet) -> Result<(), EmitError> {
    let mut modules = TokenStream::new();
    for group in &planned.groups {
        let name = &group.ident;
        modules.extend(quote!(mod #name;));
        let path = format!("src/client/{name}.rs");
        let text = group_file(group, &path)?;
        files.insert(path, text);
    }
    let exports = quote! {
        pub use crate::support::client::{
            Attempt, BoxError, BoxFuture, BuildError, Client, ClientBuilder, DecodeError, Error,
            Hook, Next, Redirects, RequestError, Retries, Transport, TransportError,
        };
    };
    let schemes = planned.schemes.iter().map(credential);
    let schemes: Vec<TokenStream> = schemes.collect();
    let builder = if schemes.is_empty() {
        quote!()
    } else {
        quote! {
            use crate::support::credential::Credential;

            impl ClientBuilder { #(#schemes)* }
        }
    };
    let scope = Scope::new(At::Group);
    let path = "src/client/mod.rs";
    let docs = "The client: one method per operation.";
    let text = file(path, docs, &scope, &[modules, exports, builder])?;
    files.insert(path, text);
    Ok(())
}

/// The method of the builder that takes a scheme's credential.
fn credential(scheme: &Scheme) -> TokenStream {
    let (ident, constant) = (&scheme.ident, &scheme.constant);
    let said = |what: &str| docs(&scheme.docs.clone().and(what));
    if scheme.kind == SecurityKind::Basic {
        let docs = said("Shows this user and password wherever an operation asks for it.");
        return quote! {
            #docs
            pub fn #ident(self, user: &str, password: &str) -> Self {
                self.credential(&crate::security::#constant, Credential::basic(user, password))
            }
        };
    }
    let docs =
        said("Shows this token wherever an operation asks for it; without any word before it.");
    quote! {
        #docs
        pub fn #ident(self, token: impl Into<String>) -> Self {
            self.credential(&crate::security::#constant, Credential::new(token))
        }
    }
}

fn group_file(group: &Group, path: &str) -> Result<String, EmitError> {
    let scope = Scope::new(At::Group).of_operations(group);
    let client = scope.name(CLIENT);
    let methods = group
        .operations
        .iter()
        .map(|operation| method(&scope, operation));
    let methods: Vec<TokenStream> = methods.collect();
    let name = &group.ident;
    let operations = quote!(use crate::operations::#name::*;);
    let methods = quote!(impl #client { #(#methods)* });
    let docs = format!("The client's methods of the group `{name}`.");
    file(path, &docs, &scope, &[operations, methods])
}

fn method(scope: &Scope, operation: &Operation) -> TokenStream {
    let ident = &operation.ident;
    let (request, error) = names(scope, operation);
    let call = scope.name(CALL);
    let client_error = scope.name(CLIENT_ERROR);
    let success = success_type(scope, operation);
    let statements: Vec<TokenStream> = operation
        .inputs
        .iter()
        .map(|input| fill(scope, input))
        .collect();
    let (form, send) = form(scope, operation).unzip();
    let arms = arms(scope, operation);
    let mutable = (!statements.is_empty()).then(|| quote!(mut));
    let argument = if statements.is_empty() {
        format_ident!("_request")
    } else {
        format_ident!("request")
    };
    let docs = method_docs(operation);
    let errors = comment(
        "# Errors\nThe server answers with an error, or no answer comes that the document describes.",
    );
    let deprecated = operation.docs.deprecated.then(|| quote!(#[deprecated]));
    quote! {
        #docs
        #[doc = ""]
        #errors
        #deprecated
        pub async fn #ident(&self, #argument: #request) -> Result<#success, #client_error<#error>> {
            use #error as Failure;
            let #mutable call = #call::new(#request::OPERATION);
            #form
            #(#statements)*
            #send
            let answer = self.execute(call).await?;
            match answer.status() { #arms }
        }
    }
}

/// The docs of an operation, as they stand on the methods of client and server.
pub(super) fn method_docs(operation: &Operation) -> TokenStream {
    let mut all: Docs = operation.docs.clone();
    if all.deprecated {
        all = all.and("Deprecated by the document.");
    }
    docs(&all.and(line(operation)))
}

/// The request type and the error type.
pub(super) fn names(scope: &Scope, operation: &Operation) -> (TokenStream, TokenStream) {
    let named = |suffix| scope.beside(&operation.base.with_suffix(suffix));
    (named("Request"), named("Error"))
}

/// What stands before the fields of a form, and what behind them.
fn form(scope: &Scope, operation: &Operation) -> Option<(TokenStream, TokenStream)> {
    let method = match operation.form? {
        Form::Urlencoded | Form::Either => quote!(urlencoded),
        Form::Multipart => quote!(multipart),
    };
    let writer = scope.name(FORM_WRITER);
    Some((
        quote!(let mut form = #writer::new();),
        quote!(call.form(form.#method())?;),
    ))
}

fn fill(scope: &Scope, input: &Input) -> TokenStream {
    let (name, wire) = (&input.field.ident, &input.field.wire);
    let optional = input.field.presence == Presence::Optional;
    match &input.place {
        InputPlace::Text(Location::Form, _) if is_file(&input.field.ty) => {
            quote!(form.add_files(#wire, request.#name);)
        }
        InputPlace::Text(location, lists) => {
            let (owner, failure) = match location {
                Location::Form => (quote!(form), quote!()),
                _ => (quote!(call), quote!(?)),
            };
            let method = match location {
                Location::Path => "path",
                Location::Query => "query",
                Location::Header => "header",
                Location::Cookie => "cookie",
                Location::Form => "add",
            };
            if lists.is_empty() {
                let method = format_ident!("{method}");
                quote!(#owner.#method(#wire, &request.#name) #failure;)
            } else {
                let method = format_ident!("{method}_list");
                let lists = separators(scope, lists);
                quote!(#owner.#method(#wire, &request.#name, #lists) #failure;)
            }
        }
        InputPlace::LaidOut(Location::Form) => quote!(form.add_json(#wire, &request.#name);),
        InputPlace::LaidOut(location) => {
            let place = place(scope, *location);
            quote!(call.laid_out(#place, #wire, &request.#name)?;)
        }
        InputPlace::Headers(prefix) => {
            let module = scope.name(HEADER_COLLECTION);
            quote!(call.headers(#module::write(#prefix, &request.#name))?;)
        }
        InputPlace::Body if optional => quote! {
            if let Some(body) = &request.#name {
                call.value(body)?;
            }
        },
        InputPlace::Body => quote!(call.value(&request.#name)?;),
        InputPlace::Stream if optional => quote! {
            if let Some(body) = request.#name {
                call.stream(body);
            }
        },
        InputPlace::Stream => quote!(call.stream(request.#name);),
        InputPlace::ContentType => {
            let ty = ty(scope, &input.field.ty);
            quote!(call.content_type(request.#name.map(#ty::as_str));)
        }
        InputPlace::Accept => {
            let ty = ty(scope, &input.field.ty);
            quote!(call.accept(request.#name.map(#ty::as_str));)
        }
    }
}

/// A file of a form, or several.
pub(super) fn is_file(ty: &Type) -> bool {
    match ty {
        Type::List(element) => is_file(element),
        ty => *ty == Type::Upload,
    }
}

fn read(payload: &Payload) -> TokenStream {
    match payload {
        Payload::Value(_) => quote!(answer.value().await?),
        Payload::Bytes { .. } => quote!(answer.bytes().await?),
        Payload::Stream { .. } => quote!(answer.stream()),
        Payload::Empty => quote!(answer.empty()),
    }
}

/// What comes of the answer, by its status.
fn arms(scope: &Scope, operation: &Operation) -> TokenStream {
    let client_error = scope.name(CLIENT_ERROR);
    let failed = |failure: TokenStream| quote!(Err(#client_error::Api(Failure::#failure)));
    let mut arms: Vec<TokenStream> = Vec::new();
    let mut rest = None;
    let mut ranges: Vec<(u8, TokenStream)> = Vec::new();
    let mut successes: Vec<u16> = Vec::new();
    let mut success = |status, result: TokenStream| match status {
        Some(Status::Code(code)) => {
            successes.push(code);
            let code = Literal::u16_unsuffixed(code);
            arms.push(quote!(#code => Ok(#result)));
        }
        Some(Status::Range(class)) => ranges.push((class, quote!(Ok(#result)))),
        _ => rest = Some(quote!(Ok(#result))),
    };
    match &operation.success {
        Success::One(status, payload) => success(*status, read(payload)),
        Success::Several(several) => {
            let response = operation.base.with_suffix("Response");
            for arm in several {
                let (name, read) = (&arm.ident, read(&arm.payload));
                success(Some(arm.status), quote!(#response::#name(#read)));
            }
        }
    }
    let undeclared = failed(quote!(Undeclared(answer.bytes().await?)));
    if has_open_value(&operation.success) {
        // no value comes with these (RFC 9110, sections 15.3.5 and 15.3.6)
        let empty: Vec<u16> = [204, 205]
            .into_iter()
            .filter(|it| !successes.contains(it))
            .collect();
        if !empty.is_empty() {
            let codes = empty.iter().map(|it| Literal::u16_unsuffixed(*it));
            arms.push(quote!(#(#codes)|* => #undeclared));
        }
        successes.extend(empty);
    }
    let mut open = rest.and_then(|result| {
        let others = others(2, &successes)?;
        Some(quote!(#others => #result))
    });
    let mut last = undeclared.clone();
    let mut declared = successes.clone();
    for arm in &operation.errors {
        let (name, read) = (&arm.ident, read(&arm.payload));
        let read = failed(quote!(#name(#read)));
        match arm.status {
            Status::Code(code) => {
                declared.push(code);
                let code = Literal::u16_unsuffixed(code);
                arms.push(quote!(#code => #read));
            }
            Status::Range(class) => ranges.push((class, read)),
            Status::Default => {
                // `default` stands for errors where a success is declared beside it
                let ranged = ranges.iter().any(|(class, _)| *class == 2);
                open = open.or_else(|| {
                    let others = others(2, &successes).filter(|_| !ranged)?;
                    Some(quote!(#others => #undeclared))
                });
                last = read;
            }
        }
    }
    // a status that is declared by itself is none of its range
    arms.extend(ranges.into_iter().filter_map(|(class, read)| {
        let others = others(class, &declared)?;
        Some(quote!(#others => #read))
    }));
    arms.extend(open);
    quote!(#(#arms,)* _ => #last,)
}

/// Whether a success has a value, whatever its status.
fn has_open_value(success: &Success) -> bool {
    let open = |status: Option<Status>, payload: &Payload| {
        !matches!(status, Some(Status::Code(_))) && matches!(payload, Payload::Value(_))
    };
    match success {
        Success::One(status, payload) => open(*status, payload),
        Success::Several(arms) => arms.iter().any(|it| open(Some(it.status), &it.payload)),
    }
}

/// The statuses of a class but for these, as a pattern: clippy minds ranges that overlap.
fn others(class: u8, declared: &[u16]) -> Option<TokenStream> {
    let mut ranges = Vec::new();
    let class = u16::from(class) * 100;
    let mut first = class;
    let declared = declared.iter().copied();
    let mut declared: Vec<u16> = declared.filter(|it| it / 100 == class / 100).collect();
    declared.sort_unstable();
    for next in declared.into_iter().chain([class + 100]) {
        let (from, to) = (
            Literal::u16_unsuffixed(first),
            Literal::u16_unsuffixed(next - 1),
        );
        match next.saturating_sub(first) {
            0 => {}
            1 => ranges.push(quote!(#from)),
            _ => ranges.push(quote!(#from..=#to)),
        }
        first = next + 1;
    }
    (!ranges.is_empty()).then(|| quote!(#(#ranges)|*))
}

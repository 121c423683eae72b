//! The server's traits: a file per group, with the decoders and encoders of its operations.

use super::EmitError;
use super::client::{is_file, method_docs, names};
use super::code::{comment, file};
use super::imports::{
    ACCEPT, ARC, At, FORM_READER, HEADER_COLLECTION, INCOMING, OPERATION, OUTGOING, REFUSAL,
    SERVICE, SERVICE_FUTURE, Scope,
};
use super::outcome::{separators, success_type};
use super::schemas::place;
use super::ty::ty;
use crate::fileset::FileSet;
use crate::ir::{Form, Location, Status};
use crate::rust::{
    Arm, Crate, Group, Input, InputPlace, Operation, Payload, Presence, Success, paragraph,
};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

pub(super) fn server(planned: &Crate, files: &mut FileSet) -> Result<(), EmitError> {
    let (mut modules, mut exports) = (TokenStream::new(), TokenStream::new());
    let (mut groups, mut mounts) = (Vec::new(), Vec::new());
    for (index, group) in planned.groups.iter().enumerate() {
        let (name, service) = (&group.ident, &group.service);
        modules.extend(quote!(mod #name;));
        exports.extend(quote!(pub use self::#name::#service;));
        groups.push(quote!(#name::OPERATIONS));
        let wrapper = service.with_suffix("Service");
        let docs = comment(&format!("Mounts the group {}.", paragraph(&group.text)));
        let index = Literal::usize_unsuffixed(index);
        mounts.push(quote! {
            #docs
            pub fn #name(self, service: impl #service) -> Self {
                self.mount(#index, std::sync::Arc::new(#name::#wrapper(service)))
            }
        });
        let path = format!("src/server/{name}.rs");
        let text = group_file(group, &path)?;
        files.insert(path, text);
    }
    exports.extend(quote! {
        pub use crate::support::server::{
            Answer, Authenticate, Builder, Caller, Context, Denied, Refusal, Refuse, context,
            identity, not_implemented,
        };
        pub use crate::support::{body::Body, credential::Credential, response::Response};
    });
    let builder = quote! {
        /// A server, to which groups are mounted. Those that are not answer 501.
        pub fn builder() -> Builder {
            Builder::new(&[#(#groups),*])
        }
    };
    let mounts = if mounts.is_empty() {
        quote!()
    } else {
        quote!(impl Builder { #(#mounts)* })
    };
    let scope = Scope::new(At::Group);
    let path = "src/server/mod.rs";
    let docs = module_docs(planned);
    let text = file(path, &docs, &scope, &[modules, exports, builder, mounts])?;
    files.insert(path, text);
    Ok(())
}

/// How all of it comes together, by the example of the first group.
fn module_docs(planned: &Crate) -> String {
    let docs = match planned.groups.first() {
        Some(group) => MODULE_DOCS
            .replace("SERVICE", &group.service.to_string())
            .replace("GROUP", &group.ident.to_string()),
        None => "The server: of no operations.".to_owned(),
    };
    docs.trim_end()
        .replace("\n", "\n//! ")
        .replace("//! \n", "//!\n")
}

const MODULE_DOCS: &str = "\
The server: a trait per group of operations, and the router.

A value of yours holds the state, and the traits are how it does what is asked of it. It may also say who
is calling ([`Authenticate`]), and how what is refused is worded ([`Refuse`]).

```ignore
impl SERVICE for App { /* `async fn`s, those that are written */ }
impl Authenticate for App { /* from credentials to an identity: `identity::<User>()` in handlers */ }
impl Refuse for App { /* from a refusal to an answer */ }

let app = Arc::new(App { /* the state */ });
let router: axum::Router = server::builder()
    .GROUP(app.clone())
    .authenticate(app.clone())
    .refusals(app)
    .build()
    .layer(tower_http::timeout::TimeoutLayer::with_status_code(status, limit));
axum::serve(listener, router).await?;

// in a test, with the feature `client`, and without a socket
let client = Client::builder(\"http://test\").service(router).build()?;
```

Before a handler runs, everything is checked that the document says of the request: credentials, media
types, parameters, the body. [`Builder`] tells the limits. What is refused is refused as the document
declares it, else in problem details (RFC 9457).
";

fn group_file(group: &Group, path: &str) -> Result<String, EmitError> {
    let scope = Scope::new(At::Group);
    let name = &group.ident;
    let mut items = vec![
        quote!(use crate::operations::#name::*;),
        service_trait(&scope, group),
        arc(&scope, group),
        table(&scope, group),
    ];
    items.extend(dispatch(&scope, group));
    for operation in &group.operations {
        items.push(decoder(&scope, operation));
        items.push(encoder(&scope, operation));
    }
    let docs = format!("The trait of the group `{name}`, and what stands between it and the wire.");
    file(path, &docs, &scope, &items)
}

/// The signature of a trait's method, without its body.
fn signature(scope: &Scope, operation: &Operation) -> TokenStream {
    let ident = &operation.ident;
    let (request, error) = names(operation);
    let success = success_type(scope, operation);
    quote! {
        fn #ident(&self, request: #request) -> impl Future<Output = Result<#success, #error>> + Send
    }
}

fn service_trait(scope: &Scope, group: &Group) -> TokenStream {
    let service = &group.service;
    let methods = group.operations.iter().map(|operation| {
        let (signature, docs) = (signature(scope, operation), method_docs(operation));
        let (_, error) = names(operation);
        quote! {
            #docs
            #signature {
                let _ = request;
                std::future::ready(Err(#error::Undeclared(crate::support::server::not_implemented())))
            }
        }
    });
    let docs = comment(&format!(
        "The group {}. An operation that is not written answers 501.\n\nHow to serve it: see [the module](crate::server).",
        paragraph(&group.text)
    ));
    quote! {
        #docs
        pub trait #service: Send + Sync + 'static { #(#methods)* }
    }
}

fn arc(scope: &Scope, group: &Group) -> TokenStream {
    let (service, arc) = (&group.service, scope.name(ARC));
    let methods = group.operations.iter().map(|operation| {
        let (signature, ident) = (signature(scope, operation), &operation.ident);
        quote!(#signature { (**self).#ident(request) })
    });
    quote!(impl<T: #service> #service for #arc<T> { #(#methods)* })
}

fn table(scope: &Scope, group: &Group) -> TokenStream {
    let ty = scope.name(OPERATION);
    let operations = group.operations.iter().map(|operation| {
        let (request, _) = names(operation);
        quote!(#request::OPERATION)
    });
    quote! {
        /// The operations, as [`Service::call`] counts them.
        pub(super) const OPERATIONS: &[&#ty] = &[#(#operations),*];
    }
}

fn dispatch(scope: &Scope, group: &Group) -> Vec<TokenStream> {
    let service = &group.service;
    let wrapper = service.with_suffix("Service");
    let (trait_, future) = (scope.name(SERVICE), scope.name(SERVICE_FUTURE));
    let (incoming, outgoing) = (scope.name(INCOMING), scope.name(OUTGOING));
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
                    match #decode(request).await {
                        Ok(request) => #encode(self.0.#ident(request).await #accept),
                        Err(refusal) => refusal.into(),
                    }
                })
            }
        });
    let docs = comment(&format!("A [`{service}`] without its type."));
    vec![
        quote!(#docs pub(super) struct #wrapper<S>(pub(super) S);),
        quote! {
            impl<S: #service> #trait_ for #wrapper<S> {
                fn call(&self, operation: usize, request: #incoming) -> #future<'_> {
                    match operation {
                        #(#arms,)*
                        _ => Box::pin(async {
                            #outgoing::undeclared(crate::support::server::not_implemented())
                        }),
                    }
                }
            }
        },
    ]
}

fn functions(operation: &Operation) -> (TokenStream, TokenStream) {
    let ident = operation.ident.as_str().trim_start_matches('_');
    let decode = format_ident!("decode_{ident}");
    let encode = format_ident!("encode_{ident}");
    (quote!(#decode), quote!(#encode))
}

fn decoder(scope: &Scope, operation: &Operation) -> TokenStream {
    let (decode, _) = functions(operation);
    let (request, _) = names(operation);
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

fn encoder(scope: &Scope, operation: &Operation) -> TokenStream {
    let (_, encode) = functions(operation);
    let (_, error) = names(operation);
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
            let ident = operation.base.with_suffix("Response");
            let arm = |Arm {
                           ident: name,
                           status,
                           payload,
                           ..
                       }: &Arm| {
                let write = write(scope, *status, 200, payload);
                quote!(Ok(#ident::#name(response)) => #write)
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
    quote!(#outgoing::#method(#code, response #more))
}

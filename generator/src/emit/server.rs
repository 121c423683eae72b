//! The server's traits: a file per group.

use super::EmitError;
use super::client::{method_docs, names};
use super::code::{comment, file};
use super::dispatch::{self, decoder, encoder};
use super::imports::{ARC, At, OPERATION, Scope};
use super::outcome::success_type;
use crate::fileset::FileSet;
use crate::rust::{Crate, Group, Ident, Operation, paragraph};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn server(planned: &Crate, files: &mut FileSet) -> Result<(), EmitError> {
    let (mut modules, mut exports) = (TokenStream::new(), TokenStream::new());
    let (mut groups, mut mounts) = (Vec::new(), Vec::new());
    for (index, group) in planned.groups.iter().enumerate() {
        let (name, service) = (&group.ident, &group.service);
        modules.extend(quote!(mod #name;));
        exports.extend(quote!(pub use self::#name::#service;));
        groups.push(quote!(#name::OPERATIONS));
        let wrapper = group.wrapper();
        let docs = comment(&format!("Mounts the group {}.", paragraph(&group.text)));
        let index = Literal::usize_unsuffixed(index);
        mounts.push(quote! {
            #docs
            pub fn #name(self, service: impl #service) -> Self {
                self.mount(#index, std::sync::Arc::new(#name::#wrapper(Box::new(service))))
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
    let declared = [&group.service, &group.wrapper(), &group.erased()].map(Ident::to_string);
    let scope = Scope::new(At::Group)
        .declaring(declared)
        .of_operations(group);
    let name = &group.ident;
    let mut items = vec![
        quote!(use crate::operations::#name::*;),
        service_trait(&scope, group),
        arc(&scope, group),
        table(&scope, group),
    ];
    items.extend(dispatch::group(&scope, group));
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
    let (request, error) = names(scope, operation);
    let success = success_type(scope, operation);
    quote! {
        fn #ident(&self, request: #request) -> impl Future<Output = Result<#success, #error>> + Send
    }
}

fn service_trait(scope: &Scope, group: &Group) -> TokenStream {
    let service = &group.service;
    let methods = group.operations.iter().map(|operation| {
        let (signature, docs) = (signature(scope, operation), method_docs(operation));
        let (_, error) = names(scope, operation);
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
        // by its path: a pointer has methods too
        quote!(#signature { #service::#ident(&**self, request) })
    });
    quote!(impl<T: #service> #service for #arc<T> { #(#methods)* })
}

fn table(scope: &Scope, group: &Group) -> TokenStream {
    let ty = scope.name(OPERATION);
    let operations = group.operations.iter().map(|operation| {
        let (request, _) = names(scope, operation);
        quote!(#request::OPERATION)
    });
    quote! {
        /// The operations, as [`Service::call`] counts them.
        pub(super) const OPERATIONS: &[&#ty] = &[#(#operations),*];
    }
}

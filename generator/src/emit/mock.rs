//! The mock: what it knows beside the tables, a file per group.

use super::EmitError;
use super::client::names;
use super::code::file;
use super::imports::{At, DECLARED, HEADER, OPERATION, Scope};
use super::schemas::{self, reference};
use crate::fileset::FileSet;
use crate::ir::Status;
use crate::rust::{Crate, Declared, DeclaredBody, Group, Shown, TextInput};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn mock(planned: &Crate, files: &mut FileSet) -> Result<(), EmitError> {
    let scope = Scope::new(At::Group);
    let (mut modules, mut unwritten) = (TokenStream::new(), TokenStream::new());
    let (mut mounts, mut operations) = (Vec::new(), Vec::new());
    for group in &planned.groups {
        let (name, service) = (&group.ident, &group.service);
        modules.extend(quote!(mod #name;));
        unwritten.extend(quote!(impl crate::server::#service for Unwritten {}));
        mounts.push(quote!(.#name(Unwritten)));
        operations.push(quote!(#name::OPERATIONS));
        let path = format!("src/mock/{name}.rs");
        let text = group_file(group, &path)?;
        files.insert(path, text);
    }
    let definitions = planned.shown.iter().map(|(of, shown)| {
        let (of, shown) = (reference(&scope, of), self::shown(shown));
        quote!((#of, #shown))
    });
    let unwritten = (!mounts.is_empty()).then(|| {
        quote! {
            /// The handlers of every group, none of which is written.
            struct Unwritten;
            #unwritten
        }
    });
    let uses = quote! {
        pub use crate::support::mock::Mock;
        use crate::server::Builder;
        use crate::support::mock::Document;
    };
    let functions = quote! {
        /// A server of every operation.
        pub fn router(mock: Mock) -> ::axum::Router {
            builder(mock).build()
        }

        /// The same, for groups of yours: the mock answers for those that are not mounted, and for operations
        /// that are not written.
        pub fn builder(mock: Mock) -> Builder {
            mock.behind(crate::server::builder() #(#mounts)*, &DOCUMENT)
        }
    };
    let document = quote! {
        /// What a mock knows beside the tables.
        #[doc(hidden)]
        pub static DOCUMENT: Document = Document {
            operations: &[#(#operations),*],
            shown: &[#(#definitions),*],
        };
    };
    let items = [
        modules,
        uses,
        functions,
        unwritten.unwrap_or_default(),
        document,
    ];
    let path = "src/mock/mod.rs";
    let group = planned.groups.first();
    let group = group.map_or_else(|| "group".to_owned(), |it| it.ident.to_string());
    let docs = DOCS
        .trim_end()
        .replace("GROUP", &group)
        .replace('\n', "\n//! ");
    let docs = docs.replace("//! \n", "//!\n");
    files.insert(path, file(path, &docs, &scope, &items)?);
    Ok(())
}

const DOCS: &str = "\
A server that answers by itself, from the document.

```ignore
let listener = tokio::net::TcpListener::bind(\"127.0.0.1:4010\").await?;
axum::serve(listener, mock::router(Mock::new())).await?;

// or, where some of it is written
let router = mock::builder(Mock::new().seed(7)).GROUP(app).build();
```
";

fn group_file(group: &Group, path: &str) -> Result<String, EmitError> {
    let scope = Scope::new(At::Group).of_operations(group);
    let name = &group.ident;
    let (operation, declared) = (scope.name(OPERATION), scope.name(DECLARED));
    let entries = group.operations.iter().map(|operation| {
        let (request, _) = names(&scope, operation);
        let answers = operation
            .declared
            .iter()
            .map(|it| self::declared(&scope, it));
        quote!((#request::OPERATION, &[#(#answers),*]))
    });
    let entries: Vec<TokenStream> = entries.collect();
    let table = quote! {
        pub(super) static OPERATIONS: &[(&#operation, &[#declared])] = &[#(#entries),*];
    };
    let used = quote!(use crate::operations::#name::*;);
    let docs = format!("What the operations of the group `{name}` answer.");
    file(path, &docs, &scope, &[used, table])
}

fn declared(scope: &Scope, declared: &Declared) -> TokenStream {
    let ty = scope.name(DECLARED);
    let status = Literal::u16_unsuffixed(match declared.status {
        Status::Code(code) => code,
        Status::Range(class) => class.into(),
        Status::Default => 0,
    });
    let new = match &declared.body {
        DeclaredBody::Value => quote!(value(#status)),
        DeclaredBody::Bytes(media_types) => quote!(bytes(#status, &[#(#media_types),*])),
        DeclaredBody::Empty(media_types) => quote!(empty(#status, &[#(#media_types),*])),
    };
    let headers = declared.headers.iter().map(|it| header(scope, it));
    let headers = (!declared.headers.is_empty()).then(|| quote!(.headers(&[#(#headers),*])));
    let pairs = |pairs: &Shown| shown(pairs);
    let examples = (!declared.examples.is_empty()).then(|| {
        let examples = pairs(&declared.examples);
        quote!(.examples(#examples))
    });
    let shown = (!declared.shown.is_empty()).then(|| {
        let shown = pairs(&declared.shown);
        quote!(.shown(#shown))
    });
    quote!(#ty::#new #headers #examples #shown)
}

fn header(scope: &Scope, (input, values): &(TextInput, Shown)) -> TokenStream {
    let (ty, input) = (scope.name(HEADER), schemas::input(scope, input));
    let shown = (!values.is_empty()).then(|| {
        let shown = shown(values);
        quote!(.shown(#shown))
    });
    quote!(#ty::new(#input) #shown)
}

fn shown(shown: &Shown) -> TokenStream {
    let pairs = shown.iter().map(|(at, text)| quote!((#at, #text)));
    quote!(&[#(#pairs),*])
}

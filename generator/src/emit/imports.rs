//! What a file mentions from elsewhere.

use crate::rust::{Home, Ident};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// A name that is imported where it is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Symbol(&'static str, &'static str);

pub(super) const ACCEPT: Symbol = Symbol("crate::support::server", "Accept");
pub(super) const ARC: Symbol = Symbol("std::sync", "Arc");
pub(super) const BASE64: Symbol = Symbol("crate::support::base64", "Base64");
pub(super) const BODY: Symbol = Symbol("crate::support::body", "Body");
pub(super) const BTREE_MAP: Symbol = Symbol("std::collections", "BTreeMap");
pub(super) const BYTES: Symbol = Symbol("bytes", "Bytes");
pub(super) const CALL: Symbol = Symbol("crate::support::client", "Call");
pub(super) const CLIENT: Symbol = Symbol("crate::support::client", "Client");
pub(super) const CLIENT_ERROR: Symbol = Symbol("crate::support::client", "Error");
pub(super) const CODEC: Symbol = Symbol("crate::support::media", "Codec");
pub(super) const DECLARED: Symbol = Symbol("crate::support::mock", "Declared");
pub(super) const DECLARED_HEADERS: Symbol = Symbol("crate::support::response", "DeclaredHeaders");
pub(super) const DESERIALIZE: Symbol = Symbol("serde", "Deserialize");
pub(super) const FORM_READER: Symbol = Symbol("crate::support::form_reader", "FormReader");
pub(super) const FORM_WRITER: Symbol = Symbol("crate::support::form_writer", "FormWriter");
pub(super) const HANDLED: Symbol = Symbol("crate::support::server", "Handled");
pub(super) const HEADER: Symbol = Symbol("crate::support::mock", "Header");
pub(super) const HEADER_COLLECTION: Symbol = Symbol("crate::support", "header_collection");
pub(super) const HEADER_ERROR: Symbol = Symbol("crate::support::response", "HeaderError");
pub(super) const HEADER_MAP: Symbol = Symbol("http", "HeaderMap");
pub(super) const INCOMING: Symbol = Symbol("crate::support::server", "Incoming");
pub(super) const INPUT: Symbol = Symbol("crate::support::operation", "Input");
pub(super) const KEY_LOCATION: Symbol = Symbol("crate::support::operation", "KeyLocation");
pub(super) const MEDIA_TYPE: Symbol = Symbol("crate::support::media", "MediaType");
pub(super) const NULLABLE: Symbol = Symbol("crate::support::nullable", "Nullable");
pub(super) const ONE_OF: Symbol = Symbol("crate::support", "one_of");
pub(super) const OPERATION: Symbol = Symbol("crate::support::operation", "Operation");
pub(super) const OR_EMPTY: Symbol = Symbol("crate::support::or_empty", "OrEmpty");
pub(super) const OUTGOING: Symbol = Symbol("crate::support::server", "Outgoing");
pub(super) const PARAMETER: Symbol = Symbol("crate::support", "parameter");
pub(super) const PATTERN: Symbol = Symbol("crate::support", "pattern");
pub(super) const PLACE: Symbol = Symbol("crate::support::operation", "Place");
pub(super) const REFUSAL: Symbol = Symbol("crate::support::server", "Refusal");
pub(super) const RESPONSE: Symbol = Symbol("crate::support::response", "Response");
pub(super) const SCHEMA: Symbol = Symbol("crate::support", "schema");
pub(super) const SECURITY: Symbol = Symbol("crate", "security");
pub(super) const SECURITY_KIND: Symbol = Symbol("crate::support::operation", "SecurityKind");
pub(super) const SECURITY_SCHEME: Symbol = Symbol("crate::support::operation", "SecurityScheme");
pub(super) const SEPARATOR: Symbol = Symbol("crate::support::text", "Separator");
pub(super) const SERIALIZE: Symbol = Symbol("serde", "Serialize");
pub(super) const SERVICE: Symbol = Symbol("crate::support::server", "Service");
pub(super) const SERVICE_FUTURE: Symbol = Symbol("crate::support::server", "ServiceFuture");
pub(super) const STATUS_CODE: Symbol = Symbol("http", "StatusCode");
pub(super) const TEXT_ERROR: Symbol = Symbol("crate::support::text", "TextError");
pub(super) const TYPES: Symbol = Symbol("crate", "types");
pub(super) const UPLOAD: Symbol = Symbol("crate::support::upload", "Upload");
pub(super) const WIRE_TEXT: Symbol = Symbol("crate::support::text", "WireText");
pub(super) const XML: Symbol = Symbol("crate::support", "xml");

/// Where the code stands that mentions a type.
#[derive(Debug, Clone)]
pub(super) enum At {
    /// The file of a definition: its module, and its type.
    Definition { module: Ident, ident: Ident },
    /// The module of what stands inside an operation.
    Operation(Ident),
    /// A file of a group: the types of its operations are in scope.
    Group,
}

/// A module that is being written.
#[derive(Debug)]
pub(super) struct Scope {
    pub at: At,
    used: RefCell<BTreeMap<&'static str, BTreeSet<&'static str>>>,
}

impl Scope {
    pub fn new(at: At) -> Self {
        Scope {
            at,
            used: RefCell::default(),
        }
    }

    /// Mentions a symbol.
    pub fn name(&self, Symbol(module, name): Symbol) -> TokenStream {
        self.used
            .borrow_mut()
            .entry(module)
            .or_default()
            .insert(name);
        let ident = format_ident!("{name}");
        quote!(#ident)
    }

    /// Mentions a planned type.
    pub fn planned(&self, home: &Home, ident: &Ident) -> TokenStream {
        match (&self.at, home) {
            (At::Definition { ident: own, .. }, Home::Types) if own == ident => quote!(#ident),
            (At::Definition { .. }, Home::Types) => quote!(super::#ident),
            (At::Operation(_), Home::Types) => quote!(crate::types::#ident),
            (At::Group, Home::Types) => {
                let types = self.name(TYPES);
                quote!(#types::#ident)
            }
            (At::Definition { module: own, .. }, Home::Inside(module)) if own == module => {
                quote!(#ident)
            }
            (_, Home::Group) => quote!(#ident),
            (At::Definition { .. }, Home::Inside(module)) => quote!(super::#module::#ident),
            (At::Operation(own), Home::Operation { operation, .. }) if own == operation => {
                quote!(#ident)
            }
            (_, Home::Operation { operation, .. }) => quote!(#operation::#ident),
            (_, Home::Inside(module)) => quote!(crate::types::#module::#ident),
        }
    }

    /// Mentions a schema of the table, by the module of its definition.
    pub fn schema(&self, module: &Ident, name: &'static str) -> TokenStream {
        let name = format_ident!("{name}");
        match &self.at {
            At::Definition { module: own, .. } if own == module => quote!(#name),
            At::Definition { .. } => quote!(super::#module::#name),
            At::Operation(_) => quote!(crate::types::#module::#name),
            At::Group => {
                let types = self.name(TYPES);
                quote!(#types::#module::#name)
            }
        }
    }

    /// The `use` items.
    pub fn uses(&self) -> TokenStream {
        let used = self.used.borrow();
        let uses = used.iter().map(|(module, names)| {
            let module: Vec<_> = module.split("::").map(segment).collect();
            let names: Vec<_> = names.iter().map(|name| format_ident!("{name}")).collect();
            match names.as_slice() {
                [name] => quote!(use #(#module)::*::#name;),
                names => quote!(use #(#module)::*::{#(#names),*};),
            }
        });
        uses.collect()
    }
}

fn segment(name: &str) -> proc_macro2::Ident {
    format_ident!("{name}")
}

//! What a file mentions from elsewhere.

use crate::rust::{Group, Home, Ident};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// A name that is imported where it is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Symbol(&'static str, &'static str);

macro_rules! symbols {
    ($($symbol:ident $module:literal $name:literal;)*) => {
        $(pub(super) const $symbol: Symbol = Symbol($module, $name);)*
        #[cfg(test)]
        pub(super) const ALL: &[Symbol] = &[$($symbol),*];
    };
}

symbols! {
    ACCEPT "crate::support::server" "Accept";
    ARC "std::sync" "Arc";
    BASE64 "crate::support::base64" "Base64";
    BODY "crate::support::body" "Body";
    BTREE_MAP "std::collections" "BTreeMap";
    BYTES "bytes" "Bytes";
    CALL "crate::support::client" "Call";
    CLIENT "crate::support::client" "Client";
    CLIENT_ERROR "crate::support::client" "Error";
    CODEC "crate::support::media" "Codec";
    COOKIE "crate::support" "cookie";
    DECLARED "crate::support::mock" "Declared";
    DEEP_OBJECT "crate::support" "deep_object";
    DECLARED_HEADERS "crate::support::response" "DeclaredHeaders";
    DESERIALIZE "serde" "Deserialize";
    ENTRIES "crate::support" "entries";
    FORM_READER "crate::support::form_reader" "FormReader";
    FORM_WRITER "crate::support::form_writer" "FormWriter";
    HANDLED "crate::support::server" "Handled";
    HEADER "crate::support::mock" "Header";
    HEADER_COLLECTION "crate::support" "header_collection";
    HEADER_ERROR "crate::support::response" "HeaderError";
    HEADER_MAP "http" "HeaderMap";
    INCOMING "crate::support::server" "Incoming";
    INPUT "crate::support::operation" "Input";
    JSON_TEXT "crate::support" "json_text";
    KEY_LOCATION "crate::support::operation" "KeyLocation";
    LABEL "crate::support" "label";
    MATRIX "crate::support" "matrix";
    MEDIA_TYPE "crate::support::media" "MediaType";
    NULLABLE "crate::support::nullable" "Nullable";
    ONE_OF "crate::support" "one_of";
    OPERATION "crate::support::operation" "Operation";
    OR_EMPTY "crate::support::or_empty" "OrEmpty";
    OUTGOING "crate::support::server" "Outgoing";
    PARAMETER "crate::support" "parameter";
    PATTERN "crate::support" "pattern";
    PLACE "crate::support::operation" "Place";
    REFUSAL "crate::support::server" "Refusal";
    RESPONSE "crate::support::response" "Response";
    SCHEMA "crate::support" "schema";
    SECURITY "crate" "security";
    SECURITY_KIND "crate::support::operation" "SecurityKind";
    SECURITY_SCHEME "crate::support::operation" "SecurityScheme";
    SEPARATOR "crate::support::text" "Separator";
    SERIALIZE "serde" "Serialize";
    SERVICE "crate::support::server" "Service";
    SERVICE_FUTURE "crate::support::server" "ServiceFuture";
    STATUS_CODE "http" "StatusCode";
    TEXT_ERROR "crate::support::text" "TextError";
    TYPES "crate" "types";
    UPLOAD "crate::support::upload" "Upload";
    WIRE_TEXT "crate::support::text" "WireText";
    XML "crate::support" "xml";
}

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
    /// What the module declares itself, whose names are the document's: nothing else may have them there.
    items: BTreeSet<String>,
    /// The group whose operations a glob brings into the module, and what they declare: an import of one of
    /// these names would hide it.
    operations: Option<(Ident, BTreeSet<String>)>,
    used: RefCell<BTreeMap<&'static str, BTreeSet<&'static str>>>,
}

impl Scope {
    pub fn new(at: At) -> Self {
        Scope {
            at,
            items: BTreeSet::new(),
            operations: None,
            used: RefCell::default(),
        }
    }

    /// One that declares these.
    pub fn declaring(mut self, items: impl IntoIterator<Item = String>) -> Self {
        self.items.extend(items);
        self
    }

    /// One that has what the operations of a group declare, by a glob.
    pub fn of_operations(mut self, group: &Group) -> Self {
        self.operations = Some((group.ident.clone(), group.items().collect()));
        self
    }

    /// Whether a name means something of the document already.
    fn has(&self, name: &str) -> bool {
        let mut operations = self.operations.iter();
        self.items.contains(name) || operations.any(|(_, items)| items.contains(name))
    }

    /// Mentions a symbol: by its path where its name is not to be had.
    pub fn name(&self, Symbol(module, name): Symbol) -> TokenStream {
        if self.has(name) {
            let path = module.split("::").chain([name]).map(segment);
            return quote!(#(#path)::*);
        }
        self.used
            .borrow_mut()
            .entry(module)
            .or_default()
            .insert(name);
        let ident = format_ident!("{name}");
        quote!(#ident)
    }

    /// Mentions what an operation declares beside its request, where the module may hide it.
    pub fn beside(&self, ident: &Ident) -> TokenStream {
        match &self.operations {
            Some((group, _)) if self.items.contains(ident.as_str()) => {
                quote!(crate::operations::#group::#ident)
            }
            _ => quote!(#ident),
        }
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
            (_, Home::Group) => self.beside(ident),
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

#[cfg(test)]
mod tests;

//! What operations are made of.

use super::{Declared, Docs, Field, Ident, New, Table, Type, TypeDef, Variant};
use crate::ir::{Form, Location, MediaType, Method, Requirement, Separator, Status};

/// A group of operations: a file each for its types, its client and its trait.
#[derive(Debug, Clone)]
pub struct Group {
    /// The module, and the method of the server's builder.
    pub ident: Ident,
    /// The trait.
    pub service: Ident,
    /// The tag or the path segment.
    pub text: String,
    pub operations: Vec<Operation>,
}

#[derive(Debug, Clone)]
pub struct Operation {
    /// The method of client and trait.
    pub ident: Ident,
    /// `FindPets`, before `Request`, `Error`, `Response`, `Headers`.
    pub base: Ident,
    pub docs: Docs,
    pub method: Method,
    /// The template, with the base path.
    pub path: String,
    /// In the document.
    pub pointer: String,
    pub inputs: Vec<Input>,
    pub new: New,
    /// How its form is sent, where it has one.
    pub form: Option<Form>,
    /// What its body may be written as, the preferred one first.
    pub consumes: Vec<MediaType>,
    /// What its answers may be written as, the preferred one first.
    pub produces: Vec<MediaType>,
    /// The enums that its inputs of the places [`InputPlace::ContentType`] and [`InputPlace::Accept`]
    /// are of.
    pub choices: Vec<MediaChoice>,
    /// What the document says of what goes over the wire.
    pub table: Table,
    /// What a mock answers, by status; `default` last.
    pub declared: Vec<Declared>,
    pub success: Success,
    /// By status; `default` last.
    pub errors: Vec<Arm>,
    /// The headers that its responses declare.
    pub headers: Vec<HeaderField>,
    /// Alternatives of indices into [`Crate::schemes`](super::Crate::schemes).
    pub security: Vec<Vec<Requirement>>,
    /// What stands inside it.
    pub types: Vec<TypeDef>,
}

/// What stands behind the base of an operation in the names of what it declares.
const DECLARED: [&str; 7] = [
    "Accept",
    "ContentType",
    "Error",
    "Headers",
    "Request",
    "Required",
    "Response",
];

impl Group {
    /// The names that its operations may declare in their file: the module of an operation, and what is
    /// called after it.
    pub fn items(&self) -> impl Iterator<Item = String> {
        self.operations.iter().flat_map(|operation| {
            let called = DECLARED.map(|suffix| operation.base.with_suffix(suffix));
            let module = operation.ident.clone();
            called.into_iter().chain([module]).map(|it| it.to_string())
        })
    }

    /// The trait with boxed futures.
    pub fn erased(&self) -> Ident {
        self.service.with_suffix("Erased")
    }

    /// A service without its type.
    pub fn wrapper(&self) -> Ident {
        self.service.with_suffix("Service")
    }
}

/// A field of the request type.
#[derive(Debug, Clone)]
pub struct Input {
    pub field: Field,
    pub place: InputPlace,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputPlace {
    /// A text, or a list with these separators, the outermost first.
    Text(Location, Vec<Separator>),
    /// A value that is laid out in a way of its own.
    LaidOut(Location),
    /// A map of texts, in headers whose names begin with this.
    Headers(String),
    /// A value, by a codec.
    Body,
    /// Bytes, or a stream of them.
    Stream,
    /// What the body is sent as.
    ContentType,
    /// What the answer is asked to be.
    Accept,
}

/// An enum of media types.
#[derive(Debug, Clone)]
pub struct MediaChoice {
    pub ident: Ident,
    /// What tells it apart in the lock.
    pub key: String,
    pub variants: Vec<Variant>,
    pub docs: Docs,
}

#[derive(Debug, Clone)]
pub struct HeaderField {
    pub field: Field,
    /// Of a collection: what the names of its headers begin with.
    pub prefix: Option<String>,
    /// Of a list, the outermost first.
    pub separators: Vec<Separator>,
}

/// What a call returns when it goes well.
#[derive(Debug, Clone)]
pub enum Success {
    /// One answer; `None`: the document declares none, so any 2xx is.
    One(Option<Status>, Payload),
    /// Several, as an enum.
    Several(Vec<Arm>),
}

/// An answer as a variant.
#[derive(Debug, Clone)]
pub struct Arm {
    pub ident: Ident,
    pub status: Status,
    pub payload: Payload,
    pub docs: Docs,
}

/// What a body is read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payload {
    /// A value, by the codec of its media type.
    Value(Type),
    /// Kept in memory.
    Bytes {
        media_types: Vec<String>,
    },
    /// As it comes.
    Stream {
        media_types: Vec<String>,
    },
    Empty,
}

//! Decisions of Rust: names, types, boxing, derives, modules. No tokens yet.
//!
//! [`plan`] turns an api into a [`Crate`], which says everything that the emitter writes.

mod choices;
mod docs;
mod fields;
mod groups;
mod inline;
mod inputs;
mod limits;
mod media;
pub mod names;
mod operations;
mod patterns;
mod plan;
mod responses;
mod scalars;
mod schemas;
mod schemes;
mod tables;
mod types;

pub use docs::{Docs, paragraph};
pub use names::Ident;
pub use plan::plan;
pub use schemas::{
    Constant, Limit, Need, Rest, SchemaDef, SchemaProperty, SchemaShape, SchemaUse, SchemaXml,
};
pub use tables::{Table, TextInput};

use crate::ir::{
    EnumBase, Form, IntegerFormat, Location, MediaType, Method, SecurityKind, Separator, Status,
    Tag,
};
use std::collections::BTreeSet;

/// The generated crate.
#[derive(Debug, Clone)]
pub struct Crate {
    pub package: Package,
    pub schemes: Vec<Scheme>,
    /// The definitions, by name.
    pub types: Vec<TypeModule>,
    pub groups: Vec<Group>,
    pub capabilities: BTreeSet<Capability>,
}

/// What `Cargo.toml` and the crate's front page say.
#[derive(Debug, Clone)]
pub struct Package {
    pub name: String,
    pub version: String,
    pub title: String,
    pub docs: Vec<String>,
    /// Tables that the configuration adds to the manifest.
    pub manifest: toml::Table,
}

/// What a document may need, with its file in support and the crates behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Capability {
    Base64,
    Base64Url,
    /// Basic authentication.
    Basic,
    DateTime,
    Decimal,
    Duration,
    /// Forms, whichever way they are sent.
    Form,
    HttpDate,
    /// Forms that hold files, or may.
    Multipart,
    Nullable,
    OneOf,
    /// `allowEmptyValue`.
    OrEmpty,
    /// Regular expressions.
    Pattern,
    Time,
    UnixTime,
    Uuid,
    Xml,
}

/// A security scheme: a constant, and a method of the client's builder.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// The method: `bearer_token`.
    pub ident: Ident,
    pub constant: Ident,
    /// The name in the document.
    pub name: String,
    pub kind: SecurityKind,
    pub docs: Docs,
}

/// A definition in a file of its own, with what stands inside it.
#[derive(Debug, Clone)]
pub struct TypeModule {
    pub module: Ident,
    /// The definition first, then inline types in the order in which they stand.
    pub types: Vec<TypeDef>,
    pub schema: SchemaDef,
    /// Of the own properties, where the definition is a base.
    pub own: Option<SchemaDef>,
}

#[derive(Debug, Clone)]
pub struct TypeDef {
    pub ident: Ident,
    pub docs: Docs,
    pub shape: Shape,
    /// Paths to derive beyond ours.
    pub derives: Vec<String>,
    /// Attributes without `#[` and `]`.
    pub attributes: Vec<String>,
}

#[derive(Debug, Clone)]
pub enum Shape {
    Struct(Struct),
    Enum(Enum),
    Choice(Choice),
    OneOf(OneOf),
    Alias(Type),
    /// A struct of one field, for what an alias cannot express.
    Newtype(Type),
}

#[derive(Debug, Clone)]
pub struct Struct {
    pub fields: Vec<Field>,
    pub new: New,
    /// A property of one value; written before the fields, unless one of them is for it.
    pub tag: Option<Tag>,
}

/// What `new` takes.
#[derive(Debug, Clone, Default)]
pub struct New {
    /// The required fields, by index.
    pub required: Vec<usize>,
    /// The struct that names them, where there are more than two.
    pub plain: Option<Ident>,
}

/// More arguments than this are confused with each other.
const MAX_ARGUMENTS: usize = 2;

#[derive(Debug, Clone)]
pub struct Field {
    pub ident: Ident,
    /// The name on the wire.
    pub wire: String,
    pub ty: Type,
    pub presence: Presence,
    pub docs: Docs,
}

/// Whether a field is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    Required,
    /// The type of the field is an option.
    Optional,
    /// The map of everything that no other field is for.
    Rest,
    /// The tag, where there is a map for the rest: it must not land there.
    Tag,
}

impl Presence {
    fn of(required: bool) -> Self {
        if required {
            Presence::Required
        } else {
            Presence::Optional
        }
    }
}

/// An enum of scalars that keeps what it does not know.
#[derive(Debug, Clone)]
pub struct Enum {
    pub base: EnumBase,
    pub variants: Vec<Variant>,
    /// JSON, or the text of parameters and headers.
    pub format: Format,
}

/// An enum of objects that a property tells apart, and that keeps what it does not know.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The property.
    pub tag: String,
    pub alternatives: Vec<Alternative>,
}

/// An enum of types that are told apart by what they are, and that keeps what is none of them.
#[derive(Debug, Clone)]
pub struct OneOf {
    pub alternatives: Vec<Alternative>,
    /// In the order in which they are made.
    pub attempts: Vec<Attempt>,
}

/// What a value must be to be tried as one of the alternatives.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// Its index.
    pub alternative: usize,
    /// Attempts of less rank are made before others.
    rank: u8,
    pub json: Json,
    pub nullable: bool,
    /// Whether what is read as unknown does not count.
    pub listed: bool,
    /// The only properties that there may be.
    pub known: Option<Vec<String>>,
    /// Properties of one value, and whether they must be there.
    pub constants: Vec<(String, String, bool)>,
}

/// The types of JSON; integers are those that are written without a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Json {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
    Any,
}

#[derive(Debug, Clone)]
pub struct Alternative {
    pub ident: Ident,
    /// The value of the property; where there is none, what it is called.
    pub value: String,
    pub ty: Type,
    /// Whether a value of the type can become one of the enum: no other alternative is of the type.
    pub converts: bool,
    pub docs: Docs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Json,
    Text,
}

#[derive(Debug, Clone)]
pub struct Variant {
    pub ident: Ident,
    pub wire: String,
    pub docs: Docs,
}

/// A use of a type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    Boolean,
    Integer(IntegerFormat),
    F32,
    F64,
    Decimal,
    /// A decimal that is a string.
    DecimalString,
    String,
    Base64,
    Base64Url,
    Date,
    DateTime,
    HttpDate,
    Time,
    UnixTime,
    Duration,
    Uuid,
    Json,
    /// Bytes, or a stream of them.
    Body,
    /// A file of a form.
    Upload,
    List(Box<Type>),
    Map(Box<Type>),
    Boxed(Box<Type>),
    Nullable(Box<Type>),
    /// A parameter whose text may be empty.
    OrEmpty(Box<Type>),
    Named(Home, Ident),
}

/// The module that a type stands in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Home {
    /// `types`: a definition.
    Types,
    /// `types::pet`: what stands inside a definition.
    Inside(Ident),
    /// `operations::pets::find_pets`: what stands inside an operation.
    Operation { group: Ident, operation: Ident },
    /// The file of a group: beside the request.
    Group,
}

impl Type {
    /// Whether it can be neither cloned nor compared.
    pub fn streams(&self) -> bool {
        match self {
            Type::Body => true,
            Type::List(of)
            | Type::Map(of)
            | Type::Boxed(of)
            | Type::Nullable(of)
            | Type::OrEmpty(of) => of.streams(),
            _ => false,
        }
    }
}

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
    pub success: Success,
    /// By status; `default` last.
    pub errors: Vec<Arm>,
    /// The headers that its responses declare.
    pub headers: Vec<HeaderField>,
    /// Alternatives of indices into [`Crate::schemes`].
    pub security: Vec<Vec<usize>>,
    /// What stands inside it.
    pub types: Vec<TypeDef>,
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

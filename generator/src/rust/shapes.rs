//! What types are made of.

use super::{Docs, Ident, SchemaDef};
use crate::ir::{EnumBase, IntegerFormat, SchemaId, Tag};

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
    /// What it was made of.
    pub schema: SchemaId,
    pub ident: Ident,
    pub docs: Docs,
    pub shape: Shape,
    /// Paths to derive beyond ours.
    pub derives: Vec<String>,
    /// Attributes without `#[` and `]`.
    pub attributes: Vec<String>,
}

impl TypeDef {
    /// The names that it declares.
    pub fn items(&self) -> impl Iterator<Item = String> {
        let plain = match &self.shape {
            Shape::Struct(of) => of.new.plain.as_ref(),
            _ => None,
        };
        [&self.ident].into_iter().chain(plain).map(Ident::to_string)
    }
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
pub(super) const MAX_ARGUMENTS: usize = 2;

#[derive(Debug, Clone)]
pub struct Field {
    pub ident: Ident,
    /// The name on the wire.
    pub wire: String,
    pub ty: Type,
    pub presence: Presence,
    /// Null is a value, and not the absence of one.
    pub nullable: bool,
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
    pub(super) fn of(required: bool) -> Self {
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
    /// A definition can be written in a body and in a query.
    pub formats: Vec<Format>,
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
    pub(super) rank: u8,
    /// Whether it takes anything, and is for what nothing else fits.
    pub last: bool,
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

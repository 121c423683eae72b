//! Schemas, in an arena.

use super::{Limits, Origin};
use crate::source::{FileId, Place};
use serde::Serialize;

/// The index of a schema in [`super::Api::schemas`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SchemaId(pub(crate) usize);

/// What values there are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Schema {
    pub origin: Origin,
    /// The name of a definition; `None` for a schema that stands inside another or an operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    pub kind: SchemaKind,
    /// Null is a value too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub nullable: bool,
    /// What stands where no value is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<serde_json::Value>,
    /// What the document shows; it need not be allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Limits::is_none")]
    pub limits: Limits,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub xml: Option<Xml>,
}

/// What XML makes of a value (Swagger 2.0, XML Object).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Xml {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// An attribute of the element around it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub attribute: bool,
    /// A list in an element of its own.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub wrapped: bool,
    /// The text of the element around it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub text: bool,
}

impl Schema {
    /// A schema without a name, of which nothing but its kind is said.
    pub fn of(origin: Origin, kind: SchemaKind) -> Self {
        Schema {
            origin,
            kind,
            ..Schema::NOTHING
        }
    }

    pub(super) const NOTHING: Schema = Schema {
        origin: Origin {
            place: Place {
                file: FileId::FIRST,
                start: 0,
                end: 0,
            },
            pointer: String::new(),
        },
        name: None,
        title: None,
        description: None,
        kind: SchemaKind::Any,
        nullable: false,
        default: None,
        example: None,
        limits: Limits::NONE,
        xml: None,
    };
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SchemaKind {
    /// Any JSON value.
    Any,
    /// A definition that the document refers to and does not have: any JSON value, under its name.
    Missing,
    /// A file of a form.
    File,
    Boolean,
    Integer(IntegerFormat),
    Number(NumberFormat),
    String(StringFormat),
    /// Scalars of a list. Clients keep others as well.
    Enum {
        base: EnumBase,
        values: Vec<EnumValue>,
    },
    Array(Slot),
    Map(Slot),
    Object {
        properties: Vec<Property>,
        additional: Additional,
        /// A property that is always of one value, and not among the properties.
        #[serde(skip_serializing_if = "Option::is_none")]
        tag: Option<Tag>,
    },
    /// A base with a `discriminator`: one of several objects, told apart by a property. Clients keep
    /// others as well.
    Choice {
        /// The property.
        tag: String,
        /// The object of the base's own properties, which is one of the alternatives; `None` where the
        /// alternatives have no base.
        #[serde(skip_serializing_if = "Option::is_none")]
        own: Option<SchemaId>,
        /// By value.
        alternatives: Vec<Alternative>,
    },
    /// One of several, told apart by what they are: at least two. Clients keep others as well.
    OneOf(Vec<Slot>),
    /// A definition that is another.
    Alias(Slot),
}

impl SchemaKind {
    /// The properties that an object declares, that of its discriminator among them.
    pub fn declared(&self) -> impl Iterator<Item = &Property> {
        let (properties, tag) = match self {
            SchemaKind::Object {
                properties, tag, ..
            } => (properties.as_slice(), tag.as_ref()),
            _ => (&[][..], None),
        };
        let tag = tag.and_then(|it| it.declared.as_deref());
        properties.iter().chain(tag)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EnumBase {
    String,
    Integer(IntegerFormat),
    Number(NumberFormat),
    Boolean,
    /// Values of several types.
    Any,
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EnumValue {
    /// The string; of [`EnumBase::Any`], the value as JSON; else the text of the integer, the number or
    /// the boolean.
    pub value: String,
    /// What the document calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// The discriminator of an object.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tag {
    pub property: String,
    pub value: String,
    /// The property as it is declared, if it is: what the document says of it.
    #[serde(skip)]
    pub declared: Option<Box<Property>>,
}

/// One of the objects of a [`SchemaKind::Choice`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alternative {
    /// The value of the discriminator.
    pub value: String,
    /// The name of the definition.
    pub name: String,
    pub schema: SchemaId,
}

/// A use of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Slot {
    pub schema: SchemaId,
    /// Null is allowed here.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub nullable: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Property {
    pub origin: Origin,
    pub name: String,
    pub required: bool,
    /// Servers send it; clients need not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub read_only: bool,
    /// Clients send it; servers do not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub write_only: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(flatten)]
    pub slot: Slot,
}

impl Property {
    /// Whether whoever makes an object must give it, client and server alike.
    pub fn must_be_given(&self) -> bool {
        self.required && !self.read_only && !self.write_only
    }
}

/// Properties beside the declared ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Additional {
    /// Allowed, and ignored when read.
    Ignored,
    Forbidden,
    /// Allowed, of this schema, and kept.
    Of(Slot),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum IntegerFormat {
    Int8,
    Int16,
    Int32,
    Int64,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    /// Seconds since 1970.
    UnixTime,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NumberFormat {
    Float,
    Double,
    /// With every digit.
    Decimal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StringFormat {
    /// Any text.
    Plain,
    /// Base64 (RFC 4648, section 4).
    Byte,
    /// Base64 that a URL can hold (RFC 4648, section 5).
    #[serde(rename = "base64url")]
    Base64Url,
    Date,
    DateTime,
    /// As HTTP has dates (RFC 9110, section 5.6.7).
    #[serde(rename = "date-time-rfc1123")]
    HttpDate,
    /// A time of day (RFC 3339, section 5.6).
    Time,
    /// ISO 8601.
    Duration,
    /// A number of every digit, as text.
    Decimal,
    Uuid,
    /// A format that asks for no type of its own: what is sent is the text, as it is.
    #[serde(untagged)]
    Other(String),
}

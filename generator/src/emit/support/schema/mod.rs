//! What the document says of values, as data: the table of schemas, and what reads it.
//!
//! A definition has its schema beside its type, `types::pet::SCHEMA`; they refer to each other, so
//! together they are the one table of the crate.

pub mod at;
mod check;
mod constant;
mod format;
mod number;
mod text;
mod validate;
mod violation;
mod xml;

pub use constant::Constant;
pub use format::{email, hostname, ipv4, ipv6, uri};
pub use text::of_text;
pub use validate::{Checker, Validate, validate, validate_as};
pub use violation::{Invalid, Violation};
pub use xml::{XML, Xml};

use super::text::WireText;
use std::fmt;

/// What values are allowed (Swagger 2.0, "Schema Object").
pub struct Schema {
    pub(super) kind: Kind,
    nullable: bool,
    pub(super) limits: &'static [Limit],
    pub(super) xml: Option<&'static Xml>,
}

#[derive(Debug)]
pub(super) enum Kind {
    Any,
    Boolean,
    /// Of a range.
    Integer(i64, u64),
    Number,
    /// A number that 32 bits can hold, if not exactly.
    Float,
    Text(Option<Format>),
    Values(&'static [Constant]),
    List(&'static Schema),
    Map(&'static Schema),
    Object(&'static [Property], Rest),
    /// The property, and the alternatives by its value.
    Choice(&'static str, &'static [(&'static str, &'static Schema)]),
    OneOf(&'static [&'static Schema]),
    Same(&'static Schema),
}

/// The name of a format, and whether a text is of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Format(pub(super) &'static str, pub(super) fn(&str) -> bool);

/// What a value must meet beside its type (JSON Schema Validation, section 5). Numbers are in decimal
/// notation, lest they lose digits.
#[derive(Clone, Copy, Debug)]
pub enum Limit {
    /// `minimum`.
    AtLeast(&'static str),
    /// `minimum` with `exclusiveMinimum`.
    MoreThan(&'static str),
    /// `maximum`.
    AtMost(&'static str),
    /// `maximum` with `exclusiveMaximum`.
    LessThan(&'static str),
    /// `multipleOf`.
    MultipleOf(&'static str),
    /// `minLength`, in characters.
    MinLength(u64),
    /// `maxLength`, in characters.
    MaxLength(u64),
    /// `pattern`: as the document has it, as a regular expression of Rust, and what decides.
    Pattern(&'static str, &'static str, fn(&str, &str) -> bool),
    /// `minItems`.
    MinItems(u64),
    /// `maxItems`.
    MaxItems(u64),
    /// `uniqueItems`.
    UniqueItems,
    /// `minProperties`.
    MinProperties(u64),
    /// `maxProperties`.
    MaxProperties(u64),
}

/// A property of an object.
#[derive(Debug)]
pub struct Property {
    pub(super) name: &'static str,
    presence: Presence,
    pub(super) schema: &'static Schema,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Presence {
    Required,
    Optional,
    /// Required in answers; requests may have it, and need not.
    ReadOnly,
    /// Required in requests; answers should not have it.
    WriteOnly,
    /// Optional in requests; answers should not have it.
    OptionalWriteOnly,
}

/// The properties that are not listed.
#[derive(Debug)]
pub(super) enum Rest {
    Allowed,
    Forbidden,
    Of(&'static Schema),
}

/// Any value.
pub const ANY: Schema = Schema::of(Kind::Any);
/// `true` or `false`.
pub const BOOLEAN: Schema = Schema::of(Kind::Boolean);
/// An integer of 8 bits.
pub const INT8: Schema = Schema::of(Kind::Integer(i8::MIN as i64, i8::MAX as u64));
/// An integer of 16 bits.
pub const INT16: Schema = Schema::of(Kind::Integer(i16::MIN as i64, i16::MAX as u64));
/// An integer of 32 bits.
pub const INT32: Schema = Schema::of(Kind::Integer(i32::MIN as i64, i32::MAX as u64));
/// An integer of 64 bits.
pub const INT64: Schema = Schema::of(Kind::Integer(i64::MIN, i64::MAX as u64));
/// An unsigned integer of 8 bits.
pub const UINT8: Schema = Schema::of(Kind::Integer(0, u8::MAX as u64));
/// An unsigned integer of 16 bits.
pub const UINT16: Schema = Schema::of(Kind::Integer(0, u16::MAX as u64));
/// An unsigned integer of 32 bits.
pub const UINT32: Schema = Schema::of(Kind::Integer(0, u32::MAX as u64));
/// An unsigned integer of 64 bits.
pub const UINT64: Schema = Schema::of(Kind::Integer(0, u64::MAX));
/// A number.
pub const NUMBER: Schema = Schema::of(Kind::Number);
/// A number of 32 bits.
pub const FLOAT: Schema = Schema::of(Kind::Float);
/// A string.
pub const STRING: Schema = Schema::of(Kind::Text(None));

/// A string of a format: its name, and what decides.
pub const fn text(format: &'static str, is: fn(&str) -> bool) -> Schema {
    Schema::of(Kind::Text(Some(Format(format, is))))
}

/// Whether a text is one of `T`.
pub fn is<T: WireText>(text: &str) -> bool {
    T::from_wire(text).is_ok()
}

/// One of these values.
pub const fn values(values: &'static [Constant]) -> Schema {
    Schema::of(Kind::Values(values))
}

/// A list.
pub const fn list(items: &'static Schema) -> Schema {
    Schema::of(Kind::List(items))
}

/// An object of properties of any name.
pub const fn map(of: &'static Schema) -> Schema {
    Schema::of(Kind::Map(of))
}

/// An object of these properties, and of any others.
pub const fn object(properties: &'static [Property]) -> Schema {
    Schema::of(Kind::Object(properties, Rest::Allowed))
}

/// An object of these properties alone.
pub const fn closed_object(properties: &'static [Property]) -> Schema {
    Schema::of(Kind::Object(properties, Rest::Forbidden))
}

/// An object of these properties, and of others that are of a schema.
pub const fn object_and(properties: &'static [Property], rest: &'static Schema) -> Schema {
    Schema::of(Kind::Object(properties, Rest::Of(rest)))
}

/// One of several objects, told apart by the value of a property.
pub const fn choice(
    property: &'static str,
    alternatives: &'static [(&'static str, &'static Schema)],
) -> Schema {
    Schema::of(Kind::Choice(property, alternatives))
}

/// At least one of these.
pub const fn one_of(alternatives: &'static [&'static Schema]) -> Schema {
    Schema::of(Kind::OneOf(alternatives))
}

/// Another schema.
pub const fn same(schema: &'static Schema) -> Schema {
    Schema::of(Kind::Same(schema))
}

/// A property that must be there.
pub const fn required(name: &'static str, schema: &'static Schema) -> Property {
    Property::of(name, Presence::Required, schema)
}

/// A property that may be there.
pub const fn optional(name: &'static str, schema: &'static Schema) -> Property {
    Property::of(name, Presence::Optional, schema)
}

/// A property that must be there in answers, and may be in requests.
pub const fn read_only(name: &'static str, schema: &'static Schema) -> Property {
    Property::of(name, Presence::ReadOnly, schema)
}

/// A property that must be there in requests, and should not be in answers.
pub const fn write_only(name: &'static str, schema: &'static Schema) -> Property {
    Property::of(name, Presence::WriteOnly, schema)
}

/// A property that may be there in requests, and should not be in answers.
pub const fn optional_write_only(name: &'static str, schema: &'static Schema) -> Property {
    Property::of(name, Presence::OptionalWriteOnly, schema)
}

/// Without what is inside, since schemas may be recursive.
impl fmt::Debug for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Schema({})", self.kind.name())
    }
}

impl Property {
    /// Whether a request, or an answer, without it is not allowed.
    pub(super) fn must_be_there(&self, request: bool) -> bool {
        match self.presence {
            Presence::Required => true,
            Presence::ReadOnly => !request,
            Presence::WriteOnly => request,
            Presence::Optional | Presence::OptionalWriteOnly => false,
        }
    }

    /// Whether a request, or an answer, should not have it.
    pub fn is_out_of_place(&self, request: bool) -> bool {
        let write_only = matches!(
            self.presence,
            Presence::WriteOnly | Presence::OptionalWriteOnly
        );
        write_only && !request
    }

    const fn of(name: &'static str, presence: Presence, schema: &'static Schema) -> Self {
        Self {
            name,
            presence,
            schema,
        }
    }
}

impl Schema {
    const fn of(kind: Kind) -> Self {
        Self {
            kind,
            nullable: false,
            limits: &[],
            xml: None,
        }
    }

    /// The same, and null.
    #[must_use]
    pub const fn or_null(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// Whether null is allowed.
    pub const fn is_nullable(&self) -> bool {
        self.nullable
    }

    /// Whether it names a property.
    pub fn declares(&self, name: &str) -> bool {
        match &self.kind {
            Kind::Object(properties, _) => properties.iter().any(|it| it.name == name),
            Kind::Same(of) => of.declares(name),
            _ => false,
        }
    }

    /// What a property is, by its name or as all others; `None` where it does not say.
    pub fn property(&self, name: &str) -> Option<&'static Schema> {
        match &self.kind {
            Kind::Map(of) => Some(of),
            Kind::Object(properties, rest) => {
                let known = properties.iter().find(|it| it.name == name);
                known.map(|it| it.schema).or(match rest {
                    Rest::Of(of) => Some(of),
                    Rest::Allowed | Rest::Forbidden => None,
                })
            }
            Kind::Same(of) => of.property(name),
            _ => None,
        }
    }

    /// Whether an object of it may have a property, as far as it says.
    pub fn takes(&self, name: &str) -> bool {
        match &self.kind {
            Kind::Map(_) | Kind::Object(..) => self.property(name).is_some(),
            Kind::Same(of) => of.takes(name),
            _ => true,
        }
    }

    /// Whether the empty text is among the values that are listed.
    pub fn lists_empty(&self) -> bool {
        match self.kind {
            Kind::Values(values) => values.iter().any(|it| matches!(it, Constant::Text(""))),
            Kind::Same(schema) => schema.lists_empty(),
            _ => false,
        }
    }

    /// The same within limits.
    #[must_use]
    pub const fn limits(mut self, limits: &'static [Limit]) -> Self {
        self.limits = limits;
        self
    }

    /// The same, in XML as this says.
    #[must_use]
    pub const fn xml(mut self, xml: &'static Xml) -> Self {
        self.xml = Some(xml);
        self
    }
}

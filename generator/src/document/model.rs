//! The objects of a document, as they are written: references are not followed, nothing is inherited yet.
//!
//! Fields have the names of Swagger 2.0 where it has them; those that OpenAPI 3.0 brought, or that documents
//! borrow from it, have its names.

use super::Dialect;
use crate::ir::{Info, Limits, Method, Origin, SecurityKind, Xml};
use crate::source::{FileId, Place, Scalar, ScalarKind};
use indexmap::IndexMap;
use std::collections::HashMap;

/// The whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub dialect: Dialect,
    pub info: Info,
    pub base_path: Option<String>,
    pub paths: Vec<PathItem>,
    /// The definitions, and what else references lead to, by pointer (as in [`Origin`]).
    pub schemas: IndexMap<String, Definition>,
    pub parameters: IndexMap<String, Parameter>,
    pub responses: IndexMap<String, Response>,
    pub headers: IndexMap<String, Header>,
    /// Where references lead, by the file that they are written in and their text.
    pub links: HashMap<(FileId, String), Result<String, Broken>>,
    /// Schemas that became definitions of the document: pointer → pointer.
    pub homes: HashMap<String, String>,
    pub security_schemes: IndexMap<String, SecurityScheme>,
    pub security: Vec<Requirement>,
}

/// A schema that has a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    pub name: String,
    pub schema: Schema,
}

/// What a reference leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Schema,
    Parameter,
    /// A body, where it is an object of its own.
    Body,
    Response,
    Header,
}

impl Kind {
    /// As in "a reference to what is no schema".
    pub fn name(self) -> &'static str {
        match self {
            Kind::Schema => "schema",
            Kind::Parameter => "parameter",
            Kind::Body => "request body",
            Kind::Response => "response",
            Kind::Header => "header",
        }
    }
}

/// Why a reference leads nowhere, with the pointer that it would lead to, or its text.
#[derive(Debug, Clone, PartialEq)]
pub enum Broken {
    Missing(String),
    /// What is there is none of what should be.
    Other(String, Kind),
    /// References that lead to each other.
    Circle(String),
    Network(String),
    /// A file outside of the folder that references may reach.
    Outside(String),
    /// A file that cannot be read, and why.
    File(String, String),
}

/// A `$ref`, and where its text stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    pub target: String,
    pub origin: Origin,
}

/// Path Item Object.
#[derive(Debug, Clone, PartialEq)]
pub struct PathItem {
    /// Of the path itself, the key.
    pub origin: Origin,
    pub reference: Option<Reference>,
    /// Where the reference leads nowhere.
    pub broken: Option<Broken>,
    pub path: String,
    pub parameters: Vec<Parameter>,
    pub operations: Vec<Operation>,
}

/// Operation Object.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Of the method, the key.
    pub origin: Origin,
    pub method: Method,
    pub id: Option<String>,
    pub tags: Vec<String>,
    pub summary: Option<String>,
    pub description: Option<String>,
    pub deprecated: bool,
    /// The media types of bodies that have none of their own.
    pub consumes: Vec<String>,
    /// Of responses likewise.
    pub produces: Vec<String>,
    /// What an extension calls the body.
    pub body_name: Option<String>,
    /// With the body, which is a parameter `in: body`.
    pub parameters: Vec<Parameter>,
    pub responses: Vec<(String, Response)>,
    /// `None`: those of the document hold.
    pub security: Option<Vec<Requirement>>,
}

/// Parameter Object. Type keywords that stand in the parameter itself are read as a schema too.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    pub origin: Origin,
    pub reference: Option<Reference>,
    pub name: String,
    pub location: String,
    pub required: bool,
    /// `allowEmptyValue`.
    pub allow_empty: bool,
    /// `x-ms-skip-url-encoding`.
    pub skip_encoding: bool,
    /// `allowReserved` (OpenAPI 3.0).
    pub allow_reserved: bool,
    /// `x-ms-header-collection-prefix`.
    pub prefix: Option<String>,
    pub description: Option<String>,
    /// Of what is no body.
    pub schema: Schema,
    /// How lists and objects are laid out, where it is not `collectionFormat` that says so.
    pub style: Option<Style>,
    /// What a body is; of others, what the text of a value is.
    pub content: Vec<Media>,
}

/// `style` and `explode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    pub kind: StyleKind,
    pub explode: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StyleKind {
    Form,
    Simple,
    SpaceDelimited,
    PipeDelimited,
    Label,
    Matrix,
    DeepObject,
}

/// What a body is, as media types of one schema.
#[derive(Debug, Clone, PartialEq)]
pub struct Media {
    pub origin: Origin,
    /// `None`: those of the operation.
    pub types: Option<Vec<String>>,
    pub schema: Option<Schema>,
    /// How the properties are sent, where the body is a form.
    pub encoding: IndexMap<String, Encoding>,
}

/// Encoding Object.
#[derive(Debug, Clone, PartialEq)]
pub struct Encoding {
    pub origin: Origin,
    pub content_type: Option<String>,
    pub style: Option<Style>,
    /// The first field that is not built.
    pub other: Option<&'static str>,
}

/// Response Object.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    pub origin: Origin,
    pub reference: Option<Reference>,
    pub description: Option<String>,
    /// Empty: the document says nothing of the body.
    pub content: Vec<Media>,
    pub headers: Vec<Header>,
    /// By media type.
    pub examples: Vec<(String, serde_json::Value)>,
}

/// Header Object.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    pub origin: Origin,
    pub reference: Option<Reference>,
    pub name: String,
    /// `x-ms-header-collection-prefix`.
    pub prefix: Option<String>,
    pub description: Option<String>,
    pub schema: Schema,
}

/// Schema Object, and Items Object.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    pub origin: Origin,
    pub reference: Option<Reference>,
    pub title: Option<String>,
    pub description: Option<String>,
    /// The names in `type`: one, but for documents that write JSON Schema.
    pub types: Vec<String>,
    pub format: Option<String>,
    pub collection_format: Option<(String, Place)>,
    pub values: Option<Vec<EnumValue>>,
    pub items: Option<Box<Schema>>,
    /// `items` that is a list, as JSON Schema has it.
    pub tuple: Vec<Schema>,
    pub properties: IndexMap<String, Schema>,
    pub all_of: Vec<Schema>,
    /// `oneOf` and `anyOf`.
    pub one_of: Vec<Schema>,
    /// The property in `discriminator`.
    pub discriminator: Option<String>,
    /// Its `mapping`: from values to names or references.
    pub mapping: Vec<(String, String)>,
    /// `x-ms-discriminator-value`.
    pub discriminator_value: Option<String>,
    pub required: Vec<String>,
    pub additional: Option<AdditionalProperties>,
    /// `nullable`, or `x-nullable`.
    pub nullable: bool,
    pub read_only: bool,
    pub write_only: bool,
    pub default: Option<(serde_json::Value, Origin)>,
    /// `example`, and what stands for it where the specification has none.
    pub example: Option<serde_json::Value>,
    pub limits: Limits,
    pub xml: Option<Xml>,
}

impl Schema {
    /// A schema that says nothing.
    pub fn nothing(origin: Origin) -> Self {
        Schema {
            origin,
            reference: None,
            title: None,
            description: None,
            types: Vec::new(),
            format: None,
            collection_format: None,
            values: None,
            items: None,
            tuple: Vec::new(),
            properties: IndexMap::new(),
            all_of: Vec::new(),
            one_of: Vec::new(),
            discriminator: None,
            mapping: Vec::new(),
            discriminator_value: None,
            required: Vec::new(),
            additional: None,
            nullable: false,
            read_only: false,
            write_only: false,
            default: None,
            example: None,
            limits: Limits::default(),
            xml: None,
        }
    }
}

/// A value of `enum`, with what extensions say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumValue {
    /// `None` for a list or a mapping.
    pub scalar: Option<Scalar>,
    /// `x-enum-varnames` and its kin.
    pub name: Option<String>,
    pub description: Option<String>,
}

impl EnumValue {
    pub fn is_null(&self) -> bool {
        let scalar = self.scalar.as_ref();
        scalar.is_some_and(|it| it.kind == ScalarKind::Null)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum AdditionalProperties {
    Allowed(bool, Origin),
    Of(Box<Schema>),
}

/// Security Scheme Object.
#[derive(Debug, Clone, PartialEq)]
pub struct SecurityScheme {
    pub origin: Origin,
    /// `None` where it is of no kind that there is, or lacks a part.
    pub kind: Option<SecurityKind>,
    pub description: Option<String>,
}

/// Security Requirement Object: schemes that are all needed.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    pub schemes: Vec<RequiredScheme>,
}

/// A scheme of a requirement, and what it has to allow.
#[derive(Debug, Clone, PartialEq)]
pub struct RequiredScheme {
    pub name: String,
    pub scopes: Vec<String>,
    pub origin: Origin,
}

//! The objects of a Swagger 2.0 document, as they are written: references are not followed, nothing
//! is inherited yet.

use crate::ir::{Info, Limits, Method, Origin, Xml};
use crate::source::{FileId, Place, Scalar};
use indexmap::IndexMap;
use std::collections::HashMap;

/// Swagger Object.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub info: Info,
    pub base_path: Option<String>,
    pub consumes: Option<Vec<String>>,
    pub produces: Option<Vec<String>>,
    pub paths: Vec<PathItem>,
    /// The definitions, and what else references lead to, by pointer (as in [`Origin`]).
    pub schemas: IndexMap<String, Definition>,
    pub parameters: IndexMap<String, Parameter>,
    pub responses: IndexMap<String, Response>,
    /// Where references lead, by the file that they are written in and their text.
    pub links: HashMap<(FileId, String), Result<String, Broken>>,
    /// Schemas that became definitions of the document: pointer → pointer.
    pub homes: HashMap<String, String>,
    pub security_definitions: IndexMap<String, SecurityScheme>,
    pub security: Vec<Requirement>,
}

/// A schema that has a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    pub name: String,
    pub schema: Schema,
}

/// Why a reference leads nowhere, with the pointer that it would lead to, or its text.
#[derive(Debug, Clone, PartialEq)]
pub enum Broken {
    Missing(String),
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
    pub consumes: Option<Vec<String>>,
    pub produces: Option<Vec<String>>,
    pub parameters: Vec<Parameter>,
    pub responses: Vec<(String, Response)>,
    /// `None`: those of the document hold.
    pub security: Option<Vec<Requirement>>,
}

/// Parameter Object. For `in: body` the schema is that of `schema`; otherwise the type keywords
/// stand in the parameter itself, and are read as a schema too.
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
    /// `x-ms-header-collection-prefix`.
    pub prefix: Option<String>,
    pub description: Option<String>,
    pub schema: Schema,
}

/// Response Object.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    pub origin: Origin,
    pub reference: Option<Reference>,
    pub description: Option<String>,
    pub schema: Option<Schema>,
    pub headers: Vec<Header>,
    /// By media type.
    pub examples: Vec<(String, serde_json::Value)>,
}

/// Header Object.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    pub origin: Origin,
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
    /// `oneOf` and `anyOf`, of later versions.
    pub one_of: Vec<Schema>,
    /// The property in `discriminator`.
    pub discriminator: Option<String>,
    /// Its `mapping`, of later versions: from values to names or references.
    pub mapping: Vec<(String, String)>,
    /// `x-ms-discriminator-value`.
    pub discriminator_value: Option<String>,
    pub required: Vec<String>,
    pub additional: Option<AdditionalProperties>,
    /// `x-nullable`.
    pub nullable: bool,
    pub read_only: bool,
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

#[derive(Debug, Clone, PartialEq)]
pub enum AdditionalProperties {
    Allowed(bool, Origin),
    Of(Box<Schema>),
}

/// Security Scheme Object.
#[derive(Debug, Clone, PartialEq)]
pub struct SecurityScheme {
    pub origin: Origin,
    pub kind: String,
    pub description: Option<String>,
    pub name: Option<String>,
    pub location: Option<String>,
    /// `x-bindsmith-token-prefix`: a word before the token of an apiKey.
    pub prefix: Option<String>,
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

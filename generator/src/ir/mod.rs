//! The API as it is meant: no `$ref`, every inherited default applied, exhaustively matchable.
//!
//! Nothing here knows Swagger or Rust. Schemas stand in one arena, so that recursion is an id and
//! not a loop; whole-program questions are functions that return tables ([`analysis`]).

pub mod analysis;
mod content;
mod limits;
mod schema;
pub mod select;

use crate::source::Place;
pub use content::{Codec, Content, ContentShape, MediaType};
pub use limits::Limits;
pub(crate) use limits::tighter_bound;
pub use schema::{
    Additional, Alternative, EnumBase, EnumValue, IntegerFormat, NumberFormat, Property, Schema,
    SchemaId, SchemaKind, Slot, StringFormat, Tag, Xml,
};
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

/// Where something stands in the document: what a diagnostic or a diff may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub place: Place,
    /// JSON pointer (RFC 6901) in the document; in another file, behind the path of that from the
    /// folder of the document and a `#`.
    pub pointer: String,
}

/// The pointer alone: byte ranges say nothing to a reader of the ir.
impl Serialize for Origin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.pointer)
    }
}

/// One API.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Api {
    pub info: Info,
    /// Begins with `/` and does not end with one; empty where paths begin at the root.
    pub base_path: String,
    pub security_schemes: Vec<SecurityScheme>,
    pub operations: Vec<Operation>,
    /// The arena: [`SchemaId`] is an index into it.
    pub schemas: Vec<Schema>,
}

impl Api {
    /// The schema of an id of this api.
    pub fn schema(&self, id: SchemaId) -> &Schema {
        static NOTHING: Schema = Schema::NOTHING;
        // ids are made with the arena and never leave it
        self.schemas.get(id.0).unwrap_or(&NOTHING)
    }

    pub fn schema_ids(&self) -> impl Iterator<Item = SchemaId> + use<> {
        (0..self.schemas.len()).map(SchemaId)
    }
}

/// What is said of the API as a whole.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Info {
    pub title: String,
    pub version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Perhaps with a port. Clients are told where the server is, so nothing is generated of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// Transfer protocols, likewise; empty where none is declared.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schemes: Vec<String>,
    /// Every server of a list of them, the first one too, for each value that a variable of it may have;
    /// empty where the parts above are all that is said.
    #[serde(skip)]
    pub servers: Vec<Server>,
    /// Parameters, headers and schemas that are deprecated, by pointer.
    #[serde(skip)]
    pub deprecated: BTreeSet<String>,
    #[serde(skip)]
    pub origins: Origins,
}

/// Where the API is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    pub origin: Origin,
    /// `None` where it is that by which the document came, and the same of the host.
    pub scheme: Option<String>,
    pub host: Option<String>,
    /// As [`Api::base_path`].
    pub path: String,
}

/// Where the parts of the API stand that are in no list; `None` for those that are not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    pub info: Option<Origin>,
    pub host: Option<Origin>,
    pub base_path: Option<Origin>,
    pub schemes: Option<Origin>,
}

/// One method of one path.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Operation {
    pub origin: Origin,
    pub method: Method,
    /// The template as it is in the document, without the base path.
    pub path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
    pub tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    pub parameters: Vec<Parameter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// How the parameters in the form are sent; `None` where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// Codes ascending, then ranges, `default` last.
    pub responses: Vec<Response>,
    /// Alternatives of schemes that are all needed; empty where the operation is open.
    pub security: Vec<Vec<Requirement>>,
    /// The same as the document has it, with schemes that are not built: by name, each with its scopes.
    #[serde(skip)]
    pub asks: Vec<BTreeMap<String, BTreeSet<String>>>,
}

/// A scheme that is needed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Requirement {
    /// Its index in [`Api::security_schemes`].
    pub scheme: usize,
    /// What it has to allow, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
}

impl Method {
    /// As it stands in a request line.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Put => "PUT",
            Method::Post => "POST",
            Method::Delete => "DELETE",
            Method::Options => "OPTIONS",
            Method::Head => "HEAD",
            Method::Patch => "PATCH",
        }
    }
}

/// How a form is sent. Files need `multipart/form-data`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// `application/x-www-form-urlencoded`.
    Urlencoded,
    /// `multipart/form-data`.
    Multipart,
    /// Whichever the sender prefers.
    Either,
}

/// An input that is text, in the path, the query, a header, a cookie or a form; or a file in a form.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Parameter {
    pub origin: Origin,
    pub name: String,
    pub location: Location,
    pub required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// In a path or a query: its reserved characters and its escapes stand in the URL as they are
    /// (`x-ms-skip-url-encoding`; RFC 6570 calls it reserved expansion).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub skip_encoding: bool,
    /// In a query: reserved characters that do not end the value stand as they are (`allowReserved`).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub allow_reserved: bool,
    pub value: TextValue,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
    Form,
}

impl Location {
    /// The value of `in`.
    pub fn as_str(self) -> &'static str {
        match self {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Cookie => "cookie",
            Location::Form => "formData",
        }
    }
}

/// A value that is written as text, or a list of them; with a layout, an object as well.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TextValue {
    /// A boolean, integer, number, string or enum; in a form, a file; with a layout, the whole value.
    pub schema: SchemaId,
    /// How the elements of a list are kept apart, and those of lists in it, the outermost first; empty
    /// where the value is no list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<List>,
    /// Not one header but a map: one for each entry, whose name is this and the key
    /// (`x-ms-header-collection-prefix`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// An empty text is a value of its own (`allowEmptyValue`), where the schema has none.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub or_empty: bool,
    #[serde(skip_serializing_if = "Layout::is_plain")]
    pub layout: Layout,
}

/// How a value is laid out beyond text and separators (OpenAPI 3.0, `style` and `explode`; RFC 6570). An
/// object holds nothing but texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// The text, or the texts of a list with separators.
    #[default]
    Plain,
    /// `.a`, `.a,b`, `.r,1,g,2`; exploded `.a.b`, `.r=1.g=2`.
    Label { explode: bool },
    /// `;name=a`, `;name=a,b`, `;name=r,1,g,2`; exploded `;name=a;name=b`, `;r=1;g=2`.
    Matrix { explode: bool },
    /// An object: `r,1,g,2`.
    Entries(Separator),
    /// An object: `r=1,g=2`.
    Assignments,
    /// An object: a parameter for each property.
    Properties,
    /// An object: `name[r]=1&name[g]=2`.
    Deep,
    /// JSON.
    Json,
}

impl Layout {
    pub fn is_plain(&self) -> bool {
        *self == Layout::Plain
    }
}

impl TextValue {
    /// A text of this schema.
    pub fn of(schema: SchemaId) -> Self {
        TextValue {
            schema,
            lists: Vec::new(),
            prefix: None,
            or_empty: false,
            layout: Layout::Plain,
        }
    }

    pub fn separators(&self) -> Vec<Separator> {
        self.lists.iter().map(|list| list.separator).collect()
    }
}

/// A list that is written as text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct List {
    pub separator: Separator,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Limits::is_none")]
    pub limits: Limits,
}

/// `collectionFormat` (Swagger 2.0, Parameter Object).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Separator {
    Csv,
    Ssv,
    Tsv,
    Pipes,
    Multi,
}

/// The request body.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Body {
    pub origin: Origin,
    pub name: String,
    pub required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    pub content: Content,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Response {
    pub origin: Origin,
    /// Where it is declared, if it is for several operations.
    #[serde(skip)]
    pub shared: Option<Origin>,
    pub status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `None` where the document gives no schema: the server may send anything, or nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<Content>,
    /// What it would be of, where it has no schema.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub offered: Vec<String>,
    pub headers: Vec<Header>,
    /// What the document shows, by media type; it need not be allowed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<(String, serde_json::Value)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Code(u16),
    /// The statuses of a class that are not declared by themselves: 4 stands for `4XX`.
    Range(u8),
    Default,
}

impl Status {
    pub fn is_success(self) -> bool {
        matches!(self, Status::Code(200..=299) | Status::Range(2))
    }
}

/// A response header.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Header {
    pub origin: Origin,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    pub value: TextValue,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SecurityScheme {
    pub origin: Origin,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    pub kind: SecurityKind,
}

/// How a credential is sent.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SecurityKind {
    Basic,
    ApiKey {
        location: KeyLocation,
        name: String,
        /// A word before the token, such as `Bearer`.
        prefix: Option<String>,
    },
    /// A bearer token that the user supplies (RFC 6750).
    Bearer,
}

/// Where an API key stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyLocation {
    Header,
    Query,
    Cookie,
}

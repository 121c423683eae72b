//! OpenAPI 3.0: its reader, through the model of the crate `openapiv3`. Nothing outside this module knows it.
//!
//! Section names in the comments are those of the specification, <https://spec.openapis.org/oas/v3.0.4.html>.

mod body;
mod deprecated;
mod fields;
mod foreign;
mod operation;
mod parameter;
mod piece;
mod read;
mod schema;
mod security;
mod servers;
mod version;

use crate::document::Dialect;
use crate::document::model::Kind;
pub use read::read;
pub use version::version;

const DIALECT: Dialect = Dialect {
    name: "OpenAPI 3.0",
    definitions: &["components", "schemas"],
    sections: &[
        (&["components", "parameters"], Kind::Parameter),
        (&["components", "requestBodies"], Kind::Body),
        (&["components", "responses"], Kind::Response),
        (&["components", "headers"], Kind::Header),
    ],
    structure: &[
        "components",
        "schemas",
        "paths",
        "parameters",
        "requestBodies",
        "requestBody",
        "responses",
        "headers",
        "content",
        "properties",
        "schema",
        "allOf",
    ],
    security: "components.securitySchemes",
    security_kinds: "apiKey, http (basic, bearer), oauth2 and openIdConnect",
    cookies: true,
    inner_lists: "send them as JSON: `content: { application/json: … }` in place of `schema`",
};

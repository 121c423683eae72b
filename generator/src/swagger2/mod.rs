//! Swagger 2.0: its reader. Nothing outside this module knows it.
//!
//! Section names in the comments are those of the specification,
//! <https://swagger.io/specification/v2/>.

mod fields;
mod read;
mod schema;
mod version;

use crate::document::Dialect;
use crate::document::model::Kind;
pub use read::read;

const DIALECT: Dialect = Dialect {
    name: "Swagger 2.0",
    definitions: &["definitions"],
    sections: &[
        (&["parameters"], Kind::Parameter),
        (&["responses"], Kind::Response),
    ],
    structure: &[
        "definitions",
        "paths",
        "parameters",
        "responses",
        "properties",
        "schema",
        "allOf",
    ],
    security: "securityDefinitions",
    security_kinds: "basic, apiKey and oauth2",
    cookies: false,
    inner_lists: "give `items` a `collectionFormat` of its own",
};

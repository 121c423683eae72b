//! Fields of other versions: they mean nothing in OpenAPI 3.0, and whoever wrote them thinks that they do.

use crate::document::Object;
use crate::report::{Diagnostic, Report, catalogue};
use Version::{OpenApi31, Swagger2};

/// What has the field.
#[derive(Clone, Copy)]
pub(super) enum Version {
    Swagger2,
    OpenApi31,
}

/// A field, the version that has it, and what OpenAPI 3.0 has in its place.
pub(super) type Foreign = (&'static str, Version, &'static str);

pub(super) const DOCUMENT: &[Foreign] = &[
    ("definitions", Swagger2, "`components.schemas`"),
    ("parameters", Swagger2, "`components.parameters`"),
    ("responses", Swagger2, "`components.responses`"),
    (
        "securityDefinitions",
        Swagger2,
        "`components.securitySchemes`",
    ),
    ("host", Swagger2, "`servers`"),
    ("basePath", Swagger2, "`servers`"),
    ("schemes", Swagger2, "`servers`"),
    ("consumes", Swagger2, "`content` of each request body"),
    ("produces", Swagger2, "`content` of each response"),
    ("webhooks", OpenApi31, "`callbacks`"),
];

pub(super) const OPERATION: &[Foreign] = &[
    ("consumes", Swagger2, "`content` of the request body"),
    ("produces", Swagger2, "`content` of each response"),
    ("schemes", Swagger2, "`servers`"),
];

/// Of headers too.
pub(super) const PARAMETER: &[Foreign] = &[
    ("type", Swagger2, "`schema`"),
    ("format", Swagger2, "`schema`"),
    ("items", Swagger2, "`schema`"),
    ("enum", Swagger2, "`schema`"),
    ("default", Swagger2, "`schema`"),
    ("collectionFormat", Swagger2, "`style` and `explode`"),
];

pub(super) const RESPONSE: &[Foreign] = &[(
    "schema",
    Swagger2,
    "`content` with a `schema` for each media type",
)];

pub(super) const SCHEMA: &[Foreign] = &[
    ("const", OpenApi31, "an `enum` of one value"),
    ("prefixItems", OpenApi31, "`items` with a `oneOf`"),
    ("patternProperties", OpenApi31, "`additionalProperties`"),
    ("$defs", OpenApi31, "`components.schemas`"),
    ("if", OpenApi31, "`oneOf`"),
    ("dependentSchemas", OpenApi31, "`oneOf`"),
];

/// Reports each that the object has.
pub(super) fn check(object: &Object<'_>, fields: &[Foreign], report: &mut Report) {
    for (key, version, instead) in fields {
        let Some(child) = object.get(key) else {
            continue;
        };
        let version = match version {
            Swagger2 => "Swagger 2.0",
            OpenApi31 => "OpenAPI 3.1",
        };
        let message = format!("`{key}` is of {version}, and means nothing in OpenAPI 3.0");
        let diagnostic = Diagnostic::new(&catalogue::FOREIGN_FIELD, message);
        let diagnostic = diagnostic.at_pointer(child.key_place, &child.pointer, "this one");
        let diagnostic = diagnostic.generated("as if it were absent");
        report.add(diagnostic.help(format!("say it with {instead}")));
    }
}

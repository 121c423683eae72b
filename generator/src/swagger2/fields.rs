//! The fields of the objects of Swagger 2.0, but for those that are words alone, and path items.

pub(super) const DOCUMENT: &[&str] = &[
    "swagger",
    "info",
    "host",
    "basePath",
    "schemes",
    "consumes",
    "produces",
    "paths",
    "definitions",
    "parameters",
    "responses",
    "securityDefinitions",
    "security",
    "tags",
    // told by itself
    "openapi",
];

pub(super) const OPERATION: &[&str] = &[
    "tags",
    "operationId",
    "consumes",
    "produces",
    "parameters",
    "responses",
    "schemes",
    "deprecated",
    "security",
];

pub(super) const PARAMETER: &[&str] = &["name", "in", "required", "schema", "allowEmptyValue"];

pub(super) const RESPONSE: &[&str] = &["schema", "headers"];

/// Of parameters, headers and elements.
pub(super) const ITEMS: &[&str] = &[
    "type",
    "format",
    "items",
    "collectionFormat",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
];

/// What schemas have beside these, and is read of parameters and headers too; so are `oneOf` and `anyOf`.
pub(super) const SCHEMA: &[&str] = &[
    "maxProperties",
    "minProperties",
    "required",
    "allOf",
    "properties",
    "additionalProperties",
    "discriminator",
    "readOnly",
    "xml",
    "oneOf",
    "anyOf",
    "definitions",
];

pub(super) const SECURITY_SCHEME: &[&str] = &[
    "type",
    "name",
    "in",
    "flow",
    "authorizationUrl",
    "tokenUrl",
    "scopes",
];

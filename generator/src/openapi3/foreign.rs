//! Fields of other versions: they mean nothing in OpenAPI 3.0, and whoever wrote them thinks that they do.

use crate::document::{Object, check_fields};
use crate::report::{Diagnostic, Report, catalogue};
use crate::source::{ScalarKind, Value};
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
    (
        "jsonSchemaDialect",
        OpenApi31,
        "the keywords of OpenAPI 3.0, the only ones",
    ),
];

pub(super) const COMPONENTS: &[Foreign] = &[("pathItems", OpenApi31, "`paths`")];

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
    ("pattern", Swagger2, "`schema`"),
    ("minimum", Swagger2, "`schema`"),
    ("maximum", Swagger2, "`schema`"),
    ("exclusiveMinimum", Swagger2, "`schema`"),
    ("exclusiveMaximum", Swagger2, "`schema`"),
    ("multipleOf", Swagger2, "`schema`"),
    ("minLength", Swagger2, "`schema`"),
    ("maxLength", Swagger2, "`schema`"),
    ("minItems", Swagger2, "`schema`"),
    ("maxItems", Swagger2, "`schema`"),
    ("uniqueItems", Swagger2, "`schema`"),
    ("collectionFormat", Swagger2, "`style` and `explode`"),
];

pub(super) const RESPONSE: &[Foreign] = &[(
    "schema",
    Swagger2,
    "`content` with a `schema` for each media type",
)];

pub(super) const SCHEMA: &[Foreign] = &[
    (
        "collectionFormat",
        Swagger2,
        "`style` and `explode` of the parameter",
    ),
    ("const", OpenApi31, "an `enum` of one value"),
    ("prefixItems", OpenApi31, "`items` with a `oneOf`"),
    ("patternProperties", OpenApi31, "`additionalProperties`"),
    ("$defs", OpenApi31, "`components.schemas`"),
    ("if", OpenApi31, "`oneOf`"),
    ("dependentSchemas", OpenApi31, "`oneOf`"),
    ("dependentRequired", OpenApi31, "`oneOf`"),
    (
        "unevaluatedProperties",
        OpenApi31,
        "`additionalProperties` of each part",
    ),
    ("unevaluatedItems", OpenApi31, "`items`"),
    ("propertyNames", OpenApi31, "the `description`"),
    ("contains", OpenApi31, "the `description`"),
    ("contentEncoding", OpenApi31, "`format: byte`"),
    ("contentMediaType", OpenApi31, "`content` with a media type"),
    ("$dynamicRef", OpenApi31, "`$ref`"),
];

/// A keyword of a schema that is read all the same, where its value is so: as what, and the version that has
/// it.
type Read = (
    &'static str,
    fn(&Value) -> bool,
    &'static str,
    Version,
    &'static str,
);

const READ: &[Read] = &[
    (
        "type",
        |it| matches!(it, Value::Sequence(_)),
        "a list in `type`",
        OpenApi31,
        "one type, and `nullable` or `oneOf`",
    ),
    (
        "type",
        |it| matches!(it, Value::Scalar(it) if it.text == "null"),
        "`type: \"null\"`",
        OpenApi31,
        "`nullable`",
    ),
    (
        "exclusiveMinimum",
        is_number,
        "a number in `exclusiveMinimum`",
        OpenApi31,
        "`minimum`, and `exclusiveMinimum: true`",
    ),
    (
        "exclusiveMaximum",
        is_number,
        "a number in `exclusiveMaximum`",
        OpenApi31,
        "`maximum`, and `exclusiveMaximum: true`",
    ),
    (
        "examples",
        |_| true,
        "`examples` of a schema",
        OpenApi31,
        "`example`",
    ),
    (
        "discriminator",
        |it| matches!(it, Value::Scalar(_)),
        "a name in `discriminator`",
        Swagger2,
        "`propertyName` in it",
    ),
];

fn is_number(value: &Value) -> bool {
    matches!(value, Value::Scalar(it) if it.kind == ScalarKind::Number)
}

/// Reports each that the object has, and each that is of no version; `what` the object is, with an article,
/// and the fields that it may have.
pub(super) fn check(
    object: &Object<'_>,
    what: &str,
    known: &[&[&str]],
    foreign: &[Foreign],
    report: &mut Report,
) {
    let told: Vec<&str> = foreign.iter().map(|(key, ..)| *key).collect();
    let known: Vec<&[&str]> = known.iter().copied().chain([&*told]).collect();
    check_fields(object, what, &known, report);
    for (key, version, instead) in foreign {
        let Some(child) = object.get(key) else {
            continue;
        };
        let version = name(*version);
        let message = format!("`{key}` is of {version}, and means nothing in OpenAPI 3.0");
        let diagnostic = Diagnostic::new(&catalogue::FOREIGN_FIELD, message);
        let diagnostic = diagnostic.at_pointer(child.key_place, &child.pointer, "this one");
        let diagnostic = diagnostic.generated("as if it were absent");
        report.add(diagnostic.help(format!("say it with {instead}")));
    }
}

/// Reports what a schema says, and what is read, as another version has it.
pub(super) fn check_read(object: &Object<'_>, report: &mut Report) {
    for (key, is, what, version, instead) in READ {
        let Some(child) = object.get(key).filter(|it| is(&it.node.value)) else {
            continue;
        };
        let version = name(*version);
        let message = format!("{what} is of {version}, and not of OpenAPI 3.0");
        let diagnostic = Diagnostic::new(&catalogue::FOREIGN_FIELD, message);
        let diagnostic = diagnostic.at_pointer(child.key_place, &child.pointer, "this one");
        let diagnostic = diagnostic.generated("what it means there");
        report.add(diagnostic.help(format!("say it with {instead}")));
    }
}

fn name(version: Version) -> &'static str {
    match version {
        Swagger2 => "Swagger 2.0",
        OpenApi31 => "OpenAPI 3.1",
    }
}

//! Parameter Object and Header Object.

use super::body::content;
use super::piece::{Field, Kind, piece, unknown};
use super::schema::schema;
use super::{fields, foreign};
use crate::document::model::{Header, Parameter, Schema, Style, StyleKind};
use crate::document::{Object, reference};
use crate::ir::Origin;
use crate::report::{Diagnostic, Report, catalogue};
use crate::source::Node;
use openapiv3::{ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle};

const COMMON: &[Field] = &[
    ("name", Kind::Wanted),
    ("in", Kind::Text),
    ("description", Kind::Text),
    ("required", Kind::Flag),
    ("explode", Kind::Flag),
    ("allowEmptyValue", Kind::Flag),
    ("allowReserved", Kind::Flag),
];

const HEADER: &[Field] = &[
    ("description", Kind::Text),
    ("required", Kind::Flag),
    ("style", Kind::Name(&["simple"])),
];

const PATH_STYLES: &[&str] = &["matrix", "label", "simple"];
pub(super) const QUERY_STYLES: &[&str] = &["form", "spaceDelimited", "pipeDelimited", "deepObject"];

const LOCATIONS: &[&str] = &["path", "query", "header", "cookie"];

/// Says of a place that it is none that there is.
fn elsewhere(object: &Object<'_>, location: &str, report: &mut Report) {
    let swagger2 = ["body", "formData"].contains(&location);
    let Some(child) = object.get("in").filter(|_| swagger2) else {
        return unknown(object, "in", location, LOCATIONS, report);
    };
    let message = format!("`in: {location}` is of Swagger 2.0, and no place in OpenAPI 3.0");
    let diagnostic = Diagnostic::new(&catalogue::FOREIGN_FIELD, message);
    let diagnostic = diagnostic.at_pointer(child.node.place, &child.pointer, "this one");
    let diagnostic = diagnostic.generated("no such parameter");
    report.add(diagnostic.help("say it with `requestBody` of the operation"));
}

pub(super) fn parameter(node: &Node, origin: Origin, report: &mut Report) -> Option<Parameter> {
    let object = Object::new(node, origin, "a parameter", report)?;
    if let Some(reference) = reference(&object, report) {
        return Some(Parameter {
            reference: Some(reference),
            ..nothing(&object)
        });
    }
    let name = object.required_text("name", "a parameter", report);
    let location = object.required_text("in", "a parameter", report);
    let (name, location) = (name?, location?);
    let reserved = ["accept", "content-type", "authorization"];
    if location == "header" && reserved.iter().any(|it| name.eq_ignore_ascii_case(it)) {
        reserved_header(&object, &name, report);
    }
    let styles = match location.as_str() {
        "path" => PATH_STYLES,
        "query" => QUERY_STYLES,
        "header" => &["simple"],
        "cookie" => &["form"],
        _ => {
            elsewhere(&object, &location, report);
            return None;
        }
    };
    let mut fields = COMMON.to_vec();
    fields.extend([("style", Kind::Name(styles)), format(&object, report)]);
    let parameter: openapiv3::Parameter = piece(&object, &fields, "a parameter", report)?;
    foreign::check(
        &object,
        "a parameter",
        &[fields::PARAMETER, fields::HEADER],
        foreign::PARAMETER,
        report,
    );
    let (data, kind, allow_reserved, allow_empty) = match parameter {
        openapiv3::Parameter::Query {
            parameter_data,
            allow_reserved,
            style,
            allow_empty_value,
        } => {
            let allow_empty = allow_empty_value.unwrap_or(false);
            (
                parameter_data,
                query_style(&style),
                allow_reserved,
                allow_empty,
            )
        }
        openapiv3::Parameter::Path {
            parameter_data,
            style,
        } => (parameter_data, path_style(&style), false, false),
        openapiv3::Parameter::Header { parameter_data, .. } => {
            (parameter_data, StyleKind::Simple, false, false)
        }
        openapiv3::Parameter::Cookie { parameter_data, .. } => {
            (parameter_data, StyleKind::Form, false, false)
        }
    };
    let ParameterData {
        description,
        required,
        format,
        explode,
        ..
    } = data;
    let skip_encoding = object
        .flag("x-ms-skip-url-encoding", report)
        .unwrap_or(false);
    let is_content = matches!(format, ParameterSchemaOrContent::Content(_));
    Some(Parameter {
        name,
        location,
        required,
        allow_empty,
        skip_encoding,
        allow_reserved,
        prefix: object.text("x-ms-header-collection-prefix", report),
        schema: inner(&object, description.as_ref(), report),
        description,
        style: Some(style(kind, explode)),
        content: match is_content {
            true => content(&object, report),
            false => Vec::new(),
        },
        ..nothing(&object)
    })
}

pub(super) fn header(
    name: String,
    node: &Node,
    origin: Origin,
    report: &mut Report,
) -> Option<Header> {
    let object = Object::new(node, origin, "a header", report)?;
    if name.eq_ignore_ascii_case("content-type") {
        reserved_header(&object, &name, report);
    }
    let reference = reference(&object, report);
    let mut fields = HEADER.to_vec();
    fields.push(format(&object, report));
    let header: openapiv3::Header = piece(&object, &fields, "a header", report)?;
    if reference.is_none() {
        foreign::check(
            &object,
            "a header",
            &[fields::HEADER],
            foreign::PARAMETER,
            report,
        );
    }
    let schema = match object.get("content") {
        Some(child) if object.get("schema").is_none() => {
            let message = "a response header of a media type is not built";
            let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_PARAMETER, message);
            let diagnostic = diagnostic.at_pointer(child.key_place, &child.pointer, "this one");
            report.add(diagnostic.generated("its text"));
            Schema {
                types: vec!["string".to_owned()],
                ..Schema::nothing(object.origin.clone())
            }
        }
        _ => inner(&object, header.description.as_ref(), report),
    };
    Some(Header {
        reference,
        name,
        prefix: object.text("x-ms-header-collection-prefix", report),
        description: header.description,
        schema,
        origin: object.origin,
    })
}

/// Bodies and security schemes say what these headers say, and a document that declares one all the same is
/// to be ignored. Those who write it mean it.
fn reserved_header(object: &Object<'_>, name: &str, report: &mut Report) {
    let message = format!("the header `{name}` is for media types and security schemes to say");
    let (place, pointer) = (object.origin.place, &object.origin.pointer);
    let diagnostic = Diagnostic::new(&catalogue::RESERVED_HEADER, message);
    let diagnostic = diagnostic.at_pointer(place, pointer, "this one");
    report.add(diagnostic.generated("the header as it is declared"));
}

/// `style` and `explode`, which is only of forms where it is not said.
pub(super) fn style(kind: StyleKind, explode: Option<bool>) -> Style {
    Style {
        kind,
        explode: explode.unwrap_or(kind == StyleKind::Form),
    }
}

pub(super) fn query_style(style: &QueryStyle) -> StyleKind {
    match style {
        QueryStyle::Form => StyleKind::Form,
        QueryStyle::SpaceDelimited => StyleKind::SpaceDelimited,
        QueryStyle::PipeDelimited => StyleKind::PipeDelimited,
        QueryStyle::DeepObject => StyleKind::DeepObject,
    }
}

fn path_style(style: &PathStyle) -> StyleKind {
    match style {
        PathStyle::Matrix => StyleKind::Matrix,
        PathStyle::Label => StyleKind::Label,
        PathStyle::Simple => StyleKind::Simple,
    }
}

/// The model wants one of `schema` and `content`; so does the specification, and one media type.
fn format(object: &Object<'_>, report: &mut Report) -> Field {
    if let Some(child) = object.get("content") {
        let several = child.node.as_mapping().is_some_and(|it| it.len() > 1);
        let said = if object.get("schema").is_some() {
            Some((
                "`content` beside `schema`: there is one of the two",
                "what `schema` says",
            ))
        } else if several {
            Some(("several media types in one parameter", "the first one"))
        } else {
            None
        };
        if let Some((message, generated)) = said {
            let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_PARAMETER, message);
            let diagnostic = diagnostic.at_pointer(child.key_place, &child.pointer, "this one");
            report.add(diagnostic.generated(generated));
        }
    }
    match (object.get("schema"), object.get("content")) {
        (None, Some(_)) => ("content", Kind::InnerMap(&[])),
        (Some(_), _) => ("schema", Kind::Part),
        (None, None) => ("schema", Kind::Empty),
    }
}

/// The schema, which is described as the whole is, where it does not say otherwise.
fn inner(object: &Object<'_>, description: Option<&String>, report: &mut Report) -> Schema {
    let child = object.get("schema");
    let schema = child.and_then(|child| schema(child.node, child.origin(), report));
    let mut schema = schema.unwrap_or_else(|| Schema::nothing(object.origin.clone()));
    if schema.reference.is_none() && schema.description.is_none() {
        schema.description = description.cloned();
    }
    schema
}

/// A parameter of which nothing is said.
pub(super) fn nothing(object: &Object<'_>) -> Parameter {
    Parameter {
        origin: object.origin.clone(),
        reference: None,
        name: String::new(),
        location: String::new(),
        required: false,
        allow_empty: false,
        skip_encoding: false,
        allow_reserved: false,
        prefix: None,
        description: None,
        schema: Schema::nothing(object.origin.clone()),
        style: None,
        content: Vec::new(),
    }
}

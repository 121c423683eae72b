//! What the document says of an operation's inputs, body and answers, for its constant.

use super::media;
use super::schemas::{SchemaDef, SchemaShape, SchemaUse};
use super::types::Types;
use crate::ir::{
    Content, Header, Layout, Location, MediaType, Operation, Parameter, Schema, Separator, Slot,
    Status,
};

/// The schemas of an operation.
#[derive(Debug, Clone, Default)]
pub struct Table {
    pub inputs: Vec<TextInput>,
    /// Of a body that is a value.
    pub body: Option<SchemaUse>,
    pub body_required: bool,
    /// Of the declared answers, with what they are where that is a value; 4 stands for `4XX`, 0 for
    /// `default`.
    pub answers: Vec<(u16, Option<SchemaUse>)>,
    /// What those may be that are not what the others are.
    pub produces: Vec<(u16, Vec<MediaType>)>,
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct TextInput {
    pub location: Location,
    pub name: String,
    pub required: bool,
    pub or_empty: bool,
    pub skip_encoding: bool,
    pub allow_reserved: bool,
    /// Of a collection of headers.
    pub prefix: Option<String>,
    pub lists: Vec<Separator>,
    pub layout: Layout,
    pub schema: SchemaUse,
}

pub(super) fn table(types: &mut Types<'_, '_>, operation: &Operation) -> Table {
    let inputs = operation.parameters.iter().map(|it| input(types, it));
    let inputs = inputs.collect();
    let value = |content: &Content| content.schema;
    let body = operation.body.as_ref().and_then(|it| value(&it.content));
    let body = body.map(|slot| types.schema_use(slot));
    let answers = operation.responses.iter().map(|response| {
        let slot = response.content.as_ref().and_then(value);
        let slot = slot.map(|slot| types.schema_use(slot));
        (key(response.status), slot)
    });
    let answers = answers.collect();
    let produces = own_media_types(operation);
    Table {
        inputs,
        body_required: body.is_some() && operation.body.as_ref().is_some_and(|it| it.required),
        body,
        answers,
        produces,
    }
}

/// What bodies may be written as, by status, where the document says that of each response (OpenAPI 3.0):
/// what is said of the operation (Swagger 2.0, `produces`) holds for all.
fn own_media_types(operation: &Operation) -> Vec<(u16, Vec<MediaType>)> {
    let contents = operation.responses.iter();
    let mut contents = contents.filter_map(|it| Some(&it.content.as_ref()?.media_types));
    let first = contents.next();
    if contents.all(|it| Some(it) == first) {
        return Vec::new();
    }
    let values = operation.responses.iter().filter_map(|response| {
        let content = response.content.as_ref()?;
        Some((key(response.status), media::usable(Some(content))))
    });
    values.collect()
}

/// The status, 4 for `4XX` and 0 for `default`.
fn key(status: Status) -> u16 {
    match status {
        Status::Code(code) => code,
        Status::Range(class) => class.into(),
        Status::Default => 0,
    }
}

/// A header of an answer, as if it were of a request.
pub(super) fn header_input(types: &mut Types<'_, '_>, header: &Header) -> TextInput {
    let parameter = Parameter {
        origin: header.origin.clone(),
        name: header.name.clone(),
        location: Location::Header,
        required: false,
        description: None,
        skip_encoding: false,
        allow_reserved: false,
        value: header.value.clone(),
    };
    input(types, &parameter)
}

fn input(types: &mut Types<'_, '_>, parameter: &Parameter) -> TextInput {
    let value = &parameter.value;
    let slot = Slot {
        schema: value.schema,
        nullable: false,
    };
    let element = types.schema_use(slot);
    // the innermost list stands around the element
    let schema = value.lists.iter().rev().fold(element, |of, list| {
        let schema = Schema {
            limits: list.limits.clone(),
            ..Schema::of(parameter.origin.clone(), crate::ir::SchemaKind::Any)
        };
        SchemaUse::Here(Box::new(SchemaDef {
            shape: SchemaShape::List(of),
            nullable: false,
            limits: types.schema_limits(&schema),
            xml: None,
        }))
    });
    TextInput {
        location: parameter.location,
        name: parameter.name.clone(),
        required: parameter.required,
        or_empty: value.or_empty,
        skip_encoding: parameter.skip_encoding,
        allow_reserved: parameter.allow_reserved,
        prefix: value.prefix.clone(),
        lists: value.separators(),
        layout: value.layout,
        schema,
    }
}

//! The request type of an operation: its parameters and its body as fields.

use super::inline::{self, Inline};
use super::limits;
use super::names::{CaseOf, Ident, Item, Reserved};
use super::responses::with_charset;
use super::types::Types;
use super::{Docs, Field, Format, Input, InputPlace, MAX_ARGUMENTS, New, Presence, Type};
use crate::ir::{Content, Location, Operation, Origin, Parameter, SchemaId};

/// What stands inside the parameters and the body.
pub(super) fn inline(types: &Types<'_, '_>, operation: &Operation) -> Vec<Inline> {
    let mut found = Vec::new();
    for parameter in &operation.parameters {
        let (name, key) = (&parameter.name, key(operation, parameter));
        let schema = parameter.value.schema;
        found.extend(inline::find(
            types.api,
            schema,
            name,
            &key,
            Format::Text,
            true,
        ));
    }
    if let Some(body) = &operation.body
        && let Content::Json(slot) = &body.content
    {
        let key = body_key(operation);
        let (name, schema) = (&body.name, slot.schema);
        found.extend(inline::find(
            types.api,
            schema,
            name,
            &key,
            Format::Json,
            true,
        ));
    }
    found
}

fn key(operation: &Operation, parameter: &Parameter) -> String {
    let name = match parameter.location {
        Location::Header => parameter.name.to_ascii_lowercase(),
        Location::Path | Location::Query | Location::Form => parameter.name.clone(),
    };
    let location = parameter.location.as_str();
    format!(
        "{}/parameters/{location}:{}",
        operation.origin.pointer,
        inline::escape(&name)
    )
}

fn body_key(operation: &Operation) -> String {
    format!("{}/parameters/body", operation.origin.pointer)
}

/// One input, before it has a name.
struct Draft<'a> {
    item: Item,
    ty: Type,
    place: InputPlace,
    required: bool,
    description: Option<&'a str>,
    /// Whose limits hold for it.
    schema: Option<SchemaId>,
    origin: &'a Origin,
}

/// Path parameters in the order of the path, then the others as they stand, then the body; and what
/// `new` takes.
pub(super) fn inputs(
    types: &mut Types<'_, '_>,
    operation: &Operation,
    base: &Ident,
) -> (Vec<Input>, New) {
    let position = |it: &Parameter| match it.location {
        Location::Path => operation.path.find(&format!("{{{}}}", it.name)),
        Location::Query | Location::Header | Location::Form => None,
    };
    let mut parameters: Vec<&Parameter> = operation.parameters.iter().collect();
    parameters.sort_by_key(|it| position(it).unwrap_or(usize::MAX));
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    for parameter in parameters {
        drafts.push(text_input(types, operation, parameter));
    }
    drafts.extend(body_input(types, operation));
    let items: Vec<Item> = drafts.iter().map(|draft| draft.item.clone()).collect();
    let settled = types
        .names
        .settle("field", &items, Reserved::NONE, &[], types.report);
    let inputs = drafts.into_iter().zip(settled).map(|(draft, name)| {
        let docs = Docs::of(draft.description);
        let docs = match draft.schema {
            Some(id) => limits::of_use(docs, types.api.schema(id)),
            None => docs,
        };
        let field = Field {
            docs: types.renamed(docs, &name, &draft.item.text, draft.origin),
            ident: name.ident,
            wire: draft.item.text,
            ty: draft.ty,
            presence: Presence::of(draft.required),
        };
        Input {
            field,
            place: draft.place,
        }
    });
    let inputs: Vec<Input> = inputs.collect();
    let new = new(&inputs, base);
    (inputs, new)
}

fn text_input<'a>(
    types: &mut Types<'_, '_>,
    operation: &Operation,
    parameter: &'a Parameter,
) -> Draft<'a> {
    let element = types.schema(parameter.value.schema);
    let location = parameter.location;
    let beside = format!("{} {}", location.as_str(), parameter.name);
    Draft {
        item: Item {
            key: key(operation, parameter),
            text: parameter.name.clone(),
            candidates: vec![
                Ident::of(&parameter.name, CaseOf::Value),
                Ident::of(&beside, CaseOf::Value),
            ],
        },
        ty: match parameter.value.list {
            Some(_) => Type::List(Box::new(element)),
            None => element,
        },
        place: InputPlace::Text(location, parameter.value.list),
        required: parameter.required || location == Location::Path,
        description: parameter.description.as_deref(),
        schema: parameter
            .value
            .list
            .is_none()
            .then_some(parameter.value.schema),
        origin: &parameter.origin,
    }
}

fn body_input<'a>(types: &mut Types<'_, '_>, operation: &'a Operation) -> Option<Draft<'a>> {
    let body = operation.body.as_ref()?;
    let (ty, place) = match &body.content {
        Content::Json(slot) => (types.slot(*slot), InputPlace::JsonBody),
        Content::Text { media_type } => {
            let media_type = with_charset(media_type);
            (Type::String, InputPlace::TextBody { media_type })
        }
        Content::Bytes { media_type } => {
            let media_type = media_type.clone();
            (Type::Bytes, InputPlace::BytesBody { media_type })
        }
    };
    Some(Draft {
        item: Item {
            key: body_key(operation),
            text: body.name.clone(),
            candidates: vec![
                Ident::of(&body.name, CaseOf::Value),
                Ident::of("body", CaseOf::Value),
            ],
        },
        ty,
        place,
        required: body.required,
        description: body.description.as_deref(),
        schema: None,
        origin: &body.origin,
    })
}

/// The required inputs: path order, then wire name, then the body.
fn new(inputs: &[Input], base: &Ident) -> New {
    let rank = |input: &Input| match &input.place {
        InputPlace::Text(Location::Path, _) => (0, String::new()),
        InputPlace::Text(..) => (1, input.field.wire.clone()),
        InputPlace::JsonBody | InputPlace::TextBody { .. } | InputPlace::BytesBody { .. } => {
            (2, String::new())
        }
    };
    let mut required: Vec<(usize, &Input)> = inputs
        .iter()
        .enumerate()
        .filter(|(_, input)| input.field.presence == Presence::Required)
        .collect();
    required.sort_by_cached_key(|(index, input)| (rank(input), *index));
    let required: Vec<usize> = required.into_iter().map(|(index, _)| index).collect();
    let plain = (required.len() > MAX_ARGUMENTS).then(|| base.with_suffix("Required"));
    New { required, plain }
}

//! The request type of an operation: its parameters and its body as fields.

use super::inline::{self, Inline};
use super::layout;
use super::limits;
use super::names::{CaseOf, Ident, Item, Kind, Settled};
use super::types::Types;
use super::{
    Capability, Docs, Field, Format, Home, Input, InputPlace, MAX_ARGUMENTS, MediaChoice, New,
    Presence, Type, media, paragraph,
};
use crate::ir::{ContentShape, Layout, Location, Operation, Origin, Parameter, SchemaId};
use crate::pointer;

/// What stands inside the parameters and the body.
pub(super) fn inline(types: &Types<'_, '_>, operation: &Operation) -> Vec<Inline> {
    let mut found = Vec::new();
    for parameter in &operation.parameters {
        let (name, key) = (&parameter.name, key(operation, parameter));
        let schema = parameter.value.schema;
        let format = match parameter.value.layout {
            Layout::Plain => Format::Text,
            _ => Format::Json,
        };
        found.extend(inline::find(types.api, schema, name, &key, format, true));
    }
    if let Some(body) = &operation.body
        && let Some(slot) = body.content.schema
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
        Location::Path | Location::Query | Location::Cookie | Location::Form => {
            parameter.name.clone()
        }
    };
    let location = parameter.location.as_str();
    format!(
        "{}/parameters/{location}:{}",
        operation.origin.pointer,
        pointer::escape(&name)
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

/// Path parameters in the order of the path, then the others as they stand, then the body; what `new`
/// takes; and the choices of media types.
pub(super) fn inputs(
    types: &mut Types<'_, '_>,
    operation: &Operation,
    base: &Ident,
) -> (Vec<Input>, New, Vec<MediaChoice>) {
    let position = |it: &Parameter| match it.location {
        Location::Path => operation.path.find(&format!("{{{}}}", it.name)),
        Location::Query | Location::Header | Location::Cookie | Location::Form => None,
    };
    let mut parameters: Vec<&Parameter> = operation.parameters.iter().collect();
    parameters.sort_by_key(|it| position(it).unwrap_or(usize::MAX));
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    for parameter in parameters {
        drafts.push(text_input(types, operation, parameter));
    }
    let content_type = media::content_type(types, operation, base);
    let accept = media::accept(types, operation, base);
    let body = body_input(types, operation);
    let choices = [(&content_type, false), (&accept, true)];
    let choices = choices.into_iter().filter_map(|(choice, answer)| {
        let choice = choice.as_ref()?;
        Some(choice_input(choice, answer, operation))
    });
    let choices: Vec<Draft<'_>> = choices.collect();
    drafts.extend(body);
    // a parameter that is new must not rename a choice, nor a second media type a parameter
    let known: Vec<Ident> = choices.iter().filter_map(|it| locked(types, it)).collect();
    let mut settled = settle(types, &drafts, &known.iter().collect::<Vec<_>>());
    let taken: Vec<&Ident> = settled.iter().map(|name| &name.ident).collect();
    let more = settle(types, &choices, &taken);
    settled.extend(more);
    drafts.extend(choices);
    let inputs = drafts.into_iter().zip(settled).map(|(draft, name)| {
        let docs = Docs::of(draft.description);
        let docs = match &draft.place {
            InputPlace::Headers(prefix) => docs.and(collection(prefix)),
            _ => docs,
        };
        let docs = match draft.schema {
            Some(id) => limits::of_use(docs, types.api.schema(id)),
            None => docs,
        };
        let field = Field {
            docs: types.renamed(docs, &name, &draft.item.text, draft.origin),
            ident: name.ident,
            wire: draft.item.text,
            ty: draft.ty,
            nullable: false,
            presence: Presence::of(draft.required),
        };
        Input {
            field,
            place: draft.place,
        }
    });
    let mut inputs: Vec<Input> = inputs.collect();
    // what the body is sent as is said before it is written
    inputs.sort_by_key(|input| match input.place {
        InputPlace::Text(..) | InputPlace::LaidOut(_) | InputPlace::Headers(_) => 0,
        InputPlace::ContentType => 1,
        InputPlace::Body | InputPlace::Stream => 2,
        InputPlace::Accept => 3,
    });
    let new = new(&inputs, base);
    (
        inputs,
        new,
        content_type.into_iter().chain(accept).collect(),
    )
}

fn locked(types: &Types<'_, '_>, draft: &Draft<'_>) -> Option<Ident> {
    Ident::parse(types.names.locked(Kind::FIELD.name, &draft.item.key)?)
}

fn settle(types: &mut Types<'_, '_>, drafts: &[Draft<'_>], taken: &[&Ident]) -> Vec<Settled> {
    let items: Vec<Item> = drafts.iter().map(|draft| draft.item.clone()).collect();
    let names = &mut types.names;
    names.settle(Kind::FIELD, &items, taken, types.report)
}

/// What stands in the docs of a collection of headers.
pub(super) fn collection(prefix: &str) -> String {
    let prefix = paragraph(prefix);
    format!("A header for each entry: {prefix} and the key, which arrives in lower case.")
}

const CONTENT_TYPE: &str =
    "What the body is sent as; else the first that the document prefers. On a server: what came.";
const ACCEPT: &str = "What the answer is asked to be; else any that the document has. On a server: \
    what the caller would rather have, and what the answer is labelled as unless it has a `Content-Type`.";

fn choice_input<'a>(choice: &MediaChoice, answer: bool, operation: &'a Operation) -> Draft<'a> {
    let (wire, otherwise, place, description) = if answer {
        ("Accept", "accept type", InputPlace::Accept, ACCEPT)
    } else {
        let place = InputPlace::ContentType;
        ("Content-Type", "body content type", place, CONTENT_TYPE)
    };
    Draft {
        item: Item {
            key: choice.key.clone(),
            text: wire.to_owned(),
            candidates: vec![
                Ident::of(wire, CaseOf::Value),
                Ident::of(otherwise, CaseOf::Value),
            ],
        },
        ty: Type::Named(Home::Group, choice.ident.clone()),
        place,
        required: false,
        description: Some(description),
        schema: None,
        origin: &operation.origin,
    }
}

fn text_input<'a>(
    types: &mut Types<'_, '_>,
    operation: &Operation,
    parameter: &'a Parameter,
) -> Draft<'a> {
    let value = &parameter.value;
    types
        .capabilities
        .extend(layout::capabilities(value.layout));
    if parameter.location == Location::Cookie {
        types.capabilities.insert(Capability::Cookie);
    }
    let element = types.schema(value.schema);
    let element = if value.or_empty {
        types.capabilities.insert(Capability::OrEmpty);
        Type::OrEmpty(Box::new(element))
    } else {
        element
    };
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
        ty: types.text_type(value, element),
        place: match &value.prefix {
            Some(prefix) => InputPlace::Headers(prefix.clone()),
            None if !value.layout.is_plain() => InputPlace::LaidOut(location),
            None => InputPlace::Text(location, value.separators()),
        },
        required: parameter.required || location == Location::Path,
        description: parameter.description.as_deref(),
        schema: (value.lists.is_empty() && value.prefix.is_none()).then_some(value.schema),
        origin: &parameter.origin,
    }
}

fn body_input<'a>(types: &mut Types<'_, '_>, operation: &'a Operation) -> Option<Draft<'a>> {
    let body = operation.body.as_ref()?;
    let content = &body.content;
    let (ty, place) = match (content.schema, content.shape) {
        (Some(slot), _) => (types.slot(slot), InputPlace::Body),
        (None, ContentShape::Bytes) => (Type::Body, InputPlace::Stream),
        (None, _) => (Type::String, InputPlace::Body),
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
        InputPlace::Text(Location::Path, _) | InputPlace::LaidOut(Location::Path) => {
            (0, String::new())
        }
        InputPlace::Text(..) | InputPlace::LaidOut(_) | InputPlace::Headers(_) => {
            (1, input.field.wire.clone())
        }
        _ => (2, String::new()),
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

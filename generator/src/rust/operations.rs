//! Groups and their operations.

use super::groups::{group_key, group_texts, operation_names};
use super::names::{CaseOf, Ident, Item, Kind, Settled};
use super::types::Types;
use super::{Capability, Docs, Group, Home, Operation, inputs, media, mock, responses, tables};
use crate::config::OperationNames;
use crate::ir::{self, Form};
use std::collections::BTreeMap;

/// The groups by name, each with its operations in the order of path and method.
pub(super) fn groups(types: &mut Types<'_, '_>, strategy: Option<OperationNames>) -> Vec<Group> {
    let api = types.api;
    let names = operations(types, strategy);
    let mut members: BTreeMap<String, (String, Vec<usize>)> = BTreeMap::new();
    for (index, operation) in api.operations.iter().enumerate() {
        let text = group_text(types, operation);
        let (known, indices) = members
            .entry(group_key(&text))
            .or_insert_with(|| (text.clone(), Vec::new()));
        // of several spellings one that does not depend on their order
        if text < *known {
            *known = text;
        }
        indices.push(index);
    }
    let items: Vec<Item> = members.keys().map(|key| group_item(key)).collect();
    let settled = types.names.settle(Kind::GROUP, &items, &[], types.report);
    let mut groups = Vec::new();
    for ((text, indices), name) in members.into_values().zip(settled) {
        let ident = name.ident;
        let mut operations = Vec::new();
        for index in indices {
            if let (Some(operation), Some(name)) = (api.operations.get(index), names.get(index)) {
                operations.push(plan(types, operation, name, &ident));
            }
        }
        groups.push(Group {
            service: ident.recased(CaseOf::Type),
            ident,
            text,
            operations,
        });
    }
    groups.sort_by(|a, b| a.ident.cmp(&b.ident));
    groups
}

/// The text of the group: the one of the lock, while the operation can still be said to be of it.
fn group_text(types: &mut Types<'_, '_>, operation: &ir::Operation) -> String {
    let pointer = &operation.origin.pointer;
    let locked = types.names.locked("member", pointer);
    let mut texts = group_texts(operation);
    let known = texts
        .iter()
        .position(|text| locked == Some(&group_key(text)));
    let text = texts.swap_remove(known.unwrap_or_default());
    types.names.keep("member", pointer, &group_key(&text));
    text
}

fn group_item(key: &str) -> Item {
    Item {
        key: key.to_owned(),
        text: key.to_owned(),
        candidates: vec![Ident::of(key, CaseOf::Value)],
    }
}

/// A name for each operation, in their order. All are methods of one client, so all differ.
fn operations(types: &mut Types<'_, '_>, strategy: Option<OperationNames>) -> Vec<Settled> {
    let items: Vec<Item> = types
        .api
        .operations
        .iter()
        .map(|operation| {
            let (text, candidates) = operation_names(operation, strategy);
            Item {
                key: operation.origin.pointer.clone(),
                text,
                candidates,
            }
        })
        .collect();
    types
        .names
        .settle(Kind::OPERATION, &items, &[], types.report)
}

fn plan(
    types: &mut Types<'_, '_>,
    operation: &ir::Operation,
    name: &Settled,
    group: &Ident,
) -> Operation {
    let base = name.ident.recased(CaseOf::Type);
    let home = Home::Operation {
        group: group.clone(),
        operation: name.ident.clone(),
    };
    let mut inline = inputs::inline(types, operation);
    inline.extend(responses::inline(types, operation));
    let names = types.inline_names(&home, None, &inline);
    let defs = types.module(&home, None, &inline, names);
    let (inputs, new, choices) = inputs::inputs(types, operation, &base);
    if let Some(form) = operation.form {
        types.capabilities.insert(Capability::Form);
        if form != Form::Urlencoded {
            types.capabilities.insert(Capability::Multipart);
        }
    }
    let (success, errors) = responses::responses(types, operation);
    let texts = operation.summary.as_deref().into_iter();
    let docs = Docs::of(texts.chain(operation.description.as_deref()));
    let said = operation.operation_id.as_deref().unwrap_or(&operation.path);
    let mut docs = types.renamed(docs, name, said, &operation.origin);
    docs.deprecated = operation.deprecated;
    Operation {
        ident: name.ident.clone(),
        base,
        docs,
        method: operation.method,
        path: format!("{}{}", types.api.base_path, operation.path),
        pointer: operation.origin.pointer.clone(),
        inputs,
        new,
        form: operation.form,
        consumes: media::consumes(operation),
        produces: media::produces(operation),
        choices,
        table: tables::table(types, operation),
        declared: mock::declared(types, operation),
        success,
        errors,
        headers: responses::header_fields(types, operation),
        security: operation.security.clone(),
        types: defs,
    }
}

//! The items of definitions, and of what stands inside definitions and operations.

use super::signature::Signature;
use super::{Anchors, Surface, pointer, spine};
use crate::ir::{Api, Property, SchemaId, SchemaKind};
use crate::rust::{Alternative, Crate, Enum, Field, Home, New, Presence, Shape, Struct, TypeDef};
use std::borrow::Cow;

pub(super) fn items<'a>(surface: &mut Surface<'a>, api: &'a Api, planned: &'a Crate) {
    for module in &planned.types {
        let name = &module.module;
        let Some(root) = module.types.first() else {
            continue;
        };
        let anchors = vec![vec![pointer(api, root.schema)]];
        for (constant, there) in [("SCHEMA", true), ("OWN", module.own.is_some())] {
            if there {
                let path = format!("types::{name}::{constant}");
                surface.item(path, Signature::word("static"), anchors.clone());
            }
        }
        for (index, def) in module.types.iter().enumerate() {
            let inside = format!("types::{name}");
            let (home, path) = if index == 0 {
                (Home::Types, format!("types::{}", def.ident))
            } else {
                let home = Home::Inside(name.clone());
                (home, format!("{inside}::{}", def.ident))
            };
            type_def(surface, api, home, &path, &inside, def);
        }
    }
}

/// A type at `path`; what belongs to it stands `inside`.
pub(super) fn type_def<'a>(
    surface: &mut Surface<'a>,
    api: &'a Api,
    home: Home,
    path: &str,
    inside: &str,
    def: &'a TypeDef,
) {
    let anchors = vec![vec![pointer(api, def.schema)]];
    surface.alias(home, &def.ident, &def.shape);
    for derive in &def.derives {
        let path = format!("{path}: {derive}");
        surface.item(path, Signature::word("impl"), anchors.clone());
    }
    match &def.shape {
        Shape::Struct(of) => structure(surface, api, path, inside, def.schema, of),
        Shape::Enum(of) => {
            // one that is written as text as well can do more
            let kind = format!("enum of {:?}, {:?}", of.base, of.formats.first());
            surface.item(path, Signature::word(kind), anchors.clone());
            variants(surface, path, &anchors, of);
        }
        Shape::Choice(of) => {
            surface.item(path, Signature::word("enum by tag"), anchors.clone());
            alternatives(surface, path, &anchors, &of.alternatives);
        }
        Shape::OneOf(of) => {
            surface.item(path, Signature::word("enum by kind"), anchors.clone());
            alternatives(surface, path, &anchors, &of.alternatives);
        }
        Shape::Alias(of) => {
            let anchors = vec![spine(api, def.schema)];
            surface.item(path, Signature::word("").of(of), anchors);
        }
        Shape::Newtype(of) => {
            let anchors = vec![spine(api, def.schema)];
            surface.item(path, Signature::word("struct of ").of(of), anchors);
        }
    }
}

fn variants<'a>(surface: &mut Surface<'a>, path: &str, owner: &Anchors<'a>, of: &'a Enum) {
    for variant in &of.variants {
        let mut anchors = owner.clone();
        let own = owner.iter().flatten();
        let own = own.map(|it| Cow::Owned(value_key(it, &variant.wire)));
        anchors.insert(0, own.collect());
        let path = format!("{path}::{}", variant.ident);
        surface.item(path, Signature::word("variant"), anchors);
    }
}

/// What tells a value of an enum, or one of several, from others.
pub(in crate::diff) fn value_key(pointer: &str, value: &str) -> String {
    format!("{pointer}/enum/{value}")
}

fn alternatives<'a>(
    surface: &mut Surface<'a>,
    path: &str,
    owner: &Anchors<'a>,
    of: &'a [Alternative],
) {
    for alternative in of {
        let mut anchors = owner.clone();
        let own = owner.iter().flatten();
        let own = own.map(|it| Cow::Owned(value_key(it, &alternative.value)));
        anchors.insert(0, own.collect());
        let path = format!("{path}::{}", alternative.ident);
        let signature = Signature::word("").of(&alternative.ty);
        if alternative.converts {
            let path = format!("{path}: From");
            let from = Signature::word("").argument(&alternative.ty);
            surface.item(path, from, anchors.clone());
        }
        surface.item(path, signature, anchors);
    }
}

fn structure<'a>(
    surface: &mut Surface<'a>,
    api: &'a Api,
    path: &str,
    inside: &str,
    id: SchemaId,
    of: &'a Struct,
) {
    let owner = pointer(api, id);
    let properties: &[Property] = match &api.schema(id).kind {
        SchemaKind::Object { properties, .. } => properties,
        _ => &[],
    };
    let field_anchors = |field: &Field| -> Anchors<'a> {
        let property = properties.iter().find(|it| it.name == field.wire);
        match property.filter(|_| field.presence != Presence::Rest) {
            Some(property) => vec![
                vec![Cow::Owned(property_key(&owner, &property.origin.pointer))],
                vec![Cow::Borrowed(property.origin.pointer.as_str())],
                spine(api, property.slot.schema),
                vec![owner.clone()],
            ],
            None => vec![vec![owner.clone()]],
        }
    };
    surface.item(path, Signature::word("struct"), vec![vec![owner.clone()]]);
    let fields = of.fields.iter().filter(|it| it.presence != Presence::Tag);
    let fields: Vec<(&Field, Anchors<'a>)> = fields.map(|it| (it, field_anchors(it))).collect();
    let all: Vec<&Field> = of.fields.iter().collect();
    let owner = vec![vec![owner.clone()]];
    methods(surface, (path, inside), &owner, &fields, (&all, &of.new));
}

/// What tells a property of an object from the same one where it is declared.
pub(in crate::diff) fn property_key(owner: &str, property: &str) -> String {
    format!("{owner}\n{property}")
}

/// Fields, `new`, `with_…`, and the struct of what is required.
pub(super) fn methods<'a>(
    surface: &mut Surface<'a>,
    (path, inside): (&str, &str),
    owner: &Anchors<'a>,
    fields: &[(&'a Field, Anchors<'a>)],
    (all, new): (&[&'a Field], &'a New),
) {
    for (field, anchors) in fields {
        let name = &field.ident;
        let (before, behind) = match field.presence {
            Presence::Optional => ("Option<", ">"),
            _ => ("", ""),
        };
        let signature = Signature::word(before).of(&field.ty).and(behind);
        surface.item(format!("{path}.{name}"), signature, anchors.clone());
        if matches!(field.presence, Presence::Optional | Presence::Rest) {
            let name = name.as_str().trim_start_matches('_');
            let signature = Signature::word("fn(").argument(&field.ty).and(")");
            surface.item(format!("{path}::with_{name}"), signature, anchors.clone());
        }
    }
    let required = new.required.iter();
    let required: Vec<&Field> = required.filter_map(|at| all.get(*at).copied()).collect();
    let mut anchors: Anchors<'a> = Vec::new();
    let owned = fields.iter();
    for (_, own) in owned.filter(|(it, _)| required.iter().any(|other| other.ident == it.ident)) {
        for (level, pointers) in own.iter().enumerate() {
            if anchors.len() <= level {
                anchors.push(Vec::new());
            }
            if let Some(known) = anchors.get_mut(level) {
                known.extend(pointers.iter().cloned());
            }
        }
    }
    anchors.extend(owner.iter().cloned());
    let mut signature = Signature::word("fn(");
    match &new.plain {
        Some(plain) => {
            signature = signature.and(plain.to_string());
            let mut members = required.clone();
            members.sort_by_key(|it| &it.ident);
            let mut whole = Signature::word("struct {");
            for member in members {
                whole = whole
                    .and(format!(" {}: ", member.ident))
                    .of(&member.ty)
                    .and(",");
            }
            let path = format!("{inside}::{plain}");
            surface.item(path, whole.and(" }"), anchors.clone());
        }
        None => {
            for (index, field) in required.iter().enumerate() {
                let between = if index > 0 { ", " } else { "" };
                signature = signature.and(between).argument(&field.ty);
            }
            signature.arguments = required.iter().map(|it| it.ident.as_str()).collect();
        }
    }
    surface.item(format!("{path}::new"), signature.and(")"), anchors);
}

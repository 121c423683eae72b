//! The items of operations: requests, answers, methods of client and server.

use super::signature::Signature;
use super::types::{methods, type_def};
use super::{Anchors, Surface, pointer, spine};
use crate::ir::{self, Api, Location, Response, Status};
use crate::rust::{
    Arm, Crate, Field, Group, Home, Input, InputPlace, MediaChoice, New, Operation, Payload,
    Success,
};
use std::borrow::Cow;
use std::collections::HashMap;

pub(super) fn items<'a>(surface: &mut Surface<'a>, api: &'a Api, planned: &'a Crate) {
    let operations = api.operations.iter();
    let known: HashMap<&str, &ir::Operation> = operations
        .map(|it| (it.origin.pointer.as_str(), it))
        .collect();
    for group in &planned.groups {
        let pointers = group.operations.iter();
        let pointers = pointers.map(|it| Cow::Borrowed(it.pointer.as_str()));
        let anchors: Anchors<'a> = vec![pointers.collect()];
        let (name, service) = (&group.ident, &group.service);
        for (path, word) in [
            (format!("operations::{name}"), "mod"),
            (format!("server::{service}"), "trait"),
        ] {
            surface.item(path, Signature::word(word), anchors.clone());
        }
        let mount = Signature::word(format!("fn(impl {service})"));
        surface.item(format!("server::Builder::{name}"), mount, anchors);
        for operation in &group.operations {
            if let Some(ir) = known.get(operation.pointer.as_str()) {
                let at = At {
                    api,
                    ir,
                    operation,
                    group,
                };
                at.items(surface);
            }
        }
    }
}

/// An operation, as it was planned and as it is meant.
struct At<'a> {
    api: &'a Api,
    ir: &'a ir::Operation,
    operation: &'a Operation,
    group: &'a Group,
}

impl<'a> At<'a> {
    fn items(&self, surface: &mut Surface<'a>) {
        let (name, base, ident) = (
            &self.group.ident,
            &self.operation.base,
            &self.operation.ident,
        );
        let inside = format!("operations::{name}");
        let request = format!("{inside}::{base}Request");
        surface.item(request.as_str(), Signature::word("struct"), self.own());
        surface.item(
            format!("{request}::OPERATION"),
            Signature::word("const"),
            self.own(),
        );
        self.inputs(surface, &inside, &request);
        self.choices(surface, &inside);
        self.outcome(surface, &inside);
        if !self.operation.types.is_empty() {
            // it comes and goes with what is in it
            let types = self.operation.types.iter();
            let types = types.map(|it| pointer(self.api, it.schema)).collect();
            let anchors = [vec![types], self.own()].concat();
            let path = format!("{inside}::{ident}");
            surface.item(path, Signature::word("mod"), anchors);
        }
        for def in &self.operation.types {
            let home = Home::Operation {
                group: name.clone(),
                operation: ident.clone(),
            };
            let module = format!("{inside}::{ident}");
            let path = format!("{module}::{}", def.ident);
            type_def(surface, self.api, home, &path, &module, def);
        }
        let service = &self.group.service;
        for path in [
            format!("client::Client::{ident}"),
            format!("server::{service}::{ident}"),
        ] {
            let mut signature = Signature::word(format!("fn({inside}::{base}Request) -> "));
            let mut content: Anchors<'a> = vec![Vec::new(), Vec::new()];
            match &self.operation.success {
                Success::One(status, payload) => {
                    signature = payload_of(signature, payload);
                    let successes = self.ir.responses.iter();
                    let success = successes.filter(|it| Some(it.status) == *status);
                    for response in success {
                        for (level, pointers) in self.response(response).into_iter().enumerate() {
                            if let Some(known) = content.get_mut(level) {
                                known.extend(pointers);
                            }
                        }
                    }
                }
                Success::Several(_) => signature = signature.and(format!("{base}Response")),
            }
            // which success there is
            let successes = self.ir.responses.iter().filter(|it| it.status.is_success());
            let successes = successes.map(|it| Cow::Borrowed(it.origin.pointer.as_str()));
            content.push(successes.collect());
            content.extend(self.own());
            let signature = signature.and(format!(", {base}Error"));
            surface.item_of(path, signature, self.own(), content);
        }
    }

    /// The operation itself.
    fn own(&self) -> Anchors<'a> {
        vec![vec![Cow::Borrowed(self.ir.origin.pointer.as_str())]]
    }

    fn inputs(&self, surface: &mut Surface<'a>, inside: &str, request: &str) {
        let operation = self.operation;
        let fields = operation.inputs.iter();
        let fields: Vec<(&Field, Anchors<'a>)> =
            fields.map(|it| (&it.field, self.input(it))).collect();
        let all: Vec<&Field> = operation.inputs.iter().map(|it| &it.field).collect();
        let streams = fields.iter().filter(|(it, _)| it.ty.streams());
        let streams: Vec<Anchors<'a>> = streams.map(|(_, it)| it.clone()).collect();
        self.cloned(surface, request, streams, &self.own());
        let owner = self.own();
        methods(
            surface,
            (request, inside),
            &owner,
            &fields,
            (&all, &operation.new),
        );
    }

    /// What can be cloned and compared, unless it holds a stream.
    fn cloned(
        &self,
        surface: &mut Surface<'a>,
        path: &str,
        streams: Vec<Anchors<'a>>,
        whole: &Anchors<'a>,
    ) {
        let word = if streams.is_empty() {
            "impl"
        } else {
            super::ABSENT
        };
        let mut anchors: Anchors<'a> = vec![streams.into_iter().flatten().flatten().collect()];
        anchors.extend(whole.iter().cloned());
        for implemented in ["Clone", "PartialEq"] {
            let path = format!("{path}: {implemented}");
            surface.item(path, Signature::word(word), anchors.clone());
        }
    }

    fn input(&self, input: &Input) -> Anchors<'a> {
        let mut anchors = Vec::new();
        let name = &input.field.wire;
        let parameter = |it: &&ir::Parameter| match &input.place {
            InputPlace::Text(location, _) => it.location == *location && it.name == *name,
            InputPlace::Headers(_) => it.location == Location::Header && it.name == *name,
            _ => false,
        };
        if let Some(parameter) = self.ir.parameters.iter().find(parameter) {
            anchors.push(vec![Cow::Borrowed(parameter.origin.pointer.as_str())]);
            anchors.push(spine(self.api, parameter.value.schema));
        }
        if let Some(body) = &self.ir.body
            && matches!(input.place, InputPlace::Body | InputPlace::Stream)
        {
            let own = body.origin.pointer.as_str();
            anchors.push(vec![Cow::Borrowed(own)]);
            let schema = body.content.schema.map(|it| spine(self.api, it.schema));
            anchors.push(schema.unwrap_or_default());
        }
        if matches!(input.place, InputPlace::ContentType | InputPlace::Accept) {
            let consumed = input.place == InputPlace::ContentType;
            let mut choices = self.operation.choices.iter();
            let choice = choices.find(|it| is_consumed(it) == consumed);
            anchors.push(choice.map(|it| self.media(it)).unwrap_or_default());
        }
        anchors.extend(self.own());
        anchors
    }

    /// The media types that there is a choice of, wherever they are declared.
    fn media(&self, choice: &MediaChoice) -> Vec<Cow<'a, str>> {
        let names = choice.variants.iter().map(|it| it.wire.as_str());
        names.flat_map(|it| self.media_type(choice, it)).collect()
    }

    fn media_type(&self, choice: &MediaChoice, name: &str) -> Vec<Cow<'a, str>> {
        let body = self.ir.body.iter().map(|it| &it.origin);
        let responses = self.ir.responses.iter().map(|it| &it.origin);
        let origins: Vec<&ir::Origin> = match is_consumed(choice) {
            true => body.collect(),
            false => responses.collect(),
        };
        let keys = origins
            .into_iter()
            .map(|it| Cow::Owned(media_key(&it.pointer, name)));
        keys.collect()
    }

    fn choices(&self, surface: &mut Surface<'a>, inside: &str) {
        for choice in &self.operation.choices {
            let mut anchors = vec![self.media(choice)];
            anchors.extend(self.own());
            let path = format!("{inside}::{}", choice.ident);
            surface.item(
                path.as_str(),
                Signature::word("enum of media types"),
                anchors,
            );
            for variant in &choice.variants {
                // the first that there was a choice of came with the second
                let mut anchors = vec![self.media_type(choice, &variant.wire), self.media(choice)];
                anchors.extend(self.own());
                let path = format!("{path}::{}", variant.ident);
                surface.item(path, Signature::word("variant"), anchors);
            }
        }
    }

    fn outcome(&self, surface: &mut Surface<'a>, inside: &str) {
        let (operation, base) = (self.operation, &self.operation.base);
        if let Success::Several(arms) = &operation.success {
            let path = format!("{inside}::{base}Response");
            let responses = self.ir.responses.iter().filter(|it| it.status.is_success());
            let responses = responses.map(|it| Cow::Borrowed(it.origin.pointer.as_str()));
            let mut anchors = vec![responses.collect()];
            anchors.extend(self.own());
            surface.item(path.as_str(), Signature::word("enum"), anchors.clone());
            let streams = arms
                .iter()
                .filter(|it| matches!(it.payload, Payload::Stream { .. }));
            let streams = streams.map(|it| self.answer(it.status)).collect();
            self.cloned(surface, &path, streams, &anchors);
            // the first success has a variant since there is a second
            self.arms(surface, &path, arms, &anchors);
        }
        let path = format!("{inside}::{base}Error");
        surface.item(path.as_str(), Signature::word("enum"), self.own());
        self.arms(surface, &path, &operation.errors, &self.own());
        if !operation.headers.is_empty() {
            self.headers(surface, &format!("{inside}::{base}Headers"));
        }
    }

    fn response(&self, response: &'a Response) -> Anchors<'a> {
        let origins = response.shared.iter().chain([&response.origin]);
        let own = origins.map(|it| Cow::Borrowed(it.pointer.as_str()));
        let content = response.content.as_ref().and_then(|it| it.schema);
        let content = content.map(|it| spine(self.api, it.schema));
        vec![own.collect(), content.unwrap_or_default()]
    }

    fn answer(&self, status: Status) -> Anchors<'a> {
        let mut responses = self.ir.responses.iter();
        let response = responses.find(|it| it.status == status);
        response.map(|it| self.response(it)).unwrap_or_default()
    }

    fn arms(&self, surface: &mut Surface<'a>, path: &str, arms: &'a [Arm], whole: &Anchors<'a>) {
        for arm in arms {
            let mut anchors = self.answer(arm.status);
            anchors.extend(whole.iter().cloned());
            let signature = payload_of(Signature::default(), &arm.payload);
            surface.item(format!("{path}::{}", arm.ident), signature, anchors);
        }
    }

    fn headers(&self, surface: &mut Surface<'a>, path: &str) {
        static NONE: New = New {
            required: Vec::new(),
            plain: None,
        };
        let declared = || self.ir.responses.iter().flat_map(|it| &it.headers);
        let every = declared().map(|it| Cow::Borrowed(it.origin.pointer.as_str()));
        let mut anchors = vec![every.collect()];
        anchors.extend(self.own());
        surface.item(path, Signature::word("struct"), anchors.clone());
        let fields = self.operation.headers.iter().map(|it| {
            let name = &it.field.wire;
            let same = declared().filter(|it| it.name.eq_ignore_ascii_case(name));
            let same: Vec<&ir::Header> = same.collect();
            let own = same
                .iter()
                .map(|it| Cow::Borrowed(it.origin.pointer.as_str()));
            let schemas = same.iter().flat_map(|it| spine(self.api, it.value.schema));
            let mut anchors: Anchors<'a> = vec![own.collect(), schemas.collect()];
            anchors.extend(self.own());
            (&it.field, anchors)
        });
        let fields: Vec<(&Field, Anchors<'a>)> = fields.collect();
        let all: Vec<&Field> = fields.iter().map(|(field, _)| *field).collect();
        methods(surface, (path, ""), &anchors, &fields, (&all, &NONE));
    }
}

fn is_consumed(choice: &MediaChoice) -> bool {
    choice.key.ends_with("/consumes")
}

fn payload_of<'a>(signature: Signature<'a>, payload: &'a Payload) -> Signature<'a> {
    let signature = signature.and("Response<");
    let signature = match payload {
        Payload::Value(ty) => signature.of(ty),
        Payload::Bytes { .. } => signature.and("Bytes"),
        Payload::Stream { .. } => signature.and("Body"),
        Payload::Empty => signature.and("()"),
    };
    signature.and(">")
}

/// What tells a media type of a body from the body itself.
pub(in crate::diff) fn media_key(pointer: &str, media_type: &str) -> String {
    format!("{pointer}/media/{media_type}")
}

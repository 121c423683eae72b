//! Parameter Object: what is text, and what is the body.

use super::Lowering;
use super::content::essence;
use super::response::{is_name, is_token};
use super::scalar::implied;
use crate::document::model::{self, Broken, Kind, Operation, Style};
use crate::ir::{
    Body, Form, Layout, Limits, List, Location, Origin, Parameter, Schema, SchemaId, SchemaKind,
    Separator, Slot, StringFormat, TextValue,
};
use crate::report::{Diagnostic, Hides, catalogue};
use std::borrow::Cow;

/// A list may be one of itself.
const MAX_LISTS: usize = 8;

impl<'a> Lowering<'a> {
    /// What a reference means.
    pub(super) fn parameter_target(
        &mut self,
        parameter: &'a model::Parameter,
    ) -> Option<&'a model::Parameter> {
        let Some(reference) = &parameter.reference else {
            return Some(parameter);
        };
        let document = self.document;
        let (kind, what) = match parameter.location.as_str() {
            "body" => (Kind::Body, "nothing: the body is left out"),
            _ => (Kind::Parameter, "nothing: the parameter is left out"),
        };
        let broken = match document.target_of(kind, reference) {
            Ok(pointer) => match document.parameters.get(pointer) {
                Some(target) => return Some(target),
                None => Broken::Other(pointer.to_owned(), kind),
            },
            Err(broken) => broken,
        };
        self.broken(reference, &broken, what);
        None
    }

    pub(super) fn parameter(&mut self, parameter: &model::Parameter) -> Option<Parameter> {
        let location = match parameter.location.as_str() {
            "path" => Location::Path,
            "query" => Location::Query,
            "header" => Location::Header,
            "cookie" if self.document.dialect.cookies => Location::Cookie,
            "formData" => Location::Form,
            other => {
                let message = format!("`in: {other}` is none of {}", self.document.dialect.name);
                let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_PARAMETER, message);
                self.warn(
                    diagnostic.generated("nothing"),
                    &parameter.origin,
                    "left out",
                );
                return None;
            }
        };
        let named = match location {
            Location::Header => Some("header"),
            Location::Cookie => Some("cookie"),
            _ => None,
        };
        if let Some(what) = named.filter(|_| !is_name(&parameter.name)) {
            let message = format!("`{}` cannot be the name of a {what}", parameter.name);
            let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_PARAMETER, message);
            self.warn(
                diagnostic.generated("nothing"),
                &parameter.origin,
                "left out",
            );
            return None;
        }
        let what = format!("the parameter `{}`", parameter.name);
        let mut value = match self.laid_out(parameter, location) {
            Some(value) => value,
            None => {
                let (schema, style) = (&parameter.schema, parameter.style);
                self.text_value(schema, &what, Some(location), style)
            }
        };
        value.or_empty = parameter.allow_empty
            && matches!(location, Location::Query | Location::Form)
            && value.lists.is_empty()
            && value.layout == Layout::Plain
            && !self.has_empty_text(value.schema);
        if location == Location::Header {
            value.prefix = self.prefix(parameter.prefix.as_ref(), &value, &parameter.origin);
        }
        if location == Location::Path && !parameter.required {
            // one sentence for all of them, since a document says it everywhere or nowhere
            let message = "a parameter of a path without `required: true`";
            let diagnostic = Diagnostic::new(&catalogue::PATH_TEMPLATE, message);
            let diagnostic = diagnostic.generated("a required one");
            self.warn(diagnostic, &parameter.origin, "this one");
        }
        Some(Parameter {
            origin: parameter.origin.clone(),
            name: parameter.name.clone(),
            location,
            // a path without one of its values is no path
            required: parameter.required || location == Location::Path,
            description: parameter.description.clone(),
            allow_reserved: parameter.allow_reserved,
            skip_encoding: parameter.skip_encoding
                && matches!(location, Location::Path | Location::Query),
            value,
        })
    }

    /// A value in a path, a query, a header or a form; `None`: in a header of a response. Those are of
    /// simple types, and lists of them, and lists of lists.
    pub(super) fn text_value(
        &mut self,
        schema: &model::Schema,
        what: &str,
        location: Option<Location>,
        style: Option<Style>,
    ) -> TextValue {
        let form = location == Some(Location::Form);
        let multi = form || location == Some(Location::Query);
        let mut lists = Vec::new();
        // as it is written, and what that means
        let mut written = Cow::Borrowed(schema);
        let (meant, mut limits) = self.meant_within(schema);
        let mut schema = Cow::Borrowed(meant);
        while implied(&schema) == ["array"]
            && lists.len() < MAX_LISTS
            && let Some(items) = self.items_of(&schema).map(Cow::into_owned)
        {
            let separator = match style.filter(|_| lists.is_empty()) {
                Some(style) => self.outermost(style, location, &schema.origin),
                None => self.separator(&schema, multi && lists.is_empty()),
            };
            if lists.iter().any(|it: &List| it.separator == separator) {
                let message = "lists in lists have one separator, so they cannot be told apart";
                let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_PARAMETER, message);
                let diagnostic =
                    diagnostic.generated("what sends inner lists of one element alone");
                let diagnostic = diagnostic.help(self.document.dialect.inner_lists);
                self.warn(diagnostic, &schema.origin, "the inner list");
            }
            lists.push(List {
                separator,
                default: self.default(&written).or_else(|| self.default(&schema)),
                limits: limits.and(&schema.limits).0,
            });
            let (meant, within) = self.meant_within(&items);
            (schema, limits) = (Cow::Owned(meant.clone()), within);
            written = Cow::Owned(items);
        }
        TextValue {
            lists,
            ..TextValue::of(self.text_schema(&written, what, form))
        }
    }

    /// The prefix of a collection of headers, where those of it can be told from others.
    pub(super) fn prefix(
        &mut self,
        prefix: Option<&String>,
        value: &TextValue,
        origin: &Origin,
    ) -> Option<String> {
        let prefix = prefix?;
        let message = if prefix.is_empty() || !prefix.bytes().all(is_token) {
            format!("`{prefix}` cannot begin the name of a header")
        } else if !value.lists.is_empty() || value.layout != Layout::Plain {
            "a collection of headers whose values are lists or objects".to_owned()
        } else {
            return Some(prefix.clone());
        };
        let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_PARAMETER, message);
        let diagnostic = diagnostic.generated("one header, by its own name");
        self.warn(diagnostic, origin, "this collection");
        None
    }

    /// Whether an empty text is a value like any other.
    fn has_empty_text(&self, id: SchemaId) -> bool {
        matches!(
            self.resolved(id),
            None | Some(
                SchemaKind::File | SchemaKind::String(StringFormat::Plain | StringFormat::Other(_))
            )
        )
    }

    /// The kind behind every alias.
    fn resolved(&self, id: SchemaId) -> Option<&SchemaKind> {
        let mut kind = &self.schemas.get(id.0)?.kind;
        while let SchemaKind::Alias(slot) = kind {
            kind = &self.schemas.get(slot.schema.0)?.kind;
        }
        Some(kind)
    }

    fn text_schema(&mut self, written: &model::Schema, what: &str, form: bool) -> SchemaId {
        let schema = self.meant(written);
        if let Some(reference) = &schema.reference {
            let target = self.document.target(reference);
            let broken = match target.map(str::to_owned) {
                Err(broken) => broken,
                // one that is there and means nothing but another, again and again
                Ok(it) if self.document.schemas.contains_key(&it) => Broken::Circle(it),
                Ok(it) => Broken::Other(it, Kind::Schema),
            };
            self.broken(reference, &broken, "a string");
            let kind = SchemaKind::String(StringFormat::Plain);
            return self.push(Schema::of(schema.origin.clone(), kind));
        }
        let file = schema.types == ["file"] || schema.format.as_deref() == Some("binary");
        let composed = schema.one_of.is_empty()
            && (written.reference.is_some()
                || !written.all_of.is_empty()
                || !written.one_of.is_empty());
        let kind = if form && file {
            SchemaKind::File
        } else if !self.is_text(schema) {
            // one sentence for all of them, since a document leaves out the type everywhere or nowhere
            let untyped =
                implied(schema).is_empty() && schema.all_of.is_empty() && schema.one_of.is_empty();
            let message = match (untyped, what.starts_with("the response header")) {
                (true, true) => "a response header without a `type`".to_owned(),
                (true, false) => "a parameter without a `type`".to_owned(),
                (false, _) => format!("{what} is not of a simple type, nor a list of one"),
            };
            let diagnostic = Diagnostic::new(&catalogue::PARAMETER_TYPE, message);
            let hides = if untyped {
                Hides::Nothing
            } else {
                Hides::Place
            };
            let diagnostic = diagnostic.generated("a string").hides(hides);
            self.warn(diagnostic, &schema.origin, "this one");
            SchemaKind::String(StringFormat::Plain)
        } else if composed {
            // what has a name is of its type
            let id = self.slot(written).schema;
            if let Some(id) = self.text_use(id) {
                return id;
            }
            SchemaKind::String(StringFormat::Plain)
        } else {
            self.kind(schema)
        };
        let kind = match kind {
            kind if is_scalar(&kind) => kind,
            _ => SchemaKind::String(StringFormat::Plain),
        };
        let default = self.default(schema);
        let limits = self.limits(schema);
        self.push(Schema {
            description: schema.description.clone(),
            default,
            example: schema.example.clone(),
            limits,
            ..Schema::of(schema.origin.clone(), kind)
        })
    }

    /// A schema as a text, which is never null; `None` where it is no scalar.
    fn text_use(&mut self, id: SchemaId) -> Option<SchemaId> {
        let whole = self.schemas.get(id.0)?;
        let (mut at, mut nullable, mut limits) = (whole, false, Limits::default());
        let mut of = id;
        while let SchemaKind::Alias(slot) = &at.kind {
            nullable |= slot.nullable;
            limits = limits.and(&at.limits).0;
            of = slot.schema;
            at = self.schemas.get(of.0)?;
        }
        if !is_scalar(&at.kind) {
            return None;
        }
        if !nullable {
            return Some(id);
        }
        let slot = Slot {
            schema: of,
            nullable: false,
        };
        let text = Schema {
            description: whole.description.clone(),
            default: whole.default.clone(),
            example: whole.example.clone(),
            limits,
            ..Schema::of(whole.origin.clone(), SchemaKind::Alias(slot))
        };
        Some(self.push(text))
    }

    fn separator(&mut self, schema: &model::Schema, multi: bool) -> Separator {
        let Some((text, place)) = &schema.collection_format else {
            return Separator::Csv;
        };
        match text.as_str() {
            "csv" => Separator::Csv,
            "ssv" => Separator::Ssv,
            "tsv" => Separator::Tsv,
            "pipes" => Separator::Pipes,
            "multi" if multi => Separator::Multi,
            other => {
                let message = format!("`collectionFormat: {other}` does not hold here");
                self.report.add(
                    Diagnostic::new(&catalogue::UNSUPPORTED_PARAMETER, message)
                        .at_pointer(*place, &schema.origin.pointer, "here")
                        .generated("`csv`"),
                );
                Separator::Csv
            }
        }
    }

    /// The `in: body` parameter.
    pub(super) fn body(
        &mut self,
        parameters: &[&'a model::Parameter],
        operation: &'a Operation,
    ) -> Option<Body> {
        let mut bodies = parameters
            .iter()
            .filter(|parameter| parameter.location == "body");
        let body = bodies.next()?;
        for second in bodies {
            let diagnostic = Diagnostic::new(
                &catalogue::UNSUPPORTED_PARAMETER,
                "an operation has one body",
            );
            self.warn(
                diagnostic.generated("the first one"),
                &second.origin,
                "a second one",
            );
        }
        let schema = body.content.first().and_then(|media| media.schema.as_ref());
        if schema.is_some_and(|it| it.origin == body.origin && implied(it).is_empty()) {
            let message = "a body without a `schema`";
            let diagnostic = Diagnostic::new(&catalogue::MISSING_FIELD, message);
            self.warn(diagnostic.generated("any value"), &body.origin, "this one");
        }
        let content = self.content("a body", &body.content, &operation.consumes)?;
        Some(Body {
            origin: body.origin.clone(),
            name: operation.body_name.as_ref().unwrap_or(&body.name).clone(),
            required: body.required,
            description: body.description.clone(),
            content,
        })
    }

    /// How the form is sent: by what the operation consumes, but for files, which need multipart.
    pub(super) fn form(&mut self, parameters: &[Parameter], consumes: &[String]) -> Option<Form> {
        let mut fields = parameters
            .iter()
            .filter(|parameter| parameter.location == Location::Form);
        let first = fields.clone().next()?;
        let schema = |it: &Parameter| self.schemas.get(it.value.schema.0);
        let files = fields.any(|it| schema(it).is_some_and(|it| it.kind == SchemaKind::File));
        let has = |media_type: &str| consumes.iter().any(|it| is_in(media_type, &essence(it)));
        let urlencoded = has("application/x-www-form-urlencoded");
        let multipart = has("multipart/form-data");
        if !(consumes.is_empty() || urlencoded || multipart) {
            let message = format!("a form is not sent as `{}`", consumes.join("`, `"));
            let diagnostic = Diagnostic::new(&catalogue::MEDIA_TYPE, message).generated(if files {
                "`multipart/form-data`"
            } else {
                "`application/x-www-form-urlencoded`"
            });
            self.warn(diagnostic, &first.origin, "a field of the form");
        }
        Some(match (urlencoded, multipart) {
            _ if files => Form::Multipart,
            (true, true) => Form::Either,
            (false, true) => Form::Multipart,
            (_, false) => Form::Urlencoded,
        })
    }
}

fn is_scalar(kind: &SchemaKind) -> bool {
    matches!(
        kind,
        SchemaKind::File
            | SchemaKind::Boolean
            | SchemaKind::Integer(_)
            | SchemaKind::Number(_)
            | SchemaKind::String(_)
            | SchemaKind::Enum { .. }
    )
}

/// Whether a range holds a media type.
fn is_in(media_type: &str, range: &str) -> bool {
    let all = range.strip_suffix('*');
    range == media_type || range == "*/*" || all.is_some_and(|it| media_type.starts_with(it))
}

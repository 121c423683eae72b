//! How parameters are laid out (OpenAPI 3.0, Parameter Object: `style`, `explode`, `content`; RFC 6570).
//! What Swagger 2.0 can say as well, a list with separators, is what it is there.

use super::Lowering;
use super::all_of::Whole;
use super::content::{codec, essence};
use super::scalar::implied;
use crate::document::model::{AdditionalProperties, Media, Parameter, Schema, Style, StyleKind};
use crate::ir::{Codec, Layout, Location, Origin, Separator, TextValue};
use crate::report::{Diagnostic, catalogue};

impl Lowering<'_> {
    /// A value that is no text and no list of texts; `None` where it is one of these, or is not built.
    pub(super) fn laid_out(
        &mut self,
        parameter: &Parameter,
        location: Location,
    ) -> Option<TextValue> {
        if let Some(media) = parameter.content.first() {
            return self.written(parameter, media);
        }
        let style = parameter.style.filter(|_| location != Location::Form)?;
        let schema = self.meant(&parameter.schema);
        let repeats = style.kind == StyleKind::Form && style.explode && location == Location::Query;
        let layout = match style.kind {
            StyleKind::Label | StyleKind::Matrix if !self.is_flat(schema) => return None,
            StyleKind::Label => Layout::Label {
                explode: style.explode,
            },
            StyleKind::Matrix => Layout::Matrix {
                explode: style.explode,
            },
            StyleKind::DeepObject if self.is_text(schema) => {
                self.no_deep_object(&parameter.origin, "a parameter of its name");
                return None;
            }
            _ if !self.is_object(schema) => return None,
            _ if !(self.is_flat(schema) || repeats && self.is_repeated(schema)) => return None,
            _ => self.of_object(style, location, &parameter.origin),
        };
        Some(self.whole_value(&parameter.schema, layout))
    }

    fn whole_value(&mut self, schema: &Schema, layout: Layout) -> TextValue {
        TextValue {
            schema: self.slot(schema).schema,
            lists: Vec::new(),
            prefix: None,
            or_empty: false,
            layout,
        }
    }

    /// A value of a media type: as JSON, or as the text that the caller makes of it.
    fn written(&mut self, parameter: &Parameter, media: &Media) -> Option<TextValue> {
        let types = media.types.iter().flatten();
        let mut other = types.filter(|it| codec(it) != Codec::Json);
        if let Some(other) = other.next() {
            let message = format!("a parameter of `{}` is not built", essence(other));
            let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_PARAMETER, message);
            self.warn(
                diagnostic.generated("its text"),
                &parameter.origin,
                "this one",
            );
            let kind = crate::ir::SchemaKind::String(crate::ir::StringFormat::Plain);
            let schema = self.push(crate::ir::Schema::of(media.origin.clone(), kind));
            return Some(TextValue::of(schema));
        }
        let nothing = Schema::nothing(media.origin.clone());
        let schema = media.schema.as_ref().unwrap_or(&nothing);
        Some(self.whole_value(schema, Layout::Json))
    }

    fn of_object(&mut self, style: Style, location: Location, origin: &Origin) -> Layout {
        match (style.kind, style.explode, location) {
            (StyleKind::DeepObject, ..) => Layout::Deep,
            (StyleKind::Form, true, Location::Query) => Layout::Properties,
            (StyleKind::Simple, true, _) => Layout::Assignments,
            (StyleKind::SpaceDelimited, ..) => Layout::Entries(Separator::Ssv),
            (StyleKind::PipeDelimited, ..) => Layout::Entries(Separator::Pipes),
            (_, explode, _) => {
                if explode {
                    self.no_such_cookie(origin);
                }
                Layout::Entries(Separator::Csv)
            }
        }
    }

    /// What stands between the elements of the outermost list.
    pub(super) fn outermost(
        &mut self,
        style: Style,
        location: Option<Location>,
        origin: &Origin,
    ) -> Separator {
        let repeated = matches!(location, Some(Location::Query | Location::Form));
        match style.kind {
            StyleKind::DeepObject => {
                self.no_deep_object(origin, "a parameter that is repeated");
                Separator::Multi
            }
            StyleKind::Form | StyleKind::SpaceDelimited | StyleKind::PipeDelimited
                if style.explode && repeated =>
            {
                Separator::Multi
            }
            StyleKind::SpaceDelimited => Separator::Ssv,
            StyleKind::PipeDelimited => Separator::Pipes,
            StyleKind::Form if style.explode => {
                self.no_such_cookie(origin);
                Separator::Csv
            }
            _ => Separator::Csv,
        }
    }

    fn no_deep_object(&mut self, origin: &Origin, generated: &'static str) {
        let message = "`style: deepObject` of what is no object";
        let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_PARAMETER, message);
        self.warn(diagnostic.generated(generated), origin, "this one");
    }

    /// A name is there once in a `Cookie` header (RFC 6265, section 4.2.2).
    fn no_such_cookie(&mut self, origin: &Origin) {
        let message = "`explode` has no meaning in a cookie";
        let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_PARAMETER, message);
        let diagnostic = diagnostic.generated("one cookie, with commas");
        self.warn(diagnostic.help("say `explode: false`"), origin, "this one");
    }

    /// Whether a value is an object of texts and lists of texts.
    fn is_repeated(&mut self, schema: &Schema) -> bool {
        let mut whole = Whole::default();
        self.collect(schema, &mut whole, &mut Vec::new());
        let texts = |this: &mut Self, it: &Schema| {
            let meant = this.meant(it);
            match (implied(meant).as_slice(), &meant.items) {
                (["array"], Some(items)) => this.is_text(items),
                _ => this.is_text(it),
            }
        };
        let additional = match whole.additional {
            Some(AdditionalProperties::Of(values)) => self.is_text(values),
            _ => true,
        };
        additional && whole.properties.values().all(|it| texts(self, it))
    }

    /// Whether a value is a text, a list of texts, or an object of texts.
    fn is_flat(&mut self, schema: &Schema) -> bool {
        if let ["array"] = implied(schema).as_slice() {
            return schema.items.as_ref().is_some_and(|it| self.is_text(it));
        }
        if !self.is_object(schema) {
            return self.is_text(schema);
        }
        let mut whole = Whole::default();
        self.collect(schema, &mut whole, &mut Vec::new());
        let additional = match whole.additional {
            Some(AdditionalProperties::Of(values)) => self.is_text(values),
            _ => true,
        };
        additional && whole.properties.values().all(|it| self.is_text(it))
    }

    /// Whether a value is a scalar.
    pub(super) fn is_text(&mut self, schema: &Schema) -> bool {
        let schema = self.meant(schema);
        if schema.reference.is_some() {
            return false;
        }
        if schema.all_of.is_empty() {
            return is_simple(schema) || schema.types.is_empty() && schema.values.is_some();
        }
        self.sort(schema) == Sort::Text
    }

    pub(super) fn is_object(&mut self, schema: &Schema) -> bool {
        if implied(schema) == ["object"] {
            return true;
        }
        if !schema.types.is_empty() || schema.all_of.is_empty() {
            return false;
        }
        self.sort(schema) == Sort::Object
    }

    /// What a composition is; of a definition, which many may refer to, it is found out once.
    fn sort(&mut self, schema: &Schema) -> Sort {
        let document = self.document;
        let known = document.schemas.get_key_value(&schema.origin.pointer);
        let known = known.filter(|(_, it)| std::ptr::eq(&it.schema, schema));
        let known = known.map(|(pointer, _)| pointer.as_str());
        if let Some(sort) = known.and_then(|it| self.sorts.get(it)) {
            return *sort;
        }
        let mut whole = Whole::default();
        self.collect(schema, &mut whole, &mut Vec::new());
        let sort = match whole.others.first() {
            None => Sort::Object,
            Some(other) if whole.properties.is_empty() && is_simple(other) => Sort::Text,
            Some(_) => Sort::Other,
        };
        if let Some(pointer) = known {
            self.sorts.insert(pointer, sort);
        }
        sort
    }
}

/// What a composition is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Text,
    Object,
    Other,
}

fn is_simple(schema: &Schema) -> bool {
    matches!(
        implied(schema).as_slice(),
        ["string" | "integer" | "number" | "boolean"]
    )
}

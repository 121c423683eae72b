//! A body that is a form (OpenAPI 3.0, Media Type Object and Encoding Object): its properties are the fields
//! that Swagger 2.0 has as parameters `in: formData`.

use super::Lowering;
use super::all_of::Whole;
use super::content::{codec, essence};
use super::scalar::implied;
use crate::document::model::{self, AdditionalProperties, Encoding, Media, Style, StyleKind};
use crate::ir::{Codec, Origin};
use crate::report::{Diagnostic, Hides, catalogue};
use indexmap::IndexMap;

const MULTIPART: &str = "multipart/form-data";
const URLENCODED: &str = "application/x-www-form-urlencoded";

impl Lowering<'_> {
    /// The fields of a body, as parameters, and the media types of their form; `None` where the body is
    /// none, or has no properties.
    pub(super) fn fields(
        &mut self,
        body: &model::Parameter,
    ) -> Option<(Vec<model::Parameter>, Vec<String>)> {
        let is_form = |it: &String| [MULTIPART, URLENCODED].contains(&essence(it).as_str());
        let types = |media: &Media| media.types.clone().unwrap_or_default();
        let forms = |media: &Media| !types(media).is_empty() && types(media).iter().all(is_form);
        if !body.content.iter().all(forms) {
            return None;
        }
        let (media, others) = body.content.split_first()?;
        let schema = media.schema.as_ref()?;
        let mut whole = Whole::default();
        self.collect(schema, &mut whole, &mut Vec::new());
        if whole.properties.is_empty() {
            return None;
        }
        self.check_required(&whole.required, &whole.properties, &schema.origin);
        for other in others {
            let message = "a form of another media type that is not what this one is";
            let diagnostic = Diagnostic::new(&catalogue::OTHER_MEDIA_TYPES, message);
            self.warn(
                diagnostic.generated("nothing for it"),
                &other.origin,
                "this one",
            );
        }
        self.unheeded(body, schema, &whole);
        let types = types(media);
        let is_multipart = |it: &String| essence(it) == MULTIPART;
        let multipart = types.iter().any(is_multipart);
        let alone = types.iter().all(is_multipart);
        for (name, encoding) in &media.encoding {
            if !whole.properties.contains_key(name.as_str()) {
                let message =
                    format!("an `encoding` of `{name}`, which is no property of the form");
                let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_PARAMETER, message);
                self.warn(
                    diagnostic.generated("nothing"),
                    &encoding.origin,
                    "this one",
                );
            }
        }
        let mut fields = Vec::new();
        for (name, property) in &whole.properties {
            let encoding = media.encoding.get(*name);
            let is_json = alone && self.is_json(property, encoding);
            if let Some(encoding) = encoding {
                let json = |it: &String| essence(it) == "application/json";
                let is_json = is_json && encoding.content_type.as_ref().is_none_or(json);
                let labelled = is_json || multipart && self.is_file(property);
                self.encoding(name, encoding, labelled, alone);
            }
            // `style` and `explode` are of urlencoded forms (Encoding Object)
            let style = encoding.filter(|_| !alone).and_then(|it| it.style);
            let mut field = field(name, property, &whole.required, style);
            if is_json {
                field.content = vec![json(property)];
            }
            fields.push(field);
        }
        Some((fields, types))
    }

    /// Says of what a server does not heed, since it sees fields and no object.
    fn unheeded(&mut self, body: &model::Parameter, schema: &model::Schema, whole: &Whole<'_, '_>) {
        let limits = self.limits(schema);
        let mut say = |message: &str, unless: &str, origin: &Origin| {
            let message = format!("{message} is not enforced{unless}");
            let diagnostic = Diagnostic::new(&catalogue::NOT_ENFORCED, message);
            self.warn(diagnostic.hides(Hides::Message), origin, "this one");
        };
        let fields = || whole.properties.iter();
        let mut all = fields();
        if body.required && !all.any(|(it, of)| whole.required.contains(it) && !of.read_only) {
            say(
                "that a form of optional fields is required",
                "",
                &body.origin,
            );
        }
        if let Some(AdditionalProperties::Allowed(false, origin)) = whole.additional {
            let unless = ", but by a server that refuses what is not declared";
            say("`additionalProperties: false` of a form", unless, origin);
        }
        for (_, field) in fields().filter(|(_, it)| it.read_only) {
            say("`readOnly` of a field of a form", "", &field.origin);
        }
        let counts = [
            ("minProperties", limits.min_properties),
            ("maxProperties", limits.max_properties),
        ];
        for (key, count) in counts {
            if let Some(count) = count {
                say(&format!("`{key}: {count}` of a form"), "", &schema.origin);
            }
        }
        let unnamed = match whole.additional {
            Some(AdditionalProperties::Allowed(true, origin)) => Some(origin),
            Some(AdditionalProperties::Of(schema)) => Some(&schema.origin),
            _ => None,
        };
        if let Some(origin) = unnamed {
            let message = "`additionalProperties` of a form is not built";
            let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_PARAMETER, message);
            let diagnostic = diagnostic.generated("the fields that have a name alone");
            self.warn(diagnostic, origin, "this one");
        }
    }

    /// Whether a part is JSON by default: a complex value, or an array of such (Encoding Object,
    /// `contentType`).
    fn is_json(&mut self, property: &model::Schema, encoding: Option<&Encoding>) -> bool {
        let content_type = encoding.and_then(|it| it.content_type.as_deref());
        if content_type.is_some_and(|it| codec(it) != Codec::Json) {
            return false;
        }
        let schema = self.meant(property);
        match implied(schema).as_slice() {
            ["array"] => {
                let items = schema.items.as_ref().map(|it| self.meant(it));
                items.is_some_and(|it| self.is_object(it))
            }
            _ => self.is_object(schema),
        }
    }

    /// Whether a field is a file, or several, which say of which type they are by themselves.
    fn is_file(&self, property: &model::Schema) -> bool {
        let schema = self.meant(property);
        let items = schema.items.as_ref().map(|it| self.meant(it));
        items.unwrap_or(schema).format.as_deref() == Some("binary")
    }

    /// Says what of an encoding is not built; `labelled`: a part says of which type it is; `alone`: there
    /// is no form but in parts.
    fn encoding(&mut self, name: &str, encoding: &Encoding, labelled: bool, alone: bool) {
        let content_type = encoding.content_type.as_ref();
        let content_type = content_type.filter(|it| !labelled && essence(it) != "text/plain");
        let style = encoding.style.filter(|_| alone);
        let other = content_type.map(|_| "contentType").or(encoding.other);
        let other = other.or(style.map(|_| "style"));
        if let Some(key) = other {
            let message = match key {
                "style" => {
                    format!("`style` and `explode` of `{name}` are of urlencoded forms alone")
                }
                key => format!("`{key}` in the `encoding` of `{name}` is not built"),
            };
            let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_PARAMETER, message);
            let diagnostic = diagnostic.generated("the field as it is without it");
            self.warn(diagnostic, &encoding.origin, "this one");
        }
    }
}

/// The part of a form that is JSON.
fn json(property: &model::Schema) -> Media {
    Media {
        types: Some(vec!["application/json".to_owned()]),
        schema: Some(property.clone()),
        encoding: IndexMap::new(),
        origin: property.origin.clone(),
    }
}

fn field(
    name: &str,
    property: &model::Schema,
    required: &[&str],
    style: Option<Style>,
) -> model::Parameter {
    let style = style.unwrap_or(Style {
        kind: StyleKind::Form,
        explode: true,
    });
    model::Parameter {
        origin: property.origin.clone(),
        reference: None,
        name: name.to_owned(),
        location: "formData".to_owned(),
        // documents say which fields are required, and forget that the body then is, too
        // one that only answers have is none of a request
        required: required.contains(&name) && !property.read_only,
        allow_empty: false,
        skip_encoding: false,
        allow_reserved: false,
        prefix: None,
        description: property.description.clone(),
        schema: property.clone(),
        style: Some(style),
        content: Vec::new(),
    }
}

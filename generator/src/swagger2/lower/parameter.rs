//! Parameter Object: what is text, and what is the body.

use super::Lowering;
use super::response::{first, is_json, is_token};
use crate::ir::{
    Body, Content, Location, Parameter, Schema, SchemaKind, Separator, StringFormat, TextValue,
};
use crate::report::{Diagnostic, catalogue};
use crate::swagger2::model::{self, Broken, Operation};

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
        let broken = match document.target(reference) {
            Ok(pointer) => match document.parameters.get(pointer) {
                Some(target) => return Some(target),
                None => Broken::Missing(pointer.to_owned()),
            },
            Err(broken) => broken,
        };
        self.broken(reference, &broken, "nothing: the parameter is left out");
        None
    }

    pub(super) fn parameter(&mut self, parameter: &model::Parameter) -> Option<Parameter> {
        let location = match parameter.location.as_str() {
            "path" => Location::Path,
            "query" => Location::Query,
            "header" => Location::Header,
            other => {
                let message = format!("`in: {other}` is none of Swagger 2.0");
                let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_PARAMETER, message);
                self.warn(
                    diagnostic.generated("nothing"),
                    &parameter.origin,
                    "left out",
                );
                return None;
            }
        };
        if location == Location::Header
            && (parameter.name.is_empty() || !parameter.name.bytes().all(is_token))
        {
            let message = format!("`{}` cannot be the name of a header", parameter.name);
            let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_PARAMETER, message);
            self.warn(
                diagnostic.generated("nothing"),
                &parameter.origin,
                "left out",
            );
            return None;
        }
        let what = format!("the parameter `{}`", parameter.name);
        Some(Parameter {
            origin: parameter.origin.clone(),
            name: parameter.name.clone(),
            location,
            // a path without one of its values is no path
            required: parameter.required || location == Location::Path,
            description: parameter.description.clone(),
            value: self.text_value(&parameter.schema, &what, location == Location::Query),
        })
    }

    /// A value in a path, a query or a header. Those are of simple types, and lists of them.
    pub(super) fn text_value(
        &mut self,
        schema: &model::Schema,
        what: &str,
        multi: bool,
    ) -> TextValue {
        if schema.reference.is_none()
            && schema.types == ["array"]
            && let Some(items) = &schema.items
        {
            self.keywords(schema);
            let list = Some(self.separator(schema, multi));
            return TextValue {
                schema: self.text_schema(items, what),
                list,
            };
        }
        TextValue {
            schema: self.text_schema(schema, what),
            list: None,
        }
    }

    fn text_schema(&mut self, schema: &model::Schema, what: &str) -> crate::ir::SchemaId {
        let simple = schema.reference.is_none()
            && matches!(
                schema.types.as_slice(),
                [name] if ["string", "integer", "number", "boolean"].contains(&name.as_str())
            );
        let untyped_enum =
            schema.reference.is_none() && schema.types.is_empty() && schema.values.is_some();
        let kind = if simple || untyped_enum {
            self.kind(schema)
        } else {
            // one sentence for all of them, since a document leaves out the type everywhere or nowhere
            let message = if schema.reference.is_none() && schema.types.is_empty() {
                "a parameter without a `type`".to_owned()
            } else {
                format!("{what} is not of a simple type, nor a list of one")
            };
            let diagnostic = Diagnostic::new(&catalogue::PARAMETER_TYPE, message);
            let diagnostic = diagnostic.generated("a string");
            self.warn(diagnostic, &schema.origin, "this one");
            SchemaKind::String(StringFormat::Plain)
        };
        let kind = match kind {
            SchemaKind::Any => SchemaKind::String(StringFormat::Plain),
            kind => kind,
        };
        self.push(Schema {
            origin: schema.origin.clone(),
            name: None,
            title: None,
            description: schema.description.clone(),
            kind,
            nullable: false,
        })
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

    /// The body: the `in: body` parameter, or the form that `in: formData` parameters make.
    pub(super) fn body(
        &mut self,
        parameters: &[&model::Parameter],
        operation: &Operation,
    ) -> Option<Body> {
        let consumes = operation
            .consumes
            .as_ref()
            .or(self.document.consumes.as_ref());
        let media_types = consumes.map(Vec::as_slice).unwrap_or_default();
        let mut bodies = parameters
            .iter()
            .filter(|parameter| parameter.location == "body");
        if let Some(body) = bodies.next() {
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
            return Some(self.json_body(body, media_types));
        }
        let mut forms = parameters
            .iter()
            .filter(|parameter| parameter.location == "formData");
        let form = forms.next()?;
        for field in std::iter::once(form).chain(forms.clone()) {
            let diagnostic =
                Diagnostic::new(&catalogue::UNSUPPORTED_PARAMETER, "form data is not built");
            self.warn(
                diagnostic.generated("a body of bytes, which the caller encodes"),
                &field.origin,
                "a field of the form",
            );
        }
        Some(Body {
            origin: form.origin.clone(),
            name: "body".to_owned(),
            required: form.required || forms.any(|field| field.required),
            description: None,
            content: Content::Bytes {
                media_type: first(media_types, "application/x-www-form-urlencoded"),
            },
        })
    }

    fn json_body(&mut self, body: &model::Parameter, media_types: &[String]) -> Body {
        let content = if is_json(media_types) {
            self.only_json("a body", media_types, &body.origin);
            Content::Json(self.slot(&body.schema))
        } else {
            let list = media_types.join("`, `");
            let message = format!("a body of `{list}` is not built");
            let diagnostic = Diagnostic::new(&catalogue::MEDIA_TYPE, message);
            self.warn(diagnostic.generated("its bytes"), &body.origin, "this body");
            Content::Bytes {
                media_type: first(media_types, "application/octet-stream"),
            }
        };
        Body {
            origin: body.origin.clone(),
            name: body.name.clone(),
            required: body.required,
            description: body.description.clone(),
            content,
        }
    }
}

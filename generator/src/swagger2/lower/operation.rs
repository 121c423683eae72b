//! Path Item Object and Operation Object.

use super::Lowering;
use crate::ir::{
    Location, Operation, Parameter, Schema, SchemaKind, SecurityScheme, StringFormat, TextValue,
};
use crate::report::{Diagnostic, catalogue};
use crate::swagger2::model;
use crate::swagger2::model::PathItem;
use crate::swagger2::template::{Part, parts};

impl<'a> Lowering<'a> {
    pub(super) fn operation(
        &mut self,
        item: &'a PathItem,
        operation: &'a model::Operation,
        schemes: &[SecurityScheme],
    ) -> Operation {
        let declared = self.parameters(item, operation);
        let mut parameters = Vec::new();
        let body = self.body(&declared, operation);
        for parameter in &declared {
            match parameter.location.as_str() {
                "body" => {}
                "formData" if body.is_some() => {
                    let message = "an operation has a body or a form, not both";
                    let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_PARAMETER, message);
                    let diagnostic = diagnostic.generated("the body");
                    self.warn(diagnostic, &parameter.origin, "left out");
                }
                _ => parameters.extend(self.parameter(parameter)),
            }
        }
        let form = self.form(&parameters, operation);
        let path = self.path(item);
        self.fit_template(&path, item, &mut parameters);
        Operation {
            origin: operation.origin.clone(),
            method: operation.method,
            operation_id: operation.id.clone(),
            tags: operation.tags.clone(),
            summary: operation.summary.clone(),
            description: operation.description.clone(),
            deprecated: operation.deprecated,
            body,
            form,
            responses: self.responses(operation),
            security: self.security(operation, schemes),
            parameters,
            path,
        }
    }

    /// The operation's parameters, and those of its path that it does not override: a parameter is
    /// known by its name and place (Path Item Object, `parameters`).
    fn parameters(
        &mut self,
        item: &'a PathItem,
        operation: &'a model::Operation,
    ) -> Vec<&'a model::Parameter> {
        let mut parameters: Vec<&model::Parameter> = Vec::new();
        let same = |a: &model::Parameter, b: &model::Parameter| {
            let fold = |name: &str| {
                if a.location == "header" {
                    name.to_ascii_lowercase()
                } else {
                    name.to_owned()
                }
            };
            a.location == b.location && fold(&a.name) == fold(&b.name)
        };
        for parameter in &operation.parameters {
            let Some(parameter) = self.parameter_target(parameter) else {
                continue;
            };
            if let Some(first) = parameters.iter().find(|known| same(known, parameter)) {
                let message = format!("the parameter `{}` stands twice", first.name);
                let diagnostic = Diagnostic::new(&catalogue::DUPLICATE_PARAMETER, message);
                self.warn(
                    diagnostic.generated("the first one"),
                    &parameter.origin,
                    "left out",
                );
                continue;
            }
            parameters.push(parameter);
        }
        for parameter in &item.parameters {
            if let Some(parameter) = self.parameter_target(parameter)
                && !parameters.iter().any(|known| same(known, parameter))
            {
                parameters.push(parameter);
            }
        }
        parameters
    }

    fn path(&mut self, item: &PathItem) -> String {
        let path = item.path.trim();
        let path = path.split(['?', '#']).next().unwrap_or("");
        let mended = if path.starts_with('/') {
            path.to_owned()
        } else {
            format!("/{path}")
        };
        if mended != item.path {
            let diagnostic = Diagnostic::new(
                &catalogue::PATH_TEMPLATE,
                "a path begins with `/` and has no query",
            );
            self.warn(
                diagnostic.generated(format!("`{mended}`")),
                &item.origin,
                "this path",
            );
        }
        mended
    }

    /// Every `{name}` of the template has a parameter, and every path parameter its place.
    fn fit_template(&mut self, path: &str, item: &PathItem, parameters: &mut Vec<Parameter>) {
        let names = placeholders(path);
        parameters.retain(|parameter| {
            let fits =
                parameter.location != Location::Path || names.contains(&parameter.name.as_str());
            if !fits {
                let message = format!(
                    "the path `{path}` has no place for its parameter `{}`",
                    parameter.name
                );
                self.report.add(
                    Diagnostic::new(&catalogue::PATH_TEMPLATE, message)
                        .at_pointer(
                            parameter.origin.place,
                            &parameter.origin.pointer,
                            "left out",
                        )
                        .generated("nothing"),
                );
            }
            fits
        });
        for name in names {
            let known = |it: &Parameter| it.location == Location::Path && it.name == name;
            if parameters.iter().any(known) {
                continue;
            }
            let message = format!("the path parameter `{{{name}}}` is not declared");
            let diagnostic = Diagnostic::new(&catalogue::PATH_TEMPLATE, message);
            self.warn(
                diagnostic.generated("a required string"),
                &item.origin,
                "in this path",
            );
            let schema = self.push(Schema {
                origin: item.origin.clone(),
                name: None,
                title: None,
                description: None,
                kind: SchemaKind::String(StringFormat::Plain),
                nullable: false,
            });
            parameters.push(Parameter {
                origin: item.origin.clone(),
                name: name.to_owned(),
                location: Location::Path,
                required: true,
                description: None,
                value: TextValue { schema, list: None },
            });
        }
    }
}

/// The names in `{…}`, in their order.
fn placeholders(path: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for part in parts(path) {
        if let Part::Parameter(name) = part
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

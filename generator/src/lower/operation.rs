//! Path Item Object and Operation Object.

use super::Lowering;
use crate::document::model;
use crate::document::model::PathItem;
use crate::ir::{Operation, SecurityScheme};
use crate::report::{Diagnostic, catalogue};

impl<'a> Lowering<'a> {
    pub(super) fn operation(
        &mut self,
        item: &'a PathItem,
        operation: &'a model::Operation,
        schemes: &[SecurityScheme],
    ) -> Operation {
        let declared = self.parameters(item, operation);
        let mut parameters = Vec::new();
        let form = self.form_body(&declared);
        let body = match &form {
            Some(_) => None,
            None => self.body(&declared, operation),
        };
        let consumes = form.as_ref().map(|(_, types)| types);
        let consumes = consumes.unwrap_or(&operation.consumes).clone();
        let fields = form.map(|(fields, _)| fields).unwrap_or_default();
        for parameter in declared.iter().copied().chain(&fields) {
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
        let form = self.form(&parameters, &consumes);
        let path = self.path(item, &mut parameters);
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
            asks: self.asks(operation),
            parameters,
            path,
        }
    }

    /// The fields of the one body, where that is a form.
    fn form_body(
        &mut self,
        declared: &[&model::Parameter],
    ) -> Option<(Vec<model::Parameter>, Vec<String>)> {
        let mut bodies = declared.iter().filter(|it| it.location == "body");
        let body = bodies.next().filter(|_| bodies.next().is_none())?;
        self.fields(body)
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
}

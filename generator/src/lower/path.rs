//! Paths (Paths Object, Path Templating): the template, the query that some documents write behind it,
//! and the parameters that belong to them.

use super::Lowering;
use super::template::{Part, parts, split};
use crate::document::model::PathItem;
use crate::ir::{Location, Parameter, Schema, SchemaKind, StringFormat, TextValue};
use crate::report::{Diagnostic, catalogue};

impl Lowering<'_> {
    /// The template, with the pairs of its query that are always the same. A fragment is never sent
    /// (RFC 9110, section 7.1), and is left out.
    pub(super) fn path(&mut self, item: &PathItem, parameters: &mut Vec<Parameter>) -> String {
        let written = item.path.trim();
        let written = written.split('#').next().unwrap_or("");
        let (path, pairs) = split(written);
        let mut mended = path.to_owned();
        if !path.starts_with('/') {
            mended.insert(0, '/');
        }
        let mut separator = '?';
        for (name, value) in pairs {
            if self.is_parameter(name, value, item, parameters) {
                continue;
            }
            mended.push(separator);
            mended.push_str(name);
            if let Some(value) = value {
                mended.push('=');
                mended.push_str(value);
            }
            separator = '&';
        }
        let query = written.contains('?');
        if mended != item.path && !query || item.path.contains('#') {
            let message = "a path begins with `/` and has no fragment";
            let diagnostic = Diagnostic::new(&catalogue::PATH_TEMPLATE, message);
            self.warn(
                diagnostic.generated(format!("`{mended}`")),
                &item.origin,
                "this path",
            );
        } else if query {
            let diagnostic = Diagnostic::new(&catalogue::PATH_TEMPLATE, "a path has no query");
            self.warn(
                diagnostic.generated("the query beside its parameters"),
                &item.origin,
                "this path",
            );
        }
        let literals = parts(path).into_iter().filter_map(|part| match part {
            Part::Literal(text) => Some(text),
            Part::Parameter(_) => None,
        });
        if { literals }.any(|it| it.contains(['{', '}'])) {
            let message = "a brace in a path that has no other one, or nothing between them";
            let diagnostic = Diagnostic::new(&catalogue::PATH_TEMPLATE, message);
            let diagnostic = diagnostic.generated("the brace as it stands");
            self.warn(diagnostic, &item.origin, "this path");
        }
        mended
    }

    /// Whether a pair of the query is the place of a parameter: `y={z}`. One whose value the path
    /// gives is none.
    fn is_parameter(
        &mut self,
        name: &str,
        value: Option<&str>,
        item: &PathItem,
        parameters: &mut Vec<Parameter>,
    ) -> bool {
        let holes = parts(value.unwrap_or(""));
        let query = |it: &Parameter, name: &str| it.location == Location::Query && it.name == name;
        match holes.as_slice() {
            [] | [Part::Literal(_)] if parts(name).len() == 1 => {
                // its value is what the path says
                parameters.retain(|it| !query(it, name));
                false
            }
            [Part::Parameter(hole)] if parts(name).len() == 1 => {
                if parameters
                    .iter()
                    .any(|it| query(it, name) || query(it, hole))
                {
                    return true;
                }
                let path = |it: &&mut Parameter| it.location == Location::Path && it.name == *hole;
                match parameters.iter_mut().find(path) {
                    Some(parameter) => {
                        parameter.location = Location::Query;
                        parameter.name = name.to_owned();
                    }
                    None => parameters.push(self.undeclared(name, Location::Query, item)),
                }
                true
            }
            _ => {
                let message = format!("`{name}` in the query of a path is more than one parameter");
                let diagnostic = Diagnostic::new(&catalogue::PATH_TEMPLATE, message);
                self.warn(diagnostic.generated("nothing"), &item.origin, "this path");
                true
            }
        }
    }

    /// A required string, for a placeholder that nothing declares.
    fn undeclared(&mut self, name: &str, location: Location, item: &PathItem) -> Parameter {
        // one entry, since a document forgets them everywhere or nowhere
        let message = "a path parameter that is not declared";
        let diagnostic = Diagnostic::new(&catalogue::PATH_TEMPLATE, message);
        self.warn(
            diagnostic.generated("a required string"),
            &item.origin,
            &format!("`{{{name}}}` in this path"),
        );
        let schema = self.push(Schema::of(
            item.origin.clone(),
            SchemaKind::String(StringFormat::Plain),
        ));
        Parameter {
            origin: item.origin.clone(),
            name: name.to_owned(),
            location,
            required: true,
            description: None,
            skip_encoding: false,
            allow_reserved: false,
            value: TextValue::of(schema),
        }
    }

    /// Every `{name}` of the template has a parameter, and every path parameter its place.
    pub(super) fn fit_template(
        &mut self,
        path: &str,
        item: &PathItem,
        parameters: &mut Vec<Parameter>,
    ) {
        let names = placeholders(split(path).0);
        parameters.retain(|parameter| {
            let fits =
                parameter.location != Location::Path || names.contains(&parameter.name.as_str());
            if !fits {
                let label = format!("`{}`, which is not in `{path}`", parameter.name);
                let message = "a path parameter that its path has no place for";
                self.report.add(
                    Diagnostic::new(&catalogue::PATH_TEMPLATE, message)
                        .at_pointer(parameter.origin.place, &parameter.origin.pointer, label)
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
            parameters.push(self.undeclared(name, Location::Path, item));
        }
        self.tell_slashes(path, parameters);
    }

    /// A server finds where a value that may hold a `/` ends, but not where each of several does.
    fn tell_slashes(&mut self, path: &str, parameters: &[Parameter]) {
        let slashes = |name: &str| {
            let mut parameters = parameters.iter();
            parameters
                .find(|it| it.location == Location::Path && it.name == name)
                .filter(|it| it.skip_encoding)
        };
        let segments = split(path).0.split('/');
        let mut found = segments.filter_map(|it| placeholders(it).into_iter().find_map(slashes));
        if let (Some(first), Some(_)) = (found.next(), found.next()) {
            let message = "of several values that may hold a `/`, none can be told where it ends";
            let diagnostic = Diagnostic::new(&catalogue::PATH_TEMPLATE, message);
            let diagnostic = diagnostic.generated("a server where only the last may hold one");
            self.warn(diagnostic, &first.origin, "not the last in its path");
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

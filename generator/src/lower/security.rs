//! Security definitions and requirements.

use super::Lowering;
use super::response::is_name;
use crate::document::model::{self, Operation, RequiredScheme};
use crate::ir::{KeyLocation, Requirement, SecurityKind, SecurityScheme};
use crate::report::{Diagnostic, Hides, catalogue};
use std::collections::{BTreeMap, BTreeSet};

impl Lowering<'_> {
    /// In the order of their names, so that the order in the document means nothing.
    pub(super) fn security_schemes(&mut self) -> Vec<SecurityScheme> {
        let mut schemes: Vec<SecurityScheme> = Vec::new();
        for (name, definition) in &self.document.security_schemes {
            let Some(kind) = definition.kind.clone() else {
                let kinds = self.document.dialect.security_kinds;
                let message =
                    format!("the security scheme `{name}` is none of {kinds}, or lacks a part");
                self.warn(
                    Diagnostic::new(&catalogue::SECURITY, message)
                        .generated("nothing: operations that ask for it are open"),
                    &definition.origin,
                    "this scheme",
                );
                continue;
            };
            if let SecurityKind::ApiKey {
                location: location @ (KeyLocation::Header | KeyLocation::Cookie),
                name: key,
                ..
            } = &kind
                && !is_name(key)
            {
                let what = match location {
                    KeyLocation::Cookie => "cookie",
                    _ => "header",
                };
                let message =
                    format!("the key of `{name}` is in `{key}`, which is no name of a {what}");
                self.warn(
                    Diagnostic::new(&catalogue::SECURITY, message)
                        .generated("what the document says: calls with this key fail")
                        .hides(Hides::Nothing)
                        .help("correct `name` with an overlay"),
                    &definition.origin,
                    "this scheme",
                );
            }
            schemes.push(SecurityScheme {
                origin: definition.origin.clone(),
                name: name.clone(),
                description: definition.description.clone(),
                kind,
            });
        }
        schemes.sort_by(|a, b| a.name.cmp(&b.name));
        schemes
    }

    /// The operation's own requirements, or the document's (Operation Object, `security`). An
    /// unknown scheme is left out of its alternative: one less is asked for, and not nothing.
    pub(super) fn security(
        &mut self,
        operation: &Operation,
        schemes: &[SecurityScheme],
    ) -> Vec<Vec<Requirement>> {
        let document = self.document;
        let requirements = operation.security.as_ref().unwrap_or(&document.security);
        let section = document.dialect.security;
        let mut alternatives = Vec::new();
        for requirement in requirements {
            let index = |name: &str| schemes.iter().position(|scheme| scheme.name == *name);
            let known = requirement.schemes.iter();
            let known = known.filter_map(|it| {
                let mut scopes = it.scopes.clone();
                scopes.sort();
                scopes.dedup();
                let scheme = index(&it.name)?;
                Some(Requirement { scheme, scopes })
            });
            let mut all: Vec<Requirement> = known.collect();
            let generated = if all.is_empty() {
                "nothing for this alternative: an operation that has no other is open"
            } else {
                "the other schemes of this alternative"
            };
            for RequiredScheme { name, origin, .. } in &requirement.schemes {
                // one that is there and not built was told where it stands
                if index(name).is_none() && !document.security_schemes.contains_key(name) {
                    self.warn(
                        Diagnostic::new(
                            &catalogue::SECURITY,
                            format!("the security scheme `{name}` is not defined"),
                        )
                        .generated(generated)
                        .hides(Hides::Nothing)
                        .help(format!("add it to `{section}`")),
                        origin,
                        "not defined",
                    );
                }
            }
            if all.is_empty() && !requirement.schemes.is_empty() {
                continue;
            }
            all.sort_unstable();
            all.dedup_by_key(|it| it.scheme);
            if !alternatives.contains(&all) {
                alternatives.push(all);
            }
        }
        alternatives
    }
    /// What the document asks for, whether it is built or not.
    pub(super) fn asks(&self, operation: &Operation) -> Vec<BTreeMap<String, BTreeSet<String>>> {
        let requirements = operation.security.as_ref();
        let requirements = requirements.unwrap_or(&self.document.security).iter();
        let one = |it: &model::Requirement| {
            let schemes = it.schemes.iter();
            let schemes = schemes.map(|it| (it.name.clone(), it.scopes.iter().cloned().collect()));
            schemes.collect()
        };
        let mut asks: Vec<BTreeMap<String, BTreeSet<String>>> = Vec::new();
        for alternative in requirements.map(one) {
            if !asks.contains(&alternative) {
                asks.push(alternative);
            }
        }
        asks
    }
}

//! Security schemes: a constant each, and a method of the client's builder.

use super::names::{CaseOf, Ident, Item, Kind, Names};
use super::types::renamed;
use super::{Capability, Docs, Scheme};
use crate::ir::{Api, KeyLocation, SecurityKind};
use crate::report::Report;
use std::collections::BTreeSet;

pub(super) fn schemes(
    api: &Api,
    names: &mut Names<'_>,
    capabilities: &mut BTreeSet<Capability>,
    report: &mut Report,
) -> Vec<Scheme> {
    let items: Vec<Item> = api
        .security_schemes
        .iter()
        .map(|scheme| Item {
            key: scheme.origin.pointer.clone(),
            text: scheme.name.clone(),
            candidates: vec![Ident::of(&scheme.name, CaseOf::Value)],
        })
        .collect();
    let settled = names.settle(Kind::CREDENTIAL, &items, &[], report);
    let schemes = api.security_schemes.iter().zip(settled);
    let schemes = schemes.map(|(scheme, name)| {
        if scheme.kind == SecurityKind::Basic {
            capabilities.insert(Capability::Basic);
        }
        let key = |location: KeyLocation| {
            matches!(&scheme.kind, SecurityKind::ApiKey { location: of, .. } if *of == location)
        };
        if key(KeyLocation::Cookie) {
            capabilities.insert(Capability::Cookie);
        }
        let docs = Docs::of(scheme.description.as_deref());
        Scheme {
            docs: renamed(report, docs, &name, &scheme.name, &scheme.origin),
            constant: name.ident.recased(CaseOf::Constant),
            ident: name.ident,
            name: scheme.name.clone(),
            kind: scheme.kind.clone(),
        }
    });
    schemes.collect()
}

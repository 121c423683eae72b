//! From an api to a crate, stage by stage.

use super::names::{Names, words};
use super::operations::groups;
use super::schemes::schemes;
use super::types::Types;
use super::{Crate, Docs, Package};
use super::{media, mock};
use crate::config::Config;
use crate::ir::select::is_empty;
use crate::ir::{Api, analysis};
use crate::lock::Lock;
use crate::report::Report;
use heck::ToKebabCase;
use std::collections::BTreeSet;

/// Decides everything about the crate. Also returns the names that were given, for the lock.
pub fn plan(api: &Api, config: &Config, lock: &Lock, report: &mut Report) -> (Crate, Lock) {
    let mut names = Names::new(lock, &config.names.rename);
    let mut capabilities = BTreeSet::new();
    let schemes = schemes(api, &mut names, &mut capabilities, report);
    let filter = &config.filter;
    let used = if is_empty(&filter.include) && is_empty(&filter.exclude) {
        None
    } else {
        Some(analysis::reachable(api))
    };
    let mut types = Types::new(api, &config.types, &mut names, report);
    // the schemas say what XML makes of them where it is spoken
    types.capabilities.extend(media::xml(api));
    let modules = types.definitions(|id| used.as_ref().is_none_or(|used| used.contains(&id)));
    let groups = groups(&mut types, config.names.operations);
    types.check_rules();
    let shown = mock::definitions(&types, &modules);
    capabilities.append(&mut types.capabilities);
    let planned = Crate {
        package: package(api, config),
        schemes,
        types: modules,
        groups,
        shown,
        capabilities,
        recursion_limit: recursion_limit(api),
    };
    (planned, names.finish(report))
}

/// The compiler follows 128 steps, and may take several from one type to the next.
fn recursion_limit(api: &Api) -> Option<usize> {
    let chain = analysis::longest_chain(api);
    (chain > 24).then(|| (chain * 4).next_power_of_two())
}

fn package(api: &Api, config: &Config) -> Package {
    let title = api
        .info
        .title
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let name = config.package.name.clone();
    let version = config.package.version.clone();
    Package {
        name: name.unwrap_or_else(|| package_name(&title)),
        version: version.unwrap_or_else(|| "0.1.0".to_owned()),
        docs: Docs::of(api.info.description.as_deref()).lines,
        title,
        manifest: config.package.manifest.clone(),
    }
}

/// `Swagger Petstore` is `swagger-petstore-api`.
fn package_name(title: &str) -> String {
    let kebab: String = words(title).to_kebab_case().chars().take(50).collect();
    let kebab = kebab.trim_matches('-');
    // the suffix keeps it apart from keywords and from crates that it depends on
    match kebab {
        "" | "api" => "api-bindings".to_owned(),
        name if name.starts_with(|it: char| it.is_ascii_digit()) => format!("api-{name}"),
        name if name.ends_with("-api") => name.to_owned(),
        name => format!("{name}-api"),
    }
}

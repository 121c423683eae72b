//! Security Scheme Object.

use super::piece::{Field, Kind, piece};
use crate::document::model::SecurityScheme;
use crate::document::{Child, Object};
use crate::ir::{KeyLocation, SecurityKind};
use crate::report::Report;
use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, SecurityScheme as Scheme};

const KINDS: &[&str] = &["apiKey", "http", "oauth2", "openIdConnect"];

const SCHEME: &[Field] = &[
    ("type", Kind::Name(KINDS)),
    ("description", Kind::Text),
    ("name", Kind::Wanted),
    ("in", Kind::Name(&["query", "header", "cookie"])),
    ("scheme", Kind::Wanted),
    ("bearerFormat", Kind::Text),
    ("flows", Kind::Empty),
    ("openIdConnectUrl", Kind::Wanted),
];

/// The schemes of `components`; one may be a reference to another.
pub(super) fn schemes(
    components: Option<&Object<'_>>,
    report: &mut Report,
) -> IndexMap<String, SecurityScheme> {
    let section = components.and_then(|it| it.object("securitySchemes", report));
    let Some(section) = section else {
        return IndexMap::new();
    };
    let target = |child: &Child<'_>| {
        let target = child.node.get("$ref")?.as_str()?;
        let name = target.strip_prefix("#/components/securitySchemes/")?;
        section.all().find(|it| it.key == name)
    };
    let schemes = section.all().filter_map(|child| {
        let meant = target(&child);
        let node = meant.as_ref().map_or(child.node, |it| it.node);
        let object = Object::new(node, child.origin(), "a security scheme", report)?;
        Some((child.key.to_owned(), scheme(&object, report)))
    });
    schemes.collect()
}

fn scheme(object: &Object<'_>, report: &mut Report) -> SecurityScheme {
    // the model has no scheme of an unknown kind, nor a key without a place
    let has = |key: &'static str| {
        object
            .get(key)
            .is_some_and(|it| it.node.as_text().is_some())
    };
    let kind = object.required_text("type", "a security scheme", report);
    let complete = match kind.as_deref() {
        Some("apiKey") => {
            let location = object
                .get("in")
                .and_then(|it| it.node.as_text().map(str::to_owned));
            let known =
                location.is_some_and(|it| ["query", "header", "cookie"].contains(&it.as_str()));
            known && has("name")
        }
        Some("http") => has("scheme"),
        Some("oauth2" | "openIdConnect") => true,
        _ => false,
    };
    let scheme: Option<Scheme> = match complete {
        true => piece(object, SCHEME, "a security scheme", report),
        false => None,
    };
    let prefix = object.text("x-bindsmith-token-prefix", report);
    let (kind, description) = match scheme {
        Some(Scheme::APIKey {
            location,
            name,
            description,
            ..
        }) => {
            let location = match location {
                APIKeyLocation::Query => KeyLocation::Query,
                APIKeyLocation::Header => KeyLocation::Header,
                APIKeyLocation::Cookie => KeyLocation::Cookie,
            };
            let kind = SecurityKind::ApiKey {
                location,
                name,
                prefix,
            };
            (Some(kind), description)
        }
        Some(Scheme::HTTP {
            scheme,
            description,
            ..
        }) => (http(&scheme), description),
        // whichever way a token was had, it is shown in one
        Some(Scheme::OAuth2 { description, .. } | Scheme::OpenIDConnect { description, .. }) => {
            (Some(SecurityKind::Bearer), description)
        }
        None => (None, object.text("description", report)),
    };
    SecurityScheme {
        origin: object.origin.clone(),
        kind,
        description,
    }
}

/// By the registry of schemes (RFC 9110, section 16.4.1), whose names have no case.
fn http(scheme: &str) -> Option<SecurityKind> {
    match scheme.to_ascii_lowercase().as_str() {
        "basic" => Some(SecurityKind::Basic),
        "bearer" => Some(SecurityKind::Bearer),
        _ => None,
    }
}

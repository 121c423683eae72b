//! Which credentials a request shows, and whose they are (Swagger 2.0, "Security Requirement Object").

use super::super::credential::Credential;
use super::super::operation::{KeyLocation, Operation, SecurityKind, SecurityScheme};
use super::identity::{Authenticator, Caller, Denied, Identity, Kind};
use super::refusal::Refusal;
use http::HeaderName;
use http::header::{AUTHORIZATION, COOKIE, Entry};
use http::request::Parts;

/// Credentials by the name of their scheme.
pub(super) type Credentials = Vec<(&'static str, Credential)>;

/// The headers that may show who is calling, whichever operation is called.
pub(super) fn secrets<'a>(operations: impl Iterator<Item = &'a Operation>) -> Vec<HeaderName> {
    let schemes = operations.flat_map(|it| it.security.iter().copied().flatten());
    let keys = schemes.filter_map(|scheme| match scheme.kind {
        SecurityKind::ApiKey {
            location: KeyLocation::Header,
            name,
            ..
        } => name.parse::<HeaderName>().ok(),
        _ => None,
    });
    let mut secrets = vec![AUTHORIZATION, COOKIE];
    for name in keys {
        if !secrets.contains(&name) {
            secrets.push(name);
        }
    }
    secrets
}

/// Keeps `Debug` of the headers from showing what is secret in them.
pub(super) fn conceal(secrets: &[HeaderName], parts: &mut Parts) {
    for name in secrets {
        if let Ok(Entry::Occupied(mut values)) = parts.headers.try_entry(name) {
            values.iter_mut().for_each(|it| it.set_sensitive(true));
        }
    }
}

/// Who is calling: of the alternatives of which the request shows everything, the first that is good says
/// so. `None` where nothing has to be shown.
///
/// # Errors
/// None is good.
pub(super) async fn identify(
    authenticator: &dyn Authenticator,
    operation: &'static Operation,
    parts: &Parts,
    credentials: &Credentials,
) -> Result<Option<Identity>, Refusal> {
    let shown = |scheme: &SecurityScheme| credentials.iter().any(|(name, _)| *name == scheme.name);
    let mut denied: Option<(Denied, &[SecurityScheme])> = None;
    for schemes in operation.security.iter().copied() {
        if schemes.is_empty() || !schemes.iter().all(shown) {
            continue;
        }
        let caller = Caller {
            operation,
            schemes,
            credentials,
            parts,
        };
        match authenticator.identity(caller).await {
            Ok(identity) => return Ok(Some(identity)),
            // of several the one that says most
            Err(why) => match &denied {
                Some((known, _)) if known.kind >= why.kind => {}
                _ => denied = Some((why, schemes)),
            },
        }
    }
    let open = operation.security.iter().any(|schemes| schemes.is_empty());
    match denied {
        Some((why, schemes)) if !open || why.kind == Kind::Failed => {
            Err(refusal(operation, schemes, &why))
        }
        _ => Ok(None),
    }
}

fn refusal(operation: &Operation, schemes: &[SecurityScheme], denied: &Denied) -> Refusal {
    let detail = |otherwise: &str| denied.detail.clone().unwrap_or(otherwise.to_owned());
    match denied.kind {
        Kind::Unauthorized => {
            let challenges = challenges(operation).into_iter();
            // RFC 6750, section 3.1: where a token was shown
            let shown = schemes.iter().any(is_bearer);
            let challenges = challenges.map(|it| match it.as_str() {
                "Bearer" if shown => "Bearer error=\"invalid_token\"".to_owned(),
                _ => it,
            });
            let challenges: Vec<String> = challenges.collect();
            Refusal::unauthorized(detail("the credentials are not good"), &challenges)
        }
        Kind::Scope => {
            let refusal = Refusal::forbidden(detail("the credentials do not allow this"));
            match scopes(schemes) {
                scopes if scopes.is_empty() => refusal,
                scopes => refusal.challenging(&format!(
                    "Bearer error=\"insufficient_scope\", scope=\"{scopes}\""
                )),
            }
        }
        Kind::Forbidden => Refusal::forbidden(detail("the caller may not do this")),
        Kind::Failed => Refusal::internal(detail("nobody can tell who is calling")),
    }
}

fn is_bearer(scheme: &SecurityScheme) -> bool {
    match scheme.kind {
        SecurityKind::Bearer => true,
        SecurityKind::ApiKey { prefix, .. } => prefix.is_some_and(|it| it == "Bearer"),
        SecurityKind::Basic => false,
    }
}

/// The scopes that these ask for, in the form of RFC 6749, section 3.3.
fn scopes(schemes: &[SecurityScheme]) -> String {
    let scopes = schemes.iter().flat_map(|it| it.scopes);
    // what has one of these is no scope
    let fit = |it: &&&str| !it.contains(|c: char| !c.is_ascii_graphic() || c == '"' || c == '\\');
    scopes.filter(fit).copied().collect::<Vec<_>>().join(" ")
}

/// The credentials of every scheme of the operation that the request shows.
///
/// # Errors
/// 401, where they make up none of the alternatives.
pub(super) fn presented(operation: &Operation, parts: &Parts) -> Result<Credentials, Refusal> {
    let mut credentials = Credentials::new();
    let mut met = operation.security.is_empty();
    for alternative in operation.security {
        let mut complete = true;
        for scheme in *alternative {
            if credentials.iter().any(|(name, _)| *name == scheme.name) {
                continue;
            }
            match credential(scheme, parts) {
                Some(credential) => credentials.push((scheme.name, credential)),
                None => complete = false,
            }
        }
        met |= complete;
    }
    if met {
        Ok(credentials)
    } else {
        Err(Refusal::unauthorized(
            "credentials are missing",
            &challenges(operation),
        ))
    }
}

fn credential(scheme: &SecurityScheme, parts: &Parts) -> Option<Credential> {
    let text = match scheme.kind {
        SecurityKind::Basic => behind("Basic", AUTHORIZATION.as_str(), parts)?.to_owned(),
        SecurityKind::Bearer => behind("Bearer", AUTHORIZATION.as_str(), parts)?.to_owned(),
        SecurityKind::ApiKey {
            location: KeyLocation::Header,
            name,
            prefix,
        } => match prefix {
            Some(prefix) => behind(prefix, name, parts)?.to_owned(),
            None => only(texts(name, parts))?.to_owned(),
        },
        SecurityKind::ApiKey {
            location: KeyLocation::Query,
            name,
            ..
        } => {
            let pairs = super::super::percent::pairs(parts.uri.query()?)?;
            let mut values = pairs.into_iter().filter(|(known, _)| known == name);
            let (_, value) = values.next()?;
            values.next().is_none().then_some(value)?
        }
        SecurityKind::ApiKey {
            location: KeyLocation::Cookie(jar),
            name,
            ..
        } => {
            // as it was given out: it is no parameter, which would be escaped
            let pairs = (jar.pairs)(&parts.headers).into_iter();
            let mut values = pairs.filter(|(known, _)| known == name);
            let (_, value) = values.next()?;
            values.next().is_none().then_some(value)?
        }
    };
    Some(text)
        .filter(|text| !text.is_empty())
        .map(Credential::new)
}

fn texts<'a>(name: &str, parts: &'a Parts) -> impl Iterator<Item = &'a str> {
    let values = parts.headers.get_all(name).into_iter();
    values.filter_map(|it| it.to_str().ok()).map(str::trim)
}

/// The one that is there; of two that differ nobody knows which is meant.
fn only<'a>(mut texts: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let first = texts.next()?;
    texts.all(|it| it == first).then_some(first)
}

/// The credential behind the word of its scheme, which is in any case (RFC 9110, section 11.1). A caller that
/// has to show several schemes has a line for each.
fn behind<'a>(word: &str, name: &str, parts: &'a Parts) -> Option<&'a str> {
    only(texts(name, parts).filter_map(|text| {
        let (scheme, credential) = text.split_once(' ')?;
        let found = scheme.eq_ignore_ascii_case(word);
        found.then(|| credential.trim())
    }))
}

/// One challenge per way to get in (RFC 9110, section 11.6.1).
fn challenges(operation: &Operation) -> Vec<String> {
    let mut challenges = Vec::new();
    for scheme in operation.security.iter().copied().flatten() {
        let challenge = match scheme.kind {
            SecurityKind::Basic => "Basic realm=\"api\", charset=\"UTF-8\"".to_owned(),
            SecurityKind::Bearer => "Bearer".to_owned(),
            SecurityKind::ApiKey {
                prefix: Some(prefix),
                ..
            } => prefix.to_owned(),
            SecurityKind::ApiKey { location, name, .. } => {
                let location = match location {
                    KeyLocation::Header => "header",
                    KeyLocation::Query => "query",
                    KeyLocation::Cookie(_) => "cookie",
                };
                format!("ApiKey in=\"{location}\", name={name:?}")
            }
        };
        if !challenges.contains(&challenge) {
            challenges.push(challenge);
        }
    }
    challenges
}

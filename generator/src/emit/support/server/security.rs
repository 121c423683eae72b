//! Which credentials a request shows (Swagger 2.0, "Security Requirement Object").

use super::super::credential::Credential;
use super::super::operation::{KeyLocation, Operation, SecurityKind, SecurityScheme};
use super::refusal::Refusal;
use http::header::AUTHORIZATION;
use http::request::Parts;

/// The credentials of every scheme of the operation that the request shows.
///
/// # Errors
/// 401, where they make up none of the alternatives.
pub(super) fn presented(
    operation: &Operation,
    parts: &Parts,
) -> Result<Vec<(&'static str, Credential)>, Refusal> {
    let mut credentials: Vec<(&'static str, Credential)> = Vec::new();
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
        Err(Refusal::unauthorized(&challenges(operation)))
    }
}

fn credential(scheme: &SecurityScheme, parts: &Parts) -> Option<Credential> {
    let header = |name: &str| parts.headers.get(name)?.to_str().ok().map(str::trim);
    let authorization = || header(AUTHORIZATION.as_str());
    let text = match scheme.kind {
        SecurityKind::Basic => behind("Basic", authorization()?)?.to_owned(),
        SecurityKind::Bearer => behind("Bearer", authorization()?)?.to_owned(),
        SecurityKind::ApiKey {
            location: KeyLocation::Header,
            name,
            prefix,
        } => match prefix {
            Some(prefix) => behind(prefix, header(name)?)?.to_owned(),
            None => header(name)?.to_owned(),
        },
        SecurityKind::ApiKey {
            location: KeyLocation::Query,
            name,
            ..
        } => {
            let pairs = super::super::percent::pairs(parts.uri.query()?)?;
            pairs.into_iter().find(|(known, _)| known == name)?.1
        }
    };
    Some(text)
        .filter(|text| !text.is_empty())
        .map(Credential::new)
}

/// The credential behind the word of its scheme, which is in any case (RFC 9110, section 11.1).
fn behind<'a>(word: &str, text: &'a str) -> Option<&'a str> {
    let (scheme, credential) = text.split_once(' ')?;
    scheme.eq_ignore_ascii_case(word).then(|| credential.trim())
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

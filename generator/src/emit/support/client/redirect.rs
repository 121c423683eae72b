//! Follows redirects (RFC 9110, section 15.4): the one place for it.

use super::super::body::Body;
use super::error::Failure;
use super::exchange::Exchange;
use super::retry::{Retries, copy};
use http::header::{
    AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HOST, HeaderName, LOCATION,
    PROXY_AUTHORIZATION,
};
use http::{HeaderMap, Method, Request, Response, Uri};
use url::{Position, Url};

/// Whether redirects are followed. Unless told to, a client follows none: one that the document declares
/// is an answer like any other.
///
/// `GET` and `HEAD` go where they are sent; another method only where it stays the same (307, 308), or
/// becomes `GET` (303). Credentials go to no other host, and nothing goes from `https` to `http`.
#[derive(Clone, Debug, Default)]
pub struct Redirects {
    most: u32,
}

impl Redirects {
    /// None is followed.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// As many in a row are followed; the one after them is the answer.
    #[must_use]
    pub fn follow(most: u32) -> Self {
        Self { most }
    }

    pub(super) async fn send(
        &self,
        retries: &Retries,
        exchange: &mut Exchange<'_>,
        mut request: Request<Body>,
    ) -> Result<Response<Body>, Failure> {
        for _ in 0..self.most {
            let Some(next) = copy(&request) else {
                break;
            };
            let response = retries.send(exchange, request).await?;
            match follow(next, &response) {
                Some((next, elsewhere)) => {
                    if elsewhere {
                        exchange.leave();
                    }
                    request = next;
                }
                None => return Ok(response),
            }
        }
        retries.send(exchange, request).await
    }
}

/// What to send after this answer to `request`, if it is a redirect to follow, and whether to another host.
fn follow(mut request: Request<Body>, response: &Response<Body>) -> Option<(Request<Body>, bool)> {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD);
    match response.status().as_u16() {
        300..=302 if safe => {}
        307 | 308 => {}
        303 => {
            if !safe {
                *request.method_mut() = Method::GET;
            }
            *request.body_mut() = Body::empty();
            request.headers_mut().remove(CONTENT_TYPE);
            request.headers_mut().remove(CONTENT_LENGTH);
        }
        _ => return None,
    }
    let location = response.headers().get(LOCATION)?.to_str().ok()?;
    let from = Url::parse(&request.uri().to_string()).ok()?;
    let to = from.join(location).ok()?;
    let secure = from.scheme() == "https";
    if !matches!(to.scheme(), "http" | "https") || secure && to.scheme() != "https" {
        return None;
    }
    *request.uri_mut() = to[..Position::AfterQuery].parse::<Uri>().ok()?;
    Some((request, from.origin() != to.origin()))
}

const HIDDEN: [HeaderName; 4] = [AUTHORIZATION, COOKIE, HOST, PROXY_AUTHORIZATION];

/// Without what another host must not see.
pub(super) fn remove_secrets(headers: &mut HeaderMap) {
    let secrets = headers
        .iter()
        .filter(|(name, value)| value.is_sensitive() || HIDDEN.contains(name));
    let secrets: Vec<_> = secrets.map(|(name, _)| name.clone()).collect();
    for name in secrets {
        headers.remove(name);
    }
}

//! Cookies of a request (RFC 6265, section 4.2). The values of parameters are escaped, since most
//! characters cannot stand in one; whoever reads or writes one sees to it. Credentials stand as they are.

use super::operation::Jar;
use super::response::HeaderError;
use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};

/// How cookies are read and written.
pub static JAR: Jar = Jar { pairs, add };

/// The names and values of all cookies.
fn pairs(headers: &HeaderMap) -> Vec<(String, String)> {
    let values = headers.get_all(COOKIE).into_iter();
    let texts = values.filter_map(|it| std::str::from_utf8(it.as_bytes()).ok());
    let pairs = texts.flat_map(|it| it.split(';')).filter_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        let value = value.trim();
        let quoted = value.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        let value = quoted.unwrap_or(value);
        Some((name.trim().to_owned(), value.to_owned()))
    });
    pairs.collect()
}

/// Adds a cookie to those that are there, in the place of one of its name; one whose name cannot be one is
/// refused.
fn add(headers: &mut HeaderMap, name: &str, value: &str) -> Result<(), HeaderError> {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if name.is_empty() || !name.bytes().all(token) {
        return Err(HeaderError::new(name, "this is not the name of a cookie"));
    }
    let own = format!("{name}=");
    let known = headers.get(COOKIE).and_then(|it| it.to_str().ok());
    let others = known.into_iter().flat_map(|it| it.split("; "));
    let mut cookies: Vec<String> = others
        .filter(|it| !it.starts_with(&own))
        .map(str::to_owned)
        .collect();
    cookies.push(format!("{own}{value}"));
    let sensitive = headers.get(COOKIE).is_some_and(HeaderValue::is_sensitive);
    let mut cookies = HeaderValue::from_str(&cookies.join("; "))
        .map_err(|_| HeaderError::new(name, "the value cannot stand in a cookie"))?;
    cookies.set_sensitive(sensitive);
    headers.insert(COOKIE, cookies);
    Ok(())
}

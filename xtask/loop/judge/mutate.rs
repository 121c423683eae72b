//! A request that no client would send.

use crate::support::random::Random;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, Method, Request, Uri};

const METHODS: &[&str] = &[
    "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND",
    "get", "X",
];

const CONTENT_TYPES: &[&str] = &[
    "application/json",
    "application/xml",
    "text/xml",
    "text/plain",
    "application/json; charset=utf-16",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=judge-7f3a",
    "multipart/form-data; boundary=\"",
    "application/octet-stream",
    "*/*",
    "/",
    ";",
    "",
    "application/",
    "application/vnd.a+json;q=\"\\\"",
    "a/b;c",
    "application/json, text/xml",
];

const PIECES: &[&str] = &[
    "99999999999999999999999999",
    "-1",
    "0",
    "1e400",
    "-0",
    "1e-400",
    "0x10",
    "NaN",
    "9223372036854775808",
    "18446744073709551616",
    "null",
    "true",
    "\"",
    "\\",
    "\\ud800",
    "\\u0000",
    "%",
    "%00",
    "%ff%fe",
    "%2",
    "%zz",
    "%2F",
    "..",
    "../..",
    "/",
    "//",
    ";",
    ",",
    ",,",
    "|",
    "&",
    "=",
    "?",
    "#",
    "+",
    " ",
    "\t",
    "\r\n",
    "\u{0}",
    "é",
    "\u{202E}",
    "🦀",
    "{",
    "}",
    "[",
    "]",
    "[[[[[[[[",
    "{\"a\":",
    "<",
    ">",
    "</a>",
    "&lt;",
    "&#0;",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "<![CDATA[",
    "]]>",
    "--judge-7f3a",
    "--judge-7f3a--",
    "\r\n\r\n",
    "Content-Disposition: form-data",
    "name=\"",
    "2024-02-30",
    "0000-00-00T00:00:00Z",
    "9999-12-31T23:59:60Z",
    "2024-01-01T00:00:00+99:99",
    "P",
    "PT",
    "====",
    "A",
    "undefined",
    "$where",
    "' OR 1=1",
];

/// Bytes for the header of a peer that follows no standard.
const HEADERS: &[&[u8]] = &[
    b"",
    b" ",
    b"\xff\xfe",
    b"a,b,,c",
    b"\t",
    b"Basic",
    b"Basic ====",
    b"Bearer",
    b"\xc3\x28",
    b"0",
];

/// Another request, somewhat further from what is allowed; `None` where HTTP itself has no such request.
pub fn mutate(base: &Request<Bytes>, random: &mut Random) -> Option<Request<Bytes>> {
    let mut request = base.clone();
    for _ in 0..1 + random.below(3) {
        match random.below(16) {
            0 => {
                *request.method_mut() = Method::from_bytes(random.pick(METHODS)?.as_bytes()).ok()?
            }
            1..=3 => target(&mut request, random)?,
            4 | 6 => {
                let value = HeaderValue::from_static(random.pick(CONTENT_TYPES)?);
                request.headers_mut().insert(CONTENT_TYPE, value);
            }
            5 | 7 => header(&mut request, random)?,
            8 => {
                // one that is there, once more
                let pair = request
                    .headers()
                    .iter()
                    .nth(random.below(request.headers().len()));
                let (name, value) = pair.map(|(name, value)| (name.clone(), value.clone()))?;
                request.headers_mut().append(name, value);
            }
            9 => {
                let name = request
                    .headers()
                    .keys()
                    .nth(random.below(request.headers().keys_len()));
                let name = name.cloned()?;
                request.headers_mut().remove(name);
            }
            _ => {
                let body = bytes(request.body().to_vec(), random);
                *request.body_mut() = body.into();
                request.headers_mut().remove(CONTENT_LENGTH);
            }
        }
    }
    Some(request)
}

fn target(request: &mut Request<Bytes>, random: &mut Random) -> Option<()> {
    let target = request.uri().to_string();
    let mut target = match random.below(4) {
        // a pair of the query twice, without a value, or with another
        0 => {
            let (path, query) = target.split_once('?').unwrap_or((&target, "a=b"));
            let pairs: Vec<&str> = query.split('&').collect();
            let pair = *random.pick(&pairs)?;
            let (name, _) = pair.split_once('=').unwrap_or((pair, ""));
            let piece = *random.pick(PIECES)?;
            match random.below(4) {
                0 => format!("{path}?{query}&{pair}"),
                1 => format!("{path}?{query}&{name}"),
                2 => format!("{path}?{query}&{name}="),
                _ => format!("{path}?{name}={piece}"),
            }
            .into_bytes()
        }
        _ => bytes(target.into_bytes(), random),
    };
    target.truncate(60_000);
    // as a server reads the line of a request
    target.retain(|it| *it > b' ' && *it != 0x7F);
    if !target.starts_with(b"/") {
        target.insert(0, b'/');
    }
    *request.uri_mut() = Uri::try_from(target).ok()?;
    Some(())
}

fn header(request: &mut Request<Bytes>, random: &mut Random) -> Option<()> {
    let known: Vec<HeaderName> = request.headers().keys().cloned().collect();
    let names = [
        "accept",
        "content-encoding",
        "expect",
        "range",
        "authorization",
        "x-http-method-override",
    ];
    let name = match random.pick(&known) {
        Some(name) if random.once_in(2) => name.clone(),
        _ => HeaderName::from_static(random.pick(&names)?),
    };
    let mut text = match random.below(3) {
        0 => random.pick(HEADERS)?.to_vec(),
        1 => random.pick(PIECES)?.as_bytes().to_vec(),
        _ => {
            let before = request
                .headers()
                .get(&name)
                .map(|it| it.as_bytes().to_vec());
            bytes(before.unwrap_or_default(), random)
        }
    };
    text.retain(|it| *it >= b' ' && *it != 0x7F);
    text.truncate(10_000);
    request
        .headers_mut()
        .insert(name, HeaderValue::from_bytes(&text).ok()?);
    Some(())
}

/// Other bytes.
fn bytes(mut bytes: Vec<u8>, random: &mut Random) -> Vec<u8> {
    let at = random.below(bytes.len() + 1);
    let piece = random.pick(PIECES).copied().unwrap_or_default().as_bytes();
    match random.below(12) {
        0 => bytes.truncate(at),
        1 => {
            bytes.drain(..at);
        }
        2 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = random.bits() as u8;
            }
        }
        3 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        4 => {
            // one part of it again
            let end = (at + 1 + random.below(30)).min(bytes.len());
            let again = bytes.get(at..end).unwrap_or_default().to_vec();
            bytes.splice(at..at, again);
        }
        5 => {
            let end = (at + 1 + random.below(8)).min(bytes.len());
            bytes.splice(at..end, piece.iter().copied());
        }
        // a value of JSON in place of another
        6 => {
            let end = bytes.iter().skip(at).position(|it| b",}]".contains(it));
            let end = end.map_or(bytes.len(), |it| at + it);
            bytes.splice(at..end, piece.iter().copied());
        }
        7 if random.once_in(20) => {
            let deep = random
                .pick(&["[", "{\"a\":", "<a>", "%5B", "a=b&", ","])
                .copied()
                .unwrap_or("[");
            let most = if random.once_in(20) { 100_000 } else { 1000 };
            let times = 100 + random.below(most);
            bytes.splice(at..at, deep.repeat(times).into_bytes());
        }
        _ => {
            bytes.splice(at..at, piece.iter().copied());
        }
    }
    bytes
}

//! A call becomes a request.

use super::super::body::Body;
use super::super::check;
use super::super::codec;
use super::super::operation::Place;
use super::super::percent;
use super::super::reserved;
use super::super::schema::{Checker, Invalid};
use super::super::template::{self, Part};
use super::call::Call;
use super::error::RequestError;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Uri};
use http_body::Body as HttpBody;

impl Call {
    /// Whether the document allows the request. The fields of a multipart form are not looked at.
    pub(super) fn check(&self) -> Result<(), RequestError> {
        let error = |error: Invalid| RequestError::invalid(self.operation, error);
        let path = self.path.iter().map(|(name, text)| {
            let text = reserved::decode_path(self.operation, name, text);
            Ok((*name, text.map_err(|it| self.error(name, it))?))
        });
        let path: Vec<(&str, String)> = path.collect::<Result<_, RequestError>>()?;
        let query = self.query.strip_prefix('?').unwrap_or_default();
        let bytes = self.body.as_bytes().filter(|bytes| !bytes.is_empty());
        let parts = check::Parts {
            path: &path,
            query: &reserved::pairs(self.operation, query).unwrap_or_default(),
            headers: &self.headers,
            body: bytes.map(|bytes| &**bytes),
        };
        check::request(self.operation, &parts).map_err(error)?;
        if codec::content_type(&self.headers) != "application/x-www-form-urlencoded" {
            return Ok(());
        }
        let form = bytes.and_then(|bytes| std::str::from_utf8(bytes).ok());
        let form = percent::pairs(form.unwrap_or_default()).unwrap_or_default();
        let fields = |name: &str| {
            let fields = form.iter().filter(|(known, _)| known == name);
            fields.map(|(_, text)| Some(text.as_str())).collect()
        };
        let mut checker = Checker::request();
        check::form(&mut checker, self.operation, fields);
        checker.finish().map_err(error)
    }

    pub(super) fn into_request(self, base: &str) -> Result<http::Request<Body>, RequestError> {
        let mut target = base.to_owned();
        let (path, pairs) = template::split(self.operation.path);
        for part in template::parts(path) {
            match part {
                Part::Literal(text) => target.push_str(&percent::normalize(text)),
                Part::Parameter(name) => {
                    let value = self.path.iter().find(|(known, _)| *known == name);
                    let (_, text) = value.ok_or_else(|| self.error(name, "it is required"))?;
                    target.push_str(text);
                }
            }
        }
        self.check_length()?;
        self.check_dots(target.get(base.len()..).unwrap_or_default())?;
        let mut separator = '?';
        for (name, value) in pairs {
            target.push(separator);
            target.push_str(&percent::encode(name));
            if let Some(value) = value {
                target.push('=');
                target.push_str(&percent::encode(value));
            }
            separator = '&';
        }
        if let Some(query) = self.query.strip_prefix('?') {
            target.push(separator);
            target.push_str(query);
        }
        let uri: Uri = target.parse().map_err(|error| self.error("URL", error))?;
        let method = http::Method::from_bytes(self.operation.method.as_bytes());
        let method = method.map_err(|error| self.error("method", error))?;
        let mut request = http::Request::new(self.body);
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        // some servers wait for a body that is not said to be none (RFC 9110, section 8.6)
        let bears = matches!(self.operation.method, "POST" | "PUT" | "PATCH");
        if bears && HttpBody::size_hint(request.body()).exact() == Some(0) {
            let headers = request.headers_mut();
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        Ok(request)
    }

    /// A value must not name another path, not even with the text around it.
    fn check_dots(&self, path: &str) -> Result<(), RequestError> {
        let inputs = self.operation.inputs.iter();
        // one that may hold a `/` rather than another
        let inputs = inputs.filter(|it| it.place == Place::Path);
        match inputs.max_by_key(|it| it.skip_encoding) {
            Some(input) if reserved::has_dots(path) => {
                Err(self.error(input.name, "`.` and `..` would name another path"))
            }
            _ => Ok(()),
        }
    }

    /// Another length than that of the body would have the transport cut it off, or wait for more.
    fn check_length(&self) -> Result<(), RequestError> {
        let said = self.headers.get(CONTENT_LENGTH);
        let held = HttpBody::size_hint(&self.body).exact();
        match (said, held) {
            (Some(said), Some(held)) if said.as_bytes() != held.to_string().as_bytes() => {
                let problem = format_args!("the body is {held} bytes long");
                Err(self.error("Content-Length", problem))
            }
            _ => Ok(()),
        }
    }
}

//! Forms as `multipart/form-data` (RFC 7578): what a client sends.

use super::body::{Body, BoxError};
use super::form_writer::{FormWriter, Value};
use super::text::TextError;
use bytes::Bytes;
use http::HeaderValue;
use http_body::{Body as HttpBody, Frame, SizeHint};
use std::collections::VecDeque;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

impl FormWriter {
    /// The media type and the body of `multipart/form-data`: bytes, or a stream where a file is one.
    ///
    /// # Errors
    /// A field has no text, the media type of a file is none, or its stream is sent already.
    pub fn multipart(self) -> Result<(String, Body), TextError> {
        let fields = self.finish()?;
        let boundary = boundary();
        let mut parts = VecDeque::new();
        let mut bytes = Vec::new();
        for (name, value) in fields {
            bytes.extend_from_slice(format!("--{boundary}\r\n").as_bytes());
            bytes.extend_from_slice(head(&name, &value)?.as_bytes());
            match value {
                Value::File(file) if file.is_streamed() => {
                    let sent = || TextError::new(format!("`{name}`: its stream is sent already"));
                    parts.push_back(std::mem::take(&mut bytes).into());
                    parts.push_back(file.into_body().ok_or_else(sent)?);
                }
                value => bytes.extend_from_slice(content(&value)),
            }
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        let media_type = format!("multipart/form-data; boundary={boundary}");
        if parts.is_empty() {
            return Ok((media_type, bytes.into()));
        }
        parts.push_back(bytes.into());
        Ok((media_type, Body::wrap(Parts(parts))))
    }
}

/// Bodies, one behind the other.
struct Parts(VecDeque<Body>);

impl HttpBody for Parts {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        while let Some(part) = self.0.front_mut() {
            match ready!(Pin::new(part).poll_frame(context)) {
                // trailers of a part are none of the whole
                Some(Ok(frame)) if !frame.is_data() => {}
                Some(frame) => return Poll::Ready(Some(frame)),
                None => drop(self.0.pop_front()),
            }
        }
        Poll::Ready(None)
    }

    fn size_hint(&self) -> SizeHint {
        let mut sum = SizeHint::with_exact(0);
        for hint in self.0.iter().map(HttpBody::size_hint) {
            let upper = sum.upper().zip(hint.upper());
            let lower = sum.lower().saturating_add(hint.lower());
            sum = SizeHint::new();
            sum.set_lower(lower);
            if let Some(upper) = upper.and_then(|(a, b)| a.checked_add(b)) {
                sum.set_upper(upper);
            }
        }
        sum
    }
}

fn content(value: &Value) -> &[u8] {
    match value {
        Value::Text(text) | Value::Json(text) => text.as_bytes(),
        Value::File(file) => &file.content,
    }
}

/// One that no field holds (RFC 2046, section 5.1.1), since nobody guesses it: nobody looks through a stream
/// before it is sent, nor through files that others have chosen.
fn boundary() -> String {
    let random = || RandomState::new().hash_one(0);
    format!("bindsmith-{:016x}{:016x}", random(), random())
}

fn head(name: &str, value: &Value) -> Result<String, TextError> {
    let name = quoted(name);
    let mut head = format!("Content-Disposition: form-data; name=\"{name}\"");
    if let Value::Json(_) = value {
        head.push_str("\r\nContent-Type: application/json");
    }
    if let Value::File(file) = value {
        // a part without a file name is a field of text to many servers
        let file_name = quoted(file.file_name.as_deref().unwrap_or("file"));
        let media_type = file.media_type.as_deref();
        let media_type = media_type.unwrap_or("application/octet-stream");
        if HeaderValue::from_str(media_type).is_err() {
            return Err(TextError::new(format!(
                "`{name}`: {media_type:?} is no media type"
            )));
        }
        head.push_str(&format!(
            "; filename=\"{file_name}\"\r\nContent-Type: {media_type}"
        ));
    }
    Ok(head + "\r\n\r\n")
}

/// As browsers do it (HTML Standard, section 4.10.21.8).
fn quoted(text: &str) -> String {
    text.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

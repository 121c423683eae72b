//! Forms as `multipart/form-data` (RFC 7578): what a client sends.

use super::form_writer::{FormWriter, Value};
use super::text::TextError;
use http::HeaderValue;

impl FormWriter {
    /// The media type and the bytes of `multipart/form-data`.
    ///
    /// # Errors
    /// A field has no text, or the media type of a file is none.
    pub fn multipart(self) -> Result<(String, Vec<u8>), TextError> {
        let fields = self.finish()?;
        let boundary = boundary(&fields);
        let mut body = Vec::new();
        for (name, value) in &fields {
            body.extend_from_slice(format!("--{boundary}\r\n").as_bytes());
            body.extend_from_slice(head(name, value)?.as_bytes());
            body.extend_from_slice(content(value));
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        Ok((format!("multipart/form-data; boundary={boundary}"), body))
    }
}

fn content(value: &Value) -> &[u8] {
    match value {
        Value::Text(text) => text.as_bytes(),
        Value::File(file) => &file.content,
    }
}

/// One that no field holds (RFC 2046, section 5.1.1).
fn boundary(fields: &[(String, Value)]) -> String {
    let mut number = 0_u64;
    loop {
        let boundary = format!("bindsmith-{number:016x}");
        let holds = |content: &[u8]| {
            let mut windows = content.windows(boundary.len());
            windows.any(|window| window == boundary.as_bytes())
        };
        if !fields.iter().any(|(_, value)| holds(content(value))) {
            return boundary;
        }
        number += 1;
    }
}

fn head(name: &str, value: &Value) -> Result<String, TextError> {
    let name = quoted(name);
    let mut head = format!("Content-Disposition: form-data; name=\"{name}\"");
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

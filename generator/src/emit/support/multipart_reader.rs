//! Forms as `multipart/form-data` (RFC 7578): what a server reads.

use super::form_reader::{FormReader, Value};
use super::media;
use super::server::{Incoming, Limits, Refusal};
use super::upload::Upload;
use bytes::Bytes;
use http::HeaderMap;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http_body_util::{BodyDataStream, Full};

const MEDIA_TYPE: &str = "multipart/form-data";

impl FormReader {
    /// Reads a body of `multipart/form-data`.
    ///
    /// # Errors
    /// It is of another media type, too large, or breaks off.
    pub async fn read_multipart(incoming: &mut Incoming) -> Result<Self, Refusal> {
        if incoming.media_type() != MEDIA_TYPE {
            return if incoming.comes().await {
                Err(Refusal::unsupported_media_type(MEDIA_TYPE))
            } else {
                Self::of(incoming, Vec::new())
            };
        }
        let Some(boundary) = boundary(incoming.content_type()) else {
            return Err(incoming.unreadable_form("has no boundary"));
        };
        let bytes = incoming.bytes().await?;
        match fields(bytes, boundary, incoming.limits()).await {
            Ok(fields) => Self::of(incoming, fields),
            Err(error) => Err(incoming.unreadable_form(&error)),
        }
    }

    /// Reads a body of `multipart/form-data` or `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    /// It is of another media type, too large, or breaks off.
    pub async fn read_either(incoming: &mut Incoming) -> Result<Self, Refusal> {
        if incoming.media_type() == MEDIA_TYPE {
            Self::read_multipart(incoming).await
        } else {
            Self::read(incoming).await
        }
    }
}

fn boundary(content_type: &str) -> Option<String> {
    let mut parameters = media::parameters(content_type);
    let boundary = parameters.find(|(name, _)| name == "boundary");
    boundary.map(|(_, it)| it).filter(|it| !it.is_empty())
}

async fn fields(
    bytes: Bytes,
    boundary: String,
    limits: &Limits,
) -> Result<Vec<(String, Value)>, String> {
    let broken = |error| format!("is not well-formed: {error}");
    let stream = BodyDataStream::new(Full::new(bytes));
    let mut parts = multer::Multipart::new(stream, boundary);
    let mut fields = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        if fields.len() >= limits.parts {
            return Err(format!("has more than {} parts", limits.parts));
        }
        let headers = part.headers().iter();
        let length = headers.map(|(name, value)| name.as_str().len() + value.len());
        if length.sum::<usize>() > limits.part_headers {
            return Err("has a part whose headers are too large".to_owned());
        }
        check(part.headers())?;
        let name = part.name().map(unquoted);
        let name = name.ok_or("has a part without a name")?;
        let file_name = part.file_name().map(unquoted);
        let media_type = part.headers().get(CONTENT_TYPE);
        let media_type = media_type
            .and_then(|it| it.to_str().ok())
            .map(str::to_owned);
        let content = part.bytes().await.map_err(broken)?;
        // what says what it is may be a file
        let text = match (&file_name, &media_type, std::str::from_utf8(&content)) {
            (None, None, Ok(text)) => Some(text.to_owned()),
            _ => None,
        };
        let value = match text {
            Some(text) => Value::Text(text),
            None => {
                let mut file = Upload::new(content);
                file.file_name = file_name;
                file.media_type = media_type;
                Value::File(file)
            }
        };
        fields.push((name, value));
    }
    Ok(fields)
}

/// Whether a part is a field, and stands as it is (RFC 7578, sections 4.2 and 4.7).
fn check(headers: &HeaderMap) -> Result<(), &'static str> {
    // bytes: the name of a file may be of any
    let value = |name: &str| headers.get(name).map(|it| it.as_bytes());
    let disposition = value(CONTENT_DISPOSITION.as_str()).unwrap_or_default();
    let disposition = disposition.split(|it| *it == b';').next();
    let disposition = disposition.unwrap_or_default().trim_ascii();
    if !disposition.eq_ignore_ascii_case(b"form-data") {
        return Err("has a part that is no `form-data`");
    }
    let encoding = value("content-transfer-encoding").unwrap_or(b"binary");
    let mut plain = ["7bit", "8bit", "binary"].into_iter();
    if plain.any(|it| encoding.trim_ascii().eq_ignore_ascii_case(it.as_bytes())) {
        Ok(())
    } else {
        Err("has a part that is encoded")
    }
}

/// What browsers, and our client, cannot write as it is (HTML Standard, section 4.10.21.8).
fn unquoted(text: &str) -> String {
    text.replace("%22", "\"")
        .replace("%0D", "\r")
        .replace("%0A", "\n")
}

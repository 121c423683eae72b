//! Forms as `multipart/form-data` (RFC 7578): what a server reads.

use super::form_reader::{FormReader, Value};
use super::server::{Incoming, Limits, Refusal};
use super::upload::Upload;
use bytes::Bytes;
use http_body_util::{BodyDataStream, Full};

const MEDIA_TYPE: &str = "multipart/form-data";

impl FormReader {
    /// Reads a body of `multipart/form-data`.
    ///
    /// # Errors
    /// It is of another media type, too large, or breaks off.
    pub async fn read_multipart(incoming: &mut Incoming) -> Result<Self, Refusal> {
        if !incoming.has_body() && incoming.media_type().is_empty() {
            return Self::of(incoming, Vec::new());
        }
        let boundary = multer::parse_boundary(incoming.content_type())
            .map_err(|_| Refusal::unsupported_media_type(MEDIA_TYPE))?;
        let bytes = incoming.bytes().await?;
        let fields = fields(bytes, boundary, incoming.limits()).await?;
        Self::of(incoming, fields)
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

async fn fields(
    bytes: Bytes,
    boundary: String,
    limits: &Limits,
) -> Result<Vec<(String, Value)>, Refusal> {
    let broken = |error| Refusal::bad_request(format_args!("the form: {error}"));
    let stream = BodyDataStream::new(Full::new(bytes));
    let mut parts = multer::Multipart::new(stream, boundary);
    let mut fields = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        if fields.len() >= limits.parts {
            let detail = format_args!("the form has more than {} parts", limits.parts);
            return Err(Refusal::bad_request(detail));
        }
        let headers = part.headers().iter();
        let length = headers.map(|(name, value)| name.as_str().len() + value.len());
        if length.sum::<usize>() > limits.part_headers {
            let detail = "the headers of a part of the form are too large";
            return Err(Refusal::bad_request(detail));
        }
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let media_type = part.content_type().map(|it| it.to_string());
        let content = part.bytes().await.map_err(broken)?;
        let text = match (&file_name, std::str::from_utf8(&content)) {
            (None, Ok(text)) => Some(text.to_owned()),
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

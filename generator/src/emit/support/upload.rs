//! Files of forms (Swagger 2.0, Parameter Object, `type: file`).

use super::body::Body;
use super::text::TextError;
use bytes::Bytes;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// A file of a form.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Upload {
    /// What is in it; empty where that is a stream.
    pub content: Bytes,
    /// What its sender calls it. On a server: never a path to write to.
    pub file_name: Option<String>,
    /// What its sender says it is.
    pub media_type: Option<String>,
    stream: Option<Stream>,
}

/// A body that can be sent once, whichever clone of the upload is sent.
#[derive(Clone)]
struct Stream(Arc<Mutex<Option<Body>>>);

impl PartialEq for Stream {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Stream {}

impl Upload {
    /// A file without a name.
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self {
            content: content.into(),
            file_name: None,
            media_type: None,
            stream: None,
        }
    }

    /// A file that a client sends while it is read. It can be sent once, and so can its clones: a request
    /// that holds it is not sent again after a failure.
    pub fn streamed(content: impl Into<Body>) -> Self {
        let stream = Stream(Arc::new(Mutex::new(Some(content.into()))));
        Self {
            stream: Some(stream),
            ..Self::new(Bytes::new())
        }
    }

    /// Whether it is a stream.
    pub fn is_streamed(&self) -> bool {
        self.stream.is_some()
    }

    /// What is in it; `None` for a stream that is sent already.
    pub fn into_body(self) -> Option<Body> {
        match self.stream {
            None => Some(self.content.into()),
            Some(Stream(body)) => body.lock().unwrap_or_else(PoisonError::into_inner).take(),
        }
    }

    /// Sets the name.
    #[must_use]
    pub fn with_file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type; else `application/octet-stream` is sent.
    #[must_use]
    pub fn with_media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }
}

impl From<Bytes> for Upload {
    fn from(content: Bytes) -> Self {
        Self::new(content)
    }
}

impl From<Vec<u8>> for Upload {
    fn from(content: Vec<u8>) -> Self {
        Self::new(content)
    }
}

/// Without the content, which may be large, and may be secret.
impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Upload");
        match self.stream {
            Some(_) => shown.field("stream", &true),
            None => shown.field("bytes", &self.content.len()),
        };
        shown
            .field("file_name", &self.file_name)
            .field("media_type", &self.media_type)
            .finish()
    }
}

/// What a field of a form may hold in Rust: an `Upload`, an option of one, or a list.
pub trait Uploads: Sized {
    /// The files, in their order.
    fn into_uploads(self) -> Vec<Upload>;

    /// The value of the files that were sent.
    ///
    /// # Errors
    /// There are too many, or none and one is required.
    fn from_uploads(uploads: Vec<Upload>) -> Result<Self, TextError>;
}

impl Uploads for Upload {
    fn into_uploads(self) -> Vec<Upload> {
        vec![self]
    }

    fn from_uploads(uploads: Vec<Upload>) -> Result<Self, TextError> {
        let upload = Option::from_uploads(uploads)?;
        upload.ok_or_else(|| TextError::new("it is required"))
    }
}

impl Uploads for Option<Upload> {
    fn into_uploads(self) -> Vec<Upload> {
        Vec::from_iter(self)
    }

    fn from_uploads(uploads: Vec<Upload>) -> Result<Self, TextError> {
        let mut uploads = uploads.into_iter();
        match (uploads.next(), uploads.next()) {
            (upload, None) => Ok(upload),
            _ => Err(TextError::new("it is there more than once")),
        }
    }
}

impl Uploads for Vec<Upload> {
    fn into_uploads(self) -> Vec<Upload> {
        self
    }

    fn from_uploads(uploads: Vec<Upload>) -> Result<Self, TextError> {
        let uploads = Option::from_uploads(uploads)?;
        uploads.ok_or_else(|| TextError::new("it is required"))
    }
}

impl Uploads for Option<Vec<Upload>> {
    fn into_uploads(self) -> Vec<Upload> {
        self.unwrap_or_default()
    }

    fn from_uploads(uploads: Vec<Upload>) -> Result<Self, TextError> {
        Ok(Some(uploads).filter(|uploads| !uploads.is_empty()))
    }
}

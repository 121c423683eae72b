//! Bytes on their way: a body that is all there, or one that is still coming.

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::BodyExt;
use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

/// Any error of a body or of a transport.
pub type BoxError = Box<dyn Error + Send + Sync>;

/// The body of a request or of a response: bytes, or a stream of them.
///
/// One that comes is read as a whole ([`bytes`](Self::bytes)), chunk by chunk
/// ([`chunk`](Self::chunk)), or as a [`Stream`]. One to send is made of bytes, or of any stream of them:
///
/// ```ignore
/// let mut photo = client.get_photo(request).await?.into_body();
/// while let Some(chunk) = photo.chunk().await? {
///     file.write_all(&chunk).await?;
/// }
/// ```
#[derive(Default)]
pub struct Body {
    kind: Kind,
}

enum Kind {
    Bytes(Bytes),
    // The mutex makes `Sync` of a stream that is only `Send`, as axum's are. Nobody waits for it:
    // polling takes `&mut`, which needs no lock, and the hints try it once.
    Stream(Mutex<Frames>),
}

type Frames = Pin<Box<dyn HttpBody<Data = Bytes, Error = BoxError> + Send>>;

impl Body {
    /// A body of no bytes.
    pub fn empty() -> Self {
        Self::default()
    }

    /// A body that is sent as `body` gives it, without being collected first.
    pub fn wrap<B>(body: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let stream: Frames = Box::pin(body.map_err(Into::into));
        Self {
            kind: Kind::Stream(Mutex::new(stream)),
        }
    }

    /// A body that is sent as the stream gives it.
    pub fn from_stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self::wrap(Chunks(Box::pin(stream)))
    }

    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    /// The stream broke off.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, BoxError> {
        let next = std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context));
        next.await.transpose()
    }

    /// All the bytes.
    ///
    /// # Errors
    /// The stream broke off.
    pub async fn bytes(self) -> Result<Bytes, BoxError> {
        match self.kind {
            Kind::Bytes(bytes) => Ok(bytes),
            Kind::Stream(stream) => {
                let stream = stream.into_inner().unwrap_or_else(PoisonError::into_inner);
                Ok(stream.collect().await?.to_bytes())
            }
        }
    }

    /// The same body again; `None` for a stream, which can be read once only.
    pub fn try_clone(&self) -> Option<Self> {
        self.as_bytes().cloned().map(Self::from)
    }

    /// The bytes, where they are all there already.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.kind {
            Kind::Bytes(bytes) => Some(bytes),
            Kind::Stream(_) => None,
        }
    }
}

impl Default for Kind {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.kind {
            Kind::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Kind::Bytes(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Kind::Stream(stream) => {
                let stream = stream.get_mut().unwrap_or_else(PoisonError::into_inner);
                stream.as_mut().poll_frame(context)
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.kind {
            Kind::Bytes(bytes) => bytes.is_empty(),
            Kind::Stream(stream) => stream.try_lock().is_ok_and(|stream| stream.is_end_stream()),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.kind {
            Kind::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Kind::Stream(stream) => match stream.try_lock() {
                Ok(stream) => stream.size_hint(),
                Err(_) => SizeHint::default(),
            },
        }
    }
}

/// The bytes, without trailers.
impl Stream for Body {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, BoxError>>> {
        loop {
            match ready!(self.as_mut().poll_frame(context)?) {
                None => return Poll::Ready(None),
                Some(frame) => {
                    if let Ok(bytes) = frame.into_data() {
                        return Poll::Ready(Some(Ok(bytes)));
                    }
                }
            }
        }
    }
}

/// A stream as a body.
struct Chunks<S>(Pin<Box<S>>);

impl<S, E> HttpBody for Chunks<S>
where
    S: Stream<Item = Result<Bytes, E>>,
{
    type Data = Bytes;
    type Error = E;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, E>>> {
        self.0.as_mut().poll_next(context).map_ok(Frame::data)
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self {
            kind: Kind::Bytes(bytes),
        }
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

/// Without the content, which may be large, and may be secret.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Kind::Stream(_) => f.write_str("Body(stream)"),
        }
    }
}

//! The body of a request: what it says it is, and its bytes, within the limits.

use super::super::body::{Body, BoxError};
use super::super::media::{self, Codec, MediaType};
use super::limits::Limits;
use super::refusal::Refusal;
use bytes::Bytes;
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use std::future::poll_fn;
use std::io::{Error, ErrorKind};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::{Sleep, sleep, timeout};

/// All bytes of a body.
pub(super) async fn read(body: axum::body::Body, limits: &Limits) -> Result<Bytes, Refusal> {
    let too_large = || Refusal::too_large(limits.body);
    // what is announced need not be awaited
    if body.size_hint().lower() > limits.body as u64 {
        return Err(too_large());
    }
    let mut read = pin!(Limited::new(body, limits.body).collect());
    let at_once = poll_fn(|context| Poll::Ready(read.as_mut().poll(context))).await;
    let read = match (at_once, limits.body_timeout) {
        (Poll::Ready(read), _) => read,
        (Poll::Pending, Some(limit)) => match timeout(limit, read).await {
            Ok(read) => read,
            Err(_) => return Err(Refusal::too_slow(limit)),
        },
        (Poll::Pending, None) => read.await,
    };
    match read {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if is_limit(&*error) => Err(too_large()),
        Err(_) => Err(Refusal::bad_request("the body breaks off")),
    }
}

/// Whether a body ended at a limit, be it ours or that of a layer.
fn is_limit(error: &(dyn std::error::Error + 'static)) -> bool {
    error.is::<LengthLimitError>() || error.source().is_some_and(is_limit)
}

/// Whether nothing comes, for all that something might: of a body in chunks, its length does not tell.
pub(super) async fn is_empty(body: &mut axum::body::Body, limits: &Limits) -> bool {
    let nothing = async {
        loop {
            match body.frame().await {
                None => return true,
                Some(Ok(frame)) if frame.data_ref().is_none_or(Bytes::is_empty) => {}
                Some(_) => return false,
            }
        }
    };
    match limits.body_timeout {
        Some(limit) => timeout(limit, nothing).await.unwrap_or(false),
        None => nothing.await,
    }
}

/// A body that is read while it comes, and fails where it stops to come.
pub(super) fn stream(body: axum::body::Body, limits: &Limits) -> Body {
    match limits.body_timeout {
        Some(limit) => Body::wrap(Watched {
            body,
            limit,
            waiting: None,
        }),
        None => Body::wrap(body),
    }
}

/// A body that fails when its next bytes take too long. While nobody asks for them, time stands still.
struct Watched {
    body: axum::body::Body,
    limit: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            self.waiting = None;
            return Poll::Ready(frame.map(|frame| frame.map_err(BoxError::from)));
        }
        let limit = self.limit;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(limit)));
        ready!(waiting.as_mut().poll(context));
        let error = Error::new(ErrorKind::TimedOut, "the body has stopped to come");
        Poll::Ready(Some(Err(error.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Whether a body is compressed, or the like. Nothing here decodes one: a layer may, which then takes the
/// header off.
pub(super) fn check_encoding(headers: &HeaderMap) -> Result<(), Refusal> {
    let values = headers.get_all(CONTENT_ENCODING).iter();
    let codings = values.flat_map(|it| it.as_bytes().split(|it| *it == b','));
    // empty elements of a list count for nothing (RFC 9110, section 5.6.1)
    let mut codings = codings
        .map(|it| it.trim_ascii())
        .filter(|it| !it.is_empty());
    if codings.all(|it| it.eq_ignore_ascii_case(b"identity")) {
        Ok(())
    } else {
        Err(Refusal::unsupported_encoding())
    }
}

/// What a body says that it is, if it does.
pub(super) fn content_type(headers: &HeaderMap) -> Result<Option<&str>, Refusal> {
    let mut values = headers.get_all(CONTENT_TYPE).iter();
    let value = values.next().map(|it| it.to_str().unwrap_or("?"));
    if values.next().is_some() {
        let detail = "the header `content-type` is there more than once";
        return Err(Refusal::bad_request(detail));
    }
    Ok(value.filter(|it| !it.is_empty()))
}

/// Whether a body is of one of these media types. One that does not say what it is is taken for what the
/// operation prefers.
pub(super) fn check_content_type(
    headers: &HeaderMap,
    consumes: &[MediaType],
) -> Result<(), Refusal> {
    let Some(content_type) = content_type(headers)? else {
        return Ok(());
    };
    match media::find(consumes, content_type) {
        Some(media_type) if media_type.codec == Codec::Bytes => Ok(()),
        Some(_) => check_charset(content_type),
        None => {
            let names: Vec<&str> = consumes.iter().map(|it| it.name).collect();
            Err(Refusal::unsupported_media_type(&names.join("`, `")))
        }
    }
}

/// Whether a text is in UTF-8.
pub(super) fn check_charset(content_type: &str) -> Result<(), Refusal> {
    if media::is_of_utf8(content_type) {
        Ok(())
    } else {
        Err(Refusal::unsupported_charset())
    }
}

//! Either end of the benchmark, a process each: `runner serve`, `runner move URL BYTES`.

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::BodyExt;
use large_bodies_api::operations::*;
use large_bodies_api::server::{self, File, Response};
use large_bodies_api::{Body, Client, Upload};
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

/// A body of so many bytes, made while it is sent.
struct Made {
    left: u64,
    chunk: Bytes,
}

impl Made {
    fn body(bytes: u64) -> Body {
        let chunk = Bytes::from(vec![b'x'; 64 * 1024]);
        Body::wrap(Self { left: bytes, chunk })
    }
}

impl HttpBody for Made {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let most = self.chunk.len();
        let size = usize::try_from(self.left).map_or(most, |left| left.min(most));
        if size == 0 {
            return Poll::Ready(None);
        }
        self.left -= size as u64;
        Poll::Ready(Some(Ok(Frame::data(self.chunk.slice(..size)))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

/// Reads a body to its end; how long it was.
async fn count(mut body: Body) -> u64 {
    let mut bytes = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.expect("the body breaks off");
        bytes += frame.data_ref().map_or(0, |data| data.len() as u64);
    }
    bytes
}

struct Server;

impl File for Server {
    async fn download(&self, request: DownloadRequest) -> Result<Response<Body>, DownloadError> {
        let bytes = u64::try_from(request.bytes).expect("a length");
        Ok(Made::body(bytes).into())
    }

    async fn upload(&self, request: UploadRequest) -> Result<Response<i64>, UploadError> {
        let bytes = count(request.content).await;
        Ok(i64::try_from(bytes).expect("a length").into())
    }
}

async fn serve() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.expect("a port");
    let address = listener.local_addr().expect("an address");
    println!("{address}");
    // a generated server holds forms, so one that only counts takes them
    let counting = |body: axum::body::Body| async { count(Body::wrap(body)).await.to_string() };
    let router = server::builder().file(Server).build();
    let counting = axum::routing::post(counting);
    let router = router.route("/counted/form", counting);
    let router = router.layer(axum::extract::DefaultBodyLimit::disable());
    // until whoever started this closes the pipe
    let ended = tokio::task::spawn_blocking(|| std::io::stdin().read_line(&mut String::new()));
    tokio::select! {
        served = async { axum::serve(listener, router).await } => served.expect("a server"),
        _ = ended => {}
    }
}

async fn transfer(url: &str, bytes: u64) {
    let client = Client::builder(url).build().expect("a client");
    let length = i64::try_from(bytes).expect("a length");

    let start = Instant::now();
    let response = client.download(DownloadRequest::new(length)).await;
    let response = response.expect("an answer");
    assert_eq!(count(response.into_body()).await, bytes);
    println!("download {}", start.elapsed().as_secs_f64());

    let start = Instant::now();
    let response = client.upload(UploadRequest::new(Made::body(bytes))).await;
    assert_eq!(*response.expect("an answer"), length);
    println!("upload {}", start.elapsed().as_secs_f64());

    let client = Client::builder(format!("{url}/counted")).build();
    let client = client.expect("a client");
    let start = Instant::now();
    let file = Upload::streamed(Made::body(bytes));
    let response = client.upload_form(UploadFormRequest::new(file)).await;
    // and what stands around it
    assert!(*response.expect("an answer") > length);
    println!("form {}", start.elapsed().as_secs_f64());
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, "serve"] => serve().await,
        [_, "move", url, bytes] => transfer(url, bytes.parse().expect("a number")).await,
        _ => panic!("`serve`, or `move URL BYTES`"),
    }
    // the most that was ever resident, in kilobytes
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let peak = status.lines().find_map(|it| it.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|it| it.split_whitespace().next());
    println!("peak {}", peak.expect("a peak"));
    // not waiting for the thread that reads stdin
    std::process::exit(0);
}

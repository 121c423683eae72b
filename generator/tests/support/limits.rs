//! Time limits, servers that are not reached, and calls that are dropped.

use super::fake::{Fake, GET, POST, PUT, status};
use super::support::body::Body;
use super::support::client::{Call, Client, Error, Failure, Retries, TransportError};
use http::Request;
use std::error::Error as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const SHORT: Duration = Duration::from_millis(50);
const LONG: Duration = Duration::from_secs(60);

fn timed_out(failure: Failure) -> bool {
    let error: Error<std::fmt::Error> = failure.into();
    error.is_timeout() && error.to_string() == "no complete answer came in time"
}

#[tokio::test]
async fn a_call_that_takes_too_long_fails_with_an_error_that_tells() {
    let silent = Fake(|_| async { std::future::pending().await });
    let client = Client::builder("http://a").timeout(SHORT).transport(silent);
    let failure = client.build().unwrap().execute(Call::new(&PUT)).await;
    assert!(timed_out(failure.unwrap_err()));
}

#[tokio::test]
async fn a_pause_that_there_is_no_time_for_is_not_made_and_the_answer_counts() {
    for (after, limit) in [
        ("", SHORT),
        ("3600", LONG),
        ("99999999999999999999999", LONG * 99),
    ] {
        let busy = Fake(move |_| async move {
            let mut answer = status(503);
            if !after.is_empty() {
                let headers = answer.headers_mut();
                headers.insert("retry-after", after.parse().unwrap());
            }
            Ok(answer)
        });
        let client = Client::builder("http://a")
            .timeout(limit)
            .retries(Retries::new(9).pause(LONG))
            .transport(busy);
        let started = Instant::now();
        let answer = client.build().unwrap().execute(Call::new(&PUT)).await;
        assert_eq!(answer.unwrap().status(), 503);
        assert!(started.elapsed() < Duration::from_secs(5));
    }
}

#[tokio::test]
async fn a_limit_for_one_call_is_not_that_of_the_others() {
    let slow = Fake(|_| async {
        tokio::time::sleep(SHORT * 2).await;
        Ok(status(204))
    });
    let client = Client::builder("http://a").transport(slow).build().unwrap();
    let hasty = client.with_timeout(SHORT).execute(Call::new(&PUT)).await;
    assert!(timed_out(hasty.unwrap_err()));
    let calm = client.execute(Call::new(&PUT)).await.unwrap();
    assert_eq!(calm.status(), 204);
    let patient = client.with_timeout(Duration::MAX);
    assert!(patient.execute(Call::new(&PUT)).await.is_ok());
}

/// A peer that sends half of a body, waits, and sends the rest.
async fn halting(pause: Duration) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        assert_ne!(stream.read(&mut [0; 4096]).await.unwrap(), 0);
        let head = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nab";
        stream.write_all(head).await.unwrap();
        tokio::time::sleep(pause).await;
        let _ = stream.write_all(b"cd").await;
    });
    url
}

#[tokio::test]
async fn the_body_counts_unless_it_is_a_stream() {
    let of = |url| Client::builder(url).timeout(SHORT * 2).build().unwrap();
    let answer = of(halting(LONG).await).execute(Call::new(&PUT)).await;
    assert!(timed_out(answer.unwrap().bytes().await.unwrap_err()));
    let answer = of(halting(SHORT * 4).await).execute(Call::new(&PUT)).await;
    let mut body = answer.unwrap().stream().into_body();
    let mut read = Vec::new();
    while let Some(chunk) = body.chunk().await.unwrap() {
        read.extend_from_slice(&chunk);
    }
    assert_eq!(read, b"abcd");
}

#[tokio::test]
async fn a_limit_of_reqwest_is_told_too() {
    let reqwest = || reqwest::Client::builder().timeout(SHORT).build().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let client = Client::builder(url).reqwest_client(reqwest());
    let failure = client.build().unwrap().execute(Call::new(&PUT)).await;
    assert!(timed_out(failure.unwrap_err()));
    let client = Client::builder(halting(LONG).await).reqwest_client(reqwest());
    let answer = client.build().unwrap().execute(Call::new(&PUT)).await;
    assert!(timed_out(answer.unwrap().bytes().await.unwrap_err()));
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told_without_the_key_in_the_url() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = Client::builder(format!("http://{address}")).retries(Retries::none());
    let mut call = Call::new(&PUT);
    call.query("key", &"secret".to_owned()).unwrap();
    let failure = client.build().unwrap().execute(call).await.unwrap_err();
    let Failure::Transport(error) = &failure else {
        panic!("{failure:?}");
    };
    assert!(error.is_connect() && !error.is_timeout());
    let mut text = format!("{error:?}");
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(&error.to_string());
        source = error.source();
    }
    assert!(!text.contains("secret"), "{text}");
}

#[tokio::test]
async fn what_did_not_arrive_is_sent_again_where_that_does_no_harm() {
    for (operation, connect, streams, expected) in [
        (&PUT, true, false, 3),
        (&PUT, true, true, 1),
        (&PUT, false, false, 1),
        (&POST, true, false, 1),
    ] {
        let sent = Arc::new(AtomicU32::new(0));
        let counting = sent.clone();
        let down = Fake(move |_: Request<Body>| {
            counting.fetch_add(1, Ordering::Relaxed);
            async move {
                let error = TransportError::new("down");
                Err(if connect { error.connect() } else { error })
            }
        });
        let client = Client::builder("http://a")
            .retries(Retries::default().pause(Duration::ZERO))
            .transport(down);
        let mut call = Call::new(operation);
        if streams {
            call.stream(Body::wrap(Body::from("once")));
        }
        let failure = client.build().unwrap().execute(call).await.unwrap_err();
        assert!(matches!(failure, Failure::Transport(error) if error.is_connect() == connect));
        assert_eq!(sent.load(Ordering::Relaxed), expected);
    }
}

#[tokio::test]
async fn the_server_says_until_when_to_wait() {
    let wait = |after: String, pause| async move {
        let first = AtomicU32::new(0);
        let busy = Fake(move |_: Request<Body>| {
            let mut answer = status(200);
            if first.fetch_add(1, Ordering::Relaxed) == 0 {
                answer = status(503);
                let after = after.parse().unwrap();
                answer.headers_mut().insert("retry-after", after);
            }
            async { Ok(answer) }
        });
        let client = Client::builder("http://a")
            .retries(Retries::default().pause(pause))
            .transport(busy)
            .build()
            .unwrap();
        let started = Instant::now();
        let mut call = Call::new(&GET);
        call.path("id", &1).unwrap();
        let answer = client.with_timeout(LONG).execute(call).await.unwrap();
        assert_eq!(answer.status(), 200);
        started.elapsed()
    };
    let past = "Sun, 06 Nov 1994 08:49:37 GMT".to_owned();
    assert!(wait(past, LONG).await < Duration::from_secs(5));
    let soon = std::time::SystemTime::now() + Duration::from_secs(2);
    let waited = wait(httpdate::fmt_http_date(soon), Duration::ZERO).await;
    // dates have no fractions
    assert!(waited > Duration::from_millis(900), "{waited:?}");
    assert!(wait("0".to_owned(), LONG).await < Duration::from_secs(5));
    assert!(wait("soon".to_owned(), Duration::ZERO).await < Duration::from_secs(5));
}

#[tokio::test]
async fn a_call_that_is_dropped_lets_go_of_its_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let client = Client::builder(url).build().unwrap();
    let peer = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        assert_ne!(stream.read(&mut [0; 4096]).await.unwrap(), 0);
        stream
    };
    let mut stream = tokio::select! {
        _ = client.execute(Call::new(&PUT)) => panic!("nobody answers"),
        stream = peer => stream,
    };
    let end = tokio::time::timeout(LONG, stream.read(&mut [0; 4096])).await;
    assert_eq!(end.expect("the connection is closed").unwrap(), 0);
}

//! What is called around every attempt.

use super::fake::{Fake, GET, POST, PUT, TOKEN, status};
use super::support::body::{Body, BoxError};
use super::support::client::{
    Attempt, BoxFuture, Call, Client, ClientBuilder, Error, Failure, Hook, Next, Redirects,
    Retries, TransportError,
};
use super::support::credential::Credential;
use http::header::AUTHORIZATION;
use http::{HeaderValue, Request, Response};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

type Log = Arc<Mutex<Vec<String>>>;

/// A client of a peer that answers from the list, and writes down what it is asked.
fn client(answers: &[(u16, &'static str)], log: &Log) -> ClientBuilder {
    let answers: VecDeque<_> = answers.iter().copied().collect();
    let (answers, log) = (Arc::new(Mutex::new(answers)), log.clone());
    Client::builder("http://one")
        .retries(Retries::default().pause(Duration::ZERO))
        .transport(Fake(move |request: Request<Body>| {
            let token = request.headers().get(AUTHORIZATION);
            let token = token.map_or("nobody", |it| it.to_str().unwrap());
            let line = format!("{} {token}", request.uri());
            log.lock().unwrap().push(line);
            let (code, location) = answers.lock().unwrap().pop_front().unwrap();
            async move {
                if code == 0 {
                    return Err(TransportError::new("refused").connect());
                }
                let mut answer = status(code);
                if !location.is_empty() {
                    let location = HeaderValue::from_static(location);
                    answer.headers_mut().insert("location", location);
                }
                Ok(answer)
            }
        }))
}

fn get() -> Call {
    let mut call = Call::new(&GET);
    call.path("id", &7).unwrap();
    call
}

/// Puts a token on each request, and makes a new one where the old one is refused.
#[derive(Default)]
struct FreshToken(Mutex<u32>);

impl Hook for FreshToken {
    fn before<'a>(
        &'a self,
        _: Attempt,
        request: &'a mut Request<Body>,
    ) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            let token = format!("token-{}", self.0.lock().unwrap());
            let mut token = HeaderValue::try_from(token)?;
            token.set_sensitive(true);
            assert!(!request.headers().contains_key(AUTHORIZATION));
            request.headers_mut().insert(AUTHORIZATION, token);
            Ok(())
        })
    }

    fn after<'a>(
        &'a self,
        _: Attempt,
        answer: Result<&'a Response<Body>, &'a TransportError>,
    ) -> BoxFuture<'a, Result<Next, BoxError>> {
        Box::pin(async move {
            if answer.is_ok_and(|it| it.status() == 401) {
                *self.0.lock().unwrap() += 1;
                return Ok(Next::Again);
            }
            Ok(Next::Proceed)
        })
    }
}

/// Writes down what it sees.
struct Observer(&'static str, Log);

impl Hook for Observer {
    fn after<'a>(
        &'a self,
        attempt: Attempt,
        answer: Result<&'a Response<Body>, &'a TransportError>,
    ) -> BoxFuture<'a, Result<Next, BoxError>> {
        let what = match answer {
            Ok(answer) => answer.status().as_u16().to_string(),
            Err(error) => error.to_string(),
        };
        assert!(attempt.elapsed().is_some());
        self.1.lock().unwrap().push(format!(
            "{}: {} {} {} {}: {what}",
            self.0,
            attempt.number(),
            attempt.operation(),
            attempt.method(),
            attempt.path(),
        ));
        Box::pin(async { Ok(Next::Proceed) })
    }
}

#[tokio::test]
async fn a_hook_puts_a_token_on_and_asks_for_another_attempt_once() {
    let log = Log::default();
    let answers = [(401, ""), (503, ""), (200, "")];
    let client_ = client(&answers, &log).hook(FreshToken::default());
    let client_ = client_.build().unwrap();
    assert_eq!(client_.execute(get()).await.unwrap().status(), 200);
    let lines = ["token-0", "token-1", "token-1"].map(|it| format!("http://one/files/7 {it}"));
    assert_eq!(*log.lock().unwrap(), lines);
    // whatever the method, but no more than once
    let log = Log::default();
    let client_ = client(&[(401, ""), (401, "")], &log).hook(FreshToken::default());
    let client_ = client_.build().unwrap();
    assert_eq!(
        client_.execute(Call::new(&POST)).await.unwrap().status(),
        401
    );
    assert_eq!(log.lock().unwrap().len(), 2);
    // and not what cannot be sent again
    let log = Log::default();
    let client_ = client(&[(401, "")], &log).hook(FreshToken::default());
    let mut call = Call::new(&PUT);
    call.stream(Body::wrap(Body::from("once")));
    let client_ = client_.build().unwrap();
    assert_eq!(client_.execute(call).await.unwrap().status(), 401);
    assert_eq!(log.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn hooks_see_every_attempt_in_their_order_and_no_value() {
    let log = Log::default();
    let client = client(&[(0, ""), (503, ""), (200, "")], &Log::default())
        .hook(Observer("a", log.clone()))
        .hook(Observer("b", log.clone()));
    client.build().unwrap().execute(get()).await.unwrap();
    let of = |number, what| {
        ["a", "b"].map(|name| format!("{name}: {number} get_file GET /files/{{id}}: {what}"))
    };
    let expected = [
        of(1, "the server was not reached"),
        of(2, "503"),
        of(3, "200"),
    ];
    assert_eq!(*log.lock().unwrap(), expected.concat());
}

#[tokio::test]
async fn the_secret_of_a_hook_goes_to_no_other_host() {
    let log = Log::default();
    let answers = [
        (302, "/next"),
        (302, "http://two/x"),
        (503, ""),
        (302, "http://one/back"),
        (200, ""),
    ];
    let client = client(&answers, &log)
        .redirects(Redirects::follow(5))
        .hook(FreshToken::default());
    client.build().unwrap().execute(get()).await.unwrap();
    let expected = [
        "http://one/files/7 token-0",
        "http://one/next token-0",
        "http://two/x nobody",
        "http://two/x nobody",
        "http://one/back nobody",
    ];
    assert_eq!(*log.lock().unwrap(), expected);
}

struct Refusal {
    before: bool,
}

impl Hook for Refusal {
    fn before<'a>(
        &'a self,
        _: Attempt,
        request: &'a mut Request<Body>,
    ) -> BoxFuture<'a, Result<(), BoxError>> {
        // it sees the credential of the client, too
        assert_eq!(request.headers()[AUTHORIZATION], "Bearer t");
        Box::pin(async move {
            if self.before {
                return Err("no token".into());
            }
            Ok(())
        })
    }

    fn after<'a>(
        &'a self,
        _: Attempt,
        _: Result<&'a Response<Body>, &'a TransportError>,
    ) -> BoxFuture<'a, Result<Next, BoxError>> {
        Box::pin(async { Err("no more".into()) })
    }
}

#[tokio::test]
async fn a_hook_that_gives_up_ends_the_call() {
    for (before, sent, said) in [(true, 0, "no token"), (false, 1, "no more")] {
        let log = Log::default();
        let client = client(&[(503, "")], &log)
            .credential(&TOKEN, Credential::new("t"))
            .hook(Refusal { before });
        let failure = client.build().unwrap().execute(get()).await.unwrap_err();
        assert!(matches!(failure, Failure::Hook(_)));
        let error: Error<std::fmt::Error> = failure.into();
        assert_eq!(error.to_string(), said);
        assert!(!error.is_timeout());
        assert_eq!(log.lock().unwrap().len(), sent);
    }
}

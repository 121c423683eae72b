//! What is set for one call, what a client says of itself, and what it does not show.

use super::fake::{Fake, GET, KEY, PUT, TOKEN, status};
use super::peer::answering;
use super::support::body::Body;
use super::support::client::{Call, Client};
use super::support::credential::Credential;
use super::support::media::MediaType;
use super::support::operation::Operation;
use http::{HeaderMap, Request};
use std::sync::{Arc, Mutex};

static JSON: Operation = Operation {
    produces: &[MediaType::JSON],
    ..GET
};

fn call() -> Call {
    let mut call = Call::new(&JSON);
    call.path("id", &"secret-path".to_owned()).unwrap();
    call.query("q", &"secret-query".to_owned()).unwrap();
    call.header("x-trace", &"secret-parameter".to_owned())
        .unwrap();
    call
}

#[tokio::test]
async fn a_header_for_one_call_stands_above_all_others() {
    let seen: Arc<Mutex<Vec<HeaderMap>>> = Arc::default();
    let writing = seen.clone();
    let transport = Fake(move |request: Request<Body>| {
        writing.lock().unwrap().push(request.headers().clone());
        async { Ok(status(200)) }
    });
    let client = Client::builder("http://a")
        .credential(&TOKEN, Credential::new("usual"))
        .default_header("x-id", "0")
        .default_header("x-tag", "a")
        .default_header("x-tag", "b")
        .transport(transport)
        .build()
        .unwrap();
    let one = client.with_header("x-id", "1").unwrap();
    let one = one.with_header("X-ID", "7").unwrap();
    let one = one.with_header("authorization", "Basic x").unwrap();
    let one = one.with_header("accept", "text/csv").unwrap();
    let one = one.with_header("x-trace", "8").unwrap();
    one.execute(call()).await.unwrap();
    client.execute(call()).await.unwrap();
    let seen = seen.lock().unwrap();
    let of = |index: usize, name: &str| {
        let values = seen[index].get_all(name).iter();
        let values: Vec<&str> = values.map(|it| it.to_str().unwrap()).collect();
        values.join("|")
    };
    for (name, special, usual) in [
        ("x-id", "7", "0"),
        ("x-tag", "a|b", "a|b"),
        ("authorization", "Basic x", "Bearer usual"),
        ("accept", "text/csv", "application/json"),
        ("x-trace", "8", "secret-parameter"),
    ] {
        assert_eq!((&*of(0, name), &*of(1, name)), (special, usual), "{name}");
    }
}

#[test]
fn what_cannot_stand_in_a_header_is_refused_and_not_shown() {
    let client = Client::builder("http://a").build().unwrap();
    for (name, value) in [("x y", "secret"), ("x", "secret\r\ny: z")] {
        let error = client.with_header(name, value).unwrap_err().to_string();
        assert!(error.starts_with("header "), "{error}");
        assert!(!error.contains("secret"), "{error}");
    }
    let builder = Client::builder("http://a").user_agent("secret\n");
    assert!(!builder.build().unwrap_err().to_string().contains("secret"));
}

#[tokio::test]
async fn a_client_says_who_it_is() {
    const OK: &[u8] = b"HTTP/1.1 204 No Content\r\n\r\n";
    let own = concat!("user-agent: bindsmith/", env!("CARGO_PKG_VERSION"), "\r\n");
    for (name, expected) in [(None, own), (Some("mine/2"), "user-agent: mine/2\r\n")] {
        let (url, request) = answering(OK).await;
        let mut builder = Client::builder(url);
        if let Some(name) = name {
            builder = builder.user_agent(name);
        }
        let client = builder.build().unwrap();
        client.execute(Call::new(&PUT)).await.unwrap();
        let request = request.await.unwrap();
        assert!(request.contains(expected), "{request}");
        assert_eq!(request.matches("user-agent").count(), 1);
    }
}

#[test]
fn a_client_goes_to_any_thread() {
    fn sent<T: Send>(_: T) {}
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    let client = Client::builder("http://a").build().unwrap();
    shared(&client);
    sent(client.execute(call()));
}

#[tokio::test]
async fn nothing_shows_a_secret() {
    let builder = Client::builder("http://a")
        .credential(&TOKEN, Credential::new("secret-token"))
        .credential(&KEY, Credential::new("secret-key"))
        .default_header("x-more", "secret-header")
        .transport(Fake(|request: Request<Body>| async move {
            assert!(request.uri().to_string().ends_with("&key=secret-key"));
            let header = &request.headers()["authorization"];
            assert_eq!(header, "Bearer secret-token");
            assert!(!format!("{header:?}").contains("secret"));
            Ok(status(200))
        }));
    let mut shown = format!("{builder:?} {:?}", Credential::new("secret"));
    let client = builder.build().unwrap();
    let client = client.with_header("x-own", "secret-own").unwrap();
    shown.push_str(&format!("{client:?} {:?}", call()));
    let answer = client.execute(call()).await.unwrap();
    shown.push_str(&format!("{answer:?}"));
    let wrong = Client::builder("http://a").credential(&TOKEN, Credential::new("secret\n"));
    let error = wrong.build().unwrap().execute(call()).await.unwrap_err();
    shown.push_str(&format!("{error:?}"));
    assert!(shown.contains("authorization"), "{shown}");
    assert!(!shown.contains("secret"), "{shown}");
}

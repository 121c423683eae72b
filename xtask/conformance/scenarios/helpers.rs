//! What the scenarios share. A file of scenarios defines `client()`; a test is an operation.

use std::pin::Pin;

/// The base URL of the test server.
pub fn url() -> String {
    std::env::var("TEST_SERVER").expect("TEST_SERVER: run `cargo xtask conformance`")
}

/// Runs a test. Not generic, so that it compiles once.
pub fn block_on(test: Pin<Box<dyn Future<Output = ()>>>) {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().expect("a runtime");
    runtime.block_on(test);
}

/// A test whose body is async.
macro_rules! test {
    ($name:ident, $body:block) => {
        #[test]
        fn $name() {
            $crate::helpers::block_on(Box::pin(async move { $body }));
        }
    };
}

/// The client of a crate.
macro_rules! client {
    ($api:ident) => {
        fn client() -> ::$api::Client {
            let client = ::$api::Client::builder($crate::helpers::url()).build();
            client.expect("a client")
        }
    };
}

/// Operations without input, each with the body of its answer.
macro_rules! answers {
    ($($name:ident => $body:expr;)+) => { $(test!($name, {
        let answer = client().$name(Default::default()).await.expect("a success");
        assert_eq!(answer.into_body(), $body);
    });)+ };
}

/// Operations with their request, which the server checks: it answers 400 to any other.
macro_rules! accepts {
    ($($name:ident($request:expr);)+) => { $(test!($name, {
        let answer = client().$name($request).await.expect("a success");
        assert!(answer.status().is_success());
    });)+ };
}

/// Operations without input whose answer is not what the document says.
macro_rules! undecodable {
    ($($name:ident;)+) => { $(test!($name, {
        let answer = client().$name(Default::default()).await;
        assert!(matches!(answer, Err(Error::Decode(_))), "{answer:?}");
    });)+ };
}

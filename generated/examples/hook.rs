use http::{HeaderValue, Request, Response, header::AUTHORIZATION};
use mattermost_api::client::{Attempt, BoxError, BoxFuture, Hook, Next, TransportError};
use mattermost_api::operations::EnablePersonalAccessTokenRequest;
use mattermost_api::types::TokenId;
use mattermost_api::{Body, Client};
use std::time::Duration;

/// A token in a file, which something else renews.
struct TokenFile;

impl Hook for TokenFile {
    fn before<'a>(
        &'a self,
        _attempt: Attempt,
        request: &'a mut Request<Body>,
    ) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let token = std::fs::read_to_string("token")?;
            let mut value = HeaderValue::try_from(format!("Bearer {}", token.trim()))?;
            value.set_sensitive(true);
            request.headers_mut().insert(AUTHORIZATION, value);
            Ok(())
        })
    }

    fn after<'a>(
        &'a self,
        attempt: Attempt,
        answer: Result<&'a Response<Body>, &'a TransportError>,
    ) -> BoxFuture<'a, Result<Next, BoxError>> {
        println!("{} took {:?}", attempt.operation(), attempt.elapsed());
        let refused = answer.is_ok_and(|it| it.status() == 401);
        Box::pin(async move { Ok(if refused { Next::Again } else { Next::Proceed }) })
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder("http://localhost:8065")
        .timeout(Duration::from_secs(30))
        .user_agent("janitor/1.0")
        .hook(TokenFile)
        .build()?;
    let request = EnablePersonalAccessTokenRequest::new(TokenId::new("adWv1qPZmHdtxk7Lmqh6RtxWxS"));
    // for this call alone
    let urgent = client.with_timeout(Duration::from_secs(5));
    let urgent = urgent.with_header("x-request-id", "7")?;
    match urgent.enable_personal_access_token(request).await {
        Err(error) if error.is_timeout() => eprintln!("try again later"),
        done => println!("{}", done?.status),
    }
    Ok(())
}

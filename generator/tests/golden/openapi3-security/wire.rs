//! Credentials as OpenAPI 3.0 has them, by hand in both directions.

use axum::extract::Request;
use http::{HeaderMap, StatusCode};
use http_body_util::BodyExt;
use security_and_servers_api::client::Client;
use security_and_servers_api::operations::*;
use security_and_servers_api::security::SESSION;
use security_and_servers_api::server::{
    self, Authenticate, Caller, Denied, Keys, Response, identity,
};
use std::sync::{Arc, Mutex};
use tower_service::Service;

#[tokio::test]
async fn a_client_shows_each_credential_where_it_belongs() {
    let seen: Arc<Mutex<(String, HeaderMap)>> = Arc::default();
    let note = Arc::clone(&seen);
    let router = axum::Router::new().fallback(move |request: Request| async move {
        *note.lock().unwrap() = (request.uri().path().to_owned(), request.headers().clone());
        StatusCode::NO_CONTENT
    });
    let client = Client::builder("http://peer")
        .service(router)
        .token("t")
        .basic("ann", "p:w")
        .session("a%3Bb+/==")
        .key("k")
        .oidc("o")
        .build()
        .unwrap();
    let header = |name: &str| seen.lock().unwrap().1.get(name).unwrap().to_str().unwrap().to_owned();
    client.by_token(ByTokenRequest::new()).await.unwrap();
    assert_eq!(header("authorization"), "Bearer t");
    // the path of the first server, with the defaults of its variables
    assert_eq!(seen.lock().unwrap().0, "/v2/api/token");
    client.by_basic(ByBasicRequest::new()).await.unwrap();
    assert_eq!(header("authorization"), "Basic YW5uOnA6dw==");
    client.by_cookie(ByCookieRequest::new()).await.unwrap();
    assert_eq!(header("cookie"), "sid=a%3Bb+/==");
    client.by_header(ByHeaderRequest::new()).await.unwrap();
    assert_eq!(header("x-key"), "k");
    client.by_login(ByLoginRequest::new()).await.unwrap();
    assert_eq!(header("authorization"), "Bearer o");
}

struct Guard;

impl Keys for Guard {
    async fn by_cookie(&self, _: ByCookieRequest) -> Result<Response<()>, ByCookieError> {
        let mut response = Response::new(());
        let who = identity::<String>().unwrap();
        response.headers_mut().insert("x-who", who.parse().unwrap());
        Ok(response)
    }
}

struct Sessions;

impl Authenticate for Sessions {
    type Identity = String;

    async fn authenticate(&self, caller: &Caller<'_>) -> Result<String, Denied> {
        let secret = caller.credential(&SESSION).map(|it| it.secret().to_owned());
        assert!(!format!("{:?}", caller.headers()).contains("s3cret"));
        secret.filter(|it| it == "s3cret%3B").ok_or_else(Denied::unauthorized)
    }
}

async fn ask(cookies: Option<&str>) -> (u16, HeaderMap) {
    let mut request = http::Request::get("/v2/api/cookie");
    if let Some(cookies) = cookies {
        request = request.header("cookie", cookies);
    }
    let request = request.body(axum::body::Body::empty()).unwrap();
    let mut router = server::builder().keys(Guard).authenticate(Sessions).build();
    let (parts, body) = router.call(request).await.unwrap().into_parts();
    body.collect().await.unwrap();
    (parts.status.as_u16(), parts.headers)
}

#[tokio::test]
async fn a_server_finds_a_key_among_the_cookies() {
    let (status, headers) = ask(Some("a=b; sid=s3cret%3B; c=d")).await;
    assert_eq!((status, headers["x-who"].to_str().unwrap()), (204, "s3cret%3B"));
    let (status, headers) = ask(Some("a=b")).await;
    assert_eq!(status, 401);
    assert_eq!(headers["www-authenticate"], "ApiKey in=\"cookie\", name=\"sid\"");
    // of two nobody knows which is meant
    assert_eq!(ask(Some("sid=s3cret%3B; sid=other")).await.0, 401);
    assert_eq!(ask(None).await.0, 401);
}

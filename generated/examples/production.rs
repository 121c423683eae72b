use axum::http::StatusCode;
use axum::{Extension, Router, serve::Listener};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::{server::graceful::GracefulShutdown, service::TowerToHyperService};
use mattermost_api::operations::{
    EnablePersonalAccessTokenError, EnablePersonalAccessTokenRequest,
};
use mattermost_api::security::BEARER_TOKEN;
use mattermost_api::server::{
    self, Answer, Authenticate, Caller, Denied, Refusal, Refuse, Response, Users, identity,
};
use mattermost_api::types::{AppError, StatusOk};
use std::{collections::HashMap, pin::pin, sync::Arc, time::Duration};
use tower_http::timeout::TimeoutLayer;

/// The state: who is logged in, by token.
struct Chat {
    sessions: HashMap<String, User>,
}

#[derive(Clone)]
struct User {
    is_admin: bool,
}

/// Called as the document's `security` says.
impl Authenticate for Chat {
    type Identity = User;

    async fn authenticate(&self, caller: &Caller<'_>) -> Result<User, Denied> {
        let token = caller.credential(&BEARER_TOKEN);
        let user = token.and_then(|it| self.sessions.get(it.secret()));
        user.cloned().ok_or_else(Denied::unauthorized)
    }
}

/// What is refused before a handler runs is an `AppError` too, whatever the status.
impl Refuse for Chat {
    fn refuse(&self, refusal: &Refusal) -> Answer {
        let operation = refusal.operation().map_or("router", |it| it.id);
        let mut error = AppError::new(format!("api.{operation}.app_error"), refusal.to_string());
        error.status_code = Some(refusal.status().as_u16().into());
        let headers = refusal.request().map(|it| &it.headers);
        let id = headers.and_then(|it| it.get("x-request-id")?.to_str().ok());
        error.request_id = id.map(str::to_owned);
        Answer::json(&error)
    }
}

impl Users for Chat {
    async fn enable_personal_access_token(
        &self,
        _request: EnablePersonalAccessTokenRequest,
    ) -> Result<Response<StatusOk>, EnablePersonalAccessTokenError> {
        if identity::<User>().is_some_and(|it| it.is_admin) {
            return Ok(StatusOk::new("OK").into());
        }
        let error = AppError::new("api.permissions.app_error", "Only admins may do this.");
        Err(EnablePersonalAccessTokenError::Forbidden(error.into()))
    }
}

fn app(chat: Chat) -> Router {
    let chat = Arc::new(chat);
    let api = server::builder()
        .users(chat.clone())
        .authenticate(chat.clone())
        .refusals(chat)
        .body_limit(64 * 1024)
        .body_timeout(Duration::from_secs(5))
        .build();
    let late = StatusCode::SERVICE_UNAVAILABLE;
    let health = axum::routing::get(async || "well");
    api.route("/health", health)
        .layer(TimeoutLayer::with_status_code(
            late,
            Duration::from_secs(10),
        ))
}

/// What ends the program: a terminal, or whoever runs it.
#[cfg(unix)]
fn ended() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! { _ = interrupted.recv() => {} _ = terminated.recv() => {} }
    })
}

#[cfg(not(unix))]
fn ended() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let sessions = HashMap::from([("s3cret".to_owned(), User { is_admin: true })]);
    let app = app(Chat { sessions });
    // `axum::serve` does without limits on headers
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(10))
        .max_buf_size(64 * 1024)
        .max_headers(64);
    let connections = GracefulShutdown::new();
    let address = std::env::args().nth(1);
    let address = address.unwrap_or_else(|| "localhost:8065".to_owned());
    let mut listener = tokio::net::TcpListener::bind(address).await?;
    let mut ended = pin!(ended()?);
    println!("{}", listener.local_addr()?);
    loop {
        let (stream, peer) = tokio::select! {
            // waits where there are no more file descriptors, and goes on
            accepted = Listener::accept(&mut listener) => accepted,
            () = &mut ended => break,
        };
        // for handlers: `context()?.extensions().get::<SocketAddr>()`
        let service = TowerToHyperService::new(app.clone().layer(Extension(peer)));
        let connection = http.serve_connection(TokioIo::new(stream), service);
        tokio::spawn(connections.watch(connection));
    }
    // nobody else comes, and what has begun may end
    drop(listener);
    let _ = tokio::time::timeout(Duration::from_secs(20), connections.shutdown()).await;
    Ok(())
}

#[tokio::test]
async fn only_admins_enable_tokens() {
    use mattermost_api::{Client, Error, types::TokenId};
    let sessions = [("admin", true), ("guest", false)];
    let sessions = sessions.map(|(name, is_admin)| (name.to_owned(), User { is_admin }));
    let app = app(Chat {
        sessions: sessions.into(),
    });
    for (token, status) in [("admin", 200), ("guest", 403), ("nobody", 401)] {
        // in process, without a socket
        let client = Client::builder("http://test").service(app.clone());
        let client = client.bearer_token(token).build().unwrap();
        let request = EnablePersonalAccessTokenRequest::new(TokenId::new("t1"));
        let answered = match client.enable_personal_access_token(request).await {
            Ok(done) => done.status(),
            Err(Error::Api(error)) => error.status(),
            Err(other) => panic!("{other}"),
        };
        assert_eq!(answered, status, "{token}");
    }
}

//! The generated server on a loopback port, and the generated client calling it.
//!
//! With the argument `serve` it only serves, and prints its address: for clients of other makers.

use axum::body::Bytes;
use axum::http::StatusCode;
use mattermost_api::operations::{
    DisablePersonalAccessTokenError, DisablePersonalAccessTokenRequest,
    EnablePersonalAccessTokenError, EnablePersonalAccessTokenRequest,
};
use mattermost_api::security::BEARER_TOKEN;
use mattermost_api::server::{self, Answer, Refusal, Refuse, Response, Users, context};
use mattermost_api::types::{AppError, StatusOk, TokenId};
use mattermost_api::{Client, Error};
use std::net::SocketAddr;

/// The one who may do everything, and what the others get.
const ADMIN: &str = "admin-token";
/// Bytes that are neither JSON nor UTF-8.
const MAINTENANCE: &[u8] = b"down\0\xFF for maintenance\r\n";

struct Chat;

/// What everyone gets but the one who may do everything.
fn permitted() -> Result<(), AppError> {
    let context = context();
    let token = context
        .as_ref()
        .and_then(|it| it.credential(BEARER_TOKEN.name));
    if token.is_some_and(|token| token.secret() == ADMIN) {
        return Ok(());
    }
    let problem = AppError::new(
        "api.context.permissions.app_error",
        "You do not have the appropriate permissions.",
    );
    Err(problem.with_request_id("r1").with_status_code(403))
}

impl Users for Chat {
    async fn enable_personal_access_token(
        &self,
        _request: EnablePersonalAccessTokenRequest,
    ) -> Result<Response<StatusOk>, EnablePersonalAccessTokenError> {
        permitted().map_err(|it| EnablePersonalAccessTokenError::Forbidden(it.into()))?;
        Ok(StatusOk::new("OK").into())
    }

    async fn disable_personal_access_token(
        &self,
        request: DisablePersonalAccessTokenRequest,
    ) -> Result<Response<StatusOk>, DisablePersonalAccessTokenError> {
        permitted().map_err(|it| DisablePersonalAccessTokenError::Forbidden(it.into()))?;
        if request.token.token_id == "maintenance" {
            let answer = Response::new(Bytes::from_static(MAINTENANCE));
            let answer = answer.with_status(StatusCode::SERVICE_UNAVAILABLE);
            return Err(DisablePersonalAccessTokenError::Undeclared(answer));
        }
        Ok(StatusOk::new("OK").into())
    }
}

/// A server of which nothing is written yet.
struct Unwritten;

impl Users for Unwritten {}

/// Mattermost says everything by an `AppError`.
struct AppErrors;

impl Refuse for AppErrors {
    fn refuse(&self, refusal: &Refusal) -> Answer {
        let reason = refusal.status().canonical_reason().unwrap_or("Error");
        let kind = reason.to_lowercase().replace(' ', "_");
        let error = AppError::new(format!("api.context.{kind}.app_error"), refusal.detail());
        let error = error.with_status_code(refusal.status().as_u16().into());
        let details: Vec<String> = refusal
            .violations()
            .iter()
            .map(|it| it.to_string())
            .collect();
        Answer::json(&match details.is_empty() {
            true => error,
            false => error.with_detailed_error(details.join("; ")),
        })
    }
}

async fn serve(users: impl Users) -> std::io::Result<SocketAddr> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let router = server::builder().users(users).refusals(AppErrors).build();
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

fn enable(token: &str) -> EnablePersonalAccessTokenRequest {
    EnablePersonalAccessTokenRequest::new(TokenId::new(token))
}

fn disable(token: &str) -> DisablePersonalAccessTokenRequest {
    DisablePersonalAccessTokenRequest::new(TokenId::new(token))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = serve(Chat).await?;
    if std::env::args().nth(1).as_deref() == Some("serve") {
        println!("http://{address}");
        std::future::pending::<()>().await;
    }
    let client = |address: SocketAddr, token: &str| {
        Client::builder(format!("http://{address}"))
            .bearer_token(token)
            .build()
    };

    let admin = client(address, ADMIN)?;
    let done = admin.enable_personal_access_token(enable("t1")).await?;
    println!("enable:  {} {}", done.status(), done.status);
    let done = admin.disable_personal_access_token(disable("t1")).await?;
    println!("disable: {} {}", done.status(), done.status);

    match client(address, "guest")?
        .enable_personal_access_token(enable("t1"))
        .await
    {
        Err(Error::Api(EnablePersonalAccessTokenError::Forbidden(problem))) => {
            println!(
                "enable as a guest: {} {}: {}",
                problem.status(),
                problem.id,
                problem.message
            );
        }
        other => return Err(format!("not a typed 403: {other:?}").into()),
    }

    let nobody = Client::builder(format!("http://{address}")).build()?;
    match nobody.enable_personal_access_token(enable("t1")).await {
        Err(Error::Api(EnablePersonalAccessTokenError::Unauthorized(problem))) => {
            println!(
                "enable as nobody: {} {}: {}",
                problem.status(),
                problem.id,
                problem.message
            );
        }
        other => return Err(format!("not a typed 401: {other:?}").into()),
    }

    let unwritten = client(serve(Unwritten).await?, ADMIN)?;
    match unwritten.enable_personal_access_token(enable("t1")).await {
        Err(Error::Api(EnablePersonalAccessTokenError::Undeclared(answer)))
            if answer.status().as_u16() == 501 =>
        {
            println!("enable where it is not written: {}", answer.status());
        }
        other => return Err(format!("not a 501: {other:?}").into()),
    }

    match admin
        .disable_personal_access_token(disable("maintenance"))
        .await
    {
        Err(Error::Api(DisablePersonalAccessTokenError::Undeclared(answer)))
            if answer.status().as_u16() == 503 && **answer == *MAINTENANCE =>
        {
            println!(
                "disable in maintenance: {}, {} bytes intact",
                answer.status(),
                answer.len()
            );
        }
        other => return Err(format!("not an intact 503: {other:?}").into()),
    }
    Ok(())
}

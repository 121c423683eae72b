//! The two operations that Mattermost's clients have in common, behind the generated trait. What goes over
//! the wire is printed, a line for each call.

use api::operations::users::*;
use api::server::{self, Response, Users, context};
use api::types::{AppError, StatusOk};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn};
use std::sync::Arc;

/// Whom Mattermost would not let do it.
const GUEST: &str = "guest";

struct Tokens;

/// What both answer; the document says nothing of security, so the credential is looked up by hand.
fn answer() -> Result<Response<StatusOk>, Response<AppError>> {
    let context = context();
    let given = context.as_ref().map(|it| text(it.headers(), "authorization"));
    if given.is_some_and(|it| it.ends_with(GUEST)) {
        let error = AppError::new()
            .with_id("api.context.permissions.app_error")
            .with_message("You do not have the appropriate permissions.")
            .with_request_id("r1")
            .with_status_code(403);
        return Err(error.into());
    }
    Ok(StatusOk::new().with_status("OK").into())
}

impl Users for Tokens {
    async fn disable_personal_access_token(
        &self,
        request: DisablePersonalAccessTokenRequest,
    ) -> Result<Response<StatusOk>, DisablePersonalAccessTokenError> {
        println!("disable {}", request.token_id.token_id);
        answer().map_err(DisablePersonalAccessTokenError::Forbidden)
    }

    async fn enable_personal_access_token(
        &self,
        request: EnablePersonalAccessTokenRequest,
    ) -> Result<Response<StatusOk>, EnablePersonalAccessTokenError> {
        println!("enable {}", request.token_id.token_id);
        answer().map_err(EnablePersonalAccessTokenError::Forbidden)
    }
}

pub fn router() -> Router {
    let builder = server::builder().users(Arc::new(Tokens));
    builder.build().layer(from_fn(print))
}

/// Prints a request before it goes on, and the answer before it goes out.
async fn print(request: Request, next: Next) -> Result<axum::response::Response, StatusCode> {
    let (head, body) = request.into_parts();
    let body = whole(body).await?;
    let (kind, key) = (text(&head.headers, "content-type"), text(&head.headers, "authorization"));
    println!("{} {} [{key}] [{kind}] {}", head.method, head.uri, body.escape_ascii());
    let answer = next.run(Request::from_parts(head, body.into())).await;
    let (head, body) = answer.into_parts();
    let body = whole(body).await?;
    let kind = text(&head.headers, "content-type");
    println!("{} [{kind}] {}", head.status.as_u16(), body.escape_ascii());
    Ok(axum::response::Response::from_parts(head, body.into()))
}

async fn whole(body: Body) -> Result<axum::body::Bytes, StatusCode> {
    let read = to_bytes(body, 1 << 20).await;
    read.map_err(|_| StatusCode::BAD_REQUEST)
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    let value = headers.get(name).and_then(|it| it.to_str().ok());
    value.unwrap_or_default()
}

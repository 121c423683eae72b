use mattermost_api::operations::{
    EnablePersonalAccessTokenError, EnablePersonalAccessTokenRequest,
};
use mattermost_api::server::{self, Response, Users};
use mattermost_api::types::StatusOk;

struct Chat;

impl Users for Chat {
    async fn enable_personal_access_token(
        &self,
        request: EnablePersonalAccessTokenRequest,
    ) -> Result<Response<StatusOk>, EnablePersonalAccessTokenError> {
        println!("enable {}", request.token.token_id);
        Ok(StatusOk::new("OK").into())
    } // an operation that is not written yet answers 501
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("localhost:8065").await?;
    axum::serve(listener, server::builder().users(Chat).build()).await
}

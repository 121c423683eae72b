use mattermost_api::operations::{
    EnablePersonalAccessTokenError, EnablePersonalAccessTokenRequest,
};
use mattermost_api::{Client, Error, types::TokenId};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = std::env::var("MATTERMOST_TOKEN")?;
    let client = Client::builder("http://localhost:8065")
        .bearer_token(token)
        .build()?;
    let request = EnablePersonalAccessTokenRequest::new(TokenId::new("adWv1qPZmHdtxk7Lmqh6RtxWxS"));
    match client.enable_personal_access_token(request).await {
        Ok(done) => println!("{}", done.status),
        Err(Error::Api(EnablePersonalAccessTokenError::Forbidden(problem))) => {
            eprintln!("{}", problem.message);
        }
        Err(other) => return Err(other.into()),
    }
    Ok(())
}

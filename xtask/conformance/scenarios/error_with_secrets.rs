use error_with_secrets::Error;
use error_with_secrets::operations::CreateSecretRequest;
use error_with_secrets::types::{SecretKey, SecretResponse};

client!(error_with_secrets);

const KEY: &str = "1c88a67921784300a462b2cb61da2339";

test!(create_secret, {
    let client = error_with_secrets::Client::builder(crate::helpers::url());
    let client = client.shared_key(format!("SharedKey {KEY}"));
    let client = client.build().expect("a client");
    assert!(!format!("{client:?}").contains(KEY));
    let request = CreateSecretRequest::new(KEY, SecretKey::new(KEY));
    let answer = client.create_secret(request).await.expect("a success");
    assert_eq!(answer.into_body(), SecretResponse::new(KEY, "secret"));
});

// The error is not of the form that the document gives it; nor does it say more than that.
test!(get_error_with_secrets, {
    let answer = client().get_error_with_secrets(Default::default()).await;
    let Err(Error::Decode(error)) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(error.response().status(), 403);
    assert!(!error.to_string().contains(KEY));
});

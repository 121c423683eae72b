use body_binary::operations::*;
use body_binary::{Body, Error};
use bytes::Bytes;
use http_body_util::Full;
use serde_json::json;
use std::collections::BTreeMap;

client!(body_binary);

accepts! {
    upload_file(UploadFileRequest::new(BTreeMap::from([("more".to_owned(), json!("cowbell"))])));
    upload_binary(UploadBinaryRequest::new("Hello, world!"));
}

test!(upload_binary_as_a_stream, {
    let body = Body::wrap(Full::new(Bytes::from_static(b"Hello, world!")));
    let answer = client().upload_binary(UploadBinaryRequest::new(body)).await;
    assert!(answer.expect("a success").status().is_success());
});

test!(download_error_stream, {
    let answer = client().download_error_stream(Default::default()).await;
    let Err(Error::Api(DownloadErrorStreamError::Default(answer))) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(answer.status(), 400);
    assert_eq!(answer.message.as_deref(), Some("I failed on purpose"));
});

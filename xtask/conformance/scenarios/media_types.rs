use media_types::operations::*;
use media_types::types::SourcePath;
use serde_json::json;

client!(media_types);

fn path() -> SourcePath {
    SourcePath::new().with_source("foo")
}

test!(analyze_body, {
    let request = AnalyzeBodyRequest::new().with_input(path());
    let answer = client().analyze_body(request).await.expect("a success");
    assert_eq!(answer.into_body(), "Nice job with JSON");
});

test!(analyze_body_no_accept_header, {
    let request = AnalyzeBodyNoAcceptHeaderRequest::new().with_input(path());
    let answer = client().analyze_body_no_accept_header(request).await;
    assert_eq!(answer.expect("a success").status(), 202);
});

test!(content_type_with_encoding, {
    let request = ContentTypeWithEncodingRequest::new().with_input("foo");
    let answer = client()
        .content_type_with_encoding(request)
        .await
        .expect("a success");
    assert_eq!(
        answer.into_body(),
        "Nice job sending content type with encoding"
    );
});

// These answer without a body, which is an empty text.
test!(binary_body_with_two_content_types, {
    let request = BinaryBodyWithTwoContentTypesRequest::new("hello, world");
    let answer = client().binary_body_with_two_content_types(request).await;
    assert_eq!(answer.expect("a success").into_body(), "");
});

test!(binary_body_with_three_content_types, {
    use BinaryBodyWithThreeContentTypesContentType::*;
    for media_type in [ApplicationOctetStream, TextPlain] {
        let request = BinaryBodyWithThreeContentTypesRequest::new("hello, world");
        let request = request.with_content_type(media_type);
        let answer = client().binary_body_with_three_content_types(request).await;
        assert_eq!(answer.expect("a success").into_body(), "");
    }
});

test!(body_three_types, {
    let request = BodyThreeTypesRequest::new(json!({ "hello": "world" }));
    let answer = client().body_three_types(request).await;
    assert_eq!(answer.expect("a success").into_body(), "");
});

test!(analyze_pdf, {
    let request = AnalyzePdfRequest::new("PDF");
    let answer = client().analyze_pdf(request).await.expect("a success");
    assert_eq!(answer.into_body(), "Nice job with PDF");
});

use body_formdata::Upload;
use body_formdata::operations::*;

client!(body_formdata);

test!(formdata_upload_file, {
    let upload = Upload::new("upload file").with_file_name("sample.txt");
    let request = FormdataUploadFileRequest::new(upload, "sample.txt");
    let answer = client().formdata_upload_file(request).await;
    let bytes = answer.expect("a success").into_body().bytes().await;
    assert_eq!(bytes.expect("the bytes"), "upload file");
});

test!(formdata_upload_file_via_body, {
    let request = FormdataUploadFileViaBodyRequest::new("upload file");
    let answer = client().formdata_upload_file_via_body(request).await;
    let bytes = answer.expect("a success").into_body().bytes().await;
    assert_eq!(bytes.expect("the bytes"), "upload file");
});

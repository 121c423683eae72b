use ::reserved_words::Upload;
use ::reserved_words::operations::*;
use serde_json::json;

type Error<E> = ::reserved_words::Error<E>;

client!(reserved_words);

/// Operations that the server is content with. It answers without a body, where the document has an object.
macro_rules! reaches {
    ($($name:ident($request:expr);)+) => { $(test!($name, {
        let answer = client().$name($request).await;
        let Err(Error::Decode(error)) = answer else { panic!("{answer:?}") };
        assert_eq!(error.response().status(), 200);
    });)+ };
}

reaches! {
    import_operation_one(ImportOperationOneRequest::new("foo"));
    operation_with_content_param(OperationWithContentParamRequest::new("hello, world"));
    operation_with_json_param(OperationWithJsonParamRequest::new(json!({ "hello": "world" })));
    operation_with_data_param(OperationWithDataParamRequest::new("hello", "world"));
    operation_with_files_param(OperationWithFilesParamRequest::new(
        "my.txt",
        Upload::new("hello").with_file_name("my.txt")
    ));
    operation_with_url(
        OperationWithUrlRequest::new("foo", "x-ms-header")
            .with_query_parameters(vec!["one".to_owned(), "two".to_owned()])
    );
    reserved_enum(ReservedEnumRequest::new(reserved_enum::EnumParameter::Import));
}

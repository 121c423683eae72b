use incorrect_error_response::Error;
use incorrect_error_response::operations::GetIncorrectErrorFromServerError;

client!(incorrect_error_response);

// The document says that the error is HTML, and that it is an object: there is none in a text.
test!(get_incorrect_error_from_server, {
    let answer = client()
        .get_incorrect_error_from_server(Default::default())
        .await;
    let Err(Error::Api(GetIncorrectErrorFromServerError::Default(answer))) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(answer.status(), 444);
    assert_eq!(answer.into_body(), "foobar");
});

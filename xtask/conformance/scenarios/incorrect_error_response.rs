use incorrect_error_response::Error;

client!(incorrect_error_response);

// The document has an object of JSON; a page of HTML is kept as it came.
test!(get_incorrect_error_from_server, {
    let answer = client().get_incorrect_error_from_server(Default::default()).await;
    let Err(Error::Decode(error)) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(error.response().status(), 444);
    assert_eq!(**error.response(), "foobar");
});

use head_exceptions::Error;

client!(head_exceptions);

accepts! {
    head_exception_head200(Default::default());
    head_exception_head204(Default::default());
}

test!(head_exception_head404, {
    let answer = client().head_exception_head404(Default::default()).await;
    let Err(Error::Api(error)) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(error.status(), 404);
});

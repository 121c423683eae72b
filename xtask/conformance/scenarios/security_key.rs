test!(head, {
    let client = security_key::Client::builder(crate::helpers::url()).azure_key("123456789");
    let client = client.build().expect("a client");
    let answer = client.head(Default::default()).await.expect("a success");
    assert_eq!(answer.status(), 200);
});

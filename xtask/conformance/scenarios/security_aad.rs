test!(head, {
    let token = "https://security.microsoft.com/.default";
    let client = security_aad::Client::builder(crate::helpers::url()).aad_token(token);
    let client = client.build().expect("a client");
    let answer = client.head(Default::default()).await.expect("a success");
    assert_eq!(answer.status(), 200);
});

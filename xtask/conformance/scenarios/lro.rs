use lro::types::Product;

client!(lro);

test!(lr_os_patch200_succeeded_ignore_headers, {
    let answer = client()
        .lr_os_patch200_succeeded_ignore_headers(Default::default())
        .await;
    let product: Product = answer.expect("a success").into_body();
    assert_eq!(product.id.as_deref(), Some("100"));
    assert_eq!(product.name.as_deref(), Some("foo"));
});

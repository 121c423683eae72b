use multiapi_v1::operations::*;
use multiapi_v1::types::{PagingResult, Product};

client!(multiapi_v1);

accepts! {
    test_one(TestOneRequest::new(1, "1.0.0"));
    operation_group_one_test_two(OperationGroupOneTestTwoRequest::new("1.0.0"));
    test_different_calls(TestDifferentCallsRequest::new("1.0.0", "hello"));
}

answers! {
    test_lro_and_paging => PagingResult::new().with_values(vec![Product::new().with_id(100)]);
}

test!(test_lro, {
    let answer = client().test_lro(Default::default()).await.expect("a success");
    let TestLroResponse::Ok(product) = answer else { panic!("{answer:?}") };
    assert_eq!(product.into_body(), Product::new().with_id(100));
});

use multiapi_v2::Error;
use multiapi_v2::operations::*;

client!(multiapi_v2);

accepts! {
    operation_group_one_test_three(OperationGroupOneTestThreeRequest::new("2.0.0"));
    operation_group_two_test_four(OperationGroupTwoTestFourRequest::new("2.0.0", true));
    test_different_calls(
        TestDifferentCallsRequest::new("2.0.0", "hello").with_greeting_in_chinese("nihao")
    );
}

// The server sends a text as the identifier, where the document has an integer.
test!(test_one, {
    let answer = client().test_one(TestOneRequest::new("2.0.0", 1)).await;
    assert!(matches!(answer, Err(Error::Decode(_))), "{answer:?}");
});

test!(operation_group_one_test_two, {
    let request = OperationGroupOneTestTwoRequest::new("2.0.0");
    let answer = client().operation_group_one_test_two(request).await;
    assert!(matches!(answer, Err(Error::Decode(_))), "{answer:?}");
});

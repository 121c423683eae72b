use multiapi_v2::operations::*;
use multiapi_v2::types::ModelTwo;

client!(multiapi_v2);

fn model() -> ModelTwo {
    ModelTwo::new(1).with_message("This was called with api-version 2.0.0")
}

accepts! {
    operation_group_one_test_three(OperationGroupOneTestThreeRequest::new("2.0.0"));
    operation_group_two_test_four(OperationGroupTwoTestFourRequest::new(true, "2.0.0"));
    test_different_calls(
        TestDifferentCallsRequest::new("2.0.0", "hello").with_greeting_in_chinese("nihao")
    );
}

test!(test_one, {
    let answer = client().test_one(TestOneRequest::new(1, "2.0.0")).await;
    assert_eq!(answer.expect("a success").into_body(), model());
});

test!(operation_group_one_test_two, {
    let request = OperationGroupOneTestTwoRequest::new("2.0.0");
    let answer = client().operation_group_one_test_two(request).await;
    assert_eq!(answer.expect("a success").into_body(), model());
});

use multiapi_v3::operations::*;
use multiapi_v3::types::{ModelThree, PagingResult, SourcePath};

client!(multiapi_v3);

fn model(text: &str) -> ModelThree {
    ModelThree::new().with_optional_property(text)
}

accepts! {
    operation_group_two_test_four(
        OperationGroupTwoTestFourRequest::new("3.0.0").with_input(SourcePath::new().with_source("foo"))
    );
    operation_group_two_test_five(OperationGroupTwoTestFiveRequest::new("3.0.0"));
    test_different_calls(
        TestDifferentCallsRequest::new("3.0.0", "hello")
            .with_greeting_in_chinese("nihao")
            .with_greeting_in_french("bonjour")
    );
}

test!(operation_group_one_test_two, {
    let request = OperationGroupOneTestTwoRequest::new("3.0.0");
    let answer = client().operation_group_one_test_two(request).await;
    let text = "This was called with api-version 3.0.0";
    assert_eq!(answer.expect("a success").into_body(), model(text));
});

test!(paging, {
    let answer = client().test_paging(Default::default()).await;
    let page: PagingResult = answer.expect("a success").into_body();
    assert_eq!(page.values, Some(vec![model("paged")]));
    assert!(
        page.next_link
            .expect("a link")
            .ends_with("/multiapi/paging/2")
    );
    let operation = OperationGroupOneTestOperationGroupPagingRequest::new();
    let answer = client()
        .operation_group_one_test_operation_group_paging(operation)
        .await;
    assert_eq!(
        answer.expect("a success").values,
        Some(vec![model("paged")])
    );
});

use multiapi_v1::Error;
use multiapi_v1::operations::*;

client!(multiapi_v1);

accepts! {
    test_one(TestOneRequest::new("1.0.0", 1));
    operation_group_one_test_two(OperationGroupOneTestTwoRequest::new("1.0.0"));
    test_different_calls(TestDifferentCallsRequest::new("1.0.0", "hello"));
}

undecodable! {
    // the server sends a text as the identifier, where the document has an integer
    test_lro;
    test_lro_and_paging;
}

use multiapi_v0::operations::OperationGroupOneTestTwoRequest;

client!(multiapi_v0);

accepts! {
    operation_group_one_test_two(OperationGroupOneTestTwoRequest::new("1.0.0"));
}

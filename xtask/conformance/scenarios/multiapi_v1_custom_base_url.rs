use multiapi_v1_custom_base_url::Client;
use multiapi_v1_custom_base_url::operations::TestRequest;

// The base URL takes the place of the template of the host.
test!(of_the_first_version, {
    let url = format!("{}/multiapiCustomBaseUrl/v1", crate::helpers::url());
    let client = Client::builder(url).build().expect("a client");
    let answer = client.test(TestRequest::new("1.0.0", 1)).await;
    assert!(answer.expect("a success").status().is_success());
});

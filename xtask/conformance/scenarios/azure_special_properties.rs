use azure_special_properties::operations::skip_url_encoding_get_swagger_path_valid::UnencodedPathParam;
use azure_special_properties::operations::skip_url_encoding_get_swagger_query_valid::Q1;
use azure_special_properties::operations::*;

client!(azure_special_properties);

const PATH: &str = "path1/path2/path3";
const QUERY: &str = "value1&q2=value2&q3=value3";

accepts! {
    skip_url_encoding_get_method_path_valid(SkipUrlEncodingGetMethodPathValidRequest::new(PATH));
    skip_url_encoding_get_path_path_valid(SkipUrlEncodingGetPathPathValidRequest::new(PATH));
    skip_url_encoding_get_swagger_path_valid(SkipUrlEncodingGetSwaggerPathValidRequest::new(
        UnencodedPathParam::Path1Path2Path3
    ));
    skip_url_encoding_get_method_query_valid(SkipUrlEncodingGetMethodQueryValidRequest::new(QUERY));
    skip_url_encoding_get_path_query_valid(SkipUrlEncodingGetPathQueryValidRequest::new(QUERY));
    skip_url_encoding_get_swagger_query_valid(SkipUrlEncodingGetSwaggerQueryValidRequest::new(
        Q1::Value1Q2Value2Q3Value3
    ));
    skip_url_encoding_get_method_query_null(SkipUrlEncodingGetMethodQueryNullRequest::new());
}

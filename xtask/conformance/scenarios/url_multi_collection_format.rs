use url_multi_collection_format::operations::*;

client!(url_multi_collection_format);

accepts! {
    queries_array_string_multi_null(Default::default());
    queries_array_string_multi_empty(
        QueriesArrayStringMultiEmptyRequest::new().with_array_query(Vec::new())
    );
    queries_array_string_multi_valid(
        QueriesArrayStringMultiValidRequest::new().with_array_query(
            ["ArrayQuery1", "begin!*'();:@ &=+$,/?#[]end", "", ""].map(str::to_owned).to_vec()
        )
    );
}

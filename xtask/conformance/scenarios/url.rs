use url::operations::*;
use url::{Base64, Date, DateTime, Error, UnixTime};

client!(url);

// escaped where an editor may normalize
const UNICODE: &str = "啊齄丂狛狜\u{F9F1}\u{F92C}\u{F9F1}\u{FA0C}\u{FA29}";
const RESERVED: &str = "begin!*'();:@ &=+$,/?#[]end";

/// The list that the server wants with this separator between its elements, as a reader sees it: an
/// element that holds the separator would be two.
fn list(first: &str, separator: char) -> Vec<String> {
    let elements = std::iter::once(first).chain(RESERVED.split(separator));
    elements.chain(["", ""]).map(str::to_owned).collect()
}

accepts! {
    paths_get_boolean_true(PathsGetBooleanTrueRequest::new(true.into()));
    paths_get_boolean_false(PathsGetBooleanFalseRequest::new(false.into()));
    paths_get_int_one_million(PathsGetIntOneMillionRequest::new(1_000_000.into()));
    paths_get_int_negative_one_million(PathsGetIntNegativeOneMillionRequest::new(
        (-1_000_000).into()
    ));
    paths_unix_time_url(PathsUnixTimeUrlRequest::new(UnixTime::from(1_460_505_600)));
    paths_get_ten_billion(PathsGetTenBillionRequest::new(10_000_000_000.into()));
    paths_get_negative_ten_billion(PathsGetNegativeTenBillionRequest::new(
        (-10_000_000_000).into()
    ));
    paths_float_scientific_positive(PathsFloatScientificPositiveRequest::new(1.034e20.into()));
    paths_float_scientific_negative(PathsFloatScientificNegativeRequest::new(
        (-1.034e-20).into()
    ));
    paths_double_decimal_positive(PathsDoubleDecimalPositiveRequest::new(9_999_999.999.into()));
    paths_double_decimal_negative(PathsDoubleDecimalNegativeRequest::new(
        (-9_999_999.999).into()
    ));
    paths_string_unicode(PathsStringUnicodeRequest::new(UNICODE.into()));
    paths_string_url_encoded(PathsStringUrlEncodedRequest::new(RESERVED.into()));
    paths_string_url_non_encoded(PathsStringUrlNonEncodedRequest::new(
        "begin!*'();:@&=+$,end".into()
    ));
    paths_string_empty(PathsStringEmptyRequest::new("".into()));
    paths_base64_url(PathsBase64UrlRequest::new("lorem"));
    paths_byte_empty(PathsByteEmptyRequest::new("".into()));
    paths_byte_multi_byte(PathsByteMultiByteRequest::new(UNICODE));
    paths_date_valid(PathsDateValidRequest::new("2012-01-01".into()));
    paths_date_time_valid(PathsDateTimeValidRequest::new("2012-01-01T01:01:01Z".into()));
    paths_enum_valid(PathsEnumValidRequest::new(paths_enum_valid::EnumPath::GreenColor));
    paths_array_csv_in_path(PathsArrayCsvInPathRequest::new(
        list("ArrayPath1", ',')
    ));

    queries_get_boolean_true(QueriesGetBooleanTrueRequest::new(true.into()));
    queries_get_boolean_false(QueriesGetBooleanFalseRequest::new(false.into()));
    queries_get_boolean_null(Default::default());
    queries_get_int_one_million(QueriesGetIntOneMillionRequest::new(1_000_000.into()));
    queries_get_int_negative_one_million(QueriesGetIntNegativeOneMillionRequest::new(
        (-1_000_000).into()
    ));
    queries_get_int_null(Default::default());
    queries_get_ten_billion(QueriesGetTenBillionRequest::new(10_000_000_000.into()));
    queries_get_negative_ten_billion(QueriesGetNegativeTenBillionRequest::new(
        (-10_000_000_000).into()
    ));
    queries_get_long_null(Default::default());
    queries_float_scientific_positive(QueriesFloatScientificPositiveRequest::new(1.034e20.into()));
    queries_float_scientific_negative(QueriesFloatScientificNegativeRequest::new(
        (-1.034e-20).into()
    ));
    queries_float_null(Default::default());
    queries_double_decimal_positive(QueriesDoubleDecimalPositiveRequest::new(
        9_999_999.999.into()
    ));
    queries_double_decimal_negative(QueriesDoubleDecimalNegativeRequest::new(
        (-9_999_999.999).into()
    ));
    queries_double_null(Default::default());
    queries_string_unicode(QueriesStringUnicodeRequest::new(UNICODE.into()));
    queries_string_url_encoded(QueriesStringUrlEncodedRequest::new(RESERVED.into()));
    queries_string_empty(QueriesStringEmptyRequest::new("".into()));
    queries_string_null(Default::default());
    queries_enum_valid(QueriesEnumValidRequest::new().with_enum_query(
        queries_enum_valid::EnumQuery::GreenColor
    ));
    queries_enum_null(Default::default());
    queries_byte_empty(QueriesByteEmptyRequest::new("".into()));
    queries_byte_multi_byte(QueriesByteMultiByteRequest::new().with_byte_query(UNICODE));
    queries_byte_null(Default::default());
    queries_date_valid(QueriesDateValidRequest::new("2012-01-01".into()));
    queries_date_null(Default::default());
    queries_date_time_valid(QueriesDateTimeValidRequest::new("2012-01-01T01:01:01Z".into()));
    queries_date_time_null(Default::default());
    queries_array_string_csv_valid(QueriesArrayStringCsvValidRequest::new().with_array_query(list("ArrayQuery1", ',')));
    queries_array_string_csv_empty(
        QueriesArrayStringCsvEmptyRequest::new().with_array_query(Vec::new())
    );
    queries_array_string_csv_null(Default::default());
    queries_array_string_no_collection_format_empty(
        QueriesArrayStringNoCollectionFormatEmptyRequest::new().with_array_query(
            ["hello", "nihao", "bonjour"].map(str::to_owned).to_vec()
        )
    );
    queries_array_string_ssv_valid(QueriesArrayStringSsvValidRequest::new().with_array_query(list("ArrayQuery1", ' ')));
    queries_array_string_tsv_valid(QueriesArrayStringTsvValidRequest::new().with_array_query(list("ArrayQuery1", '\t')));
    queries_array_string_pipes_valid(
        QueriesArrayStringPipesValidRequest::new().with_array_query(list("ArrayQuery1", '|'))
    );

    path_items_get_all_with_values(
        PathItemsGetAllWithValuesRequest::new(PathItemsGetAllWithValuesRequired {
            global_string_path: "globalStringPath".to_owned(),
            path_item_string_path: "pathItemStringPath".to_owned(),
            local_string_path: "localStringPath".to_owned(),
        })
        .with_global_string_query("globalStringQuery")
        .with_path_item_string_query("pathItemStringQuery")
        .with_local_string_query("localStringQuery")
    );
    path_items_get_global_query_null(
        PathItemsGetGlobalQueryNullRequest::new(PathItemsGetGlobalQueryNullRequired {
            global_string_path: "globalStringPath".to_owned(),
            path_item_string_path: "pathItemStringPath".to_owned(),
            local_string_path: "localStringPath".to_owned(),
        })
        .with_path_item_string_query("pathItemStringQuery")
        .with_local_string_query("localStringQuery")
    );
    path_items_get_global_and_local_query_null(
        PathItemsGetGlobalAndLocalQueryNullRequest::new(PathItemsGetGlobalAndLocalQueryNullRequired {
            global_string_path: "globalStringPath".to_owned(),
            path_item_string_path: "pathItemStringPath".to_owned(),
            local_string_path: "localStringPath".to_owned(),
        })
        .with_path_item_string_query("pathItemStringQuery")
    );
    path_items_get_local_path_item_query_null(
        PathItemsGetLocalPathItemQueryNullRequest::new(PathItemsGetLocalPathItemQueryNullRequired {
            global_string_path: "globalStringPath".to_owned(),
            path_item_string_path: "pathItemStringPath".to_owned(),
            local_string_path: "localStringPath".to_owned(),
        })
        .with_global_string_query("globalStringQuery")
    );
}

// Nothing but a value can stand in a path; what is empty is refused before it is sent.
test!(paths_refuse_what_is_empty, {
    let text = client()
        .paths_string_null(PathsStringNullRequest::new(""))
        .await;
    assert!(matches!(text, Err(Error::Request(_))), "{text:?}");
    let bytes = client()
        .paths_byte_null(PathsByteNullRequest::new(Base64::from("")))
        .await;
    assert!(matches!(bytes, Err(Error::Request(_))), "{bytes:?}");
    // and these have no empty value
    let _ = |date: Date| PathsDateNullRequest::new(date);
    let _ = |time: DateTime| PathsDateTimeNullRequest::new(time);
});

test!(lists_refuse_an_element_that_holds_the_separator, {
    let request = QueriesArrayStringPipesValidRequest::new();
    let request = request.with_array_query(vec!["one|two".to_owned()]);
    let answer = client().queries_array_string_pipes_valid(request).await;
    assert!(matches!(answer, Err(Error::Request(_))), "{answer:?}");
});

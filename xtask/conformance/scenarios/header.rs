use chrono::Utc;
use header::operations::*;
use header::{Base64, Date, DateTime, Duration, HttpDate};

client!(header);

const FOX: &str = "The quick brown fox jumps over the lazy dog";
// escaped where an editor may normalize
const UNICODE: &str = "啊齄丂狛狜\u{F9F1}\u{F92C}\u{F9F1}\u{FA0C}\u{FA29}";

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

fn time(text: &str) -> DateTime {
    text.parse().expect("a time")
}

fn http_date(text: &str) -> HttpDate {
    text.parse::<chrono::DateTime<Utc>>()
        .expect("a time")
        .into()
}

fn duration() -> Duration {
    "P123DT22H14M12.011S".parse().expect("a duration")
}

/// Sends a header, which the server checks.
macro_rules! sends {
    ($($test:ident: $operation:ident($request:expr);)+) => { $(test!($test, {
        client().$operation($request).await.expect("a success");
    });)+ };
}

/// Reads the headers of an answer.
macro_rules! receives {
    ($($test:ident: $operation:ident($request:expr) => $headers:ident.$field:ident == $value:expr;)+) => {
        $(test!($test, {
            let answer = client().$operation($request).await.expect("a success");
            let headers: $headers = answer.declared_headers().expect("the headers");
            assert_eq!(headers.$field, $value);
        });)+
    };
}

sends! {
    existing_key: header_param_existing_key(HeaderParamExistingKeyRequest::new("overwrite"));
    protected_key: header_param_protected_key(HeaderParamProtectedKeyRequest::new("text/html"));
    integer_positive: header_param_integer(HeaderParamIntegerRequest::new("positive", 1));
    integer_negative: header_param_integer(HeaderParamIntegerRequest::new("negative", -2));
    long_positive: header_param_long(HeaderParamLongRequest::new("positive", 105));
    long_negative: header_param_long(HeaderParamLongRequest::new("negative", -2));
    float_positive: header_param_float(HeaderParamFloatRequest::new("positive", 0.07));
    float_negative: header_param_float(HeaderParamFloatRequest::new("negative", -3.0));
    double_positive: header_param_double(HeaderParamDoubleRequest::new("positive", 7e120));
    double_negative: header_param_double(HeaderParamDoubleRequest::new("negative", -3.0));
    bool_true: header_param_bool(HeaderParamBoolRequest::new("true", true));
    bool_false: header_param_bool(HeaderParamBoolRequest::new("false", false));
    string_valid: header_param_string(HeaderParamStringRequest::new("valid").with_value(FOX));
    string_null: header_param_string(HeaderParamStringRequest::new("null"));
    string_empty: header_param_string(HeaderParamStringRequest::new("empty").with_value(""));
    enum_valid: header_param_enum(
        HeaderParamEnumRequest::new("valid").with_value(header_param_enum::Value::Grey)
    );
    enum_null: header_param_enum(HeaderParamEnumRequest::new("null"));
    date_valid: header_param_date(HeaderParamDateRequest::new("valid", date("2010-01-01")));
    date_min: header_param_date(HeaderParamDateRequest::new("min", date("0001-01-01")));
    datetime_valid: header_param_datetime(
        HeaderParamDatetimeRequest::new("valid", time("2010-01-01T12:34:56Z"))
    );
    datetime_min: header_param_datetime(
        HeaderParamDatetimeRequest::new("min", time("0001-01-01T00:00:00Z"))
    );
    datetime_rfc1123_valid: header_param_datetime_rfc1123(
        HeaderParamDatetimeRfc1123Request::new("valid")
            .with_value(http_date("2010-01-01T12:34:56Z"))
    );
    datetime_rfc1123_min: header_param_datetime_rfc1123(
        HeaderParamDatetimeRfc1123Request::new("min").with_value(http_date("0001-01-01T00:00:00Z"))
    );
    duration_valid: header_param_duration(HeaderParamDurationRequest::new("valid", duration()));
    byte_valid: header_param_byte(HeaderParamByteRequest::new("valid", UNICODE));
}

receives! {
    response_existing_key: header_response_existing_key(Default::default())
        => HeaderResponseExistingKeyHeaders.user_agent == Some("overwrite".to_owned());
    response_protected_key: header_response_protected_key(Default::default())
        => HeaderResponseProtectedKeyHeaders.content_type
        == Some("text/html; charset=utf-8".to_owned());
    response_integer_positive: header_response_integer(HeaderResponseIntegerRequest::new("positive"))
        => HeaderResponseIntegerHeaders.value == Some(1);
    response_integer_negative: header_response_integer(HeaderResponseIntegerRequest::new("negative"))
        => HeaderResponseIntegerHeaders.value == Some(-2);
    response_long_positive: header_response_long(HeaderResponseLongRequest::new("positive"))
        => HeaderResponseLongHeaders.value == Some(105);
    response_long_negative: header_response_long(HeaderResponseLongRequest::new("negative"))
        => HeaderResponseLongHeaders.value == Some(-2);
    response_float_positive: header_response_float(HeaderResponseFloatRequest::new("positive"))
        => HeaderResponseFloatHeaders.value == Some(0.07);
    response_float_negative: header_response_float(HeaderResponseFloatRequest::new("negative"))
        => HeaderResponseFloatHeaders.value == Some(-3.0);
    response_double_positive: header_response_double(HeaderResponseDoubleRequest::new("positive"))
        => HeaderResponseDoubleHeaders.value == Some(7e120);
    response_double_negative: header_response_double(HeaderResponseDoubleRequest::new("negative"))
        => HeaderResponseDoubleHeaders.value == Some(-3.0);
    response_bool_true: header_response_bool(HeaderResponseBoolRequest::new("true"))
        => HeaderResponseBoolHeaders.value == Some(true);
    response_bool_false: header_response_bool(HeaderResponseBoolRequest::new("false"))
        => HeaderResponseBoolHeaders.value == Some(false);
    response_string_valid: header_response_string(HeaderResponseStringRequest::new("valid"))
        => HeaderResponseStringHeaders.value == Some(FOX.to_owned());
    // what the server makes of its null
    response_string_null: header_response_string(HeaderResponseStringRequest::new("null"))
        => HeaderResponseStringHeaders.value == Some("null".to_owned());
    response_string_empty: header_response_string(HeaderResponseStringRequest::new("empty"))
        => HeaderResponseStringHeaders.value == Some(String::new());
    response_enum_valid: header_response_enum(HeaderResponseEnumRequest::new("valid"))
        => HeaderResponseEnumHeaders.value == Some(header_response_enum::Value::Grey);
    // the header is there, and empty
    response_enum_null: header_response_enum(HeaderResponseEnumRequest::new("null"))
        => HeaderResponseEnumHeaders.value == Some(header_response_enum::Value::from(""));
    response_date_valid: header_response_date(HeaderResponseDateRequest::new("valid"))
        => HeaderResponseDateHeaders.value == Some(date("2010-01-01"));
    response_date_min: header_response_date(HeaderResponseDateRequest::new("min"))
        => HeaderResponseDateHeaders.value == Some(date("0001-01-01"));
    response_datetime_valid: header_response_datetime(HeaderResponseDatetimeRequest::new("valid"))
        => HeaderResponseDatetimeHeaders.value == Some(time("2010-01-01T12:34:56Z"));
    response_datetime_min: header_response_datetime(HeaderResponseDatetimeRequest::new("min"))
        => HeaderResponseDatetimeHeaders.value == Some(time("0001-01-01T00:00:00Z"));
    response_datetime_rfc1123_valid:
        header_response_datetime_rfc1123(HeaderResponseDatetimeRfc1123Request::new("valid"))
        => HeaderResponseDatetimeRfc1123Headers.value == Some(http_date("2010-01-01T12:34:56Z"));
    response_datetime_rfc1123_min:
        header_response_datetime_rfc1123(HeaderResponseDatetimeRfc1123Request::new("min"))
        => HeaderResponseDatetimeRfc1123Headers.value == Some(http_date("0001-01-01T00:00:00Z"));
    response_duration_valid: header_response_duration(HeaderResponseDurationRequest::new("valid"))
        => HeaderResponseDurationHeaders.value == Some(duration());
    response_byte_valid: header_response_byte(HeaderResponseByteRequest::new("valid"))
        => HeaderResponseByteHeaders.value == Some(Base64::from(UNICODE));
}

// A header that the document does not know goes with every request.
test!(custom_request_id, {
    let client = header::Client::builder(crate::helpers::url())
        .default_header(
            "x-ms-client-request-id",
            "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0",
        )
        .build()
        .expect("a client");
    let answer = client.header_custom_request_id(Default::default()).await;
    assert!(answer.expect("a success").status().is_success());
});

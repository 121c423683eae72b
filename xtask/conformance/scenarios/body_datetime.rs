use body_datetime::operations::*;
use body_datetime::{DateTime, Error, Nullable};

client!(body_datetime);

fn time(text: &str) -> DateTime {
    text.parse().expect("a time")
}

/// Two times are equal where their moment is; here the offset has to be, too.
macro_rules! answers_with_offset {
    ($($name:ident => $text:expr;)+) => { $(test!($name, {
        let answer = client().$name(Default::default()).await.expect("a success");
        assert_eq!(answer.time().to_rfc3339(), $text);
    });)+ };
}

answers! {
    datetime_get_null => Nullable::Null;
    // the documents lists another time alone, or another way to write it
    datetime_get_utc_min_date_time =>
        datetime_get_utc_min_date_time::OkResponse::from("0001-01-01T00:00:00Z");
    datetime_get_local_positive_offset_min_date_time =>
        datetime_get_local_positive_offset_min_date_time::OkResponse::from("0001-01-01T00:00:00+14:00");
    datetime_get_local_negative_offset_min_date_time =>
        datetime_get_local_negative_offset_min_date_time::OkResponse::from("0001-01-01T00:00:00-14:00");
}

answers_with_offset! {
    datetime_get_utc_lowercase_max_date_time => "9999-12-31T23:59:59.999+00:00";
    datetime_get_utc_uppercase_max_date_time => "9999-12-31T23:59:59.999+00:00";
    datetime_get_utc_uppercase_max_date_time7_digits => "9999-12-31T23:59:59.999999900+00:00";
    get_datetime_max_localpositiveoffset_lowercase => "9999-12-31T23:59:59.999+14:00";
    get_datetime_max_localpositiveoffset_uppercase => "9999-12-31T23:59:59.999+14:00";
    get_datetime_max_localnegativeoffset_lowercase => "9999-12-31T23:59:59.999-14:00";
    get_datetime_max_localnegativeoffset_uppercase => "9999-12-31T23:59:59.999-14:00";
    // in year 10000, seen from UTC
    datetime_get_overflow => "9999-12-31T23:59:59.999-14:00";
}

accepts! {
    datetime_put_utc_max_date_time(DatetimePutUtcMaxDateTimeRequest::new(
        time("9999-12-31T23:59:59.999Z")
    ));
    datetime_put_utc_max_date_time7_digits(DatetimePutUtcMaxDateTime7DigitsRequest::new(
        time("9999-12-31T23:59:59.9999999Z")
    ));
    datetime_put_local_positive_offset_max_date_time(
        DatetimePutLocalPositiveOffsetMaxDateTimeRequest::new(time("9999-12-31T23:59:59.999+14:00"))
    );
    datetime_put_local_negative_offset_max_date_time(
        DatetimePutLocalNegativeOffsetMaxDateTimeRequest::new(time("9999-12-31T23:59:59.999-14:00"))
    );
    datetime_put_utc_min_date_time(DatetimePutUtcMinDateTimeRequest::new(
        time("0001-01-01T00:00:00Z")
    ));
    datetime_put_local_positive_offset_min_date_time(
        DatetimePutLocalPositiveOffsetMinDateTimeRequest::new(time("0001-01-01T00:00:00+14:00"))
    );
    datetime_put_local_negative_offset_min_date_time(
        DatetimePutLocalNegativeOffsetMinDateTimeRequest::new(time("0001-01-01T00:00:00-14:00"))
    );
}

undecodable! {
    // RFC 3339 demands an offset
    datetime_get_local_no_offset_min_date_time;
    datetime_get_invalid;
    datetime_get_underflow;
}

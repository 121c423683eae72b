use body_datetime_rfc1123::operations::*;
use body_datetime_rfc1123::{Error, HttpDate, Nullable};
use chrono::{DateTime, Utc};

client!(body_datetime_rfc1123);

fn date(text: &str) -> HttpDate {
    text.parse::<DateTime<Utc>>().expect("a time").into()
}

answers! {
    datetimerfc1123_get_null => Nullable::Null;
    datetimerfc1123_get_utc_lowercase_max_date_time => date("9999-12-31T23:59:59Z");
    datetimerfc1123_get_utc_uppercase_max_date_time => date("9999-12-31T23:59:59Z");
    datetimerfc1123_get_utc_min_date_time =>
        datetimerfc1123_get_utc_min_date_time::OkResponse::from("Mon, 01 Jan 0001 00:00:00 GMT");
}

accepts! {
    datetimerfc1123_put_utc_max_date_time(Datetimerfc1123PutUtcMaxDateTimeRequest::new(
        date("9999-12-31T23:59:59Z")
    ));
    datetimerfc1123_put_utc_min_date_time(Datetimerfc1123PutUtcMinDateTimeRequest::new(
        date("0001-01-01T00:00:00Z")
    ));
}

undecodable! {
    datetimerfc1123_get_invalid;
    datetimerfc1123_get_overflow;
    datetimerfc1123_get_underflow;
}

use body_date::operations::*;
use body_date::{Date, Error, Nullable};

client!(body_date);

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

answers! {
    date_get_null => Nullable::Null;
    date_get_max_date => date("9999-12-31");
    // the document lists another date alone
    date_get_min_date => date_get_min_date::OkResponse::from("0001-01-01");
}

accepts! {
    date_put_max_date(DatePutMaxDateRequest::new(date("9999-12-31")));
    date_put_min_date(DatePutMinDateRequest::new(date("0001-01-01")));
}

undecodable! {
    date_get_invalid_date;
    date_get_overflow_date;
    date_get_underflow_date;
}

use body_integer::operations::*;
use body_integer::{Error, Nullable, UnixTime};

client!(body_integer);

answers! {
    int_get_null => Nullable::Null;
    int_get_null_unix_time => Nullable::Null;
    int_get_unix_time => UnixTime::from(1_460_505_600);
}

accepts! {
    int_put_max32(IntPutMax32Request::new(i32::MAX));
    int_put_max64(IntPutMax64Request::new(i64::MAX));
    int_put_min32(IntPutMin32Request::new(i32::MIN));
    int_put_min64(IntPutMin64Request::new(i64::MIN));
    int_put_unix_time_date(IntPutUnixTimeDateRequest::new(UnixTime::from(1_460_505_600)));
}

undecodable! {
    int_get_invalid;
    int_get_invalid_unix_time;
    int_get_overflow_int32;
    int_get_overflow_int64;
    int_get_underflow_int32;
    int_get_underflow_int64;
}

use body_number::operations::*;
use body_number::{Decimal, Error, Nullable};

client!(body_number);

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

answers! {
    number_get_null => Nullable::Null;
    number_get_big_float => number_get_big_float::OkResponse::from(3.402_823e20);
    number_get_small_float => number_get_small_float::OkResponse::from(3.402_823e-20);
    number_get_big_double => number_get_big_double::OkResponse::from(2.597_693_1e101);
    number_get_small_double => number_get_small_double::OkResponse::from(2.597_693_1e-101);
    number_get_big_double_positive_decimal =>
        number_get_big_double_positive_decimal::OkResponse::from(99_999_999.99);
    number_get_big_double_negative_decimal =>
        number_get_big_double_negative_decimal::OkResponse::from(-99_999_999.99);
    // enums of decimals are enums of numbers
    number_get_big_decimal => number_get_big_decimal::OkResponse::from(2.597_693_1e101);
    number_get_small_decimal => number_get_small_decimal::OkResponse::from(2.597_693_1e-101);
    number_get_big_decimal_positive_decimal =>
        number_get_big_decimal_positive_decimal::OkResponse::from(99_999_999.99);
    number_get_big_decimal_negative_decimal =>
        number_get_big_decimal_negative_decimal::OkResponse::from(-99_999_999.99);
}

accepts! {
    number_put_big_float(NumberPutBigFloatRequest::new(3.402_823e20));
    number_put_small_float(NumberPutSmallFloatRequest::new(3.402_823e-20));
    number_put_big_double(NumberPutBigDoubleRequest::new(2.597_693_1e101));
    number_put_small_double(NumberPutSmallDoubleRequest::new(2.597_693_1e-101));
    number_put_big_double_positive_decimal(NumberPutBigDoublePositiveDecimalRequest::new(
        99_999_999.99.into()
    ));
    number_put_big_double_negative_decimal(NumberPutBigDoubleNegativeDecimalRequest::new(
        (-99_999_999.99).into()
    ));
    number_put_big_decimal_positive_decimal(NumberPutBigDecimalPositiveDecimalRequest::new(
        99_999_999.99.into()
    ));
    number_put_big_decimal_negative_decimal(NumberPutBigDecimalNegativeDecimalRequest::new(
        (-99_999_999.99).into()
    ));
    number_put_big_decimal(NumberPutBigDecimalRequest::new(decimal("2.5976931e+101")));
    number_put_small_decimal(NumberPutSmallDecimalRequest::new(decimal("2.5976931e-101")));
}

undecodable! {
    number_get_invalid_float;
    number_get_invalid_double;
    number_get_invalid_decimal;
}

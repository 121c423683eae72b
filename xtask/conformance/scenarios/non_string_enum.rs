use non_string_enum::operations::*;
use non_string_enum::types::{FloatEnum, IntEnum};

client!(non_string_enum);

answers! {
    int_get => IntEnum::Value429;
    float_get => FloatEnum::Value429Point1;
}

test!(int_put, {
    let request = IntPutRequest::new().with_input(IntEnum::Value200);
    let answer = client().int_put(request).await.expect("a success");
    assert_eq!(answer.into_body(), "Nice job posting an int enum");
});

test!(float_put, {
    let request = FloatPutRequest::new().with_input(FloatEnum::Value200Point4);
    let answer = client().float_put(request).await.expect("a success");
    assert_eq!(answer.into_body(), "Nice job posting a float enum");
});

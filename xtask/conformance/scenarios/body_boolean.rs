use body_boolean::operations::*;
use body_boolean::{Error, Nullable};

client!(body_boolean);

answers! {
    bool_get_true => bool_get_true::OkResponse::True;
    bool_get_false => bool_get_false::OkResponse::False;
    bool_get_null => Nullable::Null;
}

accepts! {
    bool_put_true(BoolPutTrueRequest::new(bool_put_true::BoolBody::True));
    bool_put_false(BoolPutFalseRequest::new(bool_put_false::BoolBody::False));
}

undecodable! {
    bool_get_invalid;
}

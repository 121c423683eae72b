use body_byte::operations::*;
use body_byte::{Base64, Error};

client!(body_byte);

fn non_ascii() -> Base64 {
    Base64::from((246..=255).rev().collect::<Vec<u8>>())
}

answers! {
    byte_get_empty => Base64::from("");
    byte_get_non_ascii => non_ascii();
}

accepts! {
    byte_put_non_ascii(BytePutNonAsciiRequest::new(non_ascii()));
}

undecodable! {
    // `null` is not allowed
    byte_get_null;
    byte_get_invalid;
}

use client_enum::operations::{HeadRequest, head::XMsEnum};

client!(client_enum);

accepts! {
    head(HeadRequest::new(XMsEnum::Single));
}

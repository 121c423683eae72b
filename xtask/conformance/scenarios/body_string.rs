use body_string::operations::*;
use body_string::types::{RefColorConstant, RefColors, ref_color_constant::ColorConstant};
use body_string::{Base64Url, Error, Nullable};

client!(body_string);

// escaped where an editor may normalize
const MULTIBYTE: &str = "啊齄丂狛狜\u{F9F1}\u{F92C}\u{F9F1}\u{FA0C}\u{FA29}ˊ〞〡￤℡㈱‐ー﹡﹢﹫、〓ⅰⅹ⒈€㈠㈩ⅠⅫ！￣ぁんァヶΑ︴АЯаяāɡㄅㄩ─╋︵﹄︻︱︳︴ⅰⅹɑ\u{E7C7}ɡ〇〾⿻⺁\u{E843}䜣\u{E864}€";
const SPACED: &str = "    Now is the time for all good men to come to the aid of their country    ";

answers! {
    string_get_null => Nullable::Null;
    string_get_null_base64_url_encoded => Nullable::Null;
    string_get_empty => string_get_empty::OkResponse::Empty;
    string_get_mbcs => string_get_mbcs::OkResponse::from(MULTIBYTE);
    string_get_whitespace => string_get_whitespace::OkResponse::from(SPACED);
    string_get_base64_encoded => "a string that gets encoded with base64".into();
    string_get_base64_url_encoded => "a string that gets encoded with base64url".into();
    enum_get_not_expandable => enum_get_not_expandable::OkResponse::RedColor;
    enum_get_referenced => RefColors::RedColor;
}

accepts! {
    string_put_null(StringPutNullRequest::new());
    string_put_empty(StringPutEmptyRequest::new(string_put_empty::StringBody::Empty));
    string_put_mbcs(StringPutMbcsRequest::new(MULTIBYTE.into()));
    string_put_whitespace(StringPutWhitespaceRequest::new(SPACED.into()));
    string_put_base64_url_encoded(StringPutBase64UrlEncodedRequest::new(Base64Url::from(
        "a string that gets encoded with base64url"
    )));
    enum_put_not_expandable(EnumPutNotExpandableRequest::new(
        enum_put_not_expandable::StringBody::RedColor
    ));
    enum_put_referenced(EnumPutReferencedRequest::new(RefColors::RedColor));
    enum_put_referenced_constant(EnumPutReferencedConstantRequest::new(RefColorConstant::new(
        ColorConstant::GreenColor
    )));
}

undecodable! {
    // no body, where a text must be
    string_get_not_provided;
    // the constant, which is required, is not there
    enum_get_referenced_constant;
}

//! Bodies and media types.

use super::{always, both, clients, codes, compatible, directed, docs, servers};

codes! { BODIES:
    BODY_REMOVED "BD0401" "body-removed" "the body is gone"
        always(clients("what clients send is refused, or ignored"));
    REQUIRED_BODY_REMOVED "BD0402" "required-body-removed" "a required body is gone"
        always(both("what clients send is refused, or ignored; servers in the field ask for it"));
    BODY_ADDED "BD0403" "body-added" "an optional body is new"
        always(compatible("clients in the field send none"));
    REQUIRED_BODY_ADDED "BD0404" "required-body-added" "a required body is new"
        always(clients("clients in the field send none"));
    BODY_REQUIRED "BD0405" "body-required" "the body becomes required"
        always(clients("clients in the field may leave it out"));
    BODY_OPTIONAL "BD0406" "body-optional" "the body becomes optional"
        always(compatible("clients in the field send it"));
    BODY_RENAMED "BD0407" "body-renamed" "the body has another name"
        always(compatible("the name is not sent"));
    BODY_DESCRIPTION_CHANGED "BD0408" "body-description-changed" "what is said of a body"
        always(docs("words for readers"));
    MEDIA_TYPE_REMOVED "BD0409" "media-type-removed" "a media type is gone"
        directed(
            clients("what clients send as it is refused"),
            clients("clients that ask for it are refused, or get another"));
    MEDIA_TYPE_ADDED "BD0410" "media-type-added" "a media type is new"
        directed(
            compatible("clients in the field send another"),
            compatible("clients in the field ask for another"));
    FORM_ENCODING_CHANGED "BD0411" "form-encoding-changed" "a form is sent in another encoding"
        always(both("forms in the encoding of before are refused, and those of now by servers in the field"));
    FORM_ENCODING_ADDED "BD0412" "form-encoding-added" "a form may be sent in another encoding too"
        always(compatible("forms in the encoding of before are read"));
    CONTENT_CHANGED "BD0413" "content-changed" "a body is a value no more, or becomes one"
        always(both("a value is read where there are bytes, or the other way"));
    MEDIA_TYPES_REPLACED "BD0414" "media-types-replaced" "no media type is one of before"
        directed(
            servers("servers in the field read none of what new clients send"),
            servers("servers in the field answer as none of what new clients ask for"));
    FORM_ENCODING_REMOVED "BD0415" "form-encoding-removed" "a form is sent in one encoding alone"
        always(clients("forms in the other encoding are refused"));
}

//! Responses and their headers.

use super::{always, both, clients, codes, compatible, docs, servers};
use crate::diff::change::Wire::Compatible;

codes! { RESPONSES:
    SUCCESS_REMOVED "BD0501" "success-removed" "a success is declared no more"
        always(both("what clients wait for comes no more, and what servers in the field answer new clients do not know"));
    ERROR_REMOVED "BD0502" "error-removed" "an error is declared no more"
        always(clients("clients that tell it from others meet something else")
            .ours(Compatible, "generated clients keep an undeclared answer as it came"));
    SUCCESS_ADDED "BD0503" "success-added" "a success is new"
        always(clients("clients in the field do not know the status")
            .ours(Compatible, "generated clients keep an undeclared answer as it came, as an error"));
    ERROR_ADDED "BD0504" "error-added" "an error is new"
        always(compatible("clients in the field take it as any other failure"));
    RESPONSE_BODY_REMOVED "BD0505" "response-body-removed" "a response has no body any more"
        always(clients("readers of the body find none"));
    RESPONSE_BODY_ADDED "BD0506" "response-body-added" "a response has a body"
        always(servers("servers in the field send none, and new clients read it"));
    HEADER_REMOVED "BD0507" "header-removed" "a response header is gone"
        always(clients("readers of the header find none")
            .ours(Compatible, "in generated clients every header may be missing"));
    HEADER_ADDED "BD0508" "header-added" "a response header is new"
        always(compatible("clients in the field do not look at it"));
    RESPONSE_DESCRIPTION_CHANGED "BD0509" "response-description-changed" "what is said of a response"
        always(docs("words for readers"));
    HEADER_DESCRIPTION_CHANGED "BD0510" "header-description-changed" "what is said of a header"
        always(docs("words for readers"));
    RESPONSE_MERGED "BD0511" "response-merged" "a response is what all others are"
        always(compatible("what it holds is compared with what they do"));
    RESPONSE_SPLIT "BD0512" "response-split" "a response was what all others are"
        always(compatible("what it holds is compared with what they did"));
    HEADER_DEPRECATED "BD0513" "header-deprecated" "a response header is deprecated"
        always(docs("it means what it did"));
    HEADER_REVIVED "BD0514" "header-revived" "a response header is deprecated no more"
        always(docs("it means what it did"));
}

//! Parameters, but for what their values may be.

use super::{always, both, clients, codes, compatible, docs};
use crate::diff::change::Wire::Compatible;

codes! { PARAMETERS:
    PARAMETER_REMOVED "BD0301" "parameter-removed" "an optional parameter is gone"
        always(clients("what clients send is refused, or ignored")
            .ours(Compatible, "generated servers ignore what they do not know, but for strict ones"));
    REQUIRED_PARAMETER_REMOVED "BD0302" "required-parameter-removed" "a required parameter is gone"
        always(both("what clients send is refused, or ignored; servers in the field ask for it"));
    PARAMETER_ADDED "BD0303" "parameter-added" "an optional parameter is new"
        always(compatible("clients in the field do not send it"));
    REQUIRED_PARAMETER_ADDED "BD0304" "required-parameter-added" "a required parameter is new"
        always(clients("clients in the field do not send it"));
    PARAMETER_REQUIRED "BD0305" "parameter-required" "a parameter becomes required"
        always(clients("clients in the field may leave it out"));
    PARAMETER_OPTIONAL "BD0306" "parameter-optional" "a parameter becomes optional"
        always(compatible("clients in the field send it"));
    PARAMETER_MOVED "BD0307" "parameter-moved" "a parameter has another place"
        always(both("it is not looked for where it is sent"));
    PARAMETER_CASE_CHANGED "BD0308" "parameter-case-changed" "a header is spelled in another case"
        always(compatible("names of headers have no case"));
    COLLECTION_FORMAT_CHANGED "BD0309" "collection-format-changed" "the elements of a list are kept apart in another way"
        always(both("the elements of a list run together"));
    PARAMETER_PREFIX_CHANGED "BD0310" "parameter-prefix-changed" "the prefix of a collection of headers"
        always(both("the headers are not found"));
    EMPTY_VALUE_FORBIDDEN "BD0311" "empty-value-forbidden" "a parameter may be empty no more"
        always(clients("clients in the field may send it without a value"));
    EMPTY_VALUE_ALLOWED "BD0312" "empty-value-allowed" "a parameter may be empty"
        always(compatible("clients in the field give it a value"));
    RESERVED_CHANGED "BD0313" "reserved-characters-changed" "whether reserved characters of a parameter are escaped"
        always(both("values with reserved characters are read as something else"));
    PARAMETER_DESCRIPTION_CHANGED "BD0314" "parameter-description-changed" "what is said of a parameter"
        always(docs("words for readers"));
    PARAMETER_LAYOUT_CHANGED "BD0315" "parameter-layout-changed" "a value is laid out in another way"
        always(both("a value is read as something else, or not at all"));
    PARAMETER_DEPRECATED "BD0316" "parameter-deprecated" "a parameter is deprecated"
        always(docs("it means what it did"));
    PARAMETER_REVIVED "BD0317" "parameter-revived" "a parameter is deprecated no more"
        always(docs("it means what it did"));
}

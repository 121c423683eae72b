//! Paths and methods.

use super::{always, both, clients, codes, compatible, docs};

codes! { OPERATIONS:
    OPERATION_REMOVED "BD0201" "operation-removed" "an operation is gone"
        always(clients("calls of it find nothing"));
    DEPRECATED_OPERATION_REMOVED "BD0202" "deprecated-operation-removed" "a deprecated operation is gone"
        always(clients("calls of it find nothing, although clients had notice"));
    OPERATION_ADDED "BD0203" "operation-added" "an operation is new"
        always(compatible("nobody calls it yet"));
    OPERATION_DEPRECATED "BD0204" "operation-deprecated" "an operation is deprecated"
        always(compatible("it still answers"));
    OPERATION_REVIVED "BD0205" "operation-revived" "an operation is deprecated no more"
        always(compatible("it answers as before"));
    OPERATION_ID_CHANGED "BD0206" "operation-id-changed" "an operationId is another"
        always(compatible("it is not sent"));
    OPERATION_TAGS_CHANGED "BD0207" "operation-tags-changed" "the tags of an operation"
        always(compatible("they are not sent"));
    OPERATION_DESCRIPTION_CHANGED "BD0208" "operation-description-changed" "what is said of an operation"
        always(docs("words for readers"));
    PATH_PARAMETER_RENAMED "BD0209" "path-parameter-renamed" "a parameter of a path has another name"
        always(compatible("the name is not sent: its value stands where it stood"));
    OPERATION_MOVED "BD0210" "operation-moved" "an operation has another path or method"
        always(both("calls of it find nothing where it was, or, on servers in the field, where it is"));
}

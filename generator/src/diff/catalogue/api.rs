//! The document as a whole.

use super::{always, both, clients, codes, compatible, docs, servers};

codes! { API:
    HOST_CHANGED "BD0101" "host-changed" "the host is another"
        always(both("calls go to another place"));
    BASE_PATH_CHANGED "BD0102" "base-path-changed" "the base path is another"
        always(both("every path is another"));
    SCHEME_REMOVED "BD0103" "scheme-removed" "a transfer protocol is gone"
        always(clients("clients that use it reach nothing"));
    SCHEME_ADDED "BD0104" "scheme-added" "a transfer protocol is new"
        always(compatible("the others are still there"));
    INFO_CHANGED "BD0105" "info-changed" "title, version or description of the API"
        always(docs("words for readers"));
    BASE_PATH_MOVED "BD0106" "base-path-moved" "the base path moves into the paths, or out of them"
        always(compatible("together they are the same"));
    SCHEMES_REPLACED "BD0107" "schemes-replaced" "no transfer protocol is one of before"
        always(servers("servers in the field hear none of what new clients speak"));
    SCHEME_OF_DOCUMENT "BD0108" "scheme-of-document" "the transfer protocol becomes that which the document comes by, or is so no more"
        always(both("calls may go by another protocol"));
    SERVER_REMOVED "BD0109" "server-removed" "a server is gone, and another stays"
        always(clients("clients that call it reach nothing"));
    SERVER_ADDED "BD0110" "server-added" "a server is new, and another stays"
        always(compatible("the others are still there"));
}

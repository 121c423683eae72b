//! What changes in Rust alone.

use super::{always, codes, compatible};

codes! { RUST:
    RUST_CHANGED "BD0901" "rust-changed" "the generated crate changes where the wire does not"
        always(compatible("what is sent is the same"));
    DEFINITION_RENAMED "BD0902" "definition-renamed" "a definition has another name"
        always(compatible("names of definitions are not sent, but in XML, where they are compared by themselves"));
    DEFINITION_REMOVED "BD0903" "definition-removed" "a definition is gone"
        always(compatible("what used it is compared by itself"));
    DEFINITION_ADDED "BD0904" "definition-added" "a definition is new"
        always(compatible("what uses it is compared by itself"));
    DEFINITION_INLINED "BD0905" "definition-inlined" "what was a definition is written where it is used"
        always(compatible("what is sent is the same, but for a name in XML, which is compared by itself"));
    DEFINITION_EXTRACTED "BD0906" "definition-extracted" "what was written where it is used is a definition"
        always(compatible("what is sent is the same, but for a name in XML, which is compared by itself"));
}

//! Mattermost's own step from Swagger 2.0 to OpenAPI 3.0 (`../shared`): what `docs/diff.md` says of it, entry
//! by entry, is what is found, and nothing else.

use super::run::compare;
use std::collections::BTreeMap;
use std::path::Path;

const FOUND: &[(&str, usize)] = &[
    ("body-description-changed", 2),
    ("body-renamed", 14),
    ("media-type-added", 1),
    ("property-removed", 1),
    ("schema-description-changed", 8),
    ("security-added", 1),
    ("security-scheme-added", 1),
    ("type-changed", 9),
    ("type-narrowed", 62),
];

#[test]
fn the_step_of_mattermost_is_what_the_docs_say() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let read = |file: &str| std::fs::read_to_string(shared.join(file));
    let old = read("corpus/mattermost/official-2020-03.yaml");
    let new = read("corpus-openapi3/mattermost-2020-03-12.yaml");
    let (Ok(old), Ok(new)) = (old, new) else {
        eprintln!(
            "skipped: Mattermost's documents are not in {}",
            shared.display()
        );
        return;
    };
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for change in compare(&old, &new).0 {
        *found.entry(change.code.slug).or_default() += 1;
    }
    let found: Vec<(&str, usize)> = found.into_iter().collect();
    assert_eq!(found, FOUND);
}

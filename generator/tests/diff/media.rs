//! Media types of one body that are of several schemas.

use super::run::compare;
use bindsmith::diff::Wire;

const STRING: &str = "{schema: {type: object, properties: {a: {type: string}}}}";
const INTEGER: &str = "{schema: {type: object, properties: {a: {type: integer}}}}";

fn found(old: &str, new: &str) -> Vec<(&'static str, Wire)> {
    let document = |content: &str| {
        format!(
            "{{openapi: 3.0.3, info: {{title: T, version: '1'}}, paths: {{/x: {{post: {{
            requestBody: {{content: {{{content}}}}}, responses: {{'200': {{description: d}}}}}}}}}}}}"
        )
    };
    let (changes, _) = compare(&document(old), &document(new));
    let sent = changes.iter().filter(|it| it.code.slug != "rust-changed");
    sent.map(|it| (it.code.slug, it.wire.grade)).collect()
}

#[test]
fn a_media_type_of_another_schema_is_one_that_can_go_and_come() {
    let alone = format!("application/json: {STRING}");
    let both = format!("{alone}, application/xml: {INTEGER}");
    let gone = ("media-type-removed", Wire::BreaksClients);
    assert_eq!(found(&both, &alone), [gone]);
    let come = ("media-type-added", Wire::Compatible);
    assert_eq!(found(&alone, &both), [come]);
}

#[test]
fn a_media_type_that_gets_another_schema_is_no_new_one() {
    let other = format!("application/json: {STRING}, application/xml: {INTEGER}");
    let same = format!("application/json: {STRING}, application/xml: {STRING}");
    assert_eq!(found(&other, &same), []);
    assert_eq!(found(&same, &other), []);
}

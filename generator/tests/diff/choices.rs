//! An object that becomes one of several that a property tells apart, or the other way.

use super::run::compare;
use bindsmith::diff::{Change, Wire};

/// A request or an answer of this definition.
fn document(request: bool, used: &str, definitions: &str) -> String {
    let content = format!(
        "content: {{application/json: {{schema: {{$ref: '#/components/schemas/{used}'}}}}}}"
    );
    let (body, answer) = match request {
        true => (format!("requestBody: {{required: true, {content}}},"), ""),
        false => (String::new(), content.as_str()),
    };
    format!(
        "{{openapi: 3.0.3, info: {{title: T, version: '1'}}, paths: {{/x: {{post: {{{body}
        responses: {{'200': {{description: d, {answer}}}}}}}}}}}, components: {{schemas: {{{definitions}}}}}}}"
    )
}

fn wire(old: &str, new: &str) -> Vec<(&'static str, Wire)> {
    let (changes, _) = compare(old, new);
    let told = changes
        .iter()
        .filter(|it| it.wire.grade.breaks() || is_type(it));
    told.map(|it| (it.code.slug, it.wire.grade)).collect()
}

fn is_type(it: &Change) -> bool {
    it.code.slug.starts_with("type-")
}

const CARD: &str = "Card: {type: object, required: [kind, no], properties: {kind: {type: string}, no: {type: string}}}";
const IBAN: &str = "Iban: {type: object, required: [kind, iban], properties: {kind: {type: string}, iban: {type: string}}}";

fn pay(names: &[&str]) -> String {
    let list = names
        .iter()
        .map(|it| format!("{{$ref: '#/components/schemas/{it}'}}"));
    let list = list.collect::<Vec<_>>().join(", ");
    let money = "Money: {type: object, required: [amount], properties: {amount: {type: number}}}";
    format!(
        "Pay: {{oneOf: [{list}], discriminator: {{propertyName: kind}}}}, {CARD}, {IBAN}, {money}"
    )
}

#[test]
fn a_choice_that_is_left_with_one_of_several_has_fewer_values() {
    let both = pay(&["Card", "Iban"]);
    for (old, new) in [
        (
            document(true, "Pay", &both),
            document(true, "Pay", &pay(&["Card"])),
        ),
        (document(true, "Pay", &both), document(true, "Card", &both)),
    ] {
        assert_eq!(wire(&old, &new), [("type-narrowed", Wire::BreaksClients)]);
        assert_eq!(wire(&new, &old), [("type-widened", Wire::Compatible)]);
    }
    let (old, new) = (
        document(false, "Card", &both),
        document(false, "Pay", &both),
    );
    assert_eq!(wire(&old, &new), [("type-widened", Wire::BreaksClients)]);
    assert_eq!(wire(&new, &old), [("type-narrowed", Wire::BreaksServers)]);
}

#[test]
fn a_choice_that_becomes_what_is_none_of_several_is_another_type() {
    let both = pay(&["Card", "Iban"]);
    for request in [true, false] {
        let (old, new) = (
            document(request, "Pay", &both),
            document(request, "Money", &both),
        );
        assert_eq!(wire(&old, &new), [("type-changed", Wire::BreaksBoth)]);
        assert_eq!(wire(&new, &old), [("type-changed", Wire::BreaksBoth)]);
    }
}

#[test]
fn what_is_left_of_a_choice_is_compared_with_what_it_was() {
    let (both, one) = (pay(&["Card", "Iban"]), pay(&["Card"]));
    let one = one.replace("no: {type: string}", "no: {type: integer}");
    let found = wire(&document(true, "Pay", &both), &document(true, "Pay", &one));
    let changed = ("type-changed", Wire::BreaksBoth);
    assert!(found.contains(&changed), "{found:?}");
    assert!(
        found.contains(&("type-narrowed", Wire::BreaksClients)),
        "{found:?}"
    );
}

const FAMILY: &str = "Event: {type: object, required: [kind], properties: {kind: {type: string}},
    discriminator: {propertyName: kind}},
    PaidEvent: {allOf: [{$ref: '#/components/schemas/Event'},
        {type: object, required: [amount], properties: {amount: {type: number}}}]}";

#[test]
fn one_of_a_family_that_becomes_its_base_has_more_values() {
    for (request, wider, fewer) in [
        (true, Wire::Compatible, Wire::BreaksClients),
        (false, Wire::BreaksClients, Wire::BreaksServers),
    ] {
        let (old, new) = (
            document(request, "PaidEvent", FAMILY),
            document(request, "Event", FAMILY),
        );
        assert_eq!(wire(&old, &new), [("type-widened", wider)]);
        assert_eq!(wire(&new, &old), [("type-narrowed", fewer)]);
    }
}

/// The same definition, with and without a discriminator.
#[test]
fn a_definition_that_becomes_a_base_is_compared_with_the_base() {
    let alone = FAMILY.replace("discriminator: {propertyName: kind}", "");
    let (changes, report) = compare(
        &document(true, "Event", &alone),
        &document(true, "Event", FAMILY),
    );
    let codes: Vec<&str> = changes.iter().map(|it| it.code.slug).collect();
    assert!(codes.contains(&"discriminator-added"), "{report}");
    assert!(!codes.contains(&"type-widened"), "{report}");
}

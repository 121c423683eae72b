//! What stands in XML: a root has the name of its definition, and what stands in an object that of its property,
//! where the schema gives no other.

use super::run::compare;
use bindsmith::diff::Wire;

/// A body and an answer of this schema.
fn document(media_type: &str, schema: &str, definitions: &str) -> String {
    format!(
        "{{swagger: '2.0', info: {{title: T, version: '1'}}, consumes: [{media_type}], produces: [{media_type}],
        paths: {{/x: {{post: {{parameters: [{{name: body, in: body, schema: {schema}}}],
        responses: {{'200': {{description: d, schema: {schema}}}}}}}}}}}, definitions: {{{definitions}}}}}"
    )
}

const XML: &str = "application/xml";
const OBJECT: &str = "type: object, properties: {a: {type: string}}";

fn of(name: &str) -> String {
    format!("{{$ref: '#/definitions/{name}'}}")
}

/// The changes of what is sent, by subject.
fn told(old: &str, new: &str) -> Vec<(&'static str, String, Wire)> {
    let (changes, _) = compare(old, new);
    let sent = changes.iter().filter(|it| it.wire.grade.breaks());
    let told = sent.map(|it| (it.code.slug, it.subject.clone(), it.wire.grade));
    told.collect()
}

fn xml(subject: &str) -> Vec<(&'static str, String, Wire)> {
    vec![("xml-changed", subject.to_owned(), Wire::BreaksBoth)]
}

#[test]
fn the_name_of_a_definition_is_sent_where_it_is_a_root() {
    let named = |media_type: &str, name: &str, rest: &str| {
        document(
            media_type,
            &of(name),
            &format!("{name}: {{{rest} {OBJECT}}}"),
        )
    };
    let (user, account) = (named(XML, "User", ""), named(XML, "Account", ""));
    assert_eq!(told(&user, &account), xml("User"));
    let (changes, report) = compare(&user, &account);
    let renamed = changes
        .iter()
        .filter(|it| it.code.slug == "definition-renamed");
    assert_eq!(renamed.count(), 1, "{report}");
    let message = "`User` is called `Account` in XML, and was `User`";
    assert!(changes.iter().any(|it| it.message == message), "{report}");
    // it is called as before
    assert_eq!(
        told(&user, &named(XML, "Account", "xml: {name: User},")),
        []
    );
    let json = "application/json";
    assert_eq!(
        told(&named(json, "User", ""), &named(json, "Account", "")),
        []
    );
}

#[test]
fn a_root_of_no_definition_is_called_root() {
    let user = document(XML, &of("User"), &format!("User: {{{OBJECT}}}"));
    let inline = |rest: &str| document(XML, &format!("{{{rest} {OBJECT}}}"), "");
    let both = ["POST /x 200", "POST /x body"].map(|it| xml(it).remove(0));
    let sorted = |mut told: Vec<(&'static str, String, Wire)>| {
        told.sort_by(|a, b| a.1.cmp(&b.1));
        told
    };
    assert_eq!(sorted(told(&user, &inline(""))), both);
    assert_eq!(sorted(told(&inline(""), &user)), both);
    assert_eq!(told(&user, &inline("xml: {name: User},")), []);
    assert_eq!(told(&inline("xml: {name: User},"), &user), []);
}

#[test]
fn a_name_that_it_has_anyway_changes_nothing() {
    let root = |rest: &str| document(XML, &of("User"), &format!("User: {{{OBJECT}{rest}}}"));
    assert_eq!(told(&root(""), &root(", xml: {name: User}")), []);
    assert_eq!(told(&root(""), &root(", xml: {name: user}")), xml("User"));
    let property = |rest: &str| {
        let user = format!("User: {{type: object, properties: {{a: {{type: string{rest}}}}}}}");
        document(XML, &of("User"), &user)
    };
    assert_eq!(told(&property(""), &property(", xml: {name: a}")), []);
    assert_eq!(
        told(&property(""), &property(", xml: {name: b}")),
        xml("User.a")
    );
    let attribute = property(", xml: {attribute: true}");
    assert_eq!(told(&property(""), &attribute), xml("User.a"));
}

/// In an object it is called as the property, until it has a name of its own.
#[test]
fn a_definition_that_gets_its_name_gives_it_to_properties() {
    let held = |rest: &str| {
        let pet = "Pet: {type: object, properties: {owner: {$ref: '#/definitions/User'}}}";
        document(XML, &of("Pet"), &format!("{pet}, User: {{{OBJECT}{rest}}}"))
    };
    assert_eq!(told(&held(""), &held(", xml: {name: User}")), xml("User"));
    assert_eq!(told(&held(""), &held(", xml: {name: owner}")), []);
    let renamed = held("").replace("definitions/User", "definitions/Account");
    let renamed = renamed.replace("User:", "Account:");
    assert_eq!(told(&held(""), &renamed), []);
}

#[test]
fn the_elements_of_a_list_are_called_as_the_list_in_an_object_and_as_their_definition_in_a_root() {
    let property = |list: &str, items: &str| {
        let tags = format!("{{type: array, items: {{type: string{items}}}{list}}}");
        document(
            XML,
            &of("Pet"),
            &format!("Pet: {{type: object, properties: {{tags: {tags}}}}}"),
        )
    };
    let plain = property("", "");
    assert_eq!(told(&plain, &property("", ", xml: {name: tags}")), []);
    assert_eq!(
        told(&plain, &property("", ", xml: {name: tag}")),
        xml("Pet.tags[]")
    );
    assert_eq!(
        told(&plain, &property(", xml: {wrapped: true}", "")),
        xml("Pet.tags")
    );
    let root = |name: &str| {
        let list = format!("{{type: array, items: {}}}", of(name));
        document(XML, &list, &format!("{name}: {{{OBJECT}}}"))
    };
    assert_eq!(told(&root("User"), &root("Account")), xml("User"));
}

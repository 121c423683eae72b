//! XML in both directions, with bytes written by hand.

use super::support::schema::at::At;
use super::support::schema::{self, INT64, STRING};
use super::support::schema::{
    Checker, Constant, Schema, XML, choice, closed_object, list, map, object, object_and, one_of,
    optional, required, values,
};
use super::support::xml;
use serde_json::{Value, json};

static SLIDE: Schema = object(&[
    optional("type", &STRING.xml(&XML.attribute())),
    optional("title", &STRING),
    optional("items", &list(&STRING.xml(&XML.named("item")))),
    optional("count", &INT64),
])
.xml(&XML.named("slide").root("Slide"));

static SHOW: Schema = object(&[
    optional("title", &STRING.xml(&XML.attribute().named("heading"))),
    required("slides", &list(&SLIDE)),
    optional(
        "tags",
        &list(&STRING.xml(&XML.named("tag"))).xml(&XML.wrapped()),
    ),
    optional("note", &STRING.or_null()),
])
.xml(&XML.root("Show"));

fn both(schema: &Schema, value: Value, text: &str) {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    let written = xml::to_vec(schema, &value).unwrap();
    assert_eq!(String::from_utf8(written).unwrap(), format!("{head}{text}"));
    assert_eq!(xml::to_json(schema, text.as_bytes()).unwrap(), value);
    assert_eq!(strict(schema, text).unwrap(), value);
}

/// What a server reads, or everything that it does not forgive.
fn strict(schema: &Schema, text: &str) -> Result<Value, Vec<String>> {
    let mut checker = Checker::request();
    let value = xml::check(schema, text.as_bytes(), &At::Root("/body"), &mut checker);
    let value = value.map_err(|error| vec![error.to_string()])?;
    match checker.finish() {
        Ok(()) => Ok(value),
        Err(invalid) => {
            let violations = invalid.violations().iter();
            Err(violations
                .map(|it| format!("{}: {}", it.pointer, it.message))
                .collect())
        }
    }
}

#[test]
fn attributes_lists_and_texts_go_both_ways() {
    both(
        &SHOW,
        json!({
            "title": "a \"b\" <c>\n", "tags": ["x & y", ""], "note": null,
            "slides": [{"type": "all", "title": " t\r ", "items": ["1", "2"], "count": 3}, {}],
        }),
        "<Show heading=\"a &quot;b&quot; &lt;c&gt;&#10;\">\
         <slide type=\"all\"><title> t&#13; </title><item>1</item><item>2</item><count>3</count></slide>\
         <slide></slide>\
         <tags><tag>x &amp; y</tag><tag></tag></tags>\
         <note xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"></note></Show>",
    );
}

#[test]
fn what_is_no_text_is_no_attribute_whatever_is_declared() {
    static INNER: Schema = object(&[optional("id", &INT64)]).xml(&XML.attribute());
    static OUTER: Schema = object(&[
        optional("inner", &INNER),
        optional("ids", &list(&INT64).xml(&XML.attribute())),
    ])
    .xml(&XML.root("Outer"));
    both(
        &OUTER,
        json!({"inner": {"id": 1}, "ids": [2, 3]}),
        "<Outer><inner><id>1</id></inner><ids>2</ids><ids>3</ids></Outer>",
    );
}

#[test]
fn a_list_may_be_the_root_and_may_be_empty() {
    static SHOWS: Schema = list(&SLIDE).xml(&XML.root("Slides"));
    both(
        &SHOWS,
        json!([{"title": "a"}]),
        "<Slides><slide><title>a</title></slide></Slides>",
    );
    both(&SHOWS, json!([]), "<Slides></Slides>");
    assert_eq!(
        xml::to_json(&SHOW, b"<Show/>").unwrap(),
        json!({"slides": []})
    );
    assert_eq!(
        xml::to_json(&SHOW, b"<Show><tags/></Show>").unwrap(),
        json!({"slides": [], "tags": []})
    );
}

#[test]
fn namespaces_are_declared_where_they_begin() {
    static OUTER: Schema = object(&[
        optional("a", &STRING.xml(&XML.prefix("p").namespace("urn:p"))),
        optional(
            "b",
            &STRING.xml(&XML.prefix("q").namespace("urn:q").named("c")),
        ),
    ])
    .xml(&XML.named("outer").prefix("p").namespace("urn:p"));
    both(
        &OUTER,
        json!({"a": "1", "b": "2"}),
        "<p:outer xmlns:p=\"urn:p\"><p:a>1</p:a><q:c xmlns:q=\"urn:q\">2</q:c></p:outer>",
    );
}

#[test]
fn maps_and_choices_are_elements_too() {
    static CAT: Schema = object(&[
        required("kind", &values(&[Constant::Text("Cat")])),
        optional("lives", &INT64),
    ]);
    static PET: Schema = choice("kind", &[("Cat", &CAT)]).xml(&XML.root("Pet"));
    static REST: Schema = object_and(&[optional("a", &STRING)], &INT64).xml(&XML.root("r"));
    static MAP: Schema = map(&INT64).xml(&XML.root("m"));
    both(
        &PET,
        json!({"kind": "Cat", "lives": 9}),
        "<Pet><kind>Cat</kind><lives>9</lives></Pet>",
    );
    both(&REST, json!({"a": "x", "b": 1}), "<r><a>x</a><b>1</b></r>");
    both(&MAP, json!({"x": 1, "y": -2}), "<m><x>1</x><y>-2</y></m>");
}

#[test]
fn cdata_comments_and_foreign_prefixes_are_read() {
    let text = "\u{FEFF}<?xml version='1.0'?><!-- c --><n:slide xmlns:n='urn:n' n:type='&#x41;'>\
                <title><![CDATA[<b>]]> &amp; c</title><!-- c --><other/></n:slide>";
    let value = xml::to_json(&SLIDE, text.as_bytes()).unwrap();
    assert_eq!(value, json!({"type": "A", "title": "<b> & c"}));
}

#[test]
fn what_is_hostile_or_broken_is_an_error() {
    let deep = format!("{}{}", "<a>".repeat(10_000), "</a>".repeat(10_000));
    for text in [
        "",
        "text",
        "<a>",
        "<a></b>",
        "<a/><b/>",
        "<a>&unknown;</a>",
        "<a b='1' b='2'/>",
        &deep,
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
    ] {
        assert!(xml::to_json(&SLIDE, text.as_bytes()).is_err(), "{text:.40}");
    }
    assert!(xml::to_json(&SLIDE, &[b'<', 0xFF]).is_err());
    assert!(xml::to_vec(&SLIDE, &json!({"title": "\u{1}"})).is_err());
    assert!(xml::to_vec(&schema::map(&STRING), &json!({"a b": "1"})).is_err());
}

#[test]
fn a_strict_reader_takes_an_empty_element_for_no_number() {
    static POINT: Schema = object(&[optional("x", &INT64)]);
    let text = "<Point><x/></Point>";
    assert_eq!(xml::to_json(&POINT, text.as_bytes()).unwrap(), json!({}));
    let read = strict(&POINT, text).unwrap();
    assert_eq!(read, json!({"x": ""}));
    assert!(schema::validate(&POINT, &read, true).is_err());
}

#[test]
fn a_strict_reader_refuses_what_a_lenient_one_drops() {
    static CLOSED: Schema = closed_object(&[
        optional("id", &STRING.xml(&XML.attribute())),
        optional("name", &STRING),
        optional("slide", &SLIDE),
    ])
    .xml(&XML.named("c"));
    static NOTE: Schema = object(&[optional("body", &STRING.xml(&XML.text()))]);
    static REST: Schema = object_and(&[optional("a", &STRING.xml(&XML.named("b")))], &INT64);
    static MAP: Schema = map(&INT64);
    static LIST: Schema = list(&STRING);
    let encoded = |encoding| format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?><slide/>");
    let accepted: [(&Schema, &str); 9] = [
        (
            &SLIDE,
            "<slide> <other/><other/> <item>1</item>\n<item>2</item></slide>",
        ),
        (&SLIDE, "<p:slide xmlns:p='urn:p'/>"),
        (&SLIDE, &encoded("utf-8")),
        (&SLIDE, &encoded("US-ASCII")),
        (
            &CLOSED,
            "<c xmlns='urn:c' xmlns:x='urn:x' x:schemaLocation='urn:c c' id='1'><name/></c>",
        ),
        (&NOTE, "<any>text</any>"),
        (&SHOW, "<Show><tags><other/></tags><note nil='1'/></Show>"),
        (&REST, "<r><b/><c>1</c></r>"),
        (&LIST, "<l><a/><b/></l>"),
    ];
    for (schema, text) in accepted {
        let lenient = xml::to_json(schema, text.as_bytes()).unwrap();
        assert_eq!(strict(schema, text).unwrap(), lenient, "{text}");
    }
    let refused: [(&Schema, &str, &str); 17] = [
        (
            &SLIDE,
            "<slides/>",
            "/body: the root is `slides` and not `slide`",
        ),
        (&SHOW, "<show/>", "/body: the root is `show` and not `Show`"),
        (
            &SLIDE,
            "<slide><title/><title/></slide>",
            "/body: title is more than once in `slide`",
        ),
        (
            &SHOW,
            "<Show><tags/><tags/></Show>",
            "/body: tags is more than once in `Show`",
        ),
        (
            &SHOW,
            "<Show><slide>a</slide></Show>",
            "/body/slides/0: a text has no place in `slide`",
        ),
        (
            &SLIDE,
            "<slide><title>a<b/></title></slide>",
            "/body/title: b has no place in `title`",
        ),
        (
            &SLIDE,
            "<slide><![CDATA[a]]></slide>",
            "/body: a text has no place in `slide`",
        ),
        (
            &SHOW,
            "<Show><tags>a<tag/></tags></Show>",
            "/body/tags: a text has no place in `tags`",
        ),
        (
            &SHOW,
            "<Show><note nil='true'>a</note></Show>",
            "/body/note: a text has no place in `note`",
        ),
        (
            &CLOSED,
            "<c><other/></c>",
            "/body: other has no place in `c`",
        ),
        (
            &CLOSED,
            "<c><id>1</id></c>",
            "/body: id has no place in `c`",
        ),
        (
            &CLOSED,
            "<c other='1'/>",
            "/body: other is no attribute of `c`",
        ),
        (
            &MAP,
            "<m><a>1</a><a>2</a></m>",
            "/body: a is more than once in `m`",
        ),
        (
            &REST,
            "<r><c>1</c><c>2</c></r>",
            "/body: c is more than once in `r`",
        ),
        (&REST, "<r><a>1</a></r>", "/body: a has no place in `r`"),
        (&SLIDE, &encoded("ISO-8859-1"), "the XML is not UTF-8"),
        (&SLIDE, &encoded("utf-16"), "the XML is not UTF-8"),
    ];
    for (schema, text, message) in refused {
        assert!(xml::to_json(schema, text.as_bytes()).is_ok(), "{text}");
        assert_eq!(strict(schema, text).unwrap_err(), [message], "{text}");
    }
}

#[test]
fn a_strict_reader_tells_all_at_once_and_where() {
    let text = "<show><tags>a<tag>b</tag><tag><c/></tag></tags><slide/><slide><count/><title/><title/></slide></show>";
    let expected = [
        "/body: the root is `show` and not `Show`",
        "/body/tags: a text has no place in `tags`",
        "/body/tags/1: c has no place in `tag`",
        "/body/slides/1: title is more than once in `slide`",
    ];
    assert_eq!(strict(&SHOW, text).unwrap_err(), expected);
}

#[test]
fn of_alternatives_the_one_with_a_place_for_everything_is_meant() {
    static ONE: Schema = closed_object(&[required("a", &STRING)]);
    static SEVERAL: Schema =
        closed_object(&[optional("a", &list(&STRING)), optional("b", &STRING)]);
    static EITHER: Schema = one_of(&[&ONE, &SEVERAL, &STRING]);
    for (text, value) in [
        ("<x><a>1</a></x>", json!({"a": "1"})),
        ("<x><a>1</a><a>2</a></x>", json!({"a": ["1", "2"]})),
        ("<x><b>1</b></x>", json!({"b": "1"})),
        ("<x>1</x>", json!("1")),
    ] {
        let read = xml::to_json(&EITHER, text.as_bytes()).unwrap();
        assert_eq!(read, value, "{text}");
        assert_eq!(strict(&EITHER, text).unwrap(), value, "{text}");
    }
    assert!(strict(&EITHER, "<x><c/></x>").is_err());
}

#[test]
fn alternatives_of_each_other_come_to_an_end() {
    static THERE: Schema = one_of(&[&BACK]);
    static BACK: Schema = one_of(&[&THERE]);
    assert!(xml::to_json(&THERE, b"<x><a/></x>").is_ok());
}

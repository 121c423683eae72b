//! Small documents that say the same many times over: what they say is read once.

use bindsmith::config::Config;
use bindsmith::lock::Lock;
use bindsmith::source::Sources;
use bindsmith::{Reader, Session};
use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

struct Text(String);

impl Reader for Text {
    fn read(&self, _: &Path) -> std::io::Result<Vec<u8>> {
        Ok(self.0.clone().into_bytes())
    }
}

fn generate(definitions: String) {
    let text = format!(
        "swagger: '2.0'\ninfo: {{ title: Growth, version: '1' }}\npaths: {{}}\ndefinitions:\n{definitions}"
    );
    let (reader, started) = (Text(text), Instant::now());
    let config = Config::of("spec.yaml");
    let mut session = Session::new(&config, &reader, Sources::default());
    assert!(session.generate(&Lock::default()).is_some());
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_part_of_several_parts_counts_once() {
    let mut text = "  D0: { type: object, properties: { a: { type: string } } }\n".to_owned();
    for next in 1..60 {
        let part = format!("{{ $ref: '#/definitions/D{}' }}", next - 1);
        writeln!(text, "  D{next}: {{ allOf: [{part}, {part}] }}").unwrap();
    }
    generate(text);
}

#[test]
fn a_composition_within_itself_has_an_end() {
    let mut text = "  A:\n    type: object\n    properties:\n".to_owned();
    for next in 0..30 {
        let part =
            "{ allOf: [{ $ref: '#/definitions/A' }, { properties: { more: { type: string } } }] }";
        writeln!(text, "      p{next}: {part}").unwrap();
    }
    generate(text);
}

#[test]
fn a_chain_of_references_is_followed_once() {
    let mut text = "  D2000: { type: object, properties: { a: { type: string } } }\n".to_owned();
    for next in (0..2000).rev() {
        writeln!(text, "  D{next}: {{ $ref: '#/definitions/D{}' }}", next + 1).unwrap();
    }
    generate(text);
}

#[test]
fn a_property_of_two_parts_that_leads_back_has_an_end() {
    let part = |name: &str, more: &str| {
        format!(
            "{{ allOf: [{{ $ref: '#/definitions/{name}' }}, {{ properties: {{ {more}: {{ type: string }} }} }}] }}"
        )
    };
    let (a, b, c) = (part("A", "x"), part("B", "y"), part("B", "z"));
    generate(format!(
        "  A: {{ allOf: [{{ properties: {{ c: {a} }} }}, {{ properties: {{ c: {b} }} }}] }}\n  B: {{ properties: {{ c: {c}, d: {{ $ref: '#/definitions/A' }} }} }}\n"
    ));
}

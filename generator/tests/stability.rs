//! What is added to a document renames nothing that existed: with the lock of the run before, nothing
//! at all; without it, only what meets in a collision. `docs/stability.md` says the same in words.
//!
//! A *collision*: two items of one scope whose names, before anybody gives way, are the same letters
//! and digits whatever their case. A scope is what Rust has as one: the definitions; the inline types
//! of a definition or an operation; the fields of a struct; the variants of an enum; the methods of the
//! client; the groups.

use bindsmith::config::Config;
use bindsmith::lock::Lock;
use bindsmith::rust::Ident;
use bindsmith::rust::names::CaseOf;
use bindsmith::source::Sources;
use bindsmith::{Reader, Session};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

struct Text(String);

impl Reader for Text {
    fn read(&self, _path: &Path) -> std::io::Result<Vec<u8>> {
        Ok(self.0.clone().into_bytes())
    }
}

/// Kind and key → name.
type Names = BTreeMap<(String, String), String>;

fn names(document: &Value, lock: &Lock) -> (Names, Lock) {
    let (config, reader) = (Config::of("spec.json"), Text(document.to_string()));
    let mut session = Session::new(&config, &reader, Sources::default());
    let generated = session.generate(lock);
    let generated = generated.unwrap_or_else(|| panic!("{:?}\n{document:#}", session.report));
    let table: toml::Table = generated.lock.to_string().parse().unwrap();
    let mut names = Names::new();
    for (kind, given) in &table {
        for (key, name) in given.as_table().into_iter().flatten() {
            let name = name.as_str().unwrap().to_owned();
            names.insert((kind.clone(), key.clone()), name);
        }
    }
    (names, generated.lock)
}

/// Texts that meet: in case, in what joins their words, in numbers, in what becomes of a keyword.
const TEXTS: [&str; 26] = [
    "a",
    "A",
    "a_b",
    "aB",
    "AB",
    "a-b",
    "a b",
    "a2",
    "a_2",
    "A2",
    "a b 2",
    "ab2",
    "é",
    "e",
    "1",
    "n1",
    "self",
    "self_",
    "type",
    "Option",
    "Unknown",
    "a_required",
    "aRequired",
    "item",
    "accept",
    "contentType",
];

fn text() -> impl Strategy<Value = String> {
    select(TEXTS.to_vec()).prop_map(str::to_owned)
}

fn schema() -> impl Strategy<Value = Value> {
    let values = proptest::collection::btree_set(text(), 1..4);
    let leaf = prop_oneof![
        Just(json!({"type": "string"})),
        values.prop_map(|values| json!({"type": "string", "enum": values})),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let properties = proptest::collection::btree_map(text(), inner.clone(), 1..5);
        prop_oneof![
            (properties, any::<bool>()).prop_map(|(properties, all)| {
                let required: Vec<_> = properties.keys().filter(|_| all).cloned().collect();
                json!({"type": "object", "properties": properties, "required": required})
            }),
            inner.prop_map(|items| json!({"type": "array", "items": items})),
        ]
    })
}

fn parameter() -> impl Strategy<Value = Value> {
    let place = select(vec!["query", "header"]);
    (text(), place, any::<bool>()).prop_map(|(name, place, required)| {
        // a header of this name is the choice of media types itself
        let place = if name == "accept" { "query" } else { place };
        json!({"name": name, "in": place, "type": "string", "required": required})
    })
}

fn operation() -> impl Strategy<Value = Value> {
    let tags = proptest::collection::vec(text(), 0..3);
    let id = proptest::option::of(text());
    let parameters = proptest::collection::vec(parameter(), 0..3);
    let produces = select(vec![
        json!(["application/json"]),
        json!(["application/json", "application/xml"]),
    ]);
    let all = (id, tags, schema(), parameters, produces);
    all.prop_map(|(id, tags, schema, parameters, produces)| {
        let mut operation = json!({
            "tags": tags, "produces": produces, "parameters": once(parameters),
            "responses": {"200": {"description": "", "schema": schema}},
        });
        if let Some(id) = id {
            operation["operationId"] = id.into();
        }
        operation
    })
}

/// A parameter is known by its place and name; a header, whatever its case.
fn once(parameters: Vec<Value>) -> Vec<Value> {
    let key = |it: &Value| (it["in"].to_string(), it["name"].to_string().to_lowercase());
    let mut seen = BTreeSet::new();
    let mut parameters = parameters;
    parameters.retain(|it| seen.insert(key(it)));
    parameters
}

fn document() -> impl Strategy<Value = Value> {
    let definitions = proptest::collection::btree_map(text(), schema(), 0..6);
    let paths = proptest::collection::btree_map(text(), operation(), 0..5);
    (definitions, paths).prop_map(|(definitions, paths)| {
        let paths = paths
            .into_iter()
            .map(|(path, operation)| (format!("/{path}"), json!({"get": operation})));
        json!({
            "swagger": "2.0", "info": {"title": "t", "version": "1"},
            "definitions": definitions, "paths": paths.collect::<Map<_, _>>(),
        })
    })
}

/// Something more: what it is, its name, and which of the places that take it.
#[derive(Debug, Clone)]
enum Addition {
    Definition(String, Value),
    Property(String, Value, usize),
    Operation(String, Value),
    Tag(String, usize),
    Parameter(Value, usize),
    EnumValue(String, usize),
}

fn addition() -> impl Strategy<Value = Addition> {
    let at = any::<usize>();
    prop_oneof![
        (text(), schema()).prop_map(|(name, schema)| Addition::Definition(name, schema)),
        (text(), schema(), at).prop_map(|(name, it, at)| Addition::Property(name, it, at)),
        (text(), operation()).prop_map(|(path, it)| Addition::Operation(path, it)),
        (text(), at).prop_map(|(tag, at)| Addition::Tag(tag, at)),
        (parameter(), at).prop_map(|(it, at)| Addition::Parameter(it, at)),
        (text(), at).prop_map(|(value, at)| Addition::EnumValue(value, at)),
    ]
}

/// Adds it. The pointer of an operation that has got another tag: by itself it is of another group
/// then.
fn add(document: &mut Value, addition: &Addition) -> Option<String> {
    match addition {
        Addition::Definition(name, schema) => {
            let definitions = document["definitions"].as_object_mut().unwrap();
            definitions.entry(name).or_insert(schema.clone());
        }
        Addition::Property(name, schema, at) => {
            let pointer = choose(document, *at, |it| it["properties"].is_object())?;
            let properties = &mut document.pointer_mut(&pointer)?["properties"];
            let properties = properties.as_object_mut().unwrap();
            properties.entry(name).or_insert(schema.clone());
        }
        Addition::Operation(path, operation) => {
            let paths = document["paths"].as_object_mut().unwrap();
            let item = json!({"get": operation});
            paths.entry(format!("/{path}")).or_insert(item);
        }
        Addition::Tag(tag, at) => {
            let pointer = choose(document, *at, |it| it["responses"].is_object())?;
            let tags = &mut document.pointer_mut(&pointer)?["tags"];
            tags.as_array_mut()?.push(json!(tag));
            return Some(pointer);
        }
        Addition::Parameter(parameter, at) => {
            let pointer = choose(document, *at, |it| it["responses"].is_object())?;
            let parameters = document.pointer_mut(&pointer)?["parameters"].as_array_mut()?;
            parameters.push(parameter.clone());
            *parameters = once(std::mem::take(parameters));
        }
        Addition::EnumValue(value, at) => {
            let pointer = choose(document, *at, |it| it["enum"].is_array())?;
            let values = document.pointer_mut(&pointer)?["enum"].as_array_mut()?;
            if !values.contains(&json!(value)) {
                values.insert(*at % (values.len() + 1), json!(value));
            }
        }
    }
    None
}

/// One of the places that take it.
fn choose(document: &Value, at: usize, takes: fn(&Value) -> bool) -> Option<String> {
    fn walk(value: &Value, pointer: &str, takes: fn(&Value) -> bool, found: &mut Vec<String>) {
        if takes(value) {
            found.push(pointer.to_owned());
        }
        let step = |token: &str| {
            let token = token.replace('~', "~0").replace('/', "~1");
            format!("{pointer}/{token}")
        };
        match value {
            Value::Object(object) => object
                .iter()
                .for_each(|(key, value)| walk(value, &step(key), takes, found)),
            Value::Array(array) => (0..)
                .zip(array)
                .for_each(|(index, value)| walk(value, &step(&format!("{index}")), takes, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(document, "", takes, &mut found);
    let index = at.checked_rem(found.len())?;
    found.into_iter().nth(index)
}

/// The scope of an item, and the name that it would have if it were alone; in letters and digits.
fn wanted(document: &Value, kind: &str, key: &str) -> (String, String) {
    let text = |token: &str| token.replace("~1", "/").replace("~0", "~");
    let (parent, last) = key.rsplit_once('/').unwrap_or(("", key));
    let fold = |text: &str, case: CaseOf| {
        let name = Ident::of(text, case).to_string().to_lowercase();
        name.replace('_', "")
    };
    match kind {
        "type" => {
            let tokens: Vec<&str> = key.split('/').collect();
            if let ["", "definitions", name] = tokens[..] {
                let name = fold(&text(name), CaseOf::Type);
                let reserved = if name == "option" { "type" } else { "" };
                return ("definitions".to_owned(), name + reserved);
            }
            // the definition, or path and method, or the operation's group
            let scope =
                tokens[..tokens.len().min(if tokens[1] == "paths" { 4 } else { 3 })].join("/");
            if last == "required" {
                let (_, name) = wanted(document, kind, parent);
                return (scope, name.trim_end_matches("type").to_owned() + "required");
            }
            // the nearest property, or the root, and elements behind it
            let (root, behind) = match tokens.iter().rposition(|it| *it == "properties") {
                Some(at) => (text(tokens[at + 1]), at + 2),
                None if tokens[1] == "paths" => ("ok response".to_owned(), 6),
                None => (text(tokens[2]), 3),
            };
            let elements = tokens[behind..].iter().map(|it| it.trim_end_matches('s'));
            let words: Vec<&str> = [root.as_str()].into_iter().chain(elements).collect();
            let words = words.join(" ");
            let name = fold(&words, CaseOf::Type);
            let reserved = if name == "option" { "type" } else { "" };
            (scope, name + reserved)
        }
        "operation" => {
            let operation = document.pointer(key).unwrap();
            let path = text(key.split('/').nth(2).unwrap());
            let id = operation["operationId"].as_str().map(str::to_owned);
            let id = id.unwrap_or_else(|| format!("get {path}"));
            (String::new(), fold(&id, CaseOf::Value))
        }
        "variant" => {
            let name = fold(&text(last), CaseOf::Variant);
            let reserved = if name == "unknown" { "value" } else { "" };
            (parent.to_owned(), name + reserved)
        }
        "field" => {
            let name = text(last);
            // the choice of media types is a field beside the parameters
            if last == "produces" {
                return (format!("{parent}/parameters"), "accept".to_owned());
            }
            let name = name.split_once(':').map_or(name.as_str(), |(_, name)| name);
            (parent.to_owned(), fold(name, CaseOf::Value))
        }
        "group" => {
            let name = fold(key, CaseOf::Value);
            let reserved = if name == "option" { "group" } else { "" };
            (String::new(), name + reserved)
        }
        _ => (key.to_owned(), String::new()),
    }
}

/// How many items of a scope want a name.
struct Collisions<'a> {
    document: &'a Value,
    count: BTreeMap<(&'a str, (String, String)), usize>,
}

impl<'a> Collisions<'a> {
    fn of(document: &'a Value, names: &'a Names) -> Self {
        let mut count = BTreeMap::new();
        for ((kind, key), name) in names {
            let (scope, name_wanted) = wanted(document, kind, key);
            if scope == "definitions" {
                // stands in the module of its inline types as well, with the name that it has
                let given = name.to_lowercase().replace('_', "");
                for name in BTreeSet::from([given, name_wanted.clone()]) {
                    *count
                        .entry((kind.as_str(), (key.clone(), name)))
                        .or_default() += 1;
                }
            }
            let at = (kind.as_str(), (scope, name_wanted));
            *count.entry(at).or_default() += 1;
        }
        Collisions { document, count }
    }

    /// Whether another item of the scope wants the name; that of a struct of required fields is made
    /// of the name of its type.
    fn meets(&self, kind: &str, key: &str) -> bool {
        let of = key.strip_suffix("/required").filter(|_| kind == "type");
        let count = self.count.get(&(kind, wanted(self.document, kind, key)));
        count.is_some_and(|count| *count > 1) || of.is_some_and(|of| self.meets(kind, of))
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_addition_renames_nothing_but_what_meets_in_a_collision(
        document in document(),
        additions in proptest::collection::vec(addition(), 1..4),
    ) {
        let (before, lock) = names(&document, &Lock::default());
        let mut larger = document.clone();
        let retagged: Vec<String> = additions.iter().filter_map(|it| add(&mut larger, it)).collect();
        let (locked, _) = names(&larger, &lock);
        let (free, _) = names(&larger, &Lock::default());
        // one may also dissolve, where an operation leaves its group
        let collisions = [Collisions::of(&document, &before), Collisions::of(&larger, &free)];
        for ((kind, key), name) in &before {
            let at = (kind.clone(), key.clone());
            // an operation that moves may leave its group empty, where no lock keeps it
            if let Some(now) = locked.get(&at) {
                prop_assert_eq!(now, name, "locked {} {}\n{:?}", kind, key, additions);
            } else {
                prop_assert!(false, "{} {} is gone\n{:?}", kind, key, additions);
            }
            let Some(now) = free.get(&at).filter(|now| *now != name) else { continue };
            if kind == "member" {
                prop_assert!(retagged.contains(key), "{} moves", key);
                continue;
            }
            let meets = collisions.iter().any(|it| it.meets(kind, key));
            prop_assert!(meets, "{} {} was {} and is {}\n{:#}\n{:?}", kind, key, name, now, document, additions);
        }
    }
}

#[test]
fn the_property_above_sees_a_collision() {
    let one = json!({"swagger": "2.0", "info": {"title": "t", "version": "1"}, "paths": {},
        "definitions": {"a_b": {"type": "object", "properties": {"x": {"type": "string"}}}}});
    let mut two = one.clone();
    two["definitions"]["AB"] = one["definitions"]["a_b"].clone();
    let key = ("type".to_owned(), "/definitions/a_b".to_owned());
    let (before, lock) = names(&one, &Lock::default());
    let (free, _) = names(&two, &Lock::default());
    let (locked, _) = names(&two, &lock);
    assert_eq!(before[&key], "AB");
    assert_eq!(free[&key], "AB2");
    assert_eq!(locked[&key], "AB");
}

#[test]
fn a_tag_more_moves_no_operation_that_the_lock_knows() {
    let document = |tags: Value| {
        json!({"swagger": "2.0", "info": {"title": "t", "version": "1"},
            "paths": {"/users": {"get": {"tags": tags, "responses": {"200": {"description": ""}}}}}})
    };
    let key = ("member".to_owned(), "/paths/~1users/get".to_owned());
    let (before, lock) = names(&document(json!(["people"])), &Lock::default());
    assert_eq!(before[&key], "people");
    let larger = document(json!(["people", "admin"]));
    assert_eq!(names(&larger, &Lock::default()).0[&key], "users");
    assert_eq!(names(&larger, &lock).0[&key], "people");
    // one that the document takes out of its group goes
    let other = document(json!(["admin"]));
    assert_eq!(names(&other, &lock).0[&key], "admin");
}

/// The field that says the media type is ours, and is in the lock as those of parameters are.
#[test]
fn a_parameter_called_as_the_choice_of_media_types_gives_way_to_it() {
    let document = |parameters: &[&str]| {
        let query = |name: &&str| json!({"name": name, "in": "query", "type": "string"});
        let mut all: Vec<Value> = parameters.iter().map(query).collect();
        all.push(json!({"name": "pet", "in": "body", "schema": {"type": "object"}}));
        let types = json!(["application/json", "application/xml"]);
        json!({"swagger": "2.0", "info": {"title": "t", "version": "1"}, "paths": {"/pets": {"post": {
            "consumes": types, "produces": types, "parameters": all,
            "responses": {"200": {"description": "", "schema": {"type": "object"}}},
        }}}})
    };
    let (before, lock) = names(&document(&[]), &Lock::default());
    for added in ["accept", "Accept", "content_type", "contentType"] {
        let (after, grown) = names(&document(&[added]), &lock);
        for (key, name) in &before {
            assert_eq!(after.get(key), Some(name), "{added}: {key:?}");
        }
        // and what the parameter is called then, the next run keeps as well
        let (again, _) = names(&document(&[added]), &grown);
        assert_eq!(again, after, "{added}");
    }
    // the other way round: a second media type renames no parameter
    let mut one = document(&["accept"]);
    one["paths"]["/pets"]["post"]["produces"] = json!(["application/json"]);
    let (before, lock) = names(&one, &Lock::default());
    let (after, _) = names(&document(&["accept"]), &lock);
    for (key, name) in &before {
        assert_eq!(after.get(key), Some(name), "{key:?}");
    }
}

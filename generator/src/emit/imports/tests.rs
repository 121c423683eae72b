//! Documents may call things as what is imported.

use super::{ALL, Symbol};
use crate::config::Config;
use crate::fileset::FileSet;
use crate::lock::Lock;
use crate::source::Sources;
use crate::{Reader, Session};
use heck::ToSnakeCase;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

struct Text(String);

impl Reader for Text {
    fn read(&self, _: &Path) -> std::io::Result<Vec<u8>> {
        Ok(self.0.clone().into_bytes())
    }
}

/// An operation that makes its files import whatever an operation may.
const OPERATION: &str = "
  /GROUP/ID/{m}/{l}:
    post:
      operationId: ID
      tags: [GROUP]
      security: [{key: []}]
      parameters:
      - {in: path, name: m, required: true, style: matrix, schema: {type: string, enum: [a]}}
      - {in: path, name: l, required: true, style: label, schema: {type: string}}
      - {in: query, name: number, schema: {type: integer, enum: [1]}}
      - {in: query, name: pattern, schema: {type: string, pattern: ^a$}}
      - {in: query, name: empty, allowEmptyValue: true, schema: {type: integer}}
      - {in: query, name: flat, schema: {type: object, properties: {a: {type: string}}}}
      - {in: query, name: deep, style: deepObject, schema: {type: object, properties: {a: {type: string}}}}
      - {in: query, name: json, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}
      - {in: cookie, name: c, schema: {type: array, items: {type: string}}}
      - {in: header, name: m, x-ms-header-collection-prefix: m-, schema: {type: string}}
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                file: {type: string, format: binary}
                byte: {type: string, format: byte}
                object: {type: object, properties: {a: {type: string}}}
      responses:
        200:
          description: a map
          headers: {X-A: {schema: {type: string}}, X-B: {schema: {type: array, items: {type: string}}}}
          content:
            application/json: {schema: &map {type: object, additionalProperties: {$ref: '#/components/schemas/Of'}}}
            application/xml: {schema: *map}
        202: {description: a stream, content: {application/octet-stream: {}}}
";

const COMPONENTS: &str = "
components:
  securitySchemes:
    key: {type: apiKey, in: cookie, name: k}
  schemas:
    Of: {nullable: true, oneOf: [{type: integer}, {type: object, properties: {a: {type: string}}}]}
";

const DEFINITION: &str = "
    NAME:
      type: object
      properties:
        map: {type: object, additionalProperties: {type: string, format: byte, nullable: true}}
        NAME: {type: string, enum: [a]}
";

/// For each symbol a group, operations and a definition whose names come to its name.
fn files() -> FileSet {
    let (mut paths, mut definitions) = (String::new(), String::new());
    for Symbol(_, name) in ALL {
        let group = name.to_snake_case();
        // what is declared for `header` is `HeaderError` among others
        let ends = group.match_indices('_').map(|(end, _)| end);
        for end in ends.chain([group.len()]) {
            let id = &group[..end];
            paths += &OPERATION.replace("GROUP", &group).replace("ID", id);
        }
        if !definitions.contains(&format!(" {name}:\n")) {
            definitions += &DEFINITION.replace("NAME", name);
        }
    }
    let info = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:";
    let text = [info, &paths, COMPONENTS, &definitions].concat();
    let (config, reader) = (Config::of("spec.yaml"), Text(text));
    let mut session = Session::new(&config, &reader, Sources::default());
    let generated = session.generate(&Lock::default());
    generated
        .unwrap_or_else(|| panic!("{:?}", session.report))
        .files
}

/// What a module imports by name, and what it declares.
fn names(items: &[syn::Item]) -> (BTreeSet<String>, BTreeSet<String>) {
    fn leaves(tree: &syn::UseTree, found: &mut BTreeSet<String>) {
        match tree {
            syn::UseTree::Path(path) => leaves(&path.tree, found),
            syn::UseTree::Group(group) => group.items.iter().for_each(|it| leaves(it, found)),
            syn::UseTree::Name(name) => drop(found.insert(name.ident.to_string())),
            syn::UseTree::Rename(rename) => drop(found.insert(rename.rename.to_string())),
            syn::UseTree::Glob(_) => {}
        }
    }
    let (mut imported, mut declared) = (BTreeSet::new(), BTreeSet::new());
    for item in items {
        let ident = match item {
            syn::Item::Use(it) if matches!(it.vis, syn::Visibility::Inherited) => {
                leaves(&it.tree, &mut imported);
                continue;
            }
            syn::Item::Enum(it) => &it.ident,
            syn::Item::Mod(it) => &it.ident,
            syn::Item::Struct(it) => &it.ident,
            syn::Item::Trait(it) => &it.ident,
            syn::Item::Type(it) => &it.ident,
            _ => continue,
        };
        declared.insert(ident.to_string());
    }
    (imported, declared)
}

#[test]
fn no_import_meets_a_name_of_the_document() {
    let files = files();
    let parsed = files
        .iter()
        .filter(|(path, _)| path.ends_with(".rs") && !path.starts_with("src/support"));
    let parsed: BTreeMap<&str, Vec<syn::Item>> = parsed
        .map(|(path, text)| (path, syn::parse_file(text).unwrap().items))
        .collect();
    let mut everywhere = BTreeSet::new();
    for (path, items) in &parsed {
        let (imported, mut declared) = names(items);
        // the other files of the group have its operations by a glob
        let name = path.rsplit('/').next().unwrap_or_default();
        if ["src/client/", "src/mock/", "src/server/"]
            .iter()
            .any(|it| path.starts_with(it))
            && let Some(operations) = parsed.get(format!("src/operations/{name}").as_str())
            && name != "mod.rs"
        {
            declared.extend(names(operations).1);
        }
        let inner = items.iter().filter_map(|it| match it {
            syn::Item::Mod(it) => Some(names(&it.content.as_ref()?.1)),
            _ => None,
        });
        for (imported, declared) in inner.chain([(imported, declared)]) {
            let both: Vec<_> = imported.intersection(&declared).collect();
            assert!(both.is_empty(), "{path}: {both:?}");
            everywhere.extend(imported);
        }
    }
    // or it would say nothing
    for Symbol(_, name) in ALL {
        assert!(everywhere.contains(*name), "nothing imports {name}");
    }
}

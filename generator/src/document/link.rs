//! Where a `$ref` leads: in the document, and in other files (Reference Object; RFC 6901 for what
//! stands behind the `#`). Nothing is fetched from a network.

use super::Dialect;
use super::model::Broken;
use super::object::join;
use crate::pointer::unescape;
use crate::report::{Diagnostic, Report};
use crate::source::{Fault, FileId, Library, Node, Place, Value};
use percent_encoding::percent_decode_str;

/// How many references may lead to references.
const MAX_HOPS: usize = 100;

/// What a reference leads to.
pub(super) struct Found<'l> {
    /// As in [`crate::ir::Origin`]: what tells it from everything else.
    pub pointer: String,
    /// Of the key, where it has one.
    pub place: Place,
    pub node: &'l Node,
}

/// A place, whether something is there or not.
struct Spot {
    file: FileId,
    tokens: Vec<String>,
}

enum Step {
    Here(Place),
    /// Another reference stands here; what is left is to be found behind it.
    On(String, Vec<String>),
    Nothing,
}

/// Follows the reference `text`, written in `file`, through other references, but for those that are
/// definitions of the document: they are types of their own.
pub(super) fn follow<'l>(
    dialect: &Dialect,
    library: &'l mut Library<'_>,
    file: FileId,
    text: &str,
    report: &mut Report,
) -> Result<Found<'l>, Broken> {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let spot = match search(dialect, library, file, text, decoded) {
        // a name may hold what looks like an escape
        Err(Broken::Missing(_)) if text.contains('%') => {
            search(dialect, library, file, text, str::to_owned)
        }
        spot => spot,
    };
    for finding in library.findings() {
        report.add(Diagnostic::from(finding));
    }
    let (spot, place) = spot?;
    let pointer = pointer(library, &spot);
    let root = library.tree(spot.file);
    match root.and_then(|root| at(root, &spot.tokens)) {
        Some(node) => Ok(Found {
            pointer,
            place,
            node,
        }),
        None => Err(Broken::Missing(pointer)),
    }
}

fn search(
    dialect: &Dialect,
    library: &mut Library<'_>,
    file: FileId,
    text: &str,
    decode: fn(&str) -> String,
) -> Result<(Spot, Place), Broken> {
    let file = library.home(file);
    let mut spot = start(dialect, library, file, text, decode)?;
    for _ in 0..MAX_HOPS {
        match step(dialect, library, &spot) {
            Step::Here(place) => return Ok((spot, place)),
            Step::Nothing => return Err(Broken::Missing(pointer(library, &spot))),
            Step::On(text, rest) => {
                spot = start(dialect, library, spot.file, &text, decode)?;
                spot.tokens.extend(rest);
            }
        }
    }
    Err(Broken::Circle(pointer(library, &spot)))
}

/// What the text alone says.
fn start(
    dialect: &Dialect,
    library: &mut Library<'_>,
    from: FileId,
    text: &str,
    decode: fn(&str) -> String,
) -> Result<Spot, Broken> {
    let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
    if is_url(path) {
        return Err(Broken::Network(text.to_owned()));
    }
    let main = library.main();
    // `$ref: Pet`, as in Swagger 1.2
    let root = library.tree(main);
    let mut section = dialect.definitions.iter();
    let definitions = root.and_then(|root| section.try_fold(root, |node, key| node.get(key)));
    if !text.contains(['#', '/']) && definitions.is_some_and(|it| it.get(text).is_some()) {
        let tokens = dialect.definitions.iter().chain([&text]);
        return Ok(Spot {
            file: main,
            tokens: tokens.map(|it| (*it).to_owned()).collect(),
        });
    }
    let file = if path.is_empty() {
        from
    } else {
        library
            .open(from, &decode(path))
            .map_err(|fault| broken(fault, text))?
    };
    let fragment = decode(fragment);
    let mut tokens = fragment.split('/');
    // a fragment that is no pointer names nothing; `#/` is often meant for the whole
    let first = tokens.next().unwrap_or("");
    let tokens = tokens.map(unescape);
    let first = (!first.is_empty()).then(|| first.to_owned());
    let tokens = first.into_iter().chain(tokens).collect();
    Ok(Spot { file, tokens })
}

/// RFC 3986, section 3.1; one letter is a drive.
fn is_url(path: &str) -> bool {
    let scheme = path.split_once(':').map_or("", |(scheme, _)| scheme);
    let letters = |byte: u8| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte);
    path.starts_with("//") || scheme.len() > 1 && scheme.bytes().all(letters)
}

fn broken(fault: Fault, text: &str) -> Broken {
    let text = text.to_owned();
    match fault {
        Fault::Outside => Broken::Outside(text),
        Fault::Unreadable(why) => Broken::File(text, why),
        Fault::NotText(why) => Broken::File(text, why),
        Fault::Malformed(finding) => Broken::File(text, finding.message),
    }
}

fn step(dialect: &Dialect, library: &Library<'_>, spot: &Spot) -> Step {
    let Some(mut node) = library.tree(spot.file) else {
        return Step::Nothing;
    };
    let mut place = node.place;
    for (index, token) in spot.tokens.iter().enumerate() {
        match child(node, token) {
            Some((key, next)) => (place, node) = (key, next),
            None => {
                let rest = spot.tokens.get(index..).unwrap_or_default();
                return match reference(node) {
                    Some(text) => Step::On(text.to_owned(), rest.to_vec()),
                    None => Step::Nothing,
                };
            }
        }
    }
    let definition = spot.file == library.main() && dialect.is_definition(&spot.tokens);
    match reference(node).filter(|_| !definition) {
        Some(text) => Step::On(text.to_owned(), Vec::new()),
        None => Step::Here(place),
    }
}

fn reference(node: &Node) -> Option<&str> {
    node.get("$ref")?.as_str()
}

fn child<'n>(node: &'n Node, token: &str) -> Option<(Place, &'n Node)> {
    match &node.value {
        Value::Mapping(mapping) => {
            let entry = mapping.get(token)?;
            Some((entry.key, &entry.node))
        }
        Value::Sequence(nodes) => {
            let node = nodes.get(token.parse::<usize>().ok()?)?;
            Some((node.place, node))
        }
        Value::Scalar(_) => None,
    }
}

fn at<'n>(root: &'n Node, tokens: &[String]) -> Option<&'n Node> {
    tokens
        .iter()
        .try_fold(root, |node, token| Some(child(node, token)?.1))
}

fn pointer(library: &Library<'_>, spot: &Spot) -> String {
    let tokens = spot.tokens.iter();
    let pointer = tokens.fold(String::new(), |pointer, token| join(&pointer, token));
    match library.label(spot.file).as_str() {
        "" => pointer,
        file => format!("{file}#{pointer}"),
    }
}

/// What to call the schema at a pointer: a definition by its name, a file by its own, and what stands
/// elsewhere by the names on the way.
pub(super) fn name(dialect: &Dialect, pointer: &str) -> String {
    let (file, pointer) = match pointer.split_once('#') {
        Some((file, pointer)) => (file, pointer),
        None if pointer.starts_with('/') || pointer.is_empty() => ("", pointer),
        None => (pointer, ""),
    };
    let tokens = pointer.split('/').skip(1);
    let tokens = tokens.map(unescape);
    let tokens: Vec<String> = tokens.collect();
    match tokens.as_slice() {
        [] => file_name(file),
        [name] => name.clone(),
        [.., section, name] if dialect.definitions.last() == Some(&section.as_str()) => {
            name.clone()
        }
        tokens => {
            let words = tokens.iter().map(String::as_str);
            let words = words.filter(|it| !dialect.structure.contains(it));
            words.collect::<Vec<_>>().join(" ")
        }
    }
}

fn file_name(path: &str) -> String {
    let mut parts = path.rsplit('/').filter(|part| *part != "..");
    let stem = |name: &str| name.split('.').next().unwrap_or(name).to_owned();
    match parts.next().map(stem) {
        Some(name) if name == "index" => parts.next().map_or(name, str::to_owned),
        Some(name) => name,
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Dialect, name};
    use crate::document::model::Kind;

    fn dialect() -> Dialect {
        Dialect {
            name: "",
            definitions: &["components", "schemas"],
            sections: &[(&["components", "responses"], Kind::Response)],
            structure: &["components", "schemas", "paths", "responses", "properties"],
            security: "",
            security_kinds: "",
            cookies: false,
            inner_lists: "",
        }
    }

    #[test]
    fn what_stands_in_a_section_is_of_its_kind_and_nothing_else_is() {
        let defined = |pointer: &str| dialect().defined(pointer);
        assert_eq!(defined("/components/schemas/a~1b"), Some(Kind::Schema));
        assert_eq!(defined("/components/responses/A"), Some(Kind::Response));
        let elsewhere = defined("pets.yaml#/components/responses/A");
        assert_eq!(elsewhere, Some(Kind::Response));
        for pointer in [
            "",
            "/components/responses",
            "/components/responses/A/content",
            "/responses/A",
            "pets.yaml#",
        ] {
            assert_eq!(defined(pointer), None, "{pointer}");
        }
    }

    #[test]
    fn a_schema_is_called_by_the_names_on_the_way() {
        let dialect = dialect();
        let name = |pointer| name(&dialect, pointer);
        assert_eq!(name("/components/schemas/a~1b"), "a/b");
        assert_eq!(name("x/pets.yaml#/components/schemas/Pet"), "Pet");
        assert_eq!(name("pets.yaml#/Pet"), "Pet");
        assert_eq!(name("x/Pet.v1.yaml#"), "Pet");
        assert_eq!(name("../user/index.yml#"), "user");
        assert_eq!(name("/paths/~1a/get/responses/200"), "/a get 200");
        assert_eq!(name("/components/schemas/A/properties/b"), "A b");
        assert_eq!(name("https://example.com/pet.json"), "pet");
    }
}

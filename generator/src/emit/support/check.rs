//! A request against what its operation says: the same for whoever sends it and whoever gets it.

use super::codec;
use super::json;
use super::media::Codec;
use super::operation::{Input, Jar, Layout, Operation, Pairs, Place};
use super::percent;
use super::schema::at::At;
use super::schema::{Checker, Invalid, Kind, Schema};
use super::text::Separator;
use http::HeaderMap;
use serde_json::Value;

/// The parts of a request, with nothing left to be unescaped.
pub struct Parts<'a> {
    /// The parameters of the path.
    pub path: &'a [(&'static str, String)],
    /// The pairs of the query.
    pub query: &'a [(String, String)],
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The body, where it is a value and there is one.
    pub body: Option<&'a [u8]>,
}

/// Everything that the document does not allow of a request. Pointers begin with the place: `/query/limit`,
/// `/body/pets/0/name`. What is no value at all is not told here: reading the request tells it.
///
/// # Errors
/// There is something.
pub fn request(operation: &Operation, parts: &Parts<'_>) -> Result<(), Invalid> {
    let mut checker = Checker::request();
    inputs(&mut checker, operation, parts);
    body(&mut checker, operation, parts);
    checker.finish()
}

/// The parameters alone, but for the fields of a form.
pub fn inputs(checker: &mut Checker, operation: &Operation, parts: &Parts<'_>) {
    let inputs = operation.inputs.iter();
    for it in inputs.filter(|it| it.place != Place::Form) {
        input(checker, operation, it, parts);
    }
}

fn input(checker: &mut Checker, operation: &Operation, input: &Input, parts: &Parts<'_>) {
    if let Some(layout) = input.layout {
        return laid_out(checker, operation, (input, layout), &pairs(input, parts));
    }
    let named = |name: &str| name == input.name;
    let texts: Vec<&str> = match input.place {
        Place::Path => {
            let path = parts.path.iter();
            let path = path.filter(|(name, _)| named(name));
            path.map(|(_, text)| text.as_str()).collect()
        }
        Place::Query => {
            let query = parts.query.iter();
            let query = query.filter(|(name, _)| named(name));
            query.map(|(_, text)| text.as_str()).collect()
        }
        Place::Header => {
            return match input.prefix {
                Some(prefix) => {
                    let others = operation.headers();
                    collection(checker, input, prefix, &others, parts.headers);
                }
                None => self::header(checker, input, input.name, parts.headers),
            };
        }
        Place::Cookie(jar) => {
            let cookies = cookies(jar, parts.headers).into_iter();
            let texts = cookies.filter(|(name, _)| named(name));
            let texts: Vec<String> = texts.map(|(_, text)| text).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            return self::texts(checker, input, input.name, &texts);
        }
        Place::Form => return,
    };
    self::texts(checker, input, input.name, &texts);
}

/// The parameters of the path alone.
///
/// # Errors
/// One is of no value that the document allows.
pub fn path(operation: &Operation, path: &[(&'static str, String)]) -> Result<(), Invalid> {
    let mut checker = Checker::request();
    let headers = HeaderMap::new();
    let parts = Parts {
        path,
        query: &[],
        headers: &headers,
        body: None,
    };
    let inputs = operation.inputs.iter();
    for it in inputs.filter(|it| it.place == Place::Path) {
        input(&mut checker, operation, it, &parts);
    }
    checker.finish()
}

/// The body alone.
pub fn body(checker: &mut Checker, operation: &Operation, parts: &Parts<'_>) {
    if let Some(schema) = operation.body {
        let codec = codec::of_value(operation.consumes, parts.headers).codec;
        // a text may be empty
        let empty = (codec == Codec::Text && operation.body_required).then_some(&[][..]);
        if let Some(body) = parts.body.or(empty)
            && let Ok(value) = codec.read(schema, body)
        {
            checker.value(schema, &value, &At::Root("/body"));
        }
    }
}

/// The fields of a form likewise, by the texts of each; `None` stands for one that is no text.
pub fn form<'a>(
    checker: &mut Checker,
    operation: &Operation,
    fields: impl Fn(&str) -> Vec<Option<&'a str>>,
) {
    for input in operation.inputs.iter().filter(|it| it.place == Place::Form) {
        let place = At::Root(place(input));
        let at = At::Property(&place, input.name);
        let texts = fields(input.name);
        match texts.iter().copied().collect::<Option<Vec<&str>>>() {
            Some(texts) if let Some(layout) = input.layout => {
                let texts = texts.iter();
                let pairs = texts.map(|it| (input.name.to_owned(), (*it).to_owned()));
                laid_out(checker, operation, (input, layout), &pairs.collect());
            }
            Some(texts) => self::texts(checker, input, input.name, &texts),
            None if !is_anything(input.schema) => checker.wrong(&at, NO_TEXT),
            None if input.lists.is_empty() && texts.len() > 1 => checker.twice(&at),
            None => {}
        }
    }
}

/// A value that has a layout of its own.
fn laid_out(
    checker: &mut Checker,
    operation: &Operation,
    (input, layout): (&Input, &Layout),
    pairs: &Pairs,
) {
    let place = At::Root(place(input));
    let at = At::Property(&place, input.name);
    match (layout.read)(operation, input, pairs) {
        Ok(Some(value)) => {
            let json = pairs.iter();
            let mut json = json.filter(|(name, _)| layout.json && name == input.name);
            let checked = json.try_for_each(|(_, text)| {
                let here = At::Property(&place, input.name);
                json::check(checker, here, text.as_bytes()).map(drop)
            });
            match checked {
                Ok(()) => checker.value(input.schema, &value, &at),
                Err(error) => checker.wrong(&at, format_args!("cannot be read: {error}")),
            }
        }
        Ok(None) if input.required => checker.missing(&at),
        Ok(None) => {}
        Err(error) => checker.wrong(&at, format_args!("cannot be read: {error}")),
    }
}

/// The names and texts of all that stands where an input does.
pub fn pairs(input: &Input, parts: &Parts<'_>) -> Pairs {
    match input.place {
        Place::Path => {
            let path = parts.path.iter();
            path.map(|(name, text)| ((*name).to_owned(), text.clone()))
                .collect()
        }
        Place::Query => parts.query.to_vec(),
        Place::Header => {
            let texts = header_texts(parts.headers, input.name).into_iter();
            let texts = texts.flatten();
            texts
                .map(|text| (input.name.to_owned(), text.to_owned()))
                .collect()
        }
        Place::Cookie(jar) => cookies(jar, parts.headers),
        Place::Form => Vec::new(),
    }
}

/// The names and values of all cookies.
pub fn cookies(jar: &Jar, headers: &HeaderMap) -> Pairs {
    let pairs = (jar.pairs)(headers).into_iter();
    let pairs = pairs.map(|(name, value)| match percent::decode(&value) {
        Ok(decoded) => (name, decoded),
        Err(_) => (name, value),
    });
    pairs.collect()
}

/// Whether nothing is said of a value, or of the elements of a list: it may be a file.
fn is_anything(schema: &Schema) -> bool {
    match schema.kind {
        Kind::List(of) => is_anything(of),
        Kind::Any => true,
        _ => false,
    }
}

const NO_TEXT: &str = "is not UTF-8";

/// The values of a header; `None` where one is no text.
fn header_texts<'h>(headers: &'h HeaderMap, name: &str) -> Option<Vec<&'h str>> {
    let values = headers.get_all(name).into_iter();
    let texts = values.map(|it| std::str::from_utf8(it.as_bytes()).ok());
    texts.collect()
}

fn header(checker: &mut Checker, input: &Input, name: &str, headers: &HeaderMap) {
    match header_texts(headers, name) {
        Some(texts) => self::texts(checker, input, name, &texts),
        None => checker.wrong(&At::Property(&At::Root(place(input)), name), NO_TEXT),
    }
}

/// Every header whose name begins with `prefix`, but for the `others`.
fn collection(
    checker: &mut Checker,
    input: &Input,
    prefix: &str,
    others: &[&str],
    headers: &HeaderMap,
) {
    let prefix = prefix.to_ascii_lowercase();
    let names = headers.keys().map(|it| it.as_str());
    let names = names.filter(|it| it.starts_with(&prefix));
    let names: Vec<&str> = names
        .filter(|it| !others.iter().any(|other| other.eq_ignore_ascii_case(it)))
        .collect();
    if names.is_empty() {
        self::texts(checker, input, input.name, &[]);
    }
    for name in names {
        self::header(checker, input, name, headers);
    }
}

/// The texts that stand where an input does.
fn texts(checker: &mut Checker, input: &Input, name: &str, texts: &[&str]) {
    let place = At::Root(place(input));
    let at = At::Property(&place, name);
    let value = match (input.lists, texts) {
        (_, []) if input.required => return checker.missing(&at),
        (_, []) => return,
        (_, [""]) if input.or_empty => return,
        ([], [text]) => input.schema.text(text),
        ([], _) => return checker.twice(&at),
        ([separator, inner @ ..], texts) => {
            let trim = |text| match input.place {
                Place::Header => str::trim(text),
                _ => text,
            };
            let texts = texts.iter().flat_map(|text| separator.split(text));
            let texts = texts.map(trim);
            Value::Array(texts.map(|text| element(input, text, inner)).collect())
        }
    };
    checker.value(input.schema, &value, &at);
}

fn place(input: &Input) -> &'static str {
    match input.place {
        Place::Path => "/path",
        Place::Query => "/query",
        Place::Header => "/header",
        Place::Cookie(_) => "/cookie",
        Place::Form => "/form",
    }
}

fn element(input: &Input, text: &str, lists: &[Separator]) -> Value {
    match lists {
        [] => input.schema.text(text),
        [separator, inner @ ..] => {
            let texts = separator.split(text).into_iter();
            Value::Array(texts.map(|text| element(input, text, inner)).collect())
        }
    }
}

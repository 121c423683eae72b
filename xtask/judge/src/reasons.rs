//! The closed list of what schemathesis may find where a document leaves something open, each with its reason
//! (`docs/judges.md`).

use crate::documents::Judged;
use crate::failures::Failure;
use serde_json::{Map, Value};

// what a document leaves open
const UNDECLARED: &str = "a refusal of a status that the document does not declare";
const NO_SUCCESS: &str = "the operation declares no success, so that none can be answered";
const UNTYPED: &str = "a schema with `properties` and without `type`: by the letter alone it allows what is no object";
const CONTRADICTION: &str =
    "an `enum` whose values are not of its `type`: nothing is of both, so texts are taken";
// what the generator has decided
const WIDE_INTEGER: &str = "an integer of more than 64 bits: `type: integer` is an `i64`";
const ANOTHER_PATH: &str = "another path, with parameters, is met by the same URL, and answers the methods that this one lacks";
// what a mock does not do
const STATELESS: &str =
    "the mock keeps nothing: what was deleted is still there, what was made is not";
const ANOTHER_VALUE: &str =
    "a value of one operation was given to another, which does not allow it (stateful tests)";
// what the judge takes for wrong
const OPEN_FORM: &str = "a form without a required field may be left out; schemathesis requires it";
const UNKNOWN_FIELD: &str = "a field that a form does not declare: nothing forbids one";
const NO_FORM: &str =
    "a body with a schema was sent as a form: Swagger 2.0 has `formData` for that";
const NO_NULL: &str =
    "XML has no null: schemathesis writes the text `null` where an object has its place";
const EMPTY_ELEMENT: &str =
    "in XML an empty element is an empty list as well, whatever schemathesis has made it of";

/// Why a failure is none of ours; `None` where nobody knows, and where the document says enough for there to be
/// none at all.
pub fn reason(failure: &Failure, judged: &Judged, document: &Value) -> Option<&'static str> {
    if judged.leaves_nothing_open() {
        return None;
    }
    let operation = Operation::of(failure, document);
    let says = |text: &str| failure.detail.contains(text);
    let form = ["x-www-form-urlencoded", "multipart/form-data"];
    let form = form.iter().any(|it| failure.request.contains(it));
    match (failure.code.as_str(), failure.status) {
        ("ST301" | "ST302", _) => Some(STATELESS),
        ("ST103" | "ST104" | "ST105", 200) if !operation.declares_success() => Some(NO_SUCCESS),
        ("ST103" | "ST105", status) if status >= 400 && !operation.declares(status) => {
            Some(UNDECLARED)
        }
        ("ST202", 400) if has_untyped(document) && failure.answer.contains("is not an object") => {
            Some(UNTYPED)
        }
        ("ST108", _) if says("is not one of true or false") => Some(CONTRADICTION),
        ("ST201", 200..300) if says("enum value with type mismatching") => Some(CONTRADICTION),
        ("ST202", 400) if failure.answer.contains("is none of `true`, `false`") => {
            Some(CONTRADICTION)
        }
        ("ST202", 400)
            if ["is not an integer", "is not from -9223372036854775808 to"]
                .iter()
                .any(|it| failure.answer.contains(it))
                && is_wide(&failure.request) =>
        {
            Some(WIDE_INTEGER)
        }
        ("ST204" | "ST205", _) if is_answered_elsewhere(failure, document) => Some(ANOTHER_PATH),
        ("ST202", 400)
            if failure.answer.contains("a text has no place in")
                && failure.request.contains(">null<") =>
        {
            Some(NO_NULL)
        }
        ("ST202", 400) if failure.operation == "Stateful tests" => Some(ANOTHER_VALUE),
        ("ST202", 415) if form && operation.fields().is_empty() => Some(NO_FORM),
        ("ST201", 200..300) if says("Missing request body") && operation.has_open_form() => {
            Some(OPEN_FORM)
        }
        ("ST201", 200..300) if says("unexpected properties") && form => Some(UNKNOWN_FIELD),
        ("ST201", 200..300) if says("Incorrect type") && failure.request.contains("/xml") => {
            Some(EMPTY_ELEMENT)
        }
        _ => None,
    }
}

/// Whether the methods that it finds too many are those of other paths that the same URL meets.
fn is_answered_elsewhere(failure: &Failure, document: &Value) -> bool {
    let Some((_, path)) = failure.operation.split_once(' ') else {
        return false;
    };
    let after = |words: &str| {
        let (_, rest) = failure.detail.split_once(words)?;
        rest.split(['·', '\n']).next()
    };
    let methods = after("Undocumented methods advertised: ")
        .or_else(|| after("Unsupported method ")?.split(' ').next());
    let mut methods = methods.unwrap_or_default().split(',').map(str::trim);
    methods.all(|method| {
        let paths = document["paths"].as_object();
        let mut others = paths.into_iter().flatten().filter(|(it, _)| *it != path);
        others.any(|(other, item)| {
            item[method.to_ascii_lowercase()].is_object() && one_url_meets(path, (other, item))
        })
    })
}

/// Whether one URL may meet both templates, the other with the texts that its operations take.
fn one_url_meets(one: &str, (other, item): (&str, &Value)) -> bool {
    let segments = |it: &str| it.split('/').count();
    let takes = |text: &str, segment: &str| {
        let name = segment
            .strip_prefix('{')
            .and_then(|it| it.strip_suffix('}'));
        name.is_none_or(|name| may_be(item, name, text))
    };
    let mut pairs = one.split('/').zip(other.split('/'));
    segments(one) == segments(other)
        && pairs.all(|(a, b)| a == b || a.contains('{') || b.contains('{') && takes(a, b))
}

/// Whether an operation takes a text for a parameter of its path, as far as types say.
fn may_be(item: &Value, name: &str, text: &str) -> bool {
    let operations = item.as_object().into_iter().flatten();
    let lists = operations.filter_map(|(key, it)| match key.as_str() {
        "parameters" => it.as_array(),
        _ => it["parameters"].as_array(),
    });
    let mut named = lists
        .flatten()
        .filter(|it| it["name"] == name && it["in"] == "path");
    let takes = |it: &Value| match it["type"].as_str() {
        Some("integer" | "number") => text.parse::<f64>().is_ok(),
        Some("boolean") => text.parse::<bool>().is_ok(),
        _ => true,
    };
    let first = named.next();
    first.is_none_or(takes) || named.any(takes)
}

/// What the document says of the operation.
struct Operation<'d> {
    item: &'d Value,
    operation: &'d Value,
}

impl<'d> Operation<'d> {
    fn of(failure: &Failure, document: &'d Value) -> Self {
        let (method, path) = failure.operation.split_once(' ').unwrap_or_default();
        let item = &document["paths"][path];
        let operation = &item[method.to_ascii_lowercase()];
        Self { item, operation }
    }

    fn responses(&self) -> Option<&'d Map<String, Value>> {
        self.operation["responses"].as_object()
    }

    fn declares(&self, status: u16) -> bool {
        let known = |key: &str| self.responses().is_some_and(|it| it.contains_key(key));
        known("default") || known(&status.to_string())
    }

    fn declares_success(&self) -> bool {
        let codes = self.responses().into_iter().flat_map(Map::keys);
        let mut codes = codes.filter(|it| it.starts_with(['2', '3']) || *it == "default");
        codes.next().is_some()
    }

    /// Of its form.
    fn fields(&self) -> Vec<&'d Value> {
        let lists = [&self.item["parameters"], &self.operation["parameters"]];
        let parameters = lists.into_iter().filter_map(Value::as_array).flatten();
        parameters.filter(|it| it["in"] == "formData").collect()
    }

    fn has_open_form(&self) -> bool {
        let fields = self.fields();
        !fields.is_empty() && fields.iter().all(|it| it["required"] != true)
    }
}

fn has_untyped(document: &Value) -> bool {
    let definitions = document["definitions"].as_object();
    let mut definitions = definitions.into_iter().flatten();
    definitions.any(|(_, it)| it["properties"].is_object() && it["type"].is_null())
}

/// Whether a number stands there that needs more than 64 bits.
fn is_wide(request: &str) -> bool {
    let numbers = request.split(|it: char| !it.is_ascii_digit() && it != '.');
    let mut numbers = numbers.filter_map(|it| it.parse::<f64>().ok());
    numbers.any(|it| it >= 9.3e18) || has_exponent(request)
}

/// Or one like `4.8e+300`.
fn has_exponent(request: &str) -> bool {
    let exponents = request.split("e+").skip(1);
    let digits = |it: &str| {
        it.chars()
            .take_while(char::is_ascii_digit)
            .collect::<String>()
    };
    exponents
        .map(digits)
        .any(|it| it.parse::<u32>().is_ok_and(|it| it >= 19))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_method_of_another_path_is_one_only_where_one_url_meets_both() {
        let document = json!({"paths": {
            "/pets/{id}": {"get": {}, "put": {}},
            "/pets/all": {"post": {}},
            "/pets/{id}/toys": {"delete": {}},
        }});
        let found = |code: &str, detail: &str| Failure {
            operation: "POST /pets/all".to_owned(),
            code: code.to_owned(),
            detail: detail.to_owned(),
            status: 405,
            answer: String::new(),
            request: String::new(),
        };
        let known = |failure: &Failure| is_answered_elsewhere(failure, &document);
        let advertised = "`Allow` does not match. Undocumented methods advertised: ";
        assert!(known(&found(
            "ST205",
            &format!("{advertised}GET, PUT · List them")
        )));
        assert!(!known(&found(
            "ST205",
            &format!("{advertised}GET, DELETE · List them")
        )));
        assert!(known(&found(
            "ST204",
            "Unsupported method PUT returned 400, expected 405"
        )));
        assert!(!known(&found(
            "ST204",
            "Unsupported method TRACE returned 400"
        )));
        assert!(!known(&found("ST204", "something else")));
        let number = json!([{"name": "id", "in": "path", "type": "integer"}]);
        let text = json!([{"name": "id", "in": "path", "type": "string"}]);
        for (put, get, known) in [(&number, &number, false), (&number, &text, true)] {
            let document = json!({"paths": {
                "/pets/{id}": {"get": {"parameters": get}, "put": {"parameters": put}},
                "/pets/all": {"post": {}},
            }});
            let failure = found("ST204", "Unsupported method PUT returned 400, expected 405");
            assert_eq!(is_answered_elsewhere(&failure, &document), known);
        }
    }
}

//! The closed list of what schemathesis may find, each with its reason (`docs/judges.md`).

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
const EMPTY_ELEMENT: &str =
    "in XML an empty element is an empty list as well, whatever schemathesis has made it of";

/// Why a failure is none of ours; `None` where nobody knows.
pub fn reason(failure: &Failure, judged: &Judged, document: &Value) -> Option<&'static str> {
    let operation = Operation::of(failure, document);
    let says = |text: &str| failure.detail.contains(text);
    let form = ["x-www-form-urlencoded", "multipart/form-data"];
    let form = form.iter().any(|it| failure.request.contains(it));
    let open = !judged.declares_refusals();
    match (failure.code.as_str(), failure.status) {
        ("ST301" | "ST302", _) => Some(STATELESS),
        ("ST103" | "ST104" | "ST105", 200) if open && !operation.declares_success() => {
            Some(NO_SUCCESS)
        }
        ("ST103" | "ST105", status) if open && status >= 400 && !operation.declares(status) => {
            Some(UNDECLARED)
        }
        ("ST202", 400)
            if open && has_untyped(document) && failure.answer.contains("is not an object") =>
        {
            Some(UNTYPED)
        }
        ("ST108", _) if open && says("is not one of true or false") => Some(CONTRADICTION),
        ("ST201", 200..300) if open && says("enum value with type mismatching") => {
            Some(CONTRADICTION)
        }
        ("ST202", 400) if open && failure.answer.contains("is none of `true`, `false`") => {
            Some(CONTRADICTION)
        }
        ("ST202", 400)
            if failure.answer.contains("is not an integer") && is_wide(&failure.request) =>
        {
            Some(WIDE_INTEGER)
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

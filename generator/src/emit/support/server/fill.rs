//! What is known of a refusal, as a value of a declared schema: properties are known by their names.

use super::super::schema::{self, Kind, Schema, Violation};
use super::refusal::Refusal;
use serde_json::{Map, Value, json};
use std::cell::Cell;

/// An error that says something at such a depth has not been seen.
const MAX_DEPTH: usize = 5;

/// So many values are made at most, lest a refusal costs more than what it refuses.
const MOST: usize = 2000;

/// The value; `None` where something is required of which nothing is known, nor said by `otherwise`, a value
/// of the schema.
pub(super) fn fill(schema: &Schema, refusal: &Refusal, otherwise: &Value) -> Option<Value> {
    let filler = Filler {
        refusal,
        left: &Cell::new(MOST),
        violation: None,
        located: false,
    };
    let value = filler.value(schema, "", otherwise, &Within::NOTHING)?;
    (says_why(refusal, &value) && allowed(schema, &value)).then_some(value)
}

/// Whether a value says something of the refusal, if only its status.
fn says_why(refusal: &Refusal, value: &Value) -> bool {
    match value {
        Value::String(text) => {
            let mut violations = refusal.violations().iter();
            text.contains(refusal.detail())
                || text == refusal.reason()
                || text == refusal.status().as_str()
                || violations.any(|it| text.contains(&it.message))
        }
        Value::Array(items) => items.iter().any(|it| says_why(refusal, it)),
        Value::Object(object) => object.values().any(|it| says_why(refusal, it)),
        Value::Number(number) => *number == refusal.status().as_u16().into(),
        Value::Null | Value::Bool(_) => false,
    }
}

fn allowed(schema: &Schema, value: &Value) -> bool {
    schema::validate(schema, value, false).is_ok()
}

/// The schemas around a value.
struct Within<'a> {
    schema: Option<&'a Schema>,
    outer: Option<&'a Within<'a>>,
    depth: usize,
}

impl<'a> Within<'a> {
    const NOTHING: Within<'static> = Within {
        schema: None,
        outer: None,
        depth: 0,
    };

    fn inner(&'a self, schema: &'a Schema) -> Within<'a> {
        Within {
            schema: Some(schema),
            outer: Some(self),
            depth: self.depth + 1,
        }
    }

    /// Whether it is one of them: what it would say is said.
    fn holds(&self, schema: &Schema) -> bool {
        self.schema.is_some_and(|it| std::ptr::eq(it, schema))
            || self.outer.is_some_and(|it| it.holds(schema))
    }
}

struct Filler<'a> {
    refusal: &'a Refusal,
    /// So many values may yet be made.
    left: &'a Cell<usize>,
    /// Inside a list of what is wrong.
    violation: Option<&'a Violation>,
    /// What is wrong is told beside where.
    located: bool,
}

impl Filler<'_> {
    /// The value of a property of this name; the whole has none.
    fn value(
        &self,
        schema: &Schema,
        name: &str,
        otherwise: &Value,
        within: &Within<'_>,
    ) -> Option<Value> {
        if within.depth > MAX_DEPTH || within.holds(schema) {
            return None;
        }
        self.left.set(self.left.get().checked_sub(1)?);
        let within = &within.inner(schema);
        match &schema.kind {
            Kind::Same(schema) => self.value(schema, name, otherwise, within),
            Kind::Any if name.is_empty() => Some(self.refusal.problem()),
            Kind::Object(properties, _) if properties.is_empty() && name.is_empty() => {
                Some(self.refusal.problem())
            }
            Kind::Map(_) if name.is_empty() => {
                let values = [
                    self.refusal.problem(),
                    json!({"detail": self.refusal.to_string()}),
                    json!({"detail": self.refusal.detail()}),
                ];
                values.into_iter().find(|it| allowed(schema, it))
            }
            Kind::Object(properties, _) => {
                let mut object = Map::new();
                for property in *properties {
                    let otherwise = otherwise.get(property.name).unwrap_or(&Value::Null);
                    let value = self.value(property.schema, property.name, otherwise, within);
                    let required = property.must_be_there(false);
                    let made = Some(otherwise).filter(|it| required && !it.is_null());
                    let value = value.or_else(|| made.cloned());
                    let null = required && property.schema.is_nullable();
                    match value.or(null.then_some(Value::Null)) {
                        Some(value) => drop(object.insert(property.name.to_owned(), value)),
                        None if required => return None,
                        None => {}
                    }
                }
                // an object inside that says nothing is none
                (name.is_empty() || !object.is_empty()).then_some(Value::Object(object))
            }
            Kind::Choice(property, alternatives) => {
                let mut alternatives = alternatives.iter();
                alternatives.find_map(|(tag, of)| {
                    let mut value = self.value(of, name, otherwise, within)?;
                    value
                        .as_object_mut()?
                        .insert((*property).to_owned(), (*tag).into());
                    allowed(of, &value).then_some(value)
                })
            }
            Kind::OneOf(alternatives) => {
                let mut alternatives = alternatives.iter();
                alternatives.find_map(|of| {
                    let value = self.value(of, name, otherwise, within)?;
                    allowed(of, &value).then_some(value)
                })
            }
            Kind::List(of) => self.list(of, name, within),
            _ => {
                let mut candidates = self.candidates(name).into_iter();
                candidates.find(|it| allowed(schema, it))
            }
        }
    }

    /// One item for each thing that is wrong, or one for the whole.
    fn list(&self, of: &Schema, name: &str, within: &Within<'_>) -> Option<Value> {
        const LISTS: [&str; 10] = [
            "",
            "cause",
            "causes",
            "detail",
            "details",
            "error",
            "errors",
            "issues",
            "messages",
            "violations",
        ];
        if self.violation.is_some() || !LISTS.contains(&&*letters(name)) {
            return None;
        }
        let located = tells_where(of);
        let violations = self.refusal.violations().iter().map(Some);
        let none = violations.len() == 0;
        let mut items = violations.chain(none.then_some(None));
        // an item may be as the whole is: inside one, there are no lists
        let alone = Within {
            depth: within.depth,
            ..Within::NOTHING
        };
        let within = if none { within } else { &alone };
        let share = Cell::new(self.left.get() / 2);
        self.left.set(self.left.get() - share.get());
        let mut list = Vec::new();
        let all = items.try_for_each(|violation| {
            let filler = Filler {
                refusal: self.refusal,
                left: &share,
                violation,
                located,
            };
            list.push(filler.value(of, "message", &Value::Null, within)?);
            Some(())
        });
        // some of many are enough
        let spent = share.get() == 0 && !list.is_empty();
        (all.is_some() || spent).then_some(Value::Array(list))
    }

    /// What a scalar of this name may be, the likeliest first.
    fn candidates(&self, name: &str) -> Vec<Value> {
        let status = self.refusal.status().as_u16();
        let reason = self.refusal.reason();
        let code = reason.to_ascii_lowercase().replace(' ', "_");
        match &*letters(name) {
            "status" | "statuscode" | "httpstatus" | "httpcode" | "httpstatuscode" => {
                vec![json!(status), json!(status.to_string()), json!(reason)]
            }
            "code" | "errorcode" | "errcode" => {
                vec![json!(status), json!(code), json!(status.to_string())]
            }
            "id" | "errorid" | "errortype" | "key" | "kind" | "type" => {
                vec![json!(code), json!("about:blank")]
            }
            "title" | "summary" | "statustext" | "statusmessage" => vec![json!(reason)],
            "" | "cause" | "description" | "detail" | "details" | "detailedmessage"
            | "detailmessage" | "error" | "errordescription" | "errordetail" | "errormessage"
            | "errormsg" | "errors" | "explanation" | "message" | "messages" | "msg" | "reason"
            | "text" | "usermessage" => {
                let said = match self.violation {
                    Some(it) if self.located => it.message.clone(),
                    Some(it) => it.to_string(),
                    None => self.refusal.to_string(),
                };
                let detail = self.refusal.detail();
                vec![json!(said), json!(detail), json!(reason), json!(true)]
            }
            "ok" | "success" | "successful" | "succeeded" => vec![json!(false)],
            "failed" | "failure" | "iserror" => vec![json!(true)],
            name if WHERE.contains(&name) => {
                let pointer = self.violation.map(|it| json!(it.pointer));
                pointer.into_iter().collect()
            }
            _ => Vec::new(),
        }
    }
}

/// How properties are called that tell where something is wrong.
const WHERE: [&str; 7] = [
    "field",
    "location",
    "param",
    "parameter",
    "path",
    "pointer",
    "property",
];

/// Whether a schema has a place for it.
fn tells_where(schema: &Schema) -> bool {
    match &schema.kind {
        Kind::Same(schema) => tells_where(schema),
        Kind::Object(properties, _) => {
            let mut properties = properties.iter();
            properties.any(|it| WHERE.contains(&&*letters(it.name)))
        }
        _ => false,
    }
}

/// A name in whatever convention: `status_code`, `statusCode` and `Status-Code` are one.
fn letters(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|it| it.to_ascii_lowercase()).collect()
}

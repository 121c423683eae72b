//! Values that stand as text: in a path, a query, a header, a form, or XML.

use super::super::text::is_number;
use super::{Constant, Kind, Schema};
use serde_json::{Number, Value};

/// Alternatives may lead to each other without a value between them.
const MAX_DEPTH: usize = 100;

/// The JSON value of a text, by the type that it is declared to have; the text itself, where it is
/// none of that type.
pub fn of_text(schema: &Schema, text: &str) -> Value {
    within(schema, text, MAX_DEPTH)
}

fn within(schema: &Schema, text: &str, depth: usize) -> Value {
    let value = match &schema.kind {
        Kind::Boolean => text.parse().ok().map(Value::Bool),
        Kind::Integer(..) | Kind::Number => number(text).map(Value::Number),
        Kind::Values(values) => {
            let mut values = values.iter();
            let known = values.find(|it| it.is_written(text));
            known.and_then(|constant| match constant {
                Constant::Text(_) => None,
                Constant::Number(text) => number(text).map(Value::Number),
                Constant::Json(text) => serde_json::from_str(text).ok(),
            })
        }
        Kind::Same(of) if depth > 0 => return within(of, text, depth - 1),
        Kind::OneOf(alternatives) if depth > 0 => {
            let alternatives = alternatives.iter();
            let values = alternatives.map(|it| (it, within(it, text, depth - 1)));
            let mut fits = values.filter(|(it, value)| super::validate(it, value, true).is_ok());
            fits.next().map(|(_, value)| value)
        }
        _ => None,
    };
    value.unwrap_or_else(|| Value::String(text.to_owned()))
}

impl Schema {
    /// The JSON value of a text that is one of these, or, of a list, an element of it.
    pub fn text(&self, text: &str) -> Value {
        match &self.kind {
            Kind::List(of) | Kind::Same(of) => of.text(text),
            _ => of_text(self, text),
        }
    }
}

fn number(text: &str) -> Option<Number> {
    if !is_number(text) {
        return None;
    }
    match (text.parse::<i64>(), text.parse::<u64>()) {
        (Ok(number), _) => Some(number.into()),
        (_, Ok(number)) => Some(number.into()),
        _ => text.parse().ok().and_then(Number::from_f64),
    }
}

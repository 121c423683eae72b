//! Values that stand as text: in a path, a query, a header, a form, or XML.

use super::super::text::is_number;
use super::{Constant, Kind, Schema};
use serde_json::{Number, Value};

/// How many schemas are followed to others: they may lead to each other without a value between them.
const STEPS: usize = 100;

/// The JSON value of a text, by the type that it is declared to have; the text itself, where it is
/// none of that type.
pub fn of_text(schema: &Schema, text: &str) -> Value {
    let mut left = STEPS;
    let value = typed(schema, text, &mut left);
    value.unwrap_or_else(|| Value::String(text.to_owned()))
}

fn typed(schema: &Schema, text: &str, left: &mut usize) -> Option<Value> {
    match &schema.kind {
        Kind::Boolean => text.parse().ok().map(Value::Bool),
        Kind::Integer(..) | Kind::Number | Kind::Float => number(text).map(Value::Number),
        Kind::Values(values) => match values.iter().find(|it| it.is_written(text))? {
            Constant::Text(_) => None,
            // the document's own, which YAML may write in another way
            Constant::Number(own) if is_number(text) => parse(own).map(Value::Number),
            Constant::Number(_) => None,
            Constant::Json(text) => serde_json::from_str(text).ok(),
        },
        Kind::Same(of) => {
            *left = left.checked_sub(1)?;
            typed(of, text, left)
        }
        Kind::OneOf(alternatives) => {
            *left = left.checked_sub(1)?;
            alternatives.iter().find_map(|it| {
                let value = typed(it, text, left);
                let value = value.unwrap_or_else(|| Value::String(text.to_owned()));
                super::validate(it, &value, true).is_ok().then_some(value)
            })
        }
        _ => None,
    }
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
    is_number(text).then(|| parse(text)).flatten()
}

fn parse(text: &str) -> Option<Number> {
    match (text.parse::<i64>(), text.parse::<u64>()) {
        (Ok(number), _) => Some(number.into()),
        (_, Ok(number)) => Some(number.into()),
        _ => text.parse().ok().and_then(Number::from_f64),
    }
}

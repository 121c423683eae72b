//! Values that stand as text: in a path, a query, a header, a form, or XML.

use super::{Constant, Kind, Schema};
use serde_json::{Number, Value};

/// The JSON value of a text, by the type that it is declared to have; the text itself, where it is
/// none of that type.
pub fn of_text(schema: &Schema, text: &str) -> Value {
    let value = match &schema.kind {
        Kind::Boolean => text.trim().parse().ok().map(Value::Bool),
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
        Kind::Same(of) => return of_text(of, text),
        Kind::OneOf(alternatives) => {
            let values = alternatives.iter().map(|it| (it, of_text(it, text)));
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
    let text = text.trim();
    match (text.parse::<i64>(), text.parse::<u64>()) {
        (Ok(number), _) => Some(number.into()),
        (_, Ok(number)) => Some(number.into()),
        _ => text.parse().ok().and_then(Number::from_f64),
    }
}

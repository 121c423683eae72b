//! The interpreter of the table: a value is what a schema says, or everything is listed that it is not.

use super::at::At;
use super::number::Decimal;
use super::violation::{MOST, Violation};
use super::{Format, Kind, Limit, Property, Rest, Schema};
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::fmt::Display;

/// Schemas may lead to each other without a value between them.
const MAX_DEPTH: usize = 400;

/// How often parts of a value may meet a schema while alternatives are tried, for each of them and for
/// all: alternatives within alternatives are tried again and again.
const TRIALS: usize = 100;
const LEAST_TRIALS: usize = 100_000;
const MOST_TRIALS: usize = 10_000_000;

/// Collects what is wrong with a value.
pub(super) struct Check {
    pub violations: Vec<Violation>,
    /// Whether a client sends the value, and not a server.
    pub request: bool,
    depth: usize,
    /// How often a schema may be met yet as an alternative.
    left: usize,
    /// Whether an alternative is tried: the first violation decides, and nobody reads it.
    trial: bool,
}

impl Check {
    pub fn new(request: bool) -> Self {
        Self {
            violations: Vec::new(),
            request,
            depth: 0,
            left: LEAST_TRIALS,
            trial: false,
        }
    }

    pub fn add(&mut self, at: &At<'_>, message: impl Display) {
        if self.is_decided() {
            return;
        }
        self.violations.push(if self.trial {
            Violation {
                pointer: String::new(),
                message: String::new(),
            }
        } else {
            Violation {
                pointer: at.pointer(),
                message: message.to_string(),
            }
        });
    }

    fn is_decided(&self) -> bool {
        self.violations.len() >= if self.trial { 1 } else { MOST }
    }

    pub fn value(&mut self, schema: &Schema, value: &Value, at: &At<'_>) {
        if value.is_null() && schema.nullable || self.is_decided() {
            return;
        }
        if self.depth == 0 {
            let trials = TRIALS.saturating_mul(size(value));
            self.left = self.left.saturating_add(trials).min(MOST_TRIALS);
        }
        if self.depth >= MAX_DEPTH || self.trial && self.left == 0 {
            return self.add(at, "is nested too deep");
        }
        self.depth += 1;
        if self.trial {
            self.left -= 1;
        }
        self.kind(&schema.kind, value, at);
        // a limit says nothing of a value that is of another type
        schema
            .limits
            .iter()
            .for_each(|it| self.limit(it, value, at));
        self.depth -= 1;
    }

    fn kind(&mut self, kind: &Kind, value: &Value, at: &At<'_>) {
        match (kind, value) {
            (Kind::Any, _) | (Kind::Boolean, Value::Bool(_)) => {}
            (Kind::Text(None), Value::String(_)) | (Kind::Number, Value::Number(_)) => {}
            (Kind::Float, Value::Number(number)) => {
                if !number.as_f64().is_some_and(|it| (it as f32).is_finite()) {
                    self.add(at, "is too large for a number of 32 bits");
                }
            }
            (Kind::Text(Some(Format(name, is))), Value::String(text)) => {
                if !is(text) {
                    self.add(at, format_args!("is not of the format `{name}`"));
                }
            }
            (Kind::Integer(least, most), Value::Number(number)) => {
                let fits = match (number.as_i64(), number.as_u64()) {
                    (Some(number), _) => {
                        number >= *least && u64::try_from(number).unwrap_or(0) <= *most
                    }
                    (None, Some(number)) => number <= *most,
                    // too large for either, so without a fraction
                    (None, None) if number.as_f64().is_some_and(|it| it.abs() > 9e18) => false,
                    (None, None) => return self.add(at, "is not an integer"),
                };
                if !fits {
                    self.add(at, format_args!("is not from {least} to {most}"));
                }
            }
            (Kind::Values(values), value) => {
                if !values.iter().any(|it| it.is(value)) {
                    let shown = if self.trial { 0 } else { 20 };
                    let listed = values.iter().take(shown).map(|it| format!("`{it}`"));
                    let listed: Vec<String> = listed.collect();
                    let more = if values.len() > shown { ", …" } else { "" };
                    self.add(at, format_args!("is none of {}{more}", listed.join(", ")));
                }
            }
            (Kind::List(items), Value::Array(values)) => {
                for (index, value) in values.iter().enumerate() {
                    self.value(items, value, &At::Item(at, index));
                }
            }
            (Kind::Map(of), Value::Object(object)) => {
                for (name, value) in object {
                    self.value(of, value, &At::Property(at, name));
                }
            }
            (Kind::Object(properties, rest), Value::Object(object)) => {
                self.object(properties, rest, object, at);
            }
            (Kind::Choice(property, alternatives), Value::Object(object)) => {
                self.choice(property, alternatives, object, value, at);
            }
            (Kind::OneOf(alternatives), value) => self.one_of(alternatives, value, at),
            (Kind::Same(schema), value) => self.value(schema, value, at),
            (kind, _) => self.add(at, format_args!("is not {}", kind.name())),
        }
    }

    fn object(
        &mut self,
        properties: &[Property],
        rest: &Rest,
        object: &Map<String, Value>,
        at: &At<'_>,
    ) {
        for property in properties {
            let inner = At::Property(at, property.name);
            match object.get(property.name) {
                Some(value) => self.value(property.schema, value, &inner),
                None if property.must_be_there(self.request) => self.add(&inner, "is required"),
                None => {}
            }
        }
        if matches!(rest, Rest::Allowed) {
            return;
        }
        for (name, value) in object {
            if properties.iter().any(|it| it.name == name) {
                continue;
            }
            match rest {
                Rest::Of(schema) => self.value(schema, value, &At::Property(at, name)),
                _ => self.add(&At::Property(at, name), "is not a property of this object"),
            }
        }
    }

    fn choice(
        &mut self,
        property: &str,
        alternatives: &[(&str, &Schema)],
        object: &Map<String, Value>,
        value: &Value,
        at: &At<'_>,
    ) {
        let inner = At::Property(at, property);
        match object.get(property) {
            Some(Value::String(tag)) => match alternatives.iter().find(|(value, _)| value == tag) {
                Some((_, schema)) => self.value(schema, value, at),
                None => self.add(&inner, "is none of the values that the document lists"),
            },
            Some(_) => self.add(&inner, "is not a string"),
            None => self.add(&inner, "is required"),
        }
    }

    fn one_of(&mut self, alternatives: &[&Schema], value: &Value, at: &At<'_>) {
        let fits = alternatives.iter().any(|schema| {
            let mut check = Check {
                violations: Vec::new(),
                trial: true,
                ..*self
            };
            check.value(schema, value, at);
            self.left = check.left;
            check.violations.is_empty()
        });
        match (fits, self.left) {
            (true, _) => {}
            (false, 0) => self.add(at, "is nested too deep"),
            (false, _) => self.add(at, "is none of the alternatives"),
        }
    }

    fn limit(&mut self, limit: &Limit, value: &Value, at: &At<'_>) {
        if let Some(message) = exceeded(limit, value) {
            self.add(at, message);
        }
    }
}

/// How many values it is made of.
fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(size).sum::<usize>() + 1,
        Value::Object(object) => object.values().map(size).sum::<usize>() + 1,
        _ => 1,
    }
}

impl Kind {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Kind::Any | Kind::Values(_) | Kind::OneOf(_) | Kind::Same(_) => "allowed",
            Kind::Boolean => "true or false",
            Kind::Integer(..) => "an integer",
            Kind::Number | Kind::Float => "a number",
            Kind::Text(_) => "a string",
            Kind::List(_) => "a list",
            Kind::Map(_) | Kind::Object(..) | Kind::Choice(..) => "an object",
        }
    }
}

/// What a limit says against a value. One that is for values of another type says nothing.
fn exceeded(limit: &Limit, value: &Value) -> Option<String> {
    match (limit, value) {
        (
            Limit::AtLeast(bound)
            | Limit::MoreThan(bound)
            | Limit::AtMost(bound)
            | Limit::LessThan(bound)
            | Limit::MultipleOf(bound),
            Value::Number(number),
        ) => {
            let number = Decimal::parse(&number.to_string())?;
            let other = Decimal::parse(bound)?;
            let (well, said) = match limit {
                Limit::AtLeast(_) => (number >= other, "less than"),
                Limit::MoreThan(_) => (number > other, "not more than"),
                Limit::AtMost(_) => (number <= other, "more than"),
                Limit::LessThan(_) => (number < other, "not less than"),
                _ => (number.is_multiple_of(&other), "not a multiple of"),
            };
            (!well).then(|| format!("is {said} {bound}"))
        }
        (Limit::MinLength(bound), Value::String(text)) => {
            let length = text.chars().count() as u64;
            (length < *bound).then(|| format!("is shorter than {}", characters(*bound)))
        }
        (Limit::MaxLength(bound), Value::String(text)) => {
            let length = text.chars().count() as u64;
            (length > *bound).then(|| format!("is longer than {}", characters(*bound)))
        }
        (Limit::Pattern(written, pattern, matches), Value::String(text)) => {
            (!matches(pattern, text)).then(|| format!("does not match `{written}`"))
        }
        (Limit::MinItems(bound), Value::Array(items)) => {
            ((items.len() as u64) < *bound).then(|| format!("has fewer items than {bound}"))
        }
        (Limit::MaxItems(bound), Value::Array(items)) => {
            (items.len() as u64 > *bound).then(|| format!("has more items than {bound}"))
        }
        (Limit::UniqueItems, Value::Array(items)) => {
            let mut seen = HashSet::new();
            let mut items = items.iter();
            let twice = items.any(|it| !seen.insert(canonical(it)));
            twice.then(|| "has an item twice".to_owned())
        }
        (Limit::MinProperties(bound), Value::Object(object)) => {
            ((object.len() as u64) < *bound).then(|| format!("has fewer properties than {bound}"))
        }
        (Limit::MaxProperties(bound), Value::Object(object)) => {
            (object.len() as u64 > *bound).then(|| format!("has more properties than {bound}"))
        }
        _ => None,
    }
}

/// The same text for values that are equal: `1` and `1.0` are (JSON Schema Core, section 4.2.2).
fn canonical(value: &Value) -> String {
    match value {
        Value::Number(number) => {
            let text = number.to_string();
            Decimal::parse(&text).map_or(text, |it| format!("{it:?}"))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(object) => {
            let mut entries: Vec<(&String, String)> = object
                .iter()
                .map(|(name, value)| (name, canonical(value)))
                .collect();
            entries.sort_unstable();
            format!("{entries:?}")
        }
        other => other.to_string(),
    }
}

fn characters(count: u64) -> String {
    match count {
        1 => "1 character".to_owned(),
        count => format!("{count} characters"),
    }
}

//! Values that a schema allows, made up from a seed: the same ones in every run.

mod examples;
mod number;
mod pattern;
mod text;

pub use examples::{Examples, Shown};

use super::schema::{Constant, Kind, Limit, Property, Rest, Schema, validate};
use examples::Spot;
use serde_json::{Map, Value};

/// Makes values up.
#[derive(Clone, Debug)]
pub struct Random {
    state: u64,
    /// Whether texts hold what is seldom in a text.
    wild: bool,
}

/// Schemas may lead to each other for ever; behind this many values only what must be there is made.
const DEPTH: usize = 5;
/// Where even that has no end, there is no value.
const MOST_DEPTH: usize = 40;
/// How many values a value may be made of, before only what must be there is made.
const SIZE: usize = 200;
/// A value that must be made of more is not made: what must be there may branch at every level.
const MOST_SIZE: usize = 20_000;
/// A list, or a text, that must be longer is not made.
const MOST_ITEMS: u64 = 10_000;

impl Random {
    /// Numbers and values that follow from the seed.
    pub fn new(seed: u64) -> Self {
        Self {
            state: seed,
            wild: false,
        }
    }

    /// The same with texts of any characters, the ends of lines too, in place of plain words.
    #[must_use]
    pub fn wild(mut self) -> Self {
        self.wild = true;
        self
    }

    /// Any number (SplitMix64).
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A number below `end`; 0 where that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        // any bias is below 2⁻³² for ends of this size
        match end {
            0 => 0,
            end => (self.bits() % end as u64) as usize,
        }
    }

    /// Once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }

    /// A value that the schema allows, in a request or in an answer; `None` where none was found.
    pub fn value(&mut self, schema: &Schema, request: bool) -> Option<Value> {
        self.allowed(schema, request, &Spot::default())
    }

    /// A value that the schema allows in an answer, as the document shows it where it does, and with
    /// everything in it that may be.
    pub fn example(&mut self, schema: &Schema, examples: &Examples, shown: Shown) -> Option<Value> {
        self.allowed(schema, false, &Spot::new(examples, shown))
    }

    fn allowed(&mut self, schema: &Schema, request: bool, spot: &Spot<'_>) -> Option<Value> {
        for attempt in 0..6 {
            let mut making = Making {
                random: self,
                request,
                // what is too large, or has no end, may be well without what may be left out
                left: if attempt < 3 { SIZE } else { 0 },
                made: 0,
            };
            let made = making.value(schema, spot, 0);
            let allowed = made.filter(|it| validate(schema, it, request).is_ok());
            if allowed.is_some() {
                return allowed;
            }
        }
        None
    }
}

struct Making<'r> {
    random: &'r mut Random,
    request: bool,
    /// How many more values may be made that may be left out.
    left: usize,
    /// How many were made.
    made: usize,
}

impl Making<'_> {
    fn value(&mut self, schema: &Schema, spot: &Spot<'_>, depth: usize) -> Option<Value> {
        let here = spot.of(schema);
        let allowed = |it: &Value| validate(schema, it, self.request).is_ok();
        let shown = spot.value().filter(allowed);
        if let Some(shown) = shown.or_else(|| here.value().filter(allowed)) {
            self.left = self.left.saturating_sub(1);
            return Some(shown);
        }
        let mut null = || !spot.is_shown() && self.random.once_in(8);
        if schema.is_nullable() && (depth > DEPTH || null()) {
            return Some(Value::Null);
        }
        self.made += 1;
        if depth > MOST_DEPTH || self.made > MOST_SIZE {
            return None;
        }
        self.left = self.left.saturating_sub(1);
        let limits = schema.limits;
        match &schema.kind {
            Kind::Any => Some(self.any(depth)),
            Kind::Boolean => Some(self.random.once_in(2).into()),
            Kind::Integer(least, most) => {
                // people do not want them, and JavaScript does not hold them
                let bounds = !spot.is_shown();
                number::integer(self.random, *least, *most, limits, bounds)
            }
            Kind::Number | Kind::Float => number::number(self.random, limits),
            Kind::Text(format) => text::text(self.random, *format, limits),
            Kind::Values(values) => constant(self.random.pick(values)?),
            Kind::List(items) => self.list(items, limits, &here, depth),
            Kind::Map(of) => self.object(&[], &Rest::Of(of), limits, &here, depth),
            Kind::Object(properties, rest) => self.object(properties, rest, limits, &here, depth),
            Kind::Choice(property, alternatives) => {
                self.choice(property, alternatives, &here, depth)
            }
            Kind::OneOf(alternatives) => {
                let start = self.random.below(alternatives.len());
                let mut all = alternatives.iter().cycle().skip(start);
                let mut all = all.by_ref().take(alternatives.len());
                all.find_map(|it| self.value(it, &here.element(), depth + 1))
            }
            Kind::Same(of) => self.same(of, limits, &here, depth),
        }
    }

    /// What is said of an alias holds beside what is said of its schema.
    fn same(
        &mut self,
        of: &Schema,
        limits: &[Limit],
        spot: &Spot<'_>,
        depth: usize,
    ) -> Option<Value> {
        let attempts = if limits.is_empty() { 1 } else { 20 };
        let mut made = None;
        for _ in 0..attempts {
            made = self.value(of, spot, depth + 1);
            let Some(value) = &made else { break };
            if limits.is_empty() || validate(of, value, self.request).is_ok() {
                break;
            }
        }
        made
    }

    fn may_grow(&self, depth: usize) -> bool {
        depth < DEPTH && self.left > 0
    }

    fn any(&mut self, depth: usize) -> Value {
        let plain = if self.may_grow(depth) { 5 } else { 3 };
        match self.random.below(plain) {
            0 => text::any(self.random).into(),
            1 => self.random.below(1000).into(),
            2 => self.random.once_in(2).into(),
            3 => Value::Array((0..2).map(|_| self.any(depth + 1)).collect()),
            _ => {
                let names = ["one", "two", "three"].into_iter();
                let names = names.map(|it| (it.to_owned(), self.any(depth + 1)));
                Value::Object(names.collect())
            }
        }
    }

    fn list(
        &mut self,
        items: &Schema,
        limits: &[Limit],
        spot: &Spot<'_>,
        depth: usize,
    ) -> Option<Value> {
        let (mut least, mut most, mut unique) = (0, u64::MAX, false);
        for limit in limits {
            match limit {
                Limit::MinItems(bound) => least = *bound.max(&least),
                Limit::MaxItems(bound) => most = *bound.min(&most),
                Limit::UniqueItems => unique = true,
                _ => {}
            }
        }
        if least > MOST_ITEMS || least > most {
            return None;
        }
        let element = spot.element();
        let more = match self.may_grow(depth) {
            // an empty list shows nothing, and what is shown of an element is shown once
            true if element.value().is_some() => usize::from(least == 0),
            true if spot.is_shown() && least == 0 => 1 + self.random.below(2),
            true => self.random.below(4),
            false => 0,
        };
        let wanted = (least as usize + more).min(most as usize);
        let mut values: Vec<Value> = Vec::new();
        for _ in 0..wanted.saturating_mul(5) {
            if values.len() == wanted {
                break;
            }
            match self.value(items, &element, depth + 1) {
                Some(value) if unique && values.contains(&value) => {}
                Some(value) => values.push(value),
                None => break,
            }
        }
        (values.len() as u64 >= least).then_some(Value::Array(values))
    }

    fn object(
        &mut self,
        properties: &[Property],
        rest: &Rest,
        limits: &[Limit],
        spot: &Spot<'_>,
        depth: usize,
    ) -> Option<Value> {
        let (mut least, mut most) = (0, usize::MAX);
        for limit in limits {
            match limit {
                Limit::MinProperties(bound) => least = usize::try_from(*bound).ok()?,
                Limit::MaxProperties(bound) => most = usize::try_from(*bound).unwrap_or(most),
                _ => {}
            }
        }
        let mut object = Map::new();
        for property in properties {
            if property.must_be_there(self.request) {
                let spot = spot.property(property.name);
                let value = self.value(property.schema, &spot, depth + 1)?;
                object.insert(property.name.to_owned(), value);
            }
        }
        for property in properties {
            if property.is_out_of_place(self.request) {
                continue;
            }
            let wanted = object.len() < least
                || self.may_grow(depth) && (spot.is_shown() || self.random.once_in(2));
            if wanted
                && object.len() < most
                && !object.contains_key(property.name)
                && let Some(value) =
                    self.value(property.schema, &spot.property(property.name), depth + 1)
            {
                object.insert(property.name.to_owned(), value);
            }
        }
        let more = match rest {
            Rest::Of(_) if self.may_grow(depth) => match spot.is_shown() {
                true => usize::from(properties.is_empty()),
                false => self.random.below(3),
            },
            _ => 0,
        };
        let wanted = least.max(object.len().saturating_add(more)).min(most);
        for number in 0..wanted.min(1000) {
            if object.len() >= wanted {
                break;
            }
            let name = format!("{}{number}", text::word(self.random));
            let known = properties.iter().any(|it| it.name == name);
            let value = match rest {
                Rest::Forbidden => None,
                Rest::Allowed => Some(self.any(depth + 1)),
                Rest::Of(schema) => self.value(schema, &spot.element(), depth + 1),
            };
            if let Some(value) = value.filter(|_| !known) {
                object.insert(name, value);
            }
        }
        (object.len() >= least).then_some(Value::Object(object))
    }

    fn choice(
        &mut self,
        property: &str,
        alternatives: &[(&str, &Schema)],
        spot: &Spot<'_>,
        depth: usize,
    ) -> Option<Value> {
        let start = self.random.below(alternatives.len());
        let all = alternatives.iter().cycle().skip(start);
        all.take(alternatives.len()).find_map(|(tag, schema)| {
            let mut value = self.value(schema, spot, depth + 1)?;
            let object = value.as_object_mut()?;
            object.insert(property.to_owned(), Value::from(*tag));
            Some(value)
        })
    }
}

fn constant(constant: &Constant) -> Option<Value> {
    match constant {
        Constant::Text(text) => Some(Value::from(*text)),
        Constant::Number(text) | Constant::Json(text) => serde_json::from_str(text).ok(),
    }
}

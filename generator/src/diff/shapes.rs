//! What a schema looks like, whatever it and what is in it are called, and wherever they stand: two of one
//! look are of one shape. It is told as far as a few levels go, which is enough to find which of several is
//! which; they are compared all the same.

use super::aliases;
use crate::ir::{Additional, Api, SchemaKind, Slot};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// How many levels are looked at: recursion has no end.
const LEVELS: usize = 6;

/// The shapes of the schemas of one api, as far as they are known.
#[derive(Debug, Default)]
pub(super) struct Shapes(HashMap<(Slot, usize), u64>);

impl Shapes {
    pub fn of(&mut self, api: &Api, slot: Slot) -> u64 {
        self.within(api, slot, LEVELS)
    }

    fn within(&mut self, api: &Api, slot: Slot, levels: usize) -> u64 {
        let slot = aliases::resolved(api, slot);
        if let Some(known) = self.0.get(&(slot, levels)) {
            return *known;
        }
        let mut hasher = DefaultHasher::new();
        self.write(api, slot, levels, &mut hasher);
        let shape = hasher.finish();
        self.0.insert((slot, levels), shape);
        shape
    }

    fn write(&mut self, api: &Api, slot: Slot, levels: usize, hasher: &mut DefaultHasher) {
        use SchemaKind as K;
        let schema = api.schema(slot.schema);
        std::mem::discriminant(&schema.kind).hash(hasher);
        slot.nullable.hash(hasher);
        format!("{:?}", schema.limits).hash(hasher);
        let Some(levels) = levels.checked_sub(1) else {
            return;
        };
        match &schema.kind {
            K::Any | K::Missing | K::File | K::Boolean => {}
            K::Integer(format) => format.hash(hasher),
            K::Number(format) => format!("{format:?}").hash(hasher),
            K::String(format) => format!("{format:?}").hash(hasher),
            K::Enum { base, values } => {
                format!("{base:?}").hash(hasher);
                let mut values: Vec<&str> = values.iter().map(|it| it.value.as_str()).collect();
                values.sort_unstable();
                values.hash(hasher);
            }
            K::Array(slot) | K::Map(slot) | K::Alias(slot) => {
                self.within(api, *slot, levels).hash(hasher);
            }
            K::Object {
                properties,
                additional,
                tag,
            } => {
                let parts = properties.iter().map(|it| {
                    let shape = self.within(api, it.slot, levels);
                    (&it.name, it.required, it.read_only, it.write_only, shape)
                });
                let mut parts: Vec<_> = parts.collect();
                parts.sort_unstable();
                parts.hash(hasher);
                match additional {
                    Additional::Ignored => 0.hash(hasher),
                    Additional::Forbidden => 1.hash(hasher),
                    Additional::Of(slot) => self.within(api, *slot, levels).hash(hasher),
                }
                tag.as_ref()
                    .map(|it| (&it.property, &it.value))
                    .hash(hasher);
            }
            K::Choice {
                tag, alternatives, ..
            } => {
                tag.hash(hasher);
                for it in alternatives {
                    it.value.hash(hasher);
                    let slot = super::findings::slot(it.schema);
                    self.within(api, slot, levels).hash(hasher);
                }
            }
            K::OneOf(slots) => {
                let shapes = slots.iter().map(|it| self.within(api, *it, levels));
                let mut shapes: Vec<u64> = shapes.collect();
                shapes.sort_unstable();
                shapes.hash(hasher);
            }
        }
    }
}

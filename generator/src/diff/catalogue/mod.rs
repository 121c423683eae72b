//! The catalogue of changes: each code with what it does to the wire, and why.
//!
//! A rule decides which code holds; what that means stands here alone. BD01 the api, BD02 operations,
//! BD03 parameters, BD04 bodies and media types, BD05 responses and headers, BD06 schemas, BD07 values
//! and bounds, BD08 security, BD09 Rust alone. Numbers are never reused.

mod api;
mod bodies;
mod operations;
mod parameters;
mod responses;
mod rust;
mod schemas;
mod security;
mod values;

use super::change::Wire;
pub use {
    api::*, bodies::*, operations::*, parameters::*, responses::*, rust::*, schemas::*,
    security::*, values::*,
};

/// One entry.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `BD` and four digits; never reused.
    pub id: &'static str,
    /// The same in words, for people and for `--ignore`.
    pub slug: &'static str,
    /// What it is about, in a few words.
    pub title: &'static str,
    pub effects: Effects,
}

/// What a change does to the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effects {
    /// Wherever it is.
    Always(Effect),
    /// By the direction that the value goes in.
    Directed { request: Effect, response: Effect },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    pub wire: Wire,
    pub why: &'static str,
    /// Between clients and servers that Bindsmith generates, where that is another.
    pub generated: Option<(Wire, &'static str)>,
}

impl Effect {
    const fn of(wire: Wire, why: &'static str) -> Self {
        Effect {
            wire,
            why,
            generated: None,
        }
    }

    /// What clients and servers that Bindsmith generates do.
    const fn ours(self, wire: Wire, why: &'static str) -> Self {
        Effect {
            generated: Some((wire, why)),
            ..self
        }
    }
}

const fn docs(why: &'static str) -> Effect {
    Effect::of(Wire::Docs, why)
}

const fn compatible(why: &'static str) -> Effect {
    Effect::of(Wire::Compatible, why)
}

const fn servers(why: &'static str) -> Effect {
    Effect::of(Wire::BreaksServers, why)
}

const fn clients(why: &'static str) -> Effect {
    Effect::of(Wire::BreaksClients, why)
}

const fn both(why: &'static str) -> Effect {
    Effect::of(Wire::BreaksBoth, why)
}

const fn always(effect: Effect) -> Effects {
    Effects::Always(effect)
}

/// In requests, and in responses.
const fn directed(request: Effect, response: Effect) -> Effects {
    Effects::Directed { request, response }
}

/// The entries of one area: a static each, and all of them under one name.
macro_rules! codes {
    ($all:ident: $($name:ident $id:literal $slug:literal $title:literal $effects:expr;)*) => {
        $(#[doc = $title] pub static $name: $crate::diff::catalogue::Code =
            $crate::diff::catalogue::Code { id: $id, slug: $slug, title: $title, effects: $effects };)*
        pub static $all: &[&$crate::diff::catalogue::Code] = &[$(&$name),*];
    };
}
use codes;

/// Every code, ascending.
pub fn all() -> impl Iterator<Item = &'static Code> {
    let areas = [
        API, OPERATIONS, PARAMETERS, BODIES, RESPONSES, SCHEMAS, VALUES, SECURITY, RUST,
    ];
    areas.into_iter().flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::all;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unique_and_ascending() {
        assert!(all().is_sorted_by(|a, b| a.id < b.id));
        let slugs: BTreeSet<&str> = all().map(|it| it.slug).collect();
        assert_eq!(slugs.len(), all().count());
    }
}

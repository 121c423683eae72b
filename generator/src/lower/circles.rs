//! Definitions that lead back to themselves and say nothing on the way.

use super::Lowering;
use crate::ir::{Alternative, Origin, SchemaId, SchemaKind, Slot};
use crate::report::{Diagnostic, catalogue};
use indexmap::IndexSet;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

impl Lowering<'_> {
    /// Cuts all of them.
    pub(super) fn break_circles(&mut self) {
        self.break_choice_cycles();
        self.break_one_of_cycles();
        self.break_alias_cycles();
    }

    /// One of `a` and others says nothing of `a`; it would be looked at for ever. What leads back to it is
    /// replaced by its own alternatives.
    fn break_one_of_cycles(&mut self) {
        let leads = self.leads();
        // all are looked at before any is changed: their order means nothing
        let mut cut: Vec<(SchemaId, Vec<Slot>)> = Vec::new();
        for (index, schema) in self.schemas.iter().enumerate() {
            let id = SchemaId(index);
            if let SchemaKind::OneOf(slots) = &schema.kind
                && slots.iter().any(|it| leads(it.schema, id))
            {
                cut.push((id, self.unrolled(id, slots, &leads)));
            }
        }
        for (id, others) in cut {
            let Some(schema) = self.schemas.get_mut(id.0) else {
                continue;
            };
            schema.kind = match others.as_slice() {
                [] => SchemaKind::Any,
                [slot] => SchemaKind::Alias(*slot),
                _ => SchemaKind::OneOf(others),
            };
            let origin = schema.origin.clone();
            self.goes_in_a_circle(&origin);
        }
    }

    /// Nor does an alternative that a property tells say anything, if it leads back to the whole.
    fn break_choice_cycles(&mut self) {
        let leads = self.leads();
        let mut cut: Vec<(SchemaId, Vec<Alternative>)> = Vec::new();
        for (index, schema) in self.schemas.iter().enumerate() {
            let id = SchemaId(index);
            if let SchemaKind::Choice {
                own: None,
                alternatives,
                ..
            } = &schema.kind
                && alternatives.iter().any(|it| leads(it.schema, id))
            {
                let mut others = alternatives.clone();
                others.retain(|it| !leads(it.schema, id));
                cut.push((id, others));
            }
        }
        for (id, others) in cut {
            let Some(schema) = self.schemas.get_mut(id.0) else {
                continue;
            };
            match &mut schema.kind {
                SchemaKind::Choice { alternatives, .. } if !others.is_empty() => {
                    *alternatives = others;
                }
                kind => *kind = SchemaKind::Any,
            }
            let origin = schema.origin.clone();
            self.goes_in_a_circle(&origin);
        }
    }

    /// Whether one schema leads to another, and back.
    fn leads(&self) -> impl Fn(SchemaId, SchemaId) -> bool + use<> {
        let circles = self.circles();
        move |from, to| circles.get(from.0) == circles.get(to.0)
    }

    fn goes_in_a_circle(&mut self, origin: &Origin) {
        let message = "one of the alternatives is the schema itself";
        let diagnostic = Diagnostic::new(&catalogue::REF_CYCLE, message);
        self.warn(
            diagnostic.generated("the others"),
            origin,
            "goes in a circle",
        );
    }

    /// The alternatives, and those of alternatives that lead back to the whole.
    fn unrolled(
        &self,
        whole: SchemaId,
        slots: &[Slot],
        leads: impl Fn(SchemaId, SchemaId) -> bool,
    ) -> Vec<Slot> {
        let mut open: Vec<Slot> = slots.iter().rev().copied().collect();
        let mut others: IndexSet<Slot> = IndexSet::new();
        let mut seen = HashSet::from([whole]);
        while let Some(slot) = open.pop() {
            if !leads(slot.schema, whole) {
                others.insert(slot);
            } else if seen.insert(slot.schema) {
                let inherit = |it: &Slot| Slot {
                    schema: it.schema,
                    nullable: it.nullable || slot.nullable,
                };
                match self.schemas.get(slot.schema.0).map(|it| &it.kind) {
                    Some(SchemaKind::Alias(inner)) => open.push(inherit(inner)),
                    Some(SchemaKind::OneOf(inner)) => {
                        open.extend(inner.iter().rev().map(inherit));
                    }
                    _ => {}
                }
            }
        }
        others.into_iter().collect()
    }

    /// Of each schema the circle that it is in: a value of one of these is looked at as one of the others.
    fn circles(&self) -> Vec<usize> {
        let next = |kind: &SchemaKind| match kind {
            SchemaKind::Alias(slot) => vec![slot.schema.0],
            SchemaKind::OneOf(slots) => slots.iter().map(|it| it.schema.0).collect(),
            // a base is none of what is all of it
            SchemaKind::Choice {
                own: None,
                alternatives,
                ..
            } => alternatives.iter().map(|it| it.schema.0).collect(),
            _ => Vec::new(),
        };
        let mut graph = DiGraph::<(), (), usize>::default();
        let nodes: Vec<_> = self.schemas.iter().map(|_| graph.add_node(())).collect();
        for (from, schema) in nodes.iter().zip(&self.schemas) {
            for to in next(&schema.kind)
                .into_iter()
                .filter_map(|it| nodes.get(it))
            {
                graph.add_edge(*from, *to, ());
            }
        }
        let mut circles = vec![usize::MAX; nodes.len()];
        for (number, circle) in kosaraju_scc(&graph).into_iter().enumerate() {
            for node in circle {
                if let Some(circle) = circles.get_mut(node.index()) {
                    *circle = number;
                }
            }
        }
        circles
    }

    /// `a: {$ref: b}, b: {$ref: a}` says nothing: any value.
    fn break_alias_cycles(&mut self) {
        let mut circles = self.alias_cycles();
        circles.sort_by_key(|at| self.schemas.get(*at).map(|it| it.origin.pointer.clone()));
        for at in circles {
            let Some(schema) = self.schemas.get_mut(at) else {
                continue;
            };
            schema.kind = SchemaKind::Any;
            let name = schema.name.clone().unwrap_or_default();
            let origin = schema.origin.clone();
            self.warn(
                Diagnostic::new(
                    &catalogue::REF_CYCLE,
                    format!("the definition `{name}` refers to nothing but itself"),
                )
                .generated("a type for any JSON value"),
                &origin,
                "goes in a circle",
            );
        }
    }

    /// Of each circle the first by pointer, since the order of definitions means nothing.
    fn alias_cycles(&self) -> Vec<usize> {
        let next = |at: usize| match self.schemas.get(at).map(|it| &it.kind) {
            Some(SchemaKind::Alias(slot)) => Some(slot.schema.0),
            _ => None,
        };
        // where each was come by first: no chain is followed twice
        let mut started: HashMap<usize, usize> = HashMap::new();
        let circle = |start: usize| {
            let mut at = start;
            loop {
                match started.entry(at) {
                    Entry::Occupied(entry) => return (*entry.get() == start).then_some(at),
                    Entry::Vacant(entry) => drop(entry.insert(start)),
                }
                at = next(at)?;
            }
        };
        let circles: Vec<usize> = (0..self.schemas.len()).filter_map(circle).collect();
        let firsts = circles.into_iter().filter_map(|of| {
            let round = std::iter::successors(Some(of), |at| next(*at).filter(|it| *it != of));
            round.min_by_key(|at| self.schemas.get(*at).map(|it| &it.origin.pointer))
        });
        firsts.collect()
    }
}

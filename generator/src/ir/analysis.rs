//! Questions about the whole api, answered as tables.

use super::{Additional, Api, SchemaId, SchemaKind};
use std::collections::{BTreeSet, HashMap};

/// The schemas that a schema holds, each with whether it is held by value: an array or a map puts
/// its elements behind a pointer of its own.
fn held(kind: &SchemaKind) -> Vec<(SchemaId, bool)> {
    match kind {
        SchemaKind::Array(slot) | SchemaKind::Map(slot) => vec![(slot.schema, false)],
        SchemaKind::Alias(slot) => vec![(slot.schema, true)],
        SchemaKind::Object {
            properties,
            additional,
            ..
        } => {
            let properties = properties.iter();
            let mut held: Vec<_> = properties.map(|it| (it.slot.schema, true)).collect();
            if let Additional::Of(slot) = additional {
                held.push((slot.schema, false));
            }
            held
        }
        SchemaKind::Choice {
            own, alternatives, ..
        } => {
            let alternatives = alternatives.iter().map(|it| (it.schema, true));
            let own = own.iter().map(|it| (*it, true));
            own.chain(alternatives).collect()
        }
        SchemaKind::OneOf(slots) => slots.iter().map(|it| (it.schema, true)).collect(),
        _ => Vec::new(),
    }
}

/// The own properties of bases, which stand beside the choices that the bases are.
pub fn owns(api: &Api) -> BTreeSet<SchemaId> {
    let owns = api.schemas.iter().filter_map(|schema| match schema.kind {
        SchemaKind::Choice { own, .. } => own,
        _ => None,
    });
    owns.collect()
}

/// How many schemas at the most hold each other in a row, circles apart.
pub fn longest_chain(api: &Api) -> usize {
    let cycles = Cycles::new(api, |(id, _)| Some(id));
    let component = |id: &SchemaId| cycles.component.get(id).copied().unwrap_or_default();
    // what a schema holds has a smaller number, or is in one circle with it
    let mut ids: Vec<SchemaId> = api.schema_ids().collect();
    ids.sort_by_key(component);
    let mut lengths: HashMap<usize, usize> = HashMap::new();
    for id in ids {
        let own = component(&id);
        let held = held(&api.schema(id).kind).into_iter();
        let held = held.map(|(id, _)| component(&id)).filter(|it| *it != own);
        let longest = held.filter_map(|it| lengths.get(&it).copied()).max();
        let length = lengths.entry(own).or_default();
        *length = (*length).max(longest.unwrap_or_default() + 1);
    }
    lengths.into_values().max().unwrap_or_default()
}

/// What parameters and headers are written as, where that is text.
pub fn texts(api: &Api) -> BTreeSet<SchemaId> {
    let mut texts = BTreeSet::new();
    for operation in &api.operations {
        let parameters = operation.parameters.iter().map(|it| &it.value);
        let responses = operation.responses.iter();
        let headers = responses.flat_map(|it| it.headers.iter().map(|it| &it.value));
        for value in parameters.chain(headers).filter(|it| it.layout.is_plain()) {
            let mut id = value.schema;
            while let SchemaKind::Alias(slot) = api.schema(id).kind
                && texts.insert(id)
            {
                id = slot.schema;
            }
            texts.insert(id);
        }
    }
    texts
}

/// Every schema that the operations use, directly or through others.
pub fn reachable(api: &Api) -> BTreeSet<SchemaId> {
    let mut open: Vec<SchemaId> = Vec::new();
    for operation in &api.operations {
        open.extend(operation.parameters.iter().map(|it| it.value.schema));
        let contents = operation.body.iter().map(|body| &body.content).chain(
            operation
                .responses
                .iter()
                .filter_map(|response| response.content.as_ref()),
        );
        for content in contents {
            open.extend(content.schema.map(|slot| slot.schema));
        }
        for response in &operation.responses {
            open.extend(response.headers.iter().map(|it| it.value.schema));
        }
    }
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(held(&api.schema(id).kind).into_iter().map(|(id, _)| id));
        }
    }
    seen
}

/// Strongly connected schemas, by Tarjan's algorithm: schemas with the same number reach each
/// other. `by_value` follows only what is held without a pointer between.
///
/// The result also tells whether a schema reaches itself at all.
pub struct Cycles {
    component: HashMap<SchemaId, usize>,
    cyclic: BTreeSet<SchemaId>,
}

impl Cycles {
    pub fn by_value(api: &Api) -> Self {
        Self::new(api, |(id, by_value)| by_value.then_some(id))
    }

    /// Through every link that needs no struct between: type aliases cannot be recursive.
    pub fn through_aliases(api: &Api) -> Self {
        Self::new_filtered(
            api,
            |(id, _)| Some(id),
            |kind| {
                let named = matches!(
                    kind,
                    SchemaKind::Object { .. } | SchemaKind::Choice { .. } | SchemaKind::OneOf(_)
                );
                !named
            },
        )
    }

    /// Whether `to` is in one cycle with `from`: what holds it must box it.
    pub fn joined(&self, from: SchemaId, to: SchemaId) -> bool {
        self.cyclic.contains(&from)
            && self.cyclic.contains(&to)
            && self.component.get(&from) == self.component.get(&to)
    }

    pub fn is_cyclic(&self, id: SchemaId) -> bool {
        self.cyclic.contains(&id)
    }

    fn new(api: &Api, link: impl Fn((SchemaId, bool)) -> Option<SchemaId>) -> Self {
        Self::new_filtered(api, link, |_| true)
    }

    fn new_filtered(
        api: &Api,
        link: impl Fn((SchemaId, bool)) -> Option<SchemaId>,
        node: impl Fn(&SchemaKind) -> bool,
    ) -> Self {
        let links: HashMap<SchemaId, Vec<SchemaId>> = api
            .schema_ids()
            .filter(|id| node(&api.schema(*id).kind))
            .map(|id| {
                let next = held(&api.schema(id).kind).into_iter().filter_map(&link);
                (id, next.filter(|id| node(&api.schema(*id).kind)).collect())
            })
            .collect();
        let mut tarjan = Tarjan {
            links: &links,
            index: HashMap::new(),
            low: HashMap::new(),
            stack: Vec::new(),
            cycles: Cycles {
                component: HashMap::new(),
                cyclic: BTreeSet::new(),
            },
        };
        for id in api.schema_ids() {
            tarjan.visit(id);
        }
        tarjan.cycles
    }
}

struct Tarjan<'a> {
    links: &'a HashMap<SchemaId, Vec<SchemaId>>,
    index: HashMap<SchemaId, usize>,
    low: HashMap<SchemaId, usize>,
    stack: Vec<SchemaId>,
    cycles: Cycles,
}

impl Tarjan<'_> {
    /// Iterative, since a chain of definitions may be as long as the document.
    fn visit(&mut self, root: SchemaId) {
        let mut work = vec![(root, 0)];
        while let Some((id, step)) = work.pop() {
            if step == 0 {
                if self.index.contains_key(&id) {
                    continue;
                }
                self.index.insert(id, self.index.len());
                self.low.insert(id, self.index.len() - 1);
                self.stack.push(id);
            }
            let links = self.links.get(&id).map(Vec::as_slice).unwrap_or_default();
            if step > 0
                && let Some(child) = links.get(step - 1)
            {
                self.lower(id, *child);
            }
            match links.get(step) {
                Some(child) => {
                    work.push((id, step + 1));
                    work.push((*child, 0));
                }
                None => self.close(id, links),
            }
        }
    }

    fn lower(&mut self, id: SchemaId, child: SchemaId) {
        if self.cycles.component.contains_key(&child) {
            return;
        }
        if let (Some(mine), Some(its)) = (self.low.get(&id), self.low.get(&child)) {
            let low = (*mine).min(*its);
            self.low.insert(id, low);
        }
    }

    fn close(&mut self, id: SchemaId, links: &[SchemaId]) {
        if self.low.get(&id) != self.index.get(&id) {
            return;
        }
        let number = self.cycles.component.len();
        let mut members = Vec::new();
        while let Some(member) = self.stack.pop() {
            self.cycles.component.insert(member, number);
            members.push(member);
            if member == id {
                break;
            }
        }
        if members.len() > 1 || links.contains(&id) {
            self.cycles.cyclic.extend(members);
        }
    }
}

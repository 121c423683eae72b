//! What the rules find, and whom it reaches.
//!
//! Two schemas that stand for each other are one node, whose own changes are found once; operations
//! reach nodes through others. So a change of a definition is one change, with every operation that it
//! reaches and the directions.

use super::catalogue as code;
use super::change::{Direction, Reached};
use super::draft::{Draft, Finding};
use super::grading::Merged;
use super::matching::{Names, Pair, pairs};
use super::shapes::Shapes;
use super::{aliases, grading, schemas, uses, values};
use crate::ir::{Api, Origin, SchemaId, Slot};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Two schemas that are compared.
#[derive(Debug)]
pub(super) struct Node {
    pub old: SchemaId,
    pub new: SchemaId,
    /// Where they stand, by names.
    pub subject: String,
    /// Of the first place where they are used.
    pub at: (Origin, Origin),
    /// Written as text: in a path, a query, a header, a form.
    pub text: bool,
    /// What is said of their values is told of the use.
    pub settled: bool,
    /// They are what one definition was, and is: in one of the documents another one by this name.
    pub aliased: bool,
    drafts: Vec<Draft>,
    /// The nodes in it, and whether values of them go one way alone.
    edges: Vec<(usize, Option<Direction>)>,
}

/// Where two schemas are used in the same place.
pub(super) struct Use<'u> {
    pub slots: (Slot, Slot),
    /// By names.
    pub subject: &'u str,
    pub at: (&'u Origin, &'u Origin),
}

pub(super) const fn slot(schema: SchemaId) -> Slot {
    Slot {
        schema,
        nullable: false,
    }
}

/// Operations, each with a way that values go in it.
pub(super) type Reach = BTreeSet<(usize, Direction)>;

/// How a value is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written {
    pub text: bool,
    /// Both versions write it as XML, among others.
    pub xml: bool,
    /// Nobody leaves it out.
    pub given: bool,
}

/// What an operation sends or answers.
struct Root {
    operation: usize,
    direction: Direction,
    node: usize,
    form: Written,
}

pub(super) struct Findings<'a> {
    pub old: &'a Api,
    pub new: &'a Api,
    pub pairs: Vec<Pair<'a>>,
    nodes: Vec<Node>,
    known: HashMap<(SchemaId, SchemaId, bool, bool), usize>,
    /// Whether paths were compared with the base path before them.
    pub whole_paths: bool,
    pub names: Names<'a>,
    /// Of the schemas of both.
    pub shapes: (Shapes, Shapes),
    /// Where operations meet nodes.
    roots: Vec<Root>,
    drafts: Vec<(Draft, Reach)>,
}

impl<'a> Findings<'a> {
    pub fn new(old: &'a Api, new: &'a Api) -> Self {
        let (pairs, whole_paths) = pairs(old, new);
        Findings {
            old,
            new,
            pairs,
            whole_paths,
            nodes: Vec::new(),
            known: HashMap::new(),
            names: Names::new(old, new),
            shapes: Default::default(),
            roots: Vec::new(),
            drafts: Vec::new(),
        }
    }

    /// A change of the api itself, or of what no operation uses.
    pub fn add(&mut self, draft: Draft) {
        self.drafts.push((draft, Reach::new()));
    }

    /// A change of an operation, in what is sent this way.
    pub fn add_to(&mut self, operation: usize, direction: Direction, draft: Draft) {
        let reach = BTreeSet::from([(operation, direction)]);
        self.drafts.push((draft, reach));
    }

    /// Compares what an operation sends this way.
    pub fn root(&mut self, operation: usize, direction: Direction, of: &Use<'_>, form: Written) {
        let (node, drafts) = self.node(of, form.text);
        self.roots.push(Root {
            operation,
            direction,
            node,
            form,
        });
        for mut draft in drafts {
            if form.given {
                draft.code = values::of_given(draft.code);
            }
            self.add_to(operation, direction, draft);
        }
    }

    /// Compares definitions that perhaps no operation uses.
    pub fn definition(&mut self, old: SchemaId, new: SchemaId) {
        let at = (&self.old.schema(old).origin, &self.new.schema(new).origin);
        let of = Use {
            slots: (slot(old), slot(new)),
            subject: "",
            at,
        };
        self.node(&of, false);
        let (drafts, _) = aliases::compare((self.old, self.new), &of, false, &self.names);
        for draft in drafts {
            self.add(draft);
        }
    }

    /// Null is told of uses: of a definition that is met in none, here.
    pub fn null_of(&mut self, old: SchemaId, new: SchemaId) {
        let slot = |api: &Api, schema: SchemaId| Slot {
            schema,
            nullable: api.schema(schema).nullable,
        };
        let (a, b) = (self.old.schema(old), self.new.schema(new));
        let (old, new) = (slot(self.old, old), slot(self.new, new));
        let of = Use {
            slots: (old, new),
            subject: "",
            at: (&a.origin, &b.origin),
        };
        let apis = (self.old, self.new);
        let Some(draft) = uses::null((old, a), (new, b), &of, (apis, &self.names)) else {
            return;
        };
        let (node, _) = self.node(&of, false);
        let mut edges = self.nodes.iter().flat_map(|it| &it.edges);
        let met = edges.any(|(to, _)| *to == node) || self.roots.iter().any(|it| it.node == node);
        if !met {
            self.add(draft);
        }
    }

    /// Compares what stands in a node.
    pub fn edge(&mut self, from: usize, of: &Use<'_>, only: Option<Direction>) {
        let text = self.nodes.get(from).is_some_and(|it| it.text);
        let (to, drafts) = self.node(of, text);
        if let Some(node) = self.nodes.get_mut(from) {
            node.edges.push((to, only));
            let drafts = drafts.into_iter().map(|it| it.only(only));
            node.drafts.extend(drafts);
        }
    }

    pub fn add_to_node(&mut self, node: usize, draft: Draft) {
        if let Some(node) = self.nodes.get_mut(node) {
            node.drafts.push(draft);
        }
    }

    /// The node of two uses, and what the uses themselves say.
    fn node(&mut self, of: &Use<'_>, text: bool) -> (usize, Vec<Draft>) {
        let (old, new) = of.slots;
        let old = aliases::resolved(self.old, old);
        let new = aliases::resolved(self.new, new);
        let (a, b) = (self.old.schema(old.schema), self.new.schema(new.schema));
        let apis = (self.old, self.new);
        let (mut drafts, settled) = aliases::compare(apis, of, text, &self.names);
        drafts.extend(uses::compare((old, a), (new, b), of, (apis, &self.names)));
        let key = (old.schema, new.schema, text, settled);
        // what has a name is known by it, wherever it is met
        let common = aliases::common(apis, of, &self.names);
        let (subject, at) = match common {
            Some((a, b)) => (
                a.name.as_deref().unwrap_or_default(),
                (&a.origin, &b.origin),
            ),
            None => (of.subject, of.at),
        };
        let aliased = common.is_some() && !self.names.same(a, b);
        let index = self.nodes.len();
        let index = *self.known.entry(key).or_insert(index);
        if index == self.nodes.len() {
            self.nodes.push(Node {
                old: old.schema,
                new: new.schema,
                subject: subject.to_owned(),
                at: (at.0.clone(), at.1.clone()),
                text,
                settled,
                aliased,
                drafts: Vec::new(),
                edges: Vec::new(),
            });
        }
        (index, drafts)
    }

    /// Compares node after node; those that turn up on the way come last.
    pub fn compare_schemas(&mut self) {
        let mut next = 0;
        while let Some(node) = self.nodes.get(next) {
            let ids = (node.old, node.new);
            let form = (node.text, node.settled, node.aliased);
            let (subject, at) = (node.subject.clone(), node.at.clone());
            schemas::compare(self, next, ids, &subject, at, form);
            next += 1;
        }
    }

    /// Every schema pair that was compared.
    pub fn compared(&self) -> impl Iterator<Item = (SchemaId, SchemaId)> {
        self.nodes.iter().map(|it| (it.old, it.new))
    }

    /// Whom each node reaches, where it has something to say; `xml`: as XML.
    fn reach(&self, xml: bool) -> Vec<Reach> {
        let mut reach = vec![Reach::new(); self.nodes.len()];
        let mut by_use: BTreeMap<(usize, Direction), Vec<usize>> = BTreeMap::new();
        for root in self.roots.iter().filter(|it| it.form.xml || !xml) {
            let roots = by_use.entry((root.operation, root.direction));
            roots.or_default().push(root.node);
        }
        let mut seen = vec![usize::MAX; self.nodes.len()];
        for (round, (used, mut open)) in by_use.into_iter().enumerate() {
            while let Some(index) = open.pop() {
                let Some(mark) = seen.get_mut(index).filter(|it| **it != round) else {
                    continue;
                };
                *mark = round;
                let Some(node) = self.nodes.get(index) else {
                    continue;
                };
                if !node.drafts.is_empty()
                    && let Some(reach) = reach.get_mut(index)
                {
                    reach.insert(used);
                }
                let edges = node.edges.iter();
                let edges = edges.filter(|(_, only)| only.is_none_or(|it| it == used.1));
                open.extend(edges.map(|(to, _)| *to));
            }
        }
        reach
    }

    /// Of nodes the operations that send them where nobody leaves them out.
    fn given(&self) -> HashMap<usize, Reach> {
        let mut given: HashMap<usize, Reach> = HashMap::new();
        for root in self.roots.iter().filter(|it| it.form.given) {
            let reach = given.entry(root.node).or_default();
            reach.insert((root.operation, root.direction));
        }
        for root in self.roots.iter().filter(|it| !it.form.given) {
            if let Some(reach) = given.get_mut(&root.node) {
                reach.remove(&(root.operation, root.direction));
            }
        }
        given
    }

    /// What was found, graded for the wire.
    pub fn graded(&mut self) -> Vec<Finding> {
        let drafts = std::mem::take(&mut self.drafts).into_iter();
        let mut found: Vec<_> = drafts.map(|(draft, reach)| (draft, reach, false)).collect();
        let (reach, xml) = (self.reach(false), self.reach(true));
        let given = self.given();
        let nodes = self.nodes.iter_mut().zip(reach.into_iter().zip(xml));
        for (index, (node, (reach, xml))) in nodes.enumerate() {
            for mut draft in std::mem::take(&mut node.drafts) {
                // the form in XML of what nobody writes as XML is none
                if draft.code == &code::XML_CHANGED && xml.is_empty() {
                    continue;
                }
                let of_xml = draft.code == &code::XML_CHANGED;
                let reach = if of_xml { &xml } else { &reach };
                let way = |it: &(usize, Direction)| draft.only.is_none_or(|only| only == it.1);
                let sent: Reach = reach.iter().copied().filter(way).collect();
                let unsent = sent.is_empty() && !reach.is_empty();
                let reach = if unsent { reach.clone() } else { sent };
                let (given, free): (Reach, Reach) = match given.get(&index) {
                    Some(given) => reach.iter().partition(|it| given.contains(it)),
                    None => (Reach::new(), reach.clone()),
                };
                let code = values::of_given(draft.code);
                let reach = if code == draft.code || given.is_empty() {
                    reach
                } else if free.is_empty() {
                    draft.code = code;
                    given
                } else {
                    free
                };
                found.push((draft, reach, unsent));
            }
        }
        let mut merged: BTreeMap<_, Merged> = BTreeMap::new();
        for (draft, reach, unsent) in found {
            let (old, new) = draft.keys.clone();
            let known = merged.entry(draft.key());
            let known = known.or_insert_with(|| Merged::new(draft));
            let reached = if unsent {
                &mut known.unsent
            } else {
                &mut known.reach
            };
            reached.extend(reach);
            known.old.extend(old);
            known.new.extend(new);
        }
        let merged = merged.into_values();
        let findings = merged.map(|it| Finding {
            retyped: it.draft.retyped,
            change: grading::change(it.draft, &it.reach, &it.unsent, |it| self.reached(it)),
            old: it.old,
            new: it.new,
        });
        findings.collect()
    }

    fn reached(&self, reach: &Reach) -> Vec<Reached> {
        let mut operations: BTreeMap<usize, Reached> = BTreeMap::new();
        for (index, direction) in reach {
            let Some(pair) = self.pairs.get(*index) else {
                continue;
            };
            let operation = operations.entry(*index).or_insert_with(|| pair.reached());
            match direction {
                Direction::Request => operation.requests = true,
                Direction::Response => operation.responses = true,
            }
        }
        operations.into_values().collect()
    }

    /// The operations that use what stands at a pointer, be it of the old document or of the new one:
    /// those of the innermost schema that holds it, or the operation that it is a part of.
    pub fn users(&self, pointer: &str) -> Vec<Reached> {
        let mut holder = pointer;
        loop {
            let schemas = self.nodes_at(holder);
            let reach = match schemas.is_empty() {
                true => self.operations_at(holder),
                false => self.reach_of(&schemas),
            };
            if !reach.is_empty() || !schemas.is_empty() {
                return self.reached(&reach);
            }
            match holder.rsplit_once('/') {
                Some((above, _)) => holder = above,
                None => return Vec::new(),
            }
        }
    }

    fn nodes_at(&self, pointer: &str) -> BTreeSet<usize> {
        let at = |node: &Node| {
            self.old.schema(node.old).origin.pointer == pointer
                || self.new.schema(node.new).origin.pointer == pointer
        };
        let nodes = self.nodes.iter().enumerate();
        nodes
            .filter(|(_, it)| at(it))
            .map(|(index, _)| index)
            .collect()
    }

    /// Both ways, since a request and its answer are of one operation.
    fn operations_at(&self, pointer: &str) -> Reach {
        let at = |it: &Pair<'_>| {
            let both = it.old.into_iter().chain(it.new);
            both.into_iter().any(|it| it.origin.pointer == pointer)
        };
        let pairs = self.pairs.iter().enumerate().filter(|(_, it)| at(it));
        let ways = [Direction::Request, Direction::Response];
        pairs
            .flat_map(|(index, _)| ways.map(|way| (index, way)))
            .collect()
    }

    /// Against the edges, from the nodes to the operations.
    fn reach_of(&self, nodes: &BTreeSet<usize>) -> Reach {
        let mut reach = Reach::new();
        for way in [Direction::Request, Direction::Response] {
            let mut above: HashMap<usize, Vec<usize>> = HashMap::new();
            for (index, node) in self.nodes.iter().enumerate() {
                let edges = node.edges.iter();
                for (to, _) in edges.filter(|(_, only)| only.is_none_or(|it| it == way)) {
                    above.entry(*to).or_default().push(index);
                }
            }
            let mut seen = BTreeSet::new();
            let mut open: Vec<usize> = nodes.iter().copied().collect();
            while let Some(index) = open.pop() {
                if seen.insert(index) {
                    open.extend(above.get(&index).into_iter().flatten());
                }
            }
            let roots = self.roots.iter();
            let roots = roots.filter(|it| it.direction == way && seen.contains(&it.node));
            reach.extend(roots.map(|it| (it.operation, it.direction)));
        }
        reach
    }
}

//! What the rules find, and whom it reaches.
//!
//! Two schemas that stand for each other are one node, whose own changes are found once; operations
//! reach nodes through others. So a change of a definition is one change, with every operation that it
//! reaches and the directions.

use super::catalogue as code;
use super::change::Direction;
use super::draft::{Draft, Finding};
use super::grading::Merged;
use super::matching::{Names, Pair, pairs};
use super::reach::Reach;
use super::shapes::Shapes;
use super::{aliases, grading, schemas, uses, values, xml};
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
    pub drafts: Vec<Draft>,
    pub edges: Vec<Edge>,
}

/// What stands in a node.
#[derive(Debug)]
pub(super) struct Edge {
    pub to: usize,
    /// Values of it go one way alone.
    pub only: Option<Direction>,
    /// Nobody leaves it out.
    pub given: bool,
    /// There may be none of it all the same.
    pub many: bool,
}

/// Where two schemas are used in the same place.
pub(super) struct Use<'u> {
    pub slots: (Slot, Slot),
    /// By names.
    pub subject: &'u str,
    pub at: (&'u Origin, &'u Origin),
    /// In both versions nobody leaves it out.
    pub given: bool,
    pub place: Place<'u>,
}

/// What a value is to what holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place<'u> {
    /// All that is sent.
    Whole,
    /// A property of this name.
    Property(&'u str),
    /// One of any number, under any name.
    Entry,
    /// One of any number, in a list.
    Item,
    /// The same value: one of several that it may be.
    Alternative,
}

pub(super) const fn slot(schema: SchemaId) -> Slot {
    Slot {
        schema,
        nullable: false,
    }
}

/// How a value is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written {
    pub text: bool,
    /// Both versions write it as XML, among others.
    pub xml: bool,
}

/// What an operation sends or answers.
pub(super) struct Root {
    pub operation: usize,
    pub direction: Direction,
    pub node: usize,
    pub form: Written,
    pub given: bool,
}

pub(super) struct Findings<'a> {
    pub old: &'a Api,
    pub new: &'a Api,
    pub pairs: Vec<Pair<'a>>,
    pub nodes: Vec<Node>,
    /// How many of them are compared.
    done: usize,
    known: HashMap<(SchemaId, SchemaId, bool, bool), usize>,
    /// Whether paths were compared with the base path before them.
    pub whole_paths: bool,
    pub names: Names<'a>,
    /// Of the schemas of both.
    pub shapes: (Shapes, Shapes),
    /// Where operations meet nodes.
    pub roots: Vec<Root>,
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
            done: 0,
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
            given: of.given,
        });
        // the form in XML of what nobody writes as XML is none
        let sent = |it: &Draft| form.xml || it.code != &code::XML_CHANGED;
        for draft in drafts.into_iter().filter(sent) {
            self.add_to(operation, direction, draft);
        }
    }

    /// Whether two schemas are compared, as text or as a value.
    pub fn is_met(&self, old: SchemaId, new: SchemaId, text: bool) -> bool {
        let old = aliases::resolved(self.old, slot(old)).schema;
        let new = aliases::resolved(self.new, slot(new)).schema;
        let known = |settled| self.known.contains_key(&(old, new, text, settled));
        known(false) || known(true)
    }

    /// Compares definitions that perhaps no operation uses.
    pub fn definition(&mut self, old: SchemaId, new: SchemaId, text: bool) {
        let at = (&self.old.schema(old).origin, &self.new.schema(new).origin);
        let of = Use {
            slots: (slot(old), slot(new)),
            subject: "",
            at,
            given: false,
            place: Place::Whole,
        };
        self.node(&of, text);
        let (drafts, _) = aliases::compare((self.old, self.new), &of, text, &self.names);
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
            given: false,
            place: Place::Whole,
        };
        let apis = (self.old, self.new);
        let Some(draft) = uses::null((old, a), (new, b), &of, (apis, &self.names)) else {
            return;
        };
        let (node, _) = self.node(&of, false);
        let mut edges = self.nodes.iter().flat_map(|it| &it.edges);
        let met = edges.any(|it| it.to == node) || self.roots.iter().any(|it| it.node == node);
        if !met {
            self.add(draft);
        }
    }

    /// Compares what stands in a node.
    pub fn edge(&mut self, from: usize, of: &Use<'_>, only: Option<Direction>) {
        let text = self.nodes.get(from).is_some_and(|it| it.text);
        let (to, drafts) = self.node(of, text);
        if let Some(node) = self.nodes.get_mut(from) {
            node.edges.push(Edge {
                to,
                only,
                given: of.given,
                many: matches!(of.place, Place::Item | Place::Entry),
            });
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
        if of.given {
            for draft in &mut drafts {
                draft.code = values::of_given(draft.code);
            }
        }
        drafts.extend(uses::compare((old, a), (new, b), of, (apis, &self.names)));
        if !text {
            drafts.extend(xml::compare(apis, of, &self.names));
        }
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

    /// Compares node after node; those that turn up on the way come last, and those that were compared not
    /// again.
    pub fn compare_schemas(&mut self) {
        while let Some(node) = self.nodes.get(self.done) {
            let next = self.done;
            let ids = (node.old, node.new);
            let form = (node.text, node.settled, node.aliased);
            let (subject, at) = (node.subject.clone(), node.at.clone());
            schemas::compare(self, next, ids, &subject, at, form);
            self.done += 1;
        }
    }

    /// Every schema pair that was compared.
    pub fn compared(&self) -> impl Iterator<Item = (SchemaId, SchemaId)> {
        self.nodes.iter().map(|it| (it.old, it.new))
    }

    /// What was found, graded for the wire.
    pub fn graded(&mut self) -> Vec<Finding> {
        let drafts = std::mem::take(&mut self.drafts).into_iter();
        let mut found: Vec<_> = drafts.map(|(draft, reach)| (draft, reach, false)).collect();
        let (reach, xml) = (self.reach(false), self.reach(true));
        let loose = reach.loose;
        let reach = reach.all.into_iter().zip(xml.all);
        let reach = reach.zip(loose).zip(self.must());
        for (node, (((reach, xml), loose), must)) in self.nodes.iter_mut().zip(reach) {
            for mut draft in std::mem::take(&mut node.drafts) {
                if draft.code == &code::XML_CHANGED && xml.is_empty() {
                    continue;
                }
                let of_xml = draft.code == &code::XML_CHANGED;
                let reach = if of_xml { &xml } else { &reach };
                if grading::is_of_must(draft.code) {
                    if !must.is_empty() {
                        found.push((draft, must.clone(), false));
                    }
                    continue;
                }
                let way = |it: &(usize, Direction)| draft.only.is_none_or(|only| only == it.1);
                let sent: Reach = reach.iter().copied().filter(way).collect();
                let unsent = sent.is_empty() && !reach.is_empty();
                let reach = if unsent { reach.clone() } else { sent };
                let (free, given): (Reach, Reach) = reach.iter().partition(|it| loose.contains(it));
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
}

//! Whom a change reaches.

use super::change::{Direction, Reached};
use super::findings::{Findings, Node};
use super::matching::Pair;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Operations, each with a way that values go in it.
pub(super) type Reach = BTreeSet<(usize, Direction)>;

/// Whom the nodes reach that have something to say.
pub(super) struct Reaches {
    pub all: Vec<Reach>,
    /// Those of them where a value may be left out.
    pub loose: Vec<Reach>,
}

impl Findings<'_> {
    /// Of each node; `xml`: as XML.
    pub fn reach(&self, xml: bool) -> Reaches {
        let nothing = vec![Reach::new(); self.nodes.len()];
        let mut reaches = Reaches {
            all: nothing.clone(),
            loose: nothing,
        };
        let mut by_use: BTreeMap<(usize, Direction), Vec<(usize, bool)>> = BTreeMap::new();
        for root in self.roots.iter().filter(|it| it.form.xml || !xml) {
            let roots = by_use.entry((root.operation, root.direction));
            roots.or_default().push((root.node, root.given));
        }
        let mut seen = vec![usize::MAX; self.nodes.len()];
        for (round, (used, mut open)) in by_use.into_iter().enumerate() {
            while let Some((index, given)) = open.pop() {
                let Some(node) = self.nodes.get(index) else {
                    continue;
                };
                let says = !node.drafts.is_empty();
                let loose = reaches.loose.get_mut(index);
                if let Some(loose) = loose.filter(|_| says && !given) {
                    loose.insert(used);
                }
                let Some(mark) = seen.get_mut(index).filter(|it| **it != round) else {
                    continue;
                };
                *mark = round;
                if let Some(all) = reaches.all.get_mut(index).filter(|_| says) {
                    all.insert(used);
                }
                let edges = node.edges.iter();
                let edges = edges.filter(|it| it.only.is_none_or(|only| only == used.1));
                open.extend(edges.map(|it| (it.to, it.given)));
            }
        }
        reaches
    }

    /// Of each node: the requests that cannot be without it.
    pub fn must(&self) -> Vec<Reach> {
        let mut reaches = vec![Reach::new(); self.nodes.len()];
        let way = Direction::Request;
        let roots = self
            .roots
            .iter()
            .filter(|it| it.given && it.direction == way);
        for root in roots {
            let used = (root.operation, way);
            let mut open = vec![root.node];
            while let Some(index) = open.pop() {
                let Some((node, reach)) = self.nodes.get(index).zip(reaches.get_mut(index)) else {
                    continue;
                };
                if reach.insert(used) {
                    let edges = node.edges.iter().filter(|it| it.given && !it.many);
                    let edges = edges.filter(|it| it.only.is_none_or(|only| only == way));
                    open.extend(edges.map(|it| it.to));
                }
            }
        }
        reaches
    }

    pub fn reached(&self, reach: &Reach) -> Vec<Reached> {
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
                for edge in edges.filter(|it| it.only.is_none_or(|only| only == way)) {
                    above.entry(edge.to).or_default().push(index);
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

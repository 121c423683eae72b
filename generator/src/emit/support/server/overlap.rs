//! Which patterns one path may be of.

use std::collections::{BTreeMap, BTreeSet};

/// Patterns by their segments, each with a number.
#[derive(Debug)]
pub(super) struct Overlaps<'p> {
    /// The first is the root.
    nodes: Vec<Node<'p>>,
}

/// What patterns have in common up to some segment.
#[derive(Debug, Default)]
struct Node<'p> {
    /// The nodes behind it, by the next segment: a literal, or a placeholder.
    next: BTreeMap<&'p str, usize>,
    /// Those that end here.
    ends: Vec<usize>,
    /// Those that take all that follows.
    spanning: Vec<usize>,
}

/// Stands for every placeholder of one segment.
const PLACEHOLDER: &str = "{}";

impl<'p> Overlaps<'p> {
    pub fn new(patterns: impl IntoIterator<Item = (&'p str, usize)>) -> Self {
        let nodes = vec![Node::default()];
        let mut overlaps = Self { nodes };
        for (pattern, number) in patterns {
            overlaps.add(pattern, number);
        }
        overlaps
    }

    fn add(&mut self, pattern: &'p str, number: usize) {
        let mut at = 0;
        for segment in pattern.split('/') {
            if segment.starts_with("{*") {
                return self.at(at, |node| node.spanning.push(number));
            }
            let segment = match segment.starts_with('{') {
                true => PLACEHOLDER,
                false => segment,
            };
            let new = self.nodes.len();
            let mut next = new;
            self.at(at, |node| next = *node.next.entry(segment).or_insert(new));
            if next == new {
                self.nodes.push(Node::default());
            }
            at = next;
        }
        self.at(at, |node| node.ends.push(number));
    }

    fn at(&mut self, at: usize, change: impl FnOnce(&mut Node<'p>)) {
        if let Some(node) = self.nodes.get_mut(at) {
            change(node);
        }
    }

    /// The numbers of all patterns that a path of this pattern may be of too.
    pub fn with(&self, pattern: &str) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut nodes: Vec<&Node<'p>> = self.nodes.first().into_iter().collect();
        for segment in pattern.split('/') {
            found.extend(nodes.iter().flat_map(|it| &it.spanning));
            if segment.starts_with("{*") {
                while let Some(node) = nodes.pop() {
                    for node in self.behind(node, None) {
                        found.extend(node.ends.iter().chain(&node.spanning));
                        nodes.push(node);
                    }
                }
                return found;
            }
            let literal = Some(segment).filter(|it| !it.starts_with('{'));
            let behind = nodes.iter().flat_map(|it| self.behind(it, literal));
            nodes = behind.collect();
        }
        found.extend(nodes.iter().flat_map(|it| &it.ends));
        found
    }

    /// The nodes behind one: those of a literal, or all.
    fn behind(&self, node: &Node<'p>, literal: Option<&str>) -> Vec<&Node<'p>> {
        let all = node.next.values();
        let next: Vec<&usize> = match literal {
            Some(literal) => {
                let both = [literal, PLACEHOLDER].into_iter();
                both.filter_map(|it| node.next.get(it)).collect()
            }
            None => all.collect(),
        };
        next.into_iter()
            .filter_map(|it| self.nodes.get(*it))
            .collect()
    }
}

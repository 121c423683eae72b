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

#[cfg(test)]
mod tests {
    use super::Overlaps;

    #[test]
    fn patterns_overlap_where_every_segment_does() {
        let patterns = [
            "/a", "/{0}", "/a/b", "/{0}/b", "/a/{1}", "/b/{1}", "/a/{*1}", "/a/b/c", "/{*0}", "/a/",
        ];
        let overlaps = Overlaps::new(patterns.into_iter().zip(0..));
        for (pattern, others) in [
            ("/a", &[0, 1, 8][..]),
            ("/c", &[1, 8]),
            ("/{0}", &[0, 1, 8]),
            ("/a/b", &[2, 3, 4, 6, 8]),
            ("/{7}/{9}", &[2, 3, 4, 5, 6, 8, 9]),
            ("/b/x", &[5, 8]),
            ("/a/{*1}", &[2, 3, 4, 6, 7, 8, 9]),
            ("/a/b/c/d", &[6, 8]),
            ("/{*0}", &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ] {
            let found: Vec<usize> = overlaps.with(pattern).into_iter().collect();
            assert_eq!(found, others, "{pattern}");
        }
    }
}

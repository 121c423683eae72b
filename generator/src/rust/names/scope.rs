//! Names that must differ.

use super::{Ident, Kind, Reserved, collision_key};
use crate::config::Setting;
use crate::lock::Lock;
use crate::report::{Diagnostic, Report, catalogue};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Something that needs a name.
#[derive(Debug, Clone)]
pub struct Item {
    /// What tells it apart in the lock: a JSON pointer, with list positions replaced by names.
    pub key: String,
    /// The text that the document has for it.
    pub text: String,
    /// The names it would like, the best first. Behind them come numbers.
    pub candidates: Vec<Ident>,
}

/// A name that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    pub ident: Ident,
    /// The name it would have had, if another has that.
    pub displaced: Option<Ident>,
}

/// Gives names: those that the configuration requires, then those that the lock holds, then what
/// the document suggests. Items that are new never rename those that are known.
pub struct Names<'a> {
    lock: &'a Lock,
    required: HashMap<&'a str, (&'a Setting<String>, &'a str)>,
    used: HashSet<&'a str>,
    /// What is wrong with a required name that no item could take: a field and what stands inside it have
    /// one key, and the case says which of them is meant.
    refused: HashMap<&'a str, String>,
    given: Lock,
}

impl<'a> Names<'a> {
    pub fn new(lock: &'a Lock, required: &'a [(Setting<String>, String)]) -> Self {
        let required = required
            .iter()
            .map(|(key, name)| (key.value.as_str(), (key, name.as_str())));
        Names {
            lock,
            required: required.collect(),
            used: HashSet::new(),
            refused: HashMap::new(),
            given: Lock::default(),
        }
    }

    /// What an earlier run gave.
    pub fn locked(&self, kind: &str, key: &str) -> Option<&'a str> {
        self.lock.get(kind, key)
    }

    /// Keeps a decision for the next run that [`Names::settle`] does not make.
    pub fn keep(&mut self, kind: &str, key: &str, text: &str) {
        self.given.insert(kind, key, text);
    }

    /// Names for the items of one scope, in their order. `taken` are names that the scope has
    /// already, whatever the items.
    pub fn settle(
        &mut self,
        kind: Kind,
        items: &[Item],
        taken: &[&Ident],
        report: &mut Report,
    ) -> Vec<Settled> {
        let mut scope = Scope {
            taken: taken.iter().map(|name| name.key()).collect(),
            names: vec![None; items.len()],
        };
        for (index, item) in items.iter().enumerate() {
            self.require(&mut scope, index, kind, item, report);
        }
        let required: Vec<bool> = scope.names.iter().map(Option::is_some).collect();
        let open = |index: usize| required.get(index) == Some(&false);
        for (index, item) in items.iter().enumerate().filter(|(index, _)| open(*index)) {
            if let Some(name) = self.of_lock(kind, item, report) {
                scope.take(index, name);
            }
        }
        let wanted: Vec<Vec<Ident>> = items
            .iter()
            .map(|item| {
                item.candidates
                    .iter()
                    .map(|it| free(it, kind.reserved))
                    .collect()
            })
            .collect();
        scope.suggest(items, &wanted);
        let mut settled = Vec::new();
        let named = items.iter().zip(&wanted).zip(scope.names);
        for (index, ((item, wanted), name)) in named.enumerate() {
            // `suggest` leaves nobody without a name
            let ident = name.unwrap_or_else(|| Ident::fixed("unnamed"));
            self.given.insert(kind.name, &item.key, ident.as_str());
            let displaced = wanted
                .first()
                .filter(|first| **first != ident && open(index));
            settled.push(Settled {
                displaced: displaced.cloned(),
                ident,
            });
        }
        settled
    }

    fn require(
        &mut self,
        scope: &mut Scope,
        index: usize,
        kind: Kind,
        item: &Item,
        report: &mut Report,
    ) {
        let Some((key, (setting, name))) = self.required.get_key_value(item.key.as_str()) else {
            return;
        };
        let ident = match kind.parse(name) {
            Ok(ident) => ident,
            Err(problem) => {
                self.refused.insert(key, problem);
                return;
            }
        };
        self.used.insert(key);
        if !scope.take(index, ident) {
            refuse(setting, name, "is required twice in one place", report);
        }
    }

    /// The name that the lock holds, if it may stand: somebody may have written it there.
    fn of_lock(&self, kind: Kind, item: &Item, report: &mut Report) -> Option<Ident> {
        let name = self.lock.get(kind.name, &item.key)?;
        let problem = match kind.parse(name) {
            Ok(ident) => return Some(ident),
            Err(problem) => problem,
        };
        let message = format!(
            "the names lock: `{name}` {problem} ({} `{}`)",
            kind.name, item.key
        );
        let diagnostic = Diagnostic::new(&catalogue::RENAMED, message);
        report.add(diagnostic.generated("a name as for what is new"));
        None
    }

    /// The names that were given. A required name that met no item is an error.
    pub fn finish(self, report: &mut Report) -> Lock {
        let unused: BTreeMap<_, _> = self
            .required
            .iter()
            .filter(|(key, _)| !self.used.contains(*key))
            .collect();
        for (key, (setting, name)) in unused {
            if let Some(problem) = self.refused.get(key) {
                refuse(setting, name, problem, report);
                continue;
            }
            let message = format!("`names.rename`: nothing has the key `{key}`");
            let diagnostic = Diagnostic::new(&catalogue::CONFIG_MATCHES_NOTHING, message)
                .help("the keys are those of the names lock");
            report.add(at(diagnostic, setting));
        }
        self.given
    }
}

fn refuse(setting: &Setting<String>, name: &str, problem: &str, report: &mut Report) {
    let message = format!("`names.rename`: `{name}` {problem}");
    let diagnostic = Diagnostic::new(&catalogue::CONFIG_MALFORMED, message);
    report.add(at(diagnostic, setting));
}

fn at(diagnostic: Diagnostic, setting: &Setting<String>) -> Diagnostic {
    match setting.place {
        Some(place) => diagnostic.at(place, "this one"),
        None => diagnostic,
    }
}

fn free(candidate: &Ident, reserved: Reserved) -> Ident {
    match reserved.suffix(candidate.as_str()) {
        Some(suffix) => candidate.with_suffix(suffix),
        None => candidate.clone(),
    }
}

struct Scope {
    /// Collision keys.
    taken: BTreeSet<String>,
    names: Vec<Option<Ident>>,
}

impl Scope {
    /// Gives the name to the item, if neither has another.
    fn take(&mut self, index: usize, name: Ident) -> bool {
        match self.names.get_mut(index) {
            Some(slot @ None) if self.taken.insert(name.key()) => {
                *slot = Some(name);
                true
            }
            _ => false,
        }
    }

    fn suggest(&mut self, items: &[Item], wanted: &[Vec<Ident>]) {
        let mut open: Vec<usize> = (0..items.len())
            .filter(|index| matches!(self.names.get(*index), Some(None)))
            .collect();
        let first = |index: usize| wanted.get(index).and_then(|it| it.first());
        let exact = |index: usize| match (items.get(index), first(index)) {
            (Some(item), Some(name)) => item.text == name.as_str(),
            _ => false,
        };
        let key = |index: usize| items.get(index).map_or("", |item| item.key.as_str());
        // who is spelled as the name is comes first; else the order of keys, not of the document
        open.sort_by(|a, b| (!exact(*a), key(*a)).cmp(&(!exact(*b), key(*b))));
        // a name that somebody wants first is not given to one who has to give way
        let firsts: BTreeSet<String> = open
            .iter()
            .filter_map(|it| first(*it))
            .map(Ident::key)
            .collect();
        let mut displaced = Vec::new();
        for index in open {
            match first(index) {
                Some(name) if self.take(index, name.clone()) => {}
                _ => displaced.push(index),
            }
        }
        for index in displaced {
            let names = wanted.get(index).map(Vec::as_slice).unwrap_or_default();
            let later = names.iter().skip(1).cloned();
            let base = names
                .last()
                .cloned()
                .unwrap_or_else(|| Ident::fixed("unnamed"));
            let numbered = (2u32..).map(|number| {
                let separator = if base.as_str().ends_with(|it: char| it.is_ascii_digit()) {
                    "_"
                } else {
                    ""
                };
                base.with_suffix(&format!("{separator}{number}"))
            });
            for name in later.chain(numbered) {
                if !firsts.contains(&collision_key(name.as_str())) && self.take(index, name) {
                    break;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::CaseOf;
    use super::*;

    fn item(text: &str) -> Item {
        Item {
            key: format!("/{text}"),
            text: text.to_owned(),
            candidates: vec![Ident::of(text, CaseOf::Type)],
        }
    }

    fn settle(lock: &Lock, texts: &[&str]) -> (Vec<String>, Lock) {
        let items: Vec<Item> = texts.iter().map(|text| item(text)).collect();
        let mut names = Names::new(lock, &[]);
        let mut report = Report::default();
        let settled = names.settle(Kind::TYPE, &items, &[], &mut report);
        let settled = settled.iter().map(|it| it.ident.to_string()).collect();
        (settled, names.finish(&mut report))
    }

    #[test]
    fn an_exact_spelling_comes_first_whatever_the_order() {
        let lock = Lock::default();
        assert_eq!(
            settle(&lock, &["foo_bar", "FooBar"]).0,
            ["FooBar2", "FooBar"]
        );
        assert_eq!(
            settle(&lock, &["FooBar", "foo_bar"]).0,
            ["FooBar", "FooBar2"]
        );
    }

    #[test]
    fn one_that_gives_way_takes_no_name_that_another_wants() {
        let names = settle(&Lock::default(), &["foo-bar", "foo_bar", "FooBar2"]).0;
        assert_eq!(names, ["FooBar", "FooBar3", "FooBar2"]);
    }

    #[test]
    fn what_the_lock_holds_stays_when_a_rival_turns_up() {
        let (_, lock) = settle(&Lock::default(), &["foo_bar", "baz"]);
        let (names, _) = settle(&lock, &["FooBar", "foo_bar", "foo-bar", "baz"]);
        assert_eq!(names, ["FooBar2", "FooBar", "FooBar3", "Baz"]);
    }

    #[test]
    fn names_of_the_prelude_give_way() {
        assert_eq!(settle(&Lock::default(), &["Option"]).0, ["OptionType"]);
    }

    /// The names that were given, and what was said.
    fn steered(lock: &Lock, required: &[(&str, &str)], texts: &[&str]) -> (Vec<String>, Report) {
        let setting = |key: &str| Setting {
            value: key.to_owned(),
            place: None,
        };
        let required = required.iter();
        let required: Vec<_> = required
            .map(|(key, name)| (setting(key), (*name).to_owned()))
            .collect();
        let items: Vec<Item> = texts.iter().map(|text| item(text)).collect();
        let (mut names, mut report) = (Names::new(lock, &required), Report::default());
        let settled = names.settle(Kind::TYPE, &items, &[], &mut report);
        names.finish(&mut report);
        (
            settled.iter().map(|it| it.ident.to_string()).collect(),
            report,
        )
    }

    #[test]
    fn a_required_name_that_means_something_or_is_in_another_case_is_an_error() {
        for name in ["String", "pet", "Self"] {
            let (_, report) = steered(&Lock::default(), &[("/Pet", name)], &["Pet"]);
            assert!(report.has_errors(), "{name}");
        }
        let (names, report) = steered(&Lock::default(), &[("/Pet", "Animal")], &["Pet"]);
        assert_eq!(
            (names, report),
            (vec!["Animal".to_owned()], Report::default())
        );
    }

    #[test]
    fn a_required_name_is_for_the_kind_whose_case_it_has() {
        let setting = Setting {
            value: "/kind".to_owned(),
            place: None,
        };
        let (lock, mut report) = (Lock::default(), Report::default());
        let required = [(setting, "Sort".to_owned())];
        let mut names = Names::new(&lock, &required);
        let mut settle = |kind, case| {
            let item = Item {
                candidates: vec![Ident::of("kind", case)],
                ..item("kind")
            };
            names.settle(kind, &[item], &[], &mut report)[0]
                .ident
                .to_string()
        };
        assert_eq!(settle(Kind::FIELD, CaseOf::Value), "kind");
        assert_eq!(settle(Kind::TYPE, CaseOf::Type), "Sort");
        names.finish(&mut report);
        assert_eq!(report, Report::default());
    }

    #[test]
    fn a_name_of_the_lock_that_cannot_stand_is_settled_anew_and_told() {
        let mut lock = Lock::default();
        lock.insert("type", "/Pet", "String");
        lock.insert("type", "/cat", "cat");
        let (names, report) = steered(&lock, &[], &["Pet", "cat"]);
        assert_eq!(names, ["Pet", "Cat"]);
        assert_eq!(report.diagnostics().len(), 2);
        assert!(!report.has_errors());
        // what is required instead needs no word
        let (names, report) = steered(
            &lock,
            &[("/Pet", "Animal"), ("/cat", "Tom")],
            &["Pet", "cat"],
        );
        assert_eq!(names, ["Animal", "Tom"]);
        assert!(report.diagnostics().is_empty());
    }

    #[test]
    fn a_required_name_that_meets_nothing_is_an_error() {
        let setting = Setting {
            value: "/nowhere".to_owned(),
            place: None,
        };
        let required = [(setting, "X".to_owned())];
        let mut report = Report::default();
        Names::new(&Lock::default(), &required).finish(&mut report);
        assert!(report.has_errors());
    }

    proptest::proptest! {
        #[test]
        fn any_text_becomes_an_identifier(text in "\\PC{0,40}") {
            for case in [CaseOf::Type, CaseOf::Variant, CaseOf::Value, CaseOf::Constant] {
                let ident = Ident::of(&text, case);
                proptest::prop_assert!(syn::parse_str::<syn::Ident>(&ident.code()).is_ok()
                    || ident.code().starts_with("r#"), "{ident}");
                proptest::prop_assert!(Ident::parse(ident.as_str()).is_some());
            }
        }

        #[test]
        fn names_of_a_scope_differ(texts in proptest::collection::btree_set("[a-cA-C_2-]{0,4}", 0..30)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let (names, _) = settle(&Lock::default(), &texts);
            let keys: HashSet<String> = names.iter().map(|it| collision_key(it)).collect();
            proptest::prop_assert_eq!(keys.len(), names.len());
        }
    }
}

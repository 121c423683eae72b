//! Two versions of an api, what changed between them, and what we say that it does.

use crate::places::{reversed, shuffled};
use crate::user::{self, Program};
use crate::{api, changes};
use bindsmith::config::{Config, Package};
use bindsmith::diff::{self, Change, Rust, Version};
use bindsmith::fileset::FileSet;
use bindsmith::lock::Lock;
use bindsmith::source::Sources;
use bindsmith::{Reader, Session, emit};
use fastrand::Rng;
use std::path::Path;

pub struct Pair {
    pub number: usize,
    /// The kinds of change.
    pub kinds: Vec<&'static str>,
    /// The documents.
    pub texts: [String; 2],
    pub crates: [FileSet; 2],
    pub program: Program,
    pub changes: Vec<Change>,
    /// What we say of all of them together.
    pub says: Rust,
}

impl Pair {
    /// Whether we say that it breaks Rust.
    pub fn breaks(&self) -> bool {
        self.says == Rust::Breaking
    }

    /// What is called so in the workspace.
    pub fn package(&self, what: &str) -> String {
        format!("promise-{}-{what}", self.number)
    }
}

/// Each kind comes first in turn; every second pair has a second change, of another kind.
pub fn pair(seed: u64, number: usize) -> Result<Pair, String> {
    let mut kinds = changes::all();
    Rng::with_seed(seed).shuffle(&mut kinds);
    let mut random = Rng::with_seed(seed.wrapping_mul(1_000_003).wrapping_add(number as u64));
    let first = kinds.get(number % kinds.len()).copied();
    // what has no place in this api has one in another
    for _ in 0..100 {
        let old = api::api(&mut random);
        let mut new = old.clone();
        let mut applied = Vec::new();
        let second = (number % 2 == 1)
            .then(|| random.choice(&kinds).copied())
            .flatten();
        for kind in first.into_iter().chain(second) {
            if (kind.apply)(&mut new, &mut random) {
                applied.push(kind.name);
            }
        }
        if applied.first() != first.map(|it| it.name).as_ref() {
            continue;
        }
        // what no value can say
        let order = new["info"]["x-order"].take();
        let new = match order.as_str() {
            Some("shuffled") => shuffled(&new, &mut random),
            Some("reversed") => reversed(&new),
            _ => new.to_string(),
        };
        let texts = [old.to_string(), new];
        return made(number, applied, texts);
    }
    Err(format!(
        "pair {number}: no place for {:?}",
        first.map(|it| it.name)
    ))
}

fn made(number: usize, kinds: Vec<&'static str>, texts: [String; 2]) -> Result<Pair, String> {
    let [old, new] = &texts;
    let old = version(old, &Lock::default())?;
    // the names that were given stay, as they would for a user
    let new = version(new, &old.lock)?;
    let changes = diff::compare(&old, &new);
    let says = changes.iter().map(|it| it.rust.grade).max();
    let crates = [emitted(old, number, "old")?, emitted(new, number, "new")?];
    Ok(Pair {
        number,
        kinds,
        program: user::program(&crates[0])?,
        texts,
        crates,
        changes,
        says: says.unwrap_or(Rust::None),
    })
}

fn version(text: &str, lock: &Lock) -> Result<Version, String> {
    let config = Config {
        package: Package {
            name: Some("api".to_owned()),
            ..Package::default()
        },
        ..Config::of("api.json")
    };
    let reader = Text(text);
    let mut session = Session::new(&config, &reader, Sources::default());
    let version = session.version(lock);
    version.ok_or_else(|| format!("{:?}\n{text}", session.report.diagnostics()))
}

/// One workspace holds them all: there they have names of their own.
fn emitted(mut version: Version, number: usize, what: &str) -> Result<FileSet, String> {
    version.planned.package.name = format!("promise-{number}-{what}");
    emit::emit(&version.planned).map_err(|error| format!("`{}`: {}", error.path, error.message))
}

struct Text<'a>(&'a str);

impl Reader for Text<'_> {
    fn read(&self, _: &Path) -> std::io::Result<Vec<u8>> {
        Ok(self.0.as_bytes().to_vec())
    }
}

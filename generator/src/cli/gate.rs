//! `codegen --check --since`: whether the version of the generated crate moved as far as what changed
//! asks for.

use super::git::{Revision, deepen, quietly, said, shallow};
use super::side::Side;
use super::{Failure, Options, input, terminal};
use crate::Reader;
use crate::config::Config;
use crate::diff::{self, Bump};
use crate::lock::Lock;
use crate::report::{Report, github};
use crate::source::Sources;
use semver::Version;
use std::path::Path;

/// What the version is, and what it has to be.
pub(super) struct Gate {
    /// The revision that it is held against.
    since: String,
    old: Version,
    new: Version,
    /// What the changes ask for.
    bump: Bump,
    /// How many there are.
    changes: String,
    /// Where the version stands, or the configuration.
    place: (String, usize),
    /// Whether the configuration says what the version is.
    stated: bool,
}

/// What comes of asking.
pub(super) enum Outcome {
    Judged(Gate),
    /// The revision has no such project: nothing is promised yet.
    New(String),
    /// A document cannot be read; it is told which.
    Unread,
}

/// `since`: a revision, or nothing for that of the last release.
pub(super) fn gate(options: &Options, config: &Config, since: &str) -> Result<Outcome, Failure> {
    let path = input::config_path(options)?;
    let since = match since {
        "" => base(config)?,
        name => Revision::open(name)?.name,
    };
    if !there(&since, &path)? {
        return Ok(Outcome::New(since));
    }
    let old = Side::committed(options, Revision::open(&since)?)?;
    let new = Side::configured(options, &path, Box::new(input::Disk))?;
    let (Some(old), Some(new)) = (old, new) else {
        return Ok(Outcome::Unread);
    };
    let stated = new.config.package.version.is_some();
    let place = new.version_place();
    let (mut sources, mut report) = (Sources::default(), Report::default());
    let Some(lock) = input::lock(&config.lock, &mut sources, &mut report)? else {
        terminal::diagnostics(options, &report, &sources);
        return Ok(Outcome::Unread);
    };
    let Some((old, _)) = old.version(options, None)? else {
        return Ok(Outcome::Unread);
    };
    // the names that it has now, or will have
    let lock = if lock == Lock::default() {
        &old.lock
    } else {
        &lock
    };
    let Some((new, _)) = new.version(options, Some(lock))? else {
        return Ok(Outcome::Unread);
    };
    let changes = diff::compare(&old, &new);
    Ok(Outcome::Judged(Gate {
        since,
        old: version(&old.planned.package.version)?,
        new: version(&new.planned.package.version)?,
        bump: Bump::of(&changes),
        changes: diff::summary(&changes),
        place: place.unwrap_or((path.display().to_string(), 1)),
        stated,
    }))
}

fn version(text: &str) -> Result<Version, Failure> {
    Version::parse(text).map_err(|error| format!("the version `{text}`: {error}"))
}

impl Gate {
    pub fn holds(&self) -> bool {
        self.bump.allows(&self.old, &self.new)
    }

    /// In a sentence.
    pub fn says(&self) -> String {
        let (since, new, changes) = (&self.since, &self.new, &self.changes);
        if self.holds() {
            return format!("version {new} holds since `{since}`: {changes}");
        }
        let least = self.bump.next(&self.old);
        let what = match self.stated {
            true => format!("`[crate] version` is {new}"),
            false => "there is no `[crate] version`".to_owned(),
        };
        let was = match self.old == self.new {
            true => format!("as in `{since}`"),
            false => format!("after {} in `{since}`", self.old),
        };
        format!("{what}, {was}; since then {changes}: it has to be {least} at least")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "holds": self.holds(),
            "since": self.since,
            "old": self.old.to_string(),
            "new": self.new.to_string(),
            "least": self.bump.next(&self.old).to_string(),
            "semver": self.bump.as_str(),
        })
    }

    /// An annotation, where it does not hold.
    pub fn github(&self) -> String {
        if self.holds() {
            return String::new();
        }
        let (file, line) = (github::property(&self.place.0), self.place.1);
        let text = github::data(&self.says());
        format!("::error file={file},line={line},title=version::{text}\n")
    }

    pub fn human(&self) -> String {
        let word = match self.holds() {
            true => return format!("{}\n", self.says()),
            false => terminal::bold("31", "version", true),
        };
        format!("{word}: {}\n", self.says())
    }
}

/// The last release tag that led here, else the commit where the default branch was left.
fn base(config: &Config) -> Result<String, Failure> {
    // outside of a repository git says so
    said(&["rev-parse", "--verify", "HEAD"])?;
    if let Some(tag) = release(config.package.name.as_deref()) {
        return Ok(tag);
    }
    let head = quietly(&["symbolic-ref", "--short", "refs/remotes/origin/HEAD"]);
    let guesses = ["origin/main", "origin/master", "main", "master"];
    let branches = head.into_iter().chain(guesses.map(str::to_owned));
    let mut found = branches.filter_map(|it| quietly(&["merge-base", "HEAD", &it]));
    match found.next() {
        // what a shallow clone holds of it says nothing of tags that it lacks
        Some(commit) if !shallow() => {
            let short = quietly(&["rev-parse", "--short", &commit]);
            Ok(short.unwrap_or(commit))
        }
        _ => Err(missing(
            "there is neither a release tag nor a default branch to hold the version against",
        )),
    }
}

/// The nearest tag that is a version, perhaps behind a `v`, and behind the name of the crate. A candidate
/// is no release: what changed since one may be more than what changed since the last release allows.
fn release(name: Option<&str>) -> Option<String> {
    let prefixes = ["".to_owned(), "v".to_owned()].into_iter();
    let named = name.map(|it| [format!("{it}-"), format!("{it}-v")]);
    let prefixes: Vec<String> = prefixes.chain(named.into_iter().flatten()).collect();
    let is_version = |tag: &str| {
        let mut rest = prefixes
            .iter()
            .filter_map(|it| tag.strip_prefix(it.as_str()));
        rest.any(|it| Version::parse(it).is_ok_and(|it| it.pre.is_empty()))
    };
    let globs = prefixes.iter();
    let mut choice: Vec<String> = globs.map(|it| format!("--match={it}[0-9]*.*.*")).collect();
    loop {
        let mut describe = vec!["describe", "--tags", "--abbrev=0"];
        describe.extend(choice.iter().map(String::as_str));
        let tag = quietly(&describe)?;
        if is_version(&tag) {
            return Some(tag);
        }
        // one that only begins like a version: the next one
        choice.push(format!("--exclude={tag}"));
    }
}

fn missing(what: &str) -> Failure {
    match shallow() {
        true => deepen(what),
        false => format!("{what}; name a revision: --since REV"),
    }
}

/// Whether a revision has a file that is on the disk.
fn there(revision: &str, path: &Path) -> Result<bool, Failure> {
    let revision = Revision::open(revision)?;
    let path = revision.of(path)?;
    Ok(revision.read(&path).is_ok())
}

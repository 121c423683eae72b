//! Two texts, compared as the command does.

use bindsmith::config::Config;
use bindsmith::diff::{self, Change, Parts, Version};
use bindsmith::lock::Lock;
use bindsmith::source::Sources;
use bindsmith::{Reader, Session};
use std::path::Path;

pub struct Text(pub String);

impl Reader for Text {
    fn read(&self, _path: &Path) -> std::io::Result<Vec<u8>> {
        Ok(self.0.clone().into_bytes())
    }
}

pub fn version(config: &Config, text: &str, lock: &Lock) -> (Version, Sources) {
    let reader = Text(text.to_owned());
    let mut session = Session::new(config, &reader, Sources::default());
    let version = session.version(lock);
    let version = version.unwrap_or_else(|| panic!("{:?}", session.report));
    (version, session.sources)
}

/// What is not compared, and differs: messages.
pub fn unread(old: &str, new: &str) -> Vec<String> {
    let parts = |text: &str| {
        let (reader, config) = (Text(text.to_owned()), Config::of("it.yaml"));
        let mut session = Session::new(&config, &reader, Sources::default());
        let version = session.version(&Lock::default());
        assert!(version.is_some(), "{:?}", session.report);
        let report = std::mem::take(&mut session.report);
        Parts::of(&report, session.tree().as_ref().map(|it| &it.root))
    };
    let found = diff::unread(&parts(old), &parts(new)).into_iter();
    found.map(|it| it.message).collect()
}

/// The changes, and the report.
pub fn compare(old: &str, new: &str) -> (Vec<Change>, String) {
    let (old, old_sources) = version(&Config::of("old.yaml"), old, &Lock::default());
    let (new, new_sources) = version(&Config::of("new.yaml"), new, &old.lock);
    let changes = diff::compare(&old, &new);
    let report = diff::render(&changes, &old_sources, &new_sources, false);
    (changes, report)
}

//! `diff --ignore FILE`: changes that are known, each with a reason.
//!
//! ```toml
//! [[ignore]]
//! code = "property-required"       # or "BD0611"
//! place = "/definitions/Pet/properties/name"   # where it stands in either document
//! subject = "Pet.name"             # where several changes stand there
//! reason = "every client sends it since 2.3"
//! ```
//!
//! An entry lasts as long as it matches a change: one that matches none is an error, so that the file
//! cannot rot.

use super::{Failure, Options, input, terminal};
use crate::config::Setting;
use crate::diff::Change;
use crate::diff::catalogue as changes;
use crate::report::{Diagnostic, Report, catalogue};
use crate::source::{FileId, Place, Sources};
use serde::Deserialize;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;

#[derive(Default)]
pub(super) struct Ignored {
    entries: Vec<Entry>,
    sources: Sources,
}

struct Entry {
    code: Setting<String>,
    place: String,
    subject: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    ignore: Vec<EntrySettings>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntrySettings {
    code: Spanned<String>,
    place: String,
    subject: Option<String>,
    reason: Spanned<String>,
}

impl Ignored {
    /// What is wrong in the file goes to stderr, and gives `None`.
    pub fn read(options: &Options, path: Option<&Path>) -> Result<Option<Self>, Failure> {
        let Some(path) = path else {
            return Ok(Some(Ignored::default()));
        };
        let text = input::text(&input::Disk, path)?;
        let (mut ignored, mut report) = (Ignored::default(), Report::default());
        let file = ignored
            .sources
            .add(path.display().to_string(), text.clone());
        let mut fail = |range: Range<usize>, message: String| {
            let diagnostic = Diagnostic::new(&catalogue::CONFIG_MALFORMED, message);
            report.add(diagnostic.at(Place::new(file, range), "here"));
        };
        match toml::from_str::<File>(&text) {
            Ok(found) => {
                for entry in found.ignore {
                    ignored.entries.push(checked(file, entry, &mut fail));
                }
            }
            Err(error) => fail(
                error.span().unwrap_or(0..0),
                error.message().trim_end().to_owned(),
            ),
        }
        if report.has_errors() {
            terminal::diagnostics(options, &report, &ignored.sources);
            return Ok(None);
        }
        Ok(Some(ignored))
    }

    /// The changes that are left, how many are not, and what is said of entries that match none.
    pub fn apply(self, changes: Vec<Change>) -> (Vec<Change>, usize, Option<(Report, Sources)>) {
        let mut used = vec![false; self.entries.len()];
        let all = changes.len();
        let left = changes.into_iter().filter(|change| {
            let mut found = false;
            for (entry, used) in self.entries.iter().zip(&mut used) {
                if entry.matches(change) {
                    (found, *used) = (true, true);
                }
            }
            !found
        });
        let left: Vec<Change> = left.collect();
        let mut report = Report::default();
        for (entry, _) in self.entries.iter().zip(used).filter(|(_, used)| !used) {
            let message = format!(
                "there is no `{}` at `{}` any more to ignore",
                entry.code.value, entry.place
            );
            let mut diagnostic = Diagnostic::new(&catalogue::CONFIG_MATCHES_NOTHING, message)
                .help("remove the entry");
            if let Some(place) = entry.code.place {
                diagnostic = diagnostic.at(place, "matches nothing");
            }
            report.add(diagnostic);
        }
        let count = all - left.len();
        let rotten = report.has_errors().then_some((report, self.sources));
        (left, count, rotten)
    }
}

fn checked(
    file: FileId,
    entry: EntrySettings,
    fail: &mut impl FnMut(Range<usize>, String),
) -> Entry {
    let code = entry.code.get_ref();
    if !changes::all().any(|it| it.id == code || it.slug == code) {
        fail(
            entry.code.span(),
            format!("`{code}` is no code of a change"),
        );
    }
    if entry.reason.get_ref().trim().is_empty() {
        fail(entry.reason.span(), "a reason is missing".to_owned());
    }
    Entry {
        code: Setting {
            place: Some(Place::new(file, entry.code.span())),
            value: entry.code.into_inner(),
        },
        place: entry.place,
        subject: entry.subject,
    }
}

impl Entry {
    fn matches(&self, change: &Change) -> bool {
        let code = [change.code.id, change.code.slug];
        let places = [&change.old, &change.new];
        let mut places = places.into_iter().flatten();
        code.contains(&self.code.value.as_str())
            && places.any(|it| it.pointer == self.place)
            && self.subject.as_ref().is_none_or(|it| *it == change.subject)
    }
}

//! `diff`: what changed between two versions of a document.

use super::ignore::Ignored;
use super::progress::Progress;
use super::side::Side;
use super::{DiffArgs, FailOn, Failure, FormatName, Options, files, terminal};
use crate::diff::{self, Bump, Change, Comparison, Format, Rust, Unread};
use crate::report::visible;
use crate::source::{Place, Sources};
use std::process::ExitCode;

pub(super) fn diff(options: &Options, arguments: &DiffArgs) -> Result<ExitCode, Failure> {
    let old = Side::old(options, arguments.old.as_deref())?;
    let new = Side::new(options, arguments.new.as_deref())?;
    let (Some(old), Some(new)) = (old, new) else {
        return Ok(ExitCode::from(2));
    };
    let Some(ignored) = Ignored::read(options, arguments.ignore.as_deref())? else {
        return Ok(ExitCode::from(2));
    };
    let revisions = (old.revision.clone(), new.revision.clone());
    let number = old.config.package.version.clone();
    let progress = Progress::start("comparing");
    let old = old.read(options, None)?;
    // names that were given stay, as they would for a user
    let lock = old.as_ref().map(|it| it.version.lock.clone());
    let new = new.read(options, Some(&lock.unwrap_or_default()))?;
    let (Some(old), Some(new)) = (old, new) else {
        return Ok(ExitCode::from(2));
    };
    let changes = diff::compare(&old.version, &new.version);
    let unread = diff::unread(&old.unread, &new.unread);
    let (old_sources, new_sources) = (old.sources, new.sources);
    drop(progress);
    // what is let through changes the crate all the same
    let bump = Bump::of(&changes);
    let (changes, ignored_count, rotten) = ignored.apply(changes);
    if let Some((report, sources)) = &rotten {
        terminal::diagnostics(options, report, sources);
    }
    if arguments.semver {
        semver(bump, &changes, number.as_deref());
    } else {
        let comparison = Comparison {
            changes: &changes,
            old: diff::Side {
                sources: &old_sources,
                revision: revisions.0.as_deref(),
            },
            new: diff::Side {
                sources: &new_sources,
                revision: revisions.1.as_deref(),
            },
            ignored: ignored_count,
            bump,
            unread: &unread,
        };
        report(options, arguments, &comparison)?;
    }
    not_compared(&unread, &old_sources, &new_sources);
    let found = arguments.fail_on.is_some_and(|it| fails(&changes, it));
    Ok(ExitCode::from(u8::from(found || rotten.is_some())))
}

fn report(
    options: &Options,
    arguments: &DiffArgs,
    comparison: &Comparison<'_>,
) -> Result<(), Failure> {
    let format = match options.format {
        FormatName::Human => Format::Human,
        FormatName::Json => Format::Json,
        FormatName::Github => Format::Github,
        FormatName::Markdown => Format::Markdown,
        FormatName::Sarif => Format::Sarif,
        FormatName::Html => Format::Html,
    };
    let Some(path) = &arguments.out else {
        let text = diff::write(comparison, format, terminal::colourful());
        terminal::result(&text);
        return Ok(());
    };
    let text = diff::write(comparison, format, false);
    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    let written = made.and_then(|()| std::fs::write(path, text));
    written.map_err(|error| files::failure(path, &error))?;
    let summary = diff::summary(comparison.changes);
    terminal::note(&format!("{}: {summary}", path.display()));
    Ok(())
}

/// On stderr, whatever the form of the report.
fn not_compared(unread: &[Unread], old: &Sources, new: &Sources) {
    const TOLD: usize = 5;
    for it in unread.iter().take(TOLD) {
        let place = |place: Option<Place>, sources: &Sources| {
            place.map(|it| {
                let position = sources.position(it);
                let file = visible(sources.name(it.file));
                format!("{file}:{}:{}", position.line, position.column)
            })
        };
        let places = [place(it.old, old), place(it.new, new)];
        let places: Vec<String> = places.into_iter().flatten().collect();
        let message = visible(&it.message);
        terminal::note(&format!("not compared: {message} ({})", places.join(", ")));
    }
    match unread.len().saturating_sub(TOLD) {
        0 => {}
        more => terminal::note(&format!("not compared: {more} more parts that differ")),
    }
}

/// The word alone on stdout; why, on stderr.
fn semver(bump: Bump, changes: &[Change], version: Option<&str>) {
    let parsed = version.and_then(|it| ::semver::Version::parse(it).ok());
    let word = parsed.as_ref().map_or(bump, |it| bump.from(it));
    terminal::result(&format!("{}\n", word.as_str()));
    let mut why = diff::summary(changes);
    if let Some(version) = parsed.filter(|_| bump != Bump::None) {
        why.push_str(&format!("; after {version}: {}", bump.next(&version)));
    }
    terminal::note(&why);
}

fn fails(changes: &[Change], on: FailOn) -> bool {
    changes.iter().any(|it| match on {
        FailOn::WireBreaking => it.wire.grade.breaks(),
        FailOn::RustBreaking => it.rust.grade == Rust::Breaking,
        FailOn::Any => true,
    })
}

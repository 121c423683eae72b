//! `--diff`: every document is compared with itself, which finds nothing, and with every other of its
//! title, which takes less than a second for a megabyte.

use bindsmith::diff::{self, Rust, Version};
use bindsmith::lock::Lock;
use bindsmith::source::Sources;
use corpus::documents::Document;
use corpus::parallel;
use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// What a megabyte may take, reading included.
const LIMIT: Duration = Duration::from_secs(1);
const LARGE: u64 = 1 << 20;

/// Of more documents than these, each is compared with the next alone.
const FEW: usize = 10;

struct Compared {
    old: String,
    new: String,
    bytes: u64,
    /// Of reading both, planning both, comparing, and writing the report.
    time: Duration,
    /// Of comparing alone.
    own: Duration,
    changes: usize,
    wire: usize,
    rust: usize,
    alone: usize,
}

/// The table, and whether nothing is at fault.
pub fn run(documents: &[Document]) -> Result<(String, bool), String> {
    let titles = parallel::each("read", documents, |document| {
        let title = document.with_session(None, |session| session.api());
        Ok(title.map(|api| api.info.title))
    })?;
    let mut groups: BTreeMap<String, Vec<&Document>> = BTreeMap::new();
    // itself first
    let mut others: HashMap<&str, Vec<&Document>> = HashMap::new();
    for (document, title) in documents.iter().zip(titles) {
        let Some(title) = title else { continue };
        others.insert(&document.name, vec![document]);
        if !title.trim().is_empty() {
            groups.entry(title).or_default().push(document);
        }
    }
    for group in groups.values() {
        for (index, a) in group.iter().enumerate() {
            let reach = if group.len() <= FEW { group.len() } else { 1 };
            for b in group.iter().skip(index + 1).take(reach) {
                for (old, new) in [(*a, *b), (*b, *a)] {
                    others.entry(&old.name).or_default().push(new);
                }
            }
        }
    }
    let own = others.len();
    let compared = parallel::each("compared", documents, |old| {
        let others = others.get(old.name.as_str()).into_iter().flatten();
        Ok(others.map(|new| compare(old, new)).collect::<Vec<_>>())
    })?;
    let mut faults = Vec::new();
    let mut table = Vec::new();
    for result in compared.into_iter().flatten() {
        match result {
            Err(fault) => faults.push(fault),
            Ok(it) if it.old == it.new => {
                if it.changes > 0 {
                    faults.push(format!("{}: {} changes to itself", it.old, it.changes));
                }
            }
            Ok(it) => {
                if it.bytes <= LARGE && it.time > LIMIT {
                    faults.push(format!("{} → {}: {:?}", it.old, it.new, it.time));
                }
                table.push(it);
            }
        }
    }
    Ok((text(own, &mut table, &faults), faults.is_empty()))
}

fn compare(old: &Document, new: &Document) -> Result<Compared, String> {
    let start = Instant::now();
    let names = || format!("{} → {}", old.name, new.name);
    let done = catch_unwind(AssertUnwindSafe(|| {
        let (before, old_sources) = version(old, &Lock::default())?;
        let (after, new_sources) = version(new, &before.lock)?;
        let own = Instant::now();
        let changes = diff::compare(&before, &after);
        let own = own.elapsed();
        let report = diff::render(&changes, &old_sources, &new_sources, false);
        Some((changes, own, report))
    }));
    let time = start.elapsed();
    let done = done.map_err(|_| format!("{}: a panic", names()))?;
    let (changes, own, _) = done.ok_or_else(|| format!("{}: no crate", names()))?;
    let count = |wanted: fn(&diff::Change) -> bool| changes.iter().filter(|it| wanted(it)).count();
    Ok(Compared {
        old: old.name.clone(),
        new: new.name.clone(),
        bytes: old.bytes().max(new.bytes()),
        time,
        own,
        changes: changes.len(),
        wire: count(|it| it.wire.grade.breaks()),
        rust: count(|it| it.rust.grade == Rust::Breaking),
        alone: count(|it| it.code.slug == "rust-changed"),
    })
}

/// A document, read and planned, with the names of another before it.
pub fn version(document: &Document, lock: &Lock) -> Option<(Version, Sources)> {
    document.with_session(None, |session| {
        let version = session.version(lock)?;
        Some((version, session.sources.clone()))
    })
}

fn text(own: usize, table: &mut [Compared], faults: &[String]) -> String {
    table.sort_by_key(|it| std::cmp::Reverse(it.time));
    let mut text = "| old | new | bytes | ms | of it comparing | changes | wire | Rust | Rust alone |\n|---|---|---|---|---|---|---|---|---|\n".to_owned();
    for it in table.iter() {
        text.push_str(&format!(
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
            it.old,
            it.new,
            it.bytes,
            it.time.as_millis(),
            it.own.as_millis(),
            it.changes,
            it.wire,
            it.rust,
            it.alone,
        ));
    }
    let slowest = table.iter().filter(|it| it.bytes <= LARGE);
    let slowest = slowest.map(|it| it.time).max().unwrap_or_default();
    let changes: usize = table.iter().map(|it| it.changes).sum();
    text.push_str(&format!(
        "\n{own} documents to themselves, {} pairs of one title: {changes} changes; the slowest of a megabyte at most took {} ms\n",
        table.len(),
        slowest.as_millis(),
    ));
    for fault in faults {
        text.push_str(&format!("fault: {fault}\n"));
    }
    text
}

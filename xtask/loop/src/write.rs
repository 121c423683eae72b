//! A document becomes a crate, with the judge in it.

use crate::glue;
use crate::table::Row;
use bindsmith::lock::Lock;
use bindsmith::{emit, rust};
use corpus::documents::Document;
use corpus::parallel::guarded;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

macro_rules! files {
    ($($to:literal from $from:literal,)*) => {
        &[$(($to, include_str!($from)),)*]
    };
}

/// What a crate gets beside what is generated.
const FILES: &[(&str, &str)] = files! {
    "src/judge/mod.rs" from "../judge/mod.rs",
    "src/judge/answer.rs" from "../judge/answer.rs",
    "src/judge/compare.rs" from "../judge/compare.rs",
    "src/judge/forms.rs" from "../judge/forms.rs",
    "src/judge/hostile.rs" from "../judge/hostile.rs",
    "src/judge/lap.rs" from "../judge/lap.rs",
    "src/judge/mocked.rs" from "../judge/mocked.rs",
    "src/judge/mutate.rs" from "../judge/mutate.rs",
    "src/judge/peer.rs" from "../judge/peer.rs",
    "src/judge/request.rs" from "../judge/request.rs",
    "src/judge/tally.rs" from "../judge/tally.rs",
    "src/judge/turn.rs" from "../judge/turn.rs",
    "src/judge/values.rs" from "../judge/values.rs",
};

/// Writes the crate in place of an older one; `None` where there is nothing to judge.
pub fn write(document: &Document, out: &Path, mock: bool) -> Result<Option<Row>, String> {
    let config = document.config();
    let planned = guarded(|| {
        document.with_session(None, |session| {
            let api = session.api()?;
            let (planned, _) = rust::plan(&api, &config, &Lock::default(), &mut session.report);
            let files = emit::emit(&planned).ok()?;
            (!session.report.has_errors()).then_some((planned, files))
        })
    })?;
    let Some((planned, files)) = planned.filter(|(planned, _)| !planned.groups.is_empty()) else {
        return Ok(None);
    };
    let files = files.iter();
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let mut files: BTreeMap<String, String> = files.collect();
    for (path, text) in FILES {
        files.insert((*path).to_owned(), (*text).to_owned());
    }
    let mut append = |path: &str, text: &str| match files.get_mut(path) {
        Some(known) => {
            known.push_str(text);
            Ok(())
        }
        None => Err(format!("`{}`: no `{path}`", document.name)),
    };
    append("src/lib.rs", "\n#[allow(warnings)]\npub mod judge;\n")?;
    append("src/server/mod.rs", &glue::server(&planned, mock))?;
    // made-up values are what the judge has as well
    if let Some(modules) = files.get_mut("src/support/mod.rs") {
        let guarded = "#[cfg(feature = \"mock\")]\npub mod random;";
        *modules = modules.replace(guarded, "pub mod random;");
    }
    for group in &planned.groups {
        let path = format!("src/server/{}.rs", group.ident);
        let text = files.get(&path).cloned().unwrap_or_default();
        let more = glue::group(group, &text).map_err(|error| format!("`{path}`: {error}"))?;
        files.insert(path, text + &more);
    }
    let package = document.package();
    let main = format!(
        "fn main() -> std::process::ExitCode {{\n    {0}::judge::main(&{0}::server::JUDGED)\n}}\n",
        package.replace('-', "_")
    );
    files.insert("src/main.rs".to_owned(), main);
    let folder = out.join(&package);
    let _ = fs::remove_dir_all(&folder);
    for (path, text) in &files {
        let path = folder.join(path);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all);
        written
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(Some(Row::new(&document.name, package)))
}

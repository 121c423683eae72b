//! One page with everything in it: it asks for nothing from elsewhere, and says so to the browser.

use super::super::{Bump, Change, Reached, Rust, Wire};
use super::excerpt::Excerpt;
use super::{Comparison, SECTIONS, Side, name, section, summary, wire};
use crate::ir::Origin;
use crate::report::visible;
use std::collections::BTreeSet;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// Of the script, so that no other one runs, whatever stands in the document.
const SCRIPT_HASH: &str = "sha256-wLcQeOsXXLCC43fVb8VeeGfouGmdogu6bSMM9vsKAlY=";

pub(super) fn render(comparison: &Comparison<'_>) -> String {
    let changes = comparison.changes;
    let mut sections = String::new();
    for (title, number) in SECTIONS {
        let found = changes.iter().filter(|it| section(it) == *number);
        let articles: Vec<String> = found.map(|it| article(it, comparison)).collect();
        if !articles.is_empty() {
            let (count, articles) = (articles.len(), articles.concat());
            sections.push_str(&format!(
                "<section>\n<h2>{title} ({count})</h2>\n{articles}</section>\n"
            ));
        }
    }
    let ignored = match comparison.ignored {
        0 => String::new(),
        count => format!("<p>{count} more are ignored, as the configuration says.</p>\n"),
    };
    let files = [("old", comparison.old), ("new", comparison.new)];
    let files = files.map(|(what, side)| format!("{what}: <code>{}</code>", document(&side)));
    format!(
        r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src '{SCRIPT_HASH}'">
<title>What changed</title>
<link rel="icon" href="data:,">
<style>
{STYLE}</style>
</head>
<body>
<header>
<h1>{summary}</h1>
<p>{files}</p>
<p>For the generated crate: <b>{bump}</b></p>
{ignored}</header>
<form hidden><div class="tools">
<input type="search" name="search" placeholder="Search" aria-label="Search">
{wire}{rust}<output name="shown"></output>
</div></form>
<main>
{sections}</main>
<footer>Bindsmith {version}</footer>
<script>{SCRIPT}</script>
</body>
</html>
"#,
        summary = escaped(&summary(changes)),
        files = files.join("; "),
        bump = Bump::of(changes).as_str(),
        wire = choices("wire", changes, &WIRE.map(Wire::as_str), |it| {
            it.wire.grade.as_str()
        }),
        rust = choices("rust", changes, &RUST.map(Rust::as_str), |it| {
            it.rust.grade.as_str()
        }),
        version = env!("CARGO_PKG_VERSION"),
    )
}

const WIRE: [Wire; 5] = [
    Wire::BreaksBoth,
    Wire::BreaksClients,
    Wire::BreaksServers,
    Wire::Compatible,
    Wire::Docs,
];
const RUST: [Rust; 3] = [Rust::Breaking, Rust::Additive, Rust::None];

/// A box for each grade that there is.
fn choices(
    name: &str,
    changes: &[Change],
    grades: &[&str],
    of: impl Fn(&Change) -> &'static str,
) -> String {
    let boxes = grades.iter().filter_map(|grade| {
        let count = changes.iter().filter(|it| of(it) == *grade).count();
        let words = grade.replace('-', " ");
        (count > 0).then(|| {
            format!(
                "<label><input type=\"checkbox\" name=\"{name}\" value=\"{grade}\" checked>{words} ({count})</label>\n"
            )
        })
    });
    let (boxes, title) = (boxes.collect::<String>(), capital(name));
    format!("<fieldset><legend>{title}</legend>\n{boxes}</fieldset>\n")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|it| it.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn document(side: &Side<'_>) -> String {
    let first = side.sources.files().last();
    let name = first.map_or("", |it| side.sources.name(it));
    escaped(name)
}

fn article(change: &Change, comparison: &Comparison<'_>) -> String {
    let (wire_grade, rust_grade) = (change.wire.grade, change.rust.grade);
    let mut rows = String::new();
    let mut row = |title: &str, class: &str, grade: &str, text: &str| {
        let text = words(text);
        rows.push_str(&format!(
            "<div class=\"{class}\"><dt>{title}</dt><dd><b>{grade}</b>{text}</dd></div>\n"
        ));
    };
    let graded = |verdict| wire(verdict).unwrap_or_else(|| "words alone".to_owned());
    row("Wire", wire_class(wire_grade), "", &graded(&change.wire));
    if let Some(ours) = &change.generated {
        row("Generated", wire_class(ours.grade), "", &graded(ours));
    }
    let reason = format!(": {}", change.rust.reason);
    row("Rust", rust_class(rust_grade), rust_grade.as_str(), &reason);
    if let Some(help) = &change.help {
        row("Help", "", "", help);
    }
    let class = match (wire_grade.breaks(), rust_grade) {
        (true, _) => "red",
        (false, Rust::Breaking) => "amber",
        (false, Rust::Additive) => "green",
        (false, Rust::None) => "",
    };
    format!(
        "<article class=\"{class}\" data-wire=\"{wire}\" data-rust=\"{rust}\">\n\
         <h3>{message} <small>{id} {slug}</small></h3>\n<dl>\n{rows}</dl>\n{reaches}{places}</article>\n",
        wire = wire_grade.as_str(),
        rust = rust_grade.as_str(),
        message = words(&change.message),
        id = change.code.id,
        slug = change.code.slug,
        reaches = reaches(&change.operations),
        places = places(change, comparison),
    )
}

fn wire_class(grade: Wire) -> &'static str {
    match grade {
        Wire::Docs => "",
        Wire::Compatible => "green",
        _ => "red",
    }
}

fn rust_class(grade: Rust) -> &'static str {
    match grade {
        Rust::None => "",
        Rust::Additive => "green",
        Rust::Breaking => "amber",
    }
}

fn reaches(operations: &[Reached]) -> String {
    if operations.is_empty() {
        return String::new();
    }
    let items = operations.iter().map(|it| {
        let ways = match (it.requests, it.responses) {
            (true, true) => " (requests and responses)",
            (true, false) => " (requests)",
            (false, true) => " (responses)",
            (false, false) => "",
        };
        format!("<li><code>{}</code>{ways}</li>\n", escaped(&name(it)))
    });
    let (count, items) = (operations.len(), items.collect::<String>());
    let plural = if count == 1 { "" } else { "s" };
    format!(
        "<details><summary>reaches {count} operation{plural}</summary><ul>\n{items}</ul></details>\n"
    )
}

fn places(change: &Change, comparison: &Comparison<'_>) -> String {
    let excerpt = |it: &Option<Origin>, side| it.as_ref().map(|it| Excerpt::of(it, side).owned());
    let old = excerpt(&change.old, &comparison.old);
    let new = excerpt(&change.new, &comparison.new);
    // of what is there in one document alone, the other has what it would stand in
    let marked = |of: &Option<Shown>, it: &Option<Shown>, ends: &str| {
        let elsewhere = match (of, it) {
            (Some(of), Some(it)) => of.pointer != it.pointer,
            _ => false,
        };
        !(elsewhere && change.code.slug.ends_with(ends))
    };
    let (a, b) = (old.as_ref(), new.as_ref());
    let was = figure("was", a, b.filter(|_| marked(&old, &new, "-added")));
    let is = figure("is", b, a.filter(|_| marked(&new, &old, "-removed")));
    let figures = [was, is];
    format!("<div class=\"places\">\n{}</div>\n", figures.concat())
}

/// What of an excerpt is shown.
struct Shown {
    pointer: String,
    caption: String,
    lines: Vec<(usize, String)>,
    more: bool,
}

impl Excerpt<'_> {
    fn owned(self) -> Shown {
        let (line, column) = (self.start.line, self.start.column);
        Shown {
            pointer: self.pointer.to_owned(),
            caption: format!("{}:{line}:{column}", self.file),
            lines: self.lines,
            more: self.more,
        }
    }
}

fn figure(class: &str, of: Option<&Shown>, other: Option<&Shown>) -> String {
    let title = if class == "was" { "Old" } else { "New" };
    let Some(of) = of else {
        return format!(
            "<figure class=\"{class}\"><figcaption>{title}</figcaption><div class=\"none\">not there</div></figure>\n"
        );
    };
    let known = other.into_iter().flat_map(|it| &it.lines);
    let known: BTreeSet<&str> = known.map(|(_, line)| line.trim()).collect();
    // what it stood in, or stands in, is not what changed
    let holds = other.is_some_and(|it| it.pointer.starts_with(&format!("{}/", of.pointer)));
    let marked = other.is_some() && !holds;
    let lines = of.lines.iter().map(|(number, line)| {
        let class = match marked && !known.contains(line.trim()) {
            true => " class=\"other\"",
            false => "",
        };
        format!("<span{class}><i>{number}</i>{}</span>", escaped(line))
    });
    let lines = lines.collect::<String>();
    let more = match of.more {
        true => "<div class=\"none\">and more</div>",
        false => "",
    };
    let caption = escaped(&of.caption);
    format!(
        "<figure class=\"{class}\"><figcaption>{title}: {caption}</figcaption><pre>{lines}</pre>{more}</figure>\n"
    )
}

/// Text in which names stand between backticks.
fn words(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escaped(text);
    }
    let parts = parts.iter().enumerate();
    let parts = parts.map(|(index, part)| match index % 2 {
        0 => escaped(part),
        _ => format!("<code>{}</code>", escaped(part)),
    });
    parts.collect()
}

/// As text and as the value of an attribute.
fn escaped(text: &str) -> String {
    visible(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::{SCRIPT, SCRIPT_HASH, escaped, words};
    use base64::Engine;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_script_is_the_one_that_may_run() {
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(SCRIPT));
        assert_eq!(SCRIPT_HASH, format!("sha256-{hash}"));
    }

    #[test]
    fn names_stay_text() {
        assert_eq!(
            escaped("<a b='c'>\"&"),
            "&lt;a b=&#39;c&#39;&gt;&quot;&amp;"
        );
        assert_eq!(words("`<b>` is new"), "<code>&lt;b&gt;</code> is new");
        assert_eq!(words("a ` b"), "a ` b");
    }
}

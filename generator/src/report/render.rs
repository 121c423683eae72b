//! Diagnostics as text: for people, for programs, for GitHub.

use super::github::{data, property};
use super::{Diagnostic, Label, Level, Report};
use crate::source::{Place, Sources};
use annotate_snippets::{AnnotationKind, Group, Level as Style, Origin, Renderer, Snippet};
use serde_json::json;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// As rustc's.
    #[default]
    Human,
    /// One object; see [`render`].
    Json,
    /// Workflow commands of GitHub Actions: annotations in a pull request.
    Github,
}

/// How many places of one diagnostic are shown with their text.
const SHOWN: usize = 3;
/// How much of a line is shown around a place, in bytes: documents of one line of 4 MB exist.
const WINDOW: usize = 100;

/// The whole report. JSON is `{"diagnostics": [{code, level, message, generated, notes, help,
/// places: [{file, line, column, end_line, end_column, pointer, text}]}]}`.
pub fn render(report: &Report, sources: &Sources, format: Format, styled: bool) -> String {
    match format {
        Format::Human => {
            let texts = report
                .diagnostics()
                .iter()
                .map(|it| human(it, sources, styled));
            texts.collect::<Vec<_>>().join("\n")
        }
        Format::Json => {
            let diagnostics: Vec<_> = report
                .diagnostics()
                .iter()
                .map(|it| object(it, sources))
                .collect();
            visible_json(&json!({ "diagnostics": diagnostics })) + "\n"
        }
        Format::Github => report
            .diagnostics()
            .iter()
            .map(|it| github(it, sources))
            .collect(),
    }
}

/// "2 warnings, 1 note"; empty where there is nothing to say.
pub fn summary(report: &Report) -> String {
    let counts =
        [Level::Error, Level::Warning, Level::Note].map(|level| (level, report.count(level)));
    let parts = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(level, count)| {
            let plural = if count == 1 { "" } else { "s" };
            format!("{count} {}{plural}", level.as_str())
        });
    parts.collect::<Vec<_>>().join(", ")
}

fn human(diagnostic: &Diagnostic, sources: &Sources, styled: bool) -> String {
    let level = match diagnostic.code.level {
        Level::Error => Style::ERROR,
        Level::Warning => Style::WARNING,
        Level::Note => Style::NOTE,
    };
    let message = visible(&diagnostic.message);
    let title = level.primary_title(message).id(diagnostic.code.id);
    let mut group = Group::with_title(title);
    let windows: Vec<_> = diagnostic
        .labels
        .iter()
        .take(SHOWN)
        .map(|label| Window::new(label.place, sources))
        .collect();
    for (index, (label, window)) in diagnostic.labels.iter().zip(&windows).enumerate() {
        let kind = if index == 0 {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let annotation = kind.span(window.span.clone()).label(visible(&label.text));
        let mut snippet = Snippet::source(window.text.as_str())
            .line_start(window.line)
            .annotation(annotation);
        match window.column {
            None => snippet = snippet.path(window.path.as_str()),
            Some(column) => {
                let origin = Origin::path(window.path.as_str());
                let origin = origin.line(window.line).char_column(column);
                group = group.element(origin);
            }
        }
        group = group.element(snippet);
    }
    let more = more_places(diagnostic, sources);
    let generated = diagnostic
        .generated
        .iter()
        .map(|text| format!("generated: {}", visible(text)));
    let notes = diagnostic.notes.iter().map(|text| visible(text));
    for note in more.into_iter().chain(generated).chain(notes) {
        group = group.element(Style::NOTE.no_name().message(note));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Style::HELP.message(visible(help)));
    }
    let renderer = if styled {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let text = renderer.render(&[group]);
    // the renderer pads lines of a snippet without text
    let lines = text.lines().map(str::trim_end);
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// The places beyond those that are shown: the first few by name, the others by number.
fn more_places(diagnostic: &Diagnostic, sources: &Sources) -> Option<String> {
    let rest = diagnostic.labels.get(SHOWN..)?;
    if rest.is_empty() {
        return None;
    }
    let named: Vec<String> = rest
        .iter()
        .take(5)
        .map(|label| at(label.place, sources))
        .collect();
    let others = match rest.len().saturating_sub(named.len()) {
        0 => String::new(),
        count => format!(" and in {count} more places"),
    };
    Some(format!("also at {}{others}", named.join(", ")))
}

/// `file:line:column`.
fn at(place: Place, sources: &Sources) -> String {
    let position = sources.position(place);
    let name = visible(sources.name(place.file));
    format!("{name}:{}:{}", position.line, position.column)
}

/// The part of a line that is shown, made visible, with the place in it.
struct Window {
    path: String,
    line: usize,
    /// Where the column in the window is not the column in the file: the latter.
    column: Option<usize>,
    text: String,
    span: std::ops::Range<usize>,
}

impl Window {
    fn new(place: Place, sources: &Sources) -> Self {
        let (line, offset) = sources.line(place);
        let clamp = |at: u32| (at as usize).saturating_sub(offset).min(line.len());
        let (start, end) = (clamp(place.start), clamp(place.end));
        let position = sources.position(place);
        let name = visible(sources.name(place.file));
        if line.len() <= 3 * WINDOW {
            let before = visible(line.get(..start).unwrap_or(""));
            let inside = visible(line.get(start..end).unwrap_or(""));
            let after = visible(line.get(end..).unwrap_or(""));
            return Window {
                path: name,
                line: position.line,
                column: None,
                span: before.len()..before.len() + inside.len(),
                text: before + &inside + &after,
            };
        }
        let from = line.floor_char_boundary(start.saturating_sub(WINDOW));
        let to = line.floor_char_boundary((start + WINDOW).min(line.len()));
        let end = line.floor_char_boundary(end.min(to)).max(start);
        let before = format!("… {}", visible(line.get(from..start).unwrap_or("")));
        let inside = visible(line.get(start..end).unwrap_or(""));
        let after = visible(line.get(end..to).unwrap_or(""));
        Window {
            path: name,
            line: position.line,
            column: Some(position.column),
            span: before.len()..before.len() + inside.len(),
            text: format!("{before}{inside}{after} …"),
        }
    }
}

/// Text of a document on a terminal: control and direction characters do nothing there.
pub(crate) fn visible(text: &str) -> String {
    text.chars()
        .map(|c| if is_hidden(c) { '\u{FFFD}' } else { c })
        .collect()
}

/// JSON for a program, or for a screen: there, such characters are escapes.
pub(crate) fn visible_json(value: &serde_json::Value) -> String {
    let mut json = String::new();
    for c in format!("{value:#}").chars() {
        match is_hidden(c) && c != '\n' {
            true => json.push_str(&format!("\\u{:04x}", u32::from(c))),
            false => json.push(c),
        }
    }
    json
}

fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(
            c,
            '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        )
}

fn object(diagnostic: &Diagnostic, sources: &Sources) -> serde_json::Value {
    let place = |label: &Label| {
        let (start, end) = (
            sources.position(label.place),
            sources.end_position(label.place),
        );
        json!({
            "file": sources.name(label.place.file),
            "line": start.line,
            "column": start.column,
            "end_line": end.line,
            "end_column": end.column,
            "pointer": label.pointer,
            "text": label.text,
        })
    };
    json!({
        "code": diagnostic.code.id,
        "level": diagnostic.code.level.as_str(),
        "message": diagnostic.message,
        "generated": diagnostic.generated,
        "notes": diagnostic.notes,
        "help": diagnostic.help,
        "places": diagnostic.labels.iter().map(place).collect::<Vec<_>>(),
    })
}

fn github(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let command = match diagnostic.code.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let mut message = diagnostic.message.clone();
    for (name, text) in [
        ("generated", &diagnostic.generated),
        ("help", &diagnostic.help),
    ] {
        if let Some(text) = text {
            message += &format!("\n{name}: {text}");
        }
    }
    let title = property(&format!(
        "{}: {}",
        diagnostic.code.id, diagnostic.code.title
    ));
    let places: Vec<String> = diagnostic
        .labels
        .iter()
        .map(|label| {
            let position = sources.position(label.place);
            let file = property(sources.name(label.place.file));
            format!(
                "file={file},line={},col={},",
                position.line, position.column
            )
        })
        .collect();
    let places = if places.is_empty() {
        vec![String::new()]
    } else {
        places
    };
    let lines = places
        .iter()
        .map(|place| format!("::{command} {place}title={title}::{}\n", data(&message)));
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::{Format, render};
    use crate::report::{Diagnostic, Report, catalogue};
    use crate::source::{FileId, Place, Sources};

    /// What is said of `range` in a file of this text.
    fn said(text: String, ranges: &[std::ops::Range<usize>]) -> String {
        let mut sources = Sources::default();
        let file: FileId = sources.add("a.json", text);
        let mut report = Report::default();
        let diagnostic = Diagnostic::new(&catalogue::SYNTAX, "a fault");
        let at = |it: Diagnostic, range: &std::ops::Range<usize>| {
            it.at(Place::new(file, range.clone()), "here")
        };
        report.add(ranges.iter().fold(diagnostic, at));
        render(&report, &sources, Format::Human, false)
    }

    #[test]
    fn a_place_in_a_very_long_line_has_one_position_that_of_the_file() {
        let text = said("x".repeat(2000), &[1000..1003, 1500..1501]);
        assert!(text.contains("--> a.json:1:1001\n"), "{text}");
        assert!(text.contains("::: a.json:1:1501\n"), "{text}");
        let short = said("x".repeat(20), std::slice::from_ref(&(10..13)));
        assert!(short.contains("--> a.json:1:11\n"), "{short}");
    }
}

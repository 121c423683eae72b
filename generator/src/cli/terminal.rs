//! What is printed, and in which colour.

use super::{Color, Failure, Options};
use crate::report::{self, Report};
use crate::source::Sources;
use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicU8, Ordering};

static CHOICE: AtomicU8 = AtomicU8::new(0);

pub(super) fn choose(color: Color) {
    let (code, choice) = match color {
        Color::Auto => (0, anstream::ColorChoice::Auto),
        Color::Always => (1, anstream::ColorChoice::Always),
        Color::Never => (2, anstream::ColorChoice::Never),
    };
    CHOICE.store(code, Ordering::Relaxed);
    choice.write_global();
}

fn styled(terminal: bool) -> bool {
    match CHOICE.load(Ordering::Relaxed) {
        0 => terminal && std::env::var_os("NO_COLOR").is_none_or(|it| it.is_empty()),
        1 => true,
        _ => false,
    }
}

/// Whether results may have colours.
pub(super) fn colourful() -> bool {
    styled(std::io::stdout().is_terminal())
}

/// A result, on stdout. A reader who has gone away is nobody's fault.
pub(super) fn result(text: &str) {
    let _ = anstream::stdout().write_all(text.as_bytes());
}

/// A word about what was done, on stderr.
pub(super) fn note(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}

pub(super) fn error(text: &Failure) {
    let _ = writeln!(anstream::stderr(), "{}: {text}", bold("31", "error", false));
}

pub(super) fn warning(text: &str) {
    let _ = writeln!(
        anstream::stderr(),
        "{}: {text}",
        bold("33", "warning", false)
    );
}

/// A word in bold and a colour, where there is one.
pub(super) fn bold(color: &str, word: &str, stdout: bool) -> String {
    let terminal = if stdout {
        std::io::stdout().is_terminal()
    } else {
        std::io::stderr().is_terminal()
    };
    if styled(terminal) {
        format!("\u{1B}[1;{color}m{word}\u{1B}[0m")
    } else {
        word.to_owned()
    }
}

/// The diagnostics, on stderr.
pub(super) fn diagnostics(options: &Options, report: &Report, sources: &Sources) {
    if report.diagnostics().is_empty() {
        return;
    }
    let styled = styled(std::io::stderr().is_terminal());
    let text = report::render(report, sources, options.format.into(), styled);
    let _ = std::io::stderr().write_all(text.as_bytes());
    if options.format == super::FormatName::Human {
        note(&format!("\n{}", report::summary(report)));
    }
}

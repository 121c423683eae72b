//! The commands; alone in touching terminal and disk.
//!
//! Exit codes: 0 well, 1 drift or findings, 2 could not run. Results go to stdout, diagnostics,
//! errors and progress to stderr.

mod causes;
mod codegen;
mod diff;
mod drift;
mod files;
mod gate;
mod git;
mod ignore;
mod input;
mod manifest;
mod mock;
mod progress;
mod show;
mod side;
mod staging;
mod terminal;
mod write;

use crate::report::Format;
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub use drift::{Class, Drift};

/// Rust bindings from a Swagger 2.0 or OpenAPI 3.0 document.
#[derive(Debug, Parser)]
#[command(name = "bindsmith", version)]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Args)]
struct Options {
    /// The configuration; else `spec/bindsmith.toml` here or in the nearest folder above that has it
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder below which a `$ref` may reach files, where there is no configuration; else that
    /// of the document
    #[arg(long, global = true, value_name = "DIR", conflicts_with = "config")]
    ref_root: Option<PathBuf>,
    /// How diagnostics, drift and changes are written
    #[arg(long, global = true, value_enum, default_value_t = FormatName::Human)]
    format: FormatName,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    color: Color,
    /// How the user calls this program, for the commands that it suggests.
    #[arg(skip)]
    program: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatName {
    Human,
    /// One object per run
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// `diff` alone: for a pull request
    Markdown,
    /// `diff` alone: SARIF 2.1.0
    Sarif,
    /// `diff` alone: one page that needs no other
    Html,
}

impl FormatName {
    /// Whether only what changed is written so.
    fn is_of_diff(self) -> bool {
        matches!(
            self,
            FormatName::Markdown | FormatName::Sarif | FormatName::Html
        )
    }
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Json => Format::Json,
            FormatName::Github => Format::Github,
            // diagnostics are for whoever runs the command
            _ => Format::Human,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the generated crate, or say how it differs from what would be written
    Codegen(CodegenArgs),
    /// Say what changed between two versions of a document, for the wire and for Rust
    Diff(DiffArgs),
    /// Say what is wrong with the document, or not supported yet
    Lint {
        /// Another document than the configuration's
        file: Option<PathBuf>,
    },
    /// Serve the document: answers are its examples, and values that it allows
    Mock(MockArgs),
    /// Print the document after overlays as YAML
    Show {
        /// Another document than the configuration's
        file: Option<PathBuf>,
        /// The API as the generator sees it
        #[arg(long)]
        ir: bool,
    },
}

#[derive(Debug, Args)]
struct CodegenArgs {
    /// Write nothing; list what differs, and exit with 1 if anything does
    #[arg(long)]
    check: bool,
    /// Show differences whole
    #[arg(long, requires = "check")]
    full_diff: bool,
    /// Another document, with defaults and without a configuration
    #[arg(long, value_name = "FILE", requires = "out", conflicts_with = "config")]
    spec: Option<PathBuf>,
    /// Where its crate goes
    #[arg(long, value_name = "DIR", requires = "spec")]
    out: Option<PathBuf>,
    /// Also hold `[crate] version` against what changed since a revision: by default the last release tag,
    /// else where the default branch was left
    #[arg(
        long,
        value_name = "REV",
        requires = "check",
        conflicts_with = "spec",
        num_args = 0..=1,
        default_missing_value = ""
    )]
    since: Option<String>,
}

#[derive(Debug, Args)]
struct MockArgs {
    /// Another document than the configuration's
    file: Option<PathBuf>,
    /// The port; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 4010)]
    port: u16,
    /// The address to listen on
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,
    /// The credential that is good, where the document asks for one; else any is
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    token: Option<String>,
    /// Refuse names in the query and in forms that nothing is read of, such as those that are misspelt
    #[arg(long)]
    strict: bool,
    /// Remember what is deleted: it answers 404, where the document declares that, until a PUT or POST
    /// to that path or one above
    #[arg(long)]
    remember: bool,
    /// What values that are made up follow from
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    seed: u64,
    /// Compile for speed, which takes longer
    #[arg(long)]
    release: bool,
    /// Where what was compiled is kept; else a folder of the user
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct DiffArgs {
    /// A file, `REV:path` of the git repository, or a revision of the project; else the project as it
    /// is committed
    old: Option<String>,
    /// Likewise; else the project as it is
    new: Option<String>,
    /// Exit with 1 if there is such a change
    #[arg(long, value_enum, value_name = "WHAT")]
    fail_on: Option<FailOn>,
    /// Changes that are known: they are not told, and fail nothing. An entry that matches none is an error
    #[arg(long, value_name = "FILE")]
    ignore: Option<PathBuf>,
    /// Write the report there
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Say in a word what the changes ask of the version of the generated crate: major, minor, patch or none
    #[arg(long, conflicts_with_all = ["format", "out"])]
    semver: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// It breaks clients or servers in the field
    WireBreaking,
    /// It breaks code that uses the generated crate
    RustBreaking,
    /// Any at all
    Any,
}

/// Why a command could not run: what is told to the user.
type Failure = String;

/// The whole of `main`: reads the arguments of the process.
pub fn main() -> ExitCode {
    run(std::env::args_os())
}

/// Runs a command. The first argument is the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let mut cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // to stdout where help was asked for, else to stderr; a closed pipe is nobody's fault
            let _ = error.print();
            return ExitCode::from(u8::from(error.use_stderr()) * 2);
        }
    };
    cli.options.program = program(arguments.first());
    terminal::choose(cli.options.color);
    let outcome = match &cli.command {
        Command::Codegen(_) | Command::Lint { .. } | Command::Show { .. }
            if cli.options.format.is_of_diff() =>
        {
            Err("this format is for `diff` alone".to_owned())
        }
        Command::Codegen(arguments) => codegen::codegen(&cli.options, arguments),
        Command::Diff(arguments) => diff::diff(&cli.options, arguments),
        Command::Lint { file } => show::lint(&cli.options, file.as_deref()),
        Command::Mock(arguments) => mock::mock(&cli.options, arguments),
        Command::Show { file, ir } => show::show(&cli.options, file.as_deref(), *ir),
    };
    match outcome {
        Ok(code) => code,
        Err(failure) => {
            terminal::error(&failure);
            ExitCode::from(2)
        }
    }
}

fn program(argument: Option<&OsString>) -> String {
    let stem = argument.and_then(|it| Path::new(it).file_stem());
    match stem.and_then(|stem| stem.to_str()) {
        Some("xtask") => "cargo xtask".to_owned(),
        _ => "bindsmith".to_owned(),
    }
}

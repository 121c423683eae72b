//! `cargo xtask codegen`: the commands of [`bindsmith::cli`], as any repository would have them, and
//! a chore of our own, `cargo xtask corpus`.

mod compile;
mod corpus;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments: Vec<_> = std::env::args_os().collect();
    if arguments.get(1).is_none_or(|command| command != "corpus") {
        return bindsmith::cli::run(arguments);
    }
    arguments.remove(1);
    match corpus::run(&corpus::Arguments::parse_from(arguments)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(2)
        }
    }
}

//! `cargo xtask codegen`: the commands of [`bindsmith::cli`], as any repository would have them.

fn main() -> std::process::ExitCode {
    bindsmith::cli::main()
}

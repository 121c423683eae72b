//! `bindsmith`: see [`bindsmith::cli`].

fn main() -> std::process::ExitCode {
    bindsmith::cli::main()
}

//! What Cargo, and code that depends on the crate, can do nothing with.

/// What every crate knows already: code that depends on another of that name cannot say which it means.
const SYSROOT: [&str; 5] = ["alloc", "core", "proc_macro", "std", "test"];

pub(super) fn name_problem(name: &str) -> Option<&'static str> {
    let valid = name.starts_with(|it: char| it.is_ascii_alphabetic())
        && name
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || it == '-' || it == '_');
    if !valid {
        return Some("is not the name of a package: letters, digits, `-` and `_`");
    }
    let krate = name.replace('-', "_");
    // as `cargo new` does
    if syn::parse_str::<syn::Ident>(&krate).is_err() {
        return Some("is a keyword of Rust, and no code could name the package");
    }
    let taken = SYSROOT.contains(&krate.as_str());
    taken.then_some("is a crate of Rust's own, and no code could name the package")
}

/// Semantic Versioning 2.0.0, as Cargo reads it.
pub(super) fn version_problem(version: &str) -> Option<&'static str> {
    let valid = semver::Version::parse(version).is_ok();
    (!valid).then_some("is not a version such as `0.1.0`")
}

/// A key at the root of a manifest is a table, but for a few that are lists.
pub(super) fn manifest_problem(key: &str, value: &toml::Value) -> Option<&'static str> {
    const LISTS: [&str; 5] = ["bench", "bin", "cargo-features", "example", "test"];
    match LISTS.contains(&key) {
        true => (!value.is_array()).then_some("is a list"),
        false => (!value.is_table()).then_some("is a table"),
    }
}

//! What a server costs in the crate that implements it: an empty one is compiled, then one with every
//! operation written (each a future that never ends), and the difference is what the generated crate leaves to
//! its user's compiler.

use crate::folder;
use chores::Workspace;
use quote::{ToTokens, quote};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[derive(clap::Args)]
pub struct Arguments {
    /// The document
    #[arg(default_value = "../shared/corpus/mattermost/official-2020-03.yaml")]
    document: PathBuf,
    /// How long the server may take beyond an empty one, in seconds
    #[arg(long, default_value_t = 1.3)]
    seconds: f64,
    /// How often each is compiled; the fastest counts
    #[arg(long, default_value_t = 5)]
    runs: u32,
}

const MANIFEST: &str = r#"[package]
name = "runner"
version = "0.0.0"
edition = "2024"
publish = false

[[bin]]
name = "empty"
path = "empty.rs"

[[bin]]
name = "full"
path = "full.rs"

[dependencies]
axum = { version = "0.8", default-features = false, features = ["http1", "tokio"] }
bytes = "1"
serde_json = "1"
tokio = { version = "1", features = ["macros", "net", "rt-multi-thread"] }

[dependencies.api]
package = "PACKAGE"
path = "../api"
default-features = false
features = ["server"]
"#;

/// Says which bound was not kept.
pub fn run(arguments: &Arguments) -> Result<Option<String>, String> {
    if !arguments.document.is_file() {
        return Err(format!("{}: no such file", arguments.document.display()));
    }
    let workspace = Workspace::write(folder("compile"), &arguments.document, &[])?;
    let manifest = fs::read_to_string(workspace.api().join("Cargo.toml"));
    let manifest = manifest.map_err(|error| error.to_string())?;
    let package = manifest.lines().find_map(|it| it.strip_prefix("name = "));
    let package = package.unwrap_or_default().trim_matches('"');
    workspace.put("runner/Cargo.toml", &MANIFEST.replace("PACKAGE", package))?;
    let (operations, full) = full(&workspace.api())?;
    let empty = main(&quote!(), &quote!());
    let (base, base_size) = fastest(&workspace, "empty", &empty, arguments.runs)?;
    let (all, all_size) = fastest(&workspace, "full", &full, arguments.runs)?;
    let beyond = all.saturating_sub(base).as_secs_f64();
    let size = all_size.saturating_sub(base_size) as f64 / 1e6;
    println!("| | compiled in | program |");
    println!("|---|---|---|");
    println!(
        "| an empty server | {:.2} s | {:.0} MB |",
        base.as_secs_f64(),
        base_size as f64 / 1e6
    );
    println!(
        "| {operations} operations | {:.2} s | {:.0} MB |",
        all.as_secs_f64(),
        all_size as f64 / 1e6
    );
    println!("| the difference | {beyond:.2} s | {size:.0} MB |");
    let slow = beyond > arguments.seconds;
    Ok(slow.then(|| format!("more than {} s", arguments.seconds)))
}

/// The least time that the program takes to compile when its text has changed, and its size in bytes.
fn fastest(
    workspace: &Workspace,
    name: &str,
    text: &str,
    runs: u32,
) -> Result<(Duration, u64), String> {
    let (mut least, mut size) = (Duration::MAX, 0);
    // the first also compiles what the program stands on
    for run in 0..=runs {
        workspace.put(&format!("runner/{name}.rs"), &format!("// {run}\n{text}"))?;
        let began = Instant::now();
        let program = workspace.build(name, false)?;
        if run > 0 {
            least = least.min(began.elapsed());
        }
        size = fs::metadata(program).map_or(0, |it| it.len());
    }
    Ok((least, size))
}

/// How many operations there are, and the server that implements all of them.
fn full(api: &Path) -> Result<(usize, String), String> {
    let folder = api.join("src/server");
    let entries = fs::read_dir(&folder).map_err(|error| error.to_string())?;
    let paths = entries.filter_map(|it| it.ok().map(|it| it.path()));
    let mut paths: Vec<PathBuf> = paths.collect();
    paths.sort();
    let (mut count, mut groups, mut mounts) = (0, quote!(), quote!());
    for path in paths {
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name == "mod" {
            continue;
        }
        let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
        let fail = |error: syn::Error| format!("{}: {error}", path.display());
        let text = text.replace("crate::", "api::");
        let file = syn::parse_file(&text).map_err(fail)?;
        let name: syn::Ident = syn::parse_str(&name).map_err(fail)?;
        let uses = file
            .items
            .iter()
            .filter(|it| matches!(it, syn::Item::Use(_)));
        let service = file.items.iter().find_map(|it| match it {
            syn::Item::Trait(it) => Some(it),
            _ => None,
        });
        let service = service.ok_or_else(|| format!("{}: no trait", path.display()))?;
        let ident = &service.ident;
        let signatures = service.items.iter().filter_map(|it| match it {
            syn::TraitItem::Fn(method) => Some(&method.sig),
            _ => None,
        });
        count += signatures.clone().count();
        groups.extend(quote! {
            mod #name {
                #(#uses)*
                impl api::server::#ident for super::App {
                    #(#signatures { async { std::future::pending().await } })*
                }
            }
        });
        mounts.extend(quote!(.#name(App)));
    }
    let app = quote!(#[derive(Clone, Copy)] struct App; #groups);
    Ok((count, main(&app, &mounts)))
}

fn main(app: &impl ToTokens, mounts: &impl ToTokens) -> String {
    quote! {
        #![allow(unused)]
        #app
        #[tokio::main]
        async fn main() -> std::io::Result<()> {
            let router = api::server::builder() #mounts .build();
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
            axum::serve(listener, router).await
        }
    }
    .to_string()
}

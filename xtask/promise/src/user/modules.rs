//! The modules of an emitted crate, as the compiler finds them.

use bindsmith::fileset::FileSet;
use std::collections::{BTreeMap, BTreeSet};
use syn::{Item, UseTree, Visibility};

/// From the root: `["types", "pet"]`.
pub type Path = Vec<String>;

pub struct Module {
    pub path: Path,
    /// Whether users can name it.
    pub public: bool,
    pub items: Vec<Item>,
    /// What the `use` items bring, by name.
    pub imports: BTreeMap<String, Path>,
    /// The modules of which everything is brought.
    pub globs: Vec<Path>,
    /// What stands in it.
    pub own: BTreeSet<String>,
    /// What of that is its own business.
    pub private: BTreeSet<String>,
}

/// The support code is not generated: it is the same in every crate.
pub const SUPPORT: &str = "support";

/// Every module but those of the support code, the root first.
pub fn modules(files: &FileSet) -> Result<Vec<Module>, String> {
    let mut found = Vec::new();
    let text = files.get("src/lib.rs").unwrap_or_default();
    walk(
        files,
        Vec::new(),
        true,
        parse("src/lib.rs", text)?,
        &mut found,
    )?;
    Ok(found)
}

fn parse(path: &str, text: &str) -> Result<Vec<Item>, String> {
    let file = syn::parse_file(text).map_err(|error| format!("`{path}`: {error}"))?;
    Ok(file.items)
}

fn walk(
    files: &FileSet,
    path: Path,
    public: bool,
    items: Vec<Item>,
    found: &mut Vec<Module>,
) -> Result<(), String> {
    let mut module = Module {
        path: path.clone(),
        public,
        items: Vec::new(),
        imports: BTreeMap::new(),
        globs: Vec::new(),
        own: BTreeSet::new(),
        private: BTreeSet::new(),
    };
    let mut below = Vec::new();
    for item in items {
        match &item {
            Item::Use(of) => bring(&of.tree, &path, Vec::new(), &mut module),
            Item::Mod(of) => {
                let name = of.ident.to_string();
                module.own.insert(name.clone());
                let mut inner = path.clone();
                inner.push(name.clone());
                let public = public && is_public(&of.vis);
                let items = match &of.content {
                    Some((_, items)) => items.clone(),
                    None => {
                        let folders = inner.iter().map(|it| it.trim_start_matches("r#"));
                        let stem = format!("src/{}", folders.collect::<Vec<_>>().join("/"));
                        let names = [format!("{stem}.rs"), format!("{stem}/mod.rs")];
                        let file = names.iter().find_map(|it| Some((it, files.get(it)?)));
                        let (name, text) = file.ok_or_else(|| format!("no file for `{stem}`"))?;
                        parse(name, text)?
                    }
                };
                if !(path.is_empty() && name == SUPPORT) {
                    below.push((inner, public, items));
                }
            }
            other => {
                if let Some((name, visibility)) = named(other) {
                    if !is_public(visibility) {
                        module.private.insert(name.clone());
                    }
                    module.own.insert(name);
                }
            }
        }
        module.items.push(item);
    }
    found.push(module);
    for (path, public, items) in below {
        walk(files, path, public, items, found)?;
    }
    Ok(())
}

fn bring(tree: &UseTree, here: &[String], mut before: Path, module: &mut Module) {
    let segment = |before: &mut Path, name: String| match name.as_str() {
        "crate" => *before = vec!["crate".to_owned()],
        "self" if before.is_empty() => *before = absolute(here),
        "super" if before.is_empty() => *before = absolute(parent(here)),
        _ => before.push(name),
    };
    match tree {
        UseTree::Path(path) => {
            segment(&mut before, path.ident.to_string());
            bring(&path.tree, here, before, module);
        }
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            segment(&mut before, name.clone());
            module.imports.insert(name, before);
        }
        UseTree::Rename(rename) => {
            segment(&mut before, rename.ident.to_string());
            module.imports.insert(rename.rename.to_string(), before);
        }
        UseTree::Glob(_) => module.globs.push(before),
        UseTree::Group(group) => {
            for tree in &group.items {
                bring(tree, here, before.clone(), module);
            }
        }
    }
}

/// From the root of the crate.
pub fn absolute(path: &[String]) -> Path {
    let root = std::iter::once("crate".to_owned());
    root.chain(path.iter().cloned()).collect()
}

pub fn parent(path: &[String]) -> &[String] {
    path.split_last().map_or(&[], |(_, above)| above)
}

pub fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn named(item: &Item) -> Option<(String, &Visibility)> {
    let (ident, visibility) = match item {
        Item::Const(it) => (&it.ident, &it.vis),
        Item::Enum(it) => (&it.ident, &it.vis),
        Item::Fn(it) => (&it.sig.ident, &it.vis),
        Item::Static(it) => (&it.ident, &it.vis),
        Item::Struct(it) => (&it.ident, &it.vis),
        Item::Trait(it) => (&it.ident, &it.vis),
        Item::Type(it) => (&it.ident, &it.vis),
        _ => return None,
    };
    Some((ident.to_string(), visibility))
}

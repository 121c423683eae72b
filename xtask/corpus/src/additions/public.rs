//! The names that emitted files offer to their crate's user, read off the Rust itself.

use bindsmith::fileset::FileSet;
use std::collections::BTreeSet;
use syn::{ImplItem, Item, TraitItem, Visibility};

/// Paths of modules, items, fields, variants and methods. What every crate carries alike is left out.
pub fn names(files: &FileSet) -> BTreeSet<String> {
    let mut names = Names::default();
    let own = files
        .iter()
        .filter(|(path, _)| path.ends_with(".rs") && !path.starts_with("src/support/"));
    for (path, text) in own {
        let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
        names.add(module, "");
        if let Ok(file) = syn::parse_file(text) {
            names.items(module, &file.items);
        }
    }
    names.0
}

#[derive(Default)]
struct Names(BTreeSet<String>);

impl Names {
    fn add(&mut self, outer: &str, name: impl ToString) -> String {
        let path = format!("{outer}::{}", name.to_string());
        self.0.insert(path.clone());
        path
    }

    fn items(&mut self, module: &str, items: &[Item]) {
        for item in items {
            self.item(module, item);
        }
    }

    fn item(&mut self, module: &str, item: &Item) {
        match item {
            Item::Mod(it) if is_public(&it.vis) => {
                let path = self.add(module, &it.ident);
                let items = it.content.as_ref().map(|(_, items)| items.as_slice());
                self.items(&path, items.unwrap_or_default());
            }
            Item::Struct(it) if is_public(&it.vis) => {
                let path = self.add(module, &it.ident);
                let fields = it.fields.iter().filter(|it| is_public(&it.vis));
                for field in fields.filter_map(|it| it.ident.as_ref()) {
                    self.add(&path, field);
                }
            }
            Item::Enum(it) if is_public(&it.vis) => {
                let path = self.add(module, &it.ident);
                for variant in &it.variants {
                    self.add(&path, &variant.ident);
                }
            }
            Item::Trait(it) if is_public(&it.vis) => {
                let path = self.add(module, &it.ident);
                for item in &it.items {
                    if let TraitItem::Fn(it) = item {
                        self.add(&path, &it.sig.ident);
                    }
                }
            }
            Item::Impl(it) if it.trait_.is_none() => self.methods(module, it),
            Item::Type(it) if is_public(&it.vis) => drop(self.add(module, &it.ident)),
            Item::Const(it) if is_public(&it.vis) => drop(self.add(module, &it.ident)),
            Item::Static(it) if is_public(&it.vis) => drop(self.add(module, &it.ident)),
            _ => {}
        }
    }

    fn methods(&mut self, module: &str, of: &syn::ItemImpl) {
        let syn::Type::Path(owner) = &*of.self_ty else {
            return;
        };
        let Some(owner) = owner.path.segments.last() else {
            return;
        };
        for item in &of.items {
            match item {
                ImplItem::Fn(it) if is_public(&it.vis) => {
                    self.add(&format!("{module}::{}", owner.ident), &it.sig.ident);
                }
                ImplItem::Const(it) if is_public(&it.vis) => {
                    self.add(&format!("{module}::{}", owner.ident), &it.ident);
                }
                _ => {}
            }
        }
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

//! What names in an emitted file mean to a user of the crate.

use super::modules::{Module, Path, SUPPORT, absolute, is_public, parent};
use proc_macro2::Span;
use std::collections::{BTreeMap, BTreeSet};
use syn::visit_mut::{self, VisitMut};
use syn::{Ident, Item, PathSegment, Token, Type, punctuated::Punctuated};

/// What the crate is called in the program.
pub const CRATE: &str = "api";

pub struct Names {
    /// What users can name that stands where they cannot look: where it stands, and how they name it.
    exports: BTreeMap<Path, Path>,
    own: BTreeMap<Path, BTreeSet<String>>,
    imports: BTreeMap<Path, BTreeMap<String, Path>>,
    globs: BTreeMap<Path, Vec<Path>>,
    hidden: BTreeSet<Path>,
}

impl Names {
    pub fn of(modules: &[Module]) -> Self {
        let mut names = Names {
            exports: BTreeMap::new(),
            own: BTreeMap::new(),
            imports: BTreeMap::new(),
            globs: BTreeMap::new(),
            hidden: BTreeSet::from([absolute(&[SUPPORT.to_owned()])]),
        };
        for module in modules {
            let path = absolute(&module.path);
            names.own.insert(path.clone(), module.own.clone());
            names.imports.insert(path.clone(), module.imports.clone());
            names.globs.insert(path.clone(), module.globs.clone());
            let private = module.private.iter().map(|it| below(&path, it));
            names.hidden.extend(private);
            if !module.public {
                names.hidden.insert(path);
                continue;
            }
            for (name, target) in exported(module) {
                let known = below(&path, &name);
                // the shortest, which is that of the root
                let entry = names.exports.entry(names_in(target, &module.own, &path));
                entry.or_insert(known);
            }
        }
        names
    }

    /// How a user names what `name` means in this module; `None` where no user can.
    pub fn public(&self, name: &[String], module: &[String]) -> Option<Path> {
        let whole = self.meaning(name, &absolute(module))?;
        if whole.first().is_none_or(|it| it != "crate") {
            return Some(whole);
        }
        let hidden = self.hidden.iter().any(|it| whole.starts_with(it));
        if !hidden {
            return Some(whole);
        }
        let mut known = (1..=whole.len()).rev();
        known.find_map(|length| {
            let export = self.exports.get(&whole[..length])?;
            Some([export.as_slice(), &whole[length..]].concat())
        })
    }

    fn meaning(&self, name: &[String], module: &[String]) -> Option<Path> {
        let (first, rest) = name.split_first()?;
        let with = |of: &[String]| [of, rest].concat();
        match first.as_str() {
            "crate" => return Some(name.to_vec()),
            "self" => return Some(with(module)),
            "super" => return self.meaning_in(rest, parent(module)),
            _ => {}
        }
        if self.own.get(module)?.contains(first) {
            return Some([module, name].concat());
        }
        if let Some(target) = self.imports.get(module)?.get(first) {
            return Some(with(target));
        }
        for glob in self.globs.get(module)? {
            if self.own.get(glob).is_some_and(|it| it.contains(first)) {
                return Some([glob.as_slice(), name].concat());
            }
        }
        Some(name.to_vec())
    }

    /// Of what stands in another module, or is brought there.
    fn meaning_in(&self, name: &[String], module: &[String]) -> Option<Path> {
        let Some(first) = name.first() else {
            return Some(module.to_vec());
        };
        if first == "super" {
            return self.meaning_in(&name[1..], parent(module));
        }
        match self.own.get(module)?.contains(first) {
            true => Some([module, name].concat()),
            false => self.meaning(name, module),
        }
    }

    /// The tokens of a type or another construct, as they stand in this module, for the program; with
    /// `Self` spelled out. The error names what no user can name.
    pub fn translate<T: Clone>(
        &self,
        of: &T,
        module: &[String],
        own: Option<&Type>,
        visit: impl FnOnce(&mut Translator<'_>, &mut T),
    ) -> Result<T, String> {
        let mut translator = Translator {
            names: self,
            module,
            own,
            failed: None,
        };
        let mut translated = of.clone();
        visit(&mut translator, &mut translated);
        translator.failed.map_or(Ok(translated), Err)
    }

    pub fn ty(&self, of: &Type, module: &[String], own: Option<&Type>) -> Result<Type, String> {
        self.translate(of, module, own, |it, of| it.visit_type_mut(of))
    }

    pub fn path(&self, of: &syn::Path, module: &[String]) -> Result<syn::Path, String> {
        self.translate(of, module, None, |it, of| it.visit_path_mut(of))
    }
}

fn below(path: &[String], name: &str) -> Path {
    [path, &[name.to_owned()]].concat()
}

/// A target that begins with a module of the one that it is named in.
fn names_in(target: Path, own: &BTreeSet<String>, here: &[String]) -> Path {
    match target.first() {
        Some(first) if first != "crate" && own.contains(first) => [here, &target].concat(),
        _ => target,
    }
}

/// What `pub use` items bring.
pub fn exported(module: &Module) -> Vec<(String, Path)> {
    let uses = module.items.iter().filter_map(|it| match it {
        Item::Use(of) if is_public(&of.vis) => Some(of),
        _ => None,
    });
    let mut names = BTreeSet::new();
    for of in uses {
        leaves(&of.tree, &mut names);
    }
    let imports = module.imports.iter();
    let imports = imports.filter(|(name, _)| names.contains(*name));
    imports
        .map(|(name, target)| (name.clone(), target.clone()))
        .collect()
}

fn leaves(tree: &syn::UseTree, names: &mut BTreeSet<String>) {
    match tree {
        syn::UseTree::Path(path) => leaves(&path.tree, names),
        syn::UseTree::Name(name) => {
            names.insert(name.ident.to_string());
        }
        syn::UseTree::Rename(rename) => {
            names.insert(rename.rename.to_string());
        }
        syn::UseTree::Glob(_) => {}
        syn::UseTree::Group(group) => group.items.iter().for_each(|it| leaves(it, names)),
    }
}

pub struct Translator<'n> {
    names: &'n Names,
    module: &'n [String],
    own: Option<&'n Type>,
    failed: Option<String>,
}

impl VisitMut for Translator<'_> {
    fn visit_type_mut(&mut self, of: &mut Type) {
        if let (Type::Path(path), Some(own)) = (&*of, self.own)
            && path.path.is_ident("Self")
        {
            *of = own.clone();
            return;
        }
        visit_mut::visit_type_mut(self, of);
    }

    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_mut::visit_path_mut(self, path);
        if path.leading_colon.is_some() {
            return;
        }
        let name: Path = path
            .segments
            .iter()
            .map(|it| it.ident.to_string())
            .collect();
        let Some(public) = self.names.public(&name, self.module) else {
            self.failed = Some(name.join("::"));
            return;
        };
        // what every program knows
        if public == name && name.len() == 1 {
            return;
        }
        let last = path.segments.last().map(|it| it.arguments.clone());
        let mut segments: Punctuated<PathSegment, Token![::]> = Punctuated::new();
        let is_ours = public.first().is_some_and(|it| it == "crate");
        for (index, name) in public.iter().enumerate() {
            let name = match index {
                0 if is_ours => CRATE,
                _ => name.as_str(),
            };
            segments.push(ident(name).into());
        }
        if let (Some(segment), Some(arguments)) = (segments.last_mut(), last) {
            segment.arguments = arguments;
        }
        // a parameter of a function may be called as a crate is
        path.leading_colon = Some(Token![::](Span::call_site()));
        path.segments = segments;
    }
}

pub fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(name) => Ident::new_raw(name, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

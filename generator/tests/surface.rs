//! What a crate offers to its users, as `diff` reads it off the plan, is what the emitted files export:
//! over every golden document, item by item, with the types of fields, arguments and answers.

use bindsmith::config::{self, Config};
use bindsmith::diff::surface::Surface;
use bindsmith::emit;
use bindsmith::lock::Lock;
use bindsmith::report::Report;
use bindsmith::source::Sources;
use bindsmith::{Reader, Session};
use quote::ToTokens;
use regex::Regex;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

struct Folder(PathBuf);

impl Reader for Folder {
    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        std::fs::read(self.0.join(path))
    }
}

/// Path → signature, without spaces and the modules of types.
type Items = BTreeMap<String, String>;

fn plain(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    let text = text.replace("r#", "").replace(",>", ">");
    static MODULES: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b\w+::").unwrap());
    MODULES.replace_all(&text, "").into_owned()
}

/// As users hand it over: boxed by `new`, and converted.
fn argument(text: &str) -> String {
    let text = plain(text);
    let inner = |prefix: &str| {
        let inner = text
            .strip_prefix(prefix)
            .and_then(|it| it.strip_suffix('>'));
        inner.map(str::to_owned)
    };
    inner("implInto<").or_else(|| inner("Box<")).unwrap_or(text)
}

fn arguments(inputs: impl Iterator<Item = String>) -> String {
    format!("fn({})", inputs.collect::<Vec<_>>().join(","))
}

/// What the emitted files export.
#[derive(Default)]
struct Emitted {
    items: Items,
    /// Where the file stands.
    module: String,
    /// The definition of the file, which is exported above it.
    root: Option<String>,
}

impl Emitted {
    fn path(&self, ident: &str) -> String {
        match &self.root {
            Some(root) if root == ident => format!("types::{ident}"),
            _ => format!("{}::{ident}", self.module),
        }
    }

    fn add(&mut self, path: impl Into<String>, signature: impl Into<String>) {
        self.items.insert(path.into(), signature.into());
    }
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

fn name(ident: &syn::Ident) -> String {
    ident.to_string().trim_start_matches("r#").to_owned()
}

fn has(attributes: &[syn::Attribute], text: &str) -> bool {
    let mut attributes = attributes.iter();
    attributes.any(|it| it.to_token_stream().to_string().contains(text))
}

fn inputs(signature: &syn::Signature) -> impl Iterator<Item = String> {
    signature.inputs.iter().filter_map(|it| match it {
        syn::FnArg::Typed(it) => Some(argument(&it.ty.to_token_stream().to_string())),
        syn::FnArg::Receiver(_) => None,
    })
}

/// `Result<S, Error<E>>`, or a future of one, as `S,E`.
fn answer(signature: &syn::Signature) -> String {
    let text = plain(&signature.output.to_token_stream().to_string());
    let result =
        Regex::new(r"^->(?:implFuture<Output=)?Result<(.*?),(?:Error<)?(\w+)>+(?:\+Send)?$");
    let found = result.unwrap().captures(&text);
    let found = found.unwrap_or_else(|| panic!("{text}"));
    format!("{},{}", &found[1], &found[2])
}

impl Emitted {
    fn items_of(&mut self, items: &[syn::Item]) {
        for item in items {
            match item {
                syn::Item::Mod(it) => self.on_mod(it),
                syn::Item::Struct(it) => self.on_struct(it),
                syn::Item::Enum(it) => self.on_enum(it),
                syn::Item::Type(it) => self.on_type(it),
                syn::Item::Static(it) => self.on_static(it),
                syn::Item::Const(it) => self.on_const(it),
                syn::Item::Impl(it) => self.on_impl(it),
                syn::Item::Trait(it) => self.on_trait(it),
                _ => {}
            }
        }
    }

    fn on_mod(&mut self, it: &syn::ItemMod) {
        if is_public(&it.vis) && self.module.starts_with("operations") {
            let inner = format!("{}::{}", self.module, name(&it.ident));
            self.add(inner.clone(), "mod");
            let outer = std::mem::replace(&mut self.module, inner);
            let items = it.content.as_ref().map(|(_, items)| items.as_slice());
            self.items_of(items.unwrap_or_default());
            self.module = outer;
        }
    }

    fn on_struct(&mut self, it: &syn::ItemStruct) {
        if !is_public(&it.vis) {
            return;
        }
        let path = self.path(&name(&it.ident));
        if let syn::Fields::Unnamed(fields) = &it.fields {
            let of = plain(&fields.unnamed[0].ty.to_token_stream().to_string());
            return self.add(path, format!("structof{of}"));
        }
        let mut fields: Vec<(String, String)> = Vec::new();
        for field in it.fields.iter().filter(|it| is_public(&it.vis)) {
            let ty = plain(&field.ty.to_token_stream().to_string());
            fields.push((name(field.ident.as_ref().unwrap()), ty));
        }
        if !has(&it.attrs, "non_exhaustive") {
            fields.sort();
            let fields = fields.iter().map(|(name, ty)| format!("{name}:{ty},"));
            return self.add(path, format!("struct{{{}}}", fields.collect::<String>()));
        }
        for (field, ty) in fields {
            self.add(format!("{path}.{field}"), ty);
        }
        let inline = self.module.matches("::").count() > 1;
        if path.ends_with("Request") && self.module.starts_with("operations") && !inline {
            for derive in ["Clone", "PartialEq"] {
                let word = if has(&it.attrs, derive) {
                    "impl"
                } else {
                    "absent"
                };
                self.add(format!("{path}: {derive}"), word);
            }
        }
        self.add(path, "struct");
    }

    fn on_enum(&mut self, it: &syn::ItemEnum) {
        let path = self.path(&name(&it.ident));
        for variant in &it.variants {
            let variant_name = name(&variant.ident);
            if ["Unknown", "Undeclared"].contains(&variant_name.as_str()) {
                continue;
            }
            let payload = match &variant.fields {
                syn::Fields::Unnamed(it) => plain(&it.unnamed[0].ty.to_token_stream().to_string()),
                _ => "variant".to_owned(),
            };
            self.add(format!("{path}::{variant_name}"), payload);
        }
        self.add(path, "enum");
    }

    fn on_type(&mut self, it: &syn::ItemType) {
        let of = plain(&it.ty.to_token_stream().to_string());
        self.add(self.path(&name(&it.ident)), of);
    }

    fn on_static(&mut self, it: &syn::ItemStatic) {
        if is_public(&it.vis) {
            self.add(format!("{}::{}", self.module, it.ident), "static");
        }
    }

    fn on_const(&mut self, it: &syn::ItemConst) {
        if is_public(&it.vis) {
            self.add(format!("{}::{}", self.module, it.ident), "const");
        }
    }

    fn on_impl(&mut self, it: &syn::ItemImpl) {
        let of = plain(&it.self_ty.to_token_stream().to_string());
        if let Some((of_trait, _)) = &it.trait_ {
            let text = it.to_token_stream().to_string();
            let variant = Regex::new(r"-> Self \{ Self :: ([A-Z]\w*) \(").unwrap();
            if of_trait.to_token_stream().to_string().starts_with("From")
                && let Some(variant) = variant.captures(&text)
            {
                let from = plain(&of_trait.to_token_stream().to_string());
                let from = from
                    .strip_prefix("From<")
                    .and_then(|it| it.strip_suffix('>'));
                let path = format!("{}::{}: From", self.path(&of), &variant[1]);
                self.add(path, from.unwrap_or_default());
            }
            return;
        }
        let owner = match of.as_str() {
            "Client" | "ClientBuilder" if self.module == "client" => format!("client::{of}"),
            "Builder" if self.module == "server" => "server::Builder".to_owned(),
            _ => self.path(&of),
        };
        for item in &it.items {
            match item {
                syn::ImplItem::Fn(it) if is_public(&it.vis) => {
                    let method = name(&it.sig.ident);
                    if ["as_str", "value", "status"].contains(&method.as_str()) {
                        continue;
                    }
                    let mut signature = arguments(inputs(&it.sig));
                    if owner == "client::Client" {
                        signature = format!("{signature}->{}", answer(&it.sig));
                    }
                    if owner == "client::ClientBuilder" {
                        signature = match it.sig.inputs.len() {
                            3 => "fn(user,password)".to_owned(),
                            _ => "fn(token)".to_owned(),
                        };
                    }
                    self.add(format!("{owner}::{method}"), signature);
                }
                syn::ImplItem::Const(it) if it.ident == "OPERATION" => {
                    self.add(format!("{owner}::OPERATION"), "const");
                }
                _ => {}
            }
        }
    }

    fn on_trait(&mut self, it: &syn::ItemTrait) {
        // what is for the file's module alone
        if !is_public(&it.vis) {
            return;
        }
        let path = format!("server::{}", it.ident);
        for item in &it.items {
            if let syn::TraitItem::Fn(it) = item {
                let signature = format!("{}->{}", arguments(inputs(&it.sig)), answer(&it.sig));
                self.add(format!("{path}::{}", name(&it.sig.ident)), signature);
            }
        }
        self.add(path, "trait");
    }
}

fn emitted(files: impl Iterator<Item = (String, String)>) -> Items {
    let files: BTreeMap<String, String> = files.collect();
    let export = Regex::new(r"pub use self::(\w+|r#\w+)::(\w+);").unwrap();
    let roots = export.captures_iter(&files["src/types/mod.rs"]);
    let roots: BTreeMap<String, String> = roots
        .map(|it| (it[1].to_owned(), it[2].to_owned()))
        .collect();
    let offered = Regex::new(r"pub use support::(?:\w+::)?\{?([\w, ]+)\}?;").unwrap();
    let mut emitted = Emitted::default();
    for (path, text) in &files {
        let parts: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
        let file = syn::parse_file(text);
        match parts.as_slice() {
            ["src", "types", module] if *module != "mod" => {
                emitted.module = format!("types::{module}");
                emitted.root = roots
                    .get(*module)
                    .or(roots.get(&format!("r#{module}")))
                    .cloned();
                emitted.items_of(&file.unwrap().items);
                emitted.root = None;
            }
            ["src", "operations", module] if *module != "mod" => {
                emitted.module = format!("operations::{module}");
                emitted.add(emitted.module.clone(), "mod");
                emitted.items_of(&file.unwrap().items);
            }
            ["src", "client", _] | ["src", "security"] => {
                emitted.module = parts[1].to_owned();
                emitted.items_of(&file.unwrap().items);
            }
            ["src", "server", _] => {
                emitted.module = "server".to_owned();
                let file = file.unwrap();
                let public = |it: &syn::Item| match it {
                    syn::Item::Trait(_) => true,
                    syn::Item::Impl(it) => it.trait_.is_none(),
                    _ => false,
                };
                let items = file.items.into_iter().filter(public);
                emitted.items_of(&items.collect::<Vec<_>>());
            }
            ["src", "lib"] => {
                for names in offered.captures_iter(text) {
                    for name in names[1].split(", ") {
                        emitted.add(name, "export");
                    }
                }
            }
            _ => {}
        }
    }
    emitted.items
}

fn planned(surface: &Surface<'_>) -> Items {
    let items = surface.items.iter().map(|(path, item)| {
        let spelled = item.signature.spelled();
        let text = match spelled
            .strip_prefix("fn(")
            .and_then(|it| it.split_once(')'))
        {
            Some((inputs, rest)) => {
                let inputs = inputs.split(", ").map(argument);
                // a map has a comma of its own
                let joined = inputs.collect::<Vec<_>>().join(",");
                format!("fn({joined}){}", plain(rest))
            }
            None => plain(&spelled),
        };
        // what the word tells more of is emitted as methods and implementations
        let text = if text.starts_with("enum") {
            "enum".to_owned()
        } else {
            text
        };
        (path.replace("r#", ""), text)
    });
    items.collect()
}

#[test]
fn the_planned_surface_is_what_is_emitted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut wrong = Vec::new();
    let mut compared = 0;
    for entry in std::fs::read_dir(root).unwrap() {
        let folder = entry.unwrap().path();
        let mut sources = Sources::default();
        let path = Path::new("bindsmith.toml");
        let config = match std::fs::read_to_string(folder.join(path)) {
            Ok(text) => config::read(path, &text, &mut sources, &mut Report::default()).unwrap(),
            Err(_) => Config::of("spec.yaml"),
        };
        let reader = Folder(folder.clone());
        let mut session = Session::new(&config, &reader, sources);
        let version = session.version(&Lock::default()).unwrap();
        let mut planned = planned(&Surface::of(&version));
        planned.remove("crate name");
        let files = emit::emit(&version.planned).unwrap();
        let files = files
            .iter()
            .map(|(path, text)| (path.to_owned(), text.to_owned()));
        let emitted = emitted(files.filter(|(path, _)| !path.starts_with("src/support/")));
        compared += emitted.len();
        let folder = folder.file_name().unwrap().to_string_lossy().into_owned();
        // of derives the crate has more than can break
        planned.retain(|path, _| !path.contains(": ") || emitted.contains_key(path));
        for (path, signature) in &planned {
            match emitted.get(path) {
                None => wrong.push(format!("{folder}: `{path}` is planned alone")),
                Some(other) if other != signature => {
                    wrong.push(format!(
                        "{folder}: `{path}` is `{signature}`, emitted `{other}`"
                    ));
                }
                Some(_) => {}
            }
        }
        for path in emitted.keys().filter(|it| !planned.contains_key(*it)) {
            wrong.push(format!("{folder}: `{path}` is emitted alone"));
        }
    }
    assert!(compared > 1000, "{compared}");
    assert!(
        wrong.is_empty(),
        "{}\n{} wrong",
        wrong.join("\n"),
        wrong.len()
    );
}
